"""Whether what a word says is affirmed or denied, happens or is planned, or is not asserted at all.

Read off the word's own auxiliaries and the chain of words that govern it, after FactBank's implicative and modal cues: "failed to
use" denies the use, "plans to use" plans it, "stopped using" affirms it, "called for the use" asserts nothing. What a clause takes
for granted keeps out of the reach of its governors: in "will review its use of X" the use is a fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from kgraph.language.cues import Cues, load_cues
from kgraph.language.negation import has_to, is_negated, negations
from kgraph.model import Modality, Polarity

_DEPENDENT = {"xcomp", "ccomp", "pcomp", "acl", "dobj", "pobj", "prep", "conj", "advcl", "nsubjpass", "attr", "acomp"}
_FALSE = {"false", "untrue", "incorrect", "wrong", "fictitious", "nonsense"}
_COMPLEMENTS = {"xcomp", "ccomp", "pcomp", "acl"}
_OBJECTS = {"dobj", "nsubjpass", "pobj"}
_FUTURE_ADJECTIVES = {"planned", "proposed", "forthcoming", "future", "intended", "upcoming", "prospective", "potential", "pending"}
_ORDINALS = {"first", "second", "third", "last", "latest", "only", "next"}
_EMPLOYING = {"use", "hire", "employ", "engage", "deploy", "pay", "equip", "come", "go"}  # the purpose is pursued already
_ASKING = {"how", "when", "where", "whether"}
_NEITHER = re.compile(r"(?i:neither[\s-]confirm\w*[\s-]n?or[\s-]den\w+)")
_REACH = 6


def polarity(token: Token) -> Polarity:
    """`negative` where an odd number of negations bears on the word."""
    cues = load_cues()
    denials = negations(token, cues)
    for governor, below in _governors(token, cues):
        if _denies(governor, below, cues):
            denials += 1 + int(below.dep_ == "ccomp" and is_negated(governor))
        if below.dep_ in {"xcomp", "acl", "dobj", "pobj", "pcomp", "attr"} and not _reports(governor, cues):
            denials += int(is_negated(governor))
    return "negative" if denials % 2 else "positive"


def modality(token: Token) -> Modality:
    """`possible` before `planned`: a plan that may come is no more than possible."""
    cues = load_cues()
    found: Modality = "actual"
    for word, below in [(token, token), *_governors(token, cues)]:
        itself = word is token
        lemma = word.lemma_.lower()
        if not itself and below.dep_ == "ccomp" and _reports(word, cues) and lemma not in {"promise", "vow", "pledge", "agree", "propose"}:
            break  # how the report is told says nothing of what it tells
        auxiliaries = {child.lower_ for child in word.children if child.dep_ in {"aux", "auxpass"}}
        if (auxiliaries & cues.open and not is_negated(word)) or _is_hypothetical(word, auxiliaries):
            return "possible"
        if any(child.lower_ == "whether" for child in word.children):
            return "possible"
        if not itself and lemma in cues.weighing and word.pos_ != "AUX":
            return "possible"
        purpose = _is_purpose(word, cues) and not is_negated(word.head)
        if auxiliaries & cues.future or _is_to(word) or purpose:
            found = "planned"
        elif not itself and _is_foreseen(word, below, cues) and not is_negated(word):
            if lemma in cues.deciding and token.lemma_.lower() in cues.enacting:
                break  # the vote to end it ends it
            found = "planned"
        elif any(child.lower_ in _FUTURE_ADJECTIVES for child in word.children if child.dep_ == "amod"):
            found = "planned"
    return found


def asserted(token: Token) -> bool:
    """Whether the text asserts or denies it, rather than asking for it, asking about it or supposing it."""
    cues = load_cues()
    asked = token.sent.text.rstrip(" \n\"'”’*_)").endswith("?")
    if (asked and not _is_told_in_passing(token)) or _is_left_open(token):
        return False
    if token.pos_ == "NOUN" and token.dep_ in {"dobj", "nsubjpass"}:
        lemma = token.head.lemma_.lower()
        if lemma in cues.granting or (lemma in cues.approving and is_negated(token.head)):
            return False
    for word, below in [(token, token), *_governors(token, cues)]:
        children = {child.lower_ for child in word.children if child.dep_ in {"aux", "mark", "advmod"}}
        if "if" in children or "unless" in children or children & cues.duty:
            return False
        if children & _ASKING and children & (cues.open | {"can"}):
            return False  # "rules on how the force can use it"
        if word is token:
            continue
        lemma = word.lemma_.lower()
        if lemma in cues.calling and below.dep_ in {"xcomp", "ccomp", "prep", "acl", "dobj", "advcl"} and not _to_itself(word):
            return False
        if is_negated(word) and (lemma == "confirm" or (lemma == "deny" and word.head.lemma_ == "confirm")):
            return False  # "neither confirm nor deny"
        if lemma in {"evidence", "proof", "indication", "sign"}:
            return False  # whether there is any is what the sentence is about
    return True


def _is_told_in_passing(token: Token) -> bool:
    """ "Is the firm, which sold them drones, …?", "Are its drones …?": a question may hold what it does not ask."""
    within = any(word.dep_ == "relcl" or (word.dep_ == "acl" and word.tag_ == "VBN") for word in (token, *token.ancestors))
    return within or _is_given(token)


def _is_left_open(token: Token) -> bool:
    """ "Neither confirms nor denies its use", "a neither-confirm-nor-deny policy on its use"."""
    sentence = token.sent
    said, place = _NEITHER.search(sentence.text), token.idx - sentence.start_char
    return said is not None and "," not in sentence.text[min(place, said.end()) : max(place, said.start())]


def alleged(token: Token) -> bool:
    """Whether it is what somebody is accused of: "accused the mayor of having cheered the cameras on"."""
    cues = load_cues()
    return any(word.lemma_.lower() in cues.accusing and below.dep_ in {"prep", "pcomp", "xcomp"} for word, below in _governors(token, cues))


# The chain of governors


def _governors(token: Token, cues: Cues) -> Iterator[tuple[Token, Token]]:
    """The words above, nearest first, each with the word below it through which it governs.

    What a verb takes for granted ("stop using") is out of reach of the verbs above it.
    """
    below = token
    for _ in range(_REACH):
        above = below.head
        if above == below or (below.dep_ not in _DEPENDENT and not _is_content(below)):
            return
        if below.dep_ == "conj" and any(child.dep_ in {"nsubj", "nsubjpass", "aux"} for child in below.children):
            return
        if below.dep_ == "advcl" and not (below.tag_ == "VBG" or has_to(below)):
            return
        if below.dep_ in _OBJECTS and _is_given(below) and not _brings_about(above, cues):
            return
        if above.lemma_.lower() in cues.presupposing and below.dep_ in {"xcomp", "dobj", "pcomp"}:
            return
        yield above, below
        if below.dep_ == "ccomp" and not has_to(below) and any(child.dep_ in {"nsubj", "nsubjpass"} for child in below.children):
            return
        below = above


def _is_content(clause: Token) -> bool:
    """ "The report that it had sold": a clause with `that` and a subject of its own, which the parser may take for a relative one."""
    marked = any(child.dep_ == "mark" and child.lower_ == "that" for child in clause.children)
    return clause.dep_ == "relcl" and marked and clause.head.lemma_.lower() in load_cues().reports


def _is_given(noun: Token) -> bool:
    """ "Its use", "the Met's use": there is one. A noun that somebody says, plans or denies is not given by its article."""
    return noun.pos_ == "NOUN" and any(child.dep_ == "poss" for child in noun.children)


def _brings_about(governor: Token, cues: Cues) -> bool:
    """Its object need not exist without it: "plans for its rollout", "will begin its rollout", "denied its use"."""
    word = governor.head if governor.pos_ == "ADP" else governor
    lemma = word.lemma_.lower()
    return (
        (word.pos_ == "NOUN" and lemma not in cues.informing)
        or _with_particle(word) in cues.negating
        or lemma in cues.negating | cues.planning | cues.weighing | cues.calling | cues.approving | cues.granting
        or lemma in {"begin", "start", "launch", "announce", "make", "introduce", "conduct", "carry", "complete"}
    )


def _to_itself(word: Token) -> bool:
    """ "Wants to use" is a plan of the subject's own; "wants the council to end" and "asked for" are calls."""
    complements = [child for child in word.children if child.dep_ == "xcomp" and not any(c.dep_ == "nsubj" for c in child.children)]
    return bool(complements) and not any(child.dep_ in {"dobj", "prep"} for child in word.children)


