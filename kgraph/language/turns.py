"""Turns of a dialogue: interviews, hearings, question time, scripts ("Q: …", "A: …", "Chief Jo Quill, Orveth Police: …").

An interview without labels is known by its paragraphs: questions on lines of their own, answers in the first person, and an
opening that says whom the questions are for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kgraph.language.cues import Cues

_WORD = r"(?:[A-Z][\w’'-]*\.?|[A-Z]\.)"
_NAME = rf"{_WORD}(?:[ ](?:(?:of|the|de|den|der|van|von|da|di|du|al|el|la|le|y)[ ])*{_WORD}){{0,6}}"
# A label at the start of a line or behind the end of a sentence: a number or a dash, then a name, its post, and a colon.
_LABEL = re.compile(
    r"(?:^|(?<=\n)|(?<=[.?!”\"’)\]–—] )|(?<=[.?!”\"’)\]–—] [-–—] )|(?<=\d[.\d]\d\d )|(?<=\dh\d\d ))"
    r"[*_>#\s–—-]*"
    r"(?:Q?\d{1,4}[.):]?\s+)?"
    rf"[*_]*(?P<name>Q|A|{_NAME})"
    r"(?P<post>,\s[^:.?!\n“\"]{1,80}|\s\([^)\n]{1,80}\))?"
    r"[*_]*:[*_]*(?=\s)",
    re.MULTILINE,
)
_ASKS = {"q", "question", "interviewer", "presenter", "narrator", "chair", "moderator", "reporter", "host"}
_ANSWERS = {"a", "answer", "reply", "response"}
_ADDRESSED = re.compile(rf"\s*(?P<name>{_NAME}),\s")
_INTERVIEWED = re.compile(
    r"(?:[Qq]uestions (?:for|to)|[Ii]nterview(?:ed)?(?: with)?|[Cc]onversation with|[Tt]alk(?:s|ed|ing) to|"
    rf"[Ss]p(?:eak|eaks|oke) (?:to|with)|[Aa]sked) (?P<name>{_NAME})"
)
_FIRST_PERSON = re.compile(r"\b(?:I|I['’]\w+|[Mm]y|[Ww]e|[Oo]ur)\b")
_QUESTIONS = 3  # fewer do not make an interview
_INSIDE = re.compile(rf"\((?P<name>{_NAME})")


@dataclass(frozen=True, slots=True)
class Turn:
    """Tokens start..end are said by `holder`, the last word of the name; `cue` is the colon behind it."""

    holder: Token
    cue: Token
    start: int
    end: int


def turns(doc: Doc, cues: Cues) -> Iterator[Turn]:
    """The turns whose speaker has a name. A turn ends where the next begins, or with its paragraph."""
    text = doc.text
    labels = list(_LABEL.finditer(text))
    yield from _answers(doc)
    answerer: Token | None = None
    for number, label in enumerate(labels):
        stop = _stop(text, label.end(), labels[number + 1].start() if number + 1 < len(labels) else len(text))
        spoken = doc.char_span(label.end() - 1, stop, alignment_mode="expand")
        name = label["name"]
        if name.split(" ")[0].lower() in cues.unspoken:
            continue
        if name.lower() in _ASKS:
            addressed = _ADDRESSED.match(text, label.end())
            answerer = _last_word(doc, addressed.start("name"), addressed.end("name")) if addressed else answerer
            continue
        if name.lower() in _ANSWERS:
            inside = _INSIDE.search(label["post"] or "")
            if inside:
                shift = label.start("post")
                answerer = _last_word(doc, shift + inside.start("name"), shift + inside.end("name"))
            holder = answerer
        else:
            holder = _last_word(doc, label.start("name"), label.end("name"))
            answerer = holder if " " in name else answerer
        if holder is not None and spoken is not None and len(spoken) > 1:
            yield Turn(holder, spoken[0], spoken.start + 1, spoken.end)


def _answers(doc: Doc) -> Iterator[Turn]:
    """The answers of an interview whose questions stand as paragraphs of their own."""
    text = doc.text  # put together anew at each access
    paragraphs = [(match.start(), match.end()) for match in re.finditer(r"[^\n]+(?:\n(?!\n)[^\n]+)*", text)]
    asked = [number for number, (start, end) in enumerate(paragraphs) if _is_question(text[start:end])]
    if len(asked) < _QUESTIONS or not asked[0]:
        return
    interviewed = _INTERVIEWED.search(text, 0, paragraphs[asked[0]][0])
    answers = [paragraphs[number] for number in range(asked[0], len(paragraphs)) if number not in asked]
    if interviewed is None or not any(_FIRST_PERSON.search(text, *answer) for answer in answers):
        return
    holder = _last_word(doc, interviewed.start("name"), interviewed.end("name"))
    for start, end in answers:
        spoken = doc.char_span(start, end, alignment_mode="expand")
        if holder is not None and spoken is not None:
            yield Turn(holder, holder, spoken.start, spoken.end)


def _is_question(paragraph: str) -> bool:
    """One short sentence that asks, or tells the other what he has just done ("You have just said no to the police.")."""
    text = paragraph.strip().strip("*_#> ")
    sentences = len(re.findall(r"[.?!](?=\s|$)", text))
    addressed = re.search(r"\byou(?:r|rs)?\b", text, re.IGNORECASE) and not _FIRST_PERSON.search(text)
    return sentences == 1 and len(text) < 160 and (text.endswith("?") or bool(addressed))


def _stop(text: str, start: int, following: int) -> int:
    blank = text.find("\n\n", start, following)
    return following if blank < 0 else blank


def _last_word(doc: Doc, start: int, end: int) -> Token | None:
    span = doc.char_span(start, end, alignment_mode="expand")
    return span[-1] if span is not None else None
