"""Judgements and the graph: applied by every build, without reading again, and surviving what happens to the documents."""

from __future__ import annotations

import datetime
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from kgraph.build import build, build_documents, read_collection, rebuild, wiring
from kgraph.build.extraction import EXTRACTION, read_extraction, write_extraction
from kgraph.errors import DataError, InputError, StoreError
from kgraph.graph import STORE, dumps, open_store, read_rows
from kgraph.ids import content_hash
from kgraph.model import Document, Evidence, Mention, Qualifiers, Row, Source, Statement
from kgraph.resolve import JUDGEMENTS

SUPPLIES = re.compile(r"(?P<company>[A-Z]\w+) supplies the (?P<force>[A-Z]\w+ Police)\.")
FILES = ("statements.jsonl", "graph.ttl", "graph.trig", "graph.html", EXTRACTION)
KINDS = 20


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
    return Document(Source(content_hash(text.encode()), path, date=datetime.date(2026, 5, 28)), text)


def written(output: Path) -> list[bytes]:
    return [(output / name).read_bytes() for name in FILES]


def everything(output: Path) -> dict[str, bytes]:
    """All files in the folder by name, and for those of the database, whose names and order are its own, what stands in it."""
    files = [path for path in output.rglob("*") if path.is_file() and STORE not in path.relative_to(output).parts]
    with open_store(output / STORE) as store:
        stored = {format: dumps(store, format) for format in ("nquads", "ntriples")}
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in files} | stored


def rows(output: Path) -> list[Row]:
    with open_store(output / STORE) as store:
        return read_rows(store)


def labels(output: Path) -> set[str]:
    return {end.label for row in rows(output) for end in (row.subject, row.object)}


PAPER = document("a.txt", "Acme supplies the Harrow Police. Bolt supplies the Velland Police.")
OTHER = document("b.txt", "Crane supplies the Harrow Police.")
JUDGED = """\
same | Company: Acme | Company: Crane | anna 2026-05-28 | one firm, two brands
name | PoliceForce: Harrow Police | Harrow Constabulary
wrong | Bolt | suppliesTo | Velland Police | Bolt supplies the Velland Police. | anna 2026-05-28
"""


