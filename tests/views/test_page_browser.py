"""The page in a real browser: what a reader sees, clicks and types."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

from kgraph import ids
from kgraph.model import Entity, Node, Row, Source

pytestmark = pytest.mark.browser

Say = Callable[..., Row]
Until = Callable[[Any, str], None]
Story = tuple[list[Row], list[Entity]]
HOSTILE = "<img src=x onerror=window.hacked=1></script><script>window.hacked=1</script>"


def iri(name: str) -> str:
    return ids.ENTITY + ids.slug(name)


def click_edge(page: Any, subject: str, predicate: str, target: str) -> None:
    point = page.evaluate("id => window.kgraph.edgePoint(id)", f"{iri(subject)} {predicate} {iri(target)}")
    page.mouse.click(point["x"], point["y"])


def click_node(page: Any, name: str) -> None:
    point = page.evaluate("id => window.kgraph.nodePoint(id)", iri(name))
    page.mouse.click(point["x"], point["y"])


class TestEdge:
    def test_a_click_leads_to_the_sentence_its_source_and_how_it_holds(self, page: Any) -> None:
        click_edge(page, "Mayor", "blocks", "deal")
        panel = page.locator("#detail")
        assert panel.locator("h2").inner_text() == "Mayor blocks deal"
        assert panel.locator("blockquote").inner_text() == "Khan has stopped the £50m contract."
        assert panel.locator("mark.s").inner_text() == "Khan"
        assert "Met wants drones · The Gazette, 28 May 2026" in panel.locator(".source").inner_text()
        assert panel.locator(".tags li").all_inner_texts() == ["contract blocked", "£50,000,000 (“£50m”)", "May 2026", "confidence 90%"]
        link = panel.locator(".source a")
        assert link.get_attribute("href") == "https://gazette.example/met"
        assert link.get_attribute("rel") == "noopener noreferrer"

    def test_all_statements_of_an_edge_are_told_with_who_says_so(self, page: Any) -> None:
        click_edge(page, "Palantir", "suppliesTo", "Met")
        cards = page.locator("#detail .statement")
        assert cards.locator("blockquote").all_inner_texts() == [
            "Palantir works for the Met, Liberty says.",
            "Palantir has never worked for the Met.",
        ]
        assert "according to Liberty" in cards.nth(0).inner_text()
        assert cards.nth(0).locator(".tags li.warn").all_inner_texts() == ["contested"]
        assert cards.nth(1).locator(".tags li.warn").all_inner_texts() == ["contested", "denied"]

    def test_a_name_in_the_panel_leads_on(self, page: Any) -> None:
        click_edge(page, "Palantir", "suppliesTo", "Met")
        page.locator("#detail").get_by_role("button", name="Liberty").click()
        assert page.locator("#detail h2").inner_text() == "Liberty"


class TestNode:
    def test_a_click_shows_all_that_is_said_by_property(self, page: Any) -> None:
        click_node(page, "Met")
        panel = page.locator("#detail")
        assert panel.locator("h2").inner_text() == "Met"
        assert "Metropolitan Police Service · the Met" in panel.inner_text()
        assert panel.locator("h3").evaluate_all("all => all.map(one => one.textContent)") == [
            "connected with", "buyer", "challenges", "supplies to", "uses",
        ]  # fmt: skip
        assert panel.locator(".neighbours button").all_inner_texts() == ["Palantir", "deal", "drones", "Liberty"]
        assert panel.locator("p.names a").get_attribute("href") == "https://www.wikidata.org/entity/Q1137544"
        assert panel.locator("blockquote").count() == 5

    def test_many_other_names_are_folded_away(self, open_page: Callable[..., Any], say: Say) -> None:
        row = say("Met", "uses", "drones")
        page = open_page(
            [row], [Entity(row.object.id, "drones", "Technology", tuple(f"drone of kind {number:02}" for number in range(30)))]
        )
        click_node(page, "drones")
        last = page.get_by_text("drone of kind 29")
        assert not last.is_visible()
        page.get_by_text("and 22 more").click()
        assert last.is_visible()

    def test_what_a_speaker_says_of_others_is_shown(self, page: Any) -> None:
        click_node(page, "Liberty")
        assert "Palantir works for the Met, Liberty says." in page.locator("#detail").inner_text()

    def test_a_click_on_nothing_and_escape_close_the_evidence(self, page: Any) -> None:
        for close in (lambda: page.mouse.click(640, 180), lambda: page.keyboard.press("Escape"), lambda: page.locator("#close").click()):
            page.evaluate("id => window.kgraph.select(id)", iri("Met"))
            close()
            assert page.locator("#detail h2").inner_text() == "Every line leads to a sentence"


class TestSearch:
    def test_typing_another_name_finds_the_actor(self, page: Any) -> None:
        for _ in range(3):
            page.keyboard.press("Tab")
        page.keyboard.type("metro")
        assert page.locator("#found li").all_inner_texts() == ["Met · Metropolitan Police Service · police force"]
        page.keyboard.press("Enter")
        assert page.locator("#detail h2").inner_text() == "Met"
        assert page.locator("#found").is_hidden()

    def test_arrow_keys_choose_and_escape_closes(self, page: Any) -> None:
        box = page.get_by_role("combobox", name="Find a name")
        box.fill("e")
        active = box.get_attribute("aria-activedescendant")
        box.press("ArrowDown")
        assert box.get_attribute("aria-activedescendant") != active
        box.press("Escape")
        assert box.get_attribute("aria-expanded") == "false"
        assert page.locator("#found").is_hidden()

    def test_a_name_can_be_clicked(self, page: Any) -> None:
        page.get_by_role("combobox", name="Find a name").fill("palan")
        page.locator("#found").get_by_role("option").click()
        assert page.evaluate("window.kgraph.chosen()") == iri("Palantir")

    def test_nothing_found_is_said(self, page: Any) -> None:
        page.get_by_role("combobox", name="Find a name").fill("zzz")
        assert page.locator("#found").inner_text() == "No name holds this."


class TestFilter:
    def test_it_hides_what_it_says_and_everything_comes_back(self, page: Any) -> None:
        reset = page.get_by_role("button", name="Show everything")
        assert reset.is_disabled()
        page.locator("[data-facet=predicate][data-value=uses]").uncheck()
        assert page.locator("#hidden-note").inner_text() == "1 of 8 statements hidden."
        assert page.evaluate("id => window.kgraph.edgePoint(id)", f"{iri('Met')} uses {iri('drones')}") is None
        reset.click()
        assert page.locator("#hidden-note").inner_text() == ""
        assert page.locator("[data-facet=predicate][data-value=uses]").is_checked()
        click_edge(page, "Met", "uses", "drones")
        assert page.locator("blockquote").inner_text() == "The Met flies nine drones."

    @pytest.mark.parametrize(
        ("facet", "value", "left"),
        [("class", "Contract", 5), ("status", "planned", 6), ("status", "contested", 6), ("document", "a" * 64, 2)],
    )
    def test_each_kind_of_filter_leaves_the_others(self, page: Any, facet: str, value: str, left: int) -> None:
        page.locator(f"[data-facet={facet}][data-value='{value}']").uncheck()
        page.get_by_role("button", name="Table").click()
        assert page.locator("#lines tr").count() == left

    def test_counts_stand_beside_the_choices(self, page: Any) -> None:
        assert page.locator("#filter-status .choice").all_inner_texts() == [
            "Stated as fact\n3", "Planned\n2", "Possible\n1", "Contested\n2",
        ]  # fmt: skip

    def test_the_panel_says_what_is_filtered_out_of_the_picture(self, page: Any) -> None:
        page.locator("[data-facet=predicate][data-value=uses]").uncheck()
        page.evaluate("id => window.kgraph.select(id)", iri("Met"))
        assert "1 statement of these is filtered out of the picture." in page.locator("#detail").inner_text()


class TestTable:
    @pytest.fixture(autouse=True)
    def table(self, page: Any) -> None:
        page.get_by_role("button", name="Table").click()

    def test_it_holds_all_statements_and_each_opens_its_sentence(self, page: Any) -> None:
        assert page.locator("#lines tr").count() == 8
        page.get_by_role("button", name="Read the sentence: Liberty criticizes drones").click()
        assert page.locator("blockquote").inner_text() == "Liberty condemned drones."
        assert "Stated as fact" in page.locator("#lines tr.chosen").inner_text()

    def test_a_column_sorts_up_and_down_and_says_so(self, page: Any) -> None:
        who = page.get_by_role("columnheader", name="Who", exact=True)
        for direction, first in (("ascending", "deal"), ("descending", "Palantir")):
            who.get_by_role("button").click()
            assert who.get_attribute("aria-sort") == direction
            assert page.locator("#lines td").first.inner_text() == first

    def test_what_is_chosen_there_is_seen_on_coming_back(self, page: Any) -> None:
        page.get_by_role("button", name="Read the sentence: Met uses drones").click()
        page.get_by_role("button", name="Network").click()
        box = page.locator("#network").bounding_box()
        for name in ("Met", "drones"):
            point = page.evaluate("id => window.kgraph.nodePoint(id)", iri(name))
            assert box["x"] < point["x"] < box["x"] + box["width"]
            assert box["y"] < point["y"] < box["y"] + box["height"]


class TestAddress:
    def test_it_keeps_the_choice(self, page: Any, open_page: Callable[..., Any], story: Story, until: Until) -> None:
        click_edge(page, "Met", "uses", "drones")
        until(page, "location.hash")
        again = open_page(*story, fragment=page.evaluate("location.hash"))
        assert again.locator("blockquote").inner_text() == "The Met flies nine drones."

    def test_one_statement_can_be_cited(self, open_page: Callable[..., Any], story: Story) -> None:
        page = open_page(*story, fragment="#" + story[0][4].id)
        assert page.locator("[aria-current] blockquote").inner_text() == "Palantir has never worked for the Met."

    @pytest.mark.parametrize("fragment", ["#nobody", "#%E0%A4%A", "#<img src=x onerror=window.hacked=1>"])
    def test_a_wrong_one_chooses_nothing(self, open_page: Callable[..., Any], story: Story, fragment: str) -> None:
        assert open_page(*story, fragment=fragment).evaluate("window.kgraph.chosen()") is None


def test_the_first_keys_skip_to_the_table_and_to_the_evidence(page: Any) -> None:
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "table-view"
    page.locator(".skip").nth(1).press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel"
    assert page.evaluate("location.hash") not in ("#table-view", "#panel")


def test_what_was_chosen_is_announced(page: Any) -> None:
    click_node(page, "Met")
    assert page.locator("#announcement").inner_text() == "Met, Police force · 5 statements"


def test_the_network_moves_and_grows_by_keys(page: Any) -> None:
    before = page.evaluate("id => window.kgraph.nodePoint(id)", iri("Met"))
    page.locator("#network .vis-network").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("id => window.kgraph.nodePoint(id)", iri("Met"))["x"] < before["x"]


def test_on_a_phone_the_evidence_comes_into_view(open_page: Callable[..., Any], story: Story, until: Until) -> None:
    page = open_page(*story, viewport={"width": 375, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == 375
    click_edge(page, "Mayor", "blocks", "deal")
    until(page, "document.querySelector('blockquote').getBoundingClientRect().bottom < innerHeight")


def test_labels_are_light_on_a_dark_screen(open_page: Callable[..., Any], story: Story) -> None:
    count = """() => {
      const canvas = document.querySelector("#network canvas");
      const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
      let light = 0;
      for (let at = 0; at < pixels.length; at += 4) {
        if (Math.min(...pixels.slice(at, at + 3)) > 215 && pixels[at + 3] > 200) light += 1;
      }
      return light;
    }"""
    assert open_page(*story, color_scheme="dark").evaluate(count) > 100


@pytest.mark.parametrize("width", [1280, 375])
def test_in_a_crowd_the_main_actor_is_named_and_no_label_covers_another(
    open_page: Callable[..., Any], say: Say, width: int, until: Until
) -> None:
    page = open_page(crowd(say), [], viewport={"width": width, "height": 800})
    until(page, "window.kgraph.labels().length")
    labels = page.evaluate("window.kgraph.labels()")
    assert iri("Great Watchdog") in [label["id"] for label in labels]
    assert len(labels) > 10
    assert_apart(labels)


def test_what_a_chosen_edge_means_is_not_covered_by_the_names_of_its_ends(open_page: Callable[..., Any], say: Say, until: Until) -> None:
    page = open_page(crowd(say), [], viewport={"width": 375, "height": 800})
    click_edge(page, "Company 7", "suppliesTo", "Force 7")
    ends = {iri("Company 7"), iri("Force 7")}
    until(page, "window.kgraph.labels().length == 3")
    labels = page.evaluate("window.kgraph.labels()")
    assert {label["id"] for label in labels} == {*ends, f"{iri('Company 7')} suppliesTo {iri('Force 7')}"}
    assert_apart(labels)


def crowd(say: Say) -> list[Row]:
    """Far more actors than there is room for names."""
    rows = [say(f"Company {number}", "suppliesTo", f"Force {number % 12}") for number in range(120)]
    return rows + [say("Great Watchdog", "oversees", f"Force {number}") for number in range(12)]


def assert_apart(labels: list[dict[str, Any]]) -> None:
    for one, other in combinations(labels, 2):
        across = min(one["right"], other["right"]) - max(one["left"], other["left"])
        down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
        assert across <= 0 or down <= 0, (one["id"], other["id"])


def test_hostile_text_stays_text_wherever_it_is_shown(open_page: Callable[..., Any], say: Say) -> None:
    odd = Node(ids.ENTITY + "odd", HOSTILE, "Person")
    source = Source("c" * 64, HOSTILE, HOSTILE, None, HOSTILE, "javascript:window.hacked=1")
    row = replace(say("X", "uses", "X", sentence=HOSTILE, source=source, role=HOSTILE), subject=odd, object=odd, attributed_to=odd)
    page = open_page([row], [Entity(odd.id, HOSTILE, "Person", (HOSTILE, "other"), ("javascript:window.hacked=1",))])
    page.evaluate("id => window.kgraph.select(id)", odd.id)
    assert page.locator("blockquote").inner_text() == HOSTILE
    assert page.locator("#detail a").count() == 0
    page.evaluate("id => window.kgraph.select(id)", f"{odd.id} uses {odd.id}")
    assert page.locator("#detail h2").inner_text() == f"{HOSTILE} uses {HOSTILE}"
    page.get_by_role("combobox", name="Find a name").fill("other")
    assert HOSTILE in page.locator("#found").inner_text()
    page.get_by_role("button", name="Table").click()
    assert page.locator("#lines td").first.inner_text() == HOSTILE
    assert page.locator("img").count() == 0


def test_a_graph_without_statements_opens(open_page: Callable[..., Any]) -> None:
    page = open_page([], [])
    page.get_by_role("button", name="Table").click()
    assert page.locator("#lines").inner_text() == "No statement passes the filters."
