"""Which tokens are a mention of what: begin, inside and outside tags for each class (Ramshaw and Marcus 1995)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kgraph.learned.network import Network, Vectors, View

_NEVER = -1e4


class Tagged(NamedTuple):
    """Tokens start..end mention something of class `type`; `probability`, 0 to 1, is that of its least sure token."""

    start: int
    end: int
    type: str
    probability: float


def tagged(network: Network, scores: Vectors) -> list[Tagged]:
    """The mentions that `tag_scores` speak for, in the order of the text: names, descriptions and pronouns alike, none overlapping."""
    found: list[Tagged] = []
    probabilities, tags = np.exp(scores), best_tags(scores)
    start = 0
    while start < len(tags):
        end = start + 1
        if tags[start]:
            kind = (tags[start] - 1) // 2
            while end < len(tags) and tags[end] == 1 + 2 * kind:
                end += 1
            least = min(float(probabilities[index, tags[index]]) for index in range(start, end))
            found.append(Tagged(start, end, network.classes[kind], least))
        start = end
    return found


def tag_scores(network: Network, view: View) -> Vectors:
    """Log-probabilities, shape (tokens, tags); where windows overlap, that of the window that shows more of the surroundings."""
    tokens = len(view.tokens)
    scores = np.zeros((tokens, 1 + 2 * len(network.classes)), np.float32)
    surroundings = np.full(tokens, -1)
    for window in view.windows:
        start, end, vectors = window.start, window.end, window.vectors
        here = vectors @ network.heads["tag.weight"].T + network.heads["tag.bias"]
        here -= np.log(np.exp(here - here.max(1, keepdims=True)).sum(1, keepdims=True)) + here.max(1, keepdims=True)
        seen = np.minimum(np.arange(end - start), np.arange(end - start)[::-1])
        better = seen > surroundings[start:end]
        scores[start:end][better] = here[better]
        surroundings[start:end][better] = seen[better]
    return scores


def class_shares(scores: Vectors, start: int, end: int) -> Vectors:
    """How the tokens start..end divide between the classes, provided that they are a mention: shape (classes,), sums to 1."""
    shares = np.exp(scores[start:end, 1:]).reshape(end - start, -1, 2).sum((0, 2))
    divided: Vectors = shares / max(float(shares.sum()), 1e-9)
    return divided


def best_tags(scores: Vectors) -> list[int]:
    """The likeliest sequence in which the inside of a class follows its beginning or inside (Viterbi 1967).

    Tag 0 is outside; 1 + 2k is inside and 2 + 2k begins class k.
    """
    allowed = transitions(scores.shape[1])
    best = scores[0].copy()
    best[1::2] = _NEVER
    back = []
    for row in scores[1:]:
        through = best[:, None] + allowed
        back.append(through.argmax(0))
        best = through.max(0) + row
    tags = [int(best.argmax())]
    for before in reversed(back):
        tags.append(int(before[tags[-1]]))
    return tags[::-1]


def transitions(tags: int) -> NDArray[np.float32]:
    """What a step from one tag (row) to another (column) costs: nothing, or too much."""
    costs = np.zeros((tags, tags), np.float32)
    costs[:, 1::2] = _NEVER
    for inside in range(1, tags, 2):
        costs[[inside, inside + 1], inside] = 0
    return costs
