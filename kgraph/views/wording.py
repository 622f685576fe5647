"""Where in a sentence the word stands that made a statement, so that a reader sees at once why the line was drawn."""

from __future__ import annotations

import re

from kgraph.model import Row

Span = tuple[int, int]


def trigger(row: Row) -> Span | None:
    """Start and end of that word, in code points of the sentence; of several, the one nearest to both ends. None within a name."""
    if not row.trigger:
        return None
    word = re.compile(rf"(?<!\w){re.escape(row.trigger)}(?!\w)")
    found = [match.span() for match in word.finditer(row.sentence)]
    ends = [span for span in (_place(row.sentence, row.subject_name), _place(row.sentence, row.object_name)) if span]
    apart = [span for span in found if not any(span[0] < end and start < span[1] for start, end in ends)]
    return min(apart, key=lambda span: (sum(_gap(span, end) for end in ends), span), default=None)


def _place(sentence: str, name: str | None) -> Span | None:
    at = sentence.find(name) if name else -1
    return (at, at + len(name)) if name and at >= 0 else None


def _gap(one: Span, other: Span) -> int:
    return max(one[0], other[0]) - min(one[1], other[1])
