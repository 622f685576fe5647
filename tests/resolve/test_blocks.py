"""Comparisons grow with the names, not with their square; and what is compared depends on nothing else."""

from __future__ import annotations

import itertools

import pytest

from kgraph.model import Mention
from kgraph.resolve.bearers import bearers_of, profiles_of
from kgraph.resolve.blocks import candidate_pairs
from kgraph.resolve.clusters import one_a_name
from kgraph.resolve.profiles import Profile

SYLLABLES = [first + vowel for first in "bdfglmnprst" for vowel in "aeiou"]


def profiles(names: list[str], cls: str) -> list[Profile]:
    mentions = [Mention(f"{number:06d}", 0, len(name), name, cls) for number, name in enumerate(names)]
    return one_a_name(profiles_of(bearers_of(mentions, {}), mentions, [], {}))


@pytest.mark.parametrize(
    ("cls", "pattern"),
    [
        ("Person", "J{} Orrin"),
        ("Person", "John {}ton"),
        ("Company", "{} Systems"),
        ("PoliceForce", "{} Police"),
        ("Company", "Vellumic {}"),
    ],
)
def test_four_times_the_names_are_about_four_times_the_pairs(cls: str, pattern: str) -> None:
    words = ["".join(word).capitalize() for word in itertools.product(SYLLABLES, repeat=2)]
    few, many = (
        profiles([pattern.format(word.lower() if "J{}" in pattern else word) for word in words[:size]], cls) for size in (500, 2000)
    )
    pairs = [sum(1 for _ in candidate_pairs(each)) for each in (few, many)]
    assert pairs[1] <= 6 * max(pairs[0], len(few))
    assert pairs[1] <= 100 * len(many)


def test_spellings_initials_acronyms_and_short_forms_are_compared() -> None:
    names = ["Katherine Orrin", "Kate Orrin", "K. Orrin", "Catherine Orrin", "Wojciech Nowak"]
    people = profiles(names, "Person")
    found = {frozenset((people[one].label, people[other].label)) for one, other in candidate_pairs(people)}
    assert found >= {frozenset(("Katherine Orrin", "Kate Orrin")), frozenset(("Katherine Orrin", "K. Orrin"))}
    assert not any("Wojciech Nowak" in pair for pair in found)
    firms = profiles(["Northern Imaging Bureau", "NIB", "Vellumic Systems", "Vellumic"], "Company")
    assert len(list(candidate_pairs(firms))) == 2
