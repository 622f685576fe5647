"""Files of the graph: the same bytes each time, and readable by others."""

from __future__ import annotations

import io
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import rdflib
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, parse
from rdflib.compare import isomorphic

from kgraph import ids
from kgraph.errors import InputError
from kgraph.graph import FORMATS, add_quads, document_graphs, dump, dumps, open_store, write_exports, write_store
from kgraph.graph.dump import sorted_prefixes
from kgraph.graph.terms import node


class TestExports:
    def test_rdflib_reads_turtle_and_trig_alike(self, store: Store, tmp_path: Path) -> None:
        write_exports(store, tmp_path)
        turtle = rdflib.Graph().parse(tmp_path / "graph.ttl")
        trig = rdflib.Dataset(default_union=True)
        trig.parse(tmp_path / "graph.trig", format="trig")
        merged = rdflib.Graph()
        for triple in trig.triples((None, None, None)):
            merged.add(triple)
        assert len(turtle) > 3000
        assert isomorphic(turtle, merged)

    def test_trig_has_a_named_graph_a_document(self, store: Store, tmp_path: Path) -> None:
        write_exports(store, tmp_path)
        trig = rdflib.Dataset()
        trig.parse(tmp_path / "graph.trig", format="trig")
        graphs = {str(graph.identifier) for graph in trig.graphs() if len(graph)}
        documents = {graph.value for graph in document_graphs(store)}
        assert len(documents) == 2
        assert graphs == documents | {ids.ENTITY_GRAPH, ids.ONTOLOGY_GRAPH}

    def test_a_plain_triple_reads_plainly(self, store: Store) -> None:
        text = dumps(store, "turtle").decode()
        assert "actor:metropolitan-police-service a kg:PoliceForce ;" in text
        assert "kg:uses tech:drones , tech:live-facial-recognition" in text
        assert text.startswith("@prefix actor: <https://w3id.org/kgraph/actor/> .\n")

    @pytest.mark.parametrize("format", sorted(FORMATS))
    def test_the_order_of_writing_does_not_show(self, story: Any, store: Store, format: str, tmp_path: Path) -> None:
        quads = story.quads()
        random.Random(1).shuffle(quads)
        other = Store()
        for start in range(0, len(quads), 500):
            add_quads(other, quads[start : start + 500])
        assert dumps(other, format) == dumps(store, format)

    def test_two_processes_write_the_same_bytes(self, stored: Path, tmp_path: Path) -> None:
        code = (
            "import sys, pathlib; from kgraph.graph import *\n"
            "with open_store(pathlib.Path(sys.argv[1])) as s: write_exports(s, pathlib.Path(sys.argv[2]))"
        )
        for seed in ("1", "2"):
            (tmp_path / seed).mkdir()
            environment = {**os.environ, "PYTHONHASHSEED": seed}
            subprocess.run([sys.executable, "-c", code, str(stored), str(tmp_path / seed)], check=True, env=environment)
        for name in ("graph.ttl", "graph.trig"):
            assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()


class TestDump:
    @pytest.mark.parametrize("format", ["trig", "nquads", "jsonld"])
    def test_what_is_read_back_is_what_was_stored(self, store: Store, format: str, tmp_path: Path) -> None:
        read = list(parse(dumps(store, format), FORMATS[format]))
        write_store(tmp_path / "s", read)
        with open_store(tmp_path / "s") as again:
            assert len(again) == len(store)
            if format == "nquads":
                assert dumps(again, "nquads") == dumps(store, "nquads")

    @pytest.mark.parametrize("format", ["turtle", "trig"])
    def test_a_graph_too_large_for_memory_is_written_alike(self, store: Store, format: str, monkeypatch: pytest.MonkeyPatch) -> None:
        whole = dumps(store, format)
        monkeypatch.setattr(sys.modules["kgraph.graph.dump"], "MOST_IN_MEMORY", 10)
        assert dumps(store, format) == whole

    def test_what_a_thing_is_comes_first_whatever_is_said_of_it(self) -> None:
        said = [("dc:date", "1"), ("kg:role", "> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "), ("xsd:last", "2")]
        it, graph = NamedNode(ids.ENTITY + "it"), NamedNode(ids.DOCUMENT + "1")
        store = Store()
        add_quads(store, [Quad(it, node(name), Literal(value), graph) for name, value in said])
        add_quads(store, [Quad(it, node("rdf:type"), node("kg:Person"), graph)])
        assert b"\nentity:it a kg:Person ;\n" in dumps(store, "turtle")

    def test_refuses_other_formats_by_name(self, store: Store) -> None:
        with pytest.raises(InputError, match="cannot write 'docx': choose one of turtle, trig, ntriples, nquads, jsonld, rdfxml"):
            dump(store, io.BytesIO(), "docx")

    def test_prefixes_are_sorted_and_the_rest_is_left_alone(self) -> None:
        data = b'@prefix b: <http://b/> .\n@prefix a: <http://a/> .\nb:x a:y """\n@prefix c: <http://c/> .\n""" .\n'
        assert sorted_prefixes(data) == b"@prefix a: <http://a/> .\n@prefix b: <http://b/> .\n" + data[50:]

    def test_an_empty_graph_is_a_file_too(self) -> None:
        assert list(parse(dumps(Store(), "turtle"), RdfFormat.TURTLE)) == []


