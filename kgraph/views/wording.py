"""Where in a sentence the wording stands that made a statement, so that a reader sees at once why the line was drawn.

A row names its frame (`blocks/stop`), and the frame's lemmas are data in `ontology/frames.yaml`. Their forms are spelled out here
rather than asked of spaCy: a page is also written from a store, where no language model is at hand.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import yaml

from kgraph.model import Row
from kgraph.resources import folder

Span = tuple[int, int]

_IRREGULAR = {
    "be": "is are was were been being", "begin": "began begun", "bring": "brought", "build": "built", "buy": "bought",
    "come": "came", "cut": "cut", "deal": "dealt", "do": "did done does", "fight": "fought", "find": "found", "fly": "flew flown",
    "forbid": "forbade forbidden", "freeze": "froze frozen", "get": "got gotten", "give": "gave given", "go": "went gone",
    "grow": "grew grown", "hang": "hung", "have": "has had having", "hold": "held", "keep": "kept", "lead": "led", "lend": "lent",
    "make": "made", "oversee": "oversaw overseen", "overturn": "overturned", "pay": "paid", "plead": "pled", "run": "ran",
    "say": "said", "see": "saw seen", "seek": "sought", "sell": "sold", "send": "sent", "shut": "shut", "sing": "sang sung",
    "sit": "sat", "speak": "spoke spoken", "spend": "spent", "stand": "stood", "stick": "stuck", "strike": "struck stricken",
    "swear": "swore sworn", "take": "took taken", "teach": "taught", "tear": "tore torn", "tell": "told", "think": "thought",
    "throw": "threw thrown", "underwrite": "underwrote underwritten", "uphold": "upheld", "wear": "wore worn", "win": "won",
    "wind": "wound", "withdraw": "withdrew withdrawn", "write": "wrote written",
}  # fmt: skip
_VOWELS = "aeiou"
# Verbs that say nothing without what belongs to them: "have in use", "make use of".
_LIGHT = frozenset({"be", "do", "get", "give", "go", "have", "keep", "make", "put", "set", "take"})


def trigger(row: Row) -> Span | None:
    """Start and end, in code points of the sentence, of the evoking word; of several, the one nearest to both ends."""
    pattern = _pattern(row.frame)
    found = [match.span() for match in pattern.finditer(row.sentence)] if pattern else []
    ends = [span for span in (_place(row.sentence, row.subject_name), _place(row.sentence, row.object_name)) if span]
    apart = [span for span in found if not any(span[0] < end and start < span[1] for start, end in ends)]
    return min(apart, key=lambda span: (sum(_gap(span, end) for end in ends), span), default=None)


def _place(sentence: str, name: str | None) -> Span | None:
    at = sentence.find(name) if name else -1
    return (at, at + len(name)) if name and at >= 0 else None


def _gap(one: Span, other: Span) -> int:
    return max(one[0], other[0]) - min(one[1], other[1])


@cache
def _pattern(frame: str) -> re.Pattern[str] | None:
    lemmas = _lemmas().get(frame, ())
    phrases = sorted({phrase for lemma in lemmas for phrase in _phrases(lemma)}, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)", re.IGNORECASE) if phrases else None


@cache
def _lemmas() -> dict[str, tuple[str, ...]]:
    """`blocks/stop` → the lemmas that evoke it, as `ontology/frames.yaml` has them."""
    data: dict[str, Any] = yaml.load((folder("ontology") / "frames.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    return {
        f"{predicate}/{frame['name']}": tuple(lemma for kind in ("verbs", "nouns", "adjectives") for lemma in frame.get(kind, ()))
        for predicate, frames in data.items()
        if predicate not in {"needs", "transparent"}
        for frame in frames
    }


def _phrases(lemma: str) -> list[str]:
    """The forms of the first word as patterns; what belongs to it (`roll out`) may follow right behind."""
    first, *rest = lemma.split()
    follows = "".join(rf"\s+{re.escape(word)}" for word in rest)
    behind = follows if first in _LIGHT or not follows else f"(?:{follows})?"
    return [re.escape(form) + behind for form in sorted(forms(first))]


def forms(word: str) -> set[str]:
    """How a verb or noun may be written; some of the forms made by rule are no English, and then stand in no sentence."""
    made = {word, f"{word}s", f"{word}es", f"{word}ed", f"{word}ing", *_IRREGULAR.get(word, "").split()}
    if word.endswith("e"):
        made |= {f"{word}d", f"{word[:-1]}ing"}
    if word.endswith("y") and len(word) > 2 and word[-2] not in _VOWELS:
        made |= {f"{word[:-1]}ies", f"{word[:-1]}ied"}
    if word.endswith("l"):
        made |= {f"{word}led", f"{word}ling"}
    if len(word) > 2 and word[-1] not in "aeiouwxy" and word[-2] in _VOWELS and word[-3] not in _VOWELS:
        made |= {f"{word}{word[-1]}ed", f"{word}{word[-1]}ing"}
    return made
