"""What holds of money, dates and counts whatever the text: offsets within it, values that mean something, no error."""

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.language.counts import find_counts
from kgraph.language.dates import find_dates, resolve
from kgraph.language.days import day_from
from kgraph.language.money import find_money

WORDS = [
    "one", "two", "half", "a", "million", "£", "$", "€", "kr", "1", "2,000", "3.5", "1,2", "12", "2024", "2019", "Mar", "May", "March",
    "5", "of", "in", "the", "last", "this", "past", "next", "week", "weekend", "year", "month", "ago", "for", "now", "since", "between",
    "and", "to", "-", "–", "/", ".", ",", "Monday", "on", "'time", "Christmas", "new", "31st", "17th", "fourth", "first", "day",
    "quarter", "Q2", "FY24", "24/25", "GBP", "EUR", "29", "February", "00", "31", "years", "999", "decades", "0", "year's", "Act",
    "dozen", "hundred", "crore", "pounds", "euros", "p", "cents",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join) | st.lists(st.sampled_from(WORDS), max_size=6).map("".join) | st.text()
BASES = st.none() | st.dates()
ALWAYS_THE_SAME = settings(derandomize=True, deadline=None, max_examples=400)


@ALWAYS_THE_SAME
@given(TEXTS, BASES, st.booleans())
def test_dates_are_days_months_or_years_of_the_calendar_and_do_not_overlap(text: str, base: datetime.date | None, dayfirst: bool) -> None:
    end = 0
    for mention in find_dates(text, base, dayfirst):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end
        for value in (mention.value, mention.range_end or mention.value, resolve(mention, base, "future")):
            assert len(value) in (4, 7, 10)
            datetime.date.fromisoformat(value + "-01-01"[len(value) - 4 :] if len(value) < 10 else value)


@ALWAYS_THE_SAME
@given(TEXTS, st.none() | st.sampled_from(["GB", "US", "CA", "SE", "XX"]))
def test_sums_lie_in_the_text_and_ranges_rise(text: str, country: str | None) -> None:
    for money in find_money(text, country):
        assert 0 <= money.start < money.end <= len(text)
        assert any(char.isalnum() for char in text[money.start : money.end])
        assert money.amount >= 0
        assert money.upper is None or money.upper > money.amount


@ALWAYS_THE_SAME
@given(TEXTS)
def test_counts_lie_in_the_text(text: str) -> None:
    for count in find_counts(text):
        assert 0 <= count.start < count.end <= len(text)


@ALWAYS_THE_SAME
@given(st.dates(), st.integers(-4_000_000, 4_000_000))
def test_days_beyond_the_calendar_are_none(date: datetime.date, days: int) -> None:
    value = day_from(date, days)
    if value is None:
        assert not 1 <= date.toordinal() + days <= datetime.date.max.toordinal()
    else:
        assert (datetime.date.fromisoformat(value) - date).days == days
