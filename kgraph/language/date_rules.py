"""The wordings of dates: patterns, each with a reader that says what its match gives.

A reader returns the date as written ("2024", "2024-03", "2024-03-05"), or `Open` where the year is left to the context ("in March",
"on Wednesday"), or None where the words only look like a date or give none ("every Monday", "Data Protection Act 2018"): such a match
still takes its place, so that nothing smaller is found inside it.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass

from kgraph.language.numbers import DASH, HYPHEN, SPACE, WORDS, words


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


@dataclass(frozen=True)
class Rule:
    """`relative` readings depend on the document's date."""

    pattern: re.Pattern[str]
    read: Reader
    relative: bool = False


MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
WEEKDAYS = {name: number for number, name in enumerate(calendar.day_name)}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""The first month of a season."""

_S = rf"{SPACE}{{1,3}}"
_SHORT = r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
_LONG = "|".join([*MONTHS, *(name.upper() for name in MONTHS)])
_MONTH = rf"(?P<month>(?:{_LONG})(?![a-z])|(?:{_SHORT})(?:\.|(?![\w-])))"
_DAY = r"(?<![\d.,:/£$€¥])(?P<day>0?[1-9]|[12]\d|3[01])(?!\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:18|19|20)\d\d)(?![\d%]|[.,]\d)"
_SHORT_YEAR = r"['’](?P<short>\d\d)(?!\d)"
_OF_YEAR = rf"(?:(?:,?{_S}|,)(?:of{_S})?(?:{_YEAR}|{_SHORT_YEAR})|,?{_S}(?P<near>last|this|next){_S}year\b)"
_WEEKDAY = "(?P<weekday>" + "|".join([*WEEKDAYS, *(name.upper() for name in WEEKDAYS)]) + r")(?!s?\w)"
_ANY_WEEKDAY = rf"(?:(?:{'|'.join(WEEKDAYS)}|Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\.?,?{_S}(?:the{_S})?)"
_PART = (
    rf"(?:(?i:(?:the{_S})?(?:very{_S})?(?:early|late|mid(?:dle)?|beginning|start|end|close|turn|first{_S}half|second{_S}half|"
    rf"first{_S}quarter|second{_S}quarter|third{_S}quarter|fourth{_S}quarter|last{_S}quarter|first{_S}week|last{_S}week)"
    rf"(?:{HYPHEN}|{_S}(?:in{_S}|of{_S})?(?:the{_S})?(?:year{_S})?)))"
)
_SEASON = r"(?P<season>(?i:spring|summer|autumn|fall|winter))"
_NUMBER = rf"(?P<number>\d{{1,3}}|{WORDS}|(?i:an?(?:{_S}couple{_S}of)?))"
_UNIT = r"(?P<unit>(?i:day|week|fortnight|month|year|decade))s?"


def iso(year: int | None, month: int | None = None, day: int | None = None) -> str | None:
    """The date to the precision that is given; None where no such day exists."""
    if year is None:
        return None
    if month is None:
        return f"{year:04d}"
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04d}-{month:02d}"
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def months_from(date: datetime.date, count: int) -> tuple[int, int]:
    """Year and month, `count` months after (before, where negative) the date's."""
    years, month = divmod(date.year * 12 + date.month - 1 + count, 12)
    return years, month + 1


def span_of(first: datetime.date, last: datetime.date) -> str | None:
    """The month, or else the year, that holds both days; None where they share neither."""
    if (first.year, first.month) == (last.year, last.month):
        return iso(first.year, first.month)
    return iso(first.year) if first.year == last.year and (last - first).days > 31 else None


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


def _calendar(match: re.Match[str], context: Context) -> Given:
    """A day or month by name, with or without its year."""
    groups = match.groupdict()
    month, day, year = _month(match["month"]), int(groups.get("day") or 0) or None, _year(match, context)
    if year is None and groups.get("near"):
        return None
    if year is not None:
        return iso(year, month, day)
    return Open(month, day) if iso(2024, month, day) else None


