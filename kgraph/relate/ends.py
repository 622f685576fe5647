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
    if not found and token.dep_ == "appos":  # "Tagwarden, a start-up that …"
        named = mention_of(token.head)
        found = [named] if named is not None and named.root.type in classes else []
    if found or depth == 0 or token.lemma_.lower() not in transparent:
        return found
    for steps in _steps(token):
        found.extend(thing for step in steps for thing in things(step, classes, transparent, mention_of, depth - 1) if thing not in found)
        if found:
            break
    return found


def _steps(token: Token) -> Iterator[list[Token]]:
    """Where the noun points, the nearest relation first: "the use of X by Y" is about X before it is about Y."""
    behind = [child for child in token.children if child.dep_ == "prep" and child.lower_ in _POINTING]
    yield [word for child in behind if child.lower_ == "of" for word in _inside(child)]
    yield [child for child in token.children if child.dep_ in {"compound", "nmod", "amod"}]
    yield [word for child in behind if child.lower_ != "of" for word in _inside(child)]
    yield [child for child in token.children if child.dep_ == "poss"]


def _inside(preposition: Token) -> list[Token]:
    return [word for inner in preposition.children if inner.dep_ == "pobj" for word in (inner, *inner.conjuncts)]
