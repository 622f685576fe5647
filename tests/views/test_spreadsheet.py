"""CSV as a spreadsheet opens it."""

from __future__ import annotations

import csv
import datetime
from dataclasses import replace

import pytest

from kgraph.views.spreadsheet import write_csv


def opened(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_line_says_who_did_what_where_it_says_so_and_on_whose_word(say, tmp_path):
    money = {"amount": 50_000_000.0, "amount_text": "£50m", "currency": "GBP"}
    row = say("deal", "supplier", "Palantir", speaker="Mayor", contested=True, count=2.5, start=12, end=40, **money)
    row = replace(row, source=replace(row.source, title="A deal", date=datetime.date(2026, 5, 1)))
    write_csv([row], tmp_path / "rows.csv")
    (line,) = opened(tmp_path / "rows.csv")
    expected = {
        "subject": "deal",
        "predicate": "supplier",
        "object": "Palantir",
        "object_type": "Company",
        "attributed_to": "Mayor",
        "contested": "yes",
        "amount": "50000000",
        "amount_text": "£50m",
        "count": "2.5",
        "status": "",
        "sentence": "deal supplier Palantir.",
        "document": "deal.txt",
        "start": "12",
        "document_title": "A deal",
        "document_date": "2026-05-01",
        "object_id": row.object.id,
        "attributed_to_id": "https://w3id.org/kgraph/entity/mayor",
        "id": row.id,
    }
    assert {name: line[name] for name in expected} == expected


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_text_is_run_as_a_formula(say, tmp_path, start):
    evil = f'{start}HYPERLINK("http://evil","x")'
    write_csv([say("Met", "uses", "drones", sentence=evil, role=evil, document=f"{start}deal.txt")], tmp_path / "rows.csv")
    (line,) = opened(tmp_path / "rows.csv")
    assert line["sentence"] == line["role"] == f"'{evil}"
    assert line["document"] == f"'{start}deal.txt"


def test_of_a_hundred_hostile_graphs_no_cell_is_a_formula_and_every_text_is_there(hostile, tmp_path):
    for seed in range(100):
        rows, _ = hostile(seed)
        write_csv(rows, tmp_path / "rows.csv")
        lines = opened(tmp_path / "rows.csv")
        assert len(lines) == len(rows)
        for row, line in zip(rows, lines, strict=True):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in line.values()), seed
            texts = {"subject": row.subject.label, "sentence": row.sentence, "document": row.source.path, "publisher": row.source.publisher}
            for name, text in texts.items():
                assert line[name] in (text, f"'{text}"), seed


def test_quotes_commas_and_line_breaks_stay_in_their_cell(say, tmp_path):
    sentence = 'He said "no", then\nleft; 5 = five – £'
    write_csv([say("Met", "uses", "drones", sentence=sentence), say("Met", "uses", "NEC")], tmp_path / "rows.csv")
    first, second = opened(tmp_path / "rows.csv")
    assert (first["sentence"], second["object"]) == (sentence, "NEC")


def test_without_rows_there_is_a_header(tmp_path):
    write_csv([], tmp_path / "rows.csv")
    assert (tmp_path / "rows.csv").read_bytes().startswith(b"\xef\xbb\xbfsubject,subject_type,predicate,object,")
    assert opened(tmp_path / "rows.csv") == []
