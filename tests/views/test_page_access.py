"""The page for everyone: no axe violation in any state, the whole of it by keyboard, and a table that holds what the picture holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kgraph import ids
from kgraph.model import Entity, Row

pytestmark = pytest.mark.browser

Say = Callable[..., Row]
Story = tuple[list[Row], list[Entity]]
Axe = Callable[[Any], list[str]]


def iri(name: str) -> str:
    return ids.ENTITY + ids.slug(name)


def nothing(page: Any) -> None:
    pass


def find(page: Any, name: str) -> None:
    page.get_by_role("combobox", name="Find a name").fill(name)
    page.keyboard.press("Enter")


def between_liberty_and_palantir(page: Any) -> None:
    find(page, "liberty")
    page.get_by_role("button", name="Connect with").click()
    page.keyboard.type("pal")
    page.keyboard.press("Enter")


def narrowed_in_every_way(page: Any) -> None:
    page.get_by_role("button", name="Criticism").click()
    page.locator("#bars button").first.click()
    page.get_by_role("checkbox", name="undated").check()
    page.get_by_role("slider", name="Confidence").fill("50")


STATES: dict[str, Callable[[Any], None]] = {
    "first look": nothing,
    "an actor": lambda page: find(page, "metro"),
    "a line": lambda page: page.evaluate("id => window.kgraph.select(id)", f"{iri('Palantir')} suppliesTo {iri('Met')}"),
    "a bundle": lambda page: page.evaluate("id => window.kgraph.select(id)", f"{iri('Liberty')} & {iri('Met')}"),
    "names found": lambda page: page.get_by_role("combobox").first.fill("e"),
    "no name found": lambda page: page.get_by_role("combobox").first.fill("zzz"),
    "a story": lambda page: page.get_by_role("button", name="Contracts").click(),
    "a connection": between_liberty_and_palantir,
    "narrowed": narrowed_in_every_way,
    "nothing left": lambda page: page.get_by_role("button", name="How it stands: none").click(),
    "the table": lambda page: page.get_by_role("button", name="Table").click(),
    "a line of the table": lambda page: (page.get_by_role("button", name="Table").click(), page.locator("#lines button").first.click()),
    "the menu": lambda page: page.locator("#takeaway summary").click(),
    "help": lambda page: page.get_by_role("button", name="Help").click(),
}


@pytest.fixture
def rich(story: Story, say: Say) -> Story:
    """The story with a second relation between two of its actors."""
    rows, entities = story
    return [*rows, say("Met", "sharesDataWith", "Liberty", date="2025-03")], entities


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_in_any_state(open_page: Callable[..., Any], rich: Story, axe: Axe, scheme: str) -> None:
    for state, reach in STATES.items():
        page = open_page(*rich, color_scheme=scheme)
        reach(page)
        assert axe(page) == [], state


def test_axe_finds_no_violation_on_a_phone(open_page: Callable[..., Any], rich: Story, axe: Axe) -> None:
    for state in ("first look", "an actor", "narrowed", "the table"):
        page = open_page(*rich, viewport={"width": 375, "height": 800}, has_touch=True)
        if state == "narrowed":
            page.locator("#legend summary").click()
        STATES[state](page)
        assert page.evaluate("document.documentElement.scrollWidth") == 375, state
        assert axe(page) == [], state


class TestKeyboard:
    def test_every_sentence_is_reached_without_a_mouse(self, page: Any, story: Story) -> None:
        page.locator("#network .vis-network").focus()
        read = set()
        for _ in range(6):
            page.keyboard.press("n")
            read.update(page.locator("blockquote").all_inner_texts())
        assert read == {row.sentence for row in story[0]}

    def test_lines_of_an_actor_are_walked_along(self, page: Any) -> None:
        find(page, "drones")
        page.locator("#network .vis-network").focus()
        read = []
        for key in ("l", "l", "Shift+L"):
            page.keyboard.press(key)
            read.append(page.locator("#detail h2").inner_text())
        assert read == ["Liberty criticizes drones", "Met uses drones", "Liberty criticizes drones"]
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "panel"

    def test_tab_reaches_everything_and_is_caught_nowhere(self, page: Any) -> None:
        seen = []
        for _ in range(150):
            page.keyboard.press("Tab")
            seen.append(page.evaluate("document.activeElement.id || document.activeElement.className || document.activeElement.tagName"))
            if seen[-1] == "BODY":
                break
        assert {"search", "show-table", "show-help", "undated", "from", "to", "confidence", "vis-network", "fit"} <= set(seen)
        assert seen[-1] == "BODY"

    def test_focus_stays_where_it_was_when_a_filter_is_drawn_anew(self, page: Any) -> None:
        box = page.locator("[data-facet=predicate][data-value=uses]")
        box.focus()
        page.keyboard.press("Space")
        assert not box.is_checked()
        page.keyboard.press("Space")
        assert box.is_checked()


class TestTableHoldsWhatThePictureHolds:
    @pytest.mark.parametrize("narrow", ["Criticism", "Contracts", "Who uses what", None])
    def test_the_same_edges(self, open_page: Callable[..., Any], rich: Story, narrow: str | None) -> None:
        page = open_page(*rich)
        if narrow:
            page.get_by_role("button", name=narrow).click()
        drawn = page.evaluate("window.kgraph.shownEdges()")
        page.get_by_role("button", name="Table").click()
        statements = page.locator("#lines tr").evaluate_all("rows => rows.map(row => row.dataset.statement)")
        edge_of = {row.id: f"{row.subject.id} {row.predicate} {row.object.id}" for row in rich[0]}
        assert sorted({edge_of[id_] for id_ in statements}) == sorted(drawn)


def test_nothing_moves_by_itself_where_reduced_motion_is_asked(open_page: Callable[..., Any], story: Story) -> None:
    page = open_page(*story, reduced_motion="reduce")
    find(page, "met")
    moving = "() => [...document.querySelectorAll('*')].filter(each => getComputedStyle(each).transitionDuration !== '0s').length"
    assert page.evaluate(moving) == 0
    assert page.evaluate("document.getAnimations().length") == 0
