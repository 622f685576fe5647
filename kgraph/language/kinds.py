"""What kind of thing a name or a noun stands for, read from `ontology/kinds.yaml`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kgraph.errors import DataError
from kgraph.resources import folder

ORGANIZATIONS = (
    "PoliceForce",
    "GovernmentBody",
    "OversightBody",
    "Court",
    "Company",
    "CivilSocietyOrganization",
    "MediaOrganization",
    "ResearchOrganization",
    "PoliticalParty",
)

Phrase = tuple[str, ...]

_COMPLEMENTS = {"of", "for", "on", "in", "at", "against"}


@dataclass(frozen=True)
class Kinds:
    """Lexical cues for classes. Phrases are tuples of words; nouns are lower case, words of names keep their case."""

    endings: dict[Phrase, str]
    phrases: dict[Phrase, str]
    fields: tuple[tuple[str, frozenset[str], frozenset[str]], ...]
    heads: frozenset[str]
    nouns: dict[str, tuple[str, ...]]
    titles: frozenset[str]
    offices: frozenset[str]
    sole: frozenset[str]
    title_words: frozenset[str]
    address: frozenset[str]
    letters: frozenset[str]
    former: frozenset[str]
    leading: dict[str, str]
    implied: dict[str, str]
    grades: frozenset[str]
    overseers: tuple[str, ...]
    portfolios: frozenset[str]
    laypeople: frozenset[str]
    claimants: frozenset[str]
    defendants: frozenset[str]
    bystanders: frozenset[str]
    grammar: dict[str, dict[str, str]]
    speaking: frozenset[str]
    technology_alone: frozenset[str]
    technology_heads: frozenset[str]
    technology_vague: frozenset[str]
    technology_generic: frozenset[str]
    sites: frozenset[str]
    owners: frozenset[str]
    joined: frozenset[str]
    common: frozenset[str]
    demonyms: dict[str, str]

    def is_party(self, word: str) -> bool:
        """Whether the lower-case word is what one side of a lawsuit, or somebody beside them, is called there."""
        return word in self.claimants or word in self.defendants or word in self.bystanders

    def of_name(self, words: Sequence[str]) -> str | None:
        """The class that the words of a name give away, or None. The longest cue wins, then the order of the classes."""
        while len(words) > 1 and words[-1].isdigit():  # "Data Protection Act 2018"
            words = words[:-1]
        best: tuple[float, int, str] | None = None
        headed = _before_complement(words)
        if len(headed) < len(words):
            # "Inspectorate of Police": what it is stands before what it is for.
            head = self.ends_as(headed)
            any_body = any(headed[-1] in heads for _, heads, _ in self.fields)  # "Office of the Police Commissioner"
            best = (0.5 if any_body else 1.5, 1, head) if head is not None else None
        field = self._field(headed, words)
        if field is not None:
            best = (1.75, 1, field)
        for length in range(1, min(4, len(words)) + 1):
            ending = self.endings.get(tuple(words[-length:]))
            if ending is not None:
                best = max(best or (0, 0, ""), (length, 1, ending))
            for start in range(len(words) - length + 1):
                kind = self.phrases.get(tuple(words[start : start + length]))
                if kind is not None:
                    best = max(best or (0, 0, ""), (length, 0, kind), key=lambda found: found[:2])
        return best[2] if best else None

    def _field(self, headed: Sequence[str], words: Sequence[str]) -> str | None:
        """The class of a body whose head says little by what it deals with: "Audit Office", "Office of Covert Surveillance"."""
        for kind, heads, telling in self.fields:
            if headed and headed[-1] in heads and any(word in telling for word in words if word != headed[-1]):
                return kind
        return None

    def ends_as(self, words: Sequence[str]) -> str | None:
        """The class that the last words of a name give away, or None."""
        for length in (3, 2, 1):
            kind = self.endings.get(tuple(words[-length:])) or self.phrases.get(tuple(words[-length:]))
            if kind is not None and len(words) >= length:
                return kind
        return None

    def takes_complement(self, word: str) -> bool:
        """Whether `of …` or `for …` after this word may belong to the name ("Ministry of …", "Campaign for …")."""
        return word in self.heads

    def of_noun(self, noun: str) -> tuple[str, ...]:
        """The classes that a common noun, lower case, singular or plural, may describe; most telling first."""
        for form in (noun, noun.removesuffix("s"), noun.removesuffix("es")):
            if form in self.nouns:
                return self.nouns[form]
        return ()

    def body_of_post(self, words: Sequence[str]) -> str | None:
        """The class of body in which a post is held, told by its last words, lower case; None where these do not tell."""
        endings = (" ".join(words[start:]) for start in range(len(words)))
        kind = next((self.implied[ending] for ending in endings if ending in self.implied), None)
        ranks = {word for post, body in self.implied.items() if body == "PoliceForce" for word in post.split()}
        return None if kind == "PoliceForce" and not (ranks | self.grades).issuperset(words) else kind

    def is_office(self, phrase: str) -> bool:
        """Whether a lower-case noun or noun phrase names a post that a person holds."""
        return phrase in self.offices or phrase.removesuffix("s") in self.offices


def load_kinds(path: Path | None = None) -> Kinds:
    """Read the cues. Raises DataError where the file lacks a key or holds something else than lists of words."""
    path = path or folder("ontology") / "kinds.yaml"
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        return _kinds(data)
    except yaml.YAMLError as error:
        raise DataError(f"{path}: not valid YAML: {error}") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise DataError(f"{path}: key {error} is missing or not of the form described at its top") from error


def _kinds(data: dict[str, Any]) -> Kinds:
    endings: dict[Phrase, str] = {}
    phrases: dict[Phrase, str] = {}
    for kind in data["order"]:
        for word in data["names"][kind]["last"]:
            endings.setdefault(tuple(word.split()), kind)
        for word in data["names"][kind]["any"]:
            phrases.setdefault(tuple(word.split()), kind)
    complement = {phrase[-2] for phrase in phrases if phrase[-1] in ("of", "for")} | {phrase[0] for phrase in phrases if len(phrase) == 1}
    organizations = {phrase[-1] for phrase, kind in endings.items() if kind in ORGANIZATIONS and kind != "Company"}
    nouns: dict[str, list[str]] = {}
    for kind, words in data["nouns"].items():
        for word in words:
            nouns.setdefault(word.lower(), []).append(kind)
    people, technology = data["people"], data["technology"]
    return Kinds(
        endings=endings,
        phrases=phrases,
        fields=tuple((kind, frozenset(field["heads"]), frozenset(field["words"])) for kind, field in data["fields"].items()),
        heads=frozenset(complement | organizations),
        nouns={noun: tuple(kinds) for noun, kinds in nouns.items()},
        titles=frozenset(people["titles"]),
        offices=_lower(people["offices"]),
        sole=_lower(people["sole"]),
        title_words=frozenset(people["title words"]),
        address=frozenset(people["address"]),
        letters=frozenset(people["letters"]),
        former=frozenset(people["former"]),
        leading=dict(people["leading"]),
        implied={post: kind for kind, posts in people["implied"].items() for post in posts},
        grades=frozenset(people["grades"]),
        overseers=tuple(people["overseers"]),
        portfolios=frozenset(people["portfolios"]),
        laypeople=_lower(people["laypeople"]),
        claimants=frozenset(people["claimants"]),
        defendants=frozenset(people["defendants"]),
        bystanders=frozenset(people["bystanders"]),
        grammar={
            place: {verb: kind for kind, verbs in data["grammar"][place].items() for verb in verbs}
            for place in ("subject", "object", "by", "from", "beside")
        },
        speaking=frozenset(data["grammar"]["speaking"]),
        technology_alone=_lower(technology["alone"]),
        technology_heads=_lower(technology["heads"]),
        technology_vague=_lower(technology["vague"]),
        technology_generic=_lower(technology["generic"]),
        sites=frozenset(data["sites"]),
        owners=frozenset(data["owners"]),
        joined=frozenset(data["joined"]),
        common=frozenset(data["common"]),
        demonyms=dict(data["demonyms"]),
    )


def _before_complement(words: Sequence[str]) -> Sequence[str]:
    """ "Inspectorate" of "Inspectorate of Lifts"; the whole name where nothing follows its head."""
    return next((words[:index] for index, word in enumerate(words) if index and word in _COMPLEMENTS), words)


def _lower(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.lower() for word in words)
