"""Two mentions as numbers: which tokens, distances and classes the heads look at. Shared by reading and training."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kgraph.learned.tokens import Marked, Tokens, ancestors, path, root

DISTANCES = 12
LIKENESSES = 8

_PRONOUN = re.compile(
    r"(i|me|we|us|you|he|him|she|her|it|they|them|who|my|our|your|his|its|their|ours|theirs|this|that|these|those|which|whose"
    r"|the (latter|former))$",
    re.IGNORECASE,
)
_EMPTY = {"the", "a", "an", "'s", "’s", "of", "and"}


@dataclass(frozen=True)
class Pair:
    """An ordered pair of mentions, by their indices.

    `between` are the tokens from the end of one to the start of the other, `path` those that join them in the parse, `top` the
    highest of these. `distance` is a step of DISTANCES, `apart` whether they stand in different sentences, `forward` whether the
    first stands first.
    """

    first: int
    second: int
    between: tuple[int, int]
    path: tuple[int, ...]
    top: int | None
    distance: int
    apart: bool
    forward: bool


def ordered_pairs(
    tokens: Tokens, mentions: Sequence[Marked], wanted: Callable[[int, int], bool], among: Sequence[int] | None = None
) -> list[Pair]:
    """All pairs of mentions in both orders that are `wanted`, of those whose indices are `among`, or of all."""
    among = range(len(mentions)) if among is None else among
    roots = {index: root(tokens.heads, mentions[index].start, mentions[index].end) for index in among}
    above = {index: ancestors(tokens.heads, index) for index in set(roots.values())}
    joined: dict[tuple[int, int], tuple[tuple[int, ...], int | None]] = {}  # is the same either way round
    found = []
    for first in among:
        one = mentions[first]
        for second in among:
            if first == second or not wanted(first, second):
                continue
            other = mentions[second]
            lower, upper = (one, other) if (one.start, one.end) <= (other.start, other.end) else (other, one)
            between = lower.end, max(lower.end, upper.start)
            ends = (first, second) if first < second else (second, first)
            if ends not in joined:
                joined[ends] = path(above[roots[ends[0]]], above[roots[ends[1]]])
            way, top = joined[ends]
            apart = tokens.sentences[one.start] != tokens.sentences[other.start]
            found.append(Pair(first, second, between, way, top, step(between[1] - between[0]), apart, one.start < other.start))
    return found


def step(distance: int) -> int:
    """A distance in tokens as one of DISTANCES, finer where it is short."""
    return min(DISTANCES - 1, 0 if distance <= 0 else 1 + int(math.log2(distance) * 1.5))


@dataclass(frozen=True, slots=True)
class Form:
    """How a mention is worded: its words but for the empty ones, their initials, whether it is a pronoun, and whether it points back."""

    content: tuple[str, ...]
    initials: str
    pronoun: bool
    pointed: bool


def form_of(tokens: Tokens, mention: Marked) -> Form:
    """The form of one mention, for `likeness`."""
    words = [word.lower() for word in tokens.words[mention.start : mention.end]]
    content = tuple(word for word in words if word not in _EMPTY)
    pointed = bool(words) and words[0] in {"the", "this", "that"} and tokens.words[mention.start].islower()
    return Form(content, "".join(word[0] for word in content), bool(_PRONOUN.match(" ".join(words))), pointed)


def likeness(one: Form, other: Form) -> list[float]:
    """LIKENESSES figures, each 0 or 1: how the words of a mention resemble those of an earlier one, and whether they are pronouns."""
    named = not other.pronoun
    shared = named and not set(one.content).isdisjoint(other.content)
    return [
        float(value)
        for value in (
            named and one.content == other.content,
            shared and one.content[-1] == other.content[-1],
            shared,
            shared and set(other.content) <= set(one.content),
            len(one.initials) > 1 and "".join(other.content) == one.initials,
            one.pronoun,
            other.pronoun,
            other.pointed,
        )
    ]
