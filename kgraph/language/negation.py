"""The negations that bear on a word by itself, whatever governs it: "did not", "made no use of", "instead of using"."""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Token

from kgraph.language.cues import Cues

_NOT = {"not", "n't", "n’t", "never", "neither", "nor", "no", "none", "nobody", "nothing", "hardly"}
_NONE = {"no", "neither", "none", "nobody", "nothing", "zero"}
_DENYING = {"det", "preconj", "nummod", "advmod"}
_NEGATABLE = {"neg", "det", "advmod", "preconj", "cc", "nsubj", "nsubjpass", "dobj"}


def negations(token: Token, cues: Cues) -> int:
    """How many there are: two of them affirm."""
    return int(is_negated(token)) + int(_is_negated_by_argument(token, cues)) + int(_is_replaced(token))


def has_to(token: Token) -> bool:
    """The word is an infinitive with its "to"."""
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in token.children)


def is_negated(token: Token) -> bool:
    """Whether a "not" or its like hangs from the word itself."""
    if any(child.lower_ in _NOT and child.dep_ in _NEGATABLE and not _is_contrast(child) for child in token.children):
        return True
    # "neither bought nor used": the second of the pair shares the negation of the first.
    paired = token.dep_ == "conj" and any(
        child.lower_ in {"neither", "not"} and child.dep_ in {"preconj", "neg"} and not _is_contrast(child) for child in token.head.children
    )
    without = token.dep_ == "pcomp" and token.head.lower_ == "without"
    return without or paired or _is_ruled_out(token) or _is_yet_to(token)


def _is_contrast(negation: Token) -> bool:
    """ "Answers not to the chief but to the board", "not only uses": the verb itself is affirmed."""
    doc, end = negation.doc, negation.sent.end
    following = doc[negation.i + 1] if negation.i + 1 < end else None
    if negation.lower_ != "not" or following is None:
        return False
    if following.lower_ in {"only", "just", "merely", "least"}:
        return True
    if following.pos_ not in {"ADP", "DET", "PROPN", "NOUN", "PRON", "SCONJ"}:
        return False
    return any(token.lower_ == "but" for token in doc[negation.i + 2 : min(end, negation.i + 12)])


def _is_ruled_out(token: Token) -> bool:
    """ "At no time did it use", "under no circumstances"."""
    return token.pos_ == "VERB" and any(
        any(inner.dep_ == "pobj" and any(det.lower_ == "no" for det in inner.children) for inner in child.children)
        for child in token.children
        if child.dep_ == "prep" and child.lower_ in {"at", "under", "in", "on"} and child.i < token.i
    )


def _is_yet_to(token: Token) -> bool:
    """ "Has yet to use"."""
    return token.dep_ == "xcomp" and has_to(token) and any(child.lower_ == "yet" for child in (*token.head.children, *token.children))


def _is_negated_by_argument(token: Token, cues: Cues) -> bool:
    """ "Made no use of", "gave them nothing", "no force uses it": the negation stands on a participant, and is no part of its name."""
    return token.pos_ in {"VERB", "AUX"} and any(
        child.dep_ in {"dobj", "nsubj", "nsubjpass"}
        and child.lemma_.lower() not in cues.empty
        and any(part.lower_ in _NONE and part.dep_ in _DENYING and not (part.text.istitle() and child.is_title) for part in child.children)
        for child in token.children
    )


def _is_replaced(token: Token) -> bool:
    """ "Instead of using", "stopped short of using", "let alone used"."""
    if token.dep_ == "pcomp" and token.head.lower_ == "of" and token.head.i:
        return token.doc[token.head.i - 1].lower_ in {"instead", "short"}
    before = token.doc[max(token.sent.start, token.i - 4) : token.i]
    return token.pos_ == "VERB" and any(first.lower_ == "let" and second.lower_ == "alone" for first, second in pairwise(before))
