"""What is told of a build when it is done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgraph.cli.terminal import counted, plain

if TYPE_CHECKING:
    from kgraph.build import Report


def summarize(report: Report, output: Path, seconds: float) -> None:
    """What a build found, what it passed over, and where to look."""
    from kgraph.build import PAGE

    for duplicate in report.duplicates:
        click.echo(f"Left out: {plain(duplicate.path)}: the same bytes as {plain(duplicate.of)}")
    for failure in report.failures:
        if failure.skipped:
            click.echo(f"Left out: {plain(failure.path)}: {failure.reason.removeprefix('skipped: ')}")
    if report.judged_wrong:
        click.echo(f"Left out: {counted(report.judged_wrong, 'statement')} judged wrong")
    found = ((report.documents, "document"), (report.entities, "entity"), (report.statements, "statement"))
    click.echo(f"{', '.join(counted(*each) for each in found)} in {seconds:.1f} s")
    click.echo(f"The page to open: {output / PAGE}")


def report_stale(report: Report) -> None:
    """Judgements that fit nothing any more: they stay in their file until somebody takes them out."""
    for stale in report.stale:
        click.echo(f"Not applied: {plain(str(stale))}", err=True)
