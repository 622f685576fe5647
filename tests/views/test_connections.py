"""The shortest ways between two entities."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kgraph import ids
from kgraph.errors import QueryError
from kgraph.views.connections import shortest_paths


def iri(name: str) -> str:
    return ids.ENTITY + ids.slug(name)


def labels(path) -> list[str]:
    return [path.steps[0].start.label, *(step.end.label for step in path.steps)]


def test_each_step_has_all_statements_that_join_its_ends_in_either_direction(say):
    rows = [
        say("deal", "supplier", "Palantir"),
        say("deal", "buyer", "Met"),
        say("Met", "criticizes", "deal", polarity="negative"),
        say("Met", "uses", "drones"),
    ]
    (path,) = shortest_paths(rows, iri("Palantir"), iri("Met"))
    assert labels(path) == ["Palantir", "deal", "Met"]
    assert [{row.predicate for row in step.rows} for step in path.steps] == [{"supplier"}, {"buyer", "criticizes"}]


def test_a_longer_way_is_not_told_where_there_is_a_shorter(say):
    rows = [say("Palantir", "suppliesTo", "Met"), say("deal", "supplier", "Palantir"), say("deal", "buyer", "Met")]
    assert [labels(path) for path in shortest_paths(rows, iri("Met"), iri("Palantir"))] == [["Met", "Palantir"]]


def test_all_ways_of_the_same_length_are_told_up_to_the_limit(say):
    rows = [say(end, "partnersWith", f"Firm {number}") for number in range(20) for end in ("Palantir", "Met")]
    paths = shortest_paths(rows, iri("Palantir"), iri("Met"), limit=20)
    assert {path.steps[0].end.label for path in paths} == {f"Firm {number}" for number in range(20)}
    assert shortest_paths(rows, iri("Palantir"), iri("Met"), limit=7) == paths[:7]


def test_the_steps_of_a_path_hang_together(say):
    names = ["Palantir", "deal", "Met", "drones", "Liberty", "Court"]
    rows = [say(one, "partnersWith", other) for one, other in pairwise(names)]
    (path,) = shortest_paths(rows, iri("Court"), iri("Palantir"))
    assert labels(path) == names[::-1]
    assert all(one.end == other.start for one, other in pairwise(path.steps))


def test_the_order_of_the_rows_does_not_show(say):
    rows = [say(end, "partnersWith", f"Firm {number}") for number in range(20) for end in ("Palantir", "Met")]
    assert shortest_paths(rows, iri("Palantir"), iri("Met")) == shortest_paths(rows[::-1], iri("Palantir"), iri("Met"))


def test_very_many_ways_are_not_all_walked(say):
    layers = [["Palantir"], *([f"Firm {layer} {number}" for number in range(6)] for layer in range(12)), ["Met"]]
    rows = [say(one, "partnersWith", other) for ones, others in pairwise(layers) for one in ones for other in others]
    assert len(shortest_paths(rows, iri("Palantir"), iri("Met"), limit=5)) == 5


def test_what_is_not_connected_has_no_path(say):
    rows = [say("Palantir", "suppliesTo", "Met"), say("Liberty", "challenges", "Court"), say("NEC", "investigates", "NEC")]
    assert shortest_paths(rows, iri("Palantir"), iri("Liberty")) == []
    assert shortest_paths(rows, iri("Palantir"), iri("NEC")) == []
    assert shortest_paths(rows, iri("Palantir"), "urn:unknown") == []


def test_both_ends_the_same_is_said(say):
    with pytest.raises(QueryError, match=r"both ends of the path are the same thing: .*met"):
        shortest_paths([say("Palantir", "suppliesTo", "Met")], iri("Met"), iri("Met"))
