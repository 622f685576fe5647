"""What pronouns and descriptions stand for, by the network, and by the rules where the network has no opinion."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from spacy.tokens import Doc

from kgraph.language.mentions import Name
from kgraph.language.references import Reference
from kgraph.language.review import is_name
from kgraph.learned import Network, Tagged, View, links
from kgraph.learned.tokens import Marked

_SURE_OF_LINK = 0.5


def linked(
    doc: Doc, network: Network, view: View, names: Sequence[Name], tags: Sequence[Tagged], ruled: Sequence[Reference]
) -> list[Reference]:
    """References in the order of the text; each of the network's leads to the name that it is most likely to mean."""
    named = {index for name in names for index in range(name.start, name.end)}
    pointing = [tag for tag in tags if tag.type != "Contract" and not is_name(doc, tag) and named.isdisjoint(range(tag.start, tag.end))]
    by_rule = {(reference.start, reference.end): reference for reference in ruled}
    mentions: list[tuple[Marked, Name | None]] = [(Marked(name.start, name.end, name.type), name) for name in names]
    mentions += [(Marked(tag.start, tag.end, tag.type), None) for tag in pointing]
    mentions.sort(key=lambda mention: mention[0][:2])
    meant = _meant(network, view, mentions)
    found = [
        Reference(mention.start, mention.end, meant[index])
        for index, (mention, name) in enumerate(mentions)
        if name is None and index in meant
    ]
    taken = {index for reference in found for index in range(reference.start, reference.end)}
    found += [reference for span, reference in by_rule.items() if taken.isdisjoint(range(*span))]
    return sorted(found, key=lambda reference: reference.start)


def _meant(network: Network, view: View, mentions: Sequence[tuple[Marked, Name | None]]) -> dict[int, Name]:
    """For mentions that are no names, by index: the name with the largest share of what the mention may refer to, directly or not."""
    candidates: dict[int, dict[int, float]] = defaultdict(dict)
    for link in links(network, view, [mention for mention, _ in mentions]):
        candidates[link.mention][link.antecedent] = link.probability
    meant: dict[int, Name] = {}
    for index, (_, name) in enumerate(mentions):
        if name is not None:
            continue
        shares: dict[str, float] = defaultdict(float)
        bearers: dict[str, Name] = {}
        for antecedent, probability in candidates[index].items():
            bearer = mentions[antecedent][1] or meant.get(antecedent)
            if bearer is not None:
                shares[bearer.key] += probability
                bearers.setdefault(bearer.key, bearer)
        if shares:
            best = max(sorted(shares), key=lambda key: shares[key])
            if shares[best] >= _SURE_OF_LINK:
                meant[index] = bearers[best]
    return meant
