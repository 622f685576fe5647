"""Which relations hold between two mentions, and whether as a fact, a plan or a denial.

After SpERT (Eberts and Ulges 2020): the vectors of both mentions, the strongest of the tokens between them and on the path that joins
them in the parse, its highest token, and embeddings of classes and distance, through one hidden layer into a sigmoid a property.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kgraph.learned.network import Network, Vectors, View, columns, strongest
from kgraph.learned.pairs import Pair, ordered_pairs
from kgraph.learned.tokens import Marked

MODALITIES = ("actual", "planned", "possible")


@dataclass(frozen=True)
class Scored:
    """What the network makes of a pair of mentions in one window (its number).

    `logits` has one value a property, -inf where classes forbid it; `negative` is the probability of a denial, `modality` those of
    MODALITIES.
    """

    window: int
    pair: Pair
    logits: Vectors
    negative: float
    modality: Vectors


def relations(network: Network, view: View, mentions: Sequence[Marked], things: Sequence[int]) -> list[Scored]:
    """Every pair of mentions of different things whose classes some property joins, in each window that shows both.

    `things` has a number for what each mention stands for.
    """
    kinds = [network.classes.index(mention.type) for mention in mentions]

    def fits(first: int, second: int) -> bool:
        return things[first] != things[second] and network.joined[kinds[first]][kinds[second]]

    found: list[Scored] = []
    for number, window in enumerate(view.windows):
        inside = [index for index, mention in enumerate(mentions) if window.start <= mention.start and mention.end <= window.end]
        pairs = ordered_pairs(view.tokens, mentions, fits, inside)
        if pairs:
            here = {index: mentions[index] for index in inside}
            again = network.reread(window, list(zip(here.values(), numbered([things[index] for index in inside]), strict=True)))
            found += _judged(network, _hidden(network, here, pairs, again, window.start), number, pairs, kinds)
    return found


def numbered(things: Sequence[Hashable]) -> list[int]:
    """The things of a window by their first mention, from 1."""
    order = {thing: number for number, thing in enumerate(dict.fromkeys(things), 1)}
    return [order[thing] for thing in things]


def _hidden(network: Network, mentions: Mapping[int, Marked], pairs: Sequence[Pair], vectors: Vectors, offset: int) -> Vectors:
    """The hidden layer, shape (pairs, hidden), of the mentions of a window by index. It is linear in each of its inputs, so a mention or
    a context is multiplied once only, in however many pairs it is."""
    heads, width, small = network.heads, vectors.shape[1], network.heads["kind.weight"].shape[1]
    weights = columns(heads["relation.weight"], [width, width, 3 * width, small, small, small, small])
    spans = strongest(vectors, [(mention.start - offset, mention.end - offset) for mention in mentions.values()])
    classes = heads["kind.weight"][[network.classes.index(mention.type) for mention in mentions.values()]]
    either_way = {(min(pair.first, pair.second), max(pair.first, pair.second)): pair for pair in pairs}
    places = {ends: place for place, ends in enumerate(either_way)}
    contexts = _contexts(list(either_way.values()), vectors, offset)
    row = {index: number for number, index in enumerate(mentions)}
    first, second = [row[pair.first] for pair in pairs], [row[pair.second] for pair in pairs]
    as_first, as_second = spans @ weights[0] + classes @ weights[3], spans @ weights[1] + classes @ weights[4]
    between = (contexts @ weights[2])[[places[min(pair.first, pair.second), max(pair.first, pair.second)] for pair in pairs]]
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


def _judged(network: Network, hidden: Vectors, window: int, pairs: Sequence[Pair], kinds: Sequence[int]) -> list[Scored]:
    heads = network.heads
    logits = hidden @ heads["property.weight"].T + heads["property.bias"]
    denied = 1 / (1 + np.exp(-np.clip(hidden @ heads["denial.weight"].T + heads["denial.bias"], -30, 30)))[:, 0]
    plans = hidden @ heads["modality.weight"].T + heads["modality.bias"]
    plans = np.exp(plans - plans.max(1, keepdims=True))
    plans /= plans.sum(1, keepdims=True)
    possible = network.allowed[[kinds[pair.first] for pair in pairs], [kinds[pair.second] for pair in pairs]]
    logits = np.where(possible, logits, -np.inf)
    return [Scored(window, *judged) for judged in zip(pairs, logits, denied.tolist(), plans, strict=True)]
