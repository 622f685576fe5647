"""The answer to a query, in memory and in the formats of SPARQL."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import IO, Any, Literal, TypeVar, cast

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
    serialize,
)

from kgraph.errors import LimitError, QueryError
from kgraph.graph.dump import sorted_prefixes
from kgraph.graph.solutions import Stored, as_json
from kgraph.graph.terms import PREFIXES

LARGEST = 1 << 28
"""Bytes of an answer (256 MiB): a larger one is refused rather than cut."""

_SOLUTIONS = {"json": QueryResultsFormat.JSON, "csv": QueryResultsFormat.CSV, "tsv": QueryResultsFormat.TSV, "xml": QueryResultsFormat.XML}
_GRAPHS = {"turtle": RdfFormat.TURTLE, "json": RdfFormat.JSON_LD, "xml": RdfFormat.RDF_XML, "ntriples": RdfFormat.N_TRIPLES}
_FORMATS = {"select": tuple(_SOLUTIONS), "ask": ("json", "xml"), "graph": tuple(_GRAPHS)}

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

Cell = str | None
_T = TypeVar("_T")


@dataclass(frozen=True)
class Result:
    """An answer that is all there, unless `more`: then it was cut after the number of rows that was asked for.

    `select`: a row a solution, with None for an unbound variable. `ask`: one row, `true` or `false`, in the column `answer`.
    `graph` (CONSTRUCT, DESCRIBE): a row a triple, sorted. `payload` is the same with its types: SPARQL results as JSON, or N-Triples.
    """

    kind: Literal["select", "ask", "graph"]
    columns: tuple[str, ...]
    payload: bytes
    more: bool = False

    @cached_property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The cells as text: an IRI in full, a literal without its type."""
        if self.kind == "graph":
            return tuple(tuple(map(_cell, triple)) for triple in self._triples())
        read = parse_query_results(self.payload, QueryResultsFormat.JSON)
        if isinstance(read, QueryBoolean):
            return (("true" if read else "false",),)
        return tuple(tuple(map(_cell, solution)) for solution in read)

    def serialize(self, format: str) -> bytes:
        """As `json`, `csv`, `tsv` or `xml` of SPARQL results; a graph as `turtle`, `ntriples`, `json` (JSON-LD) or `xml` (RDF/XML).

        Raises QueryError for a format that this kind of answer does not have, and where a text holds what XML cannot.
        """
        if format not in _FORMATS[self.kind]:
            kind = {"select": "a table", "ask": "yes or no", "graph": "a graph"}[self.kind]
            raise QueryError(f"the answer is {kind}, which has no form as {format}: choose {', '.join(_FORMATS[self.kind])}")
        if format == "xml" and any(cell and _NOT_XML.search(cell) for row in self.rows for cell in row):
            raise QueryError("a text in the answer holds control characters, for which XML has no form: choose json")
        if format == "json" and self.kind != "graph":
            return self.payload
        if self.kind != "graph":
            return parse_query_results(self.payload, QueryResultsFormat.JSON).serialize(format=_SOLUTIONS[format]) or b""
        prefixes = PREFIXES if format == "turtle" else None
        return sorted_prefixes(serialize(self._triples(), format=_GRAPHS[format], prefixes=prefixes) or b"")

    def _triples(self) -> Iterable[Triple]:
        return (quad.triple for quad in parse(self.payload, RdfFormat.N_TRIPLES))


def result_of(answer: QuerySolutions | QueryBoolean | QueryTriples, limit: int | None = None, stored: Stored | None = None) -> Result:
    """Read an answer to its end, or to its first `limit` rows. Raises LimitError where it takes more than LARGEST bytes.

    `stored` must be given where the query makes blank nodes of its own, and tells them from others.
    """
    if isinstance(answer, QueryBoolean):
        return Result("ask", ("answer",), answer.serialize(format=QueryResultsFormat.JSON) or b"")
    if isinstance(answer, QueryTriples):
        return graph_of(answer, limit)
    columns = tuple(variable.value for variable in answer.variables)
    if limit is None and stored is None:
        return Result("select", columns, _written(answer))
    solutions, more = _first(answer, limit)
    return Result("select", columns, _bounded(as_json(columns, solutions, stored)), more)


def graph_of(triples: Iterable[Triple], limit: int | None = None) -> Result:
    """The first `limit` triples, or all, as a graph. Raises LimitError where they take more than LARGEST bytes."""
    found, more = _first(triples, limit)
    lines = sorted(f"{triple} .\n" for triple in found)
    return Result("graph", ("subject", "predicate", "object"), _bounded("".join(lines).encode()), more)


def _first(answer: Iterable[_T], limit: int | None) -> tuple[list[_T], bool]:
    """The first items, and whether there are more."""
    if limit is None:
        return list(answer), False
    found = list(islice(answer, limit + 1))
    return found[:limit], len(found) > limit


def _written(answer: QuerySolutions) -> bytes:
    output = _Bounded()
    answer.serialize(cast(IO[bytes], output), format=QueryResultsFormat.JSON)
    return output.kept.getvalue()


class _Bounded(io.RawIOBase):
    """Takes LARGEST bytes and no more, so that a query whose answer is too long ends early."""

    def __init__(self) -> None:
        self.kept = io.BytesIO()

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        if self.kept.tell() + len(data) > LARGEST:
            raise too_large()
        return self.kept.write(data)


def _bounded(data: bytes) -> bytes:
    if len(data) > LARGEST:
        raise too_large()
    return data


def too_large() -> LimitError:
    """What is said of an answer of more than LARGEST bytes."""
    return LimitError(f"the answer is larger than {LARGEST >> 20} MiB: ask for less, or for its first rows (--limit)")


def _cell(term: object) -> Cell:
    return None if term is None else str(getattr(term, "value", term))
