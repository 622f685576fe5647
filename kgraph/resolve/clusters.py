"""Profiles → clusters: what is one thing. Weak links make no chains, and what contradicts keeps apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kgraph.resolve.blocks import candidate_pairs
from kgraph.resolve.names import ORGANIZATION, PERSON
from kgraph.resolve.profiles import Group, Profile, joined
from kgraph.resolve.scores import DOUBT, SAME, Score, score

# By how much the best of several that fit must lead, if they do not fit one another.
_LEAD = 0.15

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Link:
    """Two profiles, by index, and how they score."""

    left: int
    right: int
    score: Score


@dataclass(frozen=True, slots=True)
class Clustering:
    """`members` are clusters of indexes of profiles, sorted; `links` those that joined them; `doubts` those that did not, though close."""

    members: tuple[tuple[int, ...], ...]
    links: tuple[Link, ...]
    doubts: tuple[Link, ...]


def one_a_name(profiles: Iterable[Profile], apart: Collection[frozenset[tuple[Group, str]]] = ()) -> list[Profile]:
    """The profiles of single documents as profiles of names: those of one name are joined unless they contradict one another.

    Those that know most come first, so that a document that says little cannot bridge two that disagree. `apart` are pairs of
    `Profile.order` that may not be joined.
    """
    by_group: dict[Group, list[Profile]] = defaultdict(list)
    for profile in profiles:
        by_group[profile.group].append(profile)
    names: list[Profile] = []
    for group in sorted(by_group):
        names.extend(_partition(by_group[group], apart))
    return names


def _partition(profiles: Sequence[Profile], apart: Collection[frozenset[tuple[Group, str]]]) -> Iterator[Profile]:
    first = profiles[0]
    if first.known is None and first.family in {PERSON, ORGANIZATION, "Place"}:
        profiles = sorted(profiles, key=lambda profile: (-len(profile.countries) - len(profile.places) - len(profile.posts), profile.order))
    parts: list[list[Profile]] = []
    sums: list[Profile] = []
    for profile in profiles:
        at = _fitting(profile, parts, sums, apart)
        if at is None:
            parts.append([profile])
            sums.append(profile)
        else:
            parts[at].append(profile)
            if first.known is None:
                sums[at] = _with(sums[at], profile)
    yield from (joined(part) for part in parts)


def _fitting(
    profile: Profile, parts: Sequence[Sequence[Profile]], sums: Sequence[Profile], apart: Collection[frozenset[tuple[Group, str]]]
) -> int | None:
    best: tuple[float, int] | None = None
    for index, part in enumerate(parts):
        if apart and any(frozenset((profile.order, other.order)) in apart for other in part):
            continue
        if profile.known is not None or not profile.forms:
            return index
        found = score(profile, sums[index])
        if found is not None and found.total >= SAME and (best is None or found.total > best[0]):
            best = found.total, index
    return None if best is None else best[1]


def _with(total: Profile, profile: Profile) -> Profile:
    """The sum of what is known; unchanged where the profile adds nothing, which is the rule in a large group."""
    if (
        profile.countries <= total.countries
        and profile.places <= total.places
        and profile.posts <= total.posts
        and profile.classes <= total.classes
        and (profile.actors <= total.actors or len(total.actors) > 100)
        and profile.placed <= total.placed
    ):
        return total
    return joined((total, profile))


def cluster(profiles: Sequence[Profile], together: Iterable[Pair] = (), apart: Collection[Pair] = ()) -> Clustering:
    """Join profiles whose score says so, best first, where no two of the joined contradict each other.

    `together` are joined before anything else and whatever the scores say; `apart` (the lower index first) never are.
    """
    scored = _Scores(profiles)
    root = {index: index for index in range(len(profiles))}
    members: dict[int, list[int]] = {index: [index] for index in root}
    for left, right in together:
        _merge(root, members, left, right)
    found = [Link(*pair, points) for pair in candidate_pairs(profiles) if (points := scored[pair]) is not None and points.total >= DOUBT]
    links, doubts = [], []
    unclear = _unclear(found, scored)
    for link in sorted(found, key=lambda link: (-link.score.total, profiles[link.left].order, profiles[link.right].order)):
        one, other = root[link.left], root[link.right]
        if one == other:
            links.append(link)
        elif link.score.total >= SAME and link not in unclear and _fit(members[one], members[other], scored, apart):
            _merge(root, members, link.left, link.right)
            links.append(link)
        else:
            doubts.append(link)
    doubts = [link for link in doubts if root[link.left] != root[link.right] and (link.left, link.right) not in apart]
    return Clustering(tuple(sorted(tuple(sorted(each)) for each in members.values())), tuple(links), tuple(doubts))


class _Scores:
    """Scores by pair of indexes, each reckoned once."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._profiles = profiles
        self._known: dict[Pair, Score | None] = {}

    def __getitem__(self, pair: Pair) -> Score | None:
        if pair not in self._known:
            left, right = self._profiles[pair[0]], self._profiles[pair[1]]
            both_known = left.known is not None and right.known is not None
            self._known[pair] = None if both_known or left.family != right.family else score(left, right)
        return self._known[pair]


def _unclear(links: Iterable[Link], scored: _Scores) -> set[Link]:
    """Links of a profile that fits two others about equally well, which do not fit each other: it is given to neither."""
    around: dict[int, list[tuple[float, int, Link]]] = defaultdict(list)
    for link in links:
        if link.score.total >= SAME:
            around[link.left].append((link.score.total, link.right, link))
            around[link.right].append((link.score.total, link.left, link))
    unclear: set[Link] = set()
    for fitting in around.values():
        fitting.sort(key=lambda each: (-each[0], each[1]))
        for total, other, link in fitting:
            near = (rival for points, rival, _ in fitting if rival != other and points > total - _LEAD)
            if any(not _belong(other, rival, scored) for rival in near):
                unclear.add(link)
    return unclear


def _belong(one: int, other: int, scored: _Scores) -> bool:
    points = scored[min(one, other), max(one, other)]
    return points is not None and points.total >= DOUBT


def _fit(one: Iterable[int], others: Sequence[int], scored: _Scores, apart: Collection[Pair]) -> bool:
    """Every two of them must be likely enough on their own: a chain of weak links is no evidence."""
    return all((min(left, right), max(left, right)) not in apart and _belong(left, right, scored) for left in one for right in others)


def _merge(root: dict[int, int], members: dict[int, list[int]], left: int, right: int) -> None:
    kept, gone = sorted((root[left], root[right]))
    if kept != gone:
        for index in members[gone]:
            root[index] = kept
        members[kept] += members.pop(gone)
