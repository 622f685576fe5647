"""A name taken apart, so that two names can be compared by their parts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kgraph.resolve.names import ORGANIZATION, PERSON, cleaned, key_of
from kgraph.resolve.wording import load_wording

_LITTLE = frozenset(
    {"of", "the", "and", "for", "in", "on", "to", "at", "by", "s", "de", "du", "des", "del", "van", "der", "den", "la", "le", "el"}
)  # fmt: skip
# Whose office is as good as themselves.
_HOLDERS = frozenset({"commissioner", "ombudsman", "mayor", "auditor", "inspector", "prosecutor", "attorney", "sheriff", "controller"})
_SUFFIXES = {"junior": "jr", "senior": "sr"}
_NUMBER = re.compile(r"\d+")
_ACRONYM = re.compile(r"[A-Z][A-Z&.]{0,6}[A-Z]\.?")
_AROUND_POLICE = frozenset(
    {
        "academy", "advisory", "association", "authority", "board", "chief", "college", "commission", "commissioner", "commissioners",
        "committee", "complaint", "complaints", "conduct", "council", "federation", "foundation", "fund", "guild", "officer", "panel",
        "review", "trust", "union",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Form:
    """One name. `words` are spelled alike, without little words; `core` are those that tell which thing is meant, `reach` and `tails`
    those that need not be said. `acronym` is the name itself where it is one, `initials` what its acronym might be.

    Of a person, `core` is the surname and `given` the names before it. `country` (ISO 3166-1 alpha-2) is what the name itself tells.
    """

    text: str
    key: str
    words: tuple[str, ...]
    core: tuple[str, ...]
    reach: frozenset[str] = frozenset()
    tails: frozenset[str] = frozenset()
    given: tuple[str, ...] = ()
    suffix: str = ""
    numbers: tuple[str, ...] = ()
    acronym: str = ""
    initials: frozenset[str] = frozenset()
    country: str | None = None

    @property
    def letters(self) -> str:
        """The words in one, but for those that need not be said."""
        return "".join(word for word in self.words if word not in self.tails)


@lru_cache(maxsize=65536)
def form_of(text: str, family: str) -> Form:
    """The name of a thing of that family (`names.family_of`), taken apart."""
    key = key_of(text, family)
    return _person(text, key) if family == PERSON else _thing(text, key, family)


def _person(text: str, key: str) -> Form:
    wording = load_wording()
    words = key.split()
    suffix = ""
    while len(words) > 1 and words[-1] in wording.suffixes:
        suffix = _SUFFIXES.get(words[-1], words[-1])
        words.pop()
    at = next((index for index, word in enumerate(words[1:-1], 1) if word in wording.particles), len(words) - 1)
    double = text.split()[-1].count("-")
    if not suffix and 0 < double < len(words) - 1:
        at = min(at, len(words) - 1 - double)
    return Form(cleaned(text), key, tuple(words), tuple(words[at:]), given=tuple(words[:at]), suffix=suffix)


def _thing(text: str, key: str, family: str) -> Form:
    wording = load_wording()
    label = cleaned(text)
    words = tuple(part for word in key.split() if word not in _LITTLE for part in wording.spelling.get(word, word).split())
    words = _as_council(words) if family == ORGANIZATION else words
    country = next((wording.countries[word] for word in words if word in wording.countries), None) if len(words) > 1 else None
    core, reach, tails = [word for word in words if country is None or word not in wording.countries], set[str](), set[str]()
    if family == ORGANIZATION:
        if _is_police(words):
            core = [word for word in core if word not in wording.police] + ["police"]
        reach = {word for word in core if word in wording.reach}
        tails = {word for word in core[1:] if word in wording.tails}
        if _HOLDERS & set(core):
            tails |= {"office", "department"} & set(core)
    elif family == "technology":
        tails = {word for word in core[1:] if word in wording.heads}
    elif family == "Place":
        core = core[1:] if key.startswith("city of ") else core
    rest = [word for word in core if word not in reach and word not in tails]
    return Form(
        text=label,
        key=key,
        words=words,
        core=tuple(sorted(rest or core)),
        reach=frozenset(reach if rest else ()),
        tails=frozenset(tails if rest else ()),
        numbers=tuple(sorted(_NUMBER.findall(key))),
        acronym=re.sub(r"\W", "", label).casefold() if _ACRONYM.fullmatch(label) else "",
        initials=_initials(key.split(), tails) if family in {ORGANIZATION, "technology"} else frozenset(),
        country=country,
    )


def _as_council(words: tuple[str, ...]) -> tuple[str, ...]:
    """The "London Borough of Marlowgate" is Marlowgate Council."""
    borough = words.index("borough") if "borough" in words[:-1] else None
    if borough is None or "council" in words or any(word not in {"london", "royal"} for word in words[:borough]):
        return words
    return (*words[borough + 1 :], "borough", "council")


def _is_police(words: tuple[str, ...]) -> bool:
    """A police service, and not those who watch it, train it or work in it."""
    return bool({"police", "constabulary", "pd"} & set(words)) and not _AROUND_POLICE & set(words)


def _initials(words: list[str], tails: set[str]) -> frozenset[str]:
    if len(words) < 2:
        return frozenset()
    ways = (
        words,
        [word for word in words if word not in _LITTLE],
        [word for word in words if word not in _LITTLE and word not in tails],
    )
    return frozenset(letters for way in ways if len(letters := "".join(word[0] for word in way)) > 1)
