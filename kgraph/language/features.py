"""A parsed document as the network reads it: words with what parser, recognizer and rules say of each."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from kgraph.language.mentions import Name
from kgraph.learned import Tokens


def tokens(doc: Doc, names: Sequence[Name]) -> Tokens:
    """`names` are those that rules and lists find."""
    rules = [""] * len(doc)
    for name in names:
        for index in range(name.start, name.end):
            rules[index] = ("I-" if index > name.start else "B-") + name.type
    sentences = [0] * len(doc)
    for number, sentence in enumerate(doc.sents):
        for token in sentence:
            sentences[token.i] = number
    return Tokens(
        words=[token.text for token in doc],
        lemmas=[token.lemma_ for token in doc],
        tags=[token.pos_ for token in doc],
        relations=[token.dep_ for token in doc],
        entities=[token.ent_type_ for token in doc],
        rules=rules,
        heads=[token.head.i for token in doc],
        sentences=sentences,
    )
