"""What is a mention is settled before its class, and the likeliest sequence of tags is one that makes sense."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from kgraph.learned.tagging import BEGIN, INSIDE, OUTSIDE, best_tags, of_any_class, tagged

IN_A, BEGIN_A, IN_B, BEGIN_B = range(1, 5)
TWO = SimpleNamespace(classes=["Company", "PoliceForce"])


def scores(*rows: dict[int, float], tags: int) -> np.ndarray:
    """Log-probabilities, with a little for what is not named."""
    table = np.full((len(rows), tags), 0.01, np.float32)
    for number, row in enumerate(rows):
        for tag, probability in row.items():
            table[number, tag] = probability
    return np.log(table)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([{BEGIN: 0.9}, {INSIDE: 0.9}, {OUTSIDE: 0.9}], [BEGIN, INSIDE, OUTSIDE]),
        ([{OUTSIDE: 0.9}, {INSIDE: 0.5, BEGIN: 0.4}], [OUTSIDE, BEGIN]),
        ([{INSIDE: 0.9, BEGIN: 0.05}], [BEGIN]),
        ([{BEGIN: 0.9}, {BEGIN: 0.9}], [BEGIN, BEGIN]),
    ],
)
def test_a_mention_starts_with_a_beginning(rows, expected):
    assert best_tags(scores(*rows, tags=3)) == expected


def test_a_mention_whose_class_is_in_doubt_is_one():
    table = scores({OUTSIDE: 0.4, BEGIN_A: 0.25, BEGIN_B: 0.33}, {IN_A: 0.2, IN_B: 0.75}, {OUTSIDE: 0.96}, tags=5)
    (found,) = tagged(TWO, table)
    assert (found.start, found.end, found.type) == (0, 2, "PoliceForce")
    assert found.probability == pytest.approx(0.6, abs=0.01)
    assert found.share == pytest.approx(0.7, abs=0.02)


def test_the_tokens_of_a_mention_have_one_class():
    (found,) = tagged(TWO, scores({BEGIN_A: 0.9}, {IN_B: 0.5, IN_A: 0.4}, tags=5))
    assert (found.start, found.end, found.type) == (0, 2, "Company")


def test_two_of_one_class_side_by_side_are_two():
    assert [(found.start, found.end) for found in tagged(TWO, scores({BEGIN_A: 0.9}, {BEGIN_A: 0.9}, tags=5))] == [(0, 1), (1, 2)]


def test_of_any_class_sums_what_the_classes_share():
    summed = np.exp(of_any_class(scores({OUTSIDE: 0.4, BEGIN_A: 0.25, BEGIN_B: 0.33}, tags=5)))
    assert summed[0] == pytest.approx([0.4, 0.02, 0.58], abs=1e-5)
