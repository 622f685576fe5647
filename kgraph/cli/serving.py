"""`kgraph serve`: the graph of a folder over HTTP."""

from __future__ import annotations

from pathlib import Path

import click

from kgraph.cli.folder import output_option, store_in
from kgraph.cli.terminal import examples


@click.command(epilog=examples("kgraph serve", "kgraph serve --output output --port 0 --timeout 10"))
@output_option
@click.option(
    "--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Listen at this address; 0.0.0.0 lets other machines ask."
)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Listen at this port; 0 takes a free one.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    default=30,
    show_default=True,
    help="Stop a question after this long.",
)
@click.option("--allow-host", multiple=True, metavar="NAME", help="Answer under this name too, besides localhost. May be repeated.")
def serve(output: Path, host: str, port: int, timeout: float, allow_host: tuple[str, ...]) -> None:
    """Serve the graph over HTTP, for reading only, until Ctrl-C.

    / is the interactive page, /sparql a SPARQL 1.1 endpoint with a page on which to ask, and /kgraph/… a page, or RDF, for the IRI
    https://w3id.org/kgraph/… of every entity, statement and document. A graph that is built anew is served from then on.
    """
    from kgraph.graph import Limits
    from kgraph.serve import Settings, bind
    from kgraph.serve import serve as run

    store_in(output)
    listening = bind(host, port)
    name, taken = listening.getsockname()[:2]
    place = f"http://{f'[{name}]' if ':' in name else name}:{taken}"
    click.echo(f"Serving {output} at {place}/ and {place}/sparql. Ctrl-C stops it.")
    hosts = Settings(output).hosts | {each.lower() for each in (host, *allow_host)}
    run(Settings(output, hosts, Limits(seconds=timeout)), listening)
