"""The extraction on the gold texts may not get worse than `tests/floors.yaml` says. Raise a floor when the figure has risen for good."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from kgraph.build import extractor
from kgraph.evaluate import Scores, as_json, evaluate, read_gold
from kgraph.evaluate.extraction import extracted_rows

TESTS = Path(__file__).parent


def flat(values: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, float]]:
    """statements: {f1: 0.5} → ("statements.f1", 0.5)"""
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", value


FLOORS = dict(flat(yaml.safe_load((TESTS / "floors.yaml").read_text(encoding="utf-8"))))


@pytest.fixture(scope="session")
def scores() -> Scores:
    """The figures of the extraction as it is."""
    gold = read_gold(TESTS / "gold")
    return evaluate(gold, extracted_rows(gold, extractor()))


@pytest.mark.parametrize("name", FLOORS)
def test_a_figure_stays_at_or_above_its_floor(scores, name):
    assert dict(flat(as_json(scores)))[name] >= FLOORS[name]


def test_every_sentence_stands_at_its_offsets(scores):
    assert scores.misplaced == 0
