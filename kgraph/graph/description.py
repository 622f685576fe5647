"""What the store says of one thing, as RDF and as a few lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store

from kgraph import ids
from kgraph.graph import terms
from kgraph.graph.result import Result, graph_of
from kgraph.graph.terms import node

_VOCABULARY = ids.ONTOLOGY.rstrip("#")
_PARTS = (node("kg:evidence"), node("oa:hasSelector"))


@dataclass(frozen=True, slots=True)
class Fact:
    """The IRI of a property, and a value as text."""

    predicate: str
    value: str


def describe(store: Store, iri: str) -> Result | None:
    """All triples with the thing as subject or object, and those of what belongs to it alone; None where there are none.

    To a statement belong its evidence and selectors, to the vocabulary its terms. Raises LimitError where they are too many.
    """
    quads = [*_outgoing(store, iri), *store.quads_for_pattern(None, None, NamedNode(iri), DefaultGraph())]
    return graph_of(quad.triple for quad in set(quads)) if quads else None


def facts(store: Store, iri: str) -> list[Fact]:
    """What is said of the thing itself, by property and value; not what it does, which statements tell."""
    quads = list(store.quads_for_pattern(NamedNode(iri), None, None, terms.ENTITIES))
    graphs = {terms.ENTITIES, terms.ONTOLOGY} if quads else None
    found = {
        Fact(quad.predicate.value, quad.object.value)
        for quad in store.quads_for_pattern(NamedNode(iri), None, None, None)
        if (graphs is None or quad.graph_name in graphs) and isinstance(quad.object, NamedNode | Literal)
    }
    return sorted(found, key=lambda fact: (fact.predicate, fact.value))


def _outgoing(store: Store, iri: str) -> Iterator[Quad]:
    pending: list[NamedNode | BlankNode] = [NamedNode(iri)]
    if iri == _VOCABULARY:
        quads = store.quads_for_pattern(None, None, None, terms.ONTOLOGY)
        words = {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}
        pending += [word for word in words if word.value.startswith(ids.ONTOLOGY)]
    seen = set(pending)
    while pending:
        for quad in store.quads_for_pattern(pending.pop(), None, None, DefaultGraph()):
            yield quad
            part = quad.object
            if (isinstance(part, BlankNode) or (quad.predicate in _PARTS and isinstance(part, NamedNode))) and part not in seen:
                seen.add(part)
                pending.append(part)
