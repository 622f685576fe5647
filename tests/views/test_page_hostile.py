"""A hundred texts that would like to run, in every place where text can stand, in a real browser, with the policy and without it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from kgraph import ids
from kgraph.model import Entity, Node, Row, Source

pytestmark = pytest.mark.browser

Say = Callable[..., Row]
Until = Callable[[Any, str], None]
HACK = "window.hacked=1"
ELEMENTS = [
    f"<script>{HACK}</script>", f"<img src=x onerror={HACK}>", f"<svg onload={HACK}>", f"<svg><script>{HACK}</script></svg>",
    f"<iframe srcdoc='<script>parent.{HACK}</script>'></iframe>", f"<body onload={HACK}>", f"<details open ontoggle={HACK}>",
    f"<input autofocus onfocus={HACK}>", f"<video><source onerror={HACK}></video>", f"<a href='javascript:{HACK}'>x</a>",
    f"<math><mtext></p><img src=x onerror={HACK}>", f"<object data='javascript:{HACK}'></object>",
    f"<meta http-equiv=refresh content='0;url=javascript:{HACK}'>", f"<base href='javascript:{HACK}//'>",
    f"<style>@import 'javascript:{HACK}'</style>", f"<link rel=stylesheet href='javascript:{HACK}'>",
    f"<template><script>{HACK}</script></template>", f"<form action='javascript:{HACK}'><button>",
    f"<marquee onstart={HACK}>x</marquee>", f"<img src='https://tracker.example/x.png' onload={HACK}>",
]  # fmt: skip
LEADS = [
    "",
    "</script>",
    "</title></style></textarea></noscript>",
    "\" autofocus onfocus=window.hacked=1 x=\"' onclick=window.hacked=1 '-->]]>",
]
ODD = [
    f"{{{{ cycler.__init__.__globals__ }}}}{{% print '{HACK}' %}}", f"${{{HACK}}}", f"`${{{HACK}}}`", f"'+{HACK}+'", f'"-{HACK}-"',
    f"\\u003cscript>{HACK}</script>", f"\u2028{HACK}\u2029", f"javascript:{HACK}", f"JaVaScRiPt:{HACK}",
    f"data:text/html,<script>{HACK}</script>", f"\x00<script>{HACK}</script>", f"__proto__ {HACK}", "constructor",
    "\u202e<img src=x>\u202c", f"&lt;script&gt;{HACK}&lt;/script&gt;", f"&#60;script&#62;{HACK}", f"<!--<script>{HACK}",
    f"//{HACK}\n{HACK}", f"http://x.example/' onclick='{HACK}", "\ud83d<b>",
]  # fmt: skip
MADE = "img, iframe, object, embed, base, form:not([method=dialog]), body script:not([type]), [onclick], [onerror], a[href^=j i]"
PAYLOADS = [lead + element for lead, element in product(LEADS, ELEMENTS)] + ODD


def hostile(say: Say) -> tuple[list[Row], list[Entity]]:
    """For each text a statement that has it in every field; for every third a second one between the same two."""
    rows, entities = [], []
    for number, text in enumerate(PAYLOADS):
        one, other = (Node(f"{ids.ENTITY}{number}-{end} {text}", text, text if number % 5 == 0 else "Person") for end in "ab")
        source = Source(ids.content_hash(f"{number} {text}".encode("utf-8", "replace")), text, text, None, text, text)
        row = replace(
            say(
                "X",
                "uses",
                "X",
                sentence=f"{text} uses {text}",
                source=source,
                role=text,
                currency=text,
                amount=1.0,
                date=text,
                status=text,
            ),
            id=f"{ids.STATEMENT}{number} {text}",
            subject=one,
            object=other,
            attributed_to=one,
            predicate=text if number % 4 == 0 else "affiliatedWith",
            frame=text,
            trigger=text,
            subject_name=text,
            polarity="negative" if number % 7 == 0 else "positive",
        )
        rows += [row, replace(row, id=row.id + "2", predicate="criticizes")] if number % 3 == 0 else [row]
        entities += [Entity(end.id, text, end.type, (text, f"other {text}"), (text, f"https://x.example/{text}")) for end in (one, other)]
    return rows, entities


def without_policy(text: str) -> str:
    return re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)


def test_there_are_a_hundred_different_texts() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) == 100


@pytest.mark.parametrize("alter", [None, without_policy], ids=["with the policy", "without it"])
def test_none_of_them_runs_wherever_it_is_shown(
    open_page: Callable[..., Any], say: Say, alter: Callable[[str], str] | None, until: Until
) -> None:
    rows, entities = hostile(say)
    page = open_page(rows, entities, alter=alter)
    elements = f"() => document.querySelectorAll({MADE!r}).length"
    at_first = page.evaluate(elements)
    shown = page.evaluate(
        """ids => ids.map(id => {
          window.kgraph.select(id);
          return document.querySelectorAll('#detail blockquote').length;
        })""",
        [each for row in rows for each in (row.id, row.subject.id, f"{row.subject.id} {row.predicate} {row.object.id}")],
    )
    assert all(shown)
    for name in ("alert", "script", "onerror", "javascript"):
        page.get_by_role("combobox", name="Find a name").fill(name)
    page.keyboard.press("Escape")
    while page.get_by_role("button", name="Show all").count():
        page.get_by_role("button", name="Show all").first.click()
    page.get_by_label("Find in the list: Documents").fill("script")
    page.get_by_role("button", name="Criticism").click()
    page.get_by_role("button", name="Show everything").click()
    page.get_by_label("dated by").focus()
    for choice in ("Picture (PNG)", "Drawing (SVG)", "Statements (CSV)", "Citations (text)"):
        if not page.locator(".menu").is_visible():
            page.locator("#takeaway summary").click()
        with page.expect_download():
            page.get_by_role("button", name=choice).click()
    page.get_by_role("button", name="Table").click()
    assert page.locator("#lines tr").count() == len(rows)
    assert page.evaluate(elements) == at_first
    assert page.evaluate("window.hacked") is None
    page.get_by_role("button", name="Network").click()
    until(page, "window.kgraph.labels().length > 5")


def test_a_drawing_that_is_taken_away_runs_nothing_either(
    open_page: Callable[..., Any], browser: Any, say: Say, tmp_path: Any, until: Until
) -> None:
    page = open_page(*hostile(say))
    until(page, "window.kgraph.labels().length > 5")
    page.locator("#takeaway summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Drawing (SVG)").click()
    download.value.save_as(tmp_path / "taken.svg")
    drawing = browser.new_page()
    drawing.goto((tmp_path / "taken.svg").as_uri())
    assert drawing.evaluate("[document.documentElement.tagName, window.hacked ?? null, document.scripts?.length ?? 0]") == ["svg", None, 0]
    drawing.close()


def test_only_links_to_the_web_can_be_followed(open_page: Callable[..., Any], say: Say) -> None:
    rows, entities = hostile(say)
    page = open_page(rows, entities)
    addresses = page.evaluate(
        """ids => ids.flatMap(id => {
          window.kgraph.select(id);
          return [...document.querySelectorAll('#detail a')].map(a => [a.href.split(':')[0], a.rel, a.target]);
        })""",
        [row.subject.id for row in rows],
    )
    assert {tuple(address) for address in addresses} <= {(scheme, "noopener noreferrer", "_blank") for scheme in ("http", "https")}
    assert addresses
