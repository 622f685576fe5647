"""RDF → records: what a store holds, read back as rows, entities and sources."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

from pyoxigraph import Literal, NamedNode

from kgraph import ids
from kgraph.errors import QueryError, StoreError
from kgraph.graph import terms
from kgraph.graph.store import Quads, document_graphs
from kgraph.graph.terms import node
from kgraph.model import Entity, Modality, Node, Polarity, Row, Source, Status
from kgraph.ontology import load_ontology

Nodes = Mapping[str, Node]
_Claim = tuple[str, ...]


def read_rows(store: Quads, entities: Iterable[Entity] | None = None) -> list[Row]:
    """All statements, by the path of their document, their place in it, and their IRI. Raises StoreError where one is incomplete.

    `entities` are those of the store, where they have been read already.
    """
    nodes = {entity.id: Node(entity.id, entity.label, entity.type) for entity in entities or read_entities(store)}
    rows = [row for graph in document_graphs(store) for row in _rows(_things(store, graph), graph, nodes)]
    return sorted(_with_denials(rows), key=lambda row: (row.source.path, row.start, row.id))


def read_rows_about(store: Quads, iri: str) -> list[Row]:
    """The statements that a thing takes part in or is quoted for, those of a document, or the one that has this IRI; as in `read_rows`.

    Reads no others, so that one page of a large graph costs no more than one of a small. Raises StoreError where one is incomplete.
    """
    it = NamedNode(iri)
    patterns = [(None, node(name), it) for name in ("rdf:subject", "rdf:object", "kg:attributedTo", "prov:wasDerivedFrom")]
    quads = [quad for pattern in [*patterns, (it, terms.TYPE, node("kg:Statement"))] for quad in store.quads_for_pattern(*pattern, None)]
    pairs = {(quad.subject, quad.graph_name) for quad in quads}
    found = [(it.value, graph) for it, graph in pairs if isinstance(it, NamedNode) and isinstance(graph, NamedNode)]
    rows = [_row_alone(store, it, graph) for it, graph in found if it.startswith(ids.STATEMENT)]
    marked = (replace(row, contested=_is_contested(store, row)) for row in rows)
    return sorted(marked, key=lambda row: (row.source.path, row.start, row.id))


def _is_contested(store: Quads, row: Row) -> bool:
    """As `_with_denials` has it, where not all rows are at hand."""
    ends = row.subject.id, row.object.id
    pairs = {ends, (ends[1], ends[0])} if _is_symmetric(row.predicate) else {ends}
    return any(
        _says(store, it, "rdf:predicate", NamedNode(ids.ONTOLOGY + row.predicate))
        and not _says(store, it, "kg:polarity", Literal(row.polarity))
        for subject, object_ in pairs
        for it in _bearers(store, "rdf:subject", subject) & _bearers(store, "rdf:object", object_)
    )


def _bearers(store: Quads, name: str, iri: str) -> set[NamedNode]:
    quads = store.quads_for_pattern(None, node(name), NamedNode(iri), None)
    return {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}


def _says(store: Quads, it: NamedNode, name: str, value: NamedNode | Literal) -> bool:
    return any(True for _ in store.quads_for_pattern(it, node(name), value, None))


def _row_alone(store: Quads, statement: str, graph: NamedNode) -> Row:
    things = _things(store, graph, graph) | _things(store, graph, NamedNode(statement))
    it = _find(things, statement)
    for evidence in it.all("kg:evidence"):
        things |= _things(store, graph, NamedNode(evidence))
        for selector in _find(things, evidence).all("oa:hasSelector"):
            things |= _things(store, graph, NamedNode(selector))
    ends = [iri for name in ("rdf:subject", "rdf:object", "kg:attributedTo") for iri in it.all(name)]
    entities = [_entity(thing) for iri in ends for thing in _things(store, terms.ENTITIES, NamedNode(iri)).values()]
    nodes = {entity.id: Node(entity.id, entity.label, entity.type) for entity in entities}
    return _row(it, _source(_find(things, graph.value)), things, nodes)


def read_entities(store: Quads) -> list[Entity]:
    """All entities, by IRI; without their mentions, which are not stored. Raises StoreError where one is incomplete."""
    return sorted((_entity(thing) for thing in _things(store, terms.ENTITIES).values()), key=lambda entity: entity.id)


def read_entity(store: Quads, iri: str) -> Entity:
    """One entity, as in `read_entities`. Raises QueryError where no document says anything of it, as of most technologies."""
    found = _things(store, terms.ENTITIES, NamedNode(iri)).get(iri)
    if found is None:
        raise QueryError(f"no document says anything of {terms.shorten(iri)}")
    return _entity(found)


def read_sources(store: Quads) -> list[Source]:
    """All documents, by path."""
    sources = (_source(_things(store, graph, graph)[graph.value]) for graph in document_graphs(store))
    return sorted(sources, key=lambda source: (source.path, source.id))


class _Thing:
    """What is said of one subject in one graph: the values of its predicates, without their types."""

    def __init__(self, iri: str) -> None:
        self.iri = iri
        self._values: dict[NamedNode, list[str]] = defaultdict(list)

    def add(self, predicate: NamedNode, value: str) -> None:
        self._values[predicate].append(value)

    def all(self, name: str) -> list[str]:
        return sorted(self._values.get(node(name), ()))

    def maybe(self, name: str) -> str | None:
        values = self.all(name)
        if len(values) > 1:
            raise StoreError(f"{self.iri} has {len(values)} values of {name}, where one is expected: build the graph again")
        return values[0] if values else None

    def one(self, name: str) -> str:
        value = self.maybe(name)
        if value is None:
            raise StoreError(f"{self.iri} has no {name}: build the graph again")
        return value

    def number(self, name: str) -> float | None:
        value = self.maybe(name)
        return None if value is None else float(value)


def _things(store: Quads, graph: NamedNode, subject: NamedNode | None = None) -> dict[str, _Thing]:
    things: dict[str, _Thing] = {}
    for it, predicate, value, _ in store.quads_for_pattern(subject, None, None, graph):
        if isinstance(it, NamedNode) and isinstance(value, NamedNode | Literal):
            if it.value not in things:
                things[it.value] = _Thing(it.value)
            things[it.value].add(predicate, value.value)
    return things


def _rows(things: Mapping[str, _Thing], graph: NamedNode, nodes: Nodes) -> Iterator[Row]:
    source = _source(_find(things, graph.value))
    for iri, thing in things.items():
        if iri.startswith(ids.STATEMENT):
            yield _row(thing, source, things, nodes)


def _row(it: _Thing, source: Source, things: Mapping[str, _Thing], nodes: Nodes) -> Row:
    evidence = _find(things, it.one("kg:evidence"))
    selectors = [_find(things, iri) for iri in evidence.all("oa:hasSelector")]
    quotation = _selector(selectors, "oa:TextQuoteSelector", evidence)
    position = _selector(selectors, "oa:TextPositionSelector", evidence)
    speaker = it.maybe("kg:attributedTo")
    return Row(
        id=it.iri,
        source=source,
        subject=_node(nodes, it.one("rdf:subject")),
        predicate=it.one("rdf:predicate").removeprefix(ids.ONTOLOGY),
        object=_node(nodes, it.one("rdf:object")),
        sentence=quotation.one("oa:exact"),
        start=int(position.one("oa:start")),
        end=int(position.one("oa:end")),
        polarity=cast(Polarity, it.one("kg:polarity")),
        modality=cast(Modality, it.one("kg:modality")),
        attributed_to=None if speaker is None else _node(nodes, speaker),
        date=it.maybe("kg:date"),
        amount=it.number("kg:amount"),
        currency=it.maybe("kg:currency"),
        count=it.number("kg:count"),
        role=it.maybe("kg:role"),
        status=cast(Status | None, it.maybe("kg:status")),
        confidence=float(it.one("kg:confidence")),
        frame=it.one("kg:frame"),
        subject_name=it.maybe("kg:subjectName"),
        object_name=it.maybe("kg:objectName"),
        amount_text=it.maybe("kg:amountText"),
        trigger=it.maybe("kg:trigger"),
    )


def _with_denials(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows, marked where one affirms of the same two what another denies."""
    said: dict[_Claim, set[Polarity]] = defaultdict(set)
    for row in rows:
        said[_claim(row)].add(row.polarity)
    for row in rows:
        yield replace(row, contested=True) if len(said[_claim(row)]) > 1 else row


