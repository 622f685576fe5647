"""The commands: each opens what it needs, calls the library, writes and reports.

Libraries are imported inside the commands, so that help and light commands start at once.
"""

from __future__ import annotations

import json
import sys
import time
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgraph import __version__
from kgraph.cli.checks import diff, verify
from kgraph.cli.export import export
from kgraph.cli.folder import opened, output_option
from kgraph.cli.looks import path, show, stats
from kgraph.cli.questions import Questions, answer_options, service_option
from kgraph.cli.terminal import Commands, counted, examples, plain, progress_bar

if TYPE_CHECKING:
    from kgraph.build import Report

SOME_UNREADABLE = 1

model_option = click.option("--model", metavar="NAME", help="Read with this installed spaCy pipeline, not the one that comes along.")


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
@model_option
@click.option("-q", "--quiet", is_flag=True, help="Show no progress and no summary, only what went wrong.")
def build(paths: tuple[Path, ...], output: Path, model: str | None, quiet: bool) -> None:
    """Read files and folders, and write the graph of what they say.

    Reads text (.txt), Markdown with front matter (.md) and web pages (.html). The graph in the output folder is replaced as a whole
    at the end. Files that cannot be read are listed and left out, and the exit code is then 1.
    """
    from kgraph.build import build as build_graph

    started = time.monotonic()
    with progress_bar(shown=not quiet) as progress:
        report = build_graph(paths, output, model=model, progress=progress)
    if not quiet:
        summarize(report, output, time.monotonic() - started)
    unread = [failure for failure in report.failures if not failure.skipped]
    for failure in unread:
        click.echo(f"Not read: {plain(failure.path)}: {plain(failure.reason)}", err=True)
    if unread:
        sys.exit(SOME_UNREADABLE)


def summarize(report: Report, output: Path, seconds: float) -> None:
    """What a build found, what it passed over, and where to look."""
    from kgraph.build import PAGE

    for duplicate in report.duplicates:
        click.echo(f"Left out: {plain(duplicate.path)}: the same bytes as {plain(duplicate.of)}")
    for failure in report.failures:
        if failure.skipped:
            click.echo(f"Left out: {plain(failure.path)}: {failure.reason.removeprefix('skipped: ')}")
    found = ((report.documents, "document"), (report.entities, "entity"), (report.statements, "statement"))
    click.echo(f"{', '.join(counted(*each) for each in found)} in {seconds:.1f} s")
    click.echo(f"The page to open: {output / PAGE}")


for look in (show, path, stats):
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


@kgraph.command(
    epilog=examples(
        "kgraph evaluate tests/gold", "kgraph evaluate tests/gold --json", "kgraph evaluate tests/gold output/statements.jsonl --errors"
    )
)
@click.argument("gold", metavar="GOLD_DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("statements", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@model_option
@click.option("--errors", is_flag=True, help="List every missed and every extra statement too.")
@click.option("--json", "as_data", is_flag=True, help="Write the figures as JSON.")
def evaluate(gold: Path, statements: Path | None, model: str | None, errors: bool, as_data: bool) -> None:
    """Say how well statements agree with gold annotations: precision, recall and F1.

    Scores the statements in a file such as output/statements.jsonl; without one, reads the gold texts and scores what is found
    there now.
    """
    from kgraph import evaluate as scoring

    documents = scoring.read_gold(gold)
    if statements is not None:
        rows = scoring.read_statements(statements)
    else:
        from kgraph.build import extractor
        from kgraph.evaluate.extraction import extracted_rows

        with progress_bar(shown=True) as progress:
            rows = extracted_rows(documents, extractor(model), progress)
    scores = scoring.evaluate(documents, rows)
    if as_data:
        click.echo(json.dumps(scoring.as_json(scores), indent=1))
        return
    for line in scoring.summary(scores):
        click.echo(line)
    for line in scoring.losses(scores) if errors else ():
        click.echo(line)


kgraph.add_command(verify)
kgraph.add_command(diff)


def main() -> None:
    """The program."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal or pipe whose encoding lacks a character gets a question mark, not a traceback.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    kgraph(prog_name="kgraph")
