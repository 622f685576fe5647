"""How many: "nine drones", "1,140 cameras", "two dozen", "the one million or so" → number.

Percentages, money, years, ages, times, measures and the numbers of articles or versions count nothing and are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kgraph.language.numbers import DASH, FIGURES, HYPHEN, SPACE, WORDS, figures, words


@dataclass(frozen=True, slots=True)
class Count:
    """A number of things at its offsets in the text."""

    start: int
    end: int
    value: float


_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "dozen": 12.0, "score": 20.0, "lakh": 1e5, "crore": 1e7,
    "bn": 1e9, "m": 1e6, "k": 1e3, "pair": 2.0,
}  # fmt: skip
_SCALE = "|".join(_SCALES)
_NUMBER = re.compile(
    rf"(?<![\w.,:/£$€¥₹#@+&-])(?:"
    rf"(?i:half{SPACE}an?{SPACE}(?P<half>dozen|hundred|thousand|million|billion)\b)"
    rf"|(?i:an?{SPACE}(?P<one>dozen|score|pair)\b(?:{SPACE}of\b)?)"
    rf"|(?P<figures>{FIGURES})(?:(?:{SPACE}|{HYPHEN})?(?P<scale>(?i:{_SCALE})\b))?"
    rf"|(?P<words>{WORDS})(?:{SPACE}(?P<dozens>(?i:dozen|score)\b))?"
    rf")"
)

_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBERED = re.compile(
    r"(?:(?i:\b(?:aged?|sections?|articles?|part|chapter|clause|schedule|item|lot|no\.?|number|pages?|question|risk|version|phase|level|"
    r"tier|paragraph|para|rule|room|channel|annex|step|day|grade|figure|table|head|subhead|form))|[£$€¥₹§#Q]|\b[A-Z]{3})\s*$"
)
_NAMED = re.compile(r"(?<![.!?:]\s)\b(?!The|A|An|Its|Some|About|All|Only|Over|Nearly|With|And|But|In|At|Of|To)[A-Z][\w'’]*\s$")
_PLURAL = re.compile(r"(?:[\s-]+[\w'’-]+){0,3}?[\s-]+[a-z]\w*s\b")
_MEASURED = re.compile(
    rf"\s*(?i:%|per\s?cent\b|percent\b|percentage\b|pence\b|[ap]\.?m\b|o['’]clock)"
    rf"|(?:{SPACE}|{HYPHEN})(?i:years?|months?|weeks?|days?|hours?|minutes?|seconds?|miles?|metres?|meters?|feet|foot|inch|inches|degrees?|"
    rf"kilometres?|kilometers?|points?|euros?|dollars?|pounds?|rupees?|kroner|kronor|francs?|rand|pesos?|km|kg|mph|kph)\b"
    rf"|\s(?:of\s)?(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    rf"|\s?{DASH}\d|{HYPHEN}(?i:page|word)\b|(?i:st|nd|rd|th|km|kg|mph|kph|cm|mm|ft|mb|gb|tb|ghz|mhz|s|p|d)\b|[:/]\d|\.\d|\)\s*$"
)
_PRONOUN = re.compile(r"\s+(?i:of|another|day|thing|by|or|is|was|has|that|who|which|in)\b|\s*[.,;:!?)”\"’'—–]|\s*$")
_NO_ONE = re.compile(r"(?i:\b(?:no|any|every|this|that|each|which|some)\s$)")


def find_counts(text: str) -> list[Count]:
    """Numbers that count something, in the order of the text. "Hundreds" and "dozens" say no number and are left out."""
    found = []
    for match in _NUMBER.finditer(text):
        value = _value(match)
        if value is not None and _counts(text, match, value):
            found.append(Count(match.start(), match.end(), value))
    return found


def _value(match: re.Match[str]) -> float | None:
    if match["half"]:
        return _SCALES[match["half"].lower()] / 2
    if match["one"]:
        return _SCALES[match["one"].lower()]
    if match["figures"]:
        return round(figures(match["figures"]) * _SCALES.get((match["scale"] or "").lower(), 1.0), 6)
    number = words(match["words"])
    if number is None:
        return None
    return number * _SCALES.get((match["dozens"] or "").lower(), 1.0)


def _counts(text: str, match: re.Match[str], value: float) -> bool:
    before, after = text[max(0, match.start() - 30) : match.start()], text[match.end() : match.end() + 60]
    if _YEAR.fullmatch(match.group()) or _MEASURED.match(after) or _NUMBERED.search(before):
        return False
    if match["words"] and value == 1 and (_PRONOUN.match(after) or _NO_ONE.search(before)):
        return False
    return _NAMED.search(before) is None or _PLURAL.match(after) is not None
