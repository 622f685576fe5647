"""The likeliest sequence of tags is one that makes sense."""

from __future__ import annotations

import numpy as np
import pytest

from kgraph.learned.tagging import best_tags

OUT, IN_A, BEGIN_A, IN_B, BEGIN_B = range(5)


def scores(*rows: dict[int, float]) -> np.ndarray:
    """Log-probabilities, with a little for what is not named."""
    table = np.full((len(rows), 5), 0.01, np.float32)
    for number, row in enumerate(rows):
        for tag, probability in row.items():
            table[number, tag] = probability
    return np.log(table)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([{BEGIN_A: 0.9}, {IN_A: 0.9}, {OUT: 0.9}], [BEGIN_A, IN_A, OUT]),
        ([{BEGIN_A: 0.9}, {IN_A: 0.4, IN_B: 0.5}], [BEGIN_A, IN_A]),
        ([{OUT: 0.9}, {IN_A: 0.5, BEGIN_A: 0.4}], [OUT, BEGIN_A]),
        ([{IN_B: 0.9, BEGIN_B: 0.05}], [BEGIN_B]),
        ([{BEGIN_A: 0.9}, {BEGIN_A: 0.9}], [BEGIN_A, BEGIN_A]),
    ],
)
def test_the_inside_of_a_class_follows_its_beginning_or_inside(rows, expected):
    assert best_tags(scores(*rows)) == expected
