"""The word that made a statement is found where it stands, and no other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgraph.model import Row
from kgraph.views.network import network
from kgraph.views.wording import forms, trigger

Say = Callable[..., Row]


@pytest.mark.parametrize(
    ("frame", "sentence", "word"),
    [
        ("uses/operate", "The Met has been trialling drones.", "trialling"),
        ("uses/operate", "The Met flew drones over Hyde Park.", "flew"),
        ("uses/operate", "Drones were rolled out by the Met.", "rolled out"),
        ("blocks/stop", "The Met halted drones.", "halted"),
        ("blocks/stop", "The Met watched drones.", None),
        ("no/such frame", "The Met halted drones.", None),
    ],
)
def test_the_evoking_word(say: Say, frame: str, sentence: str, word: str | None) -> None:
    row = say("Met", "uses", "drones", frame=frame, sentence=sentence, subject_name="Met", object_name="drones")
    span = trigger(row)
    assert (span and row.sentence[slice(*span)]) == word


def test_of_two_the_one_between_the_ends_is_meant(say: Say) -> None:
    sentence = "As officers use horses and people use umbrellas, the Met uses drones daily, and others use bikes."
    row = say("Met", "uses", "drones", frame="uses/operate", sentence=sentence, subject_name="Met", object_name="drones")
    assert trigger(row) == (sentence.index("uses"), sentence.index("uses") + 4)


def test_a_name_is_not_taken_for_the_wording(say: Say) -> None:
    row = say("Stop", "blocks", "drones", frame="blocks/stop", sentence="Stop halted drones.", subject_name="Stop", object_name="drones")
    assert trigger(row) == (5, 11)


def test_the_page_counts_as_javascript_does(say: Say) -> None:
    row = say("Met", "uses", "drones", frame="uses/operate", sentence="😀 Met flew drones.", subject_name="Met", object_name="drones")
    assert network([row], []).statements[0]["t"] == [7, 11]


@pytest.mark.parametrize(
    ("lemma", "form"),
    [
        ("stop", "stopped"),
        ("deploy", "deploys"),
        ("supply", "supplied"),
        ("use", "using"),
        ("buy", "bought"),
        ("ban", "banning"),
        ("label", "labelled"),
    ],
)
def test_forms(lemma: str, form: str) -> None:
    assert form in forms(lemma)
