"""The figures of a graph."""

from __future__ import annotations

import pytest

from kgraph.model import Entity, Source
from kgraph.views import summary as module
from kgraph.views.summary import summary


@pytest.fixture
def rows(say):
    """The Met stands between everyone; NEC and Liberty meet in London, a place."""
    return [
        say("Palantir", "suppliesTo", "Met"),
        say("Palantir", "suppliesTo", "Met", document="b.txt", polarity="negative"),
        say("NEC", "suppliesTo", "Met", modality="planned"),
        say("Liberty", "criticizes", "Met"),
        say("NEC", "locatedIn", "London"),
        say("Liberty", "locatedIn", "London"),
        say("Met", "investigates", "Met"),
    ]


def test_counts_go_from_the_most_frequent_to_the_least(rows):
    found = summary(rows, [Entity("urn:1", "A", "Person"), Entity("urn:2", "B", "Company"), Entity("urn:3", "C", "Company")])
    assert (found.documents, found.entities, found.statements) == (2, 3, 7)
    assert found.classes == (("Company", 2), ("Person", 1))
    assert found.properties == (("suppliesTo", 3), ("locatedIn", 2), ("criticizes", 1), ("investigates", 1))
    assert found.polarities == (("positive", 6), ("negative", 1))
    assert found.modalities == (("actual", 6), ("planned", 1))


def test_documents_that_say_nothing_count_where_they_are_given(rows):
    assert summary(rows, [], [rows[0].source, Source("0" * 64, "silent.txt")]).documents == 3


def test_actors_are_ranked_by_how_many_paths_lead_through_them(rows):
    central = summary(rows, []).central
    assert [(it.node.label, it.degree) for it in central] == [("Met", 3), ("Liberty", 2), ("NEC", 2), ("Palantir", 1)]
    # Of the six pairs of the four others, three (all with Palantir) need the Met, and one of the two ways from NEC to Liberty does.
    assert central[0].betweenness == pytest.approx(3.5 / 6, abs=1e-6)
    assert central[-1].betweenness == 0


def test_no_more_actors_than_asked_for(rows):
    assert [it.node.label for it in summary(rows, [], limit=1).central] == ["Met"]


def test_the_order_of_the_rows_does_not_show(rows):
    assert summary(rows[::-1], []) == summary(rows, [])


def test_large_graphs_are_estimated_alike_in_every_run(say, monkeypatch):
    monkeypatch.setattr(module, "EXACT_UP_TO", 10)
    monkeypatch.setattr(module, "SAMPLED", 8)
    rows = [say(f"Firm {number}", "suppliesTo", "Met") for number in range(30)]
    found = summary(rows, [])
    assert not found.exact
    assert found == summary(rows[::-1], [])
    assert found.central[0].node.label == "Met"


def test_a_small_graph_is_measured_exactly(rows):
    assert summary(rows, []).exact


def test_an_empty_graph_has_no_figures():
    found = summary([], [])
    assert (found.documents, found.entities, found.statements, found.central, found.exact) == (0, 0, 0, (), True)
