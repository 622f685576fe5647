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

NETWORKS = ("cytoscape", "gexf", "graphml")
TABLES = ("csv", "ftm", "neo4j-nodes", "neo4j-relationships")
FORMATS = (*NETWORKS, *TABLES, "jsonld", "nquads", "ntriples", "rdfxml", "trig", "turtle")


@click.command(epilog=examples("kgraph export csv", "kgraph export graphml --file output/graph.graphml", "kgraph export ftm"))
@click.argument("format", metavar="FORMAT", type=click.Choice(FORMATS))
@click.option(
    "-f", "--file", type=click.Path(dir_okay=False, path_type=Path), metavar="PATH", help="Write into this file, not to standard output."
)
@output_option
def export(format: str, file: Path | None, output: Path) -> None:
    """Write the whole graph for other programs.

    FORMAT is one of graphml, gexf and cytoscape (JSON) for programs that draw networks, with an edge for each statement, in gexf with
    its time; csv for spreadsheets, a statement a line; neo4j-nodes and neo4j-relationships for neo4j-admin database import
    --multiline-fields=true; ftm, the entities of FollowTheMoney as JSON lines; jsonld, nquads and trig with a named graph for each
    document; ntriples, rdfxml and turtle with all of them as one.
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
    elif format in NETWORKS:
        _write_network(store, format, path)
    else:
        _write_table(store, format, path)


def _write_network(store: Store, format: str, path: Path) -> None:
    from kgraph import graph
    from kgraph.views import networks

    write = {"cytoscape": networks.write_cytoscape, "gexf": networks.write_gexf, "graphml": networks.write_graphml}[format]
    write(graph.read_rows(store), graph.read_entities(store), path)


def _write_table(store: Store, format: str, path: Path) -> None:
    from kgraph import graph
    from kgraph.views.followthemoney import write_followthemoney
    from kgraph.views.property_graph import write_nodes, write_relationships
    from kgraph.views.spreadsheet import write_csv

    rows = graph.read_rows(store)
    if format == "csv":
        write_csv(rows, path)
    elif format == "neo4j-relationships":
        write_relationships(rows, path)
    else:
        write = write_nodes if format == "neo4j-nodes" else write_followthemoney
        write(rows, graph.read_entities(store), path)
