"""SPARQL as a user writes it: plain queries just work, and nothing writes or reaches out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, Store

from kgraph import ids
from kgraph.errors import LimitError, QueryError
from kgraph.graph import Dataset, add_quads, document_graphs, run_query

Visits = Any  # the fixture of tests/conftest.py


class TestAnswers:
    def test_the_plain_query_needs_no_prefixes_and_no_graphs(self, store: Store) -> None:
        result = run_query(store, "SELECT ?name { ?who :uses tech:live-facial-recognition ; rdfs:label ?name }")
        assert result.kind == "select"
        assert result.columns == ("name",)
        assert result.rows == (("Metropolitan Police Service",),)

    def test_two_documents_that_say_the_same_do_not_double_a_count(self, store: Store) -> None:
        query = "SELECT (COUNT(*) AS ?n) { actor:metropolitan-police-service :uses ?technology }"
        assert run_query(store, query).rows == (("2",),)

    def test_what_is_denied_or_planned_is_no_plain_triple(self, store: Store) -> None:
        assert run_query(store, "ASK { entity:palantir :suppliesTo actor:metropolitan-police-service }").rows == (("false",),)
        assert run_query(store, "ASK { entity:nec :suppliesTo entity:kent }").rows == (("true",),)

    def test_a_statement_leads_to_its_document(self, store: Store) -> None:
        query = """
            SELECT ?path ?sentence ?modality { ?statement rdf:subject entity:palantir ; rdf:predicate :suppliesTo ; :modality ?modality ;
              prov:wasDerivedFrom/:path ?path ; :evidence/oa:hasSelector/oa:exact ?sentence }"""
        sentence = "A £50m contract between the Met and Palantir was stopped by Sadiq Khan."
        assert run_query(store, query).rows == (("met.md", sentence, "planned"),)

    def test_own_prefixes_go_before_ours(self, store: Store) -> None:
        query = "PREFIX tech: <https://w3id.org/kgraph/policing#> SELECT ?o { ?s tech:blocks ?o }"
        assert run_query(store, query).rows == ((ids.CONTRACT + "1",),)

    def test_an_unbound_variable_is_none(self, store: Store) -> None:
        assert run_query(store, "SELECT ?a ?b { BIND(1 AS ?a) }").rows == (("1", None),)

    def test_the_first_rows_only_and_whether_there_are_more(self, store: Store) -> None:
        query = "SELECT ?s ?o { ?s :confidence ?o } ORDER BY ?s"
        whole = run_query(store, query)
        for limit in (1, 5, len(whole.rows), 10_000):
            cut = run_query(store, query, limit=limit)
            assert cut.rows == whole.rows[:limit]
            assert cut.more == (limit < len(whole.rows))
            assert cut.serialize("tsv").splitlines() == whole.serialize("tsv").splitlines()[: limit + 1]
        assert run_query(store, "CONSTRUCT { ?s :uses ?o } WHERE { ?s :uses ?o }", limit=1).more

    def test_an_answer_without_end_is_refused_rather_than_cut(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("kgraph.graph.result.LARGEST", 10_000)
        for query in ("SELECT * { ?s ?p ?o }", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"):
            with pytest.raises(LimitError, match="the answer is larger than"):
                run_query(store, query)

    def test_a_new_blank_node_is_another_in_each_row(self, store: Store) -> None:
        rows = run_query(store, 'SELECT (BNODE("x") AS ?a) (BNODE("x") AS ?b) { ?s :uses ?o }').rows
        assert all(one == other for one, other in rows)
        assert len(set(rows)) == len(rows) == 2
        stored = run_query(store, "SELECT ?union { ?union owl:unionOf ?list }").rows
        assert {row[:1] for row in run_query(store, "SELECT ?union (BNODE() AS ?new) { ?union owl:unionOf ?list }").rows} == set(stored)

    def test_construct_is_a_sorted_graph(self, store: Store) -> None:
        result = run_query(store, "CONSTRUCT { ?s :uses ?o } WHERE { ?s :uses ?o }")
        assert result.kind == "graph"
        assert [row[2] for row in result.rows] == [ids.TECHNOLOGY + "drones", ids.TECHNOLOGY + "live-facial-recognition"]
        assert len(rdflib.Graph().parse(data=result.serialize("turtle"), format="turtle")) == 2
        assert len(rdflib.Graph().parse(data=result.serialize("xml"), format="xml")) == 2
        assert len(rdflib.Graph().parse(data=result.serialize("json"), format="json-ld")) == 2


class TestSerialize:
    def test_the_formats_of_sparql(self, store: Store) -> None:
        result = run_query(store, 'SELECT ?s ?n { ?s rdfs:label "NEC" . BIND(1.5 AS ?n) }')
        assert result.serialize("csv") == f"s,n\r\n{ids.ENTITY}nec,1.5\r\n".encode()
        assert result.serialize("tsv") == f"?s\t?n\n<{ids.ENTITY}nec>\t1.5\n".encode()
        binding = json.loads(result.serialize("json"))["results"]["bindings"][0]
        assert binding["n"] == {"type": "literal", "value": "1.5", "datatype": "http://www.w3.org/2001/XMLSchema#decimal"}
        parsed = rdflib.query.Result.parse(__import__("io").BytesIO(result.serialize("xml")), format="xml")
        assert [str(row[0]) for row in parsed] == [ids.ENTITY + "nec"]

    def test_yes_or_no(self, store: Store) -> None:
        result = run_query(store, "ASK { ?s :blocks ?o }")
        assert json.loads(result.serialize("json"))["boolean"] is True
        with pytest.raises(QueryError, match="yes or no, which has no form as csv: choose json, xml"):
            result.serialize("csv")

    def test_a_table_is_no_turtle(self, store: Store) -> None:
        with pytest.raises(QueryError, match="a table, which has no form as turtle"):
            run_query(store, "SELECT * { ?s :blocks ?o }").serialize("turtle")

    def test_hostile_text_survives_and_xml_says_what_it_cannot(self) -> None:
        store, text = Store(), 'a"b\n\t,;\\ \x01 🚔 \u202e </script>'
        add_quads(store, [Quad(NamedNode("http://e/s"), NamedNode("http://e/p"), Literal(text), NamedNode("http://e/g"))])
        result = run_query(store, "SELECT ?o { ?s ?p ?o }")
        assert result.rows == ((text,),)
        assert json.loads(result.serialize("json"))["results"]["bindings"][0]["o"]["value"] == text
        with pytest.raises(QueryError, match="control characters"):
            result.serialize("xml")


class TestRefusals:
    @pytest.mark.parametrize(
        "update",
        [
            "INSERT DATA { <http://e/s> :role 1 }",
            "# harmless\nPREFIX e: <http://e/>\nBASE <http://e/>\ndelete where { ?s ?p ?o }",
            "LOAD <http://127.0.0.1:9/x>",
            "CLEAR ALL",
            "drop default",
            "WITH <http://e/g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        ],
    )
    def test_updates(self, update: str) -> None:
        store = Store()
        with pytest.raises(QueryError, match="would change the graph"):
            run_query(store, update)

    @pytest.mark.parametrize(
        "query",
        [
            "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
            "select * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
            "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
            "SELECT * { ?s ?p 1SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }",
            "SELECT * { # hidden?\r SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }\n }",
            "SELECT * { SERVICE#\n<http://127.0.0.1:9/> { ?s ?p ?o } }",
            "SELECT * { SERVICE ?where { ?s ?p ?o } VALUES ?where { <http://127.0.0.1:9/> } }",
            "ASK { FILTER EXISTS { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } }",
            "SELECT * { { SELECT * { OPTIONAL { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } } } }",
            "SELECT * { BIND(EXISTS { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } AS ?x) }",
            "SELECT (EXISTS { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } AS ?x) {}",
            "CONSTRUCT { ?s ?p ?o } WHERE { MINUS { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } }",
            "SELECT * { ?s ?p ?o } ORDER BY EXISTS { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
            "SELECT * { ?s ?p ?o } GROUP BY ?s ?p ?o HAVING EXISTS { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        ],
    )
    def test_reaching_out(self, query: str) -> None:
        class Watched:
            """A store that would notice being asked."""

            def query(self, *_: object, **__: object) -> None:
                raise AssertionError("the query reached the store")

        with pytest.raises(QueryError, match="SERVICE"):
            run_query(Watched(), query)  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        "query",
        [
            "SELECT * FROM <{server}> {{ ?s ?p ?o }}",
            "SELECT * FROM NAMED <{server}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
            "DESCRIBE <{server}> FROM <{server}>",
            "SELECT * {{ GRAPH <{server}> {{ ?s ?p ?o }} }}",
        ],
    )
    def test_graphs_that_are_not_in_the_store_are_empty_and_not_fetched(self, store: Store, visits: Visits, query: str) -> None:
        assert run_query(store, query.format(server=visits.address)).rows == ()
        assert visits.paths == []

    def test_from_chooses_among_the_graphs_of_the_store(self, store: Store) -> None:
        for graph in document_graphs(store):
            assert run_query(store, f"SELECT DISTINCT ?d FROM {graph} {{ ?s prov:wasDerivedFrom ?d }}").rows == ((graph.value,),)

    def test_service_is_asked_only_where_that_is_allowed(self, store: Store, visits: Visits) -> None:
        query = f"SELECT * {{ SERVICE SILENT <{visits.address}> {{ ?s ?p ?o }} }}"
        with pytest.raises(QueryError, match="--allow-service"):
            run_query(store, query)
        assert visits.paths == []
        run_query(store, query, allow_service=True)
        assert len(visits.paths) == 1

    def test_the_words_alone_are_harmless(self, store: Store) -> None:
        query = 'SELECT ?s { ?s rdfs:label "Metropolitan Police Service" } # from here'
        assert run_query(store, query).rows == ((ids.ACTOR + "metropolitan-police-service",),)

    def test_says_where_a_query_is_malformed(self, store: Store) -> None:
        with pytest.raises(QueryError, match=r"not SPARQL: line 2, column 12: '} LIMIT 3' is not expected here"):
            run_query(store, "SELECT ?s {\n  ?s :uses } LIMIT 3")
        with pytest.raises(QueryError, match=r"line 1, column 11: something is missing"):
            run_query(store, "SELECT ?s ")


class TestDataset:
    def test_goes_before_what_the_query_names(self, store: Store) -> None:
        one, other = (graph.value for graph in document_graphs(store))
        count = "SELECT (COUNT(*) AS ?n) {} {{ ?s rdf:predicate ?p }}"
        alone = [run_query(store, count.format(f"FROM <{graph}>")).rows for graph in (one, other)]
        assert [run_query(store, count.format(f"FROM <{other}>"), dataset=Dataset((graph,))).rows for graph in (one, other)] == alone
        assert alone[0] != alone[1]

    def test_that_names_no_default_graph_has_an_empty_one(self, store: Store) -> None:
        graph, *_ = (graph.value for graph in document_graphs(store))
        assert run_query(store, "ASK { ?s ?p ?o }", dataset=Dataset(named=(graph,))).rows == (("false",),)
        assert set(run_query(store, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", dataset=Dataset(named=(graph,))).rows) == {(graph,)}

    @pytest.mark.parametrize("graph", ["http://example.org/none", "no iri"])
    def test_names_no_graph_that_is_not_stored(self, store: Store, graph: str) -> None:
        with pytest.raises(QueryError, match=graph):
            run_query(store, "ASK {}", dataset=Dataset((graph,)))


def test_opening_and_asking_stays_light(stored: Path) -> None:
    code = (
        "import sys, pathlib; from kgraph.graph import *\n"
        "with open_store(pathlib.Path(sys.argv[1])) as s: ask(s, load_queries()['suppliers'], {'force': 'the met'})\n"
        "heavy = {'rdflib', 'pyshacl', 'spacy', 'networkx', 'pyvis', 'numpy', 'yaml', 'rapidfuzz'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", code, str(stored)], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
