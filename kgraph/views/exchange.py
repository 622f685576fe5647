"""Rows → JSON Lines, the exchange format: one statement a line, which `kgraph.evaluate` and other programs read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kgraph.model import Node, Row
from kgraph.resolve.bearers import tells_office

# JSON may hold these as they are, but readers that split text into lines, as Python's `splitlines` does, would break a line there.
_LINE_BREAKS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def write_jsonl(rows: Iterable[Row], path: Path) -> None:
    """Write a statement a line, in the order given: UTF-8, each line ended by a line feed. Raises OSError."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines(rows))


def lines(rows: Iterable[Row]) -> Iterator[str]:
    """Each row as a JSON object with all keys in one order; what does not apply is null.

    Subject and object are labelled by the name that the document itself uses, where it has one; `id` tells which entity is meant. Who is
    given by an office only ("the mayor") goes by the entity's own name.
    """
    for row in rows:
        yield json.dumps(_record(row), ensure_ascii=False, allow_nan=False).translate(_LINE_BREAKS)


def plain_number(value: float | None) -> float | int | None:
    """50000000.0 → 50000000, as a person would write it; fractions stay as they are."""
    return int(value) if value is not None and value.is_integer() else value


def _record(row: Row) -> dict[str, Any]:
    return {
        "document": row.source.path,
        "subject": _node(row.subject, row.subject_name),
        "predicate": row.predicate,
        "object": _node(row.object, row.object_name),
        "sentence": row.sentence,
        "start": row.start,
        "end": row.end,
        "polarity": row.polarity,
        "modality": row.modality,
        "attributed_to": None if row.attributed_to is None else _node(row.attributed_to),
        "date": row.date,
        "amount": plain_number(row.amount),
        "amount_text": row.amount_text,
        "currency": row.currency,
        "count": plain_number(row.count),
        "role": row.role,
        "status": row.status,
        "confidence": row.confidence,
        "contested": row.contested,
        "id": row.id,
    }


def _node(node: Node, name: str | None = None) -> dict[str, str]:
    if name is None or (node.type == "Person" and tells_office(name)):
        name = node.label
    return {"id": node.id, "label": name, "type": node.type}