def _reports(token: Token, cues: Cues) -> bool:
    return token.lemma_.lower() in cues.reporting


# Denials


def _denies(governor: Token, below: Token, cues: Cues) -> bool:
    """ "Denied that", "failed to", "dismissed reports that"; an order ("forbade it to use") has no word on what was done."""
    lemma = governor.lemma_.lower()
    if _with_particle(governor) in cues.negating:
        return True  # "ruled out using", whatever the parser makes of it
    if below.dep_ == "advcl":
        return False
    if lemma in cues.dismissing:
        return below.lemma_.lower() in cues.reports
    if governor.lemma_ == "be" and below.dep_ == "ccomp":
        return any(child.dep_ in {"acomp", "attr"} and child.lower_ in _FALSE for child in governor.children)
    return lemma in cues.negating


def _with_particle(verb: Token) -> str:
    return " ".join([verb.lemma_.lower(), *(child.lower_ for child in verb.children if child.dep_ == "prt")])


# Plans and possibilities


def _is_foreseen(governor: Token, below: Token, cues: Cues) -> bool:
    lemma = governor.lemma_.lower()
    if has_to(below) and (governor.lower_ == "going" or any(child.dep_ == "prt" and child.lower_ == "up" for child in governor.children)):
        return True  # "going to use", "teamed up to use"
    if lemma in cues.planning:
        supposed = lemma in {"mean", "expect", "order"} and (below.dep_ == "dobj" or governor.tag_ == "VBN")
        return _is_open_ended(below) and not supposed
    if has_to(below) and below.dep_ in _COMPLEMENTS:
        return lemma in cues.approving | cues.ordering
    return lemma in cues.approving and below.pos_ == "NOUN" and below.dep_ in _OBJECTS


