"""What is stored has the shapes, and what is spoilt has not."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pyshacl
import pytest
import rdflib
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, serialize
from rdflib import SH

from kgraph import ids, resources
from kgraph.graph import Report, open_store, validate
from kgraph.graph.terms import ONTOLOGY, node
from kgraph.ontology import load_ontology

GRAPH = NamedNode(ids.DOCUMENT + "x")


def typed(value: str, datatype: str) -> Literal:
    return Literal(value, datatype=node(datatype))


Found = Counter[tuple[str, str, str, str]]


def results(report: Report) -> Found:
    """Focus, constraint, path and value of each result; a path of several steps has no name of its own."""
    return Counter((found.focus, found.component, _path(found.path), _value(found.value)) for found in report.results)


def by_pyshacl(quads: list[Quad]) -> Found:
    """The same, as another engine finds it in the same shapes."""
    data = rdflib.Graph().parse(data=serialize({quad.triple for quad in quads}, format=RdfFormat.N_TRIPLES) or b"", format="nt")
    shapes = rdflib.Graph().parse(resources.folder("ontology") / "shapes.ttl")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    return Counter(
        (
            str(report.value(result, SH.focusNode)),
            str(report.value(result, SH.sourceConstraintComponent)).rpartition("#")[2].removesuffix("ConstraintComponent"),
            _path(report.value(result, SH.resultPath)),
            "" if (value := report.value(result, SH.value)) is None else str(value),
        )
        for result in report.objects(None, SH.result)
    )


def _path(path: object) -> str:
    return str(path) if path and not isinstance(path, rdflib.BNode) and "<" not in str(path) else ""


def _value(value: str | None) -> str:
    return "" if value is None else str(rdflib.util.from_n3(value))


def test_what_is_stored_conforms(store: Store) -> None:
    report = validate(store)
    assert report.conforms, report.text
    assert report.results == ()
    assert report.text == ""


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
        second = Quad(NamedNode(ids.ENTITY + "nec"), node("rdfs:label"), Literal("N.E.C."), GRAPH)
        self.objects([*quads, second], "entity:nec rdfs:label: has more values than it may")

    def objects(self, quads: list[Quad], place: str) -> None:
        report = validate(quads)
        assert not report.conforms
        assert results(report) == by_pyshacl(quads)
        assert place in report.text


SHAPES = rdflib.Graph().parse(resources.folder("ontology") / "shapes.ttl")

# For a parameter of a constraint, a value that breaks it. None: without any value.
BREAKING = {
    "minCount": None,
    "maxCount": Literal("one more"),
    "datatype": typed("P1D", "xsd:duration"),
    "in": Literal("nonsense"),
    "class": NamedNode("http://example.org/nobody"),
    "minInclusive": typed("-1", "xsd:decimal"),
    "maxInclusive": typed("2", "xsd:decimal"),
    "minLength": Literal(""),
    "pattern": Literal("?"),
    "nodeKind": Literal("no IRI"),
}


def constraints() -> list[tuple[str, str, str]]:
    """Class, path and parameter of every constraint on a property of the nodes of a class."""
    found = []
    for shape, target in SHAPES.subject_objects(SH.targetClass):
        for property_ in SHAPES.objects(shape, SH.property):
            path = SHAPES.value(property_, SH.path)
            if isinstance(path, rdflib.URIRef):
                names = {str(parameter).removeprefix(str(SH)) for parameter in SHAPES.predicates(property_)}
                found += [(str(target), str(path), name) for name in sorted(names & BREAKING.keys())]
    return sorted(found)


@pytest.fixture(scope="module")
def sound(stored: Path) -> Store:
    """A graph that conforms, without the many wordings of technologies."""
    found = Store()
    with open_store(stored) as opened:
        found.extend(quad for quad in opened if (quad.graph_name, quad.predicate) != (ONTOLOGY, node("skos:altLabel")))
    return found


@pytest.mark.parametrize(("cls", "path", "parameter"), constraints(), ids=lambda part: part.rpartition("/")[2].rpartition("#")[2])
def test_every_constraint_on_a_property_has_a_mutant_that_fails(sound: Store, cls: str, path: str, parameter: str) -> None:
    wanted = {cls, *(str(child) for child in SUBCLASSES.get(cls, ()))}
    types = sound.quads_for_pattern(None, node("rdf:type"), None, DefaultGraph())
    focus = min((quad.subject for quad in types if quad.object.value in wanted), key=str)
    here = (focus, NamedNode(path))
    before = list(sound.quads_for_pattern(*here, None, DefaultGraph()))
    value = BREAKING[parameter]
    after = [] if value is None else [Quad(*here, value)]
    if parameter == "maxCount":
        after += before or [Quad(*here, Literal("one"))]
    exchange(sound, before, after)
    try:
        found = {(result.focus, result.path, result.component.lower()) for result in validate(sound).results}
    finally:
        exchange(sound, after, before)
    assert (focus.value, path, parameter.lower()) in found


SUBCLASSES = {str(node("kg:Entity").value): [node(f"kg:{name}").value for name in load_ontology().classes]}


def exchange(store: Store, old: list[Quad], new: list[Quad]) -> None:
    for quad in old:
        store.remove(quad)
    for quad in new:
        store.add(quad)


def test_all_kinds_of_constraints_are_known() -> None:
    """Those of BREAKING are broken one by one above, the others by hand in TestMutants."""
    by_hand = {"or", "closed", "ignoredProperties", "node", "equals", "lessThan", "hasValue", "sparql"}
    by_hand |= {"qualifiedValueShape", "qualifiedMinCount"}
    told = {"path", "property", "targetClass", "targetNode", "message", "prefixes", "select", "declare", "prefix", "namespace"}
    used = {str(name).removeprefix(str(SH)) for name in SHAPES.predicates() if str(name).startswith(str(SH))}
    assert used <= BREAKING.keys() | by_hand | told


def test_a_report_lists_a_few_of_many(sound: Store) -> None:
    gone = list(sound.quads_for_pattern(None, node("kg:frame"), None, DefaultGraph()))
    exchange(sound, gone, [])
    try:
        report = validate(sound)
    finally:
        exchange(sound, [], gone)
    lines = report.text.splitlines()
    assert lines[0] == f"Statement kg:frame (MinCount): {len(gone)}"
    assert lines[1].startswith("  statement:")
    assert lines[1].endswith("kg:frame: has fewer values than it must")
    assert lines[-1] == f"  and {len(gone) - 5} more"


def test_every_relation_is_held_to_its_domain_and_its_range(story: Any) -> None:
    """A statement of each property whose subject, and one whose object, is of a class that may not stand there."""
    ontology = load_ontology()
    leaves = sorted(ontology.leaves("Entity"))
    for cls in leaves:
        story.entity(cls, cls, f"some {cls}")
    paper = story.document("wrong.md")
    expected = set()
    for name, property_ in ontology.properties.items():
        subject, object_ = sorted(property_.domain)[0], sorted(property_.range)[0]
        stranger = next(cls for cls in leaves if cls not in property_.domain)
        other = next(cls for cls in leaves if cls not in property_.range)
        story.say(paper, f"The subject of {name} is wrong.", (stranger, name, object_))
        story.say(paper, f"The object of {name} is wrong.", (subject, name, other))
        expected |= {(name, "domain"), (name, "range")}
    told = " ".join(map(str, validate(story.quads()).results))
    assert {(name, end) for end, name in re.findall(r"not of the (domain|range) of kg:(\w+)", told)} == expected
