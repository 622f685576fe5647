"""What is known of a thing under one name: its forms, and the company in which documents mention it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kgraph.model import Mention
from kgraph.resolve.forms import Form

Group = tuple[str, ...]
"""("known", IRI), (family, key), or (family, key, document) where a name says too little to leave its document."""

Post = tuple[Group, str]
"""The organization and the role, in lower case; the role may be empty."""

# More companions than these tell no more, and cost time.
_ENOUGH = 200


@dataclass(frozen=True, slots=True)
class Bearer:
    """One name in one document: the roots that carry it, in the order of the text."""

    group: Group
    document: str
    roots: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """One name in those documents in which it means one thing; or a known thing, whether documents name it or not.

    `countries` (ISO 3166-1 alpha-2) are those that its documents speak of, or its own where that is told: `placed` says which.
    `actors` are the people and organizations named beside it.
    """

    group: Group
    family: str
    forms: tuple[Form, ...]
    classes: frozenset[str]
    label: str
    known: str | None = None
    local: bool = False
    placed: bool = False
    countries: frozenset[str] = frozenset()
    places: frozenset[Group] = frozenset()
    posts: frozenset[Post] = frozenset()
    actors: frozenset[Group] = frozenset()
    bearers: tuple[Bearer, ...] = ()

    @property
    def order(self) -> tuple[Group, str]:
        """Tells profiles apart, whatever else is resolved beside them."""
        return self.group, self.bearers[0].document if self.bearers else ""


def joined(profiles: Iterable[Profile]) -> Profile:
    """Profiles of one group as one; the bearers by document."""
    first, *others = profiles
    if not others:
        return first
    everyone = [first, *others]
    placed = any(profile.placed for profile in everyone)
    telling = [profile for profile in everyone if profile.placed == placed]
    return replace(
        first,
        forms=tuple(sorted({form.key: form for profile in everyone for form in profile.forms}.values(), key=lambda form: form.key)),
        classes=frozenset().union(*(profile.classes for profile in everyone)),
        placed=placed,
        countries=frozenset().union(*(profile.countries for profile in telling)),
        places=frozenset().union(*(profile.places for profile in everyone)),
        posts=frozenset().union(*(profile.posts for profile in everyone)),
        actors=_some(profile.actors for profile in everyone),
        bearers=tuple(sorted((bearer for profile in everyone for bearer in profile.bearers), key=lambda bearer: bearer.document)),
    )


def _some(groups: Iterable[frozenset[Group]]) -> frozenset[Group]:
    kept: set[Group] = set()
    for each in groups:
        if len(kept) >= _ENOUGH:
            break
        kept |= each
    return frozenset(kept)
