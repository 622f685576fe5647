"""What pronouns and descriptions stand for, by the network, and by the rules where the network has no opinion or a doubtful one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from spacy.tokens import Doc

from kgraph.language.kinds import Kinds
from kgraph.language.mentions import Name
from kgraph.language.review import is_name
from kgraph.language.salience import Reference
from kgraph.learned import Network, Tagged, View, links
from kgraph.learned.network import Vectors
from kgraph.learned.tokens import Marked

_SURE_OF_LINK = 0.5
_SURE_AGAINST_RULE = 0.8
_OWN_VOICE = 0.2


def linked(
    doc: Doc, network: Network, view: View, names: Sequence[Name], tags: Sequence[Tagged], ruled: Sequence[Reference], kinds: Kinds
) -> list[Reference]:
    """References in the order of the text; each of the network's leads to the name that it is most likely to mean."""
    named = {index for name in names for index in range(name.start, name.end)}
    unnamed = (tag for tag in tags if named.isdisjoint(range(tag.start, tag.end)))
    pointing = [_owner(doc, tag, kinds) for tag in unnamed if tag.type != "Contract" and not is_name(doc, tag, kinds)]
    by_rule = {(reference.start, reference.end): reference for reference in ruled}
    mentions: list[tuple[Marked, Name | None]] = [(Marked(name.start, name.end, name.type), name) for name in names]
    mentions += [(Marked(tag.start, tag.end, tag.type), None) for tag in pointing]
    mentions.sort(key=lambda mention: mention[0][:2])

    def fits(index: int, name: Name) -> bool:
        """Only a person holds an office, whatever else the network may think of "the mayor"."""
        return name.type == "Person" or not kinds.is_office(doc[mentions[index][0].end - 1].lower_)

    meant = _meant(network, view, mentions, fits)
    found = [
        agreed(Reference(mention.start, mention.end, *meant[index]), ruled)
        for index, (mention, name) in enumerate(mentions)
        if name is None and index in meant
    ]
    taken = {index for reference in found for index in range(reference.start, reference.end)}
    found += [reference for span, reference in by_rule.items() if taken.isdisjoint(range(*span))]
    return sorted(found, key=lambda reference: reference.start)


def _owner(doc: Doc, tag: Tagged, kinds: Kinds) -> Tagged:
    """Of "its contract", tagged as whose it is, the "its"."""
    owned = tag.end - tag.start > 1 and doc[tag.start].dep_ == "poss" and "Contract" in kinds.of_noun(doc[tag.end - 1].lower_)
    return tag._replace(end=tag.start + 1) if owned else tag


def agreed(reference: Reference, ruled: Sequence[Reference]) -> Reference:
    """The rule's where it says that the words mean another thing, and the network is not sure enough to overrule it."""
    sure = reference.probability is None or reference.probability >= _SURE_AGAINST_RULE
    others = (other for other in ruled if other.end == reference.end and other.name.key != reference.name.key)
    return reference if sure else next(others, reference)


def retyped(
    names: Sequence[Name], references: Sequence[Reference], shares: Callable[[int, int], Vectors], classes: Sequence[str]
) -> tuple[list[Name], list[Reference]]:
    """Names and references with the class that all mentions of a thing speak for together: "the force" tells what Harrow Vale is.

    `shares`: what the network makes of the tokens start..end. The class that rules and network agreed upon for a name counts as one
    more voice; what the gazetteer knows, and what goes by a technology's name, stays.
    """
    voices: dict[str, Vectors] = {}
    for start, end, name in [*((name.start, name.end, name) for name in names), *((r.start, r.end, r.name) for r in references)]:
        if name.seed is None:
            voices[name.key] = voices.get(name.key, np.zeros(len(classes), np.float32)) + shares(start, end)
    for name in names:
        if name.key in voices:
            voices[name.key][classes.index(name.type)] += _OWN_VOICE / sum(other.key == name.key for other in names)
    chosen = {key: classes[int(votes.argmax())] for key, votes in voices.items()}

    def typed(name: Name) -> Name:
        kind = chosen.get(name.key, name.type)
        seat = (name.type, kind) == ("Place", "Court")  # "the court in Brookmarket": the network takes it for one name
        fixed = name.seed is not None or name.type == "Technology" or kind in {"Contract", "Technology"} or seat
        return name if fixed else replace(name, type=kind)

    return [typed(name) for name in names], [replace(reference, name=typed(reference.name)) for reference in references]


def _meant(
    network: Network, view: View, mentions: Sequence[tuple[Marked, Name | None]], fits: Callable[[int, Name], bool]
) -> dict[int, tuple[Name, float]]:
    """For mentions that are no names, by index: the name with the largest share of what the mention may refer to, directly or not, and
    that share."""
    candidates: dict[int, dict[int, float]] = defaultdict(dict)
    for link in links(network, view, [mention for mention, _ in mentions]):
        candidates[link.mention][link.antecedent] = link.probability
    meant: dict[int, tuple[Name, float]] = {}
    for index, (_, name) in enumerate(mentions):
        if name is not None:
            continue
        shares: dict[str, float] = defaultdict(float)
        bearers: dict[str, Name] = {}
        for antecedent, probability in candidates[index].items():
            bearer = mentions[antecedent][1] or (meant[antecedent][0] if antecedent in meant else None)
            if bearer is not None and fits(index, bearer):
                shares[bearer.key] += probability
                bearers.setdefault(bearer.key, bearer)
        if shares:
            best = max(sorted(shares), key=lambda key: shares[key])
            if shares[best] >= _SURE_OF_LINK:
                meant[index] = bearers[best], shares[best]
    return meant
