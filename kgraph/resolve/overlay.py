"""Judgements on things: which names they fit, what they join and keep apart, and what became of those that fit none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from kgraph.resolve.claims import Stale
from kgraph.resolve.judgements import CHANGES, PAIRS, Judgement, Thing, check_pairs, contradiction
from kgraph.resolve.known import Known
from kgraph.resolve.names import family_of, key_of
from kgraph.resolve.profiles import Bearer, Group, Profile

Key = tuple[str, str]
Order = tuple[Group, str]


@dataclass(frozen=True, slots=True)
class Overlay:
    """What the judgements come to. Pairs are of indexes of profiles, the lower first; `reasons` say who joined a pair.

    `changes` are renamings and classes by the index of a profile.
    """

    together: Mapping[tuple[int, int], Judgement]
    apart: Collection[tuple[int, int]]
    asked: Collection[tuple[int, int]]
    changes: Mapping[int, tuple[Judgement, ...]]
    stale: tuple[Stale, ...]


def told_apart(
    bearers: Sequence[Bearer], judgements: Iterable[Judgement], paths: Mapping[str, str], known: Mapping[str, Known]
) -> tuple[list[Bearer], set[frozenset[Order]]]:
    """The bearers, and which of one name may not be joined: those that are judged different.

    Where both are taken for one known thing, the first that is given with its document leaves it: that is what was judged wrong.
    """
    apart: set[frozenset[Order]] = set()
    found = {(bearer.group, bearer.document): bearer for bearer in bearers}
    different = [judgement for judgement in judgements if judgement.verdict == "different"]
    keys = {order: _keys(bearer, known) for order, bearer in found.items()} if different else {}
    for judgement in different:
        sides = [{order for order, bearer in found.items() if _is_meant(bearer, keys[order], thing, paths)} for thing in judgement.things]
        # A name without a document means all others of that name.
        sides = [
            side if thing.document else side - sides[1 - at] for at, (thing, side) in enumerate(zip(judgement.things, sides, strict=True))
        ]
        for one in sides[0]:
            apart |= {frozenset((one, other)) for other in sides[1] if one[0] == other[0] and one != other}
        shared = {order[0] for order in sides[0]} & {order[0] for order in sides[1]}
        leaving = next((side for thing, side in zip(judgement.things, sides, strict=True) if thing.document), set())
        for order in sorted(leaving):
            if order[0] in shared and order[0][0] == "known":
                bearer = found[order]
                family = family_of(bearer.roots[0].type)
                found[order] = replace(bearer, group=(family, key_of(bearer.roots[0].text, family), bearer.document))
    return sorted(found.values(), key=lambda bearer: (bearer.document, bearer.group)), apart


def overlay(names: Sequence[Profile], judgements: Iterable[Judgement], paths: Mapping[str, str], known: Mapping[str, Known]) -> Overlay:
    """Fit the judgements to the profiles of names. `paths`: identifier of a document → the path under which it was read.

    Raises DataError, naming both lines, where judgements contradict one another.
    """
    judgements = [judgement for judgement in judgements if judgement.things]
    found = _Names(names, paths, known) if judgements else None
    together: dict[tuple[int, int], Judgement] = {}
    apart, asked = set(), set()
    changes: dict[int, list[Judgement]] = defaultdict(list)
    pairs: list[tuple[int, int, Judgement]] = []
    stale = []
    for judgement in judgements:
        assert found is not None
        meant = [found.meant(thing) for thing in judgement.things]
        problem = next((found.problem(thing, fits) for thing, fits in zip(judgement.things, meant, strict=True) if len(fits) != 1), None)
        if problem is not None:
            stale.append(Stale(judgement, problem))
        elif judgement.verdict == "different" and meant[0] == meant[1]:
            stale.append(Stale(judgement, "both names stand for one known thing: say [in DOCUMENT] behind the one that does not mean it"))
        elif judgement.verdict in CHANGES:
            changes[meant[0][0]].append(judgement)
        elif judgement.verdict in PAIRS:
            left, right = sorted((meant[0][0], meant[1][0]))
            asked.add((left, right))
            pairs.append((left, right, judgement))
            if judgement.verdict == "same" and left != right:
                together.setdefault((left, right), judgement)
            elif judgement.verdict == "different":
                apart.add((left, right))
    check_pairs(pairs)
    return Overlay(together, apart, asked, {index: tuple(found) for index, found in changes.items()}, tuple(stale))


def changes_of(members: Iterable[int], changes: Mapping[int, Sequence[Judgement]]) -> dict[str, Judgement]:
    """Verdict → the judgement that renames or reclassifies a cluster. Raises DataError, naming both lines, where two disagree."""
    said: dict[str, Judgement] = {}
    for index in sorted(members):
        for judgement in changes.get(index, ()):
            before = said.setdefault(judgement.verdict, judgement)
            if before.value != judgement.value:
                raise contradiction(judgement, before)
    return said


class _Names:
    """Profiles by what they are called, and where."""

    def __init__(self, names: Sequence[Profile], paths: Mapping[str, str], known: Mapping[str, Known]) -> None:
        self._paths = paths
        self._names = names
        self._by_key: dict[Key, list[int]] = defaultdict(list)
        self._by_short: dict[Key, list[int]] = defaultdict(list)
        for index, profile in enumerate(names):
            own = {key for bearer in profile.bearers for key in _keys(bearer, known)}
            if profile.known is not None:
                own |= {(profile.family, key_of(name, profile.family)) for name in known[profile.known].names}
            for key in own:
                self._by_key[key].append(index)
            for key in {(profile.family, form.key) for form in profile.forms} - own:
                self._by_short[key].append(index)

    def meant(self, thing: Thing) -> list[int]:
        called = self._by_key.get(thing.key) or self._by_short.get(thing.key, [])
        if thing.document is None:
            # A name that may not leave its document does not compete with one that is known everywhere.
            wide = [index for index in called if not self._names[index].local]
            known = [index for index in wide if self._names[index].known is not None]
            return known if len(known) == 1 else wide or called
        return [index for index in called if any(self._is_in(bearer, thing) for bearer in self._names[index].bearers)]

    def problem(self, thing: Thing, fits: Sequence[int]) -> str:
        if fits:
            where = sorted({self._paths.get(bearer.document, bearer.document) for at in fits for bearer in self._names[at].bearers[:1]})
            return f"{len(fits)} things are called '{thing.name}' now: say which with [in DOCUMENT], such as {', '.join(where[:3])}"
        if thing.document is not None and thing.document not in self._paths.values():
            return f"the document {thing.document} is not there any more"
        if self._by_key.get(thing.key):
            return f"{thing.document} does not speak of '{thing.name}' any more"
        elsewhere = sorted({self._names[at].family for (_, key), found in self._by_key.items() if key == thing.key[1] for at in found})
        if elsewhere:
            return f"'{thing.name}' is now of another kind: {', '.join(elsewhere)}"
        keys = [
            key
            for family, key in self._by_key
            if family == thing.key[0] and any(self._names[at].bearers for at in self._by_key[family, key])
        ]
        closest = process.extractOne(thing.key[1], sorted(keys), scorer=fuzz.ratio, score_cutoff=75)
        return f"nothing is called '{thing.name}' any more" + (f"; the closest name is '{closest[0]}'" if closest else "")

    def _is_in(self, bearer: Bearer, thing: Thing) -> bool:
        return self._paths.get(bearer.document) == thing.document


def _keys(bearer: Bearer, known: Mapping[str, Known]) -> set[Key]:
    """All that the bearer is called, by key."""
    names = [(family_of(root.type), root.text) for root in bearer.roots]
    if bearer.group[0] == "known":
        thing = known[bearer.group[1]]
        names += [(family_of(thing.type), name) for name in thing.names]
    return {(family, key_of(name, family)) for family, name in names}


def _is_meant(bearer: Bearer, keys: Collection[Key], thing: Thing, paths: Mapping[str, str]) -> bool:
    return thing.key in keys and (thing.document is None or paths.get(bearer.document) == thing.document)
