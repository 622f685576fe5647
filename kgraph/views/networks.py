"""Rows → GraphML and GEXF, for Gephi, yEd, Cytoscape and other programs that draw and measure networks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kgraph.model import Entity, Node, Row

if TYPE_CHECKING:
    from networkx import MultiDiGraph

Value = str | float
Attributes = dict[str, Value]

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
        write_graphml_xml(_network(rows, entities), file)


def write_gexf(rows: Iterable[Row], entities: Iterable[Entity], path: Path) -> None:
    """As `write_graphml`, in the format of Gephi, where a statement's IRI is the edge's attribute `networkx_key`."""
    from networkx.readwrite.gexf import GEXFWriter

    writer = GEXFWriter(_network(rows, entities), version="1.2draft")
    meta = writer.xml.find("meta")
    if meta is not None:
        # It holds the day of writing and the version of the library, and the same graph is to give the same bytes.
        writer.xml.remove(meta)
    with path.open("wb") as file:
        writer.write(file)


def _network(rows: Iterable[Row], entities: Iterable[Entity]) -> MultiDiGraph[str]:
    """Nodes and edges by IRI, whatever the order given."""
    from networkx import MultiDiGraph

    rows = sorted(rows, key=lambda row: row.id)
    nodes = {node.id: _of_node(node) for row in rows for node in (row.subject, row.object)}
    nodes |= {entity.id: _of_entity(entity) for entity in entities}
    network: MultiDiGraph[str] = MultiDiGraph()
    for iri in sorted(nodes):
        network.add_node(iri, **nodes[iri])
    for row in rows:
        network.add_edge(row.subject.id, row.object.id, key=row.id, **_of_statement(row))
    return network


def _of_node(node: Node) -> Attributes:
    return _present(label=node.label, type=node.type)


def _of_entity(entity: Entity) -> Attributes:
    return _present(label=entity.label, type=entity.type, names=" | ".join(entity.names) or None)


def _of_statement(row: Row) -> Attributes:
    """GEXF gives a meaning of its own to `start`, `end`, `type` and `weight` of an edge, so none is called so."""
    source = row.source
    return _present(
        label=row.predicate,
        predicate=row.predicate,
        polarity=row.polarity,
        modality=row.modality,
        status=row.status,
        attributed_to=row.attributed_to.label if row.attributed_to else None,
        date=row.date,
        amount=row.amount,
        currency=row.currency,
        count=row.count,
        role=row.role,
        confidence=row.confidence,
        sentence=row.sentence,
        document=source.path,
        document_date=source.date.isoformat() if source.date else None,
        url=source.url,
    )


def _present(**values: Value | None) -> Attributes:
    return {name: _fit(value) for name, value in values.items() if value is not None}


def _fit(value: Value) -> Value:
    """Text that XML can hold, with one kind of line break, for readers make the others into it."""
    if isinstance(value, str):
        return _NOT_XML.sub("\ufffd", value.replace("\r\n", "\n").replace("\r", "\n"))
    return float(value)
