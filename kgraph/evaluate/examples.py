"""Passages → examples to learn from: tokens, marked mentions, which of them are one thing, and what holds between things."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from kgraph.evaluate.passages import Passage
from kgraph.language import Reader
from kgraph.language.features import tokens
from kgraph.language.mentions import find_mentions
from kgraph.learned.tokens import Marked, Tokens

SYMMETRIC = "partnersWith"
"""The property that holds either way round."""


@dataclass(frozen=True)
class Stated:
    """A statement between two things, by their identifiers in the passage."""

    subject: str
    predicate: str
    object: str
    negative: bool
    modality: str


@dataclass(frozen=True)
class Example:
    """`entities` has the identifier of the thing behind each mention; statements about things without a mention are left out."""

    name: str
    tokens: Tokens
    mentions: tuple[Marked, ...]
    entities: tuple[str, ...]
    statements: tuple[Stated, ...]


def examples(passages: Iterable[Passage], reader: Reader) -> Iterator[Example]:
    """An example for each passage, in the order given, parsed by the reader's pipeline and seen by its rules."""
    pairs = ((passage.text, passage) for passage in passages)
    for doc, passage in reader.pipeline.pipe(pairs, as_tuples=True, batch_size=32):
        names = find_mentions(doc, reader.gazetteer, reader.kinds)
        marked = sorted(
            {(*span, mention.type, mention.entity) for mention in passage.mentions if (span := _span(doc, mention.start, mention.end))}
        )
        present = {entity for *_, entity in marked}
        yield Example(
            passage.name,
            tokens(doc, names),
            tuple(Marked(start, end, kind) for start, end, kind, _ in marked),
            tuple(entity for *_, entity in marked),
            tuple(
                Stated(row.subject, row.predicate, row.object, row.polarity == "negative", row.modality)
                for row in passage.statements
                if {row.subject, row.object} <= present
            ),
        )


def _span(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """The tokens that the characters start..end touch."""
    touched = [token.i for token in doc if token.idx < end and token.idx + len(token) > start]
    return (touched[0], touched[-1] + 1) if touched else None
