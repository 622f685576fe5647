"""What is marked for the upper layers is what a reader who errs would mark: nearly all of it, and sometimes amiss."""

from __future__ import annotations

import random

from kgraph.evaluate.examples import Example
from kgraph.learned.network import UNTOLD
from kgraph.learned.tokens import Marked, Tokens
from kgraph.train.misreading import misread

CLASSES = ["Company", "PoliceForce", "Technology"]
WORDS = ["Kent", "buys", "drones", "from", "Orvane", ";", "Kent", "flies", "drones", "over", "town"]
TAGS = ["PROPN", "VERB", "NOUN", "ADP", "PROPN", "PUNCT", "PROPN", "VERB", "NOUN", "ADP", "NOUN"]
MENTIONS = (
    (Marked(0, 1, "PoliceForce"), "kent"),
    (Marked(2, 3, "Technology"), "drones"),
    (Marked(4, 5, "Company"), "orvane"),
    (Marked(6, 7, "PoliceForce"), "kent"),
    (Marked(8, 9, "Technology"), "drones"),
)


def readings(count: int = 400) -> list[list[tuple[Marked, int]]]:
    blank = [""] * len(WORDS)
    tokens = Tokens(WORDS, WORDS, TAGS, blank, blank, blank, heads=[1] * len(WORDS), sentences=[0] * len(WORDS))
    mentions, things = zip(*MENTIONS, strict=True)
    chance = random.Random(1)
    return [misread(Example("one", tokens, mentions, things, ()), CLASSES, chance) for _ in range(count)]


def test_most_is_read_as_it_is():
    true = [mention for mention, _ in MENTIONS]
    assert sum([mention for mention, _ in found] == true for found in readings()) > 100


def test_the_mentions_of_a_thing_have_one_number_and_one_class():
    for found in readings():
        of_place = {mention.start: (number, mention.type) for mention, number in found}
        for first, second in ((0, 6), (2, 8)):
            if first in of_place and second in of_place:
                assert of_place[first] == of_place[second]


def test_things_are_counted_by_their_first_mention():
    for found in readings():
        numbers = [number for _, number in found]
        assert list(dict.fromkeys(numbers)) == list(range(1, len(set(numbers)) + 1))


def test_each_kind_of_error_is_made():
    found = readings()
    shares = {
        "overlooked": sum(len(MENTIONS) - sum(mention.start in {0, 2, 4, 6, 8} for mention, _ in each) for each in found),
        "imagined": sum(mention.start == 10 for each in found for mention, _ in each),
        "untold": sum(mention.type == UNTOLD for each in found for mention, _ in each),
        "mistaken": sum(mention.start == 0 and mention.type not in {"PoliceForce", UNTOLD} for each in found for mention, _ in each),
    }
    assert all(0 < count < 0.3 * len(found) * len(MENTIONS) for count in shares.values()), shares


def test_only_nouns_are_taken_for_mentions():
    assert {mention.start for found in readings() for mention, _ in found} <= {0, 2, 4, 6, 8, 10}
