"""From a role of a predicate to the things that fill it: through coordination, apposition and nouns that only point further."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set

from spacy.tokens import Token

from kgraph.model import Mention

MentionOf = Callable[[Token], Mention | None]

_POINTING = {"of", "in", "by", "with", "on", "for", "from", "at", "to", "about", "over", "between", "behind"}
_DEPTH = 3


def things(token: Token, classes: Set[str], transparent: Set[str], mention_of: MentionOf, depth: int = _DEPTH) -> list[Mention]:
    """Mentions of a fitting class at the token, else behind it: "use of X", "officers of X", "the vendor, X", "X cameras"."""
    mention = mention_of(token)
    if mention is not None:
        return [mention] if mention.root.type in classes else []
    found = [
        thing
        for child in token.children
        if child.dep_ == "appos" or (child.dep_ in {"compound", "nmod"} and child.i > token.i)
        for thing in things(child, classes, frozenset(), mention_of, 0)
    ]
    if found or depth == 0 or token.lemma_.lower() not in transparent:
        return found
    for step in _steps(token):
        found.extend(thing for thing in things(step, classes, transparent, mention_of, depth - 1) if thing not in found)
    return found


def _steps(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in _POINTING:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    yield inner
                    yield from inner.conjuncts
        elif child.dep_ in {"poss", "compound", "nmod", "amod"}:
            yield child
