"""Statements in the exchange format, JSON Lines, read back as rows."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from kgraph.errors import DataError
from kgraph.evaluate.fields import Fields, parse
from kgraph.model import Modality, Node, Polarity, Row, Source, Status


def read_statements(path: Path) -> list[Row]:
    """The statements of a JSON Lines file, in its order; empty lines are passed over.

    What the format does not carry is left empty (the document's hash, the frame). Raises DataError by file, line and key.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError as error:
        raise DataError(f"{path}: no such file") from error
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: not UTF-8 (byte {error.start}): save it as UTF-8") from error
    return [_row(parse(f"{path}, line {number}", line)) for number, line in enumerate(lines, start=1) if line.strip()]


def _row(fields: Fields) -> Row:
    speaker = fields.inner_or_none("attributed_to")
    return Row(
        id=fields.text_or_none("id") or "",
        source=Source(id="", path=fields.text("document")),
        subject=_node(fields.inner("subject")),
        predicate=fields.text("predicate"),
        object=_node(fields.inner("object")),
        sentence=fields.text("sentence"),
        start=fields.whole("start"),
        end=fields.whole("end"),
        polarity=cast(Polarity, fields.text_or_none("polarity") or "positive"),
        modality=cast(Modality, fields.text_or_none("modality") or "actual"),
        attributed_to=_node(speaker) if speaker else None,
        date=fields.text_or_none("date"),
        amount=fields.number_or_none("amount"),
        currency=fields.text_or_none("currency"),
        count=fields.number_or_none("count"),
        role=fields.text_or_none("role"),
        status=cast(Status | None, fields.text_or_none("status")),
        amount_text=fields.text_or_none("amount_text"),
        confidence=fields.number_or_none("confidence") or 0.0,
        frame=fields.text_or_none("frame") or "",
    )


def _node(fields: Fields) -> Node:
    return Node(id=fields.text("id"), label=fields.text("label"), type=fields.text_or_none("type") or "")
