"""Where each node stands: worked out once while building, so that the page opens at rest and the same graph looks the same.

Each component is laid out alone by stress majorization (Gansner, Koren and North 2004): nodes stand as far apart in the picture as
they are in the graph. Above `_ALL_PAIRS` nodes only the distances to neighbours and to some pivots count (after Ortmann, Klimenta
and Brandes 2016). Then nodes too close for their labels are pushed apart, and the components are packed around the largest.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import count
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import networkx as nx

Point = tuple[float, float]
Edge = tuple[str, str, int]  # two nodes and the number of statements between them
Cell = tuple[int, int]
Floats = NDArray[np.float64]
Indices = NDArray[np.intp]

_REACH = 2.0  # how many rooms apart nodes may come to be in each other's way before that is looked at again
_STEP = 105.0  # pixels of a unit of length in the graph
_ROOM = (145.0, 64.0)  # pixels across and down that a node and its label take
_CELL = (75.0, 60.0)  # pixels across and down of the grid on which components are packed; its shape is that of the whole
_ALL_PAIRS = 800
_PIVOTS = 60
_ROUNDS = 120


def positions(nodes: Sequence[str], edges: Iterable[Edge]) -> dict[str, Point]:
    """Node → x, y in pixels. Depends on nothing but the arguments, and not on their order."""
    edges = list(edges)
    graph = _graph(nodes, edges)
    return _packed([_component(graph, part) for part in components(nodes, edges)], graph)


def components(nodes: Iterable[str], edges: Iterable[Edge]) -> list[list[str]]:
    """Nodes that are connected with one another, each list sorted, the largest list first."""
    from networkx import connected_components

    return sorted((sorted(part) for part in connected_components(_graph(nodes, edges))), key=lambda part: (-len(part), part[0]))


def _graph(nodes: Iterable[str], edges: Iterable[Edge]) -> nx.Graph[str]:
    """Undirected, without loops; the length of an edge grows with the crowd around its ends, so that hubs have room."""
    from networkx import Graph

    graph: nx.Graph[str] = Graph()
    graph.add_nodes_from(sorted(nodes))
    graph.add_edges_from(sorted((first, second) for first, second, _ in edges if first != second))
    for first, second in graph.edges:
        crowd = len(set(graph[first]) ^ set(graph[second]))
        graph.edges[first, second]["length"] = 1 + 0.42 * math.sqrt(crowd)
    return graph


def _component(graph: nx.Graph[str], part: Sequence[str]) -> dict[str, Point]:
    if len(part) == 1:
        return {part[0]: (0.0, 0.0)}
    if len(part) > _ALL_PAIRS:
        pivots, distances = _spread_out(graph, part)
    else:
        pivots, distances = list(part), np.array([_lengths(graph, name, part) for name in part])
    start = _by_pivots(distances)
    if len(part) <= _ALL_PAIRS:
        placed = _by_stress(start, *_all_pairs(distances))
    else:
        placed = _by_stress(start, *_some_pairs(graph, part, pivots, distances))
    prominence = np.array([1 + 0.1 * math.sqrt(graph.degree(name)) for name in part])
    placed = _apart(_lying(placed) * _STEP, prominence)
    return {name: (float(x), float(y)) for name, (x, y) in zip(part, placed, strict=True)}


def _lengths(graph: nx.Graph[str], start: str, part: Sequence[str]) -> list[float]:
    from networkx import single_source_dijkstra_path_length

    found = single_source_dijkstra_path_length(graph, start, weight="length")
    return [float(found[name]) for name in part]


def _spread_out(graph: nx.Graph[str], part: Sequence[str]) -> tuple[list[str], Floats]:
    """Pivots far from one another, the next always the node farthest from those chosen, and the distances of all nodes from each."""
    chosen = [max(part, key=lambda name: (graph.degree(name), name))]
    distances = [np.array(_lengths(graph, chosen[0], part))]
    nearest = distances[0]
    while len(chosen) < _PIVOTS:
        chosen.append(part[int(nearest.argmax())])
        distances.append(np.array(_lengths(graph, chosen[-1], part)))
        nearest = np.minimum(nearest, distances[-1])
    return chosen, np.array(distances)


def _by_pivots(distances: Floats) -> Floats:
    """Classical scaling from pivots × nodes distances (Brandes and Pich 2006), with a small turn a node so that none coincide."""
    squared = distances**2
    centred = -0.5 * (squared - squared.mean(axis=0) - squared.mean(axis=1, keepdims=True) + squared.mean())
    _, vectors = np.linalg.eigh(centred @ centred.T)
    placed = centred.T @ vectors[:, -2:][:, ::-1]
    if placed.shape[1] < 2:
        placed = np.column_stack([placed, np.zeros(len(placed))])
    # The sign of an eigenvector is arbitrary: fix it by its largest entry.
    placed *= np.where(placed[np.abs(placed).argmax(axis=0), [0, 1]] < 0, -1.0, 1.0)
    size = np.abs(placed).max() or 1.0
    angle = np.arange(len(placed)) * 2.399963  # the golden angle: directions that do not repeat
    turn = np.column_stack([np.cos(angle), np.sin(angle)]) * 0.3
    return np.asarray(placed / size * distances.max() / 2 + turn)


def _all_pairs(distances: Floats) -> tuple[Indices, Indices, Floats]:
    first, second = np.triu_indices(len(distances), 1)
    return first, second, distances[first, second]


def _some_pairs(graph: nx.Graph[str], part: Sequence[str], pivots: Sequence[str], distances: Floats) -> tuple[Indices, Indices, Floats]:
    index = {name: number for number, name in enumerate(part)}
    near = [(index[first], index[second], float(graph.edges[first, second]["length"])) for first, second in graph.edges(part)]
    ends, others, lengths = (np.array(column) for column in zip(*sorted(near), strict=True))
    far = np.repeat([index[pivot] for pivot in pivots], len(part)), np.tile(np.arange(len(part)), len(pivots))
    apart = far[0] != far[1]
    return (
        np.concatenate([ends, far[0][apart]]),
        np.concatenate([others, far[1][apart]]),
        np.concatenate([lengths, distances.ravel()[apart]]),
    )


def _by_stress(placed: Floats, first: Indices, second: Indices, wanted: Floats) -> Floats:
    """Move each node to where its pairs want it, half way at a time; near pairs weigh more than far ones."""
    weight, size = wanted**-2.0, len(placed)
    strength = weight * wanted
    total = (np.bincount(first, weight, size) + np.bincount(second, weight, size)) / 0.9
    xs, ys = placed.T
    for _ in range(_ROUNDS):
        across, down = xs[first] - xs[second], ys[first] - ys[second]
        pull = strength / np.maximum(np.hypot(across, down), 1e-6) - weight
        across *= pull
        down *= pull
        xs = xs + (np.bincount(first, across, size) - np.bincount(second, across, size)) / total
        ys = ys + (np.bincount(first, down, size) - np.bincount(second, down, size)) / total
    return np.column_stack([xs, ys])


def _lying(placed: Floats) -> Floats:
    """Turned so that the longer side lies across, as screens do, and a flat picture drawn out to use their height."""
    centred = placed - placed.mean(axis=0)
    _, vectors = np.linalg.eigh(centred.T @ centred)
    turned = centred @ vectors[:, ::-1]
    turned *= np.where(turned[np.abs(turned).argmax(axis=0), [0, 1]] < 0, -1.0, 1.0)
    width, height = np.ptp(turned, axis=0)
    return np.asarray(turned * [1.0, min(1.4, max(1.0, width / height / 1.1)) if height else 1.0])


def _apart(placed: Floats, prominence: Floats) -> Floats:
    """Push nodes that would cover each other's labels apart, along the way that is shorter; prominent ones need more room."""
    room = np.array(_ROOM)
    area = np.ptp(placed, axis=0).prod()
    # Crowds are first blown up as they are: pushing alone would flatten them.
    placed = placed * max(1.0, math.sqrt(1.4 * len(placed) * room.prod() / area)) if len(placed) > 50 else placed.copy()
    for turn in range(150):
        if turn % 10 == 0:
            first, second = _near(placed)
            wanted = room * (prominence[first] + prominence[second])[:, None] / 2
        between = placed[second] - placed[first]
        overlap = wanted - np.abs(between)
        close = (overlap > 0.5).all(axis=1)
        if not close.any() and turn % 10 == 0:
            break
        between, overlap, one, other = between[close], overlap[close], first[close], second[close]
        across = (overlap[:, 0] / room[0] < overlap[:, 1] / room[1])[:, None]
        push = np.where(between < 0, -1.0, 1.0) * overlap * np.hstack([across, ~across]) * 0.3
        for axis in (0, 1):
            placed[:, axis] += np.bincount(other, push[:, axis], len(placed)) - np.bincount(one, push[:, axis], len(placed))
    return placed


