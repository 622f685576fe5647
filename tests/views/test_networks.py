"""GraphML, GEXF and Cytoscape's JSON, read back as another program would."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import networkx
import pytest

from kgraph import ids
from kgraph.model import Entity
from kgraph.views.networks import write_cytoscape, write_gexf, write_graphml

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
    money = {"amount": 5e7, "amount_text": "£50m", "currency": "GBP"}
    row = say("Palantir", "suppliesTo", "Met", speaker="Mayor", polarity="negative", date="2026-05", **money)
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
        "contested": False,
        "attributed_to": "Mayor",
        "date": "2026-05",
        "amount": 5e7,
        "amount_text": "£50m",
        "currency": "GBP",
        "confidence": 0.9,
        "sentence": "Palantir suppliesTo Met.",
        "document": "deal.txt",
    }
    assert (start, end) == (PALANTIR, MET)
    assert {name: value for name, value in edge.items() if name not in ("id", "start")} == expected


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


def fit(text):
    """As XML 1.0 can hold it: its own list of characters, and line feeds for all line breaks that a reader makes into them."""
    allowed = ("\t", "\n", "\r", *map(chr, range(0x20, 0x7F)))
    kept = (char if char in allowed or (char > "~" and char not in "\ufffe\uffff") else "\ufffd" for char in text)
    return "".join(kept).replace("\r\n", "\n").replace("\r", "\n")


def test_a_hundred_hostile_graphs_come_back(hostile, there_and_back):
    for seed in range(100):
        rows, entities = hostile(seed)
        _, network = there_and_back(rows, entities)
        assert {iri: node["label"] for iri, node in network.nodes(data=True)} == {entity.id: fit(entity.label) for entity in entities}, seed
        told = [(start, end, edge["sentence"], edge["document"], edge["role"]) for start, end, edge in network.edges(data=True)]
        said = [(row.subject.id, row.object.id, *map(fit, (row.sentence, row.source.path, row.role))) for row in rows]
        assert sorted(told) == sorted(said), seed


class TestTime:
    @pytest.mark.parametrize(("date", "start"), [("2026", "2026-01-01"), ("2026-05", "2026-05-01"), ("2026-05-28", "2026-05-28")])
    def test_an_edge_begins_on_the_first_day_of_its_date_and_has_no_end(self, say, tmp_path, date, start):
        write_gexf([say("Palantir", "suppliesTo", "Met", date=date), say("Met", "uses", "drones")], [], tmp_path / "network.gexf")
        network = networkx.read_gexf(tmp_path / "network.gexf")
        assert network.graph["mode"] == "dynamic"
        assert [(edge["label"], edge.get("start"), edge.get("end")) for _, _, edge in network.edges(data=True)] == [
            ("uses", None, None),
            ("suppliesTo", start, None),
        ]

    def test_a_program_that_draws_it_is_told_that_times_are_days(self, say, tmp_path):
        write_gexf([say("Palantir", "suppliesTo", "Met", date="2026")], [], tmp_path / "network.gexf")
        graph = ElementTree.parse(tmp_path / "network.gexf").find("{*}graph")
        assert graph is not None
        assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")

    def test_a_network_without_dates_has_no_time(self, say, tmp_path):
        write_gexf([say("Met", "uses", "drones")], [], tmp_path / "network.gexf")
        assert networkx.read_gexf(tmp_path / "network.gexf").graph["mode"] == "static"


class TestCytoscape:
    def read(self, path):
        return networkx.readwrite.json_graph.cytoscape_graph(json.loads(path.read_text(encoding="utf-8")))

    def test_nodes_and_edges_come_back_by_their_iris(self, say, tmp_path):
        rows = [say("Palantir", "suppliesTo", "Met", contested=True, amount=5e7), say("Palantir", "suppliesTo", "Met", start=90)]
        write_cytoscape(rows, [Entity(MET, "Met", "PoliceForce", ("the Met", "Scotland Yard"))], tmp_path / "network.json")
        network = self.read(tmp_path / "network.json")
        assert network.nodes[MET]["name"] == network.nodes[MET]["label"] == "Met"
        assert network.nodes[MET]["names"] == "the Met | Scotland Yard"
        assert {(start, end, key) for start, end, key in network.edges(keys=True)} == {(PALANTIR, MET, row.id) for row in rows}
        first = network.edges[PALANTIR, MET, rows[0].id]
        assert (first["id"], first["contested"], first["amount"], first["predicate"]) == (rows[0].id, True, 5e7, "suppliesTo")

    def test_texts_come_back_as_they_were(self, say, tmp_path):
        write_cytoscape([say("Met", "uses", "drones", sentence=HOSTILE)], [Entity(MET, HOSTILE, "PoliceForce")], tmp_path / "network.json")
        network = self.read(tmp_path / "network.json")
        ((_, _, edge),) = network.edges(data=True)
        assert network.nodes[MET]["label"] == edge["sentence"] == HOSTILE

    def test_a_hundred_hostile_graphs_come_back_as_they_were(self, hostile, tmp_path):
        for seed in range(100):
            rows, entities = hostile(seed)
            write_cytoscape(rows, entities, tmp_path / "network.json")
            network = self.read(tmp_path / "network.json")
            assert {iri: node["label"] for iri, node in network.nodes(data=True)} == {entity.id: entity.label for entity in entities}
            told = {key: (edge["sentence"], edge["document"], edge["role"]) for _, _, key, edge in network.edges(keys=True, data=True)}
            assert told == {row.id: (row.sentence, row.source.path, row.role) for row in rows}, seed

    def test_the_order_of_what_is_given_does_not_show(self, say, tmp_path):
        rows = [say("Palantir", "suppliesTo", "Met"), say("Met", "uses", "drones")]
        write_cytoscape(rows, [], tmp_path / "one")
        write_cytoscape(rows[::-1], [], tmp_path / "two")
        assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
