"""Where nodes stand: apart, near those they are connected with, and the same whenever asked."""

from __future__ import annotations

import math
import random
from itertools import combinations

import networkx as nx
import pytest

from kgraph.views.layout import components, positions

STAR = [("hub", f"leaf {number:02}", 1) for number in range(25)]
CHAIN = [(f"c{number:02}", f"c{number + 1:02}", 1) for number in range(12)]
RING = [(f"r{number}", f"r{(number + 1) % 6}", 2) for number in range(6)]
PAIRS = [(f"p{number} a", f"p{number} b", 1) for number in range(9)]
CROWD = [(f"k{first}", f"k{second}", 1) for first in range(14) for second in range(first)]
ALL = STAR + CHAIN + RING + PAIRS


Picture = tuple[dict[str, tuple[float, float]], list[tuple[str, str, int]]]


def overlaps(placed: dict[str, tuple[float, float]], edges: list[tuple[str, str, int]]) -> int:
    """How many pairs of labels, 120 by 45 pixels each, cover one another."""
    return sum(abs(ax - bx) < 120 and abs(ay - by) < 45 for (ax, ay), (bx, by) in combinations(placed.values(), 2))


def crossings(placed: dict[str, tuple[float, float]], edges: list[tuple[str, str, int]]) -> int:
    def side(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> bool:
        return (b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0])

    def cross(one: tuple[str, str, int], other: tuple[str, str, int]) -> bool:
        if {one[0], one[1]} & {other[0], other[1]}:
            return False
        a, b, c, d = placed[one[0]], placed[one[1]], placed[other[0]], placed[other[1]]
        return side(a, c, d) != side(b, c, d) and side(a, b, c) != side(a, b, d)

    return sum(cross(one, other) for one, other in combinations(edges, 2))


def nodes_of(edges: list[tuple[str, str, int]]) -> list[str]:
    return sorted({name for first, second, _ in edges for name in (first, second)})


class TestPositions:
    @pytest.mark.parametrize("edges", [STAR, CHAIN, RING, PAIRS, CROWD, ALL], ids=["star", "chain", "ring", "pairs", "crowd", "all"])
    def test_no_two_labels_cover_each_other(self, edges: list[tuple[str, str, int]]) -> None:
        placed = positions(nodes_of(edges), edges)
        for (ax, ay), (bx, by) in combinations(placed.values(), 2):
            assert abs(ax - bx) > 120 or abs(ay - by) > 45

    def test_every_node_has_a_place_even_one_with_no_or_only_its_own_edge(self) -> None:
        placed = positions(["alone", "self", "a", "b"], [("a", "b", 1), ("self", "self", 3)])
        assert sorted(placed) == ["a", "alone", "b", "self"]
        assert len(set(placed.values())) == 4

    def test_nothing_has_no_places(self) -> None:
        assert positions([], []) == {}

    def test_neighbours_stand_nearer_than_strangers(self) -> None:
        placed = positions(nodes_of(CHAIN), CHAIN)
        assert math.dist(placed["c00"], placed["c01"]) < math.dist(placed["c00"], placed["c06"]) < math.dist(placed["c00"], placed["c12"])

    def test_the_order_of_the_input_does_not_matter(self) -> None:
        shuffled = list(ALL)
        random.Random(3).shuffle(shuffled)
        turned = [(second, first, weight) for first, second, weight in shuffled]
        assert positions(nodes_of(ALL)[::-1], turned) == positions(nodes_of(ALL), ALL)

    def test_two_edges_between_the_same_nodes_count_as_one(self) -> None:
        assert positions(["a", "b", "c"], [("a", "b", 1), ("b", "a", 1), ("b", "c", 1)]) == positions(
            ["a", "b", "c"], [("a", "b", 2), ("b", "c", 1)]
        )

    def test_a_component_of_many_nodes_is_spread_over_a_plane(self) -> None:
        choose = random.Random(5)
        edges = [(f"n{number}", f"n{choose.randrange(number)}", 1) for number in range(1, 900)]
        xs, ys = zip(*positions(nodes_of(edges), edges).values(), strict=True)
        assert min(max(xs) - min(xs), max(ys) - min(ys)) > 2000

    def test_the_largest_component_stands_in_the_middle(self) -> None:
        placed = positions(nodes_of(ALL), ALL)
        middle = [sum(values) / len(placed) for values in zip(*placed.values(), strict=True)]
        farthest = max(math.dist(middle, place) for place in placed.values())
        assert math.dist(middle, placed["hub"]) < farthest / 3


class TestQuality:
    """Against networkx's spring layout, stretched to the same area, on what a graph of actors looks like: hubs, and parts of their own."""

    @pytest.fixture(scope="class")
    def layouts(self) -> tuple[Picture, Picture]:
        choose = random.Random(11)
        edges = [(f"n{number:03}", f"n{int(number * choose.random() ** 1.6):03}", 1) for number in range(1, 120)]
        edges += [(f"n{choose.randrange(120):03}", f"n{choose.randrange(120):03}", 1) for _ in range(30)] + PAIRS
        ours = positions(nodes_of(edges), edges)
        graph = nx.Graph((first, second) for first, second, _ in edges)
        spring = nx.spring_layout(graph, seed=7)
        wide, high = (max(values) - min(values) for values in zip(*ours.values(), strict=True))
        left, right = (min(values) for values in zip(*spring.values(), strict=True))
        across, down = (max(values) - min(values) for values in zip(*spring.values(), strict=True))
        stretched = {name: ((x - left) * wide / across, (y - right) * high / down) for name, (x, y) in spring.items()}
        return (ours, edges), (stretched, edges)

    def test_fewer_labels_cover_one_another(self, layouts: tuple[Picture, Picture]) -> None:
        ours, spring = (overlaps(*layout) for layout in layouts)
        assert ours == 0 < spring

    def test_fewer_edges_cross(self, layouts: tuple[Picture, Picture]) -> None:
        ours, spring = (crossings(*layout) for layout in layouts)
        assert ours < spring

    def test_no_part_stands_in_a_gap_of_the_largest(self, layouts: tuple[Picture, Picture]) -> None:
        (placed, edges), _ = layouts
        largest, *others = components(nodes_of(edges), edges)
        for name in (name for part in others for name in part):
            x, y = placed[name]
            beside = [placed[other][0] for other in largest if abs(placed[other][1] - y) < 15]
            assert not beside or not min(beside) < x < max(beside)


class TestComponents:
    def test_the_largest_comes_first_and_ties_go_by_name(self) -> None:
        edges = [("e", "d", 1), ("d", "c", 1), ("b", "a", 1)]
        assert components(["y", "x", "d", "c", "b", "a", "e"], edges) == [["c", "d", "e"], ["a", "b"], ["x"], ["y"]]
