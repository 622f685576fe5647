"""Markdown with front matter: `title`, `date`, `source` (who published it) and `url`, all optional.

The text is python-frontmatter's content: what stands below the front matter, without white space around it.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from kgraph.errors import DocumentError
from kgraph.ingest.encoding import decode
from kgraph.ingest.fields import leading_date, web_address
from kgraph.model import Document, Source

# A line of hyphens with `name:` below it, or with nothing but its counterpart; blank lines and comments may stand between.
_OPENED = re.compile(r"-{3,}[ \t]*\n(?:[ \t]*(?:#.*)?\n)*(?:[\"']?\w[\w-]*[\"']?[ \t]*:(?:\s|$)|-{3,}[ \t]*(?:\n|$))")
_HEADING = re.compile(r"^#[ \t]+(.+?)[ \t]*#*$", re.MULTILINE)


def read(data: bytes, source: Source) -> Document:
    """Title without front matter: the first heading of the first level, if there is one.

    Raises DocumentError where the file is not text or has none, or its front matter is malformed; says in which line.
    """
    head, text = _split(decode(data, source.path), source.path)
    fields = _fields(head, source.path)
    if not text:
        raise DocumentError(source.path, "has no text" + (" below its front matter" if head else ""))
    heading = _HEADING.search(text)
    return Document(
        replace(
            source,
            title=_words(fields, "title", source.path) or (heading[1] if heading else None),
            date=_date(fields, source.path),
            publisher=_words(fields, "source", source.path),
            url=_url(fields, source.path),
        ),
        text,
    )


def _split(whole: str, path: str) -> tuple[str, str]:
    """Front matter and body.

    The front matter comes with all lines above it blank, so that its line numbers are the file's. A rule of hyphens above a text
    that is no front matter belongs to the body.
    """
    text = whole.strip()
    if not _OPENED.match(text):
        return "", text
    try:
        head, body = YAMLHandler().split(text)
    except ValueError as error:
        raise DocumentError(path, "its front matter is never closed: put --- on a line of its own below it") from error
    return "\n" * whole[: whole.index(head)].count("\n") + head, body.strip()


def _fields(head: str, path: str) -> dict[str, Any]:
    """The fields, names in lower case.

    Objects to what is not YAML, is nested beyond reason, or is no list of fields.
    """
    try:
        fields = yaml.safe_load(head) or {}
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise DocumentError(path, f"front matter, line {line}: {error.problem}; put text with “: ” or “#” in quotes") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise DocumentError(path, f"front matter: {error}") from error
    if not isinstance(fields, dict):
        raise DocumentError(path, "front matter: expected lines of `name: value`")
    return {str(name).lower(): value for name, value in fields.items()}


def _words(fields: dict[str, Any], name: str, path: str) -> str | None:
    value = fields.get(name)
    if value is None:
        return None
    if not isinstance(value, str | int | float | datetime.date):
        raise DocumentError(path, f"front matter, {name}: expected text")
    return " ".join(str(value).split()) or None


def _date(fields: dict[str, Any], path: str) -> datetime.date | None:
    value = fields.get("date")
    if value is None or value == "":
        return None
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, str) and (date := leading_date(value.strip())):
        return date
    raise DocumentError(path, f"front matter, date: {value!r} is no date; write it as 2026-05-28, or leave it out")


def _url(fields: dict[str, Any], path: str) -> str | None:
    value = _words(fields, "url", path)
    if value is None:
        return None
    if web_address(value) is None:
        raise DocumentError(path, f"front matter, url: {value!r} is no address beginning with http:// or https://")
    return value
