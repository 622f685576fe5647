"""Who held which office when: "the mayor", "the home secretary", "the Met commissioner", by place and the document's date, or nobody.

Tenures come from the seeds, and from what documents say themselves: who is called Mayor of Oldmere in a document of May 2026 held the
office then, and may have held it half a year before and after if no other person is called so in between. A description stands for
somebody only where exactly one person fits: one office, of an organization or a place that the document names or that the words
themselves name, and one holder on its date.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kgraph.model import Statement
from kgraph.resolve.bearers import is_office, span_of
from kgraph.resolve.known import Known
from kgraph.resolve.names import PERSON, cleaned, key_of
from kgraph.resolve.profiles import Bearer, Group
from kgraph.seeds import Seed

_NEAR = datetime.timedelta(days=183)
_NOT_NOW = frozenset({"former", "ex", "then", "previous", "next", "future", "late", "outgoing", "incoming", "new", "acting", "deputy"})
_OF = re.compile(r"(?P<role>.+?) (?:of|at|for) (?:the )?(?P<where>.+)")


@dataclass(frozen=True, slots=True)
class Tenure:
    """`person` held `role` (a key) of `organization` from `start` until the day before `end`, each as far as it is known.

    `seen` is a day on which a document says so, where that is all that is known.
    """

    person: Group
    organization: Group
    role: str
    start: datetime.date | None = None
    end: datetime.date | None = None
    seen: datetime.date | None = None


def held(
    bearers: Iterable[Bearer],
    statements: Iterable[Statement],
    seeds: Iterable[Seed],
    known: Mapping[str, Known],
    dates: Mapping[str, datetime.date],
) -> list[Bearer]:
    """The bearers, those that are offices as their holders; an office whose holder is not clear stays in its document.

    `dates`: identifier of a document → its date, where it has one.
    """
    bearers = list(bearers)
    if not any(is_office(bearer.roots[0]) for bearer in bearers):
        return bearers
    group_of = {span_of(root): bearer.group for bearer in bearers for root in bearer.roots}
    offices = Offices([*known_tenures(seeds), *learned_tenures(statements, group_of, dates)], known)
    named: dict[str, set[Group]] = defaultdict(set)
    for bearer in bearers:
        named[bearer.document].add(bearer.group)
    found: dict[tuple[str, Group], Bearer] = {}
    for bearer in bearers:
        if is_office(bearer.roots[0]):
            text = bearer.roots[0].text
            group = offices.holder(text, dates.get(bearer.document), named[bearer.document])
            bearer = replace(bearer, group=group or (PERSON, key_of(text, PERSON), bearer.document))
        before = found.get((bearer.document, bearer.group))
        roots = bearer.roots if before is None else tuple(sorted((*before.roots, *bearer.roots), key=span_of))
        found[bearer.document, bearer.group] = replace(bearer, roots=roots)
    return [found[key] for key in sorted(found)]


def known_tenures(seeds: Iterable[Seed]) -> list[Tenure]:
    """Those of the seeds."""
    return [
        Tenure(("known", seed.id), ("known", post.organization), key_of(post.role, "role"), post.start, post.end)
        for seed in seeds
        for post in seed.posts
    ]


def learned_tenures(
    statements: Iterable[Statement], group_of: Mapping[tuple[str, int, int, str], Group], dates: Mapping[str, datetime.date]
) -> list[Tenure]:
    """Those that documents affirm, on their own dates."""
    found = []
    for statement in statements:
        qualifiers = statement.qualifiers
        day = dates.get(statement.evidence.document)
        if statement.predicate != "affiliatedWith" or not qualifiers.role or day is None:
            continue
        if (qualifiers.polarity, qualifiers.modality) == ("positive", "actual"):
            ends = (group_of.get(span_of(end.root)) for end in (statement.subject, statement.object))
            person, organization = next(ends), next(ends)
            if person is not None and organization is not None and len(person) == len(organization) == 2:
                found.append(Tenure(person, organization, key_of(qualifiers.role, "role"), seen=day))
    return sorted(set(found), key=lambda tenure: (tenure.organization, tenure.role, str(tenure.seen), tenure.person))


class Offices:
    """Tenures by role. `called` are the keys by which organizations are known, `places` where they are."""

    def __init__(self, tenures: Iterable[Tenure], known: Mapping[str, Known]) -> None:
        self._known = known
        self._by_role: dict[str, list[Tenure]] = defaultdict(list)
        for tenure in tenures:
            for role in {tenure.role, _head(tenure.role)}:
                self._by_role[role].append(tenure)

    def holder(self, text: str, day: datetime.date | None, named: Collection[Group]) -> Group | None:
        """Whom the words mean in a document of that day that names those things; None where that is nobody or not clear."""
        if day is None:
            return None
        role, where = self._taken_apart(key_of(cleaned(text), "role"))
        offices: dict[Group, list[Tenure]] = defaultdict(list)
        for tenure in self._by_role.get(role, ()):
            if self._is_of(tenure, where) if where else self._is_near(tenure, role, named):
                offices[tenure.organization].append(tenure)
        holders = {person for tenures in offices.values() for person in _holders(tenures, day)}
        return holders.pop() if len(holders) == 1 else None

    def _taken_apart(self, words: str) -> tuple[str, str]:
        """The role, and the name of the organization or place, empty where none is named."""
        if set(words.split()) & _NOT_NOW:
            return "", ""
        if words in self._by_role:
            return words, ""
        of = _OF.fullmatch(words)
        if of is not None and of["role"] in self._by_role:
            return of["role"], of["where"]
        parts = words.split()
        for length in range(1, len(parts)):
            if " ".join(parts[length:]) in self._by_role:
                return " ".join(parts[length:]), " ".join(parts[:length])
        return "", ""

    def _is_of(self, tenure: Tenure, where: str) -> bool:
        forms = {where, where.removesuffix(" s"), where.removesuffix("s")}
        return bool(forms & set(self._names(tenure.organization)))

    def _is_near(self, tenure: Tenure, role: str, named: Collection[Group]) -> bool:
        """The organization or its place is named; for a role of which a country has one, anything of that country."""
        organization = self._known.get(tenure.organization[1]) if tenure.organization[0] == "known" else None
        if tenure.organization in named:
            return True
        if organization is None:
            return False
        if organization.place is not None and ("known", organization.place) in named:
            return True
        one = len({each.organization for each in self._by_role[role] if self._country(each) == organization.country}) == 1
        countries = {self._known[iri].country for kind, iri, *_ in named if kind == "known"}
        return one and " " in role and organization.country in countries

    def _country(self, tenure: Tenure) -> str | None:
        return self._known[tenure.organization[1]].country if tenure.organization[0] == "known" else None

    def _names(self, organization: Group) -> Iterable[str]:
        if organization[0] != "known":
            return (organization[1],)
        thing = self._known[organization[1]]
        place = self._known.get(thing.place or "")
        names = (*thing.names, *(place.names if place is not None else ()))
        return (key_of(name, "role") for name in names)


def _holders(tenures: Sequence[Tenure], day: datetime.date) -> set[Group]:
    """Who held one office on that day: as recorded, else whoever documents call so nearest to it."""
    recorded = {tenure.person for tenure in tenures if tenure.seen is None and _covers(tenure, day)}
    if recorded:
        return recorded
    near = [tenure for tenure in tenures if tenure.seen is not None and abs(tenure.seen - day) <= _NEAR]
    before = [tenure for tenure in near if tenure.seen is not None and tenure.seen <= day]
    after = [tenure for tenure in near if tenure.seen is not None and tenure.seen >= day]
    latest = max((tenure.seen for tenure in before if tenure.seen), default=None)
    earliest = min((tenure.seen for tenure in after if tenure.seen), default=None)
    return {tenure.person for tenure in near if tenure.seen in {latest, earliest}}


def _covers(tenure: Tenure, day: datetime.date) -> bool:
    return tenure.start is not None and tenure.start <= day and (tenure.end is None or day < tenure.end)


def _head(role: str) -> str:
    """ "mayor of london" is "mayor"."""
    return role.split(" of ")[0]
