"""Which relations hold between two mentions, and whether as a fact, a plan or a denial.

After SpERT (Eberts and Ulges 2020): the vectors of both mentions, the strongest of the tokens between them and on the path that joins
them in the parse, its highest token, and embeddings of classes and distance, through one hidden layer into a sigmoid a property.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from kgraph.learned.network import Network, Vectors, View, columns, strongest
from kgraph.learned.pairs import Pair, ordered_pairs
from kgraph.learned.tokens import Marked

MODALITIES = ("actual", "planned", "possible")


@dataclass(frozen=True)
class Scored:
    """What the network makes of an ordered pair of mentions (indices) in one window (its number).

    `logits` has one value a property, -inf where classes forbid it; `negative` is the probability of a denial, `modality` those of
    MODALITIES.
    """

    window: int
    first: int
    second: int
    logits: Vectors
    negative: float
    modality: Vectors


def relations(network: Network, view: View, mentions: Sequence[Marked], things: Sequence[int]) -> list[Scored]:
    """Every pair of mentions of different things whose classes some property joins, in each window that shows both.

    `things` has a number for what each mention stands for.
    """
    kinds = [network.classes.index(mention.type) for mention in mentions]
    found: list[Scored] = []
    for number, window in enumerate(view.windows):
        inside = [index for index, mention in enumerate(mentions) if window.start <= mention.start and mention.end <= window.end]

        def fits(first: int, second: int, inside: list[int] = inside) -> bool:
            one, other = inside[first], inside[second]
            return things[one] != things[other] and network.joined[kinds[one]][kinds[other]]

        here = [mentions[index] for index in inside]
        pairs = ordered_pairs(view.tokens, here, fits)
        if pairs:
            again = network.reread(window, list(zip(here, numbered([things[index] for index in inside]), strict=True)))
            hidden = _hidden(network, here, pairs, again, window.start)
            found += _judged(network, hidden, [(number, inside[pair.first], inside[pair.second]) for pair in pairs], kinds)
    return found


def numbered(things: Sequence[Hashable]) -> list[int]:
    """The things of a window by their first mention, from 1."""
    order = {thing: number for number, thing in enumerate(dict.fromkeys(things), 1)}
    return [order[thing] for thing in things]


def _hidden(network: Network, mentions: Sequence[Marked], pairs: Sequence[Pair], vectors: Vectors, offset: int) -> Vectors:
    """The hidden layer, shape (pairs, hidden). It is linear in each of its inputs, so a mention or a context is multiplied once only,
    in however many pairs it is."""
    heads, width, small = network.heads, vectors.shape[1], network.heads["kind.weight"].shape[1]
    weights = columns(heads["relation.weight"], [width, width, 3 * width, small, small, small, small])
    spans = strongest(vectors, [(mention.start - offset, mention.end - offset) for mention in mentions])
    classes = heads["kind.weight"][[network.classes.index(mention.type) for mention in mentions]]
    either_way = {(min(pair.first, pair.second), max(pair.first, pair.second)): pair for pair in pairs}
    places = {ends: place for place, ends in enumerate(either_way)}
    contexts = _contexts(list(either_way.values()), vectors, offset)
    first, second = [pair.first for pair in pairs], [pair.second for pair in pairs]
    as_first, as_second = spans @ weights[0] + classes @ weights[3], spans @ weights[1] + classes @ weights[4]
    between = (contexts @ weights[2])[[places[min(ends), max(ends)] for ends in zip(first, second, strict=True)]]
    far = heads["distance.weight"][[pair.distance for pair in pairs]] @ weights[5]
    order = heads["apart.weight"][[int(pair.apart) for pair in pairs]] + heads["forward_.weight"][[int(pair.forward) for pair in pairs]]
    hidden: Vectors = np.maximum(as_first[first] + as_second[second] + between + far + order @ weights[6] + heads["relation.bias"], 0)
    return hidden


def _contexts(pairs: Sequence[Pair], vectors: Vectors, offset: int) -> Vectors:
    """What stands between two mentions and joins them, shape (pairs, 3 * width)."""
    between = strongest(vectors, [(pair.between[0] - offset, pair.between[1] - offset) for pair in pairs])
    longest = max(len(pair.path) for pair in pairs)
    # What a path lacks in length, or has outside of the window, is its own first token, which changes no maximum.
    ways = np.array([[*pair.path, *[pair.path[0]] * (longest - len(pair.path))] for pair in pairs]) - offset
    path = vectors[np.where((ways >= 0) & (ways < len(vectors)), ways, ways[:, :1])].max(1)
    tops = [-1 if pair.top is None else pair.top - offset for pair in pairs]
    top = np.stack([vectors[place] if 0 <= place < len(vectors) else np.zeros_like(vectors[0]) for place in tops])
    return np.concatenate([between, path, top], 1)


def _judged(network: Network, hidden: Vectors, pairs: Sequence[tuple[int, int, int]], kinds: Sequence[int]) -> list[Scored]:
    heads = network.heads
    logits = hidden @ heads["property.weight"].T + heads["property.bias"]
    denied = 1 / (1 + np.exp(-np.clip(hidden @ heads["denial.weight"].T + heads["denial.bias"], -30, 30)))[:, 0]
    plans = hidden @ heads["modality.weight"].T + heads["modality.bias"]
    plans = np.exp(plans - plans.max(1, keepdims=True))
    plans /= plans.sum(1, keepdims=True)
    possible = network.allowed[[kinds[first] for _, first, _ in pairs], [kinds[second] for _, _, second in pairs]]
    logits = np.where(possible, logits, -np.inf)
    return [Scored(*pair, *judged) for pair, *judged in zip(pairs, logits, denied.tolist(), plans, strict=True)]
