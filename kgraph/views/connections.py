"""Rows → the shortest ways from one entity to another, with the statements that make up each step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from kgraph.errors import QueryError
from kgraph.model import Node, Row

Between = dict[frozenset[str], list[Row]]

LIMIT = 10


@dataclass(frozen=True, slots=True)
class Step:
    """Two nodes and all statements between them, in whichever direction these read. `rows` is never empty."""

    start: Node
    end: Node
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """Each step starts where the one before it ends. Never empty."""

    steps: tuple[Step, ...]


def shortest_paths(rows: Iterable[Row], start_id: str, end_id: str, *, limit: int = LIMIT) -> list[Path]:
    """The first `limit` of all paths with the fewest steps between two IRIs; none where nothing connects them.

    Statements connect in both directions, and whatever their polarity and modality: a denial connects too, and each step shows what
    was said. The order of the rows does not matter. Raises QueryError where both IRIs are the same.
    """
    if start_id == end_id:
        raise QueryError(f"both ends of the path are the same thing: {start_id}")
    nodes, between = _edges(rows)
    if start_id not in nodes or end_id not in nodes:
        return []
    return [_path(way, nodes, between) for way in islice(_ways(between, start_id, end_id), limit)]


def _edges(rows: Iterable[Row]) -> tuple[dict[str, Node], Between]:
    """Nodes by IRI, and statements by the two nodes that they join; a statement of a thing about itself leads nowhere."""
    nodes: dict[str, Node] = {}
    between: Between = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.source.path, row.start, row.id)):
        nodes |= {row.subject.id: row.subject, row.object.id: row.object}
        if row.subject.id != row.object.id:
            between[frozenset((row.subject.id, row.object.id))].append(row)
    return nodes, between


def _ways(between: Between, start_id: str, end_id: str) -> Iterator[list[str]]:
    """All shortest ways as the IRIs along them, one at a time: there can be very many."""
    from networkx import Graph, NetworkXNoPath, NodeNotFound, all_shortest_paths

    network: Graph[str] = Graph(sorted((min(ends), max(ends)) for ends in between))
    try:
        yield from all_shortest_paths(network, start_id, end_id)
    except (NetworkXNoPath, NodeNotFound):
        return


def _path(way: Sequence[str], nodes: Mapping[str, Node], between: Between) -> Path:
    return Path(tuple(Step(nodes[one], nodes[other], tuple(between[frozenset((one, other))])) for one, other in pairwise(way)))
