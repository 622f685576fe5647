"""Quotations and whose they are: told behind or before, signed, or going on with the speaker of the one before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kgraph.language.cues import Cues, load_cues
from kgraph.language.tellers import RELATIVE, SUBJECTS, teller, voice

_OPENING = {"“", "``", "«"}
_CLOSING = {"”", "''", "»"}
_EITHER = {'"'}
_SIGNED = re.compile(r"\s*(?:[–—-]{1,2}\s*|\()(?=[\w ]*[A-Z])")
_NEAR = 12  # tokens between a quotation and the verb that reports it
_GAP = 40  # tokens that may lie between two quotations of one speaker


@dataclass(frozen=True, slots=True)
class Quotation:
    """Tokens start..end, quotation marks included, are said by `holder`, as `cue` tells."""

    holder: Token
    cue: Token
    start: int
    end: int


def quotations(doc: Doc, reports: Sequence[tuple[Token, Token]]) -> Iterator[Quotation]:
    """Whole quotations with a speaker. `reports`: holder and cue of the reported clauses around them, in the order of the text."""
    cues = load_cues()
    spans = list(_spans(doc))
    within = [False] * len(doc)
    for start, end in spans:
        within[start:end] = [True] * (end - start)
    last: Quotation | None = None
    for start, end in spans:
        if _is_fragment(doc, start, end):
            continue
        told = (
            _told_behind(doc, end, within, cues)
            or _told_before(doc, start, within, cues)
            or _told_in_sentence_before(doc, start, reports)
            or _signature(doc, end)
        )
        here = Quotation(*told, start, end) if told else None
        if here is None and last is not None and 0 <= start - last.end < _GAP and doc[last.end : start].text.count("\n\n") <= 1:
            here = Quotation(last.holder, last.cue, start, end)
        if here is not None:
            yield here
        last = here or last


def _spans(doc: Doc) -> Iterator[tuple[int, int]]:
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


def _is_fragment(doc: Doc, start: int, end: int) -> bool:
    """A few words of somebody's inside a clause of the author's: the clause says whose."""
    before = doc[start - 1] if start else None
    opens = before is None or before.is_space or before.is_punct or before.is_sent_end or doc[start].is_sent_start
    return not opens and not doc[start + 1].text[:1].isupper()


def _told_behind(doc: Doc, end: int, within: Sequence[bool], cues: Cues) -> tuple[Token, Token] | None:
    """ "…," said X; "…," X said; "…," says a spokesman for X. Behind a comma any verb will do: "…," X crowed."""
    open_ended = doc[end - 2].text == "," or (end < len(doc) and doc[end].text == ",")
    stretch = []
    for token in doc[end : end + _NEAR]:
        if within[token.i] or token.text in {".", ";", ":"} or "\n" in token.text:
            break
        stretch.append(token)
    for token in stretch:
        if not token.tag_.startswith("V") or token.dep_ in {"aux", "auxpass", "relcl", "acl", "amod"}:
            continue
        if not open_ended and token.lemma_.lower() not in cues.reporting:
            return None
        subject = next((child for child in token.children if child.dep_ in SUBJECTS and not within[child.i]), None)
        if subject is None or subject.lower_ in RELATIVE:
            subject = _phrase_head([word for word in stretch if word.i > token.i]) or _phrase_head(
                [word for word in stretch if word.i < token.i]
            )
        return (voice(subject), token) if subject is not None else None
    return None


def _phrase_head(tokens: Sequence[Token]) -> Token | None:
    """The head of the noun phrase that the tokens begin with."""
    head = None
    for token in tokens:
        if token.pos_ in {"NOUN", "PROPN", "PRON"}:
            head = token
        elif head is not None or token.pos_ not in {"DET", "ADJ", "ADV", "NUM", "PUNCT"}:
            break
    return head


def _told_before(doc: Doc, start: int, within: Sequence[bool], cues: Cues) -> tuple[Token, Token] | None:
    """X said: "…"; X told the court, "…"; and "X put it bluntly." before a quotation that opens the next sentence."""
    index = start - 1
    while index >= 0 and (doc[index].is_space or doc[index].text in {",", ":", "-", "–", "that"}) and "\n\n" not in doc[index].text:
        index -= 1
    if index < 0 or index == start - 1 or within[index]:
        return None
    sentence = doc[index].sent
    for token in reversed(doc[sentence.start : index + 1]):
        if within[token.i]:
            return None
        if token.tag_.startswith("V") and (token.lemma_.lower() in cues.reporting or doc[index + 1].text == ":"):
            holder = teller(token)
            if holder is not None:
                return holder, token
    return None


def _told_in_sentence_before(doc: Doc, start: int, reports: Sequence[tuple[Token, Token]]) -> tuple[Token, Token] | None:
    """ "The suspension stands, said X. "…"" goes on with X."""
    index = start - 1
    while index >= 0 and doc[index].is_space and "\n\n" not in doc[index].text:
        index -= 1
    if index < 0 or not (doc[index].is_sent_end or doc[index].text in {".", "!", "?"}):
        return None
    before = doc[index].sent
    return next(((holder, cue) for holder, cue in reversed(reports) if before.start <= cue.i < before.end), None)


def _signature(doc: Doc, end: int) -> tuple[Token, Token] | None:
    """ "…" – Warden Jo Quill, Lake Sorvan; "…" (Jo Quill): the name up to the first comma."""
    match = _SIGNED.match(doc.text, doc[end - 1].idx + len(doc[end - 1]))
    if match is None or end >= len(doc):
        return None
    name = None
    for token in doc[end : end + _NEAR]:
        if token.idx < match.end():
            continue
        if name is not None and (token.is_punct or token.is_space or token.pos_ not in {"PROPN", "PART"}):
            break
        if token.pos_ == "PROPN":
            name = token
        elif token.pos_ not in {"ADJ", "NOUN", "DET"}:
            break
    return (name, doc[end]) if name is not None else None
