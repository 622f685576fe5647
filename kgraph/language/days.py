"""Reckoning with years, months and days to the precision that is known. Years run from 1 to 9999."""

from __future__ import annotations

import calendar
import datetime


def iso(year: int | None, month: int | None = None, day: int | None = None) -> str | None:
    """The date to the precision that is given; None where the calendar has no such day."""
    if year is None or not 1 <= year <= 9999:
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


def days_from(date: datetime.date, days: int) -> datetime.date | None:
    """The day so many days later (earlier, where negative); None beyond the years 1 to 9999."""
    ordinal = date.toordinal() + days
    return datetime.date.fromordinal(ordinal) if 1 <= ordinal <= datetime.date.max.toordinal() else None


def day_from(date: datetime.date, days: int) -> str | None:
    """The same as YYYY-MM-DD."""
    day = days_from(date, days)
    return day.isoformat() if day else None


def month_of(date: datetime.date, first_day: int, last_day: int) -> str | None:
    """The month that holds both days, counted from the date; None where they lie in two."""
    first, last = days_from(date, first_day), days_from(date, last_day)
    if first is None or last is None:
        return None
    return iso(first.year, first.month) if (first.year, first.month) == (last.year, last.month) else None


def easter_month(year: int) -> int:
    """By the algorithm of the anonymous correspondent of Nature (1876)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    return (epact + weekday - 7 * ((golden + 11 * epact + 22 * weekday) // 451) + 114) // 31
