"""/sparql as the SPARQL 1.1 Protocol has it, asked over HTTP of a server that runs."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
import rdflib

from kgraph import ids
from kgraph.model import Row

Server = Visits = Any

WHO = "SELECT ?who { ?who kg:suppliesTo ?force ; rdfs:label ?name FILTER(STRSTARTS(?name, 'Norvane')) }"
GRAPH = "CONSTRUCT { ?who kg:suppliesTo ?force } WHERE { ?who kg:suppliesTo ?force }"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s rdf:predicate ?p }"
FORM = "application/x-www-form-urlencoded"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def count(server: Server, query: str = COUNT, **fields: str | list[str]) -> int:
    reply = server.ask(query, **fields)
    assert reply.status == 200, reply.text
    return int(reply.json["results"]["bindings"][0]["n"]["value"])


class TestWaysToAsk:
    def test_all_three_give_the_same(self, server: Server) -> None:
        replies = [
            server.ask(WHO),
            server.post(urlencode({"query": WHO}), FORM),
            server.post(WHO, "application/sparql-query"),
            server.post(WHO, "application/sparql-query; charset=UTF-8"),
        ]
        assert [reply.status for reply in replies] == [200] * 4
        assert len({reply.body for reply in replies}) == 1
        assert len(replies[0].json["results"]["bindings"]) == 1

    def test_head_has_the_headers_of_get(self, server: Server) -> None:
        path = f"/sparql?{urlencode({'query': WHO})}"
        head, get = server.get(path, method="HEAD"), server.get(path)
        assert (head.status, head.type, head.body) == (200, get.type, b"")
        assert head.headers["Content-Length"] == str(len(get.body))


class TestForms:
    @pytest.mark.parametrize("accept", ["text/csv", "text/tab-separated-values"])
    def test_tables_of_text(self, server: Server, accept: str) -> None:
        reply = server.ask(WHO, accept)
        assert (reply.type, reply.headers.get_content_charset()) == (accept, "utf-8")
        assert len(reply.text.splitlines()) == 2

    def test_a_hostile_text_comes_through_csv_as_it_is(self, server: Server, statements: list[Row]) -> None:
        reply = server.ask("SELECT ?text { ?e oa:exact ?text }", "text/csv")
        assert {row[0] for row in csv.reader(io.StringIO(reply.text))} == {"text", *(row.sentence for row in statements)}

    @pytest.mark.parametrize("accept", ["application/sparql-results+xml", "application/xml"])
    def test_xml(self, server: Server, accept: str) -> None:
        reply = server.ask(WHO, accept)
        assert reply.type == accept
        assert len(rdflib.query.Result.parse(io.BytesIO(reply.body), format="xml")) == 1

    @pytest.mark.parametrize(
        ("accept", "format"),
        [("text/turtle", "turtle"), ("application/n-triples", "nt"), ("application/rdf+xml", "xml"), ("application/ld+json", "json-ld")],
    )
    def test_graphs(self, server: Server, accept: str, format: str) -> None:
        for query in (GRAPH, "DESCRIBE ?who { ?who kg:suppliesTo ?force }"):
            reply = server.ask(query, accept)
            assert reply.type == accept
            wanted = rdflib.Graph().parse(data=server.ask(query, "text/turtle").body, format="turtle")
            assert rdflib.Graph().parse(data=reply.body, format=format).isomorphic(wanted)
            assert len(wanted) >= 2

    def test_yes_or_no(self, server: Server) -> None:
        assert server.ask("ASK { ?s kg:suppliesTo ?o }").json["boolean"] is True
        assert server.ask("ASK { ?s kg:blocks ?o }").json["boolean"] is False

    def test_a_name_in_the_address_goes_before_accept(self, server: Server) -> None:
        assert server.ask(WHO, BROWSER, **{"as": "csv"}).type == "text/csv"
        assert server.ask(WHO, **{"as": "docx"}).status == 400
        assert server.ask(WHO, "text/csv", format="whatever").type == "text/csv"

    @pytest.mark.parametrize(("query", "accept"), [(WHO, "text/turtle"), (GRAPH, "text/csv"), ("ASK {}", "text/csv"), (WHO, "image/png")])
    def test_a_form_that_there_is_not(self, server: Server, query: str, accept: str) -> None:
        reply = server.ask(query, accept)
        assert (reply.status, reply.type) == (406, "text/plain")
        assert "it can be application/" in reply.text or "it can be text/turtle" in reply.text

    def test_caches_are_told_that_accept_matters(self, server: Server) -> None:
        for accept in ("text/csv", "text/html", "image/png"):
            assert server.ask(WHO, accept).headers["Vary"] == "Accept"

    def test_without_a_query_machines_get_a_description_and_people_a_page(self, server: Server) -> None:
        described = rdflib.Graph().parse(data=server.get("/sparql", "text/turtle").body, format="turtle")
        endpoints = set(described.objects(None, rdflib.URIRef("http://www.w3.org/ns/sparql-service-description#endpoint")))
        assert endpoints == {rdflib.URIRef(f"{server.address}/sparql")}
        assert server.get("/sparql", "*/*").type == "text/turtle"
        assert server.get("/sparql", BROWSER).type == "text/html"


class TestGraphs:
    def test_are_those_that_the_protocol_names(self, server: Server, statements: list[Row]) -> None:
        graphs = {row.source.path: ids.DOCUMENT + row.source.id for row in statements}
        assert count(server) == 5
        assert count(server, **{"default-graph-uri": graphs["met.md"]}) == 4
        assert count(server, **{"default-graph-uri": list(graphs.values())}) == 5
        assert count(server, **{"named-graph-uri": graphs["met.md"]}) == 0
        named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s rdf:predicate ?p } }"
        assert count(server, named) == 5
        assert count(server, named, **{"named-graph-uri": graphs["hostile.md"]}) == 1
        assert count(server, named, **{"default-graph-uri": graphs["hostile.md"]}) == 0

    def test_go_before_those_that_the_query_names(self, server: Server, statements: list[Row]) -> None:
        one, other = sorted({ids.DOCUMENT + row.source.id for row in statements})
        query = COUNT.replace("{", f"FROM <{one}> {{", 1)
        assert {count(server, query), count(server, query, **{"default-graph-uri": other})} == {1, 4}

    def test_are_honoured_in_a_post_of_either_kind(self, server: Server, statements: list[Row]) -> None:
        graph = next(ids.DOCUMENT + row.source.id for row in statements if row.source.path == "met.md")
        for reply in (
            server.post(urlencode({"query": COUNT, "default-graph-uri": graph}), FORM),
            server.post(COUNT, "application/sparql-query", f"/sparql?default-graph-uri={quote(graph, safe='')}"),
        ):
            assert reply.json["results"]["bindings"][0]["n"]["value"] == "4"

    @pytest.mark.parametrize("graph", ["http://example.org/none", "no iri"])
    def test_that_are_not_there_are_refused(self, server: Server, graph: str) -> None:
        reply = server.ask(COUNT, **{"default-graph-uri": graph})
        assert reply.status == 400
        assert graph in reply.text


class TestRefusals:
    @pytest.mark.parametrize("query", ["SELECT * { ?a", "", "SELECT ?x { ?a ?b ?c } GROUP BY ?a", "nonsense"])
    def test_what_is_no_query_with_the_words_of_the_parser(self, server: Server, query: str) -> None:
        reply = server.ask(query)
        assert (reply.status, reply.type) == (400, "text/plain")
        assert "the query is not SPARQL" in reply.text
        assert "Traceback" not in reply.text

    def test_no_query_and_two(self, server: Server) -> None:
        for body in ("", "name=x", urlencode([("query", "ASK {}"), ("query", "ASK {}")])):
            assert server.post(body, FORM).status == 400
        assert server.get("/sparql?query=ASK%7B%7D&query=ASK%7B%7D").status == 400
        assert server.post("ASK {}", "application/sparql-query", "/sparql?query=ASK%7B%7D").status == 400

    @pytest.mark.parametrize("path", ["/sparql?query=%FF", "/sparql?" + "&".join(["a=1"] * 300)])
    def test_parameters_that_cannot_be_read(self, server: Server, path: str) -> None:
        assert server.get(path).status == 400

    def test_a_body_that_is_no_utf_8(self, server: Server) -> None:
        assert server.post(b"ASK { ?s ?p '\xff' }", "application/sparql-query").status == 400

    @pytest.mark.parametrize(
        "type", ["application/json", "text/plain", "multipart/form-data; boundary=x", "application/sparql-query; charset=latin-1"]
    )
    def test_bodies_of_other_kinds(self, server: Server, type: str) -> None:
        assert server.post("ASK {}", type).status == 415

    def test_a_compressed_body_which_could_be_a_bomb(self, server: Server) -> None:
        assert server.post(b"\x1f\x8b", "application/sparql-query", Content_Encoding="gzip").status == 415

    @pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
    def test_other_methods(self, server: Server, method: str) -> None:
        reply = server.get("/sparql", method=method)
        assert reply.status == 405
        assert set(reply.headers["Allow"].split(", ")) == {"GET", "HEAD", "POST"}

    def test_too_large_a_body_whether_or_not_its_length_is_told(self, server: Server) -> None:
        body = b"#" * (1 << 20) + b"\nASK {}"
        assert server.post(body, "application/sparql-query").status == 413
        assert server.post(iter([body]), "application/sparql-query").status == 413  # type: ignore[arg-type]


class TestReadsOnly:
    """Trials 2 and 8."""

    @pytest.mark.parametrize(
        "update",
        [
            "INSERT DATA { <http://e/s> kg:role 1 }",
            "DELETE WHERE { ?s ?p ?o }",
            "# harmless\nPREFIX e: <http://e/>\ndelete { ?s ?p ?o } insert { ?o ?p ?s } where { ?s ?p ?o }",
            "LOAD <http://127.0.0.1:9/x>",
            "CLEAR ALL",
            "DROP SILENT DEFAULT",
            "CREATE GRAPH <http://e/g>",
            "COPY DEFAULT TO <http://e/g>",
            "MOVE <http://e/g> TO DEFAULT",
            "ADD <http://e/g> TO DEFAULT",
        ],
    )
    def test_updates_are_refused_however_they_come(self, server: Server, output: Path, update: str) -> None:
        before = {path: path.read_bytes() for path in (output / "store").iterdir() if path.is_file()}
        replies = [
            server.ask(update),
            server.post(urlencode({"query": update}), FORM),
            server.post(update, "application/sparql-query"),
            server.post(urlencode({"update": update}), FORM),
            server.post(update, "application/sparql-update"),
            server.get(f"/sparql?{urlencode({'update': update})}"),
        ]
        assert [reply.status for reply in replies] == [400, 400, 400, 403, 403, 403]
        assert count(server) == 5
        assert {path: path.read_bytes() for path in (output / "store").iterdir() if path.is_file()} == before

    @pytest.mark.parametrize(
        "query",
        [
            "SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
            "SELECT * {{ SERVICE SILENT <{0}> {{ ?s ?p ?o }} }}",
            "SELECT * {{ BIND(<{0}> AS ?g) service ?g {{ ?s ?p ?o }} }}",
            "ASK {{ FILTER EXISTS {{ \\u0053ERVICE <{0}> {{ ?s ?p ?o }} }} }}",
            "# \rSELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
            "LOAD <{0}>",
        ],
    )
    def test_nobody_else_is_asked(self, server: Server, visits: Visits, query: str) -> None:
        for reply in (server.ask(query.format(visits.address)), server.post(query.format(visits.address), "application/sparql-query")):
            assert reply.status == 400
        assert visits.paths == []

    def test_graphs_elsewhere_are_not_fetched(self, server: Server, visits: Visits) -> None:
        for clause in ("FROM", "FROM NAMED"):
            reply = server.ask(f"SELECT * {clause} <{visits.address}> {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} }} }}")
            assert reply.json["results"]["bindings"] == []
        for name in ("default-graph-uri", "named-graph-uri"):
            assert server.ask(COUNT, **{name: visits.address}).status == 400
        assert visits.paths == []
