"""Commands on identity: why a node is one thing, what may be one thing too, and what people decide."""

from __future__ import annotations

import datetime
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgraph.cli.folder import judgements_option, output_option
from kgraph.cli.reports import report_stale, summarize
from kgraph.cli.tables import print_table
from kgraph.cli.terminal import counted, examples, harmless, plain, progress_bar
from kgraph.errors import InputError

if TYPE_CHECKING:
    from kgraph.model import Entity
    from kgraph.resolve import Question

_KEYS = {"s": "same", "d": "different", "u": "not sure"}
_STATEMENT_KEYS = {"r": "right", "w": "wrong"}


@click.command(epilog=examples('kgraph explain "Metropolitan Police"', "kgraph explain Palantir"))
@click.argument("entity")
@output_option
@judgements_option
def explain(entity: str, output: Path, judgements: Path | None) -> None:
    """Say why a node is one thing: names, mentions by document, and the reason for each.

    ENTITY is a name or an IRI. Judgements count as they are now, also where the graph has not been written anew.
    """
    from kgraph.build import read_collection
    from kgraph.views.explanation import explanation, find

    collection = read_collection(output, judgements=judgements)
    found = find(collection.resolution.entities, entity)
    if not found:
        raise InputError(f"nothing is called {entity!r} in {output}/: look it up with `kgraph candidates`, or give its IRI")
    documents = {document.source.id: document for document, _, _ in collection.extracted}
    for each in found:
        doubts = [
            (candidate.score, candidate.right if candidate.left.id == each.id else candidate.left, candidate.reason)
            for candidate in collection.resolution.candidates
            if each.id in {candidate.left.id, candidate.right.id}
        ]
        for line in explanation(each, documents, doubts):
            click.echo(harmless(line))


@click.command(epilog=examples("kgraph candidates", "kgraph candidates --limit 5"))
@output_option
@judgements_option
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Show the N likeliest only.")
def candidates(output: Path, judgements: Path | None, limit: int | None) -> None:
    """List pairs of nodes that may be one thing, the likeliest first, with the reasons for and against."""
    from kgraph.build import read_collection

    found = read_collection(output, judgements=judgements).resolution.candidates
    rows = [[f"{each.score:.2f}", _named(each.left), _named(each.right), each.reason] for each in found[:limit]]
    print_table(("points", "one", "other", "reasons"), rows)
    if not rows:
        click.echo("Nothing is in doubt.", err=True)
    elif len(rows) < len(found):
        click.echo(f"The first {len(rows)} of {len(found)} pairs.", err=True)


@click.command(epilog=examples("kgraph resolve", "kgraph resolve --quiet"))
@output_option
@judgements_option
@click.option("-q", "--quiet", is_flag=True, help="Show no progress and no summary, only what went wrong.")
def resolve(output: Path, judgements: Path | None, quiet: bool) -> None:
    """Apply the judgements and write the graph anew, without reading a document again."""
    from kgraph.build import rebuild

    started = time.monotonic()
    with progress_bar(shown=not quiet) as progress:
        report = rebuild(output, judgements=judgements, progress=progress)
    if not quiet:
        summarize(report, output, time.monotonic() - started)
    report_stale(report)


@click.command(epilog=examples("kgraph judge --limit 0", "kgraph judge --statements --limit 0"))
@output_option
@judgements_option
@click.option("--statements", is_flag=True, help="Judge statements, not pairs of nodes.")
@click.option("--who", metavar="NAME", default=None, help="Who judges. Default: the name under which you are logged in.")
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="Ask N questions at most.")
def judge(output: Path, judgements: Path | None, statements: bool, who: str | None, limit: int | None) -> None:
    """Decide what is one thing and which statements are right, a keystroke each, the newest doubt first.

    Every answer is a line of judgements.txt in the graph's folder: delete the line to take it back. With the letter in upper case you
    are asked why. At the end the graph is written anew, without reading a document again.
    """
    import getpass

    from kgraph.build import read_collection, rebuild
    from kgraph.resolve import JUDGEMENTS, add_judgement, pair_questions, read_judgements, statement_questions

    collection, file = read_collection(output, judgements=judgements), judgements or output / JUDGEMENTS
    documents = [document for document, _, _ in collection.extracted]
    if statements:
        said = [statement for _, _, made in collection.extracted for statement in made]
        questions = statement_questions(said, read_judgements(file), collection.resolution, documents)
    else:
        questions = pair_questions(collection.resolution, documents)
    if not questions:
        click.echo("Nothing is in doubt.", err=True)
        return
    answers = 0
    for number, question in enumerate(questions[:limit], 1):
        answer = _ask(question, _STATEMENT_KEYS if statements else _KEYS, f"{number} of {len(questions)}")
        if answer is None:
            break
        verdict, why = answer
        if verdict:
            signature = f"{who or getpass.getuser()} {datetime.date.today().isoformat()}"
            add_judgement(file, question.answered(verdict, signature, why))
            answers += 1
    if not answers:
        click.echo(f"Nothing was judged; {counted(len(questions), 'question')} open.", err=True)
        return
    started = time.monotonic()
    report = rebuild(output, judgements=judgements)
    summarize(report, output, time.monotonic() - started)
    report_stale(report)


def _ask(question: Question, keys: dict[str, str], number: str) -> tuple[str, str] | None:
    """The verdict and why; an empty verdict to go on without one, None to stop."""
    click.echo()
    click.secho(f"{number}. {plain(question.asked)}", bold=True)
    for line in question.shown:
        click.echo(f"  {plain(line)}")
    click.echo(f"  {plain(question.reason)}")
    told = ", ".join(f"[{key}] {verdict}" for key, verdict in keys.items())
    click.echo(f"  {told}, [k] skip, [q] quit", nl=False)
    while True:
        key = click.getchar()
        if key.lower() in {"q", "\x03", "\x04", ""}:
            click.echo()
            return None
        if key.lower() == "k":
            click.echo("  skipped")
            return "", ""
        if key.lower() in keys:
            verdict = keys[key.lower()]
            click.echo(f"  {verdict}")
            return verdict, click.prompt("  why", default="", show_default=False) if key.isupper() else ""


def _named(entity: Entity) -> str:
    return f"{entity.label} ({entity.type})"
