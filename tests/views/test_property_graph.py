"""The two files for a property graph: every cell of the type that its column promises, and the same network when networkx joins them."""

from __future__ import annotations

import csv
import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx
import pytest

from kgraph import ids
from kgraph.model import Entity
from kgraph.views.property_graph import NODE_HEADER, RELATIONSHIP_HEADER, write_nodes, write_relationships

MET, PALANTIR = ids.ENTITY + "met", ids.ENTITY + "palantir"
TYPES = {
    "string": str,
    "double": float,
    "int": int,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": datetime.date.fromisoformat,
    "string[]": lambda cell: cell.split(";"),
}


def table(path: Path) -> Iterator[dict[str, Any]]:
    """Each line by the names of its columns, typed as the header says; empty cells are left out. Special columns keep their mark."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *lines = csv.reader(file)
    for line in lines:
        assert len(line) == len(header)
        yield {name: value for name, value in map(typed, header, line) if value is not None}


def typed(column: str, cell: str) -> tuple[str, Any]:
    name, _, kind = column.partition(":")
    if kind.isupper() or not name:
        return f":{kind}", cell
    return name, TYPES[kind or "string"](cell) if cell else None


def read(folder: Path) -> networkx.MultiDiGraph:
    """The network as an importer makes it, which refuses a relationship whose ends are no nodes."""
    network = networkx.MultiDiGraph()
    for node in table(folder / "nodes.csv"):
        assert node[":ID"] not in network
        network.add_node(node.pop(":ID"), labels=node.pop(":LABEL").split(";"), **node)
    for edge in table(folder / "relationships.csv"):
        start, end = edge.pop(":START_ID"), edge.pop(":END_ID")
        assert {start, end} <= set(network)
        network.add_edge(start, end, key=edge["id"], **edge)
    return network


def there_and_back(rows, entities, folder: Path) -> networkx.MultiDiGraph:
    write_nodes(rows, entities, folder / "nodes.csv")
    write_relationships(rows, folder / "relationships.csv")
    return read(folder)


def test_the_columns_are_as_neo4j_asks_for_them():
    assert {":START_ID", ":END_ID", ":TYPE"} <= set(RELATIONSHIP_HEADER)
    assert {"id:ID", ":LABEL"} <= set(NODE_HEADER)
    for column in (*NODE_HEADER, *RELATIONSHIP_HEADER):
        assert re.fullmatch(r":(START_ID|END_ID|TYPE|LABEL)|[a-z_]+(:ID|:(double|int|boolean|date|string\[\]))?", column), column
    assert len(set(RELATIONSHIP_HEADER)) == len(RELATIONSHIP_HEADER)


def test_a_node_has_its_class_and_all_above_it_its_names_and_its_equals(say, tmp_path):
    entities = [Entity(MET, "Met", "PoliceForce", ("Scotland Yard", "Met; the"), ("http://www.wikidata.org/entity/Q1",))]
    network = there_and_back([say("Palantir", "suppliesTo", "Met", speaker="Mayor")], entities, tmp_path)
    assert network.nodes[MET] == {
        "labels": ["PoliceForce", "Organization", "Actor", "Entity"],
        "label": "Met",
        "names": ["Scotland Yard", "Met, the"],
        "identifiers": ["http://www.wikidata.org/entity/Q1"],
    }
    assert network.nodes[ids.ENTITY + "mayor"] == {"labels": ["Person", "Actor", "Entity"], "label": "Mayor"}


def test_a_relationship_has_all_that_qualifies_it_and_its_place(say, tmp_path):
    row = say(
        "Palantir", "suppliesTo", "Met", speaker="Mayor", polarity="negative", contested=True, modality="planned", status="blocked",
        amount=5e7, amount_text="£50m", currency="GBP", count=2.5, date="2026-05", role="CEO", start=3, end=40, subject_name="P",
    )  # fmt: skip
    network = there_and_back([row], [], tmp_path)
    assert dict(network.edges[PALANTIR, MET, row.id]) == {
        ":TYPE": "suppliesTo", "id": row.id, "polarity": "negative", "modality": "planned", "contested": True, "status": "blocked",
        "attributed_to": "Mayor", "attributed_to_id": ids.ENTITY + "mayor", "date": "2026-05", "amount": 5e7, "amount_text": "£50m",
        "currency": "GBP", "count": 2.5, "role": "CEO", "confidence": 0.9, "sentence": row.sentence, "start": 3, "end": 40,
        "subject_name": "P", "document": "deal.txt", "document_id": row.source.id,
    }  # fmt: skip


def test_every_statement_of_a_story_is_a_relationship(story, tmp_path):
    rows, entities = story
    network = there_and_back(rows, entities, tmp_path)
    assert {key for _, _, key in network.edges(keys=True)} == {row.id for row in rows}
    assert {entity.id for entity in entities} <= set(network)
    dated = [edge["document_date"] for _, _, edge in network.edges(data=True) if "document_date" in edge]
    assert set(dated) == {datetime.date(2026, 5, 28)}


@pytest.mark.parametrize("text", ['=1+1, "q"\nnext', "a\rb", "tab\t; semicolon", "\x00 \ufffe é"])
def test_texts_come_back_as_they_were(say, tmp_path, text):
    row = say("Palantir", "suppliesTo", "Met", sentence=text, role=text)
    network = there_and_back([row], [Entity(MET, text, "PoliceForce")], tmp_path)
    edge = network.edges[PALANTIR, MET, row.id]
    assert edge["sentence"] == edge["role"] == network.nodes[MET]["label"] == text


def test_a_hundred_hostile_graphs_come_back_as_they_were(hostile, tmp_path):
    for seed in range(100):
        rows, entities = hostile(seed)
        network = there_and_back(rows, entities, tmp_path)
        for entity in entities:
            node = network.nodes[entity.id]
            assert (node["label"], node["names"]) == (entity.label, [name.replace(";", ",") for name in entity.names]), seed
        for row in rows:
            edge = network.edges[row.subject.id, row.object.id, row.id]
            assert [edge[name] for name in ("sentence", "document", "role")] == [row.sentence, row.source.path, row.role], seed


def test_the_order_of_what_is_given_does_not_show(story, tmp_path):
    rows, entities = story
    there_and_back(rows, entities, tmp_path)
    first = [(tmp_path / name).read_bytes() for name in ("nodes.csv", "relationships.csv")]
    there_and_back(rows[::-1], entities[::-1], tmp_path)
    assert [(tmp_path / name).read_bytes() for name in ("nodes.csv", "relationships.csv")] == first
