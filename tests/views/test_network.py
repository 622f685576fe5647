"""What the page is given to draw and to tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kgraph import ids
from kgraph.model import Entity, Node, Row
from kgraph.views.network import Network, network

Say = Callable[..., Row]
Story = tuple[list[Row], list[Entity]]


@pytest.fixture
def drawn(story: Story) -> Network:
    return network(*story)


def edge(drawn: Network, predicate: str, subject: str = "") -> dict[str, Any]:
    [found] = [edge for edge in drawn.edges if edge["predicate"] == predicate and subject in edge["from"]]
    return found


class TestEdges:
    def test_statements_of_one_property_between_two_things_are_one_edge(self, drawn: Network) -> None:
        assert len(edge(drawn, "suppliesTo")["statements"]) == 2
        assert len(drawn.edges) == 7

    def test_every_statement_stands_on_exactly_one_edge(self, drawn: Network, story: Story) -> None:
        assert sorted(id_ for edge in drawn.edges for id_ in edge["statements"]) == sorted(row.id for row in story[0])

    def test_what_one_states_and_another_denies_is_contested(self, drawn: Network) -> None:
        assert edge(drawn, "suppliesTo")["contested"]
        assert edge(drawn, "suppliesTo")["label"] == "supplies to (contested)"

    def test_what_is_contested_elsewhere_in_the_graph_is_too(self, say: Say) -> None:
        drawn = network([say("Met", "partnersWith", "Mayor", contested=True), say("Mayor", "partnersWith", "Met", polarity="negative")], [])
        assert edge(drawn, "partnersWith", "met")["contested"]

    def test_what_is_only_denied_says_so(self, say: Say) -> None:
        drawn = network([say("Met", "uses", "drones", polarity="negative")], [])
        assert drawn.edges[0]["label"] == "uses (denied)"
        assert drawn.edges[0]["status"] == "denied"

    def test_a_plan_is_dashed_and_a_fact_is_not(self, drawn: Network) -> None:
        assert edge(drawn, "uses")["dashes"] is False
        assert edge(drawn, "buyer")["dashes"] != edge(drawn, "challenges")["dashes"]
        assert edge(drawn, "buyer")["dashes"]

    def test_a_plan_that_elsewhere_is_a_fact_is_drawn_as_a_fact(self, say: Say) -> None:
        rows = [say("Met", "uses", "drones", modality=modality) for modality in ("possible", "actual", "planned")]
        assert network(rows, []).edges[0]["status"] == "actual"

    def test_action_against_somebody_is_red_and_other_edges_are_not(self, drawn: Network) -> None:
        assert (
            edge(drawn, "blocks")["color"]["color"] == edge(drawn, "criticizes")["color"]["color"] != edge(drawn, "uses")["color"]["color"]
        )

    def test_edges_between_the_same_two_bend_apart_whichever_way_they_point(self, say: Say) -> None:
        rows = [say("A", "partnersWith", "B"), say("A", "suppliesTo", "B"), say("B", "suppliesTo", "A"), say("B", "acquires", "A")]
        curves = set()
        for drawn in network(rows, []).edges:
            # Seen from A, clockwise from B to A is the other side.
            side = (drawn["smooth"]["type"] == "curvedCW") == (drawn["from"] == ids.ENTITY + "a")
            curves.add((side, drawn["smooth"]["roundness"]))
        assert len(curves) == 4

    def test_a_single_edge_is_straight(self, drawn: Network) -> None:
        assert edge(drawn, "criticizes")["smooth"]["enabled"] is False


class TestNodes:
    def test_what_takes_part_in_more_statements_is_bigger(self, drawn: Network) -> None:
        sizes = {node["label"]: node["size"] for node in drawn.nodes}
        assert sizes["Met"] > sizes["drones"] > 0

    def test_colour_or_shape_tells_classes_apart(self, drawn: Network) -> None:
        looks = {(node["color"]["background"], node["shape"]) for node in drawn.nodes}
        assert len(looks) == 6

    def test_a_class_without_a_look_of_its_own_is_drawn_all_the_same(self, say: Say) -> None:
        odd = Node(ids.ENTITY + "odd", "Odd", "Spaceship")
        assert network([replace(say("Odd", "uses", "Odd"), subject=odd, object=odd)], []).nodes[0]["shape"] == "dot"

    def test_a_long_name_is_cut_in_the_picture_and_whole_in_the_panel(self, say: Say) -> None:
        long = Node(ids.ENTITY + "long", "Commissioner for the Retention and Use of Biometric Material", "OversightBody")
        drawn = network([replace(say("Long", "uses", "Long"), subject=long, object=long)], [])
        assert drawn.nodes[0]["label"].endswith("…")
        assert len(drawn.nodes[0]["label"]) <= 30
        assert drawn.entities[0]["label"] == long.label

    @pytest.mark.parametrize(
        ("fields", "caption"),
        [
            ({"amount": 5e7, "currency": "GBP"}, "£50m contract"),
            ({"amount": 1234.5, "currency": "SEK"}, "SEK 1.234k contract"),
            ({"amount": 3.2e9}, "3.2bn contract"),
            ({}, "contract"),
        ],
    )
    def test_a_contract_goes_by_its_sum(self, say: Say, fields: dict[str, Any], caption: str) -> None:
        drawn = network([say("deal", "buyer", "Met", **fields), say("Mayor", "blocks", "deal", amount=1.0)], [])
        assert [node["label"] for node in drawn.nodes] == [caption, "Mayor", "Met"]

    def test_a_contract_with_two_sums_goes_by_none(self, say: Say) -> None:
        rows = [say("deal", "buyer", "Met", amount=1.0), say("deal", "supplier", "Palantir", amount=2.0)]
        assert network(rows, []).nodes[0]["label"] == "contract"


class TestWhatIsTold:
    def test_a_statement_carries_its_sentence_qualifiers_and_document(self, drawn: Network) -> None:
        [told] = [statement for statement in drawn.statements if statement["p"] == "blocks"]
        assert told["q"] == "Khan has stopped the £50m contract."
        assert (told["amount"], told["currency"], told["status"], told["date"], told["sn"]) == (5e7, "GBP", "blocked", "2026-05", "Khan")
        assert {source["id"]: source["title"] for source in drawn.documents}[told["d"]] == "Met wants drones"

    def test_a_document_without_a_title_goes_by_its_path(self, drawn: Network) -> None:
        assert "deal.txt" in [source["title"] for source in drawn.documents]

    def test_a_speaker_who_does_nothing_else_is_known_though_not_drawn(self, say: Say) -> None:
        drawn = network([say("Met", "uses", "drones", speaker="Liberty")], [])
        assert [entity["label"] for entity in drawn.entities] == ["drones", "Liberty", "Met"]
        assert [node["label"] for node in drawn.nodes] == ["drones", "Met"]

    def test_other_names_and_identifiers_come_with_the_entity(self, drawn: Network) -> None:
        [met] = [entity for entity in drawn.entities if entity["label"] == "Met"]
        assert met["names"] == ["Metropolitan Police Service", "the Met"]
        assert met["identifiers"] == ["https://www.wikidata.org/entity/Q1137544"]

    def test_entities_that_no_statement_speaks_of_are_left_out(self, story: Story) -> None:
        rows, entities = story
        assert network(rows, [*entities, Entity(ids.ENTITY + "x", "X", "Place")]) == network(rows, entities)


class TestStart:
    def test_all_is_in_view_where_no_part_is_most_of_it(self, say: Say) -> None:
        drawn = network([say(f"A{number}", "acquires", f"B{number}") for number in range(3)], [])
        assert len(drawn.start) == 6

    def test_the_main_part_is_in_view_where_the_rest_would_make_it_small(self, say: Say) -> None:
        main = [say("Hub", "acquires", f"S{number:02d}") for number in range(14)]
        drawn = network([*main, *(say(f"A{number}", "acquires", f"B{number}") for number in range(7))], [])
        assert len(drawn.nodes) == 29
        assert {iri.rpartition("/")[2][0] for iri in drawn.start} == {"h", "s"}

    def test_all_is_in_view_where_little_stands_beside_the_main_part(self, say: Say, story: Story) -> None:
        rows, entities = story
        drawn = network([*rows, say("A", "acquires", "B")], entities)
        assert len(drawn.start) == len(drawn.nodes) == len(entities) + 2

    def test_no_statements_give_an_empty_picture(self) -> None:
        assert network([], []).nodes == network([], []).start == []


def test_nothing_moves_once_drawn(drawn: Network) -> None:
    assert drawn.options["physics"]["enabled"] is False
    assert all(isinstance(node[axis], float) for node in drawn.nodes for axis in "xy")