def _is_open_ended(below: Token) -> bool:
    """An infinitive, gerund, subjunctive or noun: "announced that it had bought" is no plan."""
    return below.tag_ in {"VBG", "NN", "NNS", "VB", "IN"} or has_to(below)


def _is_purpose(word: Token, cues: Cues) -> bool:
    """ "Teamed up to put", "a contract to wire", and the headline's "Council to buy"; not "the first to use", "the power to inspect"."""
    if not has_to(word) or word.tag_ != "VB" or word.lemma_.lower() in cues.presupposing:
        return False
    # "Voted 5-4 on Monday to approve", "took the step to block".
    above = [word.head, *(child for child in word.head.children if child.dep_ == "dobj" and word.head.lemma_ == "take")]
    enacted = word.lemma_.lower() in cues.enacting and any(other.lemma_.lower() in cues.deciding for other in above)
    if word.dep_ == "acl":
        first = word.head.lower_ in _ORDINALS or any(child.lower_ in _ORDINALS for child in word.head.children)
        return not first and not enacted and word.head.lemma_.lower() not in cues.standing
    if word.dep_ == "advcl":
        return word.i > word.head.i and word.head.pos_ == "VERB" and word.head.lemma_ not in _EMPLOYING and not enacted
    return word.dep_ == "ROOT" and any(child.dep_ in {"nsubj", "nsubjpass"} for child in word.children)


def _is_hypothetical(word: Token, auxiliaries: set[str]) -> bool:
    """ "Would use it if"."""
    return bool(auxiliaries & {"would", "’d", "'d"}) and any(
        child.dep_ == "advcl" and any(mark.lower_ in {"if", "unless"} for mark in child.children) for child in word.children
    )


def _is_to(token: Token) -> bool:
    """ "Is to acquire", "is set to", "is due to": a future without `will`."""
    if token.dep_ == "xcomp" and token.head.lemma_ == "be" and has_to(token):
        return not any(child.dep_ in {"attr", "acomp"} for child in token.head.children)
    return (
        token.lemma_ == "be" and token.tag_ in {"VBZ", "VBP"} and any(child.dep_ == "xcomp" and has_to(child) for child in token.children)
    )
