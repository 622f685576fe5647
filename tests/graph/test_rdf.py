"""Records → quads → records: nothing is lost, changed or added."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Store

from kgraph import ids
from kgraph.graph import (
    add_quads,
    document_quads,
    entity_quads,
    ontology_quads,
    open_store,
    read_entities,
    read_rows,
    read_sources,
    statement_id,
    write_store,
)
from kgraph.model import Document, Entity, Evidence, Mention, Node, Qualifiers, Source, Statement

HOSTILE = [
    "quotes \" and \\ and '",
    "a line\nand a tab\t and a return\r",
    "controls \x00\x01\x1f\x7f\x85",
    "emoji 🚔 and e\u0301",
    "right to left \u202e gnp.exe",
    "}> ?x ; DROP ALL # <script>alert(1)</script>",
    "\ufeffbom \ufffe\uffff",
    " leading and trailing ",
]


def rows_of(*quads: Any) -> list[Any]:
    store = Store()
    for some in quads:
        add_quads(store, some)
    return read_rows(store)


class TestRoundTrip:
    def test_every_field_comes_back(self, story: Any) -> None:
        rows = rows_of(entity_quads(story.entities.values()), *(story.document_quads(source) for source in story.sources))
        expected = []
        for identifier in story.sources:
            document, statements = story.records(identifier)
            for statement in statements:
                expected.append((document.source, statement))
        assert len(rows) == len(expected) == 23
        by_id = {row.id: row for row in rows}
        for source, statement in expected:
            row, qualifiers = by_id[statement_id(statement)], statement.qualifiers
            subject, object_ = story.entity_of(statement.subject), story.entity_of(statement.object)
            assert row.source == source
            assert row.subject == Node(subject.id, subject.label, subject.type)
            assert row.object == Node(object_.id, object_.label, object_.type)
            assert (row.predicate, row.frame, row.confidence) == (statement.predicate, statement.frame, statement.confidence)
            assert (row.sentence, row.start, row.end) == (statement.evidence.sentence, statement.evidence.start, statement.evidence.end)
            for name in ("polarity", "modality", "date", "amount", "amount_text", "currency", "count", "role", "status"):
                assert getattr(row, name) == getattr(qualifiers, name), name
            assert (row.attributed_to and row.attributed_to.label) == (
                qualifiers.attributed_to and story.entity_of(qualifiers.attributed_to).label
            )

    def test_how_a_sum_is_written_does_not_name_the_statement(self, story: Any) -> None:
        statement = next(statement for said in story.statements.values() for statement in said if statement.qualifiers.amount_text)
        otherwise = replace(statement, qualifiers=replace(statement.qualifiers, amount_text="GBP 50 million"))
        assert statement_id(statement) == statement_id(otherwise)

    def test_rows_are_in_the_order_of_the_documents(self, story: Any) -> None:
        rows = rows_of(entity_quads(story.entities.values()), *(story.document_quads(source) for source in story.sources))
        assert [(row.source.path, row.start, row.id) for row in rows] == sorted((row.source.path, row.start, row.id) for row in rows)
        assert rows[0].source.path == "kent.md"

    def test_entities_and_sources_come_back(self, store: Store, story: Any) -> None:
        expected = sorted(story.entities.values(), key=lambda entity: entity.id)
        assert [replace(entity, names=tuple(sorted(entity.names))) for entity in expected] == read_entities(store)
        assert read_sources(store) == sorted(story.sources.values(), key=lambda source: source.path)

    @pytest.mark.parametrize("text", HOSTILE)
    def test_hostile_text_survives_on_disk(self, text: str, tmp_path: Path) -> None:
        source = Source("d", text or "x", title=text, date=datetime.date(2026, 1, 2), publisher=text, url=text)
        sentence = f"before {text} after"
        evidence = Evidence("d", 3, 3 + len(sentence), sentence)
        mention = Mention("d", 3, 9, text, "Company")
        entity = Entity(ids.ENTITY + "x", text, "Company", (text + "!",))
        statement = Statement(mention, "partnersWith", mention, evidence, text, 0.5, Qualifiers(role=text))
        quads = [*entity_quads([entity]), *document_quads(Document(source, "..." + sentence), [statement], lambda _: entity)]
        write_store(tmp_path / "store", quads)
        with open_store(tmp_path / "store") as store:
            (row,) = read_rows(store)
            assert (row.source, row.sentence, row.role, row.frame) == (source, sentence, text, text)
            assert read_entities(store) == [entity]

    @given(amount=st.floats(min_value=0, max_value=1e15), count=st.integers(min_value=0, max_value=10**12), confidence=st.floats(0, 1))
    def test_numbers_come_back(self, amount: float, count: int, confidence: float) -> None:
        entity = Entity(ids.ENTITY + "x", "X", "Company")
        mention = Mention("d", 0, 1, "X", "Company")
        qualifiers = Qualifiers(amount=amount, currency="GBP", count=count)
        statement = Statement(mention, "partnersWith", mention, Evidence("d", 0, 1, "X"), "f", confidence, qualifiers)
        (row,) = rows_of(entity_quads([entity]), document_quads(Document(Source("d", "d"), "X"), [statement], lambda _: entity))
        assert row.count == count
        assert row.amount == pytest.approx(amount, rel=1e-12, abs=1e-17)
        assert row.confidence == pytest.approx(confidence, abs=5e-5)


class TestWhatIsWritten:
    def plain(self, story: Any, document: str) -> set[tuple[str, str, str]]:
        quads = story.document_quads(document)
        things = {entity.id: key for key, entity in story.entities.items()}
        return {
            (things[quad.subject.value], quad.predicate.value.removeprefix(ids.ONTOLOGY), things[quad.object.value])
            for quad in quads
            if quad.subject.value in things
        }

    def test_what_is_affirmed_and_actual_stands_as_a_plain_triple(self, story: Any) -> None:
        met, _ = story.sources
        assert self.plain(story, met) == {
            ("met", "uses", "drones"),
            ("met", "uses", "lfr"),
            ("deal", "buyer", "met"),
            ("deal", "supplier", "palantir"),
            ("khan", "blocks", "deal"),
            ("bbw", "criticizes", "met"),
            ("bbw", "criticizes", "lfr"),
            ("court", "rulesInFavorOf", "met"),
            ("rowley", "affiliatedWith", "met"),
        }

    def test_planned_is_not_plain_and_symmetric_is_both_ways_round(self, story: Any) -> None:
        _, kent = story.sources
        plain = self.plain(story, kent)
        assert ("kent", "uses", "lfr") not in plain
        assert {("met", "partnersWith", "kent"), ("kent", "partnersWith", "met")} <= plain

    def test_everything_is_in_the_graph_of_the_document(self, story: Any) -> None:
        met, _ = story.sources
        assert {quad.graph_name for quad in story.document_quads(met)} == {NamedNode(ids.DOCUMENT + met)}

    def test_evidence_has_its_surroundings(self, story: Any) -> None:
        met, _ = story.sources
        text = story.texts[met]
        found = {
            (quad.subject.value, quad.predicate.value.rpartition("#")[2]): quad.object.value
            for quad in story.document_quads(met)
            if isinstance(quad.object, Literal)
        }
        quotations = [subject for subject, name in found if name == "exact"]
        assert len(quotations) == 6
        for subject in quotations:
            joined = found[subject, "prefix"] + found[subject, "exact"] + found[subject, "suffix"]
            assert joined in text

    @pytest.mark.parametrize(("date", "datatype"), [("2026", "gYear"), ("2026-05", "gYearMonth"), ("2026-05-01", "date")])
    def test_a_date_is_typed_as_exactly_as_it_is_known(self, story: Any, date: str, datatype: str) -> None:
        met, _ = story.sources
        story.say(met, "x", ("met", "uses", "neoface", Qualifiers(date=date)))
        literals = {quad.object for quad in story.document_quads(met) if quad.predicate.value == ids.ONTOLOGY + "date"}
        assert Literal(date, datatype=NamedNode("http://www.w3.org/2001/XMLSchema#" + datatype)) in literals

    def test_a_date_of_another_form_is_refused(self, story: Any) -> None:
        met, _ = story.sources
        story.say(met, "x", ("met", "uses", "neoface", Qualifiers(date="May 2026")))
        with pytest.raises(ValueError, match="May 2026"):
            story.document_quads(met)

    def test_order_and_repetition_of_statements_do_not_show(self, story: Any) -> None:
        met, _ = story.sources
        document, statements = story.records(met)
        assert document_quads(document, statements, story.entity_of) == document_quads(
            document, [*reversed(statements), *statements], story.entity_of
        )

    def test_of_two_that_say_the_same_the_more_confident_is_kept(self, story: Any) -> None:
        met, _ = story.sources
        document, statements = story.records(met)
        weaker = replace(statements[0], frame="other", confidence=0.1)
        quads = document_quads(document, [weaker, *statements], story.entity_of)
        assert quads == document_quads(document, statements, story.entity_of)

    def test_the_ontology_is_written_the_same_each_time(self) -> None:
        assert ontology_quads() == ontology_quads()
        assert len(ontology_quads()) > 3000


class TestStatementId:
    @pytest.fixture
    def statement(self) -> Statement:
        name = Mention("d", 0, 3, "Met", "PoliceForce")
        return Statement(name, "uses", Mention("d", 9, 12, "LFR", "Technology"), Evidence("d", 0, 12, "Met uses LFR"), "f", 0.5)

    @pytest.mark.parametrize(
        "change",
        [
            lambda s: replace(s, predicate="funds"),
            lambda s: replace(s, subject=replace(s.subject, end=4)),
            lambda s: replace(s, object=replace(s.object, text="drones")),
            lambda s: replace(s, evidence=replace(s.evidence, document="e")),
            lambda s: replace(s, evidence=replace(s.evidence, start=1)),
            lambda s: replace(s, qualifiers=Qualifiers(polarity="negative")),
            lambda s: replace(s, qualifiers=Qualifiers(modality="planned")),
            lambda s: replace(s, qualifiers=Qualifiers(attributed_to=s.subject)),
            lambda s: replace(s, qualifiers=Qualifiers(date="2026")),
            lambda s: replace(s, qualifiers=Qualifiers(amount=1, currency="GBP")),
            lambda s: replace(s, qualifiers=Qualifiers(count=1)),
            lambda s: replace(s, qualifiers=Qualifiers(role="chief")),
            lambda s: replace(s, qualifiers=Qualifiers(status="awarded")),
        ],
    )
    def test_changes_with_what_is_said(self, statement: Statement, change: Callable[[Statement], Statement]) -> None:
        assert statement_id(change(statement)) != statement_id(statement)

    def test_outlives_better_frames_and_a_better_linker(self, statement: Statement) -> None:
        better = replace(statement, frame="g", confidence=0.9, subject=replace(statement.subject, seed="https://example.org/met"))
        assert statement_id(better) == statement_id(statement)