def _numeric(match: re.Match[str], context: Context) -> Given:
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    if year < 100:
        year += 2000
    day, month = (first, second) if (context.dayfirst or first > 12) and second <= 12 else (second, first)
    return iso(year, month, day)


def _iso(match: re.Match[str], _: Context) -> Given:
    return iso(int(match["year"]), int(match["month"]), int(match["day"]))


def _iso_month(match: re.Match[str], _: Context) -> Given:
    return iso(int(match["year"]), int(match["month"]))


def _year_only(match: re.Match[str], context: Context) -> Given:
    return iso(_year(match, context))


def _nothing(_: re.Match[str], __: Context) -> Given:
    return None


_IN = re.compile(
    r"(?i:\b(?:in|since|during|until|till|throughout|circa|by|before|after|from|for|through|between|late|early|mid|and|or|to|of|on|on from|"
    r"back in|around|about|as of|up to|with effect from|year|spring|summer|autumn|winter|fall|"
    r"as|christmas|easter|budget|contract|agreement)(?:\s+(?:late|early|mid))?[\s-]+$)"
)
_POINTED = re.compile(r"(?i:\b(?:the|its|their|his|her|our|a|an|this|that|each|[a-z]+['’]s?)\s+$)")
_CLOSED = re.compile(r"(?:[,(;:–—-]\s*|^)$")
_AFTER_CLOSED = re.compile(r"\s*(?:[),;:.–—-]|$)")
_COUNTED = re.compile(
    r"\s+(?!was|is|has|its|this|as|does|says|plus|across|versus|less|unless|perhaps|towards|always|besides|thus)[a-z]\w*[^s\W]s\b"
)


def _bare_year(match: re.Match[str], _: Context) -> Given:
    """Four figures are a year only where the words around them say so: "2024 cameras" counts, "contract 2024/17" numbers."""
    before, after = match.string[max(0, match.start() - 30) : match.start()], match.string[match.end() : match.end() + 30]
    counted = _COUNTED.match(after) is not None
    strong = re.search(r"(?i:\b(?:in|since|during|until|till|throughout|late|early|mid)[\s-]+$)", before)
    if strong:
        return match["year"] if not (counted and match["year"].endswith("00")) else None
    if (_IN.search(before) or _POINTED.search(before)) and not counted:
        return match["year"]
    if _POINTED.search(before) and not match["year"].endswith("00"):
        return match["year"]
    closed = _CLOSED.search(before) and _AFTER_CLOSED.match(after)
    return match["year"] if closed or re.match(r"['’]s\b", after) else None


_STRONG = re.compile(r"\b(?:[Ii]n|[Ss]ince|[Dd]uring|[Uu]ntil|[Tt]ill|[Ee]arly|[Ll]ate|[Mm]id|[Oo]nly in|[Tt]hroughout)[\s-]+$")
_WEAK = re.compile(r"\b(?:[Ff]rom|[Bb]y|[Tt]o|[Oo]f|[Ff]or|[Aa]fter|[Bb]efore|[Bb]etween|and|or|on|[Ee]very|[Tt]hrough)\s+$|[-–—(]$|,\s$")
_NAMES_TOO = frozenset({"MARCH", "APRIL", "MAY", "JUNE", "AUGUST"})


def _bare_month(match: re.Match[str], context: Context) -> Given:
    """A month alone. March, May, April, June and August are also verbs and names, and need a word of time beside them."""
    name, text = match["month"], match.string
    before, after = text[max(0, match.start() - 25) : match.start()], text[match.end() : match.end() + 25]
    number = Open(_month(name))
    if _STRONG.search(before) or (match["part"] and not match["part"].lower().startswith("the end of the")):
        return number
    if name.isupper() or len(name) < 4 or name.endswith("."):
        return number if name.upper() not in _NAMES_TOO and not name.isupper() and len(name) > 4 else None
    if re.match(r"\s+[A-Z]", after) or re.search(
        r"(?<![.!?:]\s)\b(?!The|By|From|On|And|Or|After|Before|To|Of|For)[A-Z][\w.'’-]*\s$", before
    ):
        return number if name.upper() not in _NAMES_TOO and not re.match(r"\s+[A-Z]", after) else None  # "April Jones", "Theresa May"
    if name.upper() not in _NAMES_TOO:
        return number
    if _WEAK.search(before) or re.match(r"['’]s\s[a-z]", after):
        return number
    if re.search(r"\b[Tt]he\s$", before) and re.match(r"\s(?!on|to|for|against|of|through|by|was|is)[a-z]", after):
        return number
    return None


