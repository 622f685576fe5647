"""The exchange format: what the vocabulary promises, and what the scorer reads."""

from __future__ import annotations

import json

import pytest

from kgraph import ids
from kgraph.evaluate import read_statements
from kgraph.views.exchange import lines, write_jsonl

KEYS = (
    "document subject predicate object sentence start end polarity modality attributed_to date amount amount_text currency count role "
    "status confidence contested id"
)


def test_a_statement_has_all_keys_in_their_order(say):
    row = say("deal", "supplier", "Palantir", speaker="Mayor", amount=50_000_000.0, currency="GBP", date="2026-05", status="blocked")
    (line,) = lines([row])
    record = json.loads(line)
    assert " ".join(record) == KEYS
    assert list(record["subject"]) == ["id", "label", "type"]
    assert record["document"] == "deal.txt"
    assert record["object"] == {"id": ids.ENTITY + "palantir", "label": "Palantir", "type": "Company"}
    assert record["attributed_to"] == {"id": ids.ENTITY + "mayor", "label": "Mayor", "type": "Person"}
    assert record["id"] == row.id


def test_what_does_not_apply_is_null(say):
    record = json.loads(next(lines([say("Palantir", "suppliesTo", "Met")])))
    assert {key for key, value in record.items() if value is None} == {
        *("attributed_to", "date", "amount", "amount_text", "currency", "count", "role", "status")
    }


@pytest.mark.parametrize(
    ("value", "written"),
    [(50_000_000.0, "50000000"), (1.5, "1.5"), (1e21, "1" + "0" * 21), (0.0, "0")],
)
def test_sums_and_counts_are_written_as_people_write_them(say, value, written):
    line = next(lines([say("deal", "supplier", "NEC", amount=value, count=value)]))
    assert f'"amount": {written}, ' in line
    assert f'"count": {written}, ' in line


def test_things_are_called_what_the_document_calls_them(say):
    row = say("Met", "uses", "drones", subject_name="Scotland Yard")
    record = json.loads(next(lines([row])))
    assert record["subject"] == {"id": ids.ENTITY + "met", "label": "Scotland Yard", "type": "PoliceForce"}
    assert record["object"]["label"] == "drones"


def test_letters_stay_readable_and_no_text_breaks_a_line(say):
    sentence = 'Café\u2028"£5m"\x85\u2029\n\x1eend'
    line = next(lines([say("Met", "uses", "drones", sentence=sentence)]))
    assert "Café" in line
    assert "£5m" in line
    assert line.splitlines() == [line]
    assert json.loads(line)["sentence"] == sentence


def test_the_file_is_the_lines_in_the_order_given_and_the_same_each_time(say, tmp_path):
    rows = [say("NEC", "suppliesTo", "Met"), say("Met", "uses", "drones", sentence="Café")]
    for name in ("one", "two"):
        write_jsonl(rows, tmp_path / name)
    data = (tmp_path / "one").read_bytes()
    assert data == (tmp_path / "two").read_bytes()
    assert data.decode("utf-8") == "".join(f"{line}\n" for line in lines(rows))


def test_nothing_to_say_is_an_empty_file(tmp_path):
    write_jsonl([], tmp_path / "none.jsonl")
    assert (tmp_path / "none.jsonl").read_bytes() == b""


def test_the_scorer_reads_what_was_written(say, tmp_path):
    money = {"amount": 2.5, "amount_text": "$2.50", "currency": "USD"}
    rows = [say("deal", "supplier", "NEC", speaker="Met", status="awarded", polarity="negative", **money)]
    write_jsonl(rows, tmp_path / "statements.jsonl")
    (read,) = read_statements(tmp_path / "statements.jsonl")
    fields = ("id", "subject", "predicate", "object", "sentence", "polarity", "attributed_to", "amount", "amount_text", "status")
    for field in (*fields, "confidence"):
        assert getattr(read, field) == getattr(rows[0], field)


def test_of_a_hundred_hostile_graphs_every_text_comes_back_as_it_was(hostile):
    for seed in range(100):
        rows, _ = hostile(seed)
        for row, line in zip(rows, lines(rows), strict=True):
            read = json.loads(line)
            assert line.splitlines() == [line], seed
            assert [read[name] for name in ("sentence", "role", "amount_text", "document")] == [
                *(row.sentence, row.role, row.amount_text, row.source.path),
            ], seed
            assert (read["subject"]["label"], read["object"]["label"]) == (row.subject_name, row.object_name), seed
