"""The pages in a real browser: ask, follow, read; nothing that a document smuggled in runs, and nothing else is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

pytestmark = pytest.mark.browser

Server = Any
Iri = Callable[[str], str]
Axe = Callable[[Any], list[str]]


@pytest.fixture
def page(browser: Any, server: Server) -> Iterator[Any]:
    """A tab that may load what this server has, complains of nothing, and runs nothing of a document's."""
    tab = browser.new_page(viewport={"width": 1000, "height": 800})
    complaints: list[str] = []
    tab.on("console", lambda message: complaints.append(message.text))
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("request", lambda request: None if request.url.startswith((server.address, "data:")) else complaints.append(request.url))
    yield tab
    assert tab.evaluate("window.hacked") is None
    tab.close()
    assert [each for each in complaints if "status of 400" not in each] == []


class TestAsking:
    def test_by_a_named_query(self, page: Any, server: Server) -> None:
        page.goto(f"{server.address}/sparql")
        page.get_by_label("Begin with a named query").select_option("suppliers")
        page.get_by_role("button", name="Take it").click()
        assert "# title: Who supplies whom" in page.get_by_label("SPARQL").input_value()
        page.get_by_role("button", name="Ask", exact=True).click()
        page.get_by_role("heading", name="Answer").wait_for()
        assert page.locator("tbody tr").count() == 4
        assert "Norvane supplies Harrow Police." in page.locator("tbody").inner_text()

    def test_what_is_asked_stays_to_be_changed_and_can_be_taken_away(self, page: Any, server: Server) -> None:
        page.goto(f"{server.address}/sparql")
        query = "SELECT ?s ?text { ?s rdfs:label 'Norvane' . BIND('</textarea><script>window.hacked=1</script>&amp;' AS ?text) }"
        page.get_by_label("SPARQL").fill(query)
        page.get_by_role("button", name="Ask", exact=True).click()
        page.get_by_role("heading", name="Answer").wait_for()
        assert page.get_by_label("SPARQL").input_value().strip() == query
        assert page.locator("tbody td").nth(1).inner_text().strip() == "</textarea><script>window.hacked=1</script>&amp;"
        with page.expect_download() as download:
            page.get_by_role("link", name="csv").click()
        assert download.value.path().read_text().splitlines()[0] == "s,text"
        page.locator("tbody a").first.click()
        page.get_by_role("heading", name="Norvane", exact=True, level=1).wait_for()

    def test_a_slip_is_told_beside_the_query(self, page: Any, server: Server) -> None:
        page.goto(f"{server.address}/sparql")
        page.get_by_label("SPARQL").fill("SELECT * { ?s ")
        page.get_by_role("button", name="Ask", exact=True).click()
        assert "line 1, column 15" in page.get_by_role("alert").inner_text()
        assert page.get_by_label("SPARQL").input_value().strip() == "SELECT * { ?s"

    def test_yes_or_no_and_a_graph(self, page: Any, server: Server) -> None:
        for query, words in (("ASK { ?s kg:suppliesTo ?o }", "yes"), ("DESCRIBE ?s { ?s rdfs:label 'Norvane' }", "kg:suppliesTo")):
            page.goto(f"{server.address}/sparql")
            page.get_by_label("SPARQL").fill(query)
            page.get_by_role("button", name="Ask", exact=True).click()
            page.get_by_role("heading", name="Answer").wait_for()
            assert words in page.locator("main").inner_text()


class TestReading:
    def test_from_the_network_to_a_sentence_and_its_statement(self, page: Any, server: Server, iri: Iri) -> None:
        page.goto(server.address)
        page.get_by_role("combobox", name="Find a name").wait_for()
        page.goto(iri("Norvane").replace("https://w3id.org", server.address))
        article = page.locator("article", has_text="Norvane never supplied Esk Police, said Ada Quill.")
        article.get_by_role("link", name="statement:").first.click()
        assert page.get_by_role("heading", level=1).inner_text() == "Norvane supplies to Esk Police"
        page.get_by_role("link", name="Norvane wants more").first.click()
        assert page.locator("article").count() == 4

    def test_what_documents_smuggle_in_is_read_and_does_not_run(self, page: Any, server: Server, iri: Iri) -> None:
        page.goto(iri("Harrow Police").replace("https://w3id.org", server.address))
        assert "<script>window.hacked=1</script>" in page.locator("main").inner_text()
        assert "{{ 7*7 }}" in page.locator("main").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1000, 375])
def test_axe_finds_no_violation(browser: Any, server: Server, iri: Iri, axe: Axe, scheme: str, width: int) -> None:
    page = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    norvane = iri("Norvane").replace("https://w3id.org", server.address)
    asked = f"{server.address}/sparql?query=SELECT%20*%20%7B%20%3Fs%20kg:suppliesTo%20%3Fo%20%7D"
    others = [server.address + path for path in ("/sparql", "/sparql?query=x", "/kgraph/entity/nobody")]
    for address in (norvane, asked, *others):
        page.goto(address)
        assert axe(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") == width, address
    page.close()
