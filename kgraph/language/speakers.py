"""Whose word a stretch of text is: reported clauses, "according to", quotations that run over several sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Span, Token

from kgraph.language.cues import load_cues

_OPENING = {"“", "``", "«"}
_CLOSING = {"”", "''", "»"}
_EITHER = {'"'}
_INFINITIVE = {"deny", "claim"}  # "denies ever having supplied"
_NOMINAL = {
    "deny",
    "claim",
    "allege",
    "announce",
    "report",
    "confirm",
    "disclose",
    "reveal",
}  # "denied the report", "the deal was confirmed by"


@dataclass(frozen=True, slots=True)
class Speech:
    """Tokens start..end are the words of `holder`, as `cue` says."""

    holder: Token
    cue: Token
    start: int
    end: int
    kind: Literal["clause", "according", "account", "noun", "quotation", "trailing"]


def speeches(doc: Doc) -> list[Speech]:
    """All reported stretches of the document."""
    quotations = list(_quotations(doc))
    found: list[Speech] = []
    for sentence in doc.sents:
        found.extend(_according(sentence))
        for token in sentence:
            found.extend(_reported(token, quotations))
    found.extend(_continued(doc, quotations, found))
    return found


def speaker_at(found: Sequence[Speech], token: Token) -> Speech | None:
    """The innermost speech that holds the token, or None where the author speaks."""
    around = [speech for speech in found if speech.start <= token.i < speech.end and speech.cue.i != token.i]
    return min(around, key=lambda speech: (speech.end - speech.start, speech.start), default=None)


def _reported(token: Token, quotations: Sequence[tuple[int, int]]) -> Iterator[Speech]:
    cues = load_cues()
    lemma = token.lemma_.lower()
    if token.pos_ in {"VERB", "AUX"} and lemma in cues.reporting:
        holder = _teller(token)
        if holder is None:
            return
        for child in token.children:
            reported = child.dep_ in {"ccomp", "pcomp"} or (child.dep_ == "xcomp" and lemma in _INFINITIVE)
            if reported or (child.dep_ in {"dobj", "nsubjpass"} and lemma in _NOMINAL):
                yield Speech(holder, token, child.left_edge.i, child.right_edge.i + 1, "clause")
        for start, end in quotations:
            if token.sent.start <= start < token.sent.end or token.sent.start < end <= token.sent.end:
                yield Speech(holder, token, start, end, "quotation")
        yield from _trailing(token, holder)
    elif token.pos_ == "NOUN" and lemma in cues.reports:
        owners = [child for child in token.children if child.dep_ in {"poss", "compound"}]
        owners += [
            inner for child in token.children if child.lower_ in {"by", "from", "of"} for inner in child.children if inner.dep_ == "pobj"
        ]
        for clause in (child for child in token.children if child.dep_ == "acl" and any(c.lower_ == "that" for c in child.children)):
            if owners:
                yield Speech(owners[0], token, clause.left_edge.i, clause.right_edge.i + 1, "noun")


def _teller(verb: Token) -> Token | None:
    """The subject of the reporting verb, its own or shared, or the agent of a passive."""
    word = verb
    for _ in range(3):
        for child in word.children:
            if child.dep_ == "nsubj" and child.lower_ not in {"which", "who", "that"}:
                return child
            if child.dep_ == "nsubj" and word.dep_ == "relcl":
                return word.head
            if child.dep_ == "agent":
                return next((inner for inner in child.children if inner.dep_ == "pobj"), None)
        if word.dep_ not in {"conj", "xcomp"} or any(child.dep_ == "nsubjpass" for child in word.children):
            return None
        word = word.head
    return None


def _trailing(verb: Token, holder: Token) -> Iterator[Speech]:
    """ "…, X said.": where the parser takes the reported clause for the main one, everything before the comma is the report."""
    if any(child.dep_ == "ccomp" for child in verb.children):
        return
    first = min(verb.i, holder.left_edge.i)
    before = verb.doc[first - 1] if first > verb.sent.start else None
    if before is not None and before.text in {",", "”", '"', "''"} and verb.dep_ in {"parataxis", "ccomp", "ROOT", "conj", "advcl"}:
        yield Speech(holder, verb, verb.sent.start, first, "trailing")


def _according(sentence: Span) -> Iterator[Speech]:
    """ "According to X, …" holds for its sentence; so does "by X's own account"."""
    for token in sentence:
        if token.lower_ == "according":
            for child in token.children:
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        yield Speech(inner, token, sentence.start, sentence.end, "according")
        elif token.lower_ in {"account", "estimate", "admission"} and token.dep_ == "pobj" and token.head.lower_ in {"by", "on"}:
            for child in token.children:
                if child.dep_ == "poss":
                    yield Speech(child, token, sentence.start, sentence.end, "account")


def _quotations(doc: Doc) -> Iterator[tuple[int, int]]:
    """Spans between quotation marks, not over the end of a paragraph unless it is left open there."""
    opened: int | None = None
    for token in doc:
        if token.text in _OPENING or (token.text in _EITHER and opened is None):
            opened = token.i
        elif (token.text in _CLOSING or token.text in _EITHER) and opened is not None:
            yield opened, token.i + 1
            opened = None
        elif token.is_space and "\n\n" in token.text and opened is not None:
            yield opened, token.i
            opened = None


def _continued(doc: Doc, quotations: Sequence[tuple[int, int]], found: Sequence[Speech]) -> Iterator[Speech]:
    """A quotation with no reporting verb of its own goes on with the speaker of the one before, in the same paragraph."""
    by_span = {(speech.start, speech.end): speech for speech in found if speech.kind == "quotation"}
    last: Speech | None = None
    for start, end in quotations:
        here = by_span.get((start, end))
        if here is None and last is not None and end - start > 6 and start - last.end < 40:
            between = doc[last.end : start].text
            if between.count("\n\n") <= 1:
                here = Speech(last.holder, last.cue, start, end, "quotation")
                yield here
        last = here or last
