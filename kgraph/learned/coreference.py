"""Which earlier mention a mention refers back to, by ranking all earlier ones against none (Lee et al. 2017)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from kgraph.learned.network import Network, Vectors, View, columns, strongest
from kgraph.learned.pairs import form_of, likeness, step
from kgraph.learned.tokens import Marked, Tokens


class Link(NamedTuple):
    """`mention` means the same thing as the earlier `antecedent` (indices); `probability` is its share among all candidates and none."""

    mention: int
    antecedent: int
    probability: float


def links(network: Network, view: View, mentions: Sequence[Marked]) -> list[Link]:
    """The antecedents of each mention in the window that shows most of what stands before it."""
    found: list[Link] = []
    judged: set[int] = set()
    for window in view.windows:
        start, end, vectors = window.start, window.end, window.vectors
        inside = [index for index, mention in enumerate(mentions) if start <= mention.start and mention.end <= end]
        here = [mentions[index] for index in inside]
        if len(here) < 2:
            continue
        pairs = candidate_pairs(here)
        scores = _scores(network, view.tokens, here, pairs, vectors, start)
        for later in range(1, len(here)):
            own = [number for number, (_, mention) in enumerate(pairs) if mention == later]
            if not own or inside[later] in judged:
                continue
            odds = np.exp(np.clip(scores[own], -30, 30))
            shares = odds / (1 + odds.sum())
            found += [Link(inside[later], inside[pairs[number][0]], float(share)) for number, share in zip(own, shares, strict=True)]
        judged.update(inside)
    return sorted(found)


def candidate_pairs(mentions: Sequence[Marked]) -> list[tuple[int, int]]:
    """Indices of an earlier and a later mention, for mentions in the order of the text; one inside the other is no candidate."""
    return [
        (earlier, later) for later in range(len(mentions)) for earlier in range(later) if mentions[earlier].end <= mentions[later].start
    ]


def _scores(
    network: Network, tokens: Tokens, mentions: Sequence[Marked], pairs: Sequence[tuple[int, int]], vectors: Vectors, offset: int
) -> Vectors:
    heads = network.heads
    spans = strongest(vectors, [(mention.start - offset, mention.end - offset) for mention in mentions])
    forms = [form_of(tokens, mention) for mention in mentions]
    classes = heads["kind.weight"][[network.classes.index(mention.type) for mention in mentions]]
    one, other = np.array([pair[0] for pair in pairs]), np.array([pair[1] for pair in pairs])
    gaps = [step(mentions[later].start - mentions[earlier].end) for earlier, later in pairs]
    alike = np.array([likeness(forms[earlier], forms[later]) for earlier, later in pairs], np.float32)
    width, small = vectors.shape[1], classes.shape[1]
    weights = columns(heads["link.weight"], [width, width, width, small, small, small, alike.shape[1]])
    as_earlier, as_later = spans @ weights[0] + classes @ weights[3], spans @ weights[1] + classes @ weights[4]
    both = (spans[one] * spans[other]) @ weights[2] + heads["distance.weight"][gaps] @ weights[5] + alike @ weights[6]
    hidden = np.maximum(as_earlier[one] + as_later[other] + both + heads["link.bias"], 0)
    scores: Vectors = (hidden @ heads["link_score.weight"].T + heads["link_score.bias"])[:, 0]
    return scores
