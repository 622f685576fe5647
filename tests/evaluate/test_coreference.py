"""B³ on clusters that can be counted by hand."""

import pytest

from kgraph.evaluate.coreference import Agreement, b_cubed

GOLD = {"a1": "a", "a2": "a", "b1": "b", "b2": "b"}


@pytest.mark.parametrize(
    ("found", "precision", "recall", "share"),
    [
        ({"a1": 1, "a2": 1, "b1": 2, "b2": 2}, 1.0, 1.0, 1.0),
        ({"a1": 1, "a2": 1, "b1": 1, "b2": 1}, 0.5, 1.0, 1.0),
        ({"a1": 1, "a2": 2, "b1": 3, "b2": 4}, 1.0, 0.5, 1.0),
        ({"a1": 1, "a2": 1, "b1": 1, "b2": 2}, (2 / 3 * 2 + 1 / 3 + 1) / 4, 0.75, 1.0),
        ({"a1": 1, "a2": 1}, 1.0, 0.75, 0.5),
        ({"a1": 1, "a2": 1, "b1": 2, "b2": 2, "x": 1}, 1.0, 1.0, 1.0),
    ],
)
def test_b_cubed(found: dict[str, int], precision: float, recall: float, share: float) -> None:
    agreement = b_cubed(GOLD, found)
    assert (agreement.precision, agreement.recall, agreement.found) == pytest.approx((precision, recall, share))


def test_nothing_annotated_is_nothing_agreed() -> None:
    assert b_cubed({}, {"a": 1}) == Agreement(0.0, 0.0, 0.0)
    assert b_cubed({}, {}).f1 == 0.0
