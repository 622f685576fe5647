"""Which profiles are worth comparing: those that share a mark. Never all pairs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kgraph.resolve.forms import Form
from kgraph.resolve.names import PERSON
from kgraph.resolve.profiles import Profile
from kgraph.resolve.spelling import skeleton
from kgraph.resolve.wording import load_wording

Mark = tuple[str, ...]

_DIGITS = re.compile(r"\d+")

# In a block with more profiles than this, a profile is compared with those next to it in the order of their names only.
_WINDOW = 40


def candidate_pairs(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Pairs of indexes, the lower first, each once, sorted; never two known things, which are two.

    Their number grows with that of the profiles, not with its square.
    """
    blocks: dict[Mark, list[int]] = defaultdict(list)
    for index, profile in enumerate(profiles):
        for mark in _marks(profile):
            blocks[mark].append(index)
    pairs: set[tuple[int, int]] = set()
    for members in blocks.values():
        if len(members) > _WINDOW:
            members.sort(key=lambda index: (min(form.key for form in profiles[index].forms), profiles[index].order))
        for place, index in enumerate(members):
            unknown = profiles[index].known is None
            near = members[place + 1 : place + 1 + _WINDOW]
            pairs.update((min(index, other), max(index, other)) for other in near if unknown or profiles[other].known is None)
    yield from sorted(pairs)


def _marks(profile: Profile) -> set[Mark]:
    if profile.local and profile.family != PERSON:
        return set()  # says too little to be looked for elsewhere
    return {mark for form in profile.forms for mark in _of_form(form, profile)}


def _of_form(form: Form, profile: Profile) -> Iterable[Mark]:
    if profile.family == PERSON:
        yield from _of_person(form, profile)
        return
    yield profile.family, "words", " ".join(form.core)
    yield profile.family, "letters", skeleton(_DIGITS.sub("", form.letters))
    for letters in {form.acronym, *form.initials} - {""}:
        yield profile.family, "initials", letters


def _of_person(form: Form, profile: Profile) -> Iterable[Mark]:
    surname = skeleton(form.core[-1])
    if form.given:
        full = load_wording().given.get(form.given[0], frozenset((form.given[0],)))
        for given in full | {form.given[0]}:
            yield profile.family, "initial", given[0], surname
        yield profile.family, "words", *sorted(form.words)
        yield profile.family, "letters", skeleton(form.letters)
        yield profile.family, "first", form.given[0], form.words[1]
    for bearer in profile.bearers:
        yield profile.family, "document", bearer.document, surname
    for organization, _ in profile.posts:
        yield profile.family, "post", *organization, surname
