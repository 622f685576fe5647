"""The commands that look around in a graph: `kgraph show`, `kgraph path`, `kgraph stats`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgraph.cli.folder import opened, output_option
from kgraph.cli.quotations import print_statements
from kgraph.cli.tables import print_table
from kgraph.cli.terminal import counted, examples, paragraph, plain, words

if TYPE_CHECKING:
    from kgraph.views.connections import Path as Way
    from kgraph.views.dossier import Dossier
    from kgraph.views.summary import Summary



@click.command(epilog=examples('kgraph show "Sadiq Khan"', "kgraph show Palantir", "kgraph show tech:live-facial-recognition"))
@click.argument("entity")
@output_option
def show(entity: str, output: Path) -> None:
    """Tell what is said of an entity and by it, with every sentence.

    The entity is called by its label or another name, in any case, or by its IRI. Each statement stands over the sentences that make
    it, with what qualifies it there: whose word it is, whether it is denied or planned, money, number, role, date.
    """
    from kgraph.graph import find_entity, read_entity, read_rows
    from kgraph.views.dossier import dossier

    with opened(output) as store:
        found = read_entity(store, find_entity(store, entity))
        rows = read_rows(store)
    _tell(dossier(rows, found))


def _tell(found: Dossier) -> None:
    entity = found.entity
    click.echo(f"{click.style(plain(entity.label), bold=True)} · {words(entity.type)}")
    if others := [plain(name) for name in entity.names if name != entity.label]:
        click.echo(paragraph(f"Also: {' · '.join(others)}"))
    for address in entity.identifiers:
        click.echo(f"Elsewhere: {plain(address)}")
    rows = [line.row for group in found.groups for line in group.lines]
    print_statements(rows)
    about_others = [row for row in found.spoken if row not in rows]
    if about_others:
        click.echo(f"\nSaid about others by {plain(entity.label)}")
        print_statements(about_others)
    if not rows and not about_others:
        click.echo("No document says anything of it.", err=True)


@click.command(epilog=examples('kgraph path "Sadiq Khan" Palantir', 'kgraph path "Big Brother Watch" Palantir --limit 1'))
@click.argument("start", metavar="A")
@click.argument("end", metavar="B")
@click.option("--limit", type=click.IntRange(min=1), default=3, show_default=True, metavar="N", help="Show the first N paths only.")
@output_option
def path(start: str, end: str, limit: int, output: Path) -> None:
    """Show the shortest connections between two entities.

    Every step comes with the sentences that say so. An entity is called by its label or another name, in any case, or by its
    IRI. Statements connect in both directions, and denied and planned ones do too.
    """
    from kgraph.graph import find_entity, read_rows
    from kgraph.views.connections import shortest_paths

    with opened(output) as store:
        ends = find_entity(store, start), find_entity(store, end)
        rows = read_rows(store)
    ways = shortest_paths(rows, *ends, limit=limit + 1)
    for number, way in enumerate(ways[:limit]):
        click.echo("\n" * (number > 0), nl=False)
        _walk(way)
    if not ways:
        click.echo(f"Nothing connects {start} and {end}.", err=True)
    elif len(ways) > limit:
        click.echo(f"\nThere are more paths of this length: see them with --limit {2 * limit}.", err=True)


def _walk(way: Way) -> None:
    names = [way.steps[0].start.label, *(step.end.label for step in way.steps)]
    click.echo(click.style(paragraph(" — ".join(map(plain, names))), bold=True))
    for step in way.steps:
        print_statements(sorted(step.rows, key=lambda row: (row.subject.id != step.start.id, row.predicate)))


@click.command(epilog=examples("kgraph stats", "kgraph stats --limit 20"))
@click.option("--limit", type=click.IntRange(min=0), default=10, show_default=True, metavar="N", help="List the N most central actors.")
@output_option
def stats(limit: int, output: Path) -> None:
    """Count what the graph holds, and list the actors that connect most of it.

    Connections counts the others that an actor has a statement with; betweenness is the share of shortest paths that lead through it.
    """
    from kgraph.graph import read_entities, read_rows, read_sources
    from kgraph.views.summary import summary

    with opened(output) as store:
        found = summary(read_rows(store), read_entities(store), read_sources(store), limit=limit)
    _report(found)


def _report(found: Summary) -> None:
    sizes = ((found.documents, "document"), (found.entities, "entity"), (found.statements, "statement"))
    click.echo(", ".join(counted(*size) for size in sizes))
    tallies = {"class": found.classes, "property": found.properties, "polarity": found.polarities, "modality": found.modalities}
    for name, counts in tallies.items():
        click.echo()
        print_table((name, "count"), [(what, str(count)) for what, count in counts])
    click.echo()
    central = [(it.node.label, it.node.type, str(it.degree), f"{it.betweenness:.3f}") for it in found.central]
    print_table(("actor", "class", "connections", "betweenness"), central)
    if not found.exact:
        click.echo("Betweenness is estimated from a sample.", err=True)
