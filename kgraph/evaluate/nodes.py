"""One thing, one node: into how many nodes a gold entity is split, and which gold entities share a node.

Entities of different gold documents are one thing where they have the same kind and one goes by the official name (the first of the
names) of the other: annotators call a thing as their document does. A mention stands for the gold entity that alone bears its words as
a name in its document, if their kinds agree too. Pronouns and descriptions are left out: what they refer to is a question of reading,
not of identity. So are contracts, which have no names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kgraph.evaluate.gold import GoldDocument, normal
from kgraph.model import Mention
from kgraph.resolve import Resolution
from kgraph.resolve.names import family_of, is_name

Thing = tuple[str, str]
"""Kind and official name."""


@dataclass(frozen=True, slots=True)
class Nodes:
    """`split` has the IRIs of every thing in more than one node, `merged` the things of every node that stands for more than one.

    `per_thing` is the mean number of nodes of a thing that was found at all; 1.0 is best.
    """

    things: int
    per_thing: float
    split: Mapping[Thing, tuple[str, ...]]
    merged: Mapping[str, tuple[Thing, ...]]


def nodes(gold: Sequence[GoldDocument], mentions: Mapping[str, Sequence[Mention]], resolution: Resolution) -> Nodes:
    """Compare the nodes of one collection with its gold annotations. `mentions`: name of a gold document → its mentions."""
    things = _things(gold)
    found: dict[Thing, set[str]] = defaultdict(set)
    holds: dict[str, set[Thing]] = defaultdict(set)
    for document in gold:
        for mention in mentions.get(document.name, ()):
            entity = _entity(document, mention)
            if entity is not None:
                thing, iri = things[document.name, entity], resolution.entity_of(mention).id
                found[thing].add(iri)
                holds[iri].add(thing)
    return Nodes(
        things=len(found),
        per_thing=sum(map(len, found.values())) / len(found) if found else 0.0,
        split={thing: tuple(sorted(iris)) for thing, iris in sorted(found.items()) if len(iris) > 1},
        merged={iri: tuple(sorted(held)) for iri, held in sorted(holds.items()) if len(held) > 1},
    )


def _entity(document: GoldDocument, mention: Mention) -> str | None:
    if not is_name(mention.text):
        return None
    kind = family_of(mention.root.type)
    fitting = [entity for entity in document.named(mention.text) if family_of(document.types[entity]) == kind]
    return fitting[0] if len(fitting) == 1 else None


def _things(gold: Iterable[GoldDocument]) -> dict[tuple[str, str], Thing]:
    """Name of a document and entity → the thing, which goes by the first in the alphabet of its official names."""
    official: dict[tuple[str, str], Thing] = {}
    same: dict[Thing, Thing] = {}
    for document in gold:
        for entity, label in document.labels.items():
            thing = (family_of(document.types[entity]), normal(label))
            official[document.name, entity] = same.setdefault(thing, thing)
    for document in gold:
        for name, bearers in document.bearers.items():
            for entity in bearers:
                kind, label = official[document.name, entity]
                if (kind, name) in same:
                    _unite(same, (kind, name), (kind, label))
    return {key: _first(same, thing) for key, thing in official.items()}


def _unite(same: dict[Thing, Thing], one: Thing, other: Thing) -> None:
    first, second = sorted((_first(same, one), _first(same, other)))
    same[second] = first


def _first(same: Mapping[Thing, Thing], thing: Thing) -> Thing:
    while same[thing] != thing:
        thing = same[thing]
    return thing
