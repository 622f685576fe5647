"""What the heads are told of two mentions."""

from __future__ import annotations

import pytest

from kgraph.learned.pairs import DISTANCES, LIKENESSES, form_of, likeness, ordered_pairs, step
from kgraph.learned.tokens import Marked, Tokens

WORDS = ["Harrow", "Police", "bought", "it", "from", "Lumetrix", "Ltd", ".", "The", "force", "said"]
BLANK = [""] * len(WORDS)
TEXT = Tokens(WORDS, BLANK, BLANK, BLANK, BLANK, BLANK, [1, 2, 2, 2, 2, 6, 4, 2, 9, 10, 10], [0] * 8 + [1] * 3)
FORCE, FIRM, AGAIN = Marked(0, 2, "PoliceForce"), Marked(5, 7, "Company"), Marked(8, 10, "PoliceForce")


def test_both_orders_of_a_pair_see_the_same_words_between_them():
    there, back = ordered_pairs(TEXT, [FORCE, FIRM], lambda first, second: True)
    assert there.between == back.between == (2, 5)
    assert (there.top, set(there.path)) == (2, {1, 2, 4, 6})
    assert (there.forward, back.forward) == (True, False)


def test_only_what_is_wanted_is_paired():
    assert [(pair.first, pair.second) for pair in ordered_pairs(TEXT, [FORCE, FIRM], lambda first, second: first == 1)] == [(1, 0)]


def test_mentions_of_different_sentences_are_apart_and_have_no_word_above_both():
    (pair,) = ordered_pairs(TEXT, [FIRM, AGAIN], lambda first, second: first == 0)
    assert (pair.apart, pair.top) == (True, None)


def test_steps_grow_with_the_distance_and_end():
    steps = [step(distance) for distance in range(-1, 500)]
    assert steps == sorted(steps)
    assert (steps[0], steps[-1]) == (0, DISTANCES - 1)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Harrow Police", "Harrow Police", [1, 1, 1, 1, 0, 0, 0, 0]),
        ("Harrow Police", "the Police", [0, 1, 1, 1, 0, 0, 0, 1]),
        ("Harrow Vale Police", "HVP", [0, 0, 0, 0, 1, 0, 0, 0]),
        ("Harrow Police", "it", [0, 0, 0, 0, 0, 0, 1, 0]),
        ("its", "the force", [0, 0, 0, 0, 0, 1, 0, 1]),
    ],
)
def test_how_alike_two_mentions_are(one, other, expected):
    words = [*one.split(), *other.split()]
    blank = [""] * len(words)
    text = Tokens(words, blank, blank, blank, blank, blank, list(range(len(words))), [0] * len(words))
    cut = len(one.split())
    found = likeness(form_of(text, Marked(0, cut, "PoliceForce")), form_of(text, Marked(cut, len(words), "PoliceForce")))
    assert found == expected
    assert len(found) == LIKENESSES
