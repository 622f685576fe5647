"""Dates in running text, by a table of wordings, and what the table cannot say."""

import datetime
from pathlib import Path

import pytest

from kgraph.language.dates import find_dates, resolve

BASE = datetime.date(2026, 5, 28)  # a Thursday


def table() -> list[tuple[str, str, str]]:
    text = (Path(__file__).parent.parent / "data" / "dates.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return [(base, text.replace("\\u00a0", "\u00a0").replace("\\n", "\n"), dates) for base, text, dates in rows]


@pytest.mark.parametrize(("base", "text", "dates"), table())
def test_wording(base: str, text: str, dates: str) -> None:
    found = find_dates(text, None if base == "-" else datetime.date.fromisoformat(base))
    values = [f"{mention.value}/{mention.range_end}" if mention.range_end else mention.value for mention in found]
    assert values == ([] if dates == "-" else dates.split())


def test_the_table_is_as_large_as_promised() -> None:
    assert len(table()) >= 200


def test_offsets_hold_the_wording() -> None:
    text = "It said in early March 2024 that, from 3-21 May, it had paid."
    assert [text[mention.start : mention.end] for mention in find_dates(text, BASE)] == ["early March 2024", "3-21 May"]


def test_the_american_order_of_day_and_month() -> None:
    assert [mention.value for mention in find_dates("03/04/2024 and 16/04/2024", None, dayfirst=False)] == ["2024-03-04", "2024-04-16"]


@pytest.mark.parametrize(
    ("text", "past", "future"),
    [
        ("in June", "2025-06", "2026-06"),
        ("in May", "2026-05", "2026-05"),
        ("in January", "2026-01", "2027-01"),
        ("on 1 July", "2025-07-01", "2026-07-01"),
        ("on Monday", "2026-05-25", "2026-06-01"),
        ("on Thursday", "2026-05-28", "2026-05-28"),
        ("on the 30th", "2026-04-30", "2026-05-30"),
        ("in the autumn", "2025", "2026"),
        ("by Christmas", "2025-12", "2026-12"),
        ("last June", "2025-06", "2025-06"),
        ("in June 2024", "2024-06", "2024-06"),
        ("next month", "2026-06", "2026-06"),
    ],
)
def test_a_date_without_its_year_looks_back_or_ahead_with_the_verb(text: str, past: str, future: str) -> None:
    (mention,) = find_dates(text, BASE)
    assert (mention.value, resolve(mention, BASE), resolve(mention, BASE, "future")) == (past, past, future)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("in 2019", "absolute"),
        ("11 August 2020", "absolute"),
        ("in June", "relative"),
        ("last year", "relative"),
        ("May last year", "relative"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    assert [mention.kind for mention in find_dates(text, BASE)] == [kind]


@pytest.mark.parametrize(
    ("text", "edge"),
    [
        ("in 2019", "at"),
        ("since 2019", "from"),
        ("since early March 2024", "from"),
        ("from 1 July", "from"),
        ("until the end of March 2024", "until"),
        ("by June", "by"),
        ("before Christmas", "by"),
        ("on Friday", "at"),
    ],
)
def test_edge(text: str, edge: str) -> None:
    assert [mention.edge for mention in find_dates(text, BASE)] == [edge]


def test_the_29th_of_february_is_found_in_the_year_that_has_one() -> None:
    assert [mention.value for mention in find_dates("on 29 February", datetime.date(2024, 5, 1))] == ["2024-02-29"]


@pytest.mark.parametrize("text", ["in 1 decades ago " * 3, "99 decades ago", "999 years ago", "999 months ago", "999 weeks from now"])
def test_distances_beyond_the_calendar_are_no_error(text: str) -> None:
    for mention in find_dates(text, datetime.date(1, 1, 1)) + find_dates(text, datetime.date(9999, 12, 31)):
        assert mention.value[:4].isdigit()


@pytest.mark.parametrize("base", [datetime.date(1, 1, 1), datetime.date(9999, 12, 31)])
def test_the_ends_of_the_calendar_are_no_error(base: datetime.date) -> None:
    for text in (
        "yesterday",
        "tomorrow",
        "last week",
        "next week",
        "on Monday",
        "next Monday",
        "last year",
        "next year",
        "on the 31st",
        "this weekend",
    ):
        for mention in find_dates(text, base):
            resolve(mention, base, "future")
