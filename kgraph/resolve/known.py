"""Seeds and technologies in one form, and which names mean one of them only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kgraph.ontology import Technology
from kgraph.resolve.forms import form_of
from kgraph.resolve.names import PERSON, family_of, key_of
from kgraph.resolve.profiles import Group, Profile
from kgraph.seeds import Seed

WIKIDATA = "http://www.wikidata.org/entity/"


@dataclass(frozen=True, slots=True)
class Known:
    """A seed or technology. `names` include the label; `safe` are those that mean nothing else."""

    id: str
    label: str
    type: str
    names: tuple[str, ...]
    safe: tuple[str, ...]
    identifiers: tuple[str, ...] = ()
    country: str | None = None
    place: str | None = None
    posts: tuple[tuple[str, str], ...] = ()


def all_known(seeds: Sequence[Seed], technologies: Sequence[Technology]) -> dict[str, Known]:
    """By IRI."""
    return {each.id: each for each in (*map(_seed, seeds), *map(_technology, technologies))}


def names_known(known: Iterable[Known]) -> dict[Group, str]:
    """Names that mean one known thing only, by family and key: other spellings of them ("PALANTIR TECHNOLOGIES") are known too.

    Lone surnames and single short words are left to the gazetteer, which sees their case and the text around them.
    """
    bearers: dict[Group, set[str]] = {}
    for each in known:
        family = family_of(each.type)
        for name in each.safe:
            key = key_of(name, family)
            if " " in key or (family != PERSON and len(key) > 5):
                bearers.setdefault((family, key), set()).add(each.id)
    return {group: next(iter(found)) for group, found in bearers.items() if len(found) == 1}


def profile_of(known: Known) -> Profile:
    """What is known, as a profile that no document has a part in yet."""
    family = family_of(known.type)
    forms = {form.key: form for form in (form_of(name, family) for name in known.safe) if family != PERSON or len(form.words) > 1}
    return Profile(
        group=("known", known.id),
        family=family,
        forms=tuple(forms[key] for key in sorted(forms)),
        classes=frozenset({known.type}),
        label=known.label,
        known=known.id,
        placed=known.country is not None,
        countries=frozenset({known.country} if known.country else ()),
        places=frozenset({("known", known.place)} if known.place else ()),
        posts=frozenset((("known", organization), role.casefold()) for organization, role in known.posts),
    )


def _seed(seed: Seed) -> Known:
    names = (seed.name, *seed.names, *seed.ambiguous)
    return Known(
        id=seed.id,
        label=seed.name,
        type=seed.cls,
        names=names,
        safe=tuple(name for name in names if name not in seed.ambiguous),
        identifiers=(WIKIDATA + seed.wikidata,) if seed.wikidata else (),
        country=seed.country,
        place=seed.place,
        posts=tuple((post.organization, post.role) for post in seed.posts),
    )


def _technology(technology: Technology) -> Known:
    names = (technology.label, *technology.names)
    return Known(technology.id, technology.label, "Technology", names, names)
