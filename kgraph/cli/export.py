"""`kgraph export`: the graph as a file for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgraph.cli.folder import opened, output_option
from kgraph.cli.terminal import examples, write_bytes
from kgraph.errors import InputError

if TYPE_CHECKING:
    from pyoxigraph import Store

FORMATS = ("graphml", "gexf", "csv", "jsonld", "nquads", "ntriples", "rdfxml", "trig", "turtle")


@click.command(epilog=examples("kgraph export csv", "kgraph export graphml --file output/graph.graphml"))
@click.argument("format", metavar="FORMAT", type=click.Choice(FORMATS))
@click.option(
    "-f", "--file", type=click.Path(dir_okay=False, path_type=Path), metavar="PATH", help="Write into this file, not to standard output."
)
@output_option
def export(format: str, file: Path | None, output: Path) -> None:
    """Write the whole graph for other programs. FORMAT is graphml, gexf, csv, jsonld, nquads, ntriples, rdfxml, trig or turtle.

    GraphML and GEXF are for programs that draw networks, with an edge for each statement; CSV is for spreadsheets, a statement a line.
    JSON-LD, N-Quads and TriG keep a named graph for each document; N-Triples, RDF/XML and Turtle hold all of them as one.
    """
    with opened(output) as store:
        if file is None:
            _print(store, format)
        else:
            _save(store, format, file)


def _print(store: Store, format: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph"
        _write(store, format, path)
        write_bytes(path.read_bytes())


def _save(store: Store, format: str, file: Path) -> None:
    try:
        _write(store, format, file)
    except OSError as error:
        raise InputError(f"{file}: cannot be written ({error.strerror or error}): name another with --file") from error


def _write(store: Store, format: str, path: Path) -> None:
    from kgraph import graph

    if format in graph.FORMATS:
        with path.open("wb") as file:
            graph.dump(store, file, format)
        return
    rows = graph.read_rows(store)
    if format == "csv":
        from kgraph.views.spreadsheet import write_csv

        write_csv(rows, path)
    else:
        from kgraph.views import networks

        write = networks.write_graphml if format == "graphml" else networks.write_gexf
        write(rows, graph.read_entities(store), path)
