"""Markdown with front matter."""

from __future__ import annotations

import datetime

import frontmatter
import pytest

from kgraph.errors import DocumentError
from kgraph.ingest.markdown import read
from kgraph.model import Document, Source

WHOLE = """---
title: "Met signs: a deal"
date: 2026-05-28
source: The Gazette
url: https://gazette.example/met?a=1
---

# Heading

The Met signed a deal with Palantir.

---

Liberty objected.
"""


def markdown(content: str) -> Document:
    return read(content.encode(), Source("id", "a.md"))


def test_all_particulars_are_read() -> None:
    assert markdown(WHOLE).source == Source(
        "id", "a.md", "Met signs: a deal", datetime.date(2026, 5, 28), "The Gazette", "https://gazette.example/met?a=1"
    )


@pytest.mark.parametrize("content", [WHOLE, WHOLE.replace("\n", "\r\n"), "\n\n" + WHOLE, "Only text.\n", "---\n---\nOnly text."])
def test_the_text_is_the_content_that_python_frontmatter_gives(content: str) -> None:
    assert markdown(content).text == frontmatter.loads(content).content.replace("\r\n", "\n")


def test_offsets_refer_to_the_text_below_the_front_matter() -> None:
    text = markdown(WHOLE).text
    assert text.startswith("# Heading\n\nThe Met")
    assert text.endswith("---\n\nLiberty objected.")


def test_the_first_heading_stands_in_for_a_title() -> None:
    assert markdown("Intro.\n\n## Not this\n\n# Met signs deal #\n\nText.").source.title == "Met signs deal"


def test_without_front_matter_there_are_no_particulars() -> None:
    assert markdown("The Met signed a deal.").source == Source("id", "a.md")


@pytest.mark.parametrize(
    "content",
    ["---\n\nThe Met signed a deal.\n\n---\n\nLiberty objected.", "---\nThe Met signed a deal: a big one.\n", "----- x\ntitle: no\n"],
    ids=["two rules", "one rule", "no rule"],
)
def test_a_text_between_rules_is_kept(content: str) -> None:
    assert markdown(content).text == content.strip()


@pytest.mark.parametrize("value", ["2026-05-28", "'2026-05-28'", "2026-05-28T23:30:00+02:00", "2026-05-28 10:00:00"])
def test_dates_are_yaml_or_iso(value: str) -> None:
    assert markdown(f"---\ndate: {value}\n---\nText.").source.date == datetime.date(2026, 5, 28)


def test_names_of_fields_are_read_in_any_case() -> None:
    assert markdown("---\nTitle: Met signs deal\n---\nText.").source.title == "Met signs deal"


@pytest.mark.parametrize("head", ["# a comment\n\ntitle: Deal", "'title': Deal", "title : Deal"])
def test_front_matter_may_begin_with_a_comment_or_a_quoted_name(head: str) -> None:
    document = markdown(f"---\n{head}\n---\nText.")
    assert (document.source.title, document.text) == ("Deal", "Text.")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("---\ntitle: Deal\ndate: 28 May\n---\nText.", "front matter, date: '28 May' is no date; write it as 2026-05-28"),
        ("---\ndate: 2024\n---\nText.", "front matter, date: 2024 is no date"),
        ("---\ndate: 2026-02-30\n---\nText.", "front matter: day is out of range"),
        ("---\ntitle: Deal\nsource: a: b\n---\nText.", "front matter, line 3: mapping values are not allowed here"),
        ("\n\n---\n\ntitle: Deal\nsource: a: b\n---\nText.", "front matter, line 6: "),
        ("---\ntitle: Deal\nText.", "front matter is never closed"),
        ("---\ntitle: [a, b]\n---\nText.", "front matter, title: expected text"),
        ("---\nurl: javascript:alert(1)\n---\nText.", "front matter, url: 'javascript:alert\\(1\\)' is no address"),
        ("---\nurl: 'https://a.example/<b>'\n---\nText.", "front matter, url: "),
        ("---\ntitle: " + "[" * 5000 + "\n---\nText.", "front matter"),
        ("---\ntitle: !!python/object:os.system x\n---\nText.", "front matter, line 2: could not determine a constructor"),
        ("---\ntitle: Deal\n---\n\n", "has no text below its front matter"),
        ("", "has no text"),
    ],
)
def test_malformed_front_matter_is_refused_with_its_place(content: str, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason) as caught:
        markdown(content)
    assert caught.value.path == "a.md"
