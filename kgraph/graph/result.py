"""The answer to a query, in memory and in the formats of SPARQL."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat, Triple, parse_query_results, serialize

from kgraph.errors import QueryError
from kgraph.graph.dump import sorted_prefixes
from kgraph.graph.terms import PREFIXES

_SOLUTIONS = {"json": QueryResultsFormat.JSON, "csv": QueryResultsFormat.CSV, "tsv": QueryResultsFormat.TSV, "xml": QueryResultsFormat.XML}
_GRAPHS = {"turtle": RdfFormat.TURTLE, "json": RdfFormat.JSON_LD, "xml": RdfFormat.RDF_XML}
_FORMATS = {"select": tuple(_SOLUTIONS), "ask": ("json", "xml"), "graph": tuple(_GRAPHS)}

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

Cell = str | None


@dataclass(frozen=True, slots=True)
class Result:
    """An answer that is all there.

    `select`: a row a solution, with None for an unbound variable. `ask`: one row, `true` or `false`, in the column `answer`.
    `graph` (CONSTRUCT, DESCRIBE): a row a triple, sorted. `payload` is the same with its types, and what `serialize` writes:
    solutions, a boolean, or triples.
    """

    kind: Literal["select", "ask", "graph"]
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    payload: bytes | tuple[Triple, ...]

    def serialize(self, format: str) -> bytes:
        """As `json`, `csv`, `tsv` or `xml` of SPARQL results; a graph as `turtle`, `json` (JSON-LD) or `xml` (RDF/XML).

        Raises QueryError for a format that this kind of answer does not have, and where a text holds what XML cannot.
        """
        if format not in _FORMATS[self.kind]:
            kind = {"select": "a table", "ask": "yes or no", "graph": "a graph"}[self.kind]
            raise QueryError(f"the answer is {kind}, which has no form as {format}: choose {', '.join(_FORMATS[self.kind])}")
        if format == "xml" and any(cell and _NOT_XML.search(cell) for row in self.rows for cell in row):
            raise QueryError("a text in the answer holds control characters, for which XML has no form: choose json")
        if isinstance(self.payload, bytes):
            return parse_query_results(self.payload, QueryResultsFormat.JSON).serialize(format=_SOLUTIONS[format]) or b""
        prefixes = PREFIXES if format == "turtle" else None
        return sorted_prefixes(serialize(self.payload, format=_GRAPHS[format], prefixes=prefixes) or b"")


def result_of(answer: QuerySolutions | QueryBoolean | QueryTriples) -> Result:
    """Read an answer to its end."""
    if isinstance(answer, QueryTriples):
        triples = tuple(sorted(answer, key=str))
        return Result("graph", ("subject", "predicate", "object"), tuple(tuple(map(_cell, triple)) for triple in triples), triples)
    payload = answer.serialize(format=QueryResultsFormat.JSON) or b""
    if isinstance(answer, QueryBoolean):
        return Result("ask", ("answer",), (("true" if answer else "false",),), payload)
    solutions = parse_query_results(payload, QueryResultsFormat.JSON)
    assert isinstance(solutions, QuerySolutions)
    columns = tuple(variable.value for variable in solutions.variables)
    return Result("select", columns, tuple(tuple(map(_cell, solution)) for solution in solutions), payload)


def _cell(term: object) -> Cell:
    return None if term is None else str(getattr(term, "value", term))
