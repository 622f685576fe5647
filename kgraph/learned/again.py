"""What class a mention is of, read a second time: by the upper layers, which know of the other mentions and of what is one thing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kgraph.learned.network import UNTOLD, Network, Vectors, View, strongest
from kgraph.learned.relations import numbered
from kgraph.learned.tokens import Marked


def classes_again(network: Network, view: View, mentions: Sequence[Marked], things: Sequence[int]) -> dict[int, Vectors]:
    """For each mention of class UNTOLD, by its index: how it divides between the classes, shape (classes,), which sums to 1.

    `things` has a number for what each mention stands for. Where windows overlap, the one speaks that shows more of the surroundings.
    """
    found: dict[int, Vectors] = {}
    surroundings: dict[int, int] = {}
    for window in view.windows:
        inside = [index for index, mention in enumerate(mentions) if window.start <= mention.start and mention.end <= window.end]
        asked = [
            index
            for index in inside
            if mentions[index].type == UNTOLD and _shown(mentions[index], window.start, window.end) > surroundings.get(index, -1)
        ]
        if asked:
            numbers = numbered([things[index] for index in inside])
            vectors = network.reread(window, [(mentions[index], number) for index, number in zip(inside, numbers, strict=True)])
            spans = [(mentions[index].start - window.start, mentions[index].end - window.start) for index in asked]
            logits = strongest(vectors, spans) @ network.heads["again.weight"].T + network.heads["again.bias"]
            shares = np.exp(logits - logits.max(1, keepdims=True))
            shares /= shares.sum(1, keepdims=True)
            for index, share in zip(asked, shares, strict=True):
                found[index], surroundings[index] = share, _shown(mentions[index], window.start, window.end)
    return found


def _shown(mention: Marked, start: int, end: int) -> int:
    """How many tokens a window from start to end shows at least on either side of a mention."""
    return min(mention.start - start, end - mention.end)
