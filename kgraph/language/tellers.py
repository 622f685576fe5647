"""Who stands behind a reporting verb or noun: its subject, and the person or body for whom a mouthpiece speaks."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kgraph.language.cues import load_cues

SUBJECTS = frozenset({"nsubj", "csubj"})
RELATIVE = frozenset({"which", "who", "that"})
_BEHIND = {"by", "for", "from", "of", "at", "with"}


def teller(verb: Token) -> Token | None:
    """Who tells: the subject of the verb, its own or one it shares, or the agent of a passive."""
    word = verb.head if verb.head.lemma_ in {"let", "make"} and verb.dep_ in {"ccomp", "xcomp"} else verb
    for _ in range(4):
        for child in sorted(word.children, key=lambda child: abs(child.i - word.i)):
            if child.dep_ in SUBJECTS and word.dep_ == "relcl" and child.lower_ in RELATIVE:
                return voice(word.head)
            if child.dep_ in SUBJECTS:
                return None if child.lower_ in RELATIVE or child.tag_ == "EX" else voice(child)
            if child.dep_ == "agent":
                return next((voice(inner) for inner in child.children if inner.dep_ == "pobj"), None)
        if any(child.dep_ == "nsubjpass" for child in word.children):
            return next((voice(child) for child in word.children if child.dep_ == "nsubjpass"), None) if word is not verb else None
        if word.dep_ == "acl" and word.tag_ == "VBG":
            return voice(word.head)
        if word.dep_ == "pcomp" and word.head.dep_ == "prep":
            word = word.head
        elif word.dep_ not in {"conj", "xcomp", "advcl"} or (word.dep_ == "advcl" and word.tag_ != "VBG"):
            return None
        word = word.head
    return None


def voice(holder: Token) -> Token:
    """The named person or body behind "a spokesman for X", "X's report", "documents seen by X", "its director, X"."""
    if holder.pos_ == "PROPN" and holder.lemma_.lower() not in load_cues().mouthpieces:
        return holder
    for child in holder.children:
        if child.dep_ == "appos" and child.pos_ == "PROPN":
            return child
    if holder.lemma_.lower() not in load_cues().mouthpieces:
        return holder
    return next(owners(holder), holder)


def owners(noun: Token) -> Iterator[Token]:
    """Who stands behind a noun: "by X" before "of X" before "X's" before a name in front."""
    behind = [child for child in noun.children if child.lower_ in _BEHIND or child.dep_ == "agent"]
    behind += [inner for child in noun.children if child.dep_ == "acl" for inner in child.children if inner.lower_ == "by"]
    for child in sorted(behind, key=lambda child: (child.lower_ != "by", child.i)):
        for inner in child.children:
            if inner.dep_ == "pobj":
                named = [extra for extra in inner.children if extra.dep_ == "appos" and extra.pos_ == "PROPN"]
                yield from named or [inner]
    yield from (child for child in noun.children if child.dep_ == "poss")
    yield from (child for child in noun.children if child.dep_ in {"compound", "nmod"} and child.pos_ == "PROPN")
