"""`kgraph query`: each named query is a command with its parameters as options; whatever else is asked is SPARQL."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kgraph.cli.folder import output_option, store_in
from kgraph.cli.push import query_endpoint_option
from kgraph.cli.tables import print_table
from kgraph.cli.terminal import write_bytes
from kgraph.errors import QueryError

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kgraph.graph import NamedQuery, Result
    from kgraph.graph.remote import Remote

FORMATS = ("table", "json", "csv", "tsv", "xml", "turtle")

_format_option = click.option(
    "--format", type=click.Choice(FORMATS), help="Default: a table on a terminal, lines of cells with tabs between them in a pipe."
)
_limit_option = click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Answer with the first N rows only.")
_timeout_option = click.option(
    "--timeout",
    type=click.FloatRange(min=0),
    metavar="SECONDS",
    default=30,
    show_default=True,
    help="Stop the query after this long; 0 lets it run.",
)
service_option = click.option("--allow-service", is_flag=True, help="Let the query ask other servers (SERVICE).")


def answer_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """What can be said of any answer, before the question or after it."""
    return output_option(query_endpoint_option(_format_option(_limit_option(_timeout_option(command)))))


class Questions(click.Group):
    """Makes the command for whatever stands in the place of a name."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        from kgraph.graph import load_query, query_names

        names = query_names()
        return _named(load_query(cmd_name)) if cmd_name in names else _sparql(cmd_name, names)

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

    def run(output: Path, endpoint: str | None, format: str | None, limit: int | None, timeout: float, **values: str | None) -> None:
        given: dict[str, Any] = {"query": query, "values": {name: value for name, value in values.items() if value is not None}}
        if endpoint is None:
            from kgraph.graph import ask

            _show(_here(output, timeout, partial(ask, **given, limit=limit)), format)
        else:
            from kgraph.graph.elsewhere import ask_at

            _show(_there(endpoint, timeout, partial(ask_at, **given, limit=limit)), format)

    return _command(query.name, run, f"{query.title}.\n\n{query.description}", parameters)


def _sparql(question: str, names: list[str]) -> click.Command:
    def run(
        output: Path, endpoint: str | None, format: str | None, limit: int | None, timeout: float, allow_service: bool
    ) -> None:
        given: dict[str, Any] = {"text": _text(question, names), "limit": limit, "allow_service": allow_service}
        if endpoint is None:
            from kgraph.graph import run_query

            _show(_here(output, timeout, partial(run_query, **given)), format)
        else:
            from kgraph.graph.elsewhere import run_query_at

            _show(_there(endpoint, timeout, partial(run_query_at, **given)), format)

    return _command("SPARQL", service_option(run), "Answer a SPARQL query.", [])


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


def _here(output: Path, timeout: float, ask: Callable[[Store], Result]) -> Result:
    from kgraph.graph import Limits, ask_apart

    return ask_apart(store_in(output), ask, Limits(seconds=timeout or None))


def _there(url: str, timeout: float, ask: Callable[[Remote], Result]) -> Result:
    from kgraph.graph.endpoint import endpoint
    from kgraph.graph.remote import connected

    with connected(endpoint(url), seconds=timeout or None) as remote:
        return ask(remote)


def _show(result: Result, format: str | None) -> None:
    if format in (None, "table"):
        _print(result, drawn=format == "table")
    else:
        write_bytes(result.serialize(str(format)))
    if result.more:
        click.echo(f"The first {len(result.rows)} rows; there are more.", err=True)


def _print(result: Result, drawn: bool) -> None:
    from kgraph.graph import shorten

    print_table(result.columns, [[cell and shorten(cell) for cell in row] for row in result.rows], drawn=drawn)
    if not result.rows:
        click.echo("Nothing found.", err=True)
