"""The commands: each opens what it needs, calls the library, writes and reports.

Libraries are imported inside the commands, so that help and light commands start at once.
"""

from __future__ import annotations

import sys
import time
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import click

from kgraph import __version__
from kgraph.cli.checks import diff, verify
from kgraph.cli.evaluating import evaluate
from kgraph.cli.export import export
from kgraph.cli.folder import judgements_option, opened, output_option
from kgraph.cli.identity import candidates, explain, judge, resolve
from kgraph.cli.looks import path, show, stats
from kgraph.cli.means import means, means_options
from kgraph.cli.push import Target, push, push_options, push_to
from kgraph.cli.questions import Questions, answer_options, service_option
from kgraph.cli.reports import report_stale, summarize
from kgraph.cli.serving import serve
from kgraph.cli.terminal import Commands, counted, examples, plain, progress_bar
from kgraph.cli.training import train

SOME_UNREADABLE = 1

@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Exit codes:
  0    done
  1    done, but some files could not be read, or the graph does not conform
  2    something is wrong with what was typed or given
  3    no graph there, or it cannot be opened or written
  4    a model or a file of the program is missing
  5    a query was stopped: it takes more time, memory or room than it may
  130  stopped by Ctrl-C""",
)
@click.version_option(__version__, prog_name="kgraph")
def kgraph() -> None:
    """Build and ask a knowledge graph of who supplies, uses, allows, stops and criticizes policing technology.

    Every edge is traced to the sentence that says so.
    """


@kgraph.command(epilog=examples("kgraph build seeds/documents", "kgraph build seeds/documents --output graphs/seeds --quiet"))
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(exists=True, path_type=Path))
@output_option
@means_options
@judgements_option
@push_options(required=False)
@click.option("-q", "--quiet", is_flag=True, help="Show no progress and no summary, only what went wrong.")
def build(
    paths: tuple[Path, ...],
    output: Path,
    judgements: Path | None,
    endpoint: str | None,
    update_endpoint: str | None,
    graph_store: str | None,
    replace_remote: bool,
    push_timeout: float,
    quiet: bool,
    **reading: Any,
) -> None:
    """Read files and folders, and write the graph of what they say.

    Reads text (.txt), Markdown with front matter (.md) and web pages (.html). The graph in the output folder is replaced as a whole
    at the end. Files that cannot be read are listed and left out, and the exit code is then 1. With --endpoint, the graph is then
    pushed as by `kgraph push`.
    """
    from kgraph.build import build as build_graph

    target = Target(endpoint, update_endpoint, graph_store, replace_remote, push_timeout)
    target.check()
    started = time.monotonic()
    with progress_bar(shown=not quiet) as progress:
        report = build_graph(paths, output, means=means(**reading), judgements=judgements, progress=progress)
    if not quiet:
        summarize(report, output, time.monotonic() - started)
    report_stale(report)
    unread = [failure for failure in report.failures if not failure.skipped]
    for failure in unread:
        click.echo(f"Not read: {plain(failure.path)}: {plain(failure.reason)}", err=True)
    push_to(target, output, quiet)
    if unread:
        sys.exit(SOME_UNREADABLE)


for look in (show, path, stats, explain, candidates, judge, resolve):
    kgraph.add_command(look)


@kgraph.command(
    cls=Questions,
    subcommand_metavar="NAME|SPARQL|FILE|- [PARAMETERS]...",
    epilog=examples(
        'kgraph query suppliers --force "Metropolitan Police"',
        "kgraph query contracts --limit 5 --timeout 10",
        "kgraph query suppliers --help",
        "kgraph query 'SELECT ?name { ?company kg:suppliesTo ?force . ?company rdfs:label ?name }' --format csv",
        "kgraph query 'ASK { ?person kg:affiliatedWith ?organization }'",
    ),
)
@answer_options
@service_option
@click.pass_context
def query(ctx: click.Context, /, **given: object) -> None:
    """Ask a named query, or SPARQL: as an argument, from a file, or from standard input (-).

    With --endpoint, a store over HTTP is asked; what lets one in there is given as to `kgraph push`.

    `kgraph queries` lists the named queries, `kgraph query NAME --help` tells of one. A property between two things (?company
    kg:suppliesTo ?force) stands for what is affirmed and actual; statements with their sentences, speakers, dates and status are
    nodes of the class kg:Statement. Common prefixes need no declaration.
    """
    ctx.default_map = {str(ctx.invoked_subcommand): {name: value for name, value in given.items() if value is not None}}


@kgraph.command(epilog=examples("kgraph queries"))
def queries() -> None:
    """List the named queries with their parameters and examples."""
    from kgraph.graph import load_queries

    for named in load_queries().values():
        click.echo(f"{click.style(named.name, bold=True)}  {named.title}")
        click.echo(f"    {named.description}")
        for param in named.params:
            need = "required" if param.required else "optional"
            click.echo(f"    --{param.name.replace('_', '-')} {param.kind.upper()} ({need}): {param.description}")
        for example in named.examples:
            click.echo(f"    Example: {f'kgraph query {named.name} {example}'.rstrip()}")


kgraph.add_command(export)
kgraph.add_command(push)
kgraph.add_command(serve)


@kgraph.command(epilog=examples("kgraph validate"))
@output_option
def validate(output: Path) -> None:
    """Check the graph against the shapes of the ontology. The exit code is 1 where it does not conform."""
    from kgraph.graph import validate as check

    with opened(output) as store:
        report = check(store)
    if report.conforms:
        click.echo("The graph conforms to the shapes.")
        return
    click.echo(report.text)
    click.echo(counted(len(report.results), "violation"), err=True)
    sys.exit(1)


kgraph.add_command(evaluate)
kgraph.add_command(train)


kgraph.add_command(verify)
kgraph.add_command(diff)


def main() -> None:
    """The program."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal or pipe whose encoding lacks a character gets a question mark, not a traceback.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    kgraph(prog_name="kgraph")