def _claim(row: Row) -> _Claim:
    """What is said, whatever its polarity: of a symmetric property, either way round."""
    ends = (row.subject.id, row.object.id)
    return (row.predicate, *(sorted(ends) if _is_symmetric(row.predicate) else ends))


def _is_symmetric(predicate: str) -> bool:
    return predicate in _symmetric()


@cache
def _symmetric() -> frozenset[str]:
    return frozenset(name for name, known in load_ontology().properties.items() if known.symmetric)


def _selector(selectors: Iterable[_Thing], kind: str, evidence: _Thing) -> _Thing:
    for selector in selectors:
        if selector.maybe("rdf:type") == node(kind).value:
            return selector
    raise StoreError(f"{evidence.iri} has no {kind}: build the graph again")


def _source(it: _Thing) -> Source:
    issued = it.maybe("dcterms:issued")
    return Source(
        id=it.one("dcterms:identifier"),
        path=it.one("kg:path"),
        title=it.maybe("dcterms:title"),
        date=None if issued is None else datetime.date.fromisoformat(issued),
        publisher=it.maybe("dc:publisher"),
        url=it.maybe("schema:url"),
    )


def _entity(it: _Thing) -> Entity:
    return Entity(
        id=it.iri,
        label=it.one("rdfs:label"),
        type=it.one("rdf:type").removeprefix(ids.ONTOLOGY),
        names=tuple(it.all("skos:altLabel")),
        identifiers=tuple(it.all("owl:sameAs")),
    )


