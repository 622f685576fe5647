"""Wording as data: which verbs, nouns and adjectives evoke which property, and which of their roles fill its ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import yaml

from kgraph.errors import DataError
from kgraph.model import Modality, Polarity
from kgraph.ontology import Ontology, Property
from kgraph.resources import folder

_KEYS = {
    "name", "verbs", "nouns", "adjectives", "subject", "object", "needs", "unless", "subject_class", "object_class",
    "polarity", "modality", "confidence",
}  # fmt: skip
_OTHERS = frozenset({"with", "alongside", "by", "possessor"})  # roles in which somebody else takes part
_KINDS = {"verbs": "verb", "nouns": "noun", "adjectives": "adjective"}


@dataclass(frozen=True, slots=True)
class Frame:
    """One way to word a property. `words` must be there besides the evoking lemma: "for" in "pay for", "judicial" in "judicial review"."""

    predicate: str
    name: str
    kind: str
    words: tuple[str, ...]
    subject: tuple[str, ...]
    object: tuple[str, ...]
    needs: tuple[str, ...]
    unless: tuple[str, ...]
    domain: frozenset[str]
    range: frozenset[str]
    polarity: Polarity | None
    modality: Modality
    confidence: float

    @property
    def label(self) -> str:
        """What provenance calls it: `uses/operate`."""
        return f"{self.predicate}/{self.name}"


@dataclass(frozen=True)
class Frames:
    """All frames, by kind and first word of the lemma; the nouns to look through; the word lists that `needs` names."""

    by_lemma: Mapping[tuple[str, str], tuple[Frame, ...]]
    transparent_subject: frozenset[str]
    transparent_object: frozenset[str]
    needs: Mapping[str, frozenset[str]]

    def evoked_by(self, kind: str, lemma: str) -> tuple[Frame, ...]:
        """Frames that the lemma may evoke, if the words that they want besides are there."""
        return self.by_lemma.get((kind, lemma.split(" ")[0]), ())


def load_frames(ontology: Ontology, path: Path | None = None) -> Frames:
    """Read `ontology/frames.yaml`. Raises DataError naming property, frame and key where something is not as its top says."""
    path = path or folder("ontology") / "frames.yaml"
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise DataError(f"{path}: not valid YAML: {error}") from error
    needs = {name: frozenset(str(word).lower() for word in words) for name, words in (data.pop("needs", None) or {}).items()}
    transparent = data.pop("transparent", None) or {}
    index: dict[tuple[str, str], list[Frame]] = defaultdict(list)
    for name, entries in data.items():
        if name not in ontology.properties:
            raise DataError(f"{path}: {name!r} is not a property of the ontology")
        seen: set[str] = set()
        for entry in entries:
            for lemma, frame in _frames(f"{path}: {name}", ontology.properties[name], entry, needs, seen):
                index[frame.kind, lemma].append(frame)
    return Frames(
        {key: tuple(frames) for key, frames in index.items()},
        frozenset(transparent.get("subject", ())),
        frozenset(transparent.get("object", ())),
        needs,
    )


def _frames(
    where: str, signature: Property, entry: dict[str, Any], needs: Mapping[str, frozenset[str]], seen: set[str]
) -> Iterator[tuple[str, Frame]]:
    where = f"{where}, frame {entry.get('name')!r}"
    unknown = set(entry) - _KEYS
    if unknown:
        raise DataError(f"{where}: unknown key {sorted(unknown)[0]!r}; allowed are {', '.join(sorted(_KEYS))}")
    if not entry.get("name") or entry["name"] in seen:
        raise DataError(f"{where}: every frame of a property needs a name of its own")
    seen.add(entry["name"])
    for key in ("subject", "object"):
        if not entry.get(key):
            raise DataError(f"{where}: names no role for its {key}")
    for key, allowed in (("subject_class", signature.domain), ("object_class", signature.range)):
        stray = set(entry.get(key, ())) - allowed
        if stray:
            raise DataError(f"{where}: {key} {sorted(stray)[0]!r} is outside what the ontology allows for {signature.name}")
    unlisted = set(entry.get("unless", ())) - set(needs) - _OTHERS
    if unlisted:
        listed = f"one of the word lists under `needs`, or {' or '.join(sorted(_OTHERS))}"
        raise DataError(f"{where}: unless {sorted(unlisted)[0]!r} is not {listed}")
    polarity, modality = entry.get("polarity"), entry.get("modality", "actual")
    if polarity not in {None, *get_args(Polarity)} or modality not in get_args(Modality):
        raise DataError(f"{where}: polarity is {' or '.join(get_args(Polarity))}, modality {', '.join(get_args(Modality))}")
    for key, kind in _KINDS.items():
        for lemma in entry.get(key, ()):
            first, *words = str(lemma).split(" ")
            if kind == "noun":  # the head of a compound comes last
                *words, first = str(lemma).split(" ")
            yield (
                first,
                Frame(
                    signature.name,
                    entry["name"],
                    kind,
                    tuple(words),
                    _roles(entry["subject"]),
                    _roles(entry["object"]),
                    _roles(entry.get("needs", [])),
                    _roles(entry.get("unless", [])),
                    frozenset(entry.get("subject_class", signature.domain)),
                    frozenset(entry.get("object_class", signature.range)),
                    polarity,
                    modality,
                    float(entry.get("confidence", 0.8)),
                ),
            )


def _roles(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(str(role) for role in value)
