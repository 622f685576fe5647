"""Which tokens are a mention of what: begin, inside and outside tags for each class (Ramshaw and Marcus 1995).

Where a mention begins and ends is settled before its class: one that might be of two classes is a mention all the same.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from kgraph.learned.network import Network, Vectors, View

OUTSIDE, INSIDE, BEGIN = range(3)

_NEVER = -1e4
_STEPS = np.zeros((3, 3), np.float32)  # what a step from one tag (row) to another (column) costs
_STEPS[OUTSIDE, INSIDE] = _NEVER


class Tagged(NamedTuple):
    """Tokens start..end mention something, most likely of class `type`.

    `probability`, 0 to 1, is that of a mention for its least sure token, of whatever class; `share` is what `type` has of it.
    """

    start: int
    end: int
    type: str
    probability: float
    share: float


def tagged(network: Network, scores: Vectors) -> list[Tagged]:
    """The mentions that `tag_scores` speak for, in the order of the text: names, descriptions and pronouns alike, none overlapping."""
    found: list[Tagged] = []
    mentioned, tags = 1 - np.exp(scores[:, 0]), best_tags(of_any_class(scores))
    start = 0
    while start < len(tags):
        end = start + 1
        if tags[start] != OUTSIDE:
            while end < len(tags) and tags[end] == INSIDE:
                end += 1
            shares = class_shares(scores, start, end)
            kind = int(shares.argmax())
            found.append(Tagged(start, end, network.classes[kind], float(mentioned[start:end].min()), float(shares[kind])))
        start = end
    return found


def of_any_class(scores: Vectors) -> Vectors:
    """Log-probabilities of outside, inside and beginning, shape (tokens, 3), from those of all tags (`tag_scores`)."""
    summed: Vectors = np.logaddexp.reduce(scores[:, 1:].reshape(len(scores), -1, 2), axis=1)
    return np.concatenate([scores[:, :1], summed], 1)


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
    """The likeliest sequence of OUTSIDE, INSIDE and BEGIN in which no mention starts with an inside (Viterbi 1967)."""
    best = scores[0].copy()
    best[INSIDE] = _NEVER
    back = []
    for row in scores[1:]:
        through = best[:, None] + _STEPS
        back.append(through.argmax(0))
        best = through.max(0) + row
    tags = [int(best.argmax())]
    for before in reversed(back):
        tags.append(int(before[tags[-1]]))
    return tags[::-1]
