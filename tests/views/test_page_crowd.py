"""Thousands of actors: the best connected first, the rest for those who ask, and a file that can still be mailed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kgraph import ids
from kgraph.model import Entity, Row
from kgraph.views.network import network
from kgraph.views.page import page as page_text

Say = Callable[..., Row]


def iri(name: str) -> str:
    return ids.ENTITY + ids.slug(name)


@pytest.fixture(autouse=True)
def instant_layout(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where they stand is no matter here, and working it out takes its time."""

    def places(nodes: list[str], edges: Any) -> dict[str, tuple[float, float]]:
        return {name: (160.0 * (at % 50), 90.0 * (at // 50)) for at, name in enumerate(sorted(nodes))}

    monkeypatch.setattr("kgraph.views.network.positions", places)


@pytest.fixture
def crowd(say: Say) -> list[Row]:
    """Forty forces with fifty-five suppliers each; each force is overseen by one watchdog."""
    rows = [say(f"Supplier {force}-{number}", "suppliesTo", f"Force {force}") for force in range(40) for number in range(55)]
    return rows + [say("Watchdog", "oversees", f"Force {force}") for force in range(40)]


class TestCore:
    def test_it_holds_the_best_connected_and_hangs_together(self, crowd: list[Row]) -> None:
        drawn = network(crowd, [])
        assert {iri("Watchdog"), *(iri(f"Force {number}") for number in range(40))} <= set(drawn.core)
        assert len(drawn.core) == 600
        assert drawn.start == drawn.core

    def test_a_network_that_can_be_drawn_whole_has_none(self, story: tuple[list[Row], list[Entity]]) -> None:
        assert network(*story).core == []


class TestSize:
    def test_a_statement_costs_no_more_than_its_sentence_and_some_words(self, crowd: list[Row]) -> None:
        sentences = sum(len(row.sentence) for row in crowd)
        empty = len(page_text([], [], "x"))
        assert empty < 1_000_000
        # Almost every statement here brings an actor of its own as well.
        assert (len(page_text(crowd, [], "x")) - empty - sentences) / len(crowd) < 600


@pytest.mark.browser
class TestPicture:
    def test_the_rest_is_said_searched_and_opened(self, open_page: Callable[..., Any], crowd: list[Row]) -> None:
        page = open_page(crowd, [])
        assert page.locator("#hidden-note").inner_text() == "Drawn are the 600 best connected of 2,241; search or open others."
        outside = min({row.subject.id for row in crowd} - set(page.evaluate("window.kgraph.drawn()")))
        name = next(row.subject.label for row in crowd if row.subject.id == outside)
        page.get_by_role("combobox", name="Find a name").fill(name)
        page.keyboard.press("Enter")
        assert outside in page.evaluate("window.kgraph.drawn()")
        assert page.locator("#detail blockquote").count() == 1
        again = open_page(crowd, [], page.evaluate("location.hash"))
        assert outside in again.evaluate("window.kgraph.drawn()")

    def test_neighbours_are_drawn_on_request_and_all_in_the_end(self, open_page: Callable[..., Any], crowd: list[Row]) -> None:
        page = open_page(crowd, [])
        page.evaluate("id => window.kgraph.select(id)", iri("Force 39"))
        more = page.get_by_role("button", name="more neighbours")
        assert more.inner_text().startswith("Draw ")
        more.click()
        assert len(page.evaluate("window.kgraph.drawn()")) > 600
        page.get_by_role("button", name="draw all 2,241").click()
        assert len(page.evaluate("window.kgraph.drawn()")) == 2241

    def test_what_a_filter_leaves_is_drawn_whole_where_it_is_few(self, open_page: Callable[..., Any], crowd: list[Row]) -> None:
        page = open_page(crowd, [], f"#around=1%20{iri('Force 39')}")
        assert len(page.evaluate("window.kgraph.drawn()")) == 57

    def test_the_table_holds_all_of_it(self, open_page: Callable[..., Any], crowd: list[Row]) -> None:
        page = open_page(crowd, [], "#view=table")
        while page.get_by_role("button", name="more lines").count():
            page.get_by_role("button", name="more lines").click()
        assert page.locator("#lines tr").count() == len(crowd)
