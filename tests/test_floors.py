"""The extraction may not get worse than `tests/floors.yaml` says. Raise a floor when the figure has risen for good.

Measured on the gold documents, and on the passages that take no part in training.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from kgraph.build import extractor
from kgraph.evaluate import GoldDocument, Scores, as_json, documents, evaluate, read_annotations, rows

TESTS = Path(__file__).parent


def flat(values: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, float]]:
    """statements: {f1: 0.5} → ("statements.f1", 0.5)"""
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", value


FLOORS = dict(flat(yaml.safe_load((TESTS / "floors.yaml").read_text(encoding="utf-8"))))


def scored(gold: Sequence[GoldDocument]) -> Scores:
    """The figures of the extraction as it is."""
    return evaluate(gold, [row for document, _, found in extractor()(documents(gold)) for row in rows(document, found)])


@pytest.fixture(scope="session")
def scores() -> Mapping[str, Scores]:
    """By what they were measured on."""
    root = TESTS.parent
    return {
        "documents": scored(read_annotations(TESTS / "gold")),
        "passages": scored(read_annotations(root / "seeds" / "passages", held_out=True)),
    }


@pytest.mark.parametrize("name", FLOORS)
def test_a_figure_stays_at_or_above_its_floor(scores, name):
    where, _, figure = name.partition(".")
    assert dict(flat(as_json(scores[where])))[figure] >= FLOORS[name]


@pytest.mark.parametrize("where", ["documents", "passages"])
def test_every_sentence_stands_at_its_offsets(scores, where):
    assert scores[where].misplaced == 0
