"""Numbers as they are written in running text, in figures or in words, shared by the grammars of money, dates and counts.

Every repetition is bounded, so that hostile text costs no more than its length.
"""

from __future__ import annotations

import re

SPACE = r"[ \t\n\u00a0\u2009\u202f]"
"""One white-space character, the unbreakable and thin ones included."""

HYPHEN = r"[-\u2010\u2011]"
"""A hyphen as it joins words ("fifty-million")."""

DASH = r"[-\u2010-\u2015]"
"""A hyphen or dash as it joins the ends of a range ("£1m–£2m")."""

FIGURES = (
    r"(?:\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,4})?(?!\d)"  # 1,234,567.89
    r"|\d{1,2}(?:,\d{2}){1,5},\d{3}(?:\.\d{1,2})?(?!\d)"  # 12,34,567 (lakhs)
    r"|\d{1,3}(?:\.\d{3}){2,5}(?:,\d{1,2})?(?!\d)"  # 1.234.567,89
    r"|\d{1,3}\.\d{3},\d{1,2}(?!\d)"  # 1.234,56
    r"|\d{1,3}(?:['’]\d{3}){1,5}(?!\d)"  # 1'234'567
    r"|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3}){1,5}(?!\d)"  # 1 234 567, unbreakable
    r"|\d{1,15}(?:[.,]\d{1,4})?(?!\d))"  # 1234, 1.5, 1,5
)

_UNITS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_BIG = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}

_WORD = "|".join(sorted([*_UNITS, *_TENS, "hundred", *_BIG], key=len, reverse=True))
_AFTER_BIG = "|".join(f"(?<={word})" for word in ("hundred", *_BIG))
WORDS = (
    rf"(?i:\b(?:an?{SPACE}(?=hundred\b|thousand\b|million\b|billion\b))?(?:{_WORD})\b"
    rf"(?:(?:(?:{_AFTER_BIG}){SPACE}and)?(?:{SPACE}|{HYPHEN})(?:{_WORD})\b){{0,9}})"
)
"""A number in words: "nine", "twenty-five", "a hundred", "one hundred and twenty thousand"."""


def figures(text: str) -> float:
    """The value of a run of figures that FIGURES matches.

    A single comma or full stop with three figures after it groups thousands; with any other number it is a decimal mark.
    """
    text = re.sub(r"['’\s]", "", text)
    if "," in text and "." in text:
        thousands = "," if text.rindex(",") < text.rindex(".") else "."
        return float(text.replace(thousands, "").replace(",", "."))
    if text.count(".") > 1:
        return float(text.replace(".", ""))
    if re.fullmatch(r"\d+,\d{1,2}|\d+,\d{4}", text):
        return float(text.replace(",", "."))
    return float(text.replace(",", ""))


def words(text: str) -> float | None:
    """The value of a number in words that WORDS matches; None where the words do not make one number ("two three")."""
    total, group, last = 0.0, 0.0, float("inf")
    for word in re.findall(r"[a-z]+", text.lower()):
        if word in {"a", "an", "and"}:
            continue
        if word in _BIG:
            total, group, last = total + (group or 1.0) * _BIG[word], 0.0, float("inf")
        elif word == "hundred":
            group, last = (group or 1.0) * 100, 100.0
        else:
            value = float(_UNITS.get(word) or _TENS[word])
            if last < 20 or value >= last or (last < 100 and value >= 10):
                return None
            group, last = group + value, value
    return total + group
