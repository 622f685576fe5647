"""Rows → figures: how much the graph holds, of what kind, and which actors stand in the middle of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from kgraph.model import Entity, Node, Row, Source
from kgraph.ontology import load_ontology

# Exact betweenness takes time as nodes times edges: some seconds at this size, hours at a hundred times of it.
EXACT_UP_TO = 2000
SAMPLED = 200
_SEED = 1

Counts = tuple[tuple[str, int], ...]
"""Names and how often each occurs, the most frequent first, then by name."""


@dataclass(frozen=True, slots=True)
class Central:
    """An actor; how many others it is connected to; and its betweenness, the share of shortest paths through it, 0 to 1."""

    node: Node
    degree: int
    betweenness: float


@dataclass(frozen=True, slots=True)
class Summary:
    """`documents` counts those given or cited. `central` is ordered by betweenness, then degree, then label.

    `exact` is false where betweenness is an estimate from SAMPLED nodes, the same in every run.
    """

    documents: int
    entities: int
    statements: int
    classes: Counts
    properties: Counts
    polarities: Counts
    modalities: Counts
    central: tuple[Central, ...]
    exact: bool


def summary(rows: Iterable[Row], entities: Iterable[Entity], sources: Iterable[Source] = (), *, limit: int = 10) -> Summary:
    """Count documents, entities and statements, and find the `limit` most central actors; fewer where there are fewer.

    Documents without a statement are counted where `sources` has them. Every statement connects its two ends once, in both
    directions; things that are no actors, as contracts, places and technologies, connect too, but are not listed.
    """
    rows, entities = list(rows), list(entities)
    neighbours = _neighbours(rows)
    return Summary(
        documents=len({source.id for source in chain(sources, (row.source for row in rows))}),
        entities=len(entities),
        statements=len(rows),
        classes=_counts(entity.type for entity in entities),
        properties=_counts(row.predicate for row in rows),
        polarities=_counts(row.polarity for row in rows),
        modalities=_counts(row.modality for row in rows),
        central=tuple(_central(_nodes(rows), neighbours)[:limit]),
        exact=len(neighbours) <= EXACT_UP_TO,
    )


def _counts(names: Iterable[str]) -> Counts:
    return tuple(sorted(Counter(names).items(), key=lambda counted: (-counted[1], counted[0])))


def _nodes(rows: Iterable[Row]) -> dict[str, Node]:
    return {node.id: node for row in rows for node in (row.subject, row.object)}


def _neighbours(rows: Iterable[Row]) -> dict[str, list[str]]:
    """Each node that is connected to another, and the others, all in order of their IRIs."""
    pairs = {pair for row in rows for pair in ((row.subject.id, row.object.id), (row.object.id, row.subject.id))}
    neighbours: dict[str, list[str]] = {}
    for one, other in sorted(pairs):
        if one != other:
            neighbours.setdefault(one, []).append(other)
    return neighbours


def _central(nodes: Mapping[str, Node], neighbours: Mapping[str, list[str]]) -> list[Central]:
    ontology = load_ontology()
    betweenness = _betweenness(neighbours)
    actors = [nodes[iri] for iri in neighbours if ontology.is_a(nodes[iri].type, "Actor")]
    found = [Central(node, len(neighbours[node.id]), betweenness[node.id]) for node in actors]
    return sorted(found, key=lambda it: (-it.betweenness, -it.degree, it.node.label.casefold(), it.node.id))


def _betweenness(neighbours: Mapping[str, list[str]]) -> dict[str, float]:
    """To six places, beyond which the order of additions would show."""
    from networkx import Graph, betweenness_centrality

    network: Graph[str] = Graph((one, other) for one, others in neighbours.items() for other in others)
    sample = SAMPLED if len(network) > EXACT_UP_TO else None
    found = betweenness_centrality(network, k=sample, seed=_SEED)
    return {iri: round(value, 6) for iri, value in found.items()}
