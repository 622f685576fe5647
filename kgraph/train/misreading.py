"""Mentions as a first reading might have them: some overlooked, some taken for another kind, some where none is.

The upper layers see what the lower ones found. Whoever trains them on true mentions alone teaches them a trust that no reading of a new
document deserves (exposure bias; Bengio et al. 2015); and a class that is always told teaches nobody to tell it, which is a task of
theirs in training.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from kgraph.evaluate.examples import Example
from kgraph.learned.network import UNTOLD
from kgraph.learned.relations import numbered
from kgraph.learned.tokens import Marked

_OVERLOOKED = 0.06  # of the mentions
_UNTOLD, _MISTAKEN = 0.2, 0.06  # of the things
_IMAGINED = 0.04  # of the nouns outside of all mentions
_NOUNS = frozenset({"NOUN", "PROPN"})


def misread(example: Example, classes: Sequence[str], chance: random.Random) -> list[tuple[Marked, int]]:
    """The mentions of an example, with the number of their thing, as a reader who errs would mark them."""
    told = {thing: _class_told(kind, classes, chance) for thing, (_, _, kind) in zip(example.entities, example.mentions, strict=True)}
    seen = [pair for pair in zip(example.mentions, example.entities, strict=True) if chance.random() >= _OVERLOOKED]
    marked = [(Marked(mention.start, mention.end, told[thing]), thing) for mention, thing in seen]
    taken = {index for mention in example.mentions for index in range(mention.start, mention.end)}
    for index, tag in enumerate(example.tokens.tags):
        if index not in taken and tag in _NOUNS and chance.random() < _IMAGINED:
            marked.append((Marked(index, index + 1, chance.choice(classes)), f"imagined {index}"))
    marked.sort(key=lambda pair: (pair[0].start, -pair[0].end))
    return list(zip([mention for mention, _ in marked], numbered([thing for _, thing in marked]), strict=True))


def _class_told(kind: str, classes: Sequence[str], chance: random.Random) -> str:
    drawn = chance.random()
    if drawn < _UNTOLD:
        return UNTOLD
    return chance.choice(classes) if drawn < _UNTOLD + _MISTAKEN else kind
