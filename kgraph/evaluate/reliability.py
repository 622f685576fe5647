"""Whether confidence means something: of the statements that are given a confidence of 0.8, four of five should be right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from kgraph.evaluate.gold import GoldDocument
from kgraph.evaluate.score import compare
from kgraph.model import Row

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The statements with a confidence from `low` to `high`: how many, their mean confidence, and the share that is right."""

    low: float
    high: float
    of: int
    mean: float
    right: float


def reliability(gold: Sequence[GoldDocument], rows: Iterable[Row]) -> tuple[Bin, ...]:
    """BINS of equal width from 0 to 1, less those that are empty."""
    by_document: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_document[PurePath(row.source.path).stem].append(row)
    judged: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for document in gold:
        compared = compare(document, by_document[document.name])
        for row, right in [*((row, True) for _, row in compared.hits), *((row, False) for row in compared.extra)]:
            judged[min(BINS - 1, int(row.confidence * BINS))].append((row.confidence, right))
    return tuple(_bin(number, found) for number, found in enumerate(judged) if found)


def _bin(number: int, judged: Sequence[tuple[float, bool]]) -> Bin:
    count = len(judged)
    mean = sum(confidence for confidence, _ in judged) / count
    return Bin(number / BINS, (number + 1) / BINS, count, mean, sum(right for _, right in judged) / count)


def expected_error(bins: Iterable[Bin]) -> float:
    """The mean distance between confidence and share right, weighed by statements (Naeini, Cooper and Hauskrecht 2015). 0 to 1."""
    bins = list(bins)
    total = sum(each.of for each in bins)
    return sum(each.of * abs(each.mean - each.right) for each in bins) / total if total else 0.0
