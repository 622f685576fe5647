"""A build as its caller sees it: what it writes, what it leaves out, and what it refuses, with an extraction that is made up."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from kgraph.build import build_documents, wiring
from kgraph.errors import InputError
from kgraph.ids import content_hash
from kgraph.model import Document, Evidence, Mention, Source, Statement

SUPPLIES = re.compile(r"(?P<company>\w+) supplies the (?P<force>\w+ Police)\.")


def extract(documents: Iterable[Document]) -> Iterator[tuple[Document, list[Mention], list[Statement]]]:
    """Finds "X supplies the Y Police." and nothing else."""
    for document in documents:
        statements = [statement(document, match) for match in SUPPLIES.finditer(document.text)]
        yield document, [end for made in statements for end in (made.subject, made.object)], statements


def statement(document: Document, match: re.Match[str]) -> Statement:
    id_ = document.source.id
    company = Mention(id_, match.start("company"), match.end("company"), match["company"], "Company")
    force = Mention(id_, match.start("force"), match.end("force"), match["force"], "PoliceForce")
    return Statement(company, "suppliesTo", force, Evidence(id_, match.start(), match.end(), match[0]), "supply", 0.9)


def document(path: str, text: str) -> Document:
    return Document(Source(content_hash(text.encode()), path), text)


ACME = document("b.txt", "In May: Acme supplies the Harrow Police.")
BOLT = document("a.txt", "Bolt supplies the Harrow Police. Bolt supplies the Velland Police.")

FILES = ("statements.jsonl", "graph.ttl", "graph.trig", "graph.html")


def written(output: Path) -> list[bytes]:
    return [(output / name).read_bytes() for name in FILES]


def lines(output: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (output / "statements.jsonl").read_text(encoding="utf-8").splitlines()]


def test_the_report_counts_what_was_written(tmp_path):
    report = build_documents([ACME, BOLT], tmp_path, extract=extract)
    assert (report.documents, report.entities, report.statements) == (2, 4, 3)
    assert len(lines(tmp_path)) == 3


def test_a_statement_keeps_its_sentence_and_its_place(tmp_path):
    build_documents([ACME], tmp_path, extract=extract)
    (line,) = lines(tmp_path)
    assert (line["subject"]["label"], line["predicate"], line["object"]["label"]) == ("Acme", "suppliesTo", "Harrow Police")
    assert ACME.text[line["start"] : line["end"]] == line["sentence"] == "Acme supplies the Harrow Police."


def test_the_order_of_documents_does_not_show_in_any_file(tmp_path):
    build_documents([ACME, BOLT], tmp_path / "one", extract=extract)
    build_documents([BOLT, ACME], tmp_path / "other", extract=extract)
    assert written(tmp_path / "one") == written(tmp_path / "other")


def test_the_same_bytes_under_two_names_are_one_document(tmp_path):
    again = dataclasses.replace(ACME, source=dataclasses.replace(ACME.source, path="z.txt"))
    report = build_documents([again, ACME], tmp_path, extract=extract)
    assert (report.documents, report.statements) == (1, 1)
    assert [(duplicate.path, duplicate.of) for duplicate in report.duplicates] == [("z.txt", "b.txt")]


def test_a_document_that_says_nothing_is_still_in_the_graph(tmp_path):
    report = build_documents([document("c.txt", "It rained.")], tmp_path, extract=extract)
    assert (report.documents, report.statements) == (1, 0)
    assert "c.txt" in (tmp_path / "graph.trig").read_text(encoding="utf-8")


def test_a_second_build_replaces_the_first(tmp_path):
    build_documents([ACME], tmp_path, extract=extract)
    build_documents([BOLT], tmp_path, extract=extract)
    assert {line["subject"]["label"] for line in lines(tmp_path)} == {"Bolt"}


def test_an_extraction_that_fails_leaves_the_old_graph(tmp_path):
    def fails(documents: Iterable[Document]) -> Iterator[tuple[Document, list[Mention], list[Statement]]]:
        yield next(iter(extract(documents)))
        raise MemoryError

    build_documents([ACME], tmp_path, extract=extract)
    before = written(tmp_path)
    with pytest.raises(MemoryError):
        build_documents([BOLT, ACME], tmp_path, extract=fails)
    assert written(tmp_path) == before


def test_evidence_that_is_not_in_the_document_stops_the_build_and_is_named(tmp_path):
    def shifted(documents: Iterable[Document]) -> Iterator[tuple[Document, list[Mention], list[Statement]]]:
        for found, mentions, statements in extract(documents):
            wrong = [dataclasses.replace(s, evidence=dataclasses.replace(s.evidence, start=s.evidence.start + 1)) for s in statements]
            yield found, mentions, wrong

    with pytest.raises(AssertionError, match=r"b\.txt, 9-40: the evidence of 'Acme' suppliesTo 'Harrow Police' is not the text"):
        build_documents([ACME], tmp_path, extract=shifted)


def test_progress_is_told_document_by_document(tmp_path):
    told: list[tuple[str, int, int]] = []
    build_documents([ACME, BOLT], tmp_path, extract=extract, progress=lambda *step: told.append(step))
    assert told[:2] == [("Finding statements", 1, 2), ("Finding statements", 2, 2)]


class TestFiles:
    @pytest.fixture(autouse=True)
    def made_up_extraction(self, monkeypatch):
        monkeypatch.setattr(wiring, "extractor", lambda model: extract)

    def files(self, folder: Path) -> tuple[Path, Path]:
        (folder / "in").mkdir()
        (folder / "in" / "b.txt").write_text(ACME.text, encoding="utf-8")
        (folder / "in" / "broken.txt").write_bytes(b"\x00\x01\x02\xff\xfe" * 40)
        return folder / "in", folder / "out"

    def test_what_cannot_be_read_is_listed_and_the_rest_is_built(self, tmp_path):
        source, output = self.files(tmp_path)
        report = wiring.build([source], output)
        assert (report.documents, report.statements) == (1, 1)
        assert [failure.path for failure in report.failures] == ["broken.txt"]

    def test_where_nothing_can_be_read_each_reason_is_given_and_the_old_graph_stays(self, tmp_path):
        source, output = self.files(tmp_path)
        wiring.build([source], output)
        before = written(output)
        with pytest.raises(InputError, match=r"none of the files could be read:\n  broken\.txt: "):
            wiring.build([source / "broken.txt"], output)
        assert written(output) == before

    def test_a_graph_within_the_folder_that_is_read_is_no_document_of_the_next_build(self, tmp_path):
        source, _ = self.files(tmp_path)
        first = wiring.build([source], source / "out")
        before = written(source / "out")
        assert wiring.build([source], source / "out") == first
        assert written(source / "out") == before

    def test_an_empty_folder_is_objected_to(self, tmp_path):
        (tmp_path / "in").mkdir()
        with pytest.raises(InputError, match="no documents found there"):
            wiring.build([tmp_path / "in"], tmp_path / "out")
