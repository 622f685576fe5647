"""Rows → CSV, a statement a line, for spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from kgraph.model import Row
from kgraph.views.exchange import plain_number

HEADER = (
    *("subject", "subject_type", "predicate", "object", "object_type"),
    *("polarity", "modality", "contested", "status", "attributed_to", "date"),
    *("amount", "currency", "amount_text", "count", "role", "confidence"),
    *("sentence", "document", "start", "end"),
    *("document_title", "publisher", "document_date", "url"),
    *("subject_id", "object_id", "attributed_to_id", "id"),
)

Cell = str | float | None

# Spreadsheets take text that begins so for a formula, and a formula can call programs and send cells away. The texts come from
# strangers' documents.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_csv(rows: Iterable[Row], path: Path) -> None:
    """Write a header and a statement a line, in the order given.

    UTF-8 with a byte order mark, without which Excel takes it for another encoding; Python reads it as `utf-8-sig`. A text that
    begins with = + - @, a tab or a line break has an apostrophe before it, so that no spreadsheet runs it as a formula. Raises
    OSError.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows([_guarded(cell) for cell in _cells(row)] for row in rows)


def _cells(row: Row) -> tuple[Cell, ...]:
    """In the order of HEADER."""
    source, speaker = row.source, row.attributed_to
    return (
        *(row.subject.label, row.subject.type, row.predicate, row.object.label, row.object.type),
        *(row.polarity, row.modality, "yes" if row.contested else "no", row.status, speaker.label if speaker else None, row.date),
        *(plain_number(row.amount), row.currency, row.amount_text, plain_number(row.count), row.role, row.confidence),
        *(row.sentence, source.path, row.start, row.end),
        *(source.title, source.publisher, source.date.isoformat() if source.date else None, source.url),
        *(row.subject.id, row.object.id, speaker.id if speaker else None, row.id),
    )


def _guarded(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell
