"""Clusters → entities: under which IRI, label and class a thing stands, and why each mention belongs to it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kgraph import ids
from kgraph.model import Entity, Mention
from kgraph.resolve.bearers import Span, is_office, says_which, span_of
from kgraph.resolve.contracts import CONTRACT
from kgraph.resolve.known import Known
from kgraph.resolve.names import best_label, cleaned, family_of
from kgraph.resolve.profiles import Group, Profile

CLASSES = (
    "PoliceForce", "GovernmentBody", "OversightBody", "Court", "Company", "CivilSocietyOrganization", "MediaOrganization",
    "ResearchOrganization", "PoliticalParty", "Person", "Technology", "Product", "Place", "LegalInstrument", CONTRACT,
)  # fmt: skip
_CALLED = {"Technology": "technology", "Product": "product", "Place": "place", "LegalInstrument": "law"}

Joined = Mapping[tuple[Group, str], str]
"""`Profile.order` → why the profile is in the cluster of another name."""


def namesakes(profiles: Iterable[Profile]) -> frozenset[tuple[Group, str]]:
    """Those profiles (`Profile.order`) whose name another thing bears that is better attested: it keeps the IRI of the name alone."""
    by_group: dict[Group, list[Profile]] = defaultdict(list)
    for profile in profiles:
        by_group[profile.group].append(profile)
    found = set()
    for group, bearing in by_group.items():
        first = min(bearing, key=lambda profile: (-len(profile.bearers), profile.order))
        # Where the known thing of that name is told apart from another, the other is never the known one.
        found |= {profile.order for profile in bearing if profile is not first or (group[0] == "known" and profile.known is None)}
    return frozenset(found)


def main_profile(profiles: Iterable[Profile]) -> Profile:
    """The one whose name makes the IRI: a known thing, then the fullest name, then the first in the alphabet."""

    def rank(profile: Profile) -> tuple[bool, bool, int, tuple[Group, str]]:
        return profile.known is None, profile.local, -max((len(form.key) for form in profile.forms), default=0), profile.order

    return min(profiles, key=rank)


def entity_of(
    profiles: Sequence[Profile], mentions: Mapping[Span, Sequence[Mention]], known: Mapping[str, Known], second: bool, why: Joined
) -> Entity:
    """The entity of a cluster. `mentions`: root → the mentions that stand for it, itself included. `second`: it is a namesake."""
    main = main_profile(profiles)
    why_of = {span_of(root): why.get(profile.order) for profile in profiles for bearer in profile.bearers for root in bearer.roots}
    members = sorted((mention for span in why_of for mention in mentions[span]), key=span_of)
    if main.known is not None:
        return _known_entity(known[main.known], members, why_of)
    return _named_entity(main, members, why_of, second)


def _known_entity(known: Known, members: Sequence[Mention], why_of: Mapping[Span, str | None]) -> Entity:
    kind = _CALLED.get(known.type, "actor")
    forms = {cleaned(name) for name in known.names}
    reasons = []
    other = set()
    for mention in members:
        name, why = cleaned(mention.text), why_of[span_of(mention.root)]
        if mention.antecedent is None and why is not None:
            reasons.append(why)
            other.add(name)
        elif mention.antecedent is None and is_office(mention):
            reasons.append(f"'{name}' on the day of the document")
        elif mention.root.seed is None and mention.antecedent is None:
            reasons.append(f"same name as the known {kind} '{known.label}'")
        elif mention.antecedent is None or name in forms:
            reasons.append(f"known {kind} by name '{name}'")
        else:
            reasons.append(f"refers back to '{cleaned(mention.root.text)}'")
    names = tuple(sorted((set(known.names) | other) - {known.label}))
    return Entity(known.id, known.label, known.type, names, known.identifiers, tuple(members), tuple(reasons))


def _named_entity(main: Profile, members: Sequence[Mention], why_of: Mapping[Span, str | None], second: bool) -> Entity:
    family, key, *document = main.group
    if second:
        document = [main.bearers[0].document]
    roots = [mention for mention in members if mention.antecedent is None]
    roots = [mention for mention in roots if not is_office(mention)] or roots
    own = [mention.text for mention in roots if why_of[span_of(mention)] is None]
    label = best_label(own or [mention.text for mention in roots])
    digest = ids.digest(family, key, *document, length=8)
    named = [
        mention for mention in members if mention in roots or (mention.antecedent and family != "technology" and says_which(mention.text))
    ]
    return Entity(
        id=ids.ENTITY + "-".join(part for part in (ids.slug(key), digest) if part),
        label=label,
        type=_vote(mention.type for mention in members if family_of(mention.type) == family),
        names=tuple(sorted({cleaned(mention.text) for mention in named} - {label})),
        mentions=tuple(members),
        reasons=tuple(_reason(mention, label, main.local, why_of[span_of(mention.root)]) for mention in members),
    )


def _reason(mention: Mention, label: str, local: bool, why: str | None) -> str:
    if mention.antecedent is not None:
        return f"refers back to '{cleaned(mention.root.text)}'"
    if why is not None:
        return why
    if is_office(mention) and not local:
        return f"'{cleaned(mention.text)}' on the day of the document"
    return f"same name as '{label}' in this document" if local else f"same name as '{label}'"


def _vote(types: Iterable[str]) -> str:
    """The most frequent class; of equals the first in the vocabulary."""
    counted = Counter(types)
    order = {name: index for index, name in enumerate(CLASSES)}
    return min(counted, key=lambda name: (-counted[name], order.get(name, len(order)), name))