PIECES = [*"aΩé🚔\u202e\t\n \"'\\<>&#{}%\u2028\x85.", "]]>", "@en", "^^", "_:"]
UNFIT_FOR_XML = ["\r", "\x00", "\x08", "\x1f", "\uffff"]
# The name that rdflib gives to the graph that has none.
DEFAULT = "urn:x-rdflib:default"
NAMED = {"trig", "nquads", "jsonld"}
READERS = {"turtle": "turtle", "trig": "trig", "ntriples": "nt", "nquads": "nquads", "jsonld": "json-ld", "rdfxml": "xml"}


def generated(seed: int) -> list[Quad]:
    """A graph of hostile texts, typed values and blank nodes, in a few named graphs."""
    chance = random.Random(seed)

    def text() -> str:
        return "".join(chance.choices(PIECES, k=chance.randint(0, 12)))

    def term() -> NamedNode | BlankNode | Literal:
        choice = chance.randint(0, 4)
        if choice == 0:
            return NamedNode(ids.ENTITY + chance.choice(["x", "é", "a-b", "1"]))
        if choice == 1:
            return BlankNode(f"b{chance.randint(0, 3)}")
        if choice == 2:
            return Literal(text(), language=chance.choice(["en", "de-at"]))
        if choice == 3:
            value, kind = chance.choice([("2026", "gYear"), ("2026-05", "gYearMonth"), ("2026-05-28", "date"), ("0.875", "decimal")])
            return Literal(value, datatype=node(f"xsd:{kind}"))
        return Literal(text())

    return [
        Quad(
            chance.choice([NamedNode(f"{ids.STATEMENT}{chance.randint(0, 5)}"), BlankNode(f"b{chance.randint(0, 3)}")]),
            node(chance.choice(["kg:role", "rdfs:label", "oa:exact", "kg:uses"])),
            term(),
            NamedNode(f"{ids.DOCUMENT}{chance.randint(0, 2)}"),
        )
        for _ in range(chance.randint(1, 15))
    ]


@pytest.mark.parametrize("format", sorted(FORMATS))
@pytest.mark.filterwarnings("ignore")
def test_rdflib_reads_what_was_written_of_two_hundred_graphs(format: str) -> None:
    for seed in range(200):
        store = Store()
        add_quads(store, generated(seed))
        read = rdflib.Dataset(default_union=True)
        read.parse(data=dumps(store, format), format=READERS[format])
        assert isomorphic(of_graph(read), wanted(store, DefaultGraph())), seed
        if format in NAMED:
            graphs = {graph.value: graph for graph in store.named_graphs() if isinstance(graph, NamedNode)}
            assert {str(graph.identifier) for graph in read.graphs() if len(graph)} - {DEFAULT} == graphs.keys(), seed
            for iri, graph in graphs.items():
                assert isomorphic(of_graph(read.graph(rdflib.URIRef(iri))), wanted(store, graph)), (seed, iri)


def of_graph(graph: rdflib.Graph) -> rdflib.Graph:
    """Its triples, and nothing that binds them to a dataset."""
    alone = rdflib.Graph()
    for triple in graph.triples((None, None, None)):
        alone.add(triple)
    return alone


def wanted(store: Store, graph: NamedNode | DefaultGraph) -> rdflib.Graph:
    """What the store holds in that graph, by N-Triples that the store itself writes."""
    return rdflib.Graph().parse(data=store.dump(format=RdfFormat.N_TRIPLES, from_graph=graph), format="nt")


@pytest.mark.parametrize("text", UNFIT_FOR_XML)
def test_a_text_that_xml_cannot_hold_is_named(text: str) -> None:
    store = Store()
    add_quads(store, [Quad(NamedNode(ids.STATEMENT + "1"), node("oa:exact"), Literal(f"a{text}b"), NamedNode(ids.DOCUMENT + "1"))])
    with pytest.raises(InputError, match=r"statement/1> has control characters in <.*exact>, for which RDF/XML has no form: write turtle"):
        dumps(store, "rdfxml")
    for format in FORMATS.keys() - {"rdfxml"}:
        assert next(iter(parse(dumps(store, format), FORMATS[format]))).object == Literal(f"a{text}b")