def _near(placed: Floats) -> tuple[Indices, Indices]:
    """Pairs of nodes that are, or may soon be, too close to each other."""
    order = np.argsort(placed[:, 0], kind="stable")
    xs, ys = placed[order].T
    ends = np.searchsorted(xs, xs + _REACH * _ROOM[0])
    pairs = [(at, at + 1 + np.flatnonzero(np.abs(ys[at + 1 : end] - ys[at]) < _REACH * _ROOM[1])) for at, end in enumerate(ends)]
    first = np.repeat([at for at, _ in pairs], [len(others) for _, others in pairs])
    return order[first], order[np.concatenate([others for _, others in pairs])]


def _packed(parts: Sequence[Mapping[str, Point]], graph: nx.Graph[str]) -> dict[str, Point]:
    """The largest component in the middle and the others around it, each at the nearest place that is free; whole pixels.

    Places are cells of a grid, as in the packing of polyominoes by Freivalds, Dogrusoz and Kikusts (2002).
    """
    taken: set[Cell] = set()
    ring_of_size: dict[int, int] = {}  # where the last component of that size went: nearer rings need not be tried again
    placed: dict[str, Point] = {}
    for part in parts:
        cells = _cells(part, graph)
        # A small component in a gap of the largest would look like a part of it.
        cells = _without_gaps(cells) if not taken else cells
        column, row = _free_place(cells, taken, ring_of_size.get(len(part), 0))
        ring_of_size[len(part)] = max(abs(column), abs(row))
        taken.update((column + across, row + down) for across, down in cells)
        placed.update({name: (float(round(x + column * _CELL[0])), float(round(y + row * _CELL[1]))) for name, (x, y) in part.items()})
    return placed


