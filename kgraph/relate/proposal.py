"""A statement in the making: two mentions, a property, and the word that says so."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span, Token

from kgraph.model import Mention, Modality, Polarity, Status


@dataclass(frozen=True)
class Proposal:
    """`trigger` is the token that evokes the property; qualifiers are read off its surroundings later, unless given here.

    `pointed` tells that an end is only pointed to where it is said, as "the two", or as whoever is speaking.
    """

    subject: Mention
    predicate: str
    object: Mention
    trigger: Token
    frame: str
    confidence: float
    polarity: Polarity | None = None
    modality: Modality | None = None
    role: str | None = None
    dated: bool = True
    amount: float | None = None
    currency: str | None = None
    count: float | None = None
    status: Status | None = None
    amount_text: str | None = None
    object_token: Token | None = None
    pointed: bool = False

    @property
    def sentence(self) -> Span:
        return self.trigger.sent

    @property
    def key(self) -> tuple[Mention, str, Mention]:
        """What makes two proposals of a document the same statement."""
        return self.subject.root, self.predicate, self.object.root
