"""`kgraph query`: each named query is a command with its parameters as options; whatever else is asked is SPARQL."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kgraph.cli.folder import opened, output_option
from kgraph.cli.tables import print_table
from kgraph.cli.terminal import write_bytes
from kgraph.errors import QueryError

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kgraph.graph import NamedQuery, Result

FORMATS = ("table", "json", "csv", "tsv", "xml", "turtle")

_format_option = click.option(
    "--format", type=click.Choice(FORMATS), help="Default: a table on a terminal, lines of cells with tabs between them in a pipe."
)
_limit_option = click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Show the first N rows of a table only.")


def answer_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """What can be said of any answer, before the question or after it."""
    return output_option(_format_option(_limit_option(command)))


class Questions(click.Group):
    """Makes the command for whatever stands in the place of a name."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        from kgraph.graph import load_queries

        queries = load_queries()
        if cmd_name in queries:
            return _named(queries[cmd_name])
        return _sparql(cmd_name, sorted(queries))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Lists none: `kgraph queries` does, with their parameters, and help needs no library to be loaded."""


def _named(query: NamedQuery) -> click.Command:
    parameters = [
        click.Option(
            [f"--{param.name.replace('_', '-')}", param.name],
            required=param.required,
            metavar=param.kind.upper(),
            help=f"{param.description[0].upper()}{param.description[1:]}.",
        )
        for param in query.params
    ]

    def run(output: Path, format: str | None, limit: int | None, **values: str | None) -> None:
        from kgraph.graph import ask

        given = {name: value for name, value in values.items() if value is not None}
        _answer(output, format, limit, lambda store: ask(store, query, given))

    return _command(query.name, run, f"{query.title}.\n\n{query.description}", parameters)


def _sparql(question: str, names: list[str]) -> click.Command:
    def run(output: Path, format: str | None, limit: int | None) -> None:
        from kgraph.graph import run_query

        text = _text(question, names)
        _answer(output, format, limit, lambda store: run_query(store, text))

    return _command("SPARQL", run, "Answer a SPARQL query.", [])


def _command(name: str, run: Callable[..., None], help: str, parameters: list[click.Option]) -> click.Command:
    command = click.command(name, help=help)(answer_options(run))
    command.params = [*parameters, *command.params]
    return command


def _text(question: str, names: list[str]) -> str:
    """The SPARQL that is meant: standard input for `-`, the contents of a file of this name, or the words themselves."""
    if question == "-":
        return sys.stdin.read()
    if "{" not in question and Path(question).is_file():
        try:
            return Path(question).read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise QueryError(f"{question}: not UTF-8 (byte {error.start}): save the query as UTF-8") from error
    if len(question.split()) < 2:
        raise QueryError(f"{question!r} is neither a named query ({', '.join(names)}), nor a file, nor SPARQL")
    return question


def _answer(output: Path, format: str | None, limit: int | None, ask: Callable[[Store], Result]) -> None:
    if limit and format not in (None, "table"):
        raise click.UsageError(f"--limit is for tables: write LIMIT {limit} into the query, or cut the {format} afterwards.")
    with opened(output) as store:
        result = ask(store)
    if format in (None, "table"):
        _show(result, limit, drawn=format == "table")
    else:
        write_bytes(result.serialize(str(format)))


def _show(result: Result, limit: int | None, drawn: bool) -> None:
    from kgraph.graph import shorten

    rows = [[cell and shorten(cell) for cell in row] for row in result.rows[:limit]]
    print_table(result.columns, rows, drawn=drawn)
    if len(rows) < len(result.rows):
        click.echo(f"The first {len(rows)} of {len(result.rows)} rows.", err=True)
    elif not rows:
        click.echo("Nothing found.", err=True)
