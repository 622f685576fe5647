"""Statements as they are read in a terminal or a pipe: what is said, how it holds, the sentence, and where that stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

import click

from kgraph.cli.terminal import paragraph, plain

if TYPE_CHECKING:
    from kgraph.model import Row, Source

_INDENT = "    "


def print_statements(rows: Iterable[Row]) -> None:
    """Rows in the order given; those that follow one another and say the same stand under one heading, each with its sentence."""
    for claim, said in groupby(rows, key=_claim):
        click.echo(f"\n  {click.style(claim, bold=True)}")
        for row in said:
            click.echo(paragraph(f"“{plain(row.sentence)}”", _INDENT))
            click.echo(click.style(paragraph(" · ".join([*_standing(row), _cited(row.source)]), _INDENT), dim=True))


def _claim(row: Row) -> str:
    return f"{plain(row.subject.label)} ──{row.predicate}──▶ {plain(row.object.label)}"


def _cited(source: Source) -> str:
    told = [source.title, source.publisher, source.date.isoformat() if source.date else None]
    return plain(", ".join([*(part for part in told if part), source.path]))


def _standing(row: Row) -> Iterator[str]:
    """How it holds, in the words of the page. What is affirmed and actual goes without saying."""
    if row.attributed_to is not None:
        yield f"according to {plain(row.attributed_to.label)}"
    if row.polarity == "negative":
        yield "denied"
    if row.contested:
        yield "contested"
    if row.modality != "actual":
        yield row.modality
    if row.status is not None:
        yield f"contract {row.status}"
    if row.amount is not None:
        yield plain(f"{row.currency or ''} {row.amount:,.10g}".strip() + (f" (“{row.amount_text}”)" if row.amount_text else ""))
    if row.count is not None:
        yield f"number: {row.count:,.10g}"
    if row.role is not None:
        yield f"as {plain(row.role)}"
    if row.date is not None:
        yield f"in {row.date}" if len(row.date) < len("2026-05-28") else f"on {row.date}"
