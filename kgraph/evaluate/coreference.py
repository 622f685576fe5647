"""Which mentions stand for one thing, against annotations: B³ (Bagga and Baldwin 1998)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreement:
    """Ratios from 0 to 1. `found` is the share of the annotated mentions that were found at all; the others count as alone."""

    precision: float
    recall: float
    found: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def b_cubed(gold: Mapping[Hashable, Hashable], found: Mapping[Hashable, Hashable]) -> Agreement:
    """Compare clusters of mentions. Both map a mention to what it stands for; mentions that are not annotated are left out.

    Precision is, on average over the annotated mentions, how many of those that are said to be one with a mention are; recall how many
    of those that are one with it are said to be.
    """
    if not gold:
        return Agreement(0.0, 0.0, 0.0)
    claimed = {mention: ("found", found[mention]) if mention in found else ("alone", mention) for mention in gold}
    true, said = _clusters(gold), _clusters(claimed)
    precision = recall = 0.0
    for mention, entity in gold.items():
        right = len(true[entity] & said[claimed[mention]])
        precision += right / len(said[claimed[mention]])
        recall += right / len(true[entity])
    return Agreement(precision / len(gold), recall / len(gold), sum(mention in found for mention in gold) / len(gold))


def _clusters(of: Mapping[Hashable, Hashable]) -> dict[Hashable, set[Hashable]]:
    clusters: dict[Hashable, set[Hashable]] = defaultdict(set)
    for mention, entity in of.items():
        clusters[entity].add(mention)
    return clusters
