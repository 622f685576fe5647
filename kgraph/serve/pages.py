"""Pages as HTML: no script at all, and a policy that lets none run, whatever a document smuggled in."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse

from kgraph import ids
from kgraph.graph import NamedQuery, Result, shorten
from kgraph.model import Row
from kgraph.serve.addresses import address
from kgraph.serve.answers import Thing
from kgraph.views.dossier import dossier

AT_ONCE = 200
"""Statements on one page about a thing."""

_FOLDER = Path(__file__).parent / "pages"
_STYLE = (_FOLDER / "style.css").read_text(encoding="utf-8")
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode("utf-8")).digest()).decode("ascii")
_POLICY = (
    f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_LABELS = ("rdfs:label", "skos:prefLabel", "dcterms:title", "kg:path")


@dataclass(frozen=True, slots=True)
class Section:
    """Statements under one heading."""

    heading: str
    rows: tuple[Row, ...]


def query_page(
    queries: Mapping[str, NamedQuery],
    text: str,
    *,
    result: Result | None = None,
    links: str = "",
    error: str | None = None,
    status: int = 200,
) -> HTMLResponse:
    """The page on which to ask. `links` is the address of this answer, but for its form at the end."""
    return _response("query", status, queries=queries.values(), text=text, result=result, error=error, links=links)


def thing_page(thing: Thing, number: int) -> HTMLResponse:
    """The page of a thing, or the `number`th of them, from 1, where its statements fill several; one past the last has none."""
    sections = _sections(thing)
    total = sum(len(section.rows) for section in sections)
    return _response(
        "thing",
        thing=thing,
        label=_label(thing),
        kind=_words(thing.entity.type) if thing.entity else None,
        sections=_cut(sections, (number - 1) * AT_ONCE, number * AT_ONCE),
        statements=total,
        number=number,
        pages=max(1, -(-total // AT_ONCE)),
    )


def message_page(status: int, heading: str, message: str, headers: Mapping[str, str] | None = None) -> HTMLResponse:
    """A refusal, or that something is not there."""
    response = _response("message", status, heading=heading, message=message)
    response.headers.update(headers or {})
    return response


def _sections(thing: Thing) -> list[Section]:
    if thing.entity is None:
        return [Section("Statements", thing.rows)] if thing.rows else []
    found = dossier(thing.rows, thing.entity)
    sections = []
    for group in found.groups:
        subject, object_ = ("", " …") if group.outgoing else ("… ", "")
        sections.append(Section(f"{subject}{_words(group.predicate)}{object_}", tuple(line.row for line in group.lines)))
    told = {row.id for section in sections for row in section.rows}
    spoken = tuple(row for row in found.spoken if row.id not in told)
    return [*sections, Section(f"Said about others by {found.entity.label}", spoken)] if spoken else sections


def _cut(sections: Sequence[Section], start: int, end: int) -> list[Section]:
    kept, before = [], 0
    for section in sections:
        rows = section.rows[max(0, start - before) : max(0, end - before)]
        before += len(section.rows)
        if rows:
            kept.append(Section(section.heading, rows))
    return kept


def _label(thing: Thing) -> str:
    if thing.entity:
        return thing.entity.label
    told = {shorten(fact.predicate): fact.value for fact in reversed(thing.facts)}
    if thing.iri.startswith(ids.STATEMENT) and thing.rows:
        row = thing.rows[0]
        return f"{row.subject.label} {_words(row.predicate)} {row.object.label}"
    return next((told[name] for name in _LABELS if name in told), shorten(thing.iri))


def _words(name: str) -> str:
    """`suppliesTo` → "supplies to"."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", name).lower()


def _number(value: float) -> str:
    """50000000.0 → 50,000,000"""
    return f"{value:,.2f}".removesuffix(".00")


def _response(name: str, status: int = 200, **values: Any) -> HTMLResponse:
    html = _ENVIRONMENT.get_template(f"{name}.html.j2").render(style=Markup(_STYLE), **values)
    # A lone surrogate, which SPARQL can make, has no form in UTF-8.
    return HTMLResponse(html.encode("utf-8", "replace"), status, {"Content-Security-Policy": _POLICY, "Vary": "Accept"})


def _environment() -> Environment:
    made = Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters |= {"words": _words, "number": _number, "shorten": shorten, "address": address}
    return made


_ENVIRONMENT = _environment()
