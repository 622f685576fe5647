"""Gold files and statement files: what is read, and what is objected to, by file and key."""

import datetime
import json
import re
from pathlib import Path

import pytest

from kgraph.errors import DataError
from kgraph.evaluate import documents, evaluate, read_gold, read_statements

GOLD = Path(__file__).parents[1] / "gold"

DOCUMENT = {
    "name": "story",
    "date": "2026-05-01",
    "text": "The Met uses Lattice.",
    "entities": [{"id": "e1", "type": "PoliceForce", "names": ["the Met"]}, {"id": "e2", "type": "Product", "names": ["Lattice"]}],
    "statements": [{"subject": "e1", "predicate": "uses", "object": "e2", "evidence": "The Met uses Lattice."}],
}
LINE = {
    "document": "story.md",
    "subject": {"id": "urn:met", "label": "Met", "type": "PoliceForce"},
    "predicate": "uses",
    "object": {"id": "urn:lattice", "label": "Lattice", "type": "Product"},
    "sentence": "The Met uses Lattice.",
    "start": 0,
    "end": 21,
}


def gold_folder(folder: Path, **changes: object) -> Path:
    (folder / "story.json").write_text(json.dumps({**DOCUMENT, **changes}), encoding="utf-8")
    return folder


def statements_file(folder: Path, **changes: object) -> Path:
    path = folder / "statements.jsonl"
    path.write_text(json.dumps({**LINE, **changes}) + "\n\n", encoding="utf-8")
    return path


def test_gold_and_statements_read_from_files_can_be_compared(tmp_path):
    scores = evaluate(read_gold(gold_folder(tmp_path)), read_statements(statements_file(tmp_path)))
    assert scores.statements.f1 == 1.0
    assert scores.misplaced == 0


def test_a_gold_text_becomes_a_document_with_its_date(tmp_path):
    (document,) = documents(read_gold(gold_folder(tmp_path)))
    assert (document.source.path, document.source.date, document.text) == ("story.md", datetime.date(2026, 5, 1), DOCUMENT["text"])


def test_a_gold_document_without_its_text_can_be_scored_but_not_built(tmp_path):
    gold = read_gold(gold_folder(tmp_path, text=None))
    assert list(documents(gold)) == []
    assert evaluate(gold, read_statements(statements_file(tmp_path))).statements.right == 1


def test_every_evidence_of_the_gold_stands_in_its_text():
    for document in read_gold(GOLD):
        flat = " ".join(document.text.split())
        for statement in document.statements:
            assert " ".join(statement.evidence.split()) in flat, (document.name, statement)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"entities": None}, "story.json, entities: expected a list of objects"),
        ({"entities": [{"id": "e1"}]}, "story.json, entities[0], type: expected text, found nothing"),
        ({"date": "May 2026"}, 'story.json, date: expected a day as YYYY-MM-DD, found "May 2026"'),
        (
            {"statements": [{**DOCUMENT["statements"][0], "object": "e9"}]},
            "statements[0], object: expected the id of one of the document's entities",
        ),
        (
            {"statements": [{**DOCUMENT["statements"][0], "amount": "2m"}]},
            'statements[0], amount: expected a number or null, found "2m"',
        ),
    ],
)
def test_malformed_gold_is_named_by_file_and_key(tmp_path, changes, message):
    with pytest.raises(DataError, match=re.escape(message)):
        read_gold(gold_folder(tmp_path, **changes))


def test_a_folder_without_gold_is_objected_to(tmp_path):
    with pytest.raises(DataError, match="no gold documents"):
        read_gold(tmp_path)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"start": "0"}, 'statements.jsonl, line 1, start: expected a whole number, found "0"'),
        ({"subject": "Met"}, "line 1, subject: expected an object"),
        ({"object": {"label": "Lattice"}}, "line 1, object, id: expected text, found nothing"),
        ({"document": None}, "line 1, document: expected text, found null"),
    ],
)
def test_a_malformed_statement_is_named_by_line_and_key(tmp_path, changes, message):
    with pytest.raises(DataError, match=message):
        read_statements(statements_file(tmp_path, **changes))


def test_a_line_that_is_not_json_is_named(tmp_path):
    path = statements_file(tmp_path)
    path.write_text(path.read_text() + "{oops\n", encoding="utf-8")
    with pytest.raises(DataError, match="line 3: not JSON"):
        read_statements(path)


def test_a_missing_statements_file_is_named(tmp_path):
    with pytest.raises(DataError, match=r"none\.jsonl: no such file"):
        read_statements(tmp_path / "none.jsonl")
