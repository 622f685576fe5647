"""What the match of a date's wording gives: one small reader for each kind of wording.

A reader returns the date as written ("2024", "2024-03", "2024-03-05"), or `Open` where the year is left to the context ("in March",
"on Wednesday"), or None where the words only look like a date or give none ("every Monday", "Data Protection Act 2018").
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass

from kgraph.language.days import day_from, easter_month, iso, month_of, months_from
from kgraph.language.numbers import words


@dataclass(frozen=True, slots=True)
class Open:
    """A date without its year. `weekday` counts from Monday = 0. `shift`: -1 for "last", 0 for "this", 1 for "next"."""

    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: int | None = None
    shift: int | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """The document's date, and whether 3/4 is the third of April (`dayfirst`) or the fourth of March."""

    base: datetime.date | None
    dayfirst: bool


Given = str | Open | None
Reader = Callable[[re.Match[str], Context], Given]


# Written out, for the names in `calendar` change with the locale.
MONTHS = {
    "January": 1, "February": 2, "March": 3, "April": 4, "May": 5, "June": 6, "July": 7, "August": 8, "September": 9, "October": 10,
    "November": 11, "December": 12,
}  # fmt: skip
WEEKDAYS = {"Monday": 0, "Tuesday": 1, "Wednesday": 2, "Thursday": 3, "Friday": 4, "Saturday": 5, "Sunday": 6}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""The first month of a season."""


def _month(name: str) -> int:
    return next(number for full, number in MONTHS.items() if full.lower().startswith(name.rstrip(".").lower()[:3]))


def _year(match: re.Match[str], context: Context) -> int | None:
    groups = match.groupdict()
    if groups.get("year"):
        return int(match["year"])
    if groups.get("short"):
        return 2000 + int(match["short"])
    if groups.get("near") and context.base:
        return context.base.year + {"last": -1, "this": 0, "next": 1}[match["near"].lower()]
    return None


def by_name(match: re.Match[str], context: Context) -> Given:
    """A day or month by name, with or without its year."""
    groups = match.groupdict()
    month, day, year = _month(match["month"]), int(groups.get("day") or 0) or None, _year(match, context)
    if year is None and groups.get("near"):
        return None
    if year is not None:
        return iso(year, month, day)
    return Open(month, day) if iso(2024, month, day) else None


def numeric(match: re.Match[str], context: Context) -> Given:
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    if year < 100:
        year += 2000
    day, month = (first, second) if (context.dayfirst or first > 12) and second <= 12 else (second, first)
    return iso(year, month, day)


def in_figures(match: re.Match[str], _: Context) -> Given:
    day = match.groupdict().get("day")
    return iso(int(match["year"]), int(match["month"]), int(day) if day else None)


def year_only(match: re.Match[str], context: Context) -> Given:
    return iso(_year(match, context))


def nothing(_: re.Match[str], __: Context) -> Given:
    return None


_WITHIN = re.compile(r"(?i:\b(?:in|since|during|until|till|throughout|early|late|mid)[\s-]+$)")
_NEAR = re.compile(
    r"(?i:\b(?:circa|by|before|after|from|for|through|between|and|or|to|of|on|around|about|as|up to|year|spring|summer|autumn|winter|fall"
    r"|christmas|easter|budget)\s+$)"
)
_POINTED = re.compile(r"(?i:\b(?:the|its|their|his|her|our|a|an|this|that|each|[a-z]+['’]s?)\s+$)")
_OPENED = re.compile(r"(?:[,(;:–—-]\s*|^)$")
_CLOSED = re.compile(r"\s*(?:[),;:.–—-]|$)")
_COUNTED = re.compile(
    r"\s+(?!was|is|has|its|this|as|does|says|plus|across|versus|less|unless|perhaps|towards|always|besides|thus|onwards|afterwards)[a-z]\w*[^s\W]s\b"
)


def bare_year(match: re.Match[str], _: Context) -> Given:
    """Four figures are a year only where the words around them say so: "the 2019 trial", "in 2019", but not "from 2000 cameras"."""
    year = match["year"]
    before, after = match.string[max(0, match.start() - 30) : match.start()], match.string[match.end() : match.end() + 30]
    counted = _COUNTED.match(after) is not None
    round_number = year.endswith("00")
    if match["part"] or _WITHIN.search(before):
        return None if counted and round_number else year
    if _POINTED.search(before):
        return None if counted and round_number else year
    if _NEAR.search(before):
        return None if counted else year
    return year if (_OPENED.search(before) and _CLOSED.match(after)) or re.match(r"['’]s\b", after) else None


_TIMED = re.compile(r"\b(?:[Ff]rom|[Bb]y|[Tt]o|[Oo]f|[Ff]or|[Aa]fter|[Bb]efore|[Bb]etween|and|or|on|[Tt]hrough)\s+$|[-–—(]$|,\s$")
_FIRST_NAME = re.compile(r"(?<![.!?:]\s)\b(?!The|By|From|On|And|Or|After|Before|To|Of|For)[A-Z][\w.'’-]*\s$")
_NOT_MARCHING = re.compile(r"\s(?!on|to|for|against|of|through|by|was|is)[a-z]")
_NAMES_TOO = frozenset({"March", "April", "May", "June", "August"})


def bare_month(match: re.Match[str], _: Context) -> Given:
    """A month alone. March, April, May, June and August are verbs and people's names too, and need a word of time beside them."""
    name, text = match["month"], match.string
    before, after = text[max(0, match.start() - 25) : match.start()], text[match.end() : match.end() + 25]
    month = Open(_month(name))
    if match["part"] or _WITHIN.search(before):
        return month
    if name not in MONTHS:
        return None
    if name not in _NAMES_TOO:
        return month
    if re.match(r"\s+[A-Z]", after) or _FIRST_NAME.search(before):
        return None  # "April Jones", "Theresa May"
    timed = _TIMED.search(before) or re.match(r"['’]s\s[a-z]|(?:,| and| or| to|\s?[-–])\s?(?:" + "|".join(MONTHS) + ")", after)
    return month if timed or (re.search(r"\b[Tt]he\s$", before) and _NOT_MARCHING.match(after)) else None


