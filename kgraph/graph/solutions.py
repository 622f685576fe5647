"""SPARQL results in JSON, for rows that are taken one by one. Where they need not be, Oxigraph writes the answer itself, faster."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolution

from kgraph import ids

_STRING = "http://www.w3.org/2001/XMLSchema#string"


Stored = Callable[[BlankNode], bool]
"""Whether a blank node is one of the store, rather than made by the query."""


def as_json(columns: Sequence[str], solutions: Iterable[QuerySolution], stored: Stored | None = None) -> bytes:
    """The document of the W3C's "SPARQL 1.1 Query Results JSON Format", in UTF-8.

    With `stored`, other blank nodes are made different from row to row: BNODE("x") is a new node in each, but for Oxigraph the same.
    """
    import json

    bindings = [
        {name: _term(term, place, stored) for name, term in zip(columns, solution, strict=True) if term is not None}
        for place, solution in enumerate(solutions)
    ]
    document = {"head": {"vars": list(columns)}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _term(term: object, place: int, stored: Stored | None) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value if stored is None or stored(term) else f"b{ids.digest(place, term.value)}"}
    assert isinstance(term, Literal), f"no term of RDF 1.1: {term}"
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    if term.datatype.value == _STRING:
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}
