"""SPARQL on the stored graph, for reading only: whatever would write, or fetch from a network, is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import Store

from kgraph.errors import QueryError, StoreError
from kgraph.graph.result import Result, result_of
from kgraph.graph.terms import QUERY_PREFIXES

_REFUSED = {
    "ServiceGraphPattern": "SERVICE asks another server: this graph is asked alone",
    "DatasetClause": "FROM names graphs elsewhere: ask the graph of one document by GRAPH",
}
_COMMENT_OR_PROLOGUE = re.compile(r"\s*(#[^\n]*(\n|$)|PREFIX\s+[^:\s]*:\s*<[^>]*>|BASE\s*<[^>]*>)", re.IGNORECASE)
_UPDATE = re.compile(r"\s*(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b", re.IGNORECASE)
_PLACE = re.compile(r"error at (\d+):(\d+): expected ")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def run_query(store: Store, text: str) -> Result:
    """The answer to a SPARQL query that a user wrote, over everything in the store; QUERY_PREFIXES need no declaration.

    Raises QueryError where it is malformed, would write, or uses SERVICE or FROM.
    """
    _check(text)
    return evaluate(store, text)


def evaluate(store: Store, text: str) -> Result:
    """As `run_query`, for a text known to fetch nothing."""
    try:
        return result_of(store.query(text, prefixes=QUERY_PREFIXES))
    except SyntaxError as error:
        raise QueryError(_objection(text, error)) from error
    except OSError as error:
        raise StoreError(f"the graph cannot be read ({error})") from error
    except (RuntimeError, ValueError) as error:
        raise QueryError(f"the query cannot be answered: {error}") from error


def _objection(text: str, error: SyntaxError) -> str:
    body = text
    while prologue := _COMMENT_OR_PROLOGUE.match(body):
        body = body[prologue.end() :]
    update = _UPDATE.match(body)
    if update:
        return f"{update.group(1).upper()} would change the graph, which a query cannot: build it anew from documents"
    place = _PLACE.match(str(error.msg))
    if place is None:
        return f"the query is not SPARQL: {error.msg}"
    line, column = int(place.group(1)), int(place.group(2))
    rest = "\n".join(text.split("\n")[line - 1 :])[column - 1 :].strip()
    return f"the query is not SPARQL: line {line}, column {column}: " + (
        f"{rest[:40]!r} is not expected here" if rest else "something is missing"
    )


def _check(text: str) -> None:
    """Object to constructs that reach out. The slow parser is loaded only where their words occur, in whatever disguise."""
    plain = _unescaped(text).lower()
    if "service" not in plain and "from" not in plain:
        return
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        # A carriage return ends a comment for Oxigraph, but not for rdflib, to which the rest of the line would be hidden.
        parsed = parseQuery(text.replace("\r", "\n"))
    except Exception as error:  # those of rdflib's grammar library, of which kgraph knows nothing, and RecursionError
        raise QueryError(f"the query is not SPARQL, or cannot be checked for SERVICE and FROM: {error}") from error
    for name in _constructs(parsed):
        if name in _REFUSED:
            raise QueryError(_REFUSED[name])


def _constructs(parsed: object) -> Iterator[str]:
    """The names of all constructs in what rdflib's parser returns: values with a name and parts, in lists of lists."""
    from rdflib.plugins.sparql.parserutils import CompValue

    pending = [parsed]
    while pending:
        part = pending.pop()
        if isinstance(part, CompValue):
            yield part.name
            pending.extend(part.values())
        elif isinstance(part, Iterable) and not isinstance(part, str):
            pending.extend(part)


def _unescaped(text: str) -> str:
    """With \\u0053 and \\U00000053 resolved, which SPARQL allows anywhere."""
    return _ESCAPE.sub(lambda match: chr(min(int(match.group(1) or match.group(2), 16), 0x10FFFF)), text)
