"""What somebody in a newsroom comes to the page for, from the first click to the answer."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from kgraph import ids
from kgraph.model import Entity, Row

pytestmark = pytest.mark.browser

Say = Callable[..., Row]
Until = Callable[[Any, str], None]
Story = tuple[list[Row], list[Entity]]


def iri(name: str) -> str:
    return ids.ENTITY + ids.slug(name)


def claims(page: Any) -> list[str]:
    """What the evidence panel says of all that is left."""
    return page.locator("#detail .statement p.claim").all_inner_texts()


def find(page: Any, name: str) -> None:
    page.get_by_role("combobox", name="Find a name").fill(name)
    page.keyboard.press("Enter")


def lines(page: Any) -> list[str]:
    return [line.replace(ids.ENTITY, "") for line in page.evaluate("window.kgraph.lines()")]


def click_line(page: Any, line: str) -> None:
    point = page.evaluate("id => window.kgraph.edgePoint(id)", line)
    page.mouse.click(point["x"], point["y"])


def taken(page: Any, choice: str, tmp_path: Path) -> tuple[str, bytes]:
    """Name and bytes of what one takes away."""
    if not page.locator(".menu").is_visible():
        page.locator("#takeaway summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=choice).click()
    download.value.save_as(tmp_path / "taken")
    return download.value.suggested_filename, (tmp_path / "taken").read_bytes()


@pytest.fixture
def years(say: Say) -> list[Row]:
    """Three years of two forces, a court and a company; one statement has no date."""
    return [
        say("NEC", "suppliesTo", "Met", date="2024-03", sentence="NEC won a contract of the Met in March 2024."),
        say("Met", "uses", "drones", date="2026-01-14", trigger="flew", sentence="The Met flew drones on 14 January."),
        say(
            "Court",
            "rulesAgainst",
            "Met",
            date="2026",
            frame="rulesAgainst/found unlawful",
            sentence="The Court ruled against the Met in 2026.",
        ),
        say("Court", "rulesInFavorOf", "NEC", date="2025-06", sentence="The Court found for NEC."),
        say("Liberty", "criticizes", "drones", confidence=0.55, sentence="Liberty condemned drones."),
    ]


def test_find_an_actor_and_read_what_is_said_of_it(page: Any) -> None:
    find(page, "metropolitan")
    panel = page.locator("#detail")
    assert panel.locator("h2").inner_text() == "Met"
    assert "Palantir works for the Met, Liberty says." in panel.locator("blockquote").all_inner_texts()


def test_read_the_evidence_of_a_line_and_cite_it(open_page: Callable[..., Any], story: Story) -> None:
    page = open_page(*story, permissions=["clipboard-read", "clipboard-write"])
    click_line(page, f"{iri('Mayor')} blocks {iri('deal')}")
    page.get_by_role("button", name="Copy citation").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == (
        "“Khan has stopped the £50m contract.” The Gazette, “Met wants drones”, 28 May 2026, https://gazette.example/met "
        f"(kgraph: Mayor blocks deal, May 2026; {story[0][0].id})"
    )


def test_the_wording_that_made_a_statement_is_marked(open_page: Callable[..., Any], years: list[Row]) -> None:
    page = open_page(years, [])
    page.evaluate("id => window.kgraph.select(id)", years[1].id)
    marks = page.locator("[aria-current] mark")
    assert [(mark.get_attribute("class"), mark.inner_text()) for mark in marks.all()] == [("s", "Met"), ("t", "flew"), ("o", "drones")]


def test_a_name_that_the_sentence_lacks_is_explained(open_page: Callable[..., Any], say: Say) -> None:
    page = open_page([say("Met", "uses", "drones", sentence="The force flies drones.")], [])
    page.evaluate("id => window.kgraph.select(id)", iri("Met"))
    assert "Met: not named in this sentence" in page.locator(".statement").inner_text()


def test_several_relations_are_one_line_that_opens(open_page: Callable[..., Any], say: Say) -> None:
    rows = [
        say("Palantir", "suppliesTo", "Met"),
        say("Met", "criticizes", "Palantir"),
        say("Met", "funds", "Palantir"),
        say("NEC", "suppliesTo", "Met"),
    ]
    page = open_page(rows, [])
    assert lines(page) == ["met & palantir", "nec suppliesTo met"]
    click_line(page, f"{iri('Met')} & {iri('Palantir')}")
    panel = page.locator("#detail")
    assert panel.locator("h2").inner_text() == "Met and Palantir"
    assert panel.locator("h3").evaluate_all("all => all.map(one => one.textContent)") == [
        "Met criticizes Palantir", "Met funds Palantir", "Palantir supplies to Met",
    ]  # fmt: skip
    assert len(lines(page)) == 4
    click_line(page, f"{iri('Met')} funds {iri('Palantir')}")
    assert panel.locator("blockquote").all_inner_texts() == ["Met funds Palantir."]
    page.get_by_role("button", name="All 3 relations between the two").click()
    page.keyboard.press("Escape")
    assert len(lines(page)) == 2


class TestTime:
    def test_narrow_to_a_year_and_see_only_that(self, open_page: Callable[..., Any], years: list[Row]) -> None:
        page = open_page(years, [])
        page.locator('#bars [aria-label^="2026: "]').click()
        assert claims(page) == ["Court rules against Met", "Met uses drones"]
        assert page.locator("#hidden-note").inner_text() == "3 of 5 statements hidden."
        assert page.locator("#period").inner_text() == "2026"
        page.get_by_role("button", name="January 2026: 1 statement").click()
        # What is dated 2026 and no more may well have been in January.
        assert claims(page) == ["Court rules against Met", "Met uses drones"]
        page.get_by_role("button", name="February 2026: 0 statements").click()
        assert claims(page) == ["Court rules against Met"]

    def test_the_slider_has_two_ends_and_undated_is_a_switch(self, open_page: Callable[..., Any], years: list[Row]) -> None:
        page = open_page(years, [])
        first = page.get_by_role("slider", name="From")
        for _ in range(15):
            first.press("ArrowRight")
        assert claims(page) == ["Court rules in favor of NEC", "Court rules against Met", "Met uses drones", "Liberty criticizes drones"]
        page.get_by_role("slider", name="To").press("Home")
        assert page.locator("#period").inner_text() == "March 2024"
        page.get_by_role("checkbox", name="undated").uncheck()
        assert claims(page) == ["NEC supplies to Met"]

    def test_dates_can_be_those_of_the_documents(self, page: Any) -> None:
        page.get_by_label("dated by").select_option("report")
        page.get_by_role("checkbox", name="undated").uncheck()
        assert page.locator("#hidden-note").inner_text() == "2 of 8 statements hidden."

    def test_a_choice_shows_in_the_bars_and_a_bar_points_at_its_lines(self, open_page: Callable[..., Any], years: list[Row]) -> None:
        page = open_page(years, [])
        page.evaluate("id => window.kgraph.select(id)", iri("Court"))
        told = page.locator("#bars button").evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")
        assert [text for text in told if "of the choice" in text] == [
            "2025: 1 statement, 1 of the choice. Narrow to it.",
            "2026: 2 statements, 1 against somebody or denied, 1 of the choice. Narrow to it.",
        ]
        page.keyboard.press("Escape")
        page.locator("#bars [aria-label^='2025: ']").focus()
        assert sorted(label["id"] for label in page.evaluate("window.kgraph.labels()")) == [
            iri("Court"),
            f"{iri('Court')} rulesInFavorOf {iri('NEC')}",
            iri("NEC"),
        ]


class TestNarrowing:
    def test_a_story_shows_only_its_own_and_ends_again(self, open_page: Callable[..., Any], years: list[Row]) -> None:
        page = open_page(years, [])
        story = page.get_by_role("button", name="Courts and regulators", exact=True)
        story.click()
        assert claims(page) == ["Court rules in favor of NEC", "Court rules against Met"]
        assert story.get_attribute("aria-pressed") == "true"
        story.click()
        assert page.locator("#hidden-note").inner_text() == ""

    def test_see_only_rulings_against(self, open_page: Callable[..., Any], years: list[Row]) -> None:
        page = open_page(years, [])
        page.locator(".entry", has_text="rules against").hover()
        page.get_by_role("button", name="Only rules against").click()
        assert claims(page) == ["Court rules against Met"]
        assert page.locator("#chips").inner_text() == "only rules against ×"

    def test_by_speaker(self, page: Any) -> None:
        page.locator(".entry", has_text="The document itself").get_by_role("checkbox").uncheck()
        assert claims(page) == ["Palantir supplies to Met"]

    def test_by_confidence(self, open_page: Callable[..., Any], years: list[Row]) -> None:
        page = open_page(years, [])
        page.get_by_role("slider", name="Confidence").fill("60")
        assert page.locator("#chips").inner_text() == "confidence at least 60% ×"
        assert "Liberty criticizes drones" not in claims(page)

    def test_counts_are_those_of_what_the_other_filters_leave(self, page: Any) -> None:
        page.locator("[data-facet=predicate][data-value=uses]").uncheck()
        entry = page.locator("#filter-class .choice", has_text="Technology")
        assert entry.inner_text() == "Technology\n1"

    def test_steps_around_an_actor(self, open_page: Callable[..., Any], years: list[Row]) -> None:
        page = open_page(years, [])
        find(page, "liberty")
        for hops, drawn in (
            ("1", {"liberty", "drones"}),
            ("2", {"liberty", "drones", "met"}),
            ("3", {"liberty", "drones", "met", "nec", "court"}),
        ):
            page.get_by_role("group", name="Only so many steps").get_by_role("button", name=hops).click()
            assert set(page.evaluate("window.kgraph.drawn()")) == {iri(name) for name in drawn}

    def test_how_two_connect(self, open_page: Callable[..., Any], years: list[Row]) -> None:
        page = open_page(years, [])
        find(page, "liberty")
        page.get_by_role("button", name="Connect with").click()
        page.keyboard.type("nec")
        page.keyboard.press("Enter")
        assert page.locator("#detail h2").inner_text() == "How Liberty and NEC connect"
        assert page.locator("#detail .kind").inner_text() == "1 connection of 3 steps"
        assert page.locator(".path li").all_inner_texts() == ["Liberty criticizes drones", "Met uses drones", "NEC supplies to Met"]
        assert iri("Court") not in page.evaluate("window.kgraph.drawn()")

    def test_that_two_do_not_connect_is_said(self, open_page: Callable[..., Any], say: Say) -> None:
        page = open_page([say("A", "acquires", "B"), say("C", "acquires", "D")], [], f"#between={iri('A')}&and={iri('D')}")
        assert page.locator("#detail .kind").inner_text() == "Nothing that is left connects the two."

    def test_hide_and_undo_and_redo(self, page: Any) -> None:
        find(page, "palantir")
        page.get_by_role("button", name="Hide").click()
        assert iri("Palantir") not in page.evaluate("window.kgraph.drawn()")
        assert page.locator("#chips").inner_text() == "without Palantir ×"
        page.keyboard.press("Control+z")
        assert iri("Palantir") in page.evaluate("window.kgraph.drawn()")
        page.get_by_role("button", name="Redo").click()
        assert iri("Palantir") not in page.evaluate("window.kgraph.drawn()")

    def test_what_is_pinned_stays_whatever_is_filtered(self, page: Any) -> None:
        find(page, "palantir")
        page.get_by_role("button", name="Pin").click()
        page.get_by_role("button", name="Who uses what").click()
        assert set(page.evaluate("window.kgraph.drawn()")) == {iri(name) for name in ("Met", "drones", "Palantir")}

    def test_what_is_dragged_stays_there_until_undone(self, page: Any) -> None:
        before = page.evaluate("id => window.kgraph.nodePoint(id)", iri("Met"))
        page.mouse.move(before["x"], before["y"])
        page.mouse.down()
        page.mouse.move(before["x"] + 60, before["y"] + 30, steps=4)
        page.mouse.up()
        after = page.evaluate("id => window.kgraph.nodePoint(id)", iri("Met"))
        assert after["x"] - before["x"] == pytest.approx(60, abs=3)
        page.get_by_role("button", name="Undo").click()
        assert page.evaluate("id => window.kgraph.nodePoint(id)", iri("Met")) == pytest.approx(before, abs=1)


def test_the_address_brings_the_whole_view_back(open_page: Callable[..., Any], years: list[Row]) -> None:
    page = open_page(years, [])
    page.locator('#bars [aria-label^="2026: "]').click()
    page.locator("[data-facet=predicate][data-value=uses]").uncheck()
    find(page, "court")
    page.get_by_role("button", name="Pin").click()
    page.get_by_role("button", name="Table").click()
    again = open_page(years, [], page.evaluate("location.hash"))
    for part in ("#chips", "#hidden-note", "#detail h2", "#lines", "#period"):
        assert again.locator(part).inner_text() == page.locator(part).inner_text()
    assert again.evaluate("location.hash") == page.evaluate("location.hash")


def test_an_address_with_nonsense_in_it_opens(open_page: Callable[..., Any], years: list[Row]) -> None:
    nonsense = (
        "#from=x&to=99&around=7%20nobody&between=a&and=b&at=1%20x%20y&least=many&hide=%00&only.predicate=nothing&view=moon&choice=%E0%A4%A"
    )
    page = open_page(years, [], nonsense)
    assert page.get_by_role("button", name="Show everything").is_enabled()
    page.get_by_role("button", name="Show everything").click()
    assert len(page.evaluate("window.kgraph.drawn()")) == 5


class TestTakeAway:
    def test_the_statements_that_are_left_as_csv(self, page: Any, tmp_path: Path) -> None:
        page.get_by_role("button", name="Criticism").click()
        name, data = taken(page, "Statements (CSV)", tmp_path)
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
        assert name == "who-does-what-in-policing-technology.csv"
        assert [(row["subject"], row["property"], row["object"], row["amount"]) for row in rows] == [
            ("Mayor", "blocks", "deal", "50000000"), ("Liberty", "criticizes", "drones", ""), ("Liberty", "challenges", "Met", ""),
        ]  # fmt: skip
        assert rows[2]["modality"] == "possible"

    def test_what_is_contested_and_how_a_sum_is_written_go_along(self, page: Any, tmp_path: Path) -> None:
        rows = list(csv.DictReader(io.StringIO(taken(page, "Statements (CSV)", tmp_path)[1].decode("utf-8-sig"))))
        assert {row["sentence"] for row in rows if row["contested"] == "yes"} == {
            *("Palantir works for the Met, Liberty says.", "Palantir has never worked for the Met."),
        }
        assert [row["amount_text"] for row in rows if row["amount"]] == ["£50m"]

    def test_a_formula_is_guarded(self, open_page: Callable[..., Any], say: Say, tmp_path: Path) -> None:
        page = open_page([say("Met", "uses", "drones", sentence='=HYPERLINK("x"), said\nthe Met')], [])
        [row] = csv.DictReader(io.StringIO(taken(page, "Statements (CSV)", tmp_path)[1].decode("utf-8-sig")))
        assert row["sentence"] == '\'=HYPERLINK("x"), said\nthe Met'

    def test_the_picture_as_png(self, page: Any, tmp_path: Path) -> None:
        assert taken(page, "Picture (PNG)", tmp_path)[1].startswith(b"\x89PNG")

    def test_the_picture_as_svg_has_what_is_shown_and_no_more(self, page: Any, tmp_path: Path, until: Until) -> None:
        page.get_by_role("button", name="Who uses what").click()
        until(page, "window.kgraph.labels().length == 3")
        drawing = ElementTree.fromstring(taken(page, "Drawing (SVG)", tmp_path)[1])
        texts = {text.text for text in drawing.iter("{http://www.w3.org/2000/svg}text")}
        assert {"Met", "drones", "Who does what in policing technology", "1 statement from 1 document, of 8 · kgraph"} <= texts
        assert "Palantir" not in texts

    def test_odd_characters_leave_the_svg_readable(self, open_page: Callable[..., Any], say: Say, tmp_path: Path, until: Until) -> None:
        row = say("Met", "uses", "drones")
        odd = replace(row, object=replace(row.object, label="a\x00\x0b <b> & \ud83d"))
        page = open_page([odd], [])
        until(page, "window.kgraph.labels().length == 3")
        ElementTree.fromstring(taken(page, "Drawing (SVG)", tmp_path)[1])

    def test_citations_of_what_is_left(self, page: Any, tmp_path: Path) -> None:
        page.get_by_role("button", name="Criticism").click()
        text = taken(page, "Citations (text)", tmp_path)[1].decode("utf-8")
        assert text.count("(kgraph: ") == 3
        assert "“Liberty may sue the Met.” The Gazette, “Met wants drones”, 28 May 2026" in text

    def test_on_paper_there_is_the_evidence_and_no_control(self, page: Any) -> None:
        page.get_by_role("button", name="Criticism").click()
        page.emulate_media(media="print")
        assert page.locator("blockquote").first.is_visible()
        assert not page.locator("#filters, .tools, .zoom, .slider, #stories").filter(visible=True).count()
