"""How a person is titled: "Chief Constable" before a name, "public affairs manager" as a noun said of it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from kgraph.language import Reading
from kgraph.language.kinds import Kinds


def title_before(reading: Reading, span: Span, kinds: Kinds) -> tuple[int, int]:
    """The tokens of the title that stands before a name, with or without a comma between."""
    doc, first = span.doc, span.sent.start
    end = span.start - 1 if span.start > first and doc[span.start - 1].text == "," else span.start
    start = end
    while start > first and reading.mention_of(doc[start - 1]) is None and _titular(doc[start - 1], kinds):
        start -= 1
    called = any(_is_title(token, kinds) for token in doc[start:end])
    return (start, end) if called else (end, end)


def untitled(title: Span, kinds: Kinds) -> str:
    """The title without Mr and Dame; of several people, what each of them is: "Councilmembers Roe and Tarn"."""
    words = [word.text for word in title if word.lower_.rstrip(".") not in kinds.address]
    if words and words[-1].lower() not in kinds.offices and words[-1].lower().removesuffix("s") in kinds.offices:
        words[-1] = words[-1][:-1]
    return " ".join(words)


def _titular(token: Token, kinds: Kinds) -> bool:
    """The word belongs to a title: an office, or what stands before one ("policing minister", "staff attorney")."""
    if _is_title(token, kinds) or token.lower_ in kinds.title_words | kinds.address:
        return True
    return token.dep_ in {"compound", "amod"} and token.pos_ in {"NOUN", "ADJ", "PROPN"} and _is_title(token.head, kinds)


def _is_title(token: Token, kinds: Kinds) -> bool:
    return token.text in kinds.titles or kinds.is_office(token.lower_)


def is_titled(span: Span, kinds: Kinds) -> bool:
    """Whether a title stands right before a name; Mr and Dame are none."""
    before = span.doc[span.start - 1] if span.start else None
    return before is not None and _is_title(before, kinds) and before.lower_ not in kinds.address


def title_words(reading: Reading, noun: Token) -> Iterator[Token]:
    """The office and what stands before it: "public affairs manager", "police and crime commissioner"."""
    for child in noun.lefts:
        if child.dep_ in {"compound", "amod", "nmod"} and reading.mention_of(child) is None:
            yield from title_words(reading, child)
            yield from (token for token in child.rights if token.dep_ in {"cc", "conj"} and token.i < noun.i)
    yield noun
