"""The page and the RDF of every IRI of the graph."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import rdflib

from kgraph import ids
from kgraph.model import Row

Server = Any
Start = Callable[..., Server]
Iri = Callable[[str], str]
EVIL = "Velmark<img src=x onerror=window.hacked=1>"
HOSTILE = "</textarea><script>window.hacked=1</script><img src=x onerror=window.hacked=1> {{ 7*7 }}"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def path(iri: str) -> str:
    return iri.removeprefix("https://w3id.org")


class Text(HTMLParser):
    """What is to be read in a page, and what elements it has."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.links: list[str] = []
        self.parts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.links += [str(value) for name, value in attrs if name == "href" and tag == "a"]

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    @property
    def words(self) -> str:
        return " ".join(" ".join(self.parts).split())


class TestPages:
    def test_an_entity_has_all_its_statements_with_how_they_hold(self, server: Server, iri: Iri, statements: list[Row]) -> None:
        page = Text(server.get(path(iri("Norvane")), BROWSER).text)
        for row in statements:
            if "Norvane" in (row.subject.label, row.object.label):
                assert row.sentence in page.words
                assert path(row.id) in page.links
        assert "Norvane wants more , The Gazette, 2026-05-28" in page.words
        for words in ("polarity negative", "modality planned", "on whose word Ada Quill", "confidence 0.88"):
            assert words in page.words
        assert "date 2027 amount 1,250.50 GBP" in page.words

    def test_a_speaker_has_what_was_said_about_others(self, server: Server, iri: Iri) -> None:
        page = Text(server.get(path(iri("Ada Quill"))).text)
        assert "Said about others by Ada Quill" in page.words
        assert "Norvane never supplied Esk Police, said Ada Quill." in page.words

    def test_statements_documents_words_and_evidence_have_pages(self, server: Server, statements: list[Row]) -> None:
        row = statements[-1]
        for address in (row.id, ids.DOCUMENT + row.source.id):
            assert row.sentence in Text(server.get(path(address)).text).words
        assert server.get("/kgraph/technology/drones").status == 200
        assert server.get("/kgraph/policing", "text/turtle").status == 200
        evidence = server.ask(f"SELECT ?e {{ <{row.id}> kg:evidence ?e }}", "text/csv").text.split()[1]
        assert server.get(path(evidence)).status == 200

    def test_every_link_within_leads_somewhere(self, server: Server, iri: Iri) -> None:
        links = {link.partition("#")[0] for link in Text(server.get(path(iri("Norvane"))).text).links}
        assert len(links) > 8
        assert {link: server.get(link).status for link in links if server.get(link).status != 200} == {}

    def test_what_documents_smuggle_in_stays_text(self, server: Server, iri: Iri, statements: list[Row]) -> None:
        row = next(row for row in statements if row.source.path == "hostile.md")
        for address in (iri(EVIL), iri("Harrow Police"), row.id, ids.DOCUMENT + row.source.id):
            page = Text(server.get(path(address)).text)
            assert HOSTILE in page.words
            assert not page.elements & {"script", "img", "textarea"}
            assert not [link for link in page.links if link.startswith("javascript")]

    def test_many_statements_fill_several_pages(self, start: Start, build: Any, document: Any, tmp_path: Path) -> None:
        forces = [f"Force {number:03}" for number in range(210)]
        lines = [(f"Norvane supplies {force}.", "Norvane", "Company", "suppliesTo", force, "PoliceForce", {}) for force in forces]
        server = start(build(tmp_path / "output", [document("many.md", lines)]))
        (row, *_) = server.ask("SELECT ?s { ?s rdfs:label 'Norvane' }", "text/csv").text.split()[1:]
        pages = [Text(server.get(f"{path(row)}?page={number}").text).words for number in (1, 2)]
        assert all(f"page {number} of 2" in page for number, page in enumerate(pages, start=1))
        assert [sum(sentence in page for page in pages) for sentence, *_ in lines] == [1] * 210
        for number in ("0", "-1", "x", "", "9" * 30):
            assert server.get(f"{path(row)}?page={number}").status == 400


