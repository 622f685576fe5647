"""`kgraph evaluate`: how well statements agree with annotations, and where the missed ones got lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kgraph.cli.means import means, means_options
from kgraph.cli.terminal import examples, progress_bar

if TYPE_CHECKING:
    from kgraph.build import Extracted
    from kgraph.evaluate import GoldDocument


@click.command(
    epilog=examples(
        "kgraph evaluate tests/gold",
        "kgraph evaluate tests/gold --losses",
        "kgraph evaluate seeds/passages --held-out --parts",
        "kgraph evaluate tests/gold --json",
        "kgraph evaluate tests/gold output/statements.jsonl --errors",
    )
)
@click.argument("gold", metavar="GOLD", type=click.Path(exists=True, path_type=Path))
@click.argument("statements", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@means_options
@click.option("--held-out", is_flag=True, help="Of annotated passages, score only the fifth that no training sees.")
@click.option("--losses", is_flag=True, help="Say at which stage the missed statements got lost.")
@click.option("--parts", is_flag=True, help="Of annotated passages, score each part by itself: mentions, references, relations.")
@click.option("--errors", is_flag=True, help="List every missed and every extra statement too.")
@click.option("--json", "as_data", is_flag=True, help="Write the figures as JSON.")
def evaluate(
    gold: Path, statements: Path | None, held_out: bool, losses: bool, parts: bool, errors: bool, as_data: bool, **reading: Any
) -> None:
    """Say how well statements agree with gold annotations: precision, recall and F1.

    GOLD is a folder of annotated documents (*.json), or a file or folder of annotated passages (*.txt). Scores the statements in a
    file such as output/statements.jsonl; without one, reads the gold texts and scores what is found there now.
    """
    import json

    from kgraph import evaluate as scoring

    if losses and statements is not None:
        raise click.UsageError("--losses needs to see how the texts are read: leave the file of statements out.")
    if parts and (statements is not None or losses or errors or as_data or reading["frames_only"]):
        raise click.UsageError("--parts scores how the network reads annotated passages: leave --frames-only and all other output out.")
    if parts:
        for line in _part_lines(gold, held_out, **reading):
            click.echo(line)
        return
    documents = scoring.read_annotations(gold, held_out=held_out)
    extracted: list[Extracted] = []
    if statements is not None:
        rows = scoring.read_statements(statements)
    else:
        extracted = _extracted(documents, **reading)
        rows = [row for document, _, found in extracted for row in scoring.rows(document, found)]
    scores = scoring.evaluate(documents, rows)
    if as_data:
        click.echo(json.dumps(scoring.as_json(scores), indent=1))
        return
    for line in scoring.summary(scores):
        click.echo(line)
    for line in scoring.cause_lines(scoring.causes(documents, extracted)) if losses else ():
        click.echo(line)
    for line in scoring.losses(scores) if errors else ():
        click.echo(line)


def _part_lines(gold: Path, held_out: bool, **reading: Any) -> Iterator[str]:
    from kgraph.build import reader_by
    from kgraph.evaluate import documents, mention_scores, part_lines, read_passages, relations_given
    from kgraph.evaluate.passages import gold as annotated

    passages = [passage for passage in read_passages(gold) if passage.held_out or not held_out]
    reader = reader_by(means(**reading))
    found = {Path(reading.document.source.path).stem: reading.mentions for reading in reader.read(documents(annotated(passages)))}
    return part_lines(mention_scores(passages, found), relations_given(passages, reader))


def _extracted(gold: Sequence[GoldDocument], **reading: Any) -> list[Extracted]:
    from kgraph.build import extractor
    from kgraph.evaluate import documents

    texts = list(documents(gold))
    found = []
    with progress_bar(shown=True) as progress:
        for extracted in extractor(means(**reading))(texts):
            found.append(extracted)
            if progress is not None:
                progress("Finding statements", len(found), len(texts))
    return found
