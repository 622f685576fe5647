"""Plain text: the file as it stands.

The title is its first line, if it looks like one; the date comes from a line `Date: 2026-05-28` at the top, or from the file's name.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from pathlib import PurePosixPath

from kgraph.errors import DocumentError
from kgraph.ingest.encoding import decode
from kgraph.ingest.fields import leading_date
from kgraph.model import Document, Source

_TITLE_AT_MOST = 150
_HEAD_LINES = 10
_DATE_LINE = re.compile(r"(?:date|published)[ \t]*:[ \t]*(.+)", re.IGNORECASE)


def read(data: bytes, source: Source) -> Document:
    """The whole file is the text.

    Raises DocumentError where it is not text, or empty.
    """
    text = decode(data, source.path)
    if not text.strip():
        raise DocumentError(source.path, "has no text")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    date = _date_line(lines) or leading_date(PurePosixPath(source.path).name)
    return Document(replace(source, title=_title(lines), date=date), text)


def _title(lines: list[str]) -> str | None:
    """The first line, where more follows and it is no sentence, paragraph or date."""
    first = lines[0]
    if len(lines) == 1 or len(first) > _TITLE_AT_MOST or first.endswith(".") or _DATE_LINE.fullmatch(first):
        return None
    return first


def _date_line(lines: list[str]) -> datetime.date | None:
    for line in lines[:_HEAD_LINES]:
        if found := _DATE_LINE.fullmatch(line):
            return leading_date(found[1])
    return None
