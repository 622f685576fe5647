"""Tables: fitted to a terminal, and plain lines in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from kgraph.cli.terminal import paragraph, plain

if TYPE_CHECKING:
    from rich.console import Console

Cells = Sequence[str]

_GAP = 2
# A column narrower than this is no longer read, so the table is rather too wide.
_NARROWEST = 10
# Sentences and titles, which as columns would be a word wide.
_PROSE = 60


def print_table(columns: Sequence[str], rows: Sequence[Sequence[str | None]], drawn: bool = False) -> None:
    """A table fitted to the terminal; in a pipe, a line a row with tabs between the cells, unless it is to be `drawn` there too.

    Where the terminal is too narrow, columns with long texts stand below each row.
    """
    cells = [[plain(cell or "") for cell in row] for row in rows]
    if drawn or sys.stdout.isatty():
        _draw([column.replace("_", " ") for column in columns], cells)
        return
    for row in [columns, *cells]:
        click.echo("\t".join(row))


def _draw(columns: Cells, rows: Sequence[Cells]) -> None:
    from rich.cells import cell_len
    from rich.console import Console

    console = Console()
    natural = [max(map(cell_len, column)) for column in zip(columns, *rows, strict=True)]
    prose = _prose(natural, console.width)
    beside = [index for index in range(len(columns)) if index not in prose]
    widths = _fitted([natural[index] for index in beside], console.width)
    _print_row(console, [columns[index] for index in beside], widths, "bold")
    console.print("─" * min(sum(widths) + _GAP * (len(widths) - 1), console.width), highlight=False)
    for row in rows:
        _print_row(console, [row[index] for index in beside], widths)
        for index in prose:
            if row[index]:
                click.echo(click.style(paragraph(f"{columns[index]}: {row[index]}", "    ", console.width), dim=True))


def _prose(natural: Sequence[int], room: int) -> list[int]:
    """The columns to stand below: none where everything fits, and never the first."""
    if sum(natural) + _GAP * (len(natural) - 1) <= room:
        return []
    return [index for index, width in enumerate(natural) if width > _PROSE and index > 0]


def _fitted(natural: Sequence[int], room: int) -> list[int]:
    """Widths that fit into `room`: the widest column gives way first."""
    widths = list(natural)
    while sum(widths) + _GAP * (len(widths) - 1) > room and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _print_row(console: Console, cells: Cells, widths: Sequence[int], style: str = "") -> None:
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, _GAP, 0, 0))
    for width in widths:
        grid.add_column(width=width, overflow="fold")
    grid.add_row(*(Text(cell) for cell in cells), style=style)
    console.print(grid)