def _free_place(cells: Set[Cell], taken: Set[Cell], ring: int) -> Cell:
    for reach in count(ring):
        side = range(-reach, reach + 1)
        places = sorted((c * c + r * r, c, r) for c in side for r in (side if abs(c) == reach else {-reach, reach}))
        for _, column, row in places:
            if not any((column + across, row + down) in taken for across, down in cells):
                return column, row
    raise AssertionError("a plane without end has a free place")


def _cells(part: Mapping[str, Point], graph: nx.Graph[str]) -> set[Cell]:
    """The cells of the grid that a component's nodes, labels and edges take."""
    cells: set[Cell] = set()
    for name, (x, y) in part.items():
        left, top = _cell(x - _ROOM[0] * 0.7, y - _ROOM[1] * 0.9)
        right, bottom = _cell(x + _ROOM[0] * 0.7, y + _ROOM[1] * 0.9)
        cells.update((column, row) for column in range(left, right + 1) for row in range(top, bottom + 1))
        for other in graph[name]:
            steps = 1 + int(math.dist((x, y), part[other]) / min(_CELL))
            cells.update(_cell(x + (part[other][0] - x) * step / steps, y + (part[other][1] - y) * step / steps) for step in range(steps))
    return cells


def _without_gaps(cells: Set[Cell]) -> set[Cell]:
    """With whatever lies between two cells of a row or of a column."""
    filled = set(cells)
    for axis in (0, 1):
        lines: dict[int, list[int]] = {}
        for cell in filled:
            lines.setdefault(cell[1 - axis], []).append(cell[axis])
        between = ((line, at) for line, ats in lines.items() for at in range(min(ats), max(ats) + 1))
        filled = {(at, line) if axis == 0 else (line, at) for line, at in between}
    return filled


def _cell(x: float, y: float) -> Cell:
    return math.floor(x / _CELL[0]), math.floor(y / _CELL[1])