def _shifted_month(match: re.Match[str], _: Context) -> Given:
    return Open(_month(match["month"]), shift=_SHIFTS[match["shift"].lower()])


_SHIFTS = {"last": -1, "past": -1, "this": 0, "this past": -1, "this coming": 1, "next": 1, "coming": 1, "the coming": 1}


def _season(match: re.Match[str], context: Context) -> Given:
    groups = match.groupdict()
    year = _year(match, context)
    if year is not None:
        return iso(year)
    shift = groups.get("shift")
    return Open(season=SEASONS[match["season"].lower()], shift=_SHIFTS[shift.lower()] if shift else None)


def _weekday(match: re.Match[str], context: Context) -> Given:
    before = match.string[max(0, match.start() - 12) : match.start()]
    if re.search(r"(?i:\b(?:every|each|a|any|most|some|one|black|good|bloody|ash|cyber|mail on|per)\s+$)", before):
        return None
    weekday = WEEKDAYS[match["weekday"].title()]
    week = match["week"] or match["of_week"]
    if week:
        if context.base is None:
            return None
        monday = context.base - datetime.timedelta(days=context.base.weekday())
        day = monday + datetime.timedelta(days=weekday + 7 * _SHIFTS[week.lower()])
        return iso(day.year, day.month, day.day)
    shift = match["shift"] or match["behind"]
    return Open(weekday=weekday, shift=_SHIFTS[shift.lower()] if shift else None)


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


def _day_word(match: re.Match[str], context: Context) -> Given:
    if context.base is None:
        return None
    word = re.sub(r"\s+", " ", match["word"].lower())
    day = context.base + datetime.timedelta(days=_DAYS.get(word, 0))
    return iso(day.year, day.month, day.day)


def _period(match: re.Match[str], context: Context) -> Given:
    """ "Last year", "this month", "next week", "at the weekend"."""
    base, unit = context.base, match["unit"].lower()
    if base is None:
        return None
    shift = _SHIFTS[(match["shift"] or "this").lower()]
    if unit == "year":
        return iso(base.year + shift)
    if unit == "month":
        return iso(*months_from(base, shift))
    monday = base - datetime.timedelta(days=base.weekday()) + datetime.timedelta(weeks=shift)
    if unit == "weekend":
        if match["shift"] is None and base.weekday() < 4:
            monday -= datetime.timedelta(weeks=1)
        return span_of(monday + datetime.timedelta(days=5), monday + datetime.timedelta(days=6))
    if shift == 0 and (whole := span_of(monday, base)):
        return whole
    return span_of(monday, monday + datetime.timedelta(days=6))


def _end_of(match: re.Match[str], context: Context) -> Given:
    if context.base is None:
        return None
    return iso(context.base.year, context.base.month if match["unit"].lower() == "month" else None)


def _before_last(_: re.Match[str], context: Context) -> Given:
    return iso(context.base.year - 2) if context.base else None


def _time_last_year(_: re.Match[str], context: Context) -> Given:
    return iso(context.base.year - 1, context.base.month) if context.base else None


