"""Rows → CSV for property graphs, with the typed headers that `neo4j-admin database import` reads: a file of nodes, one of relationships.

A list stands in one cell, its parts joined by semicolons. Texts are as they are, line breaks included, which the importer takes with
`--multiline-fields=true`. An empty cell is no value.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from kgraph.model import Entity, Node, Row
from kgraph.ontology import load_ontology
from kgraph.views.exchange import plain_number

NODE_HEADER = ("id:ID", ":LABEL", "label", "names:string[]", "identifiers:string[]")
RELATIONSHIP_HEADER = (
    *(":START_ID", ":END_ID", ":TYPE", "id", "polarity", "modality", "contested:boolean", "status"),
    *("attributed_to", "attributed_to_id", "date", "amount:double", "amount_text", "currency", "count:double", "role", "confidence:double"),
    *("sentence", "start:int", "end:int", "subject_name", "object_name"),
    *("document", "document_id", "document_title", "publisher", "document_date:date", "url"),
)

Cell = str | float | None

_BETWEEN = ";"


def write_nodes(rows: Iterable[Row], entities: Iterable[Entity], path: Path) -> None:
    """Write a header and a node an entity, by IRI: UTF-8, labelled with its class and all classes above. Raises OSError.

    A semicolon within one of several names becomes a comma, since the format has no way to tell it from one between two.
    """
    ends = {node.id: node for row in rows for node in (row.subject, row.object, row.attributed_to) if node is not None}
    nodes = {iri: _node(node) for iri, node in ends.items()} | {entity.id: _entity(entity) for entity in entities}
    _write(path, NODE_HEADER, (nodes[iri] for iri in sorted(nodes)))


def write_relationships(rows: Iterable[Row], path: Path) -> None:
    """Write a header and a relationship a statement, by IRI: UTF-8, its type the property. Denied and planned ones are among them.

    Dates are texts, as exact as they are known. Raises OSError.
    """
    _write(path, RELATIONSHIP_HEADER, (_relationship(row) for row in sorted(rows, key=lambda row: row.id)))


def _write(path: Path, header: Iterable[str], lines: Iterable[Iterable[Cell]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(lines)


def _node(node: Node) -> tuple[Cell, ...]:
    return node.id, _labels(node.type), node.label, None, None


def _entity(entity: Entity) -> tuple[Cell, ...]:
    return entity.id, _labels(entity.type), entity.label, _list(entity.names), _list(entity.identifiers)


def _list(values: Iterable[str]) -> str:
    return _BETWEEN.join(value.replace(_BETWEEN, ",") for value in values)


def _labels(cls: str) -> str:
    """Company → "Company;Organization;Actor;Entity"."""
    classes = load_ontology().classes
    labels = [cls]
    for name in labels:
        labels += [parent for parent in classes.get(name, ()) if parent not in labels]
    return _BETWEEN.join(labels)


def _relationship(row: Row) -> tuple[Cell, ...]:
    """In the order of RELATIONSHIP_HEADER."""
    source, speaker = row.source, row.attributed_to
    return (
        *(row.subject.id, row.object.id, row.predicate, row.id),
        *(row.polarity, row.modality, "true" if row.contested else "false", row.status),
        *(speaker.label if speaker else None, speaker.id if speaker else None, row.date),
        *(plain_number(row.amount), row.amount_text, row.currency, plain_number(row.count), row.role, row.confidence),
        *(row.sentence, row.start, row.end, row.subject_name, row.object_name),
        *(source.path, source.id, source.title, source.publisher, source.date.isoformat() if source.date else None, source.url),
    )
