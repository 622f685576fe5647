"""Of what class a thing is, as all its mentions tell: "the force" tells what Harrow Vale is.

Each mention speaks by what the network makes of its words; where that leaves doubt, also by what it makes of them when it reads the
text again, with the other mentions marked and the class of the thing in doubt untold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from kgraph.language.mentions import Name
from kgraph.language.salience import Reference
from kgraph.learned import Network, View, class_shares, classes_again
from kgraph.learned.network import UNTOLD, Vectors
from kgraph.learned.tokens import Marked

_IN_DOUBT = 0.8  # what a class may have of a thing's voices at most for them to be heard again
_OWN_VOICE = 0.2

Span = tuple[int, int]


def voices(network: Network, view: View, scores: Vectors, names: Sequence[Name], references: Sequence[Reference]) -> dict[Span, Vectors]:
    """How each name and reference, by its tokens start..end, divides between the classes: shape (classes,), sums to 1."""
    called = _called(names, references)
    heard = {(start, end): class_shares(scores, start, end) for start, end, _ in called}
    of_thing: dict[str, list[Vectors]] = defaultdict(list)
    for start, end, name in called:
        of_thing[name.key].append(heard[start, end])
    doubtful = {key for key, shares in of_thing.items() if np.mean(shares, 0).max() < _IN_DOUBT}
    marked = [Marked(start, end, UNTOLD if name.key in doubtful and not _is_settled(name) else name.type) for start, end, name in called]
    keys = {key: number for number, key in enumerate(of_thing)}
    again = classes_again(network, view, marked, [keys[name.key] for _, _, name in called])
    for index, share in again.items():
        span = called[index][:2]
        heard[span] = (heard[span] + share) * np.float32(0.5)
    return heard


def retyped(
    names: Sequence[Name], references: Sequence[Reference], shares: Mapping[Span, Vectors], classes: Sequence[str]
) -> tuple[list[Name], list[Reference]]:
    """Names and references with the class that all mentions of a thing speak for together, by the `shares` that `voices` gives.

    The class that rules and network agreed upon for a name counts as one more voice; what the gazetteer knows, and what goes by a
    technology's name, stays.
    """
    votes: dict[str, Vectors] = {}
    for start, end, name in _called(names, references):
        if name.seed is None:
            votes[name.key] = votes.get(name.key, np.zeros(len(classes), np.float32)) + shares[start, end]
    for name in names:
        if name.key in votes:
            votes[name.key][classes.index(name.type)] += _OWN_VOICE / sum(other.key == name.key for other in names)
    chosen = {key: classes[int(own.argmax())] for key, own in votes.items()}

    def typed(name: Name) -> Name:
        fixed = _is_settled(name) or chosen.get(name.key) in {None, "Contract", "Technology"}
        return name if fixed else replace(name, type=chosen[name.key])

    return [typed(name) for name in names], [replace(reference, name=typed(reference.name)) for reference in references]


def _is_settled(name: Name) -> bool:
    return name.seed is not None or name.type == "Technology"


def _called(names: Sequence[Name], references: Sequence[Reference]) -> list[tuple[int, int, Name]]:
    """Where a thing is called by a name or referred to, and the name."""
    return [*((name.start, name.end, name) for name in names), *((each.start, each.end, each.name) for each in references)]
