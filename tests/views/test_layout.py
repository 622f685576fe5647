"""Where nodes stand: apart, near those they are connected with, and the same whenever asked."""

from __future__ import annotations

import math
import random
from itertools import combinations

import pytest

from kgraph.views.layout import components, positions

STAR = [("hub", f"leaf {number:02}", 1) for number in range(25)]
CHAIN = [(f"c{number:02}", f"c{number + 1:02}", 1) for number in range(12)]
RING = [(f"r{number}", f"r{(number + 1) % 6}", 2) for number in range(6)]
PAIRS = [(f"p{number} a", f"p{number} b", 1) for number in range(9)]
CROWD = [(f"k{first}", f"k{second}", 1) for first in range(14) for second in range(first)]
ALL = STAR + CHAIN + RING + PAIRS


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


class TestComponents:
    def test_the_largest_comes_first_and_ties_go_by_name(self) -> None:
        edges = [("e", "d", 1), ("d", "c", 1), ("b", "a", 1)]
        assert components(["y", "x", "d", "c", "b", "a", "e"], edges) == [["c", "d", "e"], ["a", "b"], ["x"], ["y"]]
