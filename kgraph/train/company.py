"""Examples two in a text, as things stand in an article that have nothing to do with one another."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kgraph.evaluate.examples import Example, Stated
from kgraph.learned.tokens import Marked, Tokens

_COUPLED = 0.5  # of the short examples share a text with another
_SHORT = 100  # tokens; what is longer is company enough by itself


def in_company(examples: Sequence[Example], chance: random.Random) -> list[Example]:
    """The examples, some of them two in a text: most things that a document names side by side have nothing to do with one another."""
    order = chance.sample(examples, len(examples))
    short = [example for example in order if len(example.tokens) <= _SHORT]
    couples = int(len(short) * _COUPLED / 2)
    alone = [*short[2 * couples :], *(example for example in order if len(example.tokens) > _SHORT)]
    return [*(one_after_another(*short[2 * number : 2 * number + 2]) for number in range(couples)), *alone]


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
