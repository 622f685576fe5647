"""Passages → examples to learn from: tokens, marked mentions, which of them are one thing, and what holds between things."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from kgraph.evaluate.passages import Passage
from kgraph.language import Reader
from kgraph.language.features import tokens
from kgraph.language.mentions import find_mentions
from kgraph.learned.tokens import Marked, Tokens


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


def one_after_another(first: Example, second: Example) -> Example:
    """Two examples as one text, in which nothing of the one has to do with anything of the other."""
    offset = len(first.tokens)
    sentences = 1 + max(first.tokens.sentences, default=-1)
    return Example(
        f"{first.name}+{second.name}",
        Tokens(
            words=[*first.tokens.words, *second.tokens.words],
            lemmas=[*first.tokens.lemmas, *second.tokens.lemmas],
            tags=[*first.tokens.tags, *second.tokens.tags],
            relations=[*first.tokens.relations, *second.tokens.relations],
            entities=[*first.tokens.entities, *second.tokens.entities],
            rules=[*first.tokens.rules, *second.tokens.rules],
            heads=[*first.tokens.heads, *(head + offset for head in second.tokens.heads)],
            sentences=[*first.tokens.sentences, *(number + sentences for number in second.tokens.sentences)],
        ),
        (*first.mentions, *(Marked(start + offset, end + offset, kind) for start, end, kind in second.mentions)),
        (*(f"1 {entity}" for entity in first.entities), *(f"2 {entity}" for entity in second.entities)),
        (*_renamed(first.statements, "1"), *_renamed(second.statements, "2")),
    )


def _renamed(statements: Iterable[Stated], prefix: str) -> Iterator[Stated]:
    return (replace(row, subject=f"{prefix} {row.subject}", object=f"{prefix} {row.object}") for row in statements)


def _span(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """The tokens that the characters start..end touch."""
    touched = [token.i for token in doc if token.idx < end and token.idx + len(token) > start]
    return (touched[0], touched[-1] + 1) if touched else None


def tags(example: Example, classes: Sequence[str]) -> list[int]:
    """The tag of each token as `learned.tagging` numbers them; of nested mentions, the inner one."""
    found = [0] * len(example.tokens)
    for start, end, kind in sorted(example.mentions, key=lambda mention: mention.start - mention.end):
        for index in range(start, end):
            found[index] = 1 + 2 * classes.index(kind) + (index == start)
    return found
