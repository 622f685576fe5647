"""GraphML and GEXF, read back as another program would."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import networkx
import pytest

from kgraph import ids
from kgraph.model import Entity
from kgraph.views.networks import write_gexf, write_graphml

MET, PALANTIR = ids.ENTITY + "met", ids.ENTITY + "palantir"
HOSTILE = "A\x00B\x0b <script>&amp; \"q\" 's' \ud7ff\ufffe \U0001f600 ]]> é"
CLEANED = "A\ufffdB\ufffd <script>&amp; \"q\" 's' \ud7ff\ufffd \U0001f600 ]]> é"


@pytest.fixture(params=[(write_graphml, networkx.read_graphml), (write_gexf, networkx.read_gexf)], ids=["graphml", "gexf"])
def there_and_back(request, tmp_path) -> Callable[..., Any]:
    """Writes rows and entities, and gives what was written as bytes and as a network."""
    write, read = request.param

    def both(rows, entities=()):
        write(rows, entities, tmp_path / "network")
        return (tmp_path / "network").read_bytes(), read(tmp_path / "network")

    return both


def test_nodes_say_what_they_are_and_edges_what_was_said(say, there_and_back):
    row = say("Palantir", "suppliesTo", "Met", speaker="Mayor", polarity="negative", amount=5e7, currency="GBP", date="2026-05")
    entities = [Entity(MET, "Met", "PoliceForce", ("Scotland Yard", "the Met")), Entity(PALANTIR, "Palantir", "Company")]
    _, network = there_and_back([row], entities)
    assert network.is_directed()
    assert network.nodes[MET] == {"label": "Met", "type": "PoliceForce", "names": "Scotland Yard | the Met"}
    assert network.nodes[PALANTIR] == {"label": "Palantir", "type": "Company"}
    ((start, end, edge),) = network.edges(data=True)
    expected = {
        "label": "suppliesTo",
        "predicate": "suppliesTo",
        "polarity": "negative",
        "modality": "actual",
        "attributed_to": "Mayor",
        "date": "2026-05",
        "amount": 5e7,
        "currency": "GBP",
        "confidence": 0.9,
        "sentence": "Palantir suppliesTo Met.",
        "document": "deal.txt",
    }
    assert (start, end) == (PALANTIR, MET)
    assert {name: value for name, value in edge.items() if name != "id"} == expected


def test_statements_of_the_same_two_stay_apart(say, there_and_back):
    rows = [say("Palantir", "suppliesTo", "Met"), say("Palantir", "suppliesTo", "Met", start=90), say("Met", "criticizes", "Palantir")]
    _, network = there_and_back(rows)
    assert {key for _, _, key in network.edges(keys=True)} == {row.id for row in rows}


def test_what_is_hostile_comes_back_clean(say, there_and_back):
    row = say("Palantir", "suppliesTo", "Met", sentence=HOSTILE, role="one\r\ntwo\rthree")
    _, network = there_and_back([row], [Entity(MET, HOSTILE, "PoliceForce", (HOSTILE, "=x"))])
    ((_, _, edge),) = network.edges(data=True)
    assert network.nodes[MET] == {"label": CLEANED, "type": "PoliceForce", "names": f"{CLEANED} | =x"}
    assert edge["sentence"] == CLEANED
    assert edge["role"] == "one\ntwo\nthree"


def test_an_entity_of_which_nothing_is_said_is_a_node_and_an_end_that_is_not_listed_too(say, there_and_back):
    _, network = there_and_back([say("Met", "uses", "drones")], [Entity(PALANTIR, "Palantir", "Company")])
    assert sorted(data["label"] for _, data in network.nodes(data=True)) == ["Met", "Palantir", "drones"]


def test_an_empty_graph_is_an_empty_network(there_and_back):
    _, network = there_and_back([])
    assert len(network) == 0


def test_neither_the_order_of_what_is_given_nor_the_day_shows(say, there_and_back, monkeypatch):
    rows = [say("Palantir", "suppliesTo", "Met"), say("Met", "uses", "drones", amount=3.0), say("Liberty", "challenges", "Met")]
    entities = [Entity(MET, "Met", "PoliceForce"), Entity(PALANTIR, "Palantir", "Company")]
    first, _ = there_and_back(rows, entities)
    monkeypatch.setattr("time.strftime", lambda *_: "1999-12-31")
    second, _ = there_and_back(rows[::-1], entities[::-1])
    assert first == second
    assert b"1999" not in second
    assert networkx.__version__.encode() not in second
