"""The extraction may not get worse than `tests/floors.yaml` says. Raise a floor when the figure has risen for good.

Measured on the gold documents, and on the passages and plain documents that take no part in training.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from kgraph.build import Extracted, extractor
from kgraph.evaluate import (
    GoldDocument,
    Passage,
    Scores,
    as_json,
    documents,
    evaluate,
    mention_scores,
    read_annotations,
    read_gold,
    read_passages,
    rows,
)
from kgraph.evaluate.passages import gold

TESTS = Path(__file__).parent


def flat(values: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, float]]:
    """statements: {f1: 0.5} → ("statements.f1", 0.5)"""
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", value


FLOORS = dict(flat(yaml.safe_load((TESTS / "floors.yaml").read_text(encoding="utf-8"))))


def scored(gold: Sequence[GoldDocument], extracted: Sequence[Extracted]) -> Scores:
    """The figures of what was found."""
    return evaluate(gold, [row for document, _, found in extracted for row in rows(document, found)])


def of_mentions(passages: Sequence[Passage], extracted: Sequence[Extracted]) -> dict[str, Any]:
    found = mention_scores(passages, {Path(document.source.path).stem: mentions for document, mentions, _ in extracted})
    together = {"precision": found.together.precision, "recall": found.together.recall}
    return {"mentions": {"spans": found.spans.f1, "typed": found.typed.f1, "together": together}}


@pytest.fixture(scope="session")
def figures() -> Mapping[str, Any]:
    """As `flat` gives them, of the extraction as it is."""
    held_out = [passage for passage in read_passages(TESTS.parent / "seeds" / "passages") if passage.held_out]
    plain = read_annotations(TESTS.parent / "seeds" / "plain", held_out=True)
    sets = {"documents": read_gold(TESTS / "gold"), "passages": gold(held_out), "plain": plain}
    read = {name: list(extractor()(documents(annotated))) for name, annotated in sets.items()}
    found = {name: as_json(scored(annotated, read[name])) for name, annotated in sets.items()}
    return dict(flat({**found, "passages": {**found["passages"], **of_mentions(held_out, read["passages"])}}))


@pytest.mark.parametrize("name", FLOORS)
def test_a_figure_stays_at_or_above_its_floor(figures, name):
    assert figures[name] >= FLOORS[name]


@pytest.mark.parametrize("where", ["documents", "passages", "plain"])
def test_every_sentence_stands_at_its_offsets(figures, where):
    assert figures[f"{where}.misplaced"] == 0
