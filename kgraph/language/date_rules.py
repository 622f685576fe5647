"""The wordings of dates, each with the reader that says what it gives.

In a pattern a space stands for any white space, and a word in braces for one of PARTS. Where two rules match in one place the leftmost
and longest match counts, then the earlier rule; a match whose reader gives nothing still takes its place, so that nothing smaller is
found inside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kgraph.language import date_readers as read
from kgraph.language.date_readers import MONTHS, WEEKDAYS
from kgraph.language.numbers import HYPHEN, SPACE, WORDS


@dataclass(frozen=True)
class Rule:
    """`relative` readings depend on the document's date."""

    pattern: re.Pattern[str]
    read: read.Reader
    relative: bool = False


def _any(names: dict[str, int]) -> str:
    return "|".join([*names, *(name.upper() for name in names)])


PARTS = {
    "HYPHEN": HYPHEN,
    "WORDS": WORDS,
    "MONTHS": _any(MONTHS),
    "WEEKDAYS": _any(WEEKDAYS),
    "SEASONS": r"spring|summer|autumn|fall|winter",
    "MONTH": r"(?P<month>(?:{MONTHS})(?![a-z])|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)(?:\.|(?![\w-])))",
    "DAY": r"(?<![\d.,:/£$€¥])(?<!\d{3}[-–])(?P<day>0?[1-9]|[12]\d|3[01])(?!\d)(?:st|nd|rd|th)?",
    "YEAR": r"(?P<year>(?:18|19|20)\d\d)(?![\d%]|[.,]\d)",
    "NEAR_YEAR": r"(?P<near>last|this|next) year\b",
    "THEN_YEAR": r"(?:,? (?:of )?(?:{YEAR}|['’](?P<short>\d\d)(?!\d))|,? {NEAR_YEAR})",
    "WEEKDAY": r"(?P<weekday>{WEEKDAYS})(?!s?\w)",
    "OF_WEEKDAY": r"(?:(?:{WEEKDAYS}|Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\.?,? (?:the )?)",
    "SEASON": r"(?P<season>(?i:{SEASONS}))",
    "SHIFT": r"(?P<shift>(?i:last|this(?: past| coming)?|next))",
    # "early", "the end of", "the first half of", "late in"
    "PART": r"(?:(?i:(?:the )?(?:very )?(?:early|late|mid(?:dle)?|beginning|start|end|close|turn"
    r"|(?:first|second|third|fourth|last) (?:half|quarter|week))(?:{HYPHEN}| (?:in |of )?(?:the )?(?:year )?)))",
    "NUMBER": r"(?P<number>\d{1,3}|{WORDS}|(?i:an?(?: couple of)?))",
    "UNIT": r"(?P<unit>(?i:day|week|fortnight|month|year|decade))s?",
}  # fmt: skip


def _expanded(pattern: str) -> str:
    pattern = pattern.replace(" ", "{S}")
    while (part := re.search(r"\{([A-Z_]+)\}", pattern)) is not None:
        inner = f"(?:{SPACE}{{1,3}})" if part[1] == "S" else PARTS[part[1]]
        if part[1] not in {"S", "WORDS", "HYPHEN"}:
            inner = inner.replace(" ", "{S}")
        pattern = pattern[: part.start()] + inner + pattern[part.end() :]
    return pattern


def _rule(pattern: str, reader: read.Reader, relative: bool = False) -> Rule:
    return Rule(re.compile(_expanded(pattern)), reader, relative)


