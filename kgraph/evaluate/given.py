"""How well each part does by itself on annotated passages: mentions, which of them are one thing, relations where all that is given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kgraph.errors import SetupError
from kgraph.evaluate.coreference import Agreement, b_cubed
from kgraph.evaluate.examples import Example, examples
from kgraph.evaluate.gold import documents
from kgraph.evaluate.passages import Passage, gold
from kgraph.evaluate.score import Tally
from kgraph.language import Reader
from kgraph.learned import Network, relations
from kgraph.learned.network import Vectors

_LIKELY = 0.4  # probability; about where F1 is highest
_SYMMETRIC = "partnersWith"


@dataclass(frozen=True)
class PartScores:
    """`spans`: mentions at their very place; `mentions`: of the right class too; `together`: which of them are one thing; `relations`: by
    property, by the network alone, with mentions and what they stand for as annotated."""

    spans: Tally
    mentions: Tally
    together: Agreement
    relations: Mapping[str, Tally]

    @property
    def related(self) -> Tally:
        """All properties together."""
        return sum(self.relations.values(), Tally())


def part_scores(passages: Sequence[Passage], reader: Reader) -> PartScores:
    """Read the passages, and score each part. Contracts are no mentions here: they are gathered, not read.

    Raises SetupError where the reader has no network.
    """
    if reader.network is None:
        raise SetupError("relations between given mentions are told by a network, and this reader has none: give it one")
    wanted: dict[tuple[str, int, int], tuple[str, Hashable]] = {}
    for passage in passages:
        for marked in passage.mentions:
            if marked.type != "Contract":
                wanted[passage.name, marked.start, marked.end] = marked.type, (passage.name, marked.entity)
    found: dict[tuple[str, int, int], tuple[str, Hashable]] = {}
    for reading in reader.read(documents(gold(passages))):
        name = reading.document.source.path.removesuffix(".md")
        for mention in reading.mentions:
            found[name, mention.start, mention.end] = mention.root.type, mention.root
    typed = sum(key in found and found[key][0] == kind for key, (kind, _) in wanted.items())
    return PartScores(
        Tally(len(found.keys() & wanted.keys()), len(found), len(wanted)),
        Tally(typed, len(found), len(wanted)),
        b_cubed({key: thing for key, (_, thing) in wanted.items()}, {key: thing for key, (_, thing) in found.items()}),
        _relations(list(examples(passages, reader)), reader.network),
    )


def _relations(given: Sequence[Example], network: Network) -> dict[str, Tally]:
    tallies = dict.fromkeys(network.properties, Tally())
    for example in given:
        said = {(row.subject, row.predicate, row.object) for row in example.statements}
        said |= {(other, name, one) for one, name, other in said if name == _SYMMETRIC}
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
        logits[numbers[scored.first], numbers[scored.second]].append(scored.logits)
    least = np.log(_LIKELY / (1 - _LIKELY))
    found: dict[str, set[tuple[str, str, str]]] = {name: set() for name in network.properties}
    for (subject, object_), rows in logits.items():
        joint = np.logaddexp.reduce(np.stack(rows), axis=0)
        for place in np.flatnonzero(joint >= least):
            name = network.properties[int(place)]
            found[name].add((things[subject], name, things[object_]))
    return found


def part_lines(scores: PartScores) -> Iterator[str]:
    """The scores as lines of text."""
    yield f"{'mentions':<16} {_figures(scores.spans)}"
    yield f"{'  of their class':<16} {_figures(scores.mentions)}"
    together = scores.together
    yield f"{'one thing (B³)':<16} P {together.precision:.3f}  R {together.recall:.3f}  F1 {together.f1:.3f}"
    yield f"{'relations, given':<16} {_figures(scores.related)}"
    for name, tally in sorted(scores.relations.items()):
        yield f"  {name:<14} {_figures(tally)}  gold {tally.wanted}"


def _figures(tally: Tally) -> str:
    return f"P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.f1:.3f}"
