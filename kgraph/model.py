"""The records that the stages hand to one another. All are frozen; this module imports nothing of kgraph.

Offsets are counted in code points of `Document.text`, from 0, `end` exclusive.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Literal

Polarity = Literal["positive", "negative"]
Modality = Literal["actual", "planned", "possible"]
Status = Literal["proposed", "tendered", "awarded", "extended", "blocked", "cancelled", "completed"]


@dataclass(frozen=True, slots=True)
class Source:
    """What is needed to cite a document. `id` is the SHA-256 of its bytes in hex, `path` the file name as the user knows it."""

    id: str
    path: str
    title: str | None = None
    date: datetime.date | None = None
    publisher: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read: where it comes from and the text to which all offsets refer."""

    source: Source
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that stands for something.

    `type` is a class of the ontology. `seed` is the IRI of a known actor, product or technology where the gazetteer knew the
    name. `antecedent` is the mention that a pronoun, a description or a short form refers back to.
    """

    document: str
    start: int
    end: int
    text: str
    type: str
    seed: str | None = None
    antecedent: Mention | None = None

    @property
    def root(self) -> Mention:
        """The name at the end of the chain of references."""
        mention = self
        while mention.antecedent is not None:
            mention = mention.antecedent
        return mention


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence that says so, at its offsets in the document's text."""

    document: str
    start: int
    end: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """How, when and on whose word a statement holds.

    `date` is YYYY, YYYY-MM or YYYY-MM-DD; `currency` is ISO 4217; `amount_text` is the sum as the document writes it.
    """

    polarity: Polarity = "positive"
    modality: Modality = "actual"
    attributed_to: Mention | None = None
    date: str | None = None
    amount: float | None = None
    currency: str | None = None
    count: float | None = None
    role: str | None = None
    status: Status | None = None
    amount_text: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Subject, property, object, how it holds, and the sentence that says so. `frame` names the wording that made it, `trigger` is the
    word of the sentence that does."""

    subject: Mention
    predicate: str
    object: Mention
    evidence: Evidence
    frame: str
    confidence: float
    qualifiers: Qualifiers = field(default_factory=Qualifiers)
    trigger: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing, one node. `identifiers` are IRIs of the same thing elsewhere (Wikidata). `reasons` say why each mention belongs to it."""

    id: str
    label: str
    type: str
    names: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """An entity as it stands at the end of an edge."""

    id: str
    label: str
    type: str


@dataclass(frozen=True, slots=True)
class Row:
    """A statement with its mentions resolved, as it is stored, shown and exported. `id` is the statement's IRI.

    `subject_name` and `object_name` are the names under which this document knows the two ends; None for contracts, which have none.
    It is `contested` where another statement of the graph denies of the same two what this one affirms, or the other way round.
    """

    id: str
    source: Source
    subject: Node
    predicate: str
    object: Node
    sentence: str
    start: int
    end: int
    polarity: Polarity
    modality: Modality
    attributed_to: Node | None
    date: str | None
    amount: float | None
    currency: str | None
    count: float | None
    role: str | None
    status: Status | None
    confidence: float
    frame: str
    subject_name: str | None = None
    object_name: str | None = None
    amount_text: str | None = None
    trigger: str | None = None
    contested: bool = False
