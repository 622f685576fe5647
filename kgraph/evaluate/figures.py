"""Scores as they are shown and as they are handed to other programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kgraph.evaluate.mentions import MentionScores
from kgraph.evaluate.score import Loss, Scores, Tally


def summary(scores: Scores) -> Iterator[str]:
    """The figures as lines of text."""
    found = scores.statements
    yield f"{scores.documents} documents, {found.wanted} gold statements, {found.claimed} found, {found.right} right"
    yield f"statements       {_figures(found)}"
    yield f"pairs            {_figures(scores.pairs)}"
    yield f"classes right at the ends of right statements {scores.types.ratio:.3f}; sentences not at their offsets: {scores.misplaced}"
    yield "qualifiers       " + ", ".join(f"{name} {share.ratio:.2f} ({share.of})" for name, share in scores.qualifiers.items())
    for name, tally in scores.predicates.items():
        yield f"  {name:14s} {_figures(tally)}  gold {tally.wanted}"


def losses(scores: Scores) -> Iterator[str]:
    """Every missed and every extra statement with its sentence, two lines each, by document."""
    listed = [("missed", loss) for loss in scores.missed] + [("extra", loss) for loss in scores.extra]
    for kind, loss in sorted(listed, key=lambda row: (row[1].document, row[0], _plain(row[1]))):
        yield f"{kind:6s} {loss.document}: {_plain(loss)}"
        yield f"       {' '.join(loss.sentence.split())}"


def part_lines(mentions: MentionScores, relations: Mapping[str, Tally]) -> Iterator[str]:
    """Mentions by themselves, and relations between mentions that are given, as lines of text."""
    together = mentions.together
    yield f"mentions         {_figures(mentions.spans)}"
    yield f"of their class   {_figures(mentions.typed)}"
    yield f"one thing (B³)   P {together.precision:.3f}  R {together.recall:.3f}  F1 {together.f1:.3f}"
    yield f"relations, given {_figures(sum(relations.values(), Tally()))}"
    for name, tally in sorted(relations.items()):
        yield f"  {name:14s} {_figures(tally)}  gold {tally.wanted}"


def as_json(scores: Scores) -> dict[str, Any]:
    """The figures as plain values; ratios from 0 to 1."""
    return {
        "documents": scores.documents,
        "statements": _values(scores.statements),
        "pairs": _values(scores.pairs),
        "types": scores.types.ratio,
        "misplaced": scores.misplaced,
        "qualifiers": {name: {"right": share.ratio, "of": share.of} for name, share in scores.qualifiers.items()},
        "predicates": {name: _values(tally) for name, tally in scores.predicates.items()},
    }


def _figures(tally: Tally) -> str:
    return f"P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.f1:.3f}"


def _values(tally: Tally) -> dict[str, float]:
    return {
        "precision": tally.precision,
        "recall": tally.recall,
        "f1": tally.f1,
        "right": tally.right,
        "claimed": tally.claimed,
        "wanted": tally.wanted,
    }


def _plain(loss: Loss) -> str:
    return f"{loss.subject} --{loss.predicate}--> {loss.object}"
