"""Rows → GraphML, GEXF and Cytoscape's JSON, for Gephi, yEd, Cytoscape and other programs that draw and measure networks."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kgraph.model import Entity, Node, Row

if TYPE_CHECKING:
    from networkx import MultiDiGraph

Value = str | float | bool
Attributes = dict[str, Value]
Fit = Callable[[Value], Value]
"""Makes a value into what the format can hold."""

# All that XML 1.0 cannot hold, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_graphml(rows: Iterable[Row], entities: Iterable[Entity], path: Path) -> None:
    """Write a directed network: a node for each entity, an edge for each statement. The same input gives the same bytes. Raises OSError.

    Nodes bear the entity's IRI, with `label`, `type` and `names` (joined by " | "); edges bear the statement's IRI, with `label`, which
    is the property, and the qualifiers, the sentence and the document. What does not apply is left out.
    """
    from networkx.readwrite.graphml import write_graphml_xml

    # Not `write_graphml`, which writes other bytes where lxml is installed.
    with path.open("wb") as file:
        write_graphml_xml(_network(rows, entities, _fit_for_xml), file)


def write_gexf(rows: Iterable[Row], entities: Iterable[Entity], path: Path) -> None:
    """As `write_graphml`, in the format of Gephi, where a statement's IRI is the edge's attribute `networkx_key`.

    The network has time: an edge whose statement has a date `start`s on the first day of it (2026-05 on 2026-05-01) and has no end, for a
    date tells when something happened or began. An edge without a date is always there.
    """
    from networkx.readwrite.gexf import GEXFWriter

    network = _network(rows, entities, _fit_for_xml)
    for _, _, edge in network.edges(data=True):
        if "date" in edge:
            edge["start"] = _first_day(edge["date"])
    writer = GEXFWriter(network, version="1.2draft")
    meta = writer.xml.find("meta")
    if meta is not None:
        # It holds the day of writing and the version of the library, and the same graph is to give the same bytes.
        writer.xml.remove(meta)
    with path.open("wb") as file:
        writer.write(file)


def write_cytoscape(rows: Iterable[Row], entities: Iterable[Entity], path: Path) -> None:
    """As `write_graphml`, in the JSON of Cytoscape and Cytoscape.js: UTF-8, texts as they are, `id` of an edge the statement's IRI."""
    from networkx.readwrite.json_graph import cytoscape_data

    network = _network(rows, entities, _as_it_is)
    for _, _, iri, edge in network.edges(keys=True, data=True):
        edge["id"] = iri
    for _, node in network.nodes(data=True):
        node["name"] = node["label"]
    path.write_text(json.dumps(cytoscape_data(network), ensure_ascii=False, allow_nan=False) + "\n", encoding="utf-8", newline="\n")


def _network(rows: Iterable[Row], entities: Iterable[Entity], fit: Fit) -> MultiDiGraph[str]:
    """Nodes and edges by IRI, whatever the order given."""
    from networkx import MultiDiGraph

    rows = sorted(rows, key=lambda row: row.id)
    nodes = {node.id: _of_node(node, fit) for row in rows for node in (row.subject, row.object)}
    nodes |= {entity.id: _of_entity(entity, fit) for entity in entities}
    network: MultiDiGraph[str] = MultiDiGraph()
    for iri in sorted(nodes):
        network.add_node(iri, **nodes[iri])
    for row in rows:
        network.add_edge(row.subject.id, row.object.id, key=row.id, **_of_statement(row, fit))
    return network


def _of_node(node: Node, fit: Fit) -> Attributes:
    return _present(fit, label=node.label, type=node.type)


def _of_entity(entity: Entity, fit: Fit) -> Attributes:
    return _present(fit, label=entity.label, type=entity.type, names=" | ".join(entity.names) or None)


def _of_statement(row: Row, fit: Fit) -> Attributes:
    """GEXF gives a meaning of its own to `start`, `end`, `type` and `weight` of an edge, so none is called so."""
    source = row.source
    return _present(
        fit,
        label=row.predicate,
        predicate=row.predicate,
        polarity=row.polarity,
        modality=row.modality,
        contested=row.contested,
        status=row.status,
        attributed_to=row.attributed_to.label if row.attributed_to else None,
        date=row.date,
        amount=row.amount,
        amount_text=row.amount_text,
        currency=row.currency,
        count=row.count,
        role=row.role,
        confidence=row.confidence,
        sentence=row.sentence,
        document=source.path,
        document_date=source.date.isoformat() if source.date else None,
        url=source.url,
    )


def _present(fit: Fit, **values: Value | None) -> Attributes:
    return {name: fit(value) for name, value in values.items() if value is not None}


def _fit_for_xml(value: Value) -> Value:
    """Text that XML can hold, with one kind of line break, for readers make the others into it."""
    if isinstance(value, str):
        return _NOT_XML.sub("\ufffd", value.replace("\r\n", "\n").replace("\r", "\n"))
    return value if isinstance(value, bool) else float(value)


def _as_it_is(value: Value) -> Value:
    return value


def _first_day(date: str) -> str:
    """2026 → 2026-01-01."""
    return f"{date}-01-01"[: len("2026-01-01")] if len(date) == len("2026") else f"{date}-01"[: len("2026-05-01")]
