"""Plain text."""

from __future__ import annotations

import datetime

import pytest

from kgraph.errors import DocumentError
from kgraph.ingest.text import read
from kgraph.model import Document, Source


def text(content: str, path: str = "a.txt") -> Document:
    return read(content.encode(), Source("id", path))


def test_the_text_is_the_file_as_it_stands() -> None:
    content = "\n\nMet signs deal\n\n  The Met signed a deal. \n"
    assert text(content).text == content


def test_a_short_first_line_is_the_title() -> None:
    assert text("\nMet signs deal\n\nThe Met signed a deal.").source.title == "Met signs deal"


@pytest.mark.parametrize(
    "content",
    ["The Met signed a deal.\nLiberty objected.", "word " * 60 + "\nmore", "Only one line", "Date: 2024-05-01\nThe Met signed a deal."],
    ids=["a sentence", "a paragraph", "nothing follows", "a date"],
)
def test_other_first_lines_are_no_title(content: str) -> None:
    assert text(content).source.title is None


@pytest.mark.parametrize(
    ("content", "path", "date"),
    [
        ("Met signs deal\nDate: 2024-05-01\n\nText.", "a.txt", datetime.date(2024, 5, 1)),
        ("published: 2024-05-01T10:00:00Z\nText.", "2020-01-01-a.txt", datetime.date(2024, 5, 1)),
        ("Text.", "news/2024-05-01-met.txt", datetime.date(2024, 5, 1)),
        ("Text.", "2024-13-01-met.txt", None),
        ("Text of 2024-05-01.", "met.txt", None),
        ("x\n" * 30 + "Date: 2024-05-01", "met.txt", None),
    ],
    ids=["line", "line before name", "name", "no such day", "in the text", "far below"],
)
def test_the_date_is_that_of_a_line_at_the_top_or_of_the_name(content: str, path: str, date: datetime.date | None) -> None:
    assert text(content, path).source.date == date


@pytest.mark.parametrize("content", ["", " \n\t\n"])
def test_an_empty_file_is_refused(content: str) -> None:
    with pytest.raises(DocumentError, match=r"a\.txt: has no text"):
        text(content)