def _distance(match: re.Match[str], context: Context) -> Given:
    """ "Two years ago" to the year, "six months ago" to the month, "five days ago" to the day."""
    sign = 1 if match.groupdict().get("ahead") else -1
    number = _quantity(match["number"])
    if context.base is None or number is None:
        return None
    unit = match["unit"].lower()
    exact = bool(match.groupdict().get("exact"))
    if unit in {"year", "decade"}:
        years = context.base.year + sign * int(number) * (10 if unit == "decade" else 1)
        if years < 1:
            return None
        return iso(years, context.base.month, min(context.base.day, 28 if context.base.month == 2 else 31)) if exact else iso(years)
    if unit == "month":
        year, month = months_from(context.base, sign * int(number))
        return (iso(year, month, context.base.day) if exact else iso(year, month)) if year > 0 else None
    days = int(number) * {"day": 1, "week": 7, "fortnight": 14}[unit]
    if days > 3650:
        return None
    day = context.base + datetime.timedelta(days=sign * days)
    if unit == "day" or exact:
        return iso(day.year, day.month, day.day)
    return span_of(day - datetime.timedelta(days=3), day + datetime.timedelta(days=3)) if days < 28 else iso(day.year, day.month)


def _quantity(text: str) -> float | None:
    plain = re.sub(r"\s+", " ", text.lower())
    if plain.isdigit():
        return float(plain)
    return {"a": 1.0, "an": 1.0, "a couple of": 2.0}.get(plain) or words(plain)


def _new_year(match: re.Match[str], context: Context) -> Given:
    """The turn of the year: behind us in the first half of the year, ahead of us in the second."""
    if context.base is None:
        return None
    year = context.base.year + (context.base.month > 6)
    return iso(year) if match["cue"].lower() == "in" else iso(year, 1)


def _new_years(match: re.Match[str], context: Context) -> Given:
    month, day = _NEW_YEARS[match["which"]]
    year = _year(match, context)
    return iso(year, month, day) if year else Open(month, day)


def _feast(match: re.Match[str], context: Context) -> Given:
    year = _year(match, context)
    if match["feast"] != "Easter":
        month = 12 if match["feast"] == "Christmas" else 11
        return iso(year, month) if year else Open(month)
    year = year or (context.base.year if context.base else None)
    return iso(year, _easter_month(year)) if year else None


