"""What confidence is worth."""

from __future__ import annotations

import pytest

from kgraph.evaluate.reliability import Bin, expected_error


def test_confidence_that_comes_true_has_no_error():
    assert expected_error([Bin(0.2, 0.3, 10, 0.25, 0.25), Bin(0.8, 0.9, 5, 0.8, 0.8)]) == 0


def test_each_bin_counts_as_its_statements_do():
    assert expected_error([Bin(0.0, 0.1, 30, 0.05, 0.05), Bin(0.8, 0.9, 10, 0.8, 0.4)]) == pytest.approx(0.1)


def test_nothing_said_is_no_error():
    assert expected_error([]) == 0
