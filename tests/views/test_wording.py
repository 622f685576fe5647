"""The word that made a statement is marked where it stands, and no other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgraph.model import Row
from kgraph.views.network import network
from kgraph.views.wording import trigger

Say = Callable[..., Row]


@pytest.mark.parametrize(
    ("word", "sentence", "marked"),
    [
        ("trialling", "The Met has been trialling drones.", "trialling"),
        ("halted", "The Met watched drones.", None),
        ("use", "The Met uses drones.", None),
        (None, "The Met halted drones.", None),
        ("(fly)", "The Met may (fly) drones.", "(fly)"),
    ],
)
def test_the_word(say: Say, word: str | None, sentence: str, marked: str | None) -> None:
    row = say("Met", "uses", "drones", trigger=word, sentence=sentence, subject_name="Met", object_name="drones")
    span = trigger(row)
    assert (span and row.sentence[slice(*span)]) == marked


def test_of_two_the_one_between_the_ends_is_meant(say: Say) -> None:
    sentence = "As it uses horses and people use umbrellas, the Met uses drones daily, and a club uses bikes."
    row = say("Met", "uses", "drones", trigger="uses", sentence=sentence, subject_name="Met", object_name="drones")
    assert trigger(row) == (sentence.index("Met uses") + 4, sentence.index("Met uses") + 8)


def test_a_name_is_not_taken_for_the_wording(say: Say) -> None:
    row = say("Stop", "blocks", "drones", trigger="Stop", sentence="Stop halted drones.", subject_name="Stop", object_name="drones")
    assert trigger(row) is None


def test_the_page_counts_as_javascript_does(say: Say) -> None:
    row = say("Met", "uses", "drones", trigger="flew", sentence="😀 Met flew drones.", subject_name="Met", object_name="drones")
    assert network([row], []).statements[0]["t"] == [7, 11]