def _easter_month(year: int) -> int:
    """By the algorithm of the anonymous correspondent of Nature (1876)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    return (epact + weekday - 7 * ((golden + 11 * epact + 22 * weekday) // 451) + 114) // 31


def _ordinal(match: re.Match[str], context: Context) -> Given:
    """ "On the 17th", "on the 3rd of last month"."""
    if match["shift"] is None or context.base is None:
        return Open(day=int(match["day"]))
    return iso(*months_from(context.base, _SHIFTS[match["shift"].lower()]), int(match["day"]))


def _ordinal_month(match: re.Match[str], context: Context) -> Given:
    """ "The first of September"."""
    month, year, word = _month(match["month"]), _year(match, context), match["ordinal"].lower()
    if word == "last":
        day = calendar.monthrange(year or 2023, month)[1]
    else:
        day = ("first", "second", "third").index(word) + 1
    return iso(year, month, day) if year else Open(month, day)


def _rule(pattern: str, read: Reader, relative: bool = False) -> Rule:
    return Rule(re.compile(pattern), read, relative)


RULES: tuple[Rule, ...] = (
    # Numbers and names that hold a year but no date.
    _rule(
        rf"\b(?:Act|Acts|Regulations?|Bill|Order|Orders|Rules|Code|Directive|Convention|Ordinance|Law|Treaty|Statute|Constitution)"
        rf"(?:{_S}\([^)]{{1,40}}\))*(?:,?{_S}|{_S}of{_S})(?:19|20)\d\d\b", _nothing,
    ),
    _rule(r"\[(?:19|20)\d\d\]|(?<![\w/])(?:19|20)\d\d/\d{1,6}(?![\d/])|(?<=[\w/-]/)(?:19|20)\d\d\b|(?:19|20)\d\ds\b", _nothing),
    _rule(rf"\b(?i:every|each|on{_S}alternate)(?:{_S}(?:other|second|third))?{_S}(?:{'|'.join(WEEKDAYS)}|{'|'.join(MONTHS)})s?\b", _nothing),
    _rule(rf"\b(?:{'|'.join(WEEKDAYS)}){_S}(?:Times|Mail|Express|Mirror|Telegraph|Post|Herald|Independent|World|Sun|People|Club|week\b)", _nothing),
    _rule(rf"\b(?i:the{_S}(?:following|same|previous|preceding))(?:{_S}\w+)?{_S}(?:day|week|month|year|{_LONG}|{'|'.join(WEEKDAYS)}|spring|summer|autumn|fall|winter)\b", _nothing),
    _rule(rf"\b(?:USA{_S}Today|Today{_S}programme|Russia{_S}Today|Yesterday{_S}channel)", _nothing),
    # Figures.
    _rule(r"(?<![\d/-])(?P<year>(?:19|20)\d\d)[-/](?P<month>\d\d)[-/](?P<day>\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\d/-])", _iso),
    _rule(r"(?<![\d/.-])(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d)(?![\d/-])", _numeric),
    _rule(r"(?<![\d/.-])(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>\d\d)(?![\d/-])", _numeric),
    _rule(r"(?<![\d/-])(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])(?![\d/-])", _iso_month),
    # Days and months by name.
    _rule(rf"{_ANY_WEEKDAY}?{_DAY}(?:{_S}day)?{_S}(?:of{_S})?{_MONTH}{_OF_YEAR}?", _calendar),
    _rule(rf"{_ANY_WEEKDAY}?{_MONTH}{_S}(?:the{_S})?{_DAY}(?![.,:/]\d|%|{_S}(?:per{_S}cent|percent|million|{DASH}year)){_OF_YEAR}?", _calendar),
    _rule(rf"(?:{_PART})?{_MONTH}(?:,?{_S}(?:of{_S})?(?:{_YEAR}|{_SHORT_YEAR})|,?{_S}(?P<near>last|this|next){_S}year\b)", _calendar),
    _rule(rf"\b(?P<shift>(?i:last|this(?:{_S}past|{_S}coming)?|next)){_S}{_MONTH}", _shifted_month, True),
    _rule(rf"(?P<part>{_PART})?\b{_MONTH}", _bare_month, True),
    _rule(rf"\b(?i:the{_S}(?P<ordinal>first|second|third|last){_S}(?:day{_S})?of){_S}{_MONTH}{_OF_YEAR}?", _ordinal_month),
    # Seasons, quarters, financial years.
    _rule(rf"(?:{_PART}|\b(?i:the){_S})?\b{_SEASON}(?:,?{_S}(?:of{_S})?{_YEAR}(?:[/–-]\d{{2,4}})?|{_S}(?P<near>last|this|next){_S}year\b)", _season),
    _rule(rf"(?:(?i:early|late|earlier|later){_S})?\b(?P<shift>(?i:last|this(?:{_S}past|{_S}coming)?|next)){_S}{_SEASON}\b", _season, True),
    _rule(rf"(?<!\w)(?i:since{_S}|(?:in|since|until|by|from|during|over|of|for|as{_S}of|throughout|through|before|after|spend|spent){_S}the{_S}(?:early{_S}|late{_S}|coming{_S})?)"
          rf"{_SEASON}\b(?!{_S}(?:of|in|back|from|off|short|term|holidays))", _season, True),
    _rule(rf"\b(?:Q[1-4]|H[12]){_S}?(?:of{_S})?{_YEAR}", _year_only),
    _rule(rf"\b(?:FY|(?i:(?:fiscal|financial|tax|budget|school|academic|municipal|calendar){_S}(?:year{_S})?(?:ending{_S})?|year{_S}ending{_S}))"
          rf"{_S}?(?:{_YEAR}|(?P<short>\d\d)(?!\d))(?:[/–-]\d{{2,4}})?", _year_only),
    # Relative to the document's date.
    _rule(rf"(?:\b(?P<shift>(?i:last|this|next)){_S})?\b{_WEEKDAY}(?:,?{_S}(?P<week>last|this|next){_S}week\b|{_S}of{_S}(?P<of_week>last|this|next){_S}week\b|{_S}(?P<behind>last|next)\b(?!{_S}(?:year|month|week)))?", _weekday, True),
    _rule(rf"\b(?P<word>(?i:the{_S}day{_S}(?:before{_S}yesterday|after{_S}tomorrow)|yesterday|today|tonight|tomorrow|last{_S}night|this{_S}(?:morning|afternoon|evening|lunchtime)))\b", _day_word, True),
    _rule(rf"\b(?i:the{_S}year{_S}before{_S}last)\b", _before_last, True),
    _rule(rf"\b(?i:this{_S}time{_S}last{_S}year|a{_S}year{_S}ago{_S}this{_S}month)\b", _time_last_year, True),
    _rule(rf"(?:\b(?i:earlier|later|early|late|in|for|of|the{_S}end{_S}of|the{_S}start{_S}of|the{_S}beginning{_S}of){_S})?\b(?P<shift>(?i:last|this|next)){_S}(?P<unit>(?i:weekend|week|month|year))\b(?!{HYPHEN}old)", _period, True),
    _rule(rf"\b(?i:(?:at|over|during){_S}the){_S}(?P<shift>)?(?P<unit>(?i:weekend))\b", _period, True),
    _rule(rf"\b(?i:by{_S}|at{_S}|before{_S}|until{_S})?(?i:the{_S}end{_S}of{_S}the{_S})(?P<unit>(?i:month|year))\b", _end_of, True),
    _rule(rf"\b(?i:(?:over|in|during|for|within){_S}the{_S}(?:last|past)|the{_S}(?:last|past))(?:{_S}(?:\d{{1,3}}|{WORDS}|few|several|couple{_S}of))?{_S}(?:day|week|month|year|decade)s?\b", _nothing),
    _rule(rf"\b{_NUMBER}{_S}{_UNIT}{_S}(?i:ago)(?P<exact>{_S}(?i:today|to{_S}the{_S}day))?\b", _distance, True),
    _rule(rf"\b(?i:for){_S}{_NUMBER}{_S}{_UNIT}{_S}(?i:now)\b", _distance, True),
    _rule(rf"\b(?i:in){_S}{_NUMBER}{_S}{_UNIT}(?P<ahead>['’]{_S}?(?i:time)\b)", _distance, True),
    _rule(rf"\b{_NUMBER}{_S}{_UNIT}{_S}(?P<ahead>(?i:from{_S}now|hence))\b", _distance, True),
    _rule(rf"\b(?P<cue>(?i:in|since|from|by|until|before|at|after)){_S}(?:the{_S})?(?:[Nn]ew{_S}[Yy]ear)\b(?!['’]|{_S}(?:Eve|Day|Honours))", _new_year, True),
    _rule(rf"\bNew{_S}Year['’]?s?['’]?{_S}(?P<which>Eve|Day)(?:,?{_S}{_YEAR})?", _new_years, True),
    _rule(rf"\b(?i:since|until|before|by|after|at|over|last|next|from|this){_S}(?P<feast>Christmas|Easter|Thanksgiving)(?:{_S}{_YEAR})?\b", _feast, True),
    _rule(rf"\b(?i:on|since|until|by|from){_S}the{_S}{_DAY}(?<=[a-z])(?:{_S}of{_S}(?P<shift>this|last|next){_S}month)?(?!{HYPHEN}|{_S}(?:of|floor|century|anniversary|street|avenue|birthday|time|attempt|and|[A-Z]))", _ordinal, True),
    # A year alone.
    _rule(rf"(?:{_PART})?(?<![\w.,:/£$€¥₹#+-]){_YEAR}(?!{HYPHEN}\d)", _bare_year),
    _rule(rf"(?i:\bmid){HYPHEN}{_YEAR}", _year_only),
)  # fmt: skip