class TestExtraction:
    def test_what_was_found_is_read_as_it_was(self, tmp_path):
        name = Mention("d", 0, 4, "Acme", "Company", "iri:acme")
        it = Mention("d", 5, 7, "it", "Company", "iri:acme", Mention("d", 8, 10, "he", "Company", None, name))
        other = Mention("d", 11, 15, "not the text", "PoliceForce")
        speaker = Mention("d", 16, 19, "Eve", "Person")
        qualifiers = Qualifiers("negative", "planned", speaker, "2026-05", 5e7, "GBP", 9, "chief", "blocked")
        said = Statement(it, "suppliesTo", other, Evidence("d", 0, 10, "Acme it he"), "frame", 0.25, qualifiers)
        source = Source("d", "d.txt", "Title", datetime.date(2026, 5, 1), "The Gazette", "https://gazette.example/")
        extracted = [(Document(source, "Acme it he \ud800😀 Eve x"), [name, it, other], [said]), (PAPER, [], [])]
        write_extraction(extracted, tmp_path / "x.gz")
        assert list(read_extraction(tmp_path / "x.gz")) == extracted

    def test_a_damaged_file_says_what_to_do(self, tmp_path):
        write_extraction([(PAPER, [], [])], tmp_path / "x.gz")
        whole = (tmp_path / "x.gz").read_bytes()
        for damage in (b"", b"nothing", whole[: len(whole) // 2], whole[:20] + b"xxxx" + whole[24:]):
            (tmp_path / "x.gz").write_bytes(damage)
            with pytest.raises(StoreError, match="run `kgraph build PATH…` once more"):
                list(read_extraction(tmp_path / "x.gz"))


def test_a_graph_written_anew_is_that_of_a_build(tmp_path):
    build_documents([PAPER, OTHER], tmp_path / "one", extract=extract)
    (tmp_path / "one" / JUDGEMENTS).write_text(JUDGED)
    first = rebuild(tmp_path / "one")
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / JUDGEMENTS).write_text(JUDGED)
    second = build_documents([OTHER, PAPER], tmp_path / "two", extract=extract)
    assert everything(tmp_path / "one") == everything(tmp_path / "two")
    assert everything(tmp_path / "one").keys() > set(FILES)
    assert first == second
    assert first.judged_wrong == 1


def test_a_graph_whose_store_is_gone_is_written_whole(tmp_path):
    build_documents([PAPER, OTHER], tmp_path, extract=extract)
    before = everything(tmp_path)
    shutil.rmtree(tmp_path / STORE)
    rebuild(tmp_path)
    assert everything(tmp_path) == before


def test_judgements_are_applied(tmp_path):
    build_documents([PAPER, OTHER], tmp_path, extract=extract)
    assert labels(tmp_path) == {"Acme", "Bolt", "Crane", "Harrow Police", "Velland Police"}
    (tmp_path / JUDGEMENTS).write_text(JUDGED)
    rebuild(tmp_path)
    assert labels(tmp_path) == {"Crane", "Harrow Constabulary"}
    assert (tmp_path / JUDGEMENTS).read_text() == JUDGED


def test_deleting_a_line_takes_the_judgement_back(tmp_path):
    build_documents([PAPER, OTHER], tmp_path, extract=extract)
    before = written(tmp_path)
    (tmp_path / JUDGEMENTS).write_text(JUDGED)
    rebuild(tmp_path)
    assert written(tmp_path) != before
    (tmp_path / JUDGEMENTS).write_text("")
    rebuild(tmp_path)
    assert written(tmp_path) == before


def test_no_document_is_read_for_it(tmp_path):
    read = []

    def counted(documents):
        for document in documents:
            read.append(document.source.path)
            yield from extract([document])

    build_documents([PAPER, OTHER], tmp_path, extract=counted)
    rebuild(tmp_path)
    assert read == ["a.txt", "b.txt"]


def test_contradicting_judgements_leave_the_graph_as_it_was(tmp_path):
    build_documents([PAPER, OTHER], tmp_path, extract=extract)
    before = written(tmp_path)
    (tmp_path / JUDGEMENTS).write_text("same | Company: Acme | Company: Crane\ndifferent | Company: Crane | Company: Acme\n")
    for again in (lambda: rebuild(tmp_path), lambda: build_documents([PAPER], tmp_path, extract=extract)):
        with pytest.raises(DataError, match=r"line 2 .* contradicts line 1 "):
            again()
    assert written(tmp_path) == before


def test_judgements_are_no_document_though_they_stand_among_the_documents(tmp_path, monkeypatch):
    monkeypatch.setattr(wiring, "extractor", lambda model: extract)
    (tmp_path / "a.txt").write_text(PAPER.text)
    (tmp_path / JUDGEMENTS).write_text(JUDGED)
    (tmp_path / "more.txt").write_text(JUDGED)
    assert build([tmp_path], tmp_path).documents == 2
    assert build([tmp_path], tmp_path, judgements=tmp_path / "more.txt").documents == 2


def test_a_file_of_judgements_that_is_named_must_be_there(tmp_path):
    build_documents([PAPER], tmp_path, extract=extract)
    with pytest.raises(InputError, match=r"none\.txt is not there"):
        rebuild(tmp_path, judgements=tmp_path / "none.txt")


def test_a_folder_without_an_extraction_says_what_to_do(tmp_path):
    with pytest.raises(StoreError, match="run `kgraph build PATH…` once more"):
        rebuild(tmp_path)


class TestSurvival:
    """Twenty judgements of each kind, then documents are added, changed and removed."""

    NAMES = tuple(f"{first}{second}" for first in ("Bran", "Cor", "Dal", "Fen", "Gar") for second in ("mol", "tex", "vik", "zon"))

    def documents(self, ending: str = "") -> list[Document]:
        return [
            *(document(f"one/{name}.txt", f"{name} supplies the {name}ham Police.{ending}") for name in self.NAMES),
            *(document(f"two/{name}.txt", f"{name}oid supplies the {name}ton Police.{ending}") for name in self.NAMES),
            *(document(f"three/{name}.txt", f"Sold. {name}ine supplies the {name}ley Police.{ending}") for name in self.NAMES),
            *(document(f"four/{name}.txt", f"Sold again. {name}ine supplies the {name}wick Police.{ending}") for name in self.NAMES),
        ]

    def judgements(self) -> str:
        said = []
        for name in self.NAMES:
            said += [
                f"same | Company: {name} | Company: {name}oid | anna 2026-05-28 | merged",
                f"different | Company: {name}ine [in three/{name}.txt] | Company: {name}ine [in four/{name}.txt] | anna 2026-05-28 | two",
                f"not sure | PoliceForce: {name}ham Police | PoliceForce: {name}ton Police | anna 2026-05-28",
                f"name | PoliceForce: {name}ham Police | Greater {name}ham Police | anna 2026-05-28",
                f"class | PoliceForce: {name}ton Police | GovernmentBody | anna 2026-05-28",
                f"right | {name} | suppliesTo | {name}ham Police | {name} supplies the {name}ham Police. | anna 2026-05-28",
                f"wrong | {name}ine | suppliesTo | {name}wick Police | {name}ine supplies the {name}wick Police. | anna 2026-05-28",
            ]
        return "\n".join(said)

    def check(self, output: Path) -> None:
        by_sentence = {row.sentence: row for row in rows(output)}
        collection = read_collection(output)
        of_text = {(mention.document, mention.text): entity for entity in collection.resolution.entities for mention in entity.mentions}
        paths = {found.source.path: found.source.id for found, _, _ in collection.extracted}
        for name in self.NAMES:
            first = by_sentence[f"{name} supplies the {name}ham Police."]
            second = by_sentence[f"{name}oid supplies the {name}ton Police."]
            assert first.subject.id == second.subject.id
            assert first.object.label == f"Greater {name}ham Police"
            assert second.object.type == "GovernmentBody"
            assert first.confidence == 1.0
            assert f"{name}ine supplies the {name}wick Police." not in by_sentence
            three, four = (of_text[paths[f"{folder}/{name}.txt"], f"{name}ine"] for folder in ("three", "four"))
            assert three.id != four.id

    def test_all_survive_documents_added_changed_and_removed(self, tmp_path):
        assert len(set(self.NAMES)) == KINDS
        leaving = document("five/gone.txt", "Nobody supplies the Nowhere Police.")
        build_documents([*self.documents(), leaving], tmp_path, extract=extract)
        (tmp_path / JUDGEMENTS).write_text(self.judgements())
        assert rebuild(tmp_path).stale == ()
        self.check(tmp_path)
        added = [document(f"new/{name}.txt", f"Elsewhere {name}olt supplies the {name}ford Police.") for name in self.NAMES]
        report = build_documents([*self.documents(ending=" It rained."), *added], tmp_path, extract=extract)
        assert report.stale == ()
        self.check(tmp_path)

    def test_those_that_fit_nothing_any_more_are_all_reported_and_kept(self, tmp_path):
        (tmp_path / JUDGEMENTS).write_text(self.judgements())
        report = build_documents([PAPER], tmp_path, extract=extract)
        assert len(report.stale) == 7 * KINDS
        assert (tmp_path / JUDGEMENTS).read_text() == self.judgements()
        assert labels(tmp_path) == {"Acme", "Bolt", "Harrow Police", "Velland Police"}
