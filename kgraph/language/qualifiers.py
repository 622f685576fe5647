"""Whether what a word says is affirmed or denied, happens or is planned, or is not asserted at all.

Read off the word's own auxiliaries and the chain of words that govern it, after FactBank's implicative and modal cues.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kgraph.language.cues import load_cues
from kgraph.model import Modality, Polarity

_NOT = {"not", "n't", "n’t", "never", "neither", "nor", "no", "none", "nobody", "hardly"}
_DEPENDENT = {"xcomp", "ccomp", "pcomp", "acl", "dobj", "pobj", "prep", "conj", "advcl", "nsubjpass", "attr"}
_REACH = 5


def polarity(token: Token) -> Polarity:
    """`negative` where an odd number of negations bears on the word."""
    cues = load_cues()
    denials = int(_is_negated(token)) + int(_is_negated_by_object(token))
    for governor, below in _governors(token):
        if governor.lemma_.lower() in cues.negating and below.dep_ != "advcl":
            denials += 1
        if below.dep_ in {"xcomp", "acl", "dobj", "pobj", "pcomp", "attr"} and _is_negated(governor) and not _reports(governor):
            denials += 1
    return "negative" if denials % 2 else "positive"


def modality(token: Token) -> Modality:
    """`possible` before `planned`: a plan that may come is no more than possible."""
    cues = load_cues()
    found: Modality = "actual"
    for word, below in [(token, token), *_governors(token)]:
        if word is not token and _reports(word) and below.dep_ == "ccomp" and word.lemma_.lower() not in {"promise", "vow"}:
            break  # how the report is told says nothing of what it tells
        auxiliaries = {child.lower_ for child in word.children if child.dep_ in {"aux", "auxpass"}}
        if auxiliaries & cues.open:
            return "possible"
        lemma = word.lemma_.lower()
        if word is not token and lemma in cues.weighing and word.pos_ != "AUX":
            return "possible"
        if auxiliaries & cues.future or _is_to(word) or (word is not token and lemma in cues.planning and _infinitive(below)):
            found = "planned"
        if any(
            child.lower_ in {"planned", "proposed", "forthcoming", "future", "intended"} for child in word.children if child.dep_ == "amod"
        ):
            found = "planned"
        if any(child.lower_ == "whether" for child in word.children):
            return "possible"
    return found


def asserted(token: Token) -> bool:
    """Whether the text asserts or denies it, rather than asking for it, asking about it or supposing it."""
    cues = load_cues()
    if token.sent.text.rstrip(" \n\"'”’*_)").endswith("?"):
        return False
    if token.pos_ == "NOUN" and token.dep_ in {"dobj", "nsubjpass"} and token.head.lemma_.lower() in cues.granting:
        return False
    for word, below in [(token, token), *_governors(token)]:
        children = {child.lower_ for child in word.children if child.dep_ in {"aux", "mark", "advmod"}}
        if "if" in children or "unless" in children or children & cues.duty:
            return False
        if (
            word is not token
            and word.lemma_.lower() in cues.calling
            and below.dep_ in {"xcomp", "ccomp", "prep", "acl", "dobj"}
            and not _to_itself(word)
        ):
            return False
        if word is not token and word.lemma_.lower() == "confirm" and _is_negated(word):
            return False  # "neither confirm nor deny"
        if word is not token and word.lemma_.lower() in {"evidence", "proof", "indication", "sign"}:
            return False  # whether there is any is what the sentence is about
    return True


def alleged(token: Token) -> bool:
    """Whether it is what somebody is accused of: "accused the mayor of having cheered the cameras on"."""
    return any(
        word.lemma_.lower() in load_cues().accusing and below.dep_ in {"prep", "pcomp", "xcomp"} for word, below in _governors(token)
    )


def _to_itself(word: Token) -> bool:
    """ "Wants to use" is a plan of the subject's own; "wants the council to end" and "asked for" are calls."""
    complements = [child for child in word.children if child.dep_ == "xcomp" and not any(c.dep_ == "nsubj" for c in child.children)]
    return bool(complements) and not any(child.dep_ in {"dobj", "prep"} for child in word.children)


def _governors(token: Token) -> Iterator[tuple[Token, Token]]:
    """The words above, nearest first, each with the word below it through which it governs."""
    below = token
    for _ in range(_REACH):
        above = below.head
        if above == below or below.dep_ not in _DEPENDENT:
            return
        if below.dep_ == "conj" and any(child.dep_ in {"nsubj", "nsubjpass", "aux"} for child in below.children):
            return
        if below.dep_ == "advcl" and not (below.tag_ == "VBG" or _infinitive(below)):
            return
        yield above, below
        below = above


def _is_negated(token: Token) -> bool:
    if any(child.lower_ in _NOT and child.dep_ in {"neg", "det", "advmod", "preconj", "cc", "nsubj"} for child in token.children):
        return True
    without = token.head if token.dep_ == "pcomp" else None
    # "neither bought nor used": the second of the pair shares the negation of the first.
    paired = token.dep_ == "conj" and any(
        child.lower_ in {"neither", "not"} and child.dep_ in {"preconj", "neg"} for child in token.head.children
    )
    at_no_time = any(
        child.dep_ == "prep" and any(grand.dep_ == "pobj" and any(det.lower_ == "no" for det in grand.children) for grand in child.children)
        for child in token.children
        if child.lower_ in {"at", "under", "in"} and token.pos_ == "VERB"
    )
    return (without is not None and without.lower_ == "without") or paired or at_no_time


def _is_negated_by_object(token: Token) -> bool:
    """ "Made no use of", "found no evidence": the negation stands on the object."""
    return token.pos_ == "VERB" and any(
        child.dep_ in {"dobj", "nsubjpass"} and any(det.lower_ == "no" for det in child.children) for child in token.children
    )


def _reports(token: Token) -> bool:
    return token.lemma_.lower() in load_cues().reporting


def _infinitive(token: Token) -> bool:
    return (
        any(child.lower_ == "to" and child.dep_ == "aux" for child in token.children)
        or token.tag_ in {"VBG", "NN", "NNS", "VB"}
        or token.dep_ == "ccomp"
    )


def _is_to(token: Token) -> bool:
    """ "Is to acquire", "is set to", "is due to": a future without `will`."""
    if token.dep_ == "xcomp" and token.head.lemma_ == "be" and _infinitive(token):
        return not any(child.dep_ in {"attr", "acomp"} for child in token.head.children)
    return (
        token.lemma_ == "be"
        and any(child.dep_ == "xcomp" and _infinitive(child) for child in token.children)
        and token.tag_ in {"VBZ", "VBP"}
    )
