"""The query tests of the W3C's SPARQL 1.1 suite, put through kgraph's own path: stored on disk, asked in a child, checked.

The suite is not part of this project. It is found by the environment variable KGRAPH_W3C, or as `shared/w3c` beside the project; the
folder must hold `sparql/sparql11/manifest-sparql11-query.ttl`, as the repository w3c/rdf-tests has it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path

import rdflib
from pyoxigraph import NamedNode, QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, parse_query_results
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.namespace import RDF

from kgraph.errors import QueryError
from kgraph.graph import Limits, Result, ask_apart, open_store, run_query

MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
RS = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
CELL = rdflib.Namespace("urn:cell:")

PLACE = "KGRAPH_W3C"
_BESIDE = Path(__file__).parents[2] / "shared" / "w3c"
_MANIFEST = Path("sparql", "sparql11", "manifest-sparql11-query.ttl")
_RESULTS = {".srx": QueryResultsFormat.XML, ".srj": QueryResultsFormat.JSON, ".tsv": QueryResultsFormat.TSV}


@dataclass(frozen=True, slots=True)
class Trial:
    """One test. `kind` is `evaluation`, `positive` or `negative`; the latter two are about syntax alone."""

    name: str
    kind: str
    query: Path
    data: tuple[Path, ...] = ()
    graphs: tuple[Path, ...] = ()
    expected: Path | None = None


def suite() -> Path | None:
    """The folder of the suite, or None where there is none on this machine."""
    folder = Path(os.environ[PLACE]) if PLACE in os.environ else _BESIDE
    return folder if (folder / _MANIFEST).is_file() else None


def trials(folder: Path) -> list[Trial]:
    """All query tests, in the order of the manifests."""
    whole = _read(folder / _MANIFEST)
    return [trial for manifest in _members(whole, MF.include) for trial in _of_manifest(_path(manifest))]


def passes(trial: Trial, store: Path) -> bool:
    """Whether kgraph answers as it should. `store` is a folder that does not exist yet."""
    _load(trial, store)
    text = f"BASE <{trial.query.as_uri()}>\n{trial.query.read_text(encoding='utf-8')}"
    try:
        result = ask_apart(store, partial(run_query, text=text), Limits(seconds=20))
    except QueryError as error:
        # A function of somebody's own is good SPARQL, though it cannot be answered.
        return trial.kind == ("negative" if str(error).startswith("the query is not SPARQL") else "positive")
    if trial.kind == "evaluation":
        assert trial.expected is not None
        return _same(result, trial.expected)
    return trial.kind == "positive"


def _of_manifest(path: Path) -> Iterator[Trial]:
    manifest = _read(path)
    kinds = {MF.QueryEvaluationTest: "evaluation", MF.PositiveSyntaxTest11: "positive", MF.NegativeSyntaxTest11: "negative"}
    for test in _members(manifest, MF.entries):
        kind = kinds.get(manifest.value(test, RDF.type))
        name = f"{path.parent.name}/{str(test).rpartition('#')[2]}"
        action = manifest.value(test, MF.action)
        if kind == "evaluation":
            yield Trial(
                name,
                kind,
                _path(manifest.value(action, QT.query)),
                tuple(map(_path, manifest.objects(action, QT.data))),
                tuple(sorted(map(_path, manifest.objects(action, QT.graphData)))),
                _path(manifest.value(test, MF.result)),
            )
        elif kind:
            yield Trial(name, kind, _path(action))


def _load(trial: Trial, store: Path) -> None:
    with open_store(store, "create") as opened:
        for path in trial.data:
            opened.bulk_load(path=path, format=_format(path), base_iri=path.as_uri())
        for path in trial.graphs:
            opened.bulk_load(path=path, format=_format(path), base_iri=path.as_uri(), to_graph=NamedNode(path.as_uri()))


def _format(path: Path) -> RdfFormat:
    return RdfFormat.RDF_XML if path.suffix == ".rdf" else RdfFormat.TURTLE


def _same(result: Result, expected: Path) -> bool:
    """Isomorphism of graphs; solutions are made graphs, a node a row, so that blank nodes may have other names."""
    if expected.suffix == ".csv":
        return result.serialize("csv").decode().splitlines() == expected.read_text(encoding="utf-8").splitlines()
    if result.kind == "graph":
        return isomorphic(rdflib.Graph().parse(data=result.serialize("ntriples"), format="nt"), _read(expected))
    return isomorphic(_solutions(result.serialize("json"), QueryResultsFormat.JSON), _expected_solutions(expected))


def _expected_solutions(path: Path) -> rdflib.Graph:
    if path.suffix in _RESULTS:
        return _solutions(path.read_bytes(), _RESULTS[path.suffix])
    read, rows = _read(path), rdflib.Graph()
    for solution in read.objects(None, RS.solution):
        row = rdflib.BNode()
        rows.add((row, RDF.type, CELL.row))
        for binding in read.objects(solution, RS.binding):
            rows.add((row, CELL[str(read.value(binding, RS.variable))], _canonical(read.value(binding, RS.value))))
    for answer in read.objects(None, RS.boolean):
        rows.add((rdflib.BNode(), CELL.answer, answer))
    return rows


def _solutions(data: bytes, format: QueryResultsFormat) -> rdflib.Graph:
    read, rows = parse_query_results(data, format), rdflib.Graph()
    if isinstance(read, QueryBoolean):
        rows.add((rdflib.BNode(), CELL.answer, rdflib.Literal(bool(read))))
        return rows
    assert isinstance(read, QuerySolutions)
    names = [variable.value for variable in read.variables]
    for solution in read:
        row = rdflib.BNode()
        rows.add((row, RDF.type, CELL.row))
        for name, term in zip(names, solution, strict=True):
            if term is not None:
                rows.add((row, CELL[name], _canonical(rdflib.util.from_n3(str(term)))))
    return rows


def _canonical(term: object) -> object:
    """Numbers by value: the store keeps 2.0 as 2."""
    if not isinstance(term, rdflib.Literal) or not isinstance(term.value, int | float | Decimal) or isinstance(term.value, bool):
        return term
    return rdflib.Literal(f"{float(term.value)!r} {term.datatype}", datatype=CELL.number)


def _read(path: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(path, publicID=path.as_uri())


def _members(graph: rdflib.Graph, predicate: rdflib.URIRef) -> list[rdflib.URIRef]:
    return [item for head in graph.objects(None, predicate) for item in Collection(graph, head)]  # type: ignore[misc]


def _path(iri: object) -> Path:
    return Path(str(iri).removeprefix("file://"))
