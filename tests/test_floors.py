"""The extraction may not get worse than `tests/floors.yaml` says. Raise a floor when the figure has risen for good.

Measured on the gold documents, and on the passages and plain documents that take no part in training.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from pin_floors import measured


def flat(values: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, float]]:
    """statements: {f1: 0.5} → ("statements.f1", 0.5)"""
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", value


FLOORS = dict(flat(yaml.safe_load(Path(__file__).with_name("floors.yaml").read_text(encoding="utf-8"))))


@pytest.fixture(scope="session")
def figures() -> Mapping[str, float]:
    """As `flat` gives them, of the extraction as it is."""
    return dict(flat(measured()))


@pytest.mark.parametrize("name", FLOORS)
def test_a_figure_stays_at_or_above_its_floor(figures, name):
    assert figures[name] >= FLOORS[name]


@pytest.mark.parametrize("where", ["documents", "passages", "plain"])
def test_every_sentence_stands_at_its_offsets(figures, where):
    assert figures[f"{where}.misplaced"] == 0
