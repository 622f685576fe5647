"""Dates in running text, resolved against the document's date and kept to the precision that the words give.

"In April", "last October", "on Wednesday", "17 February 2026", "the autumn of 2019", "two years ago" → YYYY, YYYY-MM or YYYY-MM-DD.
What can be told only to the season is given to the year; "last week" only to the month, and not at all where it lies in two. A date
without its year is the latest that is not after the document's; `resolve` reads it forward where the verb looks ahead.
"""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeGuard

from kgraph.language.date_readers import Context, Given, Open
from kgraph.language.date_rules import RULES
from kgraph.language.days import day_from, iso, months_from

Tense = Literal["past", "future"]
Kind = Literal["absolute", "relative"]
Edge = Literal["at", "from", "by", "until"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date at its offsets in the text. `range_end` is the last date of a range that begins here. `edge` tells a beginning ("since
    2019"), a deadline ("by June") and an end ("until 2019") from a time at which. `open` is what the words give where the year is
    left to the context."""

    start: int
    end: int
    value: str
    kind: Kind
    range_end: str | None = None
    edge: Edge = "at"
    open: Open | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    given: Given
    relative: bool


_EDGES: dict[str, Edge] = {
    "since": "from", "from": "from", "after": "from", "starting": "from", "as of": "from", "until": "until", "till": "until",
    "by": "by", "before": "by", "up to": "until", "expires": "until", "expire": "until", "ends": "until", "ceases": "until",
    "runs out": "until", "lapses": "until",
}  # fmt: skip
_EDGE = re.compile(rf"(?i:\b({'|'.join(_EDGES)})(?:\s+(?:early|late|about|around|at least|the|on|in|as long ago as))*[\s-]*$)")
_LEADING_EDGE = re.compile(rf"(?i:({'|'.join(_EDGES)})\b)")
_JOIN = re.compile(r"\s*(?:[-–—]|,?\s(?:to|until|till|through|up to|and|or|&)\s|,\s)\s*(?:the\s+|on\s+|in\s+)?(?:early\s+|late\s+|mid-)?")
_RANGE = re.compile(r"[-–—]|\b(?:to|until|till|through)\b")
_YEARS = re.compile(r"(?<![\w.,:/£$€-])((?:19|20)\d\d)(?:\s?[-–—]\s?((?:19|20)\d\d)|[-–—/](\d\d))(?![\d/-]|[.,]\d)")
_DAYS = re.compile(r"(?<![\d.,:/£$€-])(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(\s?[-–—&]\s?|\s(?:to|and|or|until)\s(?:the\s)?)$")
_MONTH_DAYS = re.compile(
    r"(\s?[-–—]\s?|\s(?:to|and|or)\s)(0?[1-9]|[12]\d|3[01])(?!\d|[.,:/]\d)(?:st|nd|rd|th)?(?:,?\s((?:19|20)\d\d)(?!\d))?(?!\s[A-Z])"
)


def find_dates(text: str, base: datetime.date | None, dayfirst: bool = True) -> list[DateMention]:
    """Dates in the order of the text. `base` is the document's date; without it those that need one are left out.

    `dayfirst` reads 03/04/2024 as the third of April.
    """
    years = {mention.start: mention for mention in _year_ranges(text)}
    # Out of the way of the rules, offsets unchanged.
    text = _YEARS.sub(lambda match: "_" * len(match.group()) if match.start() in years else match.group(), text)
    found = _with_years(text, _spans(text, Context(base, dayfirst)))
    mentions = [mention for each in found for mention in _mentions(text, each, base)]
    return sorted([*years.values(), *_ranges(text, _apart(mentions))], key=lambda mention: mention.start)


def resolve(mention: DateMention, base: datetime.date | None, tense: Tense = "past") -> str:
    """The date as it stands for a verb of that tense: "in June" is the last June, or with "will" the next one."""
    if mention.open is None or base is None:
        return mention.value
    return _filled(mention.open, base, tense) or mention.value


def _spans(text: str, context: Context) -> list[_Found]:
    """What the rules find, where they overlap the leftmost and longest, then the earlier rule."""
    candidates: list[tuple[int, int, int, _Found]] = []
    for order, rule in enumerate(RULES):
        for match in rule.pattern.finditer(text):
            given = rule.read(match, context)
            near = bool(match.groupdict().get("near"))
            found = _Found(match.start(), match.end(), given, rule.relative or near or isinstance(given, Open))
            candidates.append((match.start(), -match.end(), order, found))
    candidates.sort(key=lambda row: row[:3])
    kept: list[_Found] = []
    for *_, found in candidates:
        if not kept or found.start >= kept[-1].end:
            kept.append(found)
    return [found for found in kept if found.given is not None]


def _with_years(text: str, found: Sequence[_Found]) -> list[_Found]:
    """Months and days that share the year of a neighbour: "between April and June 2024", "from November 2023 to March"."""
    result = list(found)
    for index in range(len(result) - 2, -1, -1):
        first, second = result[index], result[index + 1]
        if _unshifted(first.given) and isinstance(second.given, str) and len(second.given) > 4 and _join(text, first, second):
            result[index] = replace(first, given=_near(first.given, second.given, later=False), relative=second.relative)
    for index in range(1, len(result)):
        first, second = result[index - 1], result[index]
        join = _join(text, first, second)
        if join and _unshifted(second.given) and isinstance(first.given, str) and len(first.given) > 4 and _is_range(text, first, join):
            result[index] = replace(second, given=_near(second.given, first.given, later=True), relative=first.relative)
    return [each for each in result if each.given is not None]


def _unshifted(given: Given) -> TypeGuard[Open]:
    return isinstance(given, Open) and given.month is not None and given.shift is None


def _near(given: Open, neighbour: str, later: bool) -> str | None:
    """The open date in the neighbour's year, or the year before or after where the order would be wrong."""
    year, month = int(neighbour[:4]), given.month or 1
    if later and month < int(neighbour[5:7]):
        year += 1
    elif not later and month > int(neighbour[5:7]):
        year -= 1
    return iso(year, given.month, given.day)


def _join(text: str, first: _Found | DateMention, second: _Found | DateMention) -> str | None:
    """The words that join two dates, or None where something else stands between them."""
    match = _JOIN.fullmatch(text, first.end, second.start)
    return match.group() if match else None


def _is_range(text: str, first: _Found | DateMention, join: str) -> bool:
    return bool(_RANGE.search(join)) or (
        "and" in join and re.search(r"(?i:\bbetween\b)[^.;]*$", text[max(0, first.start - 45) : first.start]) is not None
    )


def _mentions(text: str, found: _Found, base: datetime.date | None) -> Iterator[DateMention]:
    """The date; and where days are given together ("11 and 12 September", "3-21 February"), each or the first of them."""
    opened = found.given if isinstance(found.given, Open) else None
    kind: Kind = "relative" if found.relative else "absolute"
    after = _MONTH_DAYS.match(text, found.end) if _has_day(found.given) else None
    if after and not text[found.start : found.end].rstrip("stndrh")[-1:].isdigit():
        after = None  # "5 March to 12": the second is no day of that month
    if after and opened and after[3]:
        found = replace(found, given=iso(int(after[3]), opened.month, opened.day))
        opened, kind = None, "absolute"
    value = _filled(opened, base, "past") if opened and base else found.given
    if not isinstance(value, str):
        return
    mention = DateMention(found.start, found.end, value, kind, edge=_edge(text, found), open=opened)
    before = _DAYS.search(text, max(0, found.start - 12), found.start) if _has_day(found.given) else None
    if after and int(after[2]) > int(value[8:]) and (after[3] or not re.match(r"\s[a-z]", text[after.end() :]) or _RANGE.search(after[1])):
        yield from _two_days(
            mention, mention, value, iso(int(value[:4]), int(value[5:7]), int(after[2])), after[1], after.start(2), after.end()
        )
    elif before and int(before[1]) < int(value[8:]):
        first = value[:8] + f"{int(before[1]):02d}"
        earlier = replace(mention, start=before.start(), end=before.end(1), open=replace(opened, day=int(before[1])) if opened else None)
        yield from _two_days(replace(earlier, edge=_edge(text, earlier)), mention, first, value, before[2], found.start, found.end)
    else:
        yield mention


def _has_day(given: Given) -> bool:
    return (isinstance(given, str) and len(given) == 10) or (isinstance(given, Open) and given.month is not None and given.day is not None)


def _two_days(
    first: DateMention, last: DateMention, value: str, end_value: str | None, join: str, start: int, end: int
) -> Iterator[DateMention]:
    if end_value is None:
        yield first
    elif re.search(r"\b(?:and|or)\b|&", join):
        yield replace(first, value=value)
        yield replace(last, start=start, end=end, value=end_value, open=replace(last.open, day=int(end_value[8:])) if last.open else None)
    else:
        yield replace(first, end=end, value=value, range_end=end_value)


def _edge(text: str, found: _Found | DateMention) -> Edge:
    cue = _EDGE.search(text, max(0, found.start - 40), found.start) or _LEADING_EDGE.match(text, found.start, found.end)
    return _EDGES[cue[1].lower()] if cue else "at"


def _filled(given: Open, base: datetime.date, tense: Tense) -> str | None:
    """The open date with its year, read back from the base or ahead of it."""
    if given.weekday is not None:
        return _weekday(given, base, tense)
    if given.season is not None:
        return iso(_season_year(given.season, given.shift, base, tense))
    if given.month is None and given.day is not None:
        return _day_of_month(given.day, base, tense)
    month = given.month or 1
    if given.shift is not None:
        return iso(_shifted_year(month, given.shift, base), given.month)
    then, now = (month, given.day or 1), (base.month, base.day if given.day else 1)
    year = base.year
    if tense == "past" and then > now:
        year -= 1
    elif tense == "future" and then < now:
        year += 1
    return iso(year, given.month, given.day)


def _day_of_month(day: int, base: datetime.date, tense: Tense) -> str | None:
    """ "On the 31st": of the nearest month that has such a day."""
    step = -1 if tense == "past" else 1
    start = 0 if (day <= base.day if tense == "past" else day >= base.day) else step
    return next((value for months in (start, start + step) if (value := iso(*months_from(base, months), day))), None)


def _weekday(given: Open, base: datetime.date, tense: Tense) -> str | None:
    assert given.weekday is not None
    back, ahead = (base.weekday() - given.weekday) % 7, (given.weekday - base.weekday()) % 7
    if given.shift == -1:
        days = -(back or 7)
    elif given.shift == 1:
        days = ahead or 7
    elif given.shift == 0:
        days = given.weekday - base.weekday()
    else:
        days = -back if tense == "past" else ahead
    return day_from(base, days)


# "Last March" said in May is the March of the year before, for this year's would be plain "March"; said in December, it is this year's.
_FAR = 4


def _shifted_year(month: int, shift: int, base: datetime.date) -> int:
    if shift == -1:
        return base.year if base.month - month >= _FAR else base.year - 1
    if shift == 1:
        return base.year if month > base.month else base.year + 1
    return base.year


def _season_year(start: int, shift: int | None, base: datetime.date, tense: Tense) -> int:
    """The year in which the season begins."""
    if shift == -1:
        return base.year if base.month - (start + 2) >= _FAR else base.year - 1
    if shift == 1:
        return base.year if start - base.month >= _FAR else base.year + 1
    if shift == 0:
        return base.year
    if tense == "past":
        return base.year if base.month >= start else base.year - 1
    return base.year if base.month <= start + 2 else base.year + 1


def _apart(mentions: Iterable[DateMention]) -> list[DateMention]:
    """Without what lies inside the one before, as the year of "February 3-21, 2025" does."""
    kept: list[DateMention] = []
    for mention in mentions:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _year_ranges(text: str) -> Iterator[DateMention]:
    """ "2018-2020", "2023/24"."""
    for match in _YEARS.finditer(text):
        first = int(match[1])
        last = int(match[2]) if match[2] else first - first % 100 + int(match[3])
        dash = text[match.end(1) : match.end(1) + 1]
        if match[3] and last != first + 1 and (dash == "/" or (dash == "-" and int(match[3]) <= 12)):
            continue  # "2021/88" numbers a contract, "2024-02" is a month
        if last > first:
            found = _Found(match.start(), match.end(), None, False)
            yield DateMention(match.start(), match.end(), match[1], "absolute", f"{last:04d}", _edge(text, found))


def _ranges(text: str, mentions: Sequence[DateMention]) -> list[DateMention]:
    """`range_end` for dates that a dash, "to", or "between … and" joins to the next."""
    result = []
    for first, second in itertools.zip_longest(mentions, mentions[1:]):
        if second is not None and first.range_end is None:
            join = _join(text, first, second)
            if join and second.value > first.value and _is_range(text, first, join):
                first = replace(first, range_end=second.value)
        result.append(first)
    return result
