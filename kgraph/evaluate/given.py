"""Relations between mentions that are given: how well the network tells them, apart from how well mentions are found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from kgraph.errors import SetupError
from kgraph.evaluate.examples import SYMMETRIC, Example, examples
from kgraph.evaluate.passages import Passage
from kgraph.evaluate.score import Tally
from kgraph.language import Reader
from kgraph.learned import Network, relations
from kgraph.learned.network import Vectors

_LIKELY = 0.4  # probability; about where F1 is highest


def relations_given(passages: Sequence[Passage], reader: Reader) -> dict[str, Tally]:
    """By property, what the reader's network alone makes of the mentions that are marked, and of which of them are one thing.

    Raises SetupError where the reader has no network.
    """
    if reader.network is None:
        raise SetupError("relations between given mentions are told by a network, and this reader has none: give it one")
    network = reader.network
    tallies = dict.fromkeys(network.properties, Tally())
    for example in examples(passages, reader):
        said = {(row.subject, row.predicate, row.object) for row in example.statements}
        said |= {(other, name, one) for one, name, other in said if name == SYMMETRIC}
        for name, found in _likely(example, network).items():
            wanted = {ends for ends in said if ends[1] == name}
            tallies[name] += Tally(len(found & wanted), len(found), len(wanted))
    return tallies


def _likely(example: Example, network: Network) -> Mapping[str, set[tuple[str, str, str]]]:
    """Statements by property."""
    things = list(dict.fromkeys(example.entities))
    logits: dict[tuple[int, int], list[Vectors]] = defaultdict(list)
    numbers = [things.index(entity) for entity in example.entities]
    for scored in relations(network, network.view(example.tokens), example.mentions, numbers):
        logits[numbers[scored.pair.first], numbers[scored.pair.second]].append(scored.logits)
    least = np.log(_LIKELY / (1 - _LIKELY))
    found: dict[str, set[tuple[str, str, str]]] = {name: set() for name in network.properties}
    for (subject, object_), rows in logits.items():
        joint = np.logaddexp.reduce(np.stack(rows), axis=0)
        for place in np.flatnonzero(joint >= least):
            name = network.properties[int(place)]
            found[name].add((things[subject], name, things[object_]))
    return found
