"""Known actors, products, places and laws, read from the YAML lists of `seeds/actors`.

An entry has `id`, `class` and `name` (the full official name), and may have

    names       short forms and acronyms that mean nothing else in documents of this field; letter case counts
    ambiguous   names that mean other things too, believed only on other evidence in the document; may hold `name` itself
    country     ISO 3166-1 alpha-2, or EU
    place       id of its seat or jurisdiction
    part_of     id of the larger organization, place or law that it belongs to
    maker       id of a product's maker
    technology  local name of what kind of thing a product is, in ontology/technologies.ttl
    gender      male or female, for the agreement of pronouns only
    wikidata    Q-id
    posts       [{organization: id, role: text, from: date, to: date}]

A date of a post is a day, a month (2021-03) or a year (2021).
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast

import yaml

from kgraph import ids, resources
from kgraph.errors import DataError

CLASSES = frozenset({
    "PoliceForce", "GovernmentBody", "OversightBody", "Court", "Company", "CivilSocietyOrganization", "MediaOrganization",
    "ResearchOrganization", "PoliticalParty", "Person", "Product", "Place", "LegalInstrument",
})  # fmt: skip
"""Classes of the vocabulary that a seed may have: all but Technology, which has a scheme of its own, and Contract."""

Gender = Literal["male", "female"]

# Leaves every scalar as the text that was written: NO is Norway and not false, and a bad date is reported with its entry.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

_TEXTS = {"id", "class", "name", "country", "place", "part_of", "maker", "technology", "gender", "wikidata"}
_LISTS = {"names", "ambiguous"}
_KEYS = _TEXTS | _LISTS | {"posts"}
_POST_KEYS = {"organization", "role", "from", "to"}
_REFERENCES = ("place", "part_of", "maker")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DATE = re.compile(r"([12]\d{3})(?:-(\d\d))?(?:-(\d\d))?")
_FORMS = {
    "id": (_ID, "lower-case words joined by hyphens"),
    "technology": (_ID, "the local name of a concept of technologies.ttl"),
    "country": (re.compile(r"[A-Z]{2}"), "two capital letters of ISO 3166-1"),
    "wikidata": (re.compile(r"Q[1-9][0-9]*"), "Q and a number"),
    "gender": (re.compile(r"male|female"), "male or female; leave it out where it is not sure"),
    "class": (re.compile("|".join(sorted(CLASSES))), f"one of {', '.join(sorted(CLASSES))}"),
}


@dataclass(frozen=True, slots=True)
class Post:
    """An office. From `start` until the day before `end` the person certainly held it.

    `start` is None where the beginning is not recorded, `end` where no end is.
    """

    organization: str
    role: str
    start: datetime.date | None = None
    end: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Seed:
    """A known thing. `id`, `place`, `part_of`, `maker` and `technology` are IRIs, `wikidata` a Q-id."""

    id: str
    cls: str
    name: str
    names: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    country: str | None = None
    place: str | None = None
    part_of: str | None = None
    maker: str | None = None
    technology: str | None = None
    gender: Gender | None = None
    wikidata: str | None = None
    posts: tuple[Post, ...] = ()


def load_seeds(folder: Path | None = None) -> tuple[Seed, ...]:
    """The seeds of all YAML files in `folder`, or of those that come along, sorted by IRI.

    Raises DataError by file, entry and key for whatever is malformed, points nowhere or bears the name of another seed.
    """
    return _load((folder or resources.folder("seeds") / "actors").resolve())


def by_id(seeds: Iterable[Seed]) -> dict[str, Seed]:
    """IRI → seed."""
    return {seed.id: seed for seed in seeds}


def holders(seeds: Iterable[Seed], organization: str, role: str, on_date: datetime.date) -> tuple[Seed, ...]:
    """Who held the role, in any letter case, in the organization (an IRI) on that day, as far as the seeds know.

    A post without a recorded start or end counts as open on that side.
    """
    return tuple(seed for seed in seeds if any(_held(post, organization, role, on_date) for post in seed.posts))


def _held(post: Post, organization: str, role: str, day: datetime.date) -> bool:
    began = post.start is None or post.start <= day
    lasts = post.end is None or day < post.end
    return post.organization == organization and post.role.casefold() == role.casefold() and began and lasts


@dataclass(frozen=True, slots=True)
class _Entry:
    """One mapping of a file, and where it stands."""

    file: Path
    number: int
    data: Mapping[str, object]

    def objection(self, key: str, problem: str) -> DataError:
        return DataError(f"{self.file}: entry {self.number} ({self.data.get('id', 'no id')}): {key}: {problem}")


@cache
def _load(folder: Path) -> tuple[Seed, ...]:
    entries = [entry for path in sorted(folder.glob("*.yaml")) for entry in _entries(path)]
    if not entries:
        raise DataError(f"{folder}: has no seeds: name a folder with .yaml files that list actors")
    for entry in entries:
        _check_keys(entry)
    known = _check_ids(entries)
    for entry in entries:
        _check_references(entry, known)
    seeds = [_seed(entry) for entry in entries]
    _check_names(entries, seeds)
    return tuple(sorted(seeds, key=lambda seed: seed.id))


def _entries(path: Path) -> Iterator[_Entry]:
    try:
        content = yaml.load(path.read_bytes(), Loader=_LOADER)
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror or error})") from error
    except yaml.YAMLError as error:
        raise DataError(f"{path}: is not YAML: {' '.join(str(error).split())}") from error
    if not isinstance(content, list):
        raise DataError(f"{path}: must be a list of entries, each beginning with `- id:`")
    for number, data in enumerate(content, 1):
        if not isinstance(data, dict):
            raise DataError(f"{path}: entry {number}: must be a mapping with id, class and name")
        yield _Entry(path, number, data)


def _check_keys(entry: _Entry) -> None:
    for key in entry.data:
        if key not in _KEYS:
            raise entry.objection(str(key), f"unknown key; known are {', '.join(sorted(_KEYS))}")
    for key in ("id", "class", "name"):
        if key not in entry.data:
            raise entry.objection(key, "is missing")
    for key in _TEXTS & entry.data.keys():
        value = entry.data[key]
        if not isinstance(value, str) or not value.strip():
            raise entry.objection(key, f"must be text, is {value!r}; leave the key out where there is none")
        pattern, form = _FORMS.get(key, (None, ""))
        if pattern is not None and not pattern.fullmatch(value):
            raise entry.objection(key, f"{value!r} is not {form}")
    for key in _LISTS & entry.data.keys():
        value = entry.data[key]
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise entry.objection(key, f"must be a list of texts, is {value!r}")
        if len(set(value)) < len(value):
            raise entry.objection(key, "holds a name twice; keep one")


def _check_ids(entries: Iterable[_Entry]) -> dict[str, _Entry]:
    known: dict[str, _Entry] = {}
    for entry in entries:
        first = known.setdefault(_text(entry, "id"), entry)
        if first is not entry:
            raise entry.objection("id", f"is the id of entry {first.number} of {first.file.name} too; choose another")
    return known


def _check_references(entry: _Entry, known: Mapping[str, _Entry]) -> None:
    for key in _REFERENCES:
        if key in entry.data:
            _check_reference(entry, key, entry.data[key], known)
    for post in _posts(entry):
        _check_reference(entry, "posts: organization", post.get("organization"), known)
    if "place" in entry.data and known[_text(entry, "place")].data["class"] != "Place":
        raise entry.objection("place", f"{entry.data['place']!r} is no Place")
    if "maker" in entry.data and entry.data["class"] != "Product":
        raise entry.objection("maker", "only a Product has one")


def _check_reference(entry: _Entry, key: str, value: object, known: Mapping[str, _Entry]) -> None:
    if not isinstance(value, str) or value not in known:
        raise entry.objection(key, f"no seed has the id {value!r}; correct it, or add that seed")


def _check_names(entries: Iterable[_Entry], seeds: Iterable[Seed]) -> None:
    """A name leads to one seed, unless all its bearers say that it is ambiguous."""
    bearers: dict[str, list[tuple[_Entry, Seed]]] = defaultdict(list)
    for entry, seed in zip(entries, seeds, strict=True):
        for name in dict.fromkeys((seed.name, *seed.names, *seed.ambiguous)):
            bearers[name].append((entry, seed))
    for name, borne in bearers.items():
        for entry, seed in borne:
            if len(borne) > 1 and name not in seed.ambiguous:
                other = next(bearer.id for _, bearer in borne if bearer is not seed)
                raise entry.objection("names", f"{name!r} names {other} too; list it under `ambiguous` in both, or drop it from one")


def _seed(entry: _Entry) -> Seed:
    texts = {key: cast("str | None", entry.data.get(key)) for key in _TEXTS}
    ambiguous = _names(entry, "ambiguous")
    return Seed(
        id=ids.ACTOR + _text(entry, "id"),
        cls=_text(entry, "class"),
        name=_text(entry, "name"),
        names=tuple(name for name in _names(entry, "names") if name not in ambiguous),
        ambiguous=ambiguous,
        country=texts["country"],
        place=_iri(texts["place"]),
        part_of=_iri(texts["part_of"]),
        maker=_iri(texts["maker"]),
        technology=ids.TECHNOLOGY + texts["technology"] if texts["technology"] else None,
        gender=cast("Gender | None", texts["gender"]),
        wikidata=texts["wikidata"],
        posts=tuple(_post(entry, post) for post in _posts(entry)),
    )


def _text(entry: _Entry, key: str) -> str:
    return cast(str, entry.data[key])


def _names(entry: _Entry, key: str) -> tuple[str, ...]:
    return tuple(cast("list[str]", entry.data.get(key, [])))


def _iri(local: str | None) -> str | None:
    return ids.ACTOR + local if local else None


def _posts(entry: _Entry) -> list[dict[str, object]]:
    posts = entry.data.get("posts", [])
    if not isinstance(posts, list) or not all(isinstance(post, dict) for post in posts):
        raise entry.objection("posts", "must be a list of mappings with organization and role")
    for post in posts:
        for key in post:
            if key not in _POST_KEYS:
                raise entry.objection("posts", f"unknown key {key!r}; known are {', '.join(sorted(_POST_KEYS))}")
        role = post.get("role")
        if not isinstance(role, str) or not role.strip():
            raise entry.objection("posts", "a post needs a role")
    return posts


def _post(entry: _Entry, post: Mapping[str, object]) -> Post:
    start, end = _bounds(entry, post.get("from")), _bounds(entry, post.get("to"))
    # Of a month or a year only what is certain: held from its last day, held until its first.
    begun, left = start[1] if start else None, end[0] if end else None
    if start and end and end[1] < start[0]:
        raise entry.objection("posts", f"ends ({post['to']}) before it begins ({post['from']})")
    return Post(ids.ACTOR + str(post["organization"]), str(post["role"]), begun, left)


def _bounds(entry: _Entry, value: object) -> tuple[datetime.date, datetime.date] | None:
    """First and last day of the day, month or year that stands in the file."""
    if value is None or value == "":
        return None
    parts = _DATE.fullmatch(value) if isinstance(value, str) else None
    try:
        if parts is None:
            raise ValueError
        year, month, day = (int(part) if part else None for part in parts.groups())
        first = datetime.date(year or 0, month or 1, day or 1)
        last_month = month or 12
        return first, datetime.date(first.year, last_month, day or calendar.monthrange(first.year, last_month)[1])
    except ValueError:
        raise entry.objection("posts", f"{value!r} is no date; write 2022-09-12, 2022-09 or 2022") from None
