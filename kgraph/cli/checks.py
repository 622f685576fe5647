"""`kgraph verify` and `kgraph diff`: whether a graph holds, and how two differ."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgraph.cli.folder import opened, output_option, store_in
from kgraph.cli.terminal import counted, examples, harmless, plain

if TYPE_CHECKING:
    from kgraph.graph import Difference
    from kgraph.model import Row


@click.command(epilog=examples("kgraph verify seeds/documents"))
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(exists=True, path_type=Path))
@output_option
def verify(paths: tuple[Path, ...], output: Path) -> None:
    """Read the documents again, and check that the graph says what they say.

    PATH is what `kgraph build` was given. Every document must have the bytes that were read, every quotation must stand at its place,
    every entity in a statement, and statements.jsonl must say what the store says. The exit code is 1 where something does not hold.
    """
    from kgraph.verify import verify as check

    store_in(output)
    verdict = check(paths, output)
    for problem in verdict.problems:
        click.echo(plain(problem))
    counts = (verdict.documents, verdict.quotations, verdict.entities, verdict.statements)
    checked = ", ".join(map(counted, counts, ("document", "quotation", "entity", "statement")))
    if verdict.problems:
        click.echo(f"{counted(len(verdict.problems), 'problem')} in {checked}", err=True)
        sys.exit(1)
    click.echo(f"All holds: {checked}.")


@click.command(epilog=examples("kgraph diff output output"))
@click.argument("old", metavar="OLD", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("new", metavar="NEW", type=click.Path(exists=True, file_okay=False, path_type=Path))
def diff(old: Path, new: Path) -> None:
    """Tell what came (+), went (-) and changed (~) between two graphs, by document.

    OLD and NEW are the folders of two builds. Entities that were joined, parted or renamed come last.
    """
    from kgraph.graph import compare, read_entities, read_rows

    builds = []
    for folder in (old, new):
        with opened(folder) as store:
            builds.append((read_rows(store), read_entities(store)))
    difference = compare(*builds)
    for line in _lines(difference):
        click.echo(harmless(line))
    if difference.nothing:
        click.echo("The two say the same.")


def _lines(difference: Difference) -> Iterator[str]:
    for path in difference.documents():
        yield path
        yield from (f"  - {_said(row)}" for row in difference.went if row.source.path == path)
        yield from (f"  + {_said(row)}" for row in difference.came if row.source.path == path)
        for change in difference.changed:
            if change.new.source.path == path:
                yield f"  ~ {_said(change.old)} → {_said(change.new)}"
    yield from (f"- {entity.label} ({entity.type})" for entity in difference.entities_went)
    yield from (f"+ {entity.label} ({entity.type})" for entity in difference.entities_came)
    yield from (f"~ {old.label} ({old.type}) → {new.label} ({new.type})" for old, new in difference.renamed)
    yield from (f"joined: {', '.join(part.label for part in found.parts)} → {found.whole.label}" for found in difference.merged)
    yield from (f"parted: {found.whole.label} → {', '.join(part.label for part in found.parts)}" for found in difference.parted)


def _said(row: Row) -> str:
    how = [row.polarity if row.polarity != "positive" else "", row.modality if row.modality != "actual" else "", row.date or ""]
    marks = ", ".join(mark for mark in [*how, f"{row.confidence:g}", row.frame] if mark)
    return f"{row.subject.label} {row.predicate} {row.object.label} ({marks})"
