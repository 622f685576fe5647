"""What a text has spoken of so far, and what is most prominent in it: where pronouns and descriptions look for what they stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kgraph.language.mentions import Name

SUBJECTS = {"nsubj", "nsubjpass", "csubj", "agent"}


@dataclass(frozen=True, slots=True)
class Reference:
    """Tokens start..end stand for the thing that `name` names; `probability` is the network's, None where a rule says so."""

    start: int
    end: int
    name: Name
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was named or referred to: which sentence, which token, and how prominently."""

    name: Name
    sentence: int
    token: int
    subject: bool


def placed(name: Name, token: Token, sentence: int) -> Place:
    """The name as it stands at the token, in the sentence of that number."""
    return Place(name, sentence, token.i, token.dep_ in SUBJECTS or (token.dep_ == "conj" and token.head.dep_ in SUBJECTS))


def pointing(token: Token, start: int, name: Name | None) -> Reference | None:
    """The words from `start` to the token as a reference to the name, if there is one."""
    return Reference(start, token.i + 1, name) if name is not None else None


def clearest(places: Sequence[Place], number: int) -> Name | None:
    """The most salient thing; None where a second one comes close."""
    scores: dict[str, float] = {}
    names: dict[str, Name] = {}
    for place in places:
        weight = (2.0 if place.subject else 1.0) / (1 + number - place.sentence)
        scores[place.name.key] = scores.get(place.name.key, 0.0) * 0.5 + weight
        names[place.name.key] = place.name
    ranked = sorted(scores, key=lambda key: (-scores[key], key))
    if not ranked or (len(ranked) > 1 and scores[ranked[1]] > 0.75 * scores[ranked[0]]):
        return None
    return names[ranked[0]]


def only(places: Sequence[Place]) -> Name | None:
    """The one thing of which all places speak; None where they speak of several."""
    keys = {place.name.key: place.name for place in places}
    return next(iter(keys.values())) if len(keys) == 1 else None
