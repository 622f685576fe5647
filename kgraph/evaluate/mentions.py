"""Mentions that were found in annotated passages, against those that are marked there."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kgraph.evaluate.coreference import Agreement, b_cubed
from kgraph.evaluate.passages import Passage
from kgraph.evaluate.score import Tally
from kgraph.model import Mention

Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class MentionScores:
    """`spans`: mentions at their very place; `typed`: of the right class too; `together`: which of them are one thing."""

    spans: Tally
    typed: Tally
    together: Agreement


def mention_scores(passages: Iterable[Passage], found: Mapping[str, Sequence[Mention]]) -> MentionScores:
    """Compare with what was found, by the passage's name. Contracts are left out: they are gathered from a text, not read in one place."""
    wanted: dict[Place, tuple[str, Hashable]] = {}
    claimed: dict[Place, tuple[str, Hashable]] = {}
    for passage in passages:
        for marked in passage.mentions:
            if marked.type != "Contract":
                wanted[passage.name, marked.start, marked.end] = marked.type, (passage.name, marked.entity)
        for mention in found.get(passage.name, ()):
            claimed[passage.name, mention.start, mention.end] = mention.root.type, mention.root
    spans = wanted.keys() & claimed.keys()
    return MentionScores(
        Tally(len(spans), len(claimed), len(wanted)),
        Tally(sum(wanted[place][0] == claimed[place][0] for place in spans), len(claimed), len(wanted)),
        b_cubed(_things(wanted), _things(claimed)),
    )


def _things(mentions: Mapping[Place, tuple[str, Hashable]]) -> dict[Hashable, Hashable]:
    return {place: thing for place, (_, thing) in mentions.items()}