def _find(things: Mapping[str, _Thing], iri: str) -> _Thing:
    if iri not in things:
        raise StoreError(f"{iri} is spoken of, but not described: build the graph again")
    return things[iri]


def _node(nodes: Nodes, iri: str) -> Node:
    if iri not in nodes:
        raise StoreError(f"{iri} takes part in a statement, but is no entity of the graph: build the graph again")
    return nodes[iri]


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence that a statement rests on, with the words before and after it. Offsets count code points of the document's text."""

    source: Source
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


def read_quotations(store: Quads) -> list[Quotation]:
    """All sentences that statements rest on, by document and place. Raises StoreError where one is incomplete."""
    found = [quotation for graph in document_graphs(store) for quotation in _quotations(_things(store, graph), graph)]
    return sorted(found, key=lambda quotation: (quotation.source.path, quotation.source.id, quotation.start, quotation.end))


def _quotations(things: Mapping[str, _Thing], graph: NamedNode) -> Iterator[Quotation]:
    source = _source(_find(things, graph.value))
    for thing in things.values():
        if thing.all("rdf:type") == [node("oa:SpecificResource").value]:
            selectors = [_find(things, iri) for iri in thing.all("oa:hasSelector")]
            words, place = (_selector(selectors, kind, thing) for kind in ("oa:TextQuoteSelector", "oa:TextPositionSelector"))
            exact, prefix, suffix = (words.one(name) for name in ("oa:exact", "oa:prefix", "oa:suffix"))
            yield Quotation(source, int(place.one("oa:start")), int(place.one("oa:end")), exact, prefix, suffix)
