"""`kgraph push`, and what `build` and `query` share with it: a store over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from kgraph.cli.folder import opened, output_option
from kgraph.cli.terminal import counted, examples, progress_bar

_ADDRESS = "The store's address for queries, such as http://localhost:7878/query."


def query_endpoint_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--endpoint`, for commands that ask a store over HTTP where it is given."""
    return click.option("--endpoint", metavar="URL", help="Ask the store at this address, not that in the folder.")(command)


def push_options(required: bool) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The options of a push, which `build` has too; `target` makes one thing of their values."""
    options = (
        click.option("--endpoint", required=required, metavar="URL", help=_ADDRESS if required else f"Push the graph, too. {_ADDRESS}"),
        click.option(
            "--update-endpoint", metavar="URL", help="Its address for updates, where that is not the usual one of its kind of store."
        ),
        click.option("--graph-store", metavar="URL", help="Write by the Graph Store HTTP Protocol, to this address, not by updates."),
        click.option("--replace-remote", is_flag=True, help="Push even if another graph stands there, with no document of this one."),
        click.option(
            "--push-timeout",
            type=click.FloatRange(min=0),
            metavar="SECONDS",
            default=300,
            show_default=True,
            help="Give up a request after this long; 0 waits for ever.",
        ),
    )

    def add(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            command = option(command)
        return command

    return add


@dataclass(frozen=True, slots=True)
class Target:
    """Where to push, and how."""

    endpoint: str | None
    update_endpoint: str | None
    graph_store: str | None
    replace_remote: bool
    push_timeout: float

    def check(self) -> None:
        """Object to what cannot be pushed to, before the hours of a build. Raises InputError and UsageError."""
        from kgraph.graph.endpoint import authorization, endpoint

        if self.endpoint is not None:
            endpoint(self.endpoint, self.update_endpoint, self.graph_store)
            authorization(self.endpoint)
        elif self.update_endpoint or self.graph_store or self.replace_remote:
            raise click.UsageError("say with --endpoint which store is meant.")


@click.command(epilog=examples("kgraph push --help"))
@push_options(required=True)
@output_option
@click.option("-q", "--quiet", is_flag=True, help="Show no progress and no summary.")
def push(output: Path, quiet: bool, **target: Any) -> None:
    """Copy the graph into a store that others ask over HTTP: GraphDB, Fuseki, Oxigraph, or another that speaks SPARQL 1.1.

    Only graphs that differ are sent, each in one request; those of documents that left the build are removed, and others are not
    touched. If it breaks off, push again: it goes on where it stopped.

    User and password, or a token, are taken from KGRAPH_ENDPOINT_USER and KGRAPH_ENDPOINT_PASSWORD, from KGRAPH_ENDPOINT_TOKEN, or
    from a netrc file.
    """
    push_to(Target(**target), output, quiet)


def push_to(target: Target, output: Path, quiet: bool) -> None:
    """Push the graph in `output`, and say what was done; nothing where no endpoint is named."""
    if target.endpoint is None:
        return
    from kgraph.graph.endpoint import endpoint
    from kgraph.graph.push import push as send
    from kgraph.graph.remote import connected

    addresses = endpoint(target.endpoint, target.update_endpoint, target.graph_store)
    seconds = target.push_timeout or None
    with opened(output) as store, connected(addresses, seconds=seconds) as remote, progress_bar(shown=not quiet) as progress:
        done = send(store, remote, replace=target.replace_remote, progress=progress)
    if quiet:
        return
    click.echo(f"{target.endpoint}: {counted(done.sent, 'graph')} sent, {done.unchanged} there already, {done.removed} removed")
    if done.merged is not None and done.sent:
        click.echo(f"Its default graph holds other things: other programs than kgraph ask this one FROM <{done.merged}>")
