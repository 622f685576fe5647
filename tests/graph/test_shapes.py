"""What is stored has the shapes, and what is spoilt has not."""

from __future__ import annotations

from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kgraph import ids
from kgraph.graph import validate
from kgraph.graph.terms import ONTOLOGY, node

GRAPH = NamedNode(ids.DOCUMENT + "x")


def typed(value: str, datatype: str) -> Literal:
    return Literal(value, datatype=node(datatype))


def test_what_is_stored_conforms(store: Store) -> None:
    report = validate(store)
    assert report.conforms, report.text
    assert report.violations == 0


class TestMutants:
    """Each changes one thing of a graph that conforms; the report must name the place."""

    @pytest.fixture
    def quads(self, story: Any) -> list[Quad]:
        """Without the many wordings of technologies, which cost time and play no part."""
        found: list[Quad] = story.quads()
        return [quad for quad in found if (quad.graph_name, quad.predicate) != (ONTOLOGY, node("skos:altLabel"))]

    @pytest.fixture
    def statement(self, quads: list[Quad]) -> NamedNode:
        """The statement that Sadiq Khan blocked the contract."""
        (found,) = [quad.subject for quad in quads if quad.object == node("kg:blocks") and quad.predicate == node("rdf:predicate")]
        assert isinstance(found, NamedNode)
        return found

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("kg:polarity", Literal("maybe")),
            ("kg:modality", Literal("certain")),
            ("kg:date", typed("May", "xsd:gYearMonth")),
            ("kg:date", typed("2026-02-31", "xsd:date")),
            ("kg:date", Literal("2026-05")),
            ("kg:confidence", typed("1.5", "xsd:decimal")),
            ("kg:confidence", Literal("high")),
            ("kg:frame", Literal("")),
            ("rdf:predicate", node("kg:knows")),
            ("rdf:subject", NamedNode(ids.ENTITY + "nobody")),
            ("rdf:object", NamedNode(ids.ENTITY + "london")),
            ("rdf:subject", NamedNode(ids.TECHNOLOGY + "drones")),
            ("prov:wasDerivedFrom", NamedNode(ids.DOCUMENT + "other")),
        ],
    )
    def test_another_value(self, quads: list[Quad], statement: NamedNode, name: str, value: Literal | NamedNode) -> None:
        kept = [quad for quad in quads if (quad.subject, quad.predicate) != (statement, node(name))]
        assert len(kept) == len(quads) - 1
        self.objects([*kept, Quad(statement, node(name), value, GRAPH)], statement.value.rpartition("/")[2])

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("kg:polarity", Literal("negative")),
            ("kg:amount", typed("5", "xsd:decimal")),
            ("kg:currency", Literal("GBP")),
            ("kg:currency", Literal("pounds")),
            ("kg:status", Literal("blocked")),
            ("kg:count", typed("-1", "xsd:decimal")),
            ("kg:attributedTo", NamedNode(ids.TECHNOLOGY + "drones")),
            ("rdf:object", NamedNode(ids.ENTITY + "palantir")),
            ("kg:mood", Literal("gloomy")),
        ],
    )
    def test_one_value_more(self, quads: list[Quad], statement: NamedNode, name: str, value: Literal | NamedNode) -> None:
        self.objects([*quads, Quad(statement, node(name), value, GRAPH)], statement.value.rpartition("/")[2])

    @pytest.mark.parametrize(
        "name", ["rdf:subject", "rdf:predicate", "rdf:object", "kg:polarity", "kg:modality", "kg:evidence", "kg:frame"]
    )
    def test_something_missing(self, quads: list[Quad], statement: NamedNode, name: str) -> None:
        self.objects([quad for quad in quads if (quad.subject, quad.predicate) != (statement, node(name))], "")

    def test_a_plain_triple_that_nobody_says(self, quads: list[Quad]) -> None:
        plain = Quad(NamedNode(ids.ENTITY + "kent"), node("kg:uses"), NamedNode(ids.TECHNOLOGY + "drones"), GRAPH)
        self.objects([*quads, plain], "stands as a plain triple, but no positive and actual statement says so")

    def test_a_statement_that_does_not_stand_plain(self, quads: list[Quad]) -> None:
        self.objects([quad for quad in quads if quad.predicate != node("kg:blocks")], "does not stand as a plain triple")

    def test_a_quotation_that_has_lost_a_word(self, quads: list[Quad]) -> None:
        cut = [
            Quad(quad.subject, quad.predicate, Literal(quad.object.value[:-1]), quad.graph_name)
            if quad.predicate == node("oa:exact") and quad.object.value.startswith("NEC makes")
            else quad
            for quad in quads
        ]
        self.objects(cut, "is not as long as its place in the text")

    def test_evidence_without_a_place(self, quads: list[Quad]) -> None:
        self.objects([quad for quad in quads if not str(quad.subject).endswith("-position>")], "evidence")

    def test_an_entity_of_two_classes(self, quads: list[Quad]) -> None:
        self.objects([*quads, Quad(NamedNode(ids.ENTITY + "nec"), node("rdf:type"), node("kg:Court"), GRAPH)], "is of several classes")

    def test_an_entity_with_two_labels(self, quads: list[Quad]) -> None:
        self.objects([*quads, Quad(NamedNode(ids.ENTITY + "nec"), node("rdfs:label"), Literal("N.E.C."), GRAPH)], "entity/nec")

    def objects(self, quads: list[Quad], place: str) -> None:
        report = validate(quads)
        assert not report.conforms
        assert report.violations >= 1
        assert place in report.text