RULES: tuple[Rule, ...] = (
    # Names and numbers with a year or a day in them that date nothing.
    _rule(
        r"\b(?:Act|Acts|Regulations?|Bill|Order|Orders|Rules|Code|Directive|Convention|Ordinance|Law|Treaty|Statute|Constitution)"
        r"(?: \([^)]{1,40}\)){0,3}(?:,? | of )(?:19|20)\d\d\b",
        read.nothing,
    ),
    _rule(r"\[(?:19|20)\d\d\]|(?<![\w/])(?:19|20)\d\d/\d{1,6}(?![\d/])|(?<=[\w/-]/)(?:19|20)\d\d\b|(?:19|20)\d\ds\b", read.nothing),
    _rule(r"\b(?i:every|each|on alternate)(?: (?:other|second|third))? (?:{WEEKDAYS}|{MONTHS})s?\b", read.nothing),
    _rule(
        r"\b(?:{WEEKDAYS}) (?:Times|Mail|Express|Mirror|Telegraph|Post|Herald|Independent|World|Sun|People|Club|week\b)"
        r"|\b[Tt]he Sunday [A-Z]\w+",
        read.nothing,
    ),
    _rule(
        r"\b(?i:the (?:following|same|previous|preceding))(?: \w+)? (?:day|week|month|year|{MONTHS}|{WEEKDAYS}|{SEASONS})\b", read.nothing
    ),
    _rule(r"\b(?:USA Today|Russia Today|Today programme|Yesterday channel)\b", read.nothing),
    _rule(
        r"\b(?i:(?:(?:over|in|during|for|within) )?the (?:last|past))(?: (?:\d{1,3}|{WORDS}|few|several|couple of))?"
        r" (?:day|week|month|year|decade)s?\b",
        read.nothing,
    ),
    # In figures.
    _rule(
        r"(?<![\d/-])(?P<year>(?:19|20)\d\d)[-/](?P<month>\d\d)[-/](?P<day>\d\d)"
        r"(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\d/-])",
        read.in_figures,
    ),
    _rule(r"(?<![\d/.-])(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d)(?![\d/-])", read.numeric),
    _rule(r"(?<![\d/.-])(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>\d\d)(?![\d/-])", read.numeric),
    _rule(r"(?<![\d/-])(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])(?![\d/-])", read.in_figures),
    # Days and months by name.
    _rule(r"{OF_WEEKDAY}?{DAY}(?: day)? (?:of )?{MONTH}{THEN_YEAR}?", read.by_name),
    _rule(r"{OF_WEEKDAY}?{MONTH} (?:the )?{DAY}(?![.,:/]\d|%| (?:per cent|percent|million)){THEN_YEAR}?", read.by_name),
    _rule(r"\b(?i:the (?P<ordinal>first|second|third|fourth|last) (?:day )?of) {MONTH}{THEN_YEAR}?", read.ordinal_of_month),
    _rule(r"{PART}?\b{MONTH}{THEN_YEAR}", read.by_name),
    _rule(r"\b{SHIFT} {MONTH}", read.shifted_month, relative=True),
    _rule(r"(?P<part>{PART})?\b{MONTH}", read.bare_month, relative=True),
    _rule(
        r"\b(?i:on|since|until|by|from) the {DAY}(?<=[a-z])(?: of (?P<shift>this|last|next) month)?"
        r"(?!{HYPHEN}| (?:of|floor|century|anniversary|street|avenue|birthday|time|attempt|and|[A-Z]))",
        read.day_of_month,
        relative=True,
    ),
    # Seasons, quarters, financial years.
    _rule(r"(?:{PART}|\b(?i:the) )?\b{SEASON}(?:,? (?:of )?{YEAR}(?:[/–-]\d{2,4})?| {NEAR_YEAR})", read.season),
    _rule(r"(?:(?i:earlier|early|later|late) )?\b{SHIFT} {SEASON}\b", read.season, relative=True),
    _rule(
        r"\b(?i:since |(?:in|since|until|by|from|during|over|of|for|as of|throughout|through|before|after|spend|spent) the "
        r"(?:early |late |coming )?){SEASON}\b(?! (?:of|in|back|from|off|short|term|holidays))",
        read.season,
        relative=True,
    ),
    _rule(r"\b(?:Q[1-4]|H[12])(?: of)? ?{YEAR}", read.year_only),
    _rule(
        r"\b(?:FY|(?i:(?:fiscal|financial|tax|budget|school|academic|municipal|calendar)(?: year)?(?: ending)?|year ending)) ?"
        r"(?:{YEAR}|['’]?(?P<short>\d\d)(?!\d))(?:[/–-]\d{2,4})?",
        read.year_only,
    ),
    # Relative to the document's date.
    _rule(
        r"(?:\b{SHIFT} )?\b{WEEKDAY}"
        r"(?:,? (?P<week>last|this|next) week\b| of (?P<of_week>last|this|next) week\b| (?P<behind>last|next)\b(?! (?:year|month|week)))?",
        read.weekday,
        relative=True,
    ),
    _rule(
        r"\b(?P<word>(?i:the day (?:before yesterday|after tomorrow)|yesterday|today|tonight|tomorrow|last night"
        r"|this (?:morning|afternoon|evening|lunchtime)))\b",
        read.day_word,
        relative=True,
    ),
    _rule(
        r"(?:\b(?i:earlier|early|later|late|in|for|of|the (?:end|start|beginning) of) )?\b(?P<shift>(?i:last|this|next)) "
        r"(?P<unit>(?i:weekend|week|month|year))\b(?!{HYPHEN}old)",
        read.period,
        relative=True,
    ),
    _rule(r"\b(?i:(?:at|over|during) the )(?P<shift>)(?P<unit>(?i:weekend))\b", read.period, relative=True),
    _rule(r"\b(?i:the end of the )(?P<shift>)(?P<unit>(?i:month|year))\b", read.period, relative=True),
    _rule(r"\b(?i:the year before last)\b", read.year_before_last, relative=True),
    _rule(r"\b(?i:this time last year|a year ago this month)\b", read.month_a_year_ago, relative=True),
    _rule(r"\b{NUMBER} {UNIT} (?i:ago)(?P<exact> (?i:today|to the day))?\b", read.distance, relative=True),
    _rule(r"\b(?i:for) {NUMBER} {UNIT} (?i:now)\b", read.distance, relative=True),
    _rule(r"\b(?i:in) {NUMBER} {UNIT}(?P<ahead>['’] ?(?i:time)\b)", read.distance, relative=True),
    _rule(r"\b{NUMBER} {UNIT} (?P<ahead>(?i:from now|hence))\b", read.distance, relative=True),
    # Feasts.
    _rule(
        r"\b(?P<cue>(?i:in|since|from|by|until|before|at|after)) (?:the )?(?:[Nn]ew [Yy]ear)\b(?!['’]| (?:Eve|Day|Honours))",
        read.new_year,
        relative=True,
    ),
    _rule(r"\bNew Year['’]?s?['’]? (?P<which>Eve|Day)(?:,? {YEAR})?", read.new_years, relative=True),
    _rule(
        r"\b(?i:since|until|before|by|after|at|over|last|next|from|this) (?P<feast>Christmas|Easter|Thanksgiving)(?: {YEAR})?\b",
        read.feast,
        relative=True,
    ),
    # A year alone.
    _rule(r"(?:(?P<part>\b{PART})|(?<![\w.,:/£$€¥₹#+-])){YEAR}(?!{HYPHEN}\d)", read.bare_year),
)