_SHIFTS = {"last": -1, "this past": -1, "this": 0, "next": 1, "this coming": 1}


def _shift(text: str | None) -> int | None:
    return None if not text else _SHIFTS[" ".join(text.lower().split())]


def shifted_month(match: re.Match[str], _: Context) -> Given:
    return Open(_month(match["month"]), shift=_shift(match["shift"]))


def season(match: re.Match[str], context: Context) -> Given:
    groups = match.groupdict()
    year = _year(match, context)
    if year is not None:
        return iso(year)
    return Open(season=SEASONS[match["season"].lower()], shift=_shift(groups.get("shift")))


def weekday(match: re.Match[str], context: Context) -> Given:
    before = match.string[max(0, match.start() - 12) : match.start()]
    if re.search(r"(?i:\b(?:every|each|a|any|most|some|one|black|good|bloody|ash|cyber|mail on|per)\s+$)", before):
        return None
    number = WEEKDAYS[match["weekday"].title()]
    week = _shift(match["week"] or match["of_week"])
    if week is not None:
        if context.base is None:
            return None
        return day_from(context.base, number - context.base.weekday() + 7 * week)
    return Open(weekday=number, shift=_shift(match["shift"] or match["behind"]))


_NEW_YEARS = {"Eve": (12, 31), "Day": (1, 1)}
_DAYS = {
    "the day before yesterday": -2,
    "yesterday": -1,
    "last night": -1,
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
    "the day after tomorrow": 2,
}


def day_word(match: re.Match[str], context: Context) -> Given:
    if context.base is None:
        return None
    word = re.sub(r"\s+", " ", match["word"].lower())
    return day_from(context.base, _DAYS.get(word, 0))


def period(match: re.Match[str], context: Context) -> Given:
    """ "Last year", "this month", "next week", "at the weekend"."""
    base, unit = context.base, match["unit"].lower()
    if base is None:
        return None
    shift = _shift(match["shift"]) or 0
    if unit == "year":
        return iso(base.year + shift)
    if unit == "month":
        return iso(*months_from(base, shift))
    monday = 7 * shift - base.weekday()
    if unit == "weekend":
        if not match["shift"] and base.weekday() < 4:
            monday -= 7
        return month_of(base, monday + 5, monday + 6)
    return month_of(base, monday, 0 if shift == 0 else monday + 6)


def year_before_last(_: re.Match[str], context: Context) -> Given:
    return iso(context.base.year - 2) if context.base else None


def month_a_year_ago(_: re.Match[str], context: Context) -> Given:
    return iso(context.base.year - 1, context.base.month) if context.base else None


def distance(match: re.Match[str], context: Context) -> Given:
    """ "Two years ago" to the year, "six months ago" to the month, "five days ago" to the day."""
    sign = 1 if match.groupdict().get("ahead") else -1
    number = _quantity(match["number"])
    if context.base is None or number is None:
        return None
    base, unit, count = context.base, match["unit"].lower(), sign * int(number)
    exact = bool(match.groupdict().get("exact"))
    if unit in {"year", "decade"}:
        year = base.year + count * (10 if unit == "decade" else 1)
        return iso(year, base.month, 28 if (base.month, base.day) == (2, 29) else base.day) if exact else iso(year)
    if unit == "month":
        year, month = months_from(base, count)
        return iso(year, month, base.day) if exact else iso(year, month)
    days = count * {"day": 1, "week": 7, "fortnight": 14}[unit]
    return day_from(base, days) if unit == "day" or exact else month_of(base, days - 3, days + 3)


def _quantity(text: str) -> float | None:
    plain = re.sub(r"\s+", " ", text.lower())
    if plain.isdigit():
        return float(plain)
    return {"a": 1.0, "an": 1.0, "a couple of": 2.0}.get(plain) or words(plain)


def new_year(match: re.Match[str], context: Context) -> Given:
    """The turn of the year: behind us in the first half of the year, ahead of us in the second."""
    if context.base is None:
        return None
    year = context.base.year + (context.base.month > 6)
    return iso(year) if match["cue"].lower() == "in" else iso(year, 1)


def new_years(match: re.Match[str], context: Context) -> Given:
    month, day = _NEW_YEARS[match["which"]]
    year = _year(match, context)
    return iso(year, month, day) if year else Open(month, day)


def feast(match: re.Match[str], context: Context) -> Given:
    year = _year(match, context)
    if match["feast"] != "Easter":
        month = 12 if match["feast"] == "Christmas" else 11
        return iso(year, month) if year else Open(month)
    year = year or (context.base.year if context.base else None)
    return iso(year, easter_month(year)) if year else None


def day_of_month(match: re.Match[str], context: Context) -> Given:
    """ "On the 17th", "on the 3rd of last month"."""
    if match["shift"] is None or context.base is None:
        return Open(day=int(match["day"])) if match["shift"] is None else None
    return iso(*months_from(context.base, _SHIFTS[match["shift"]]), int(match["day"]))


def ordinal_of_month(match: re.Match[str], context: Context) -> Given:
    """ "The first of September"."""
    month, year, word = _month(match["month"]), _year(match, context), match["ordinal"].lower()
    ordinals = ("first", "second", "third", "fourth")
    day = calendar.monthrange(year or 2023, month)[1] if word == "last" else ordinals.index(word) + 1
    return iso(year, month, day) if year else Open(month, day)