class TestForms:
    @pytest.mark.parametrize(
        ("accept", "suffix", "format"),
        [
            ("text/turtle", "ttl", "turtle"),
            ("application/ld+json", "jsonld", "json-ld"),
            ("application/n-triples", "nt", "nt"),
            ("application/rdf+xml;q=0.9, text/html;q=0.8", "rdf", "xml"),
        ],
    )
    def test_of_one_address_and_each_at_its_own(self, server: Server, iri: Iri, accept: str, suffix: str, format: str) -> None:
        norvane = iri("Norvane")
        chosen, named = server.get(path(norvane), accept), server.get(f"{path(norvane)}.{suffix}")
        assert chosen.body == named.body
        assert chosen.headers["Content-Location"] == f"{path(norvane)}.{suffix}"
        assert (chosen.headers["Vary"], named.headers["Vary"]) == ("Accept", None)
        graph = rdflib.Graph().parse(data=named.body, format=format)
        assert (rdflib.URIRef(norvane), rdflib.URIRef(f"{ids.ONTOLOGY}suppliesTo"), rdflib.URIRef(iri("Harrow Police"))) in graph
        assert list(graph.subjects(rdflib.RDF.subject, rdflib.URIRef(norvane)))

    def test_a_statement_comes_with_its_sentence(self, server: Server, statements: list[Row]) -> None:
        graph = rdflib.Graph().parse(data=server.get(path(statements[-1].id), "text/turtle").body, format="turtle")
        exact = rdflib.URIRef("http://www.w3.org/ns/oa#exact")
        assert [str(each) for each in graph.objects(None, exact)] == [statements[-1].sentence]

    def test_the_vocabulary_comes_with_its_words(self, server: Server) -> None:
        graph = rdflib.Graph().parse(data=server.get("/kgraph/policing", "text/turtle").body, format="turtle")
        assert (rdflib.URIRef(f"{ids.ONTOLOGY}suppliesTo"), rdflib.RDFS.label, None) in graph

    def test_a_browser_gets_a_page_and_so_does_who_does_not_care(self, server: Server, iri: Iri) -> None:
        for accept in (BROWSER, "*/*", None):
            reply = server.get(path(iri("Norvane")), accept)
            assert (reply.type, reply.headers["Content-Location"]) == ("text/html", f"{path(iri('Norvane'))}.html")

    def test_a_form_that_there_is_not(self, server: Server, iri: Iri) -> None:
        reply = server.get(path(iri("Norvane")), "image/png")
        assert (reply.status, reply.headers["Vary"]) == (406, "Accept")


class TestNotThere:
    @pytest.mark.parametrize(
        "address",
        [
            *("/kgraph/entity/nobody", "/kgraph/entity/nobody.ttl", "/kgraph/", "/kgraph/entity/%3Cscript%3E", "/kgraph/entity/a%20b"),
            *("/kgraph/../etc", "/kgraph/%2e%2e/%2e%2e/etc/passwd", "/kgraph/entity/%00", "/kgraph/entity/%FF"),
            *("/nothing", "/graph.html/..", "/sparql/", "/store"),
        ],
    )
    def test_is_404_in_words_for_each(self, server: Server, address: str) -> None:
        plain, page = server.get(address, "*/*"), server.get(address, BROWSER)
        assert (plain.status, page.status) == (404, 404)
        assert (plain.type, page.type) == ("text/plain", "text/html")
        assert "<script" not in page.text

    def test_only_reading(self, server: Server, iri: Iri) -> None:
        for method in ("POST", "PUT", "DELETE"):
            assert server.get(path(iri("Norvane")), method=method).status == 405


class TestNetwork:
    def test_is_at_the_root_as_it_was_built(self, server: Server, output: Path) -> None:
        reply = server.get("/", BROWSER)
        assert (reply.status, reply.type) == (200, "text/html")
        assert reply.body == (output / "graph.html").read_bytes()

    def test_where_there_is_none(self, start: Start, output: Path, tmp_path: Path) -> None:
        (tmp_path / "store").symlink_to(output / "store")
        reply = start(tmp_path).get("/")
        assert reply.status == 404
        assert "/sparql" in reply.text
