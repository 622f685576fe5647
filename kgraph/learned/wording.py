"""Which relations the very words and dependencies between two mentions speak for: a linear model over sparse features.

After Kambhatla (2004) and Zhou et al. (2005): words between and around the mentions, the path that joins them in the parse, and the word
at its top, each with the classes of both. Features are hashed into a table of weights (Weinberger et al. 2009). It errs in other places
than the network does.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from kgraph.learned.network import Network, Vectors
from kgraph.learned.pairs import Pair
from kgraph.learned.tokens import Marked, Tokens, root

ROWS = 1 << 17
_NEAR = 3  # words before and after the two
_LONGEST_BETWEEN = 12
_AT_ENDS = 4
_LONGEST_PATH = 13
_AROUND_TOP = 8
_TELLING = frozenset({"prt", "dobj", "prep", "neg", "aux", "attr", "acomp", "xcomp"})


def wording(network: Network, tokens: Tokens, mentions: Sequence[Marked], pairs: Iterable[Pair]) -> dict[Pair, Vectors]:
    """The logits of all properties for each pair."""
    pairs = list(dict.fromkeys(pairs))
    return dict(zip(pairs, network.table.logits(list(hashed(tokens, mentions, pairs))), strict=True))


def hashed(tokens: Tokens, mentions: Sequence[Marked], pairs: Sequence[Pair]) -> Iterator[NDArray[np.int64]]:
    """For each pair the rows of the table that its features fall into."""
    said = [lemma.lower() for lemma in tokens.lemmas]
    for mention in mentions:
        said[mention.start : mention.end] = [mention.type] * (mention.end - mention.start)
    for pair in pairs:
        names = _features(tokens, said, mentions[pair.first], mentions[pair.second], pair)
        yield np.array([zlib.crc32(name.encode()) % ROWS for name in names], np.int64)


def _features(tokens: Tokens, said: Sequence[str], one: Marked, other: Marked, pair: Pair) -> Iterator[str]:
    classes = f"{one.type}>{other.type}"
    way = ">" if pair.forward else "<"
    yield from (classes, f"{classes} {way}", f"distance {pair.distance}{way}", f"apart {pair.apart}")
    yield from _between(_once(said[slice(*pair.between)]), classes, way)
    first, last = (one, other) if pair.forward else (other, one)
    yield from (f"before {way} {word}" for word in said[max(0, first.start - _NEAR) : first.start])
    yield from (f"after {way} {word}" for word in said[last.end : last.end + _NEAR])
    if pair.top is not None and len(pair.path) <= _LONGEST_PATH:
        yield from _joined(tokens, said, one, other, pair.top, classes)
    else:
        for place, mention in (("one", one), ("other", other)):
            verb = _verb(tokens, mention.end - 1)
            yield from (f"verb {place} {said[verb]}", f"verb {place} {said[verb]} {tokens.relations[mention.end - 1]}")


def _once(words: Sequence[str]) -> list[str]:
    """Without repetitions side by side: a mention of three words says its class once."""
    return [word for index, word in enumerate(words) if index == 0 or word != words[index - 1]]


def _between(words: Sequence[str], classes: str, way: str) -> Iterator[str]:
    if len(words) > _LONGEST_BETWEEN:
        yield from (f"opens {way} {word}" for word in words[:_AT_ENDS])
        yield from (f"closes {way} {word}" for word in words[-_AT_ENDS:])
        return
    for word in words:
        yield from (f"between {way} {word}", f"between {word} {classes}")
    yield from (f"pair {way} {word} {following}" for word, following in pairwise(words))


def _joined(tokens: Tokens, said: Sequence[str], one: Marked, other: Marked, top: int, classes: str) -> Iterator[str]:
    """The path from each mention up to the word that joins them, and that word's own dependents."""
    up, down = (_way_up(tokens.heads, root(tokens.heads, mention.start, mention.end), top) for mention in (one, other))
    rising, falling = ("^".join(tokens.relations[index] for index in way) for way in (up, down))
    yield from (f"path {rising} v {falling}", f"path {rising} {said[top]} {falling}", f"top {said[top]}", f"top {said[top]} {classes}")
    yield f"top {said[top]} {tokens.relations[up[-1]] if up else '.'} {tokens.relations[down[-1]] if down else '.'}"
    for place, way in (("one", up), ("other", down)):
        for index in way[1:]:
            yield from (f"on {place} {said[index]}", f"on {place} {said[index]} {tokens.relations[index]}")
    yield f"words {' '.join(said[index] for index in reversed(up[1:]))}|{said[top]}|{' '.join(said[index] for index in down[1:])}"
    for index in range(max(0, top - _AROUND_TOP), min(len(tokens), top + _AROUND_TOP)):
        if tokens.heads[index] == top and tokens.relations[index] in _TELLING:
            yield f"below {said[top]} {said[index]}"


def _way_up(heads: Sequence[int], index: int, top: int) -> list[int]:
    way = []
    while index != top and heads[index] != index:
        way.append(index)
        index = heads[index]
    return way


def _verb(tokens: Tokens, index: int) -> int:
    for _ in range(8):
        if tokens.tags[index] in {"VERB", "AUX"} or tokens.heads[index] == index:
            break
        index = tokens.heads[index]
    return index
