"""A store that others have tampered with is reported, not read half."""

from __future__ import annotations

from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kgraph import ids
from kgraph.errors import StoreError
from kgraph.graph import add_quads, document_graphs, read_entities, read_rows, read_rows_about, read_sources
from kgraph.graph.terms import LABEL, node
from kgraph.model import Qualifiers


def without(story: Any, predicate: NamedNode | None = None, ending: str = " ") -> Store:
    store = Store()
    add_quads(store, [quad for quad in story.quads() if quad.predicate != predicate and not str(quad.subject).endswith(ending)])
    return store


@pytest.mark.parametrize("name", ["rdf:subject", "kg:polarity", "kg:evidence", "kg:frame", "kg:path", "oa:exact", "oa:start"])
def test_names_what_is_missing(story: Any, name: str) -> None:
    with pytest.raises(StoreError, match=f"has no {name}: build the graph again"):
        read_rows(without(story, node(name)))


def test_names_a_selector_that_is_missing(story: Any) -> None:
    with pytest.raises(StoreError, match="-quote is spoken of, but not described"):
        read_rows(without(story, ending="-quote>"))


def test_names_an_end_that_is_no_entity(story: Any) -> None:
    with pytest.raises(StoreError, match="entity/palantir takes part in a statement, but is no entity of the graph"):
        read_rows(without(story, ending="entity/palantir>"))


def test_names_what_has_two_values(story: Any) -> None:
    store = without(story)
    add_quads(store, [Quad(NamedNode(ids.ENTITY + "nec"), LABEL, Literal("N.E.C."), NamedNode(ids.ENTITY_GRAPH))])
    with pytest.raises(StoreError, match="entity/nec has 2 values of rdfs:label, where one is expected"):
        read_entities(store)


def contested(story: Any) -> set[tuple[str, str, str, str]]:
    rows = read_rows(without(story))
    return {(row.subject.label, row.predicate, row.object.label, row.polarity) for row in rows if row.contested}


NEC = {("NEC", "suppliesTo", "Kent Police", "positive"), ("NEC", "suppliesTo", "Kent Police", "negative")}


class TestContested:
    def test_what_one_sentence_affirms_and_another_denies_is_contested_on_both_sides(self, story: Any) -> None:
        assert contested(story) == NEC

    def test_a_denial_alone_contests_nothing_nor_does_a_plan(self, story: Any) -> None:
        paper = story.document("third.md")
        story.say(paper, "Kent never flew drones.", ("kent", "uses", "drones", Qualifiers(polarity="negative")))
        story.say(paper, "The Met may use NeoFace Watch.", ("met", "uses", "neoface", Qualifiers(modality="possible")))
        assert contested(story) == NEC

    def test_another_document_can_contest_and_a_symmetric_property_either_way_round(self, story: Any) -> None:
        paper = story.document("third.md")
        story.say(paper, "Kent does not work with the Met.", ("kent", "partnersWith", "met", Qualifiers(polarity="negative")))
        met, kent = "Metropolitan Police Service", "Kent Police"
        assert contested(story) == NEC | {(met, "partnersWith", kent, "positive"), (kent, "partnersWith", met, "negative")}

    def test_a_property_that_is_not_symmetric_is_contested_one_way_only(self, story: Any) -> None:
        paper = story.document("third.md")
        story.say(paper, "The Met does not criticize Big Brother Watch.", ("met", "criticizes", "bbw", Qualifiers(polarity="negative")))
        assert contested(story) == NEC


def test_an_empty_store_is_empty() -> None:
    assert (read_rows(Store()), read_entities(Store()), read_sources(Store())) == ([], [], [])


def test_the_statements_about_one_thing_are_those_of_all_that_it_takes_part_in(store: Store) -> None:
    rows = read_rows(store)
    for entity in read_entities(store):
        ends = [[node.id for node in (row.subject, row.object, row.attributed_to) if node] for row in rows]
        assert read_rows_about(store, entity.id) == [row for row, of_row in zip(rows, ends, strict=True) if entity.id in of_row]
    for graph in document_graphs(store):
        assert read_rows_about(store, graph.value) == [row for row in rows if graph.value.endswith(row.source.id)]
    assert [read_rows_about(store, row.id) for row in rows] == [[row] for row in rows]
    assert read_rows_about(store, ids.ENTITY + "nobody") == []
