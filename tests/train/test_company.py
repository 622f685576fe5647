"""Two examples in one text keep to themselves."""

from __future__ import annotations

import random

from kgraph.evaluate.examples import Example, Stated
from kgraph.learned.tokens import Marked, Tokens
from kgraph.train.company import in_company, one_after_another


def example(name: str, words: list[str]) -> Example:
    blank = [""] * len(words)
    tokens = Tokens(words, words, blank, blank, blank, blank, heads=[1] * len(words), sentences=[0] * len(words))
    mentions = (Marked(0, 1, "PoliceForce"), Marked(2, 3, "Technology"))
    return Example(name, tokens, mentions, ("a", "b"), (Stated("a", "uses", "b", False, "actual"),))


def test_the_second_begins_behind_the_first() -> None:
    both = one_after_another(example("one", ["Met", "uses", "drones"]), example("two", ["Kent", "buys", "cameras", "now"]))
    assert [both.tokens.words[mention.start] for mention in both.mentions] == ["Met", "drones", "Kent", "cameras"]
    assert both.tokens.heads == [1, 1, 1, 4, 4, 4, 4]
    assert both.tokens.sentences == [0, 0, 0, 1, 1, 1, 1]


def test_nothing_joins_the_two() -> None:
    both = one_after_another(example("one", ["Met", "uses", "drones"]), example("two", ["Kent", "buys", "cameras"]))
    assert len(set(both.entities)) == 4
    assert {(both.entities.index(row.subject), both.entities.index(row.object)) for row in both.statements} == {(0, 1), (2, 3)}


def test_what_is_long_stays_alone() -> None:
    short = [example(f"short {number}", ["Met", "uses", "drones"]) for number in range(8)]
    long = [example(f"long {number}", ["Met", "uses", "drones", *["today"] * 200]) for number in range(8)]
    found = in_company([*short, *long], random.Random(1))
    assert sum(len(each.tokens) for each in found) == sum(len(each.tokens) for each in [*short, *long])
    assert sorted(each.name for each in found if "long" in each.name) == [f"long {number}" for number in range(8)]
    assert sum("+" in each.name for each in found) == 2
