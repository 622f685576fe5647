"""Clients that nobody here wrote: SPARQLWrapper, rdflib's SPARQL store, rdflib reading linked data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, GET, JSON, JSONLD, POST, POSTDIRECTLY, RDFXML, TSV, TURTLE, URLENCODED, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from kgraph import ids
from kgraph.model import Row

Server = Any

SELECT = "PREFIX kg: <https://w3id.org/kgraph/policing#> SELECT ?s ?o { ?s kg:suppliesTo ?o } ORDER BY ?s"
CONSTRUCT = SELECT.replace("SELECT ?s ?o", "CONSTRUCT { ?s kg:suppliesTo ?o } WHERE").replace(" ORDER BY ?s", "")


@pytest.fixture(params=[(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)], ids=str)
def wrapper(request: pytest.FixtureRequest, server: Server) -> SPARQLWrapper:
    made = SPARQLWrapper(f"{server.address}/sparql")
    method, way = request.param
    made.setMethod(method)
    made.setRequestMethod(way)
    return made


class TestSparqlWrapper:
    def test_tables(self, wrapper: SPARQLWrapper, statements: list[Row]) -> None:
        wanted = {(row.subject.id, row.object.id) for row in statements if row.predicate == "suppliesTo"}
        wanted -= {(row.subject.id, row.object.id) for row in statements if row.modality == "planned"}
        wrapper.setQuery(SELECT)
        wrapper.setReturnFormat(JSON)
        assert {(row["s"]["value"], row["o"]["value"]) for row in wrapper.queryAndConvert()["results"]["bindings"]} == wanted
        wrapper.setReturnFormat(XML)
        document = wrapper.queryAndConvert()
        assert len(document.getElementsByTagName("result")) == len(wanted)
        for format, between in ((CSV, b","), (TSV, b"\t")):
            wrapper.setReturnFormat(format)
            lines = wrapper.queryAndConvert().splitlines()
            assert len(lines) == len(wanted) + 1
            assert all(between in line for line in lines)

    def test_graphs(self, wrapper: SPARQLWrapper) -> None:
        wrapper.setQuery(CONSTRUCT)
        found = []
        for format in (RDFXML, JSONLD, TURTLE):
            wrapper.setReturnFormat(format)
            answer = wrapper.queryAndConvert()
            found.append(answer if isinstance(answer, rdflib.Graph) else rdflib.Graph().parse(data=answer, format="turtle"))
        assert len(found[0]) == 2
        assert all(graph.isomorphic(found[0]) for graph in found)

    def test_yes_or_no_and_chosen_graphs(self, wrapper: SPARQLWrapper, statements: list[Row]) -> None:
        wrapper.setReturnFormat(JSON)
        wrapper.setQuery("PREFIX kg: <https://w3id.org/kgraph/policing#> ASK { ?s kg:criticizes ?o }")
        assert wrapper.queryAndConvert()["boolean"] is True
        wrapper.addDefaultGraph(next(ids.DOCUMENT + row.source.id for row in statements if row.source.path == "hostile.md"))
        assert wrapper.queryAndConvert()["boolean"] is False

    def test_is_told_what_is_wrong(self, wrapper: SPARQLWrapper) -> None:
        wrapper.setQuery("SELECT * { ?s ?p")
        with pytest.raises(QueryBadFormed, match="the query is not SPARQL"):
            wrapper.query()


def test_rdflib_asks_as_if_the_graph_were_its_own(server: Server) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{server.address}/sparql", returnFormat="json"))
    supplies = rdflib.URIRef(f"{ids.ONTOLOGY}suppliesTo")
    assert len(list(graph.subject_objects(supplies))) == 2


def test_rdflib_follows_an_iri(server: Server, iri: Callable[[str], str]) -> None:
    norvane = iri("Norvane")
    graph = rdflib.Graph().parse(norvane.replace("https://w3id.org", server.address))
    assert [str(label) for label in graph.objects(rdflib.URIRef(norvane), rdflib.RDFS.label)] == ["Norvane"]
