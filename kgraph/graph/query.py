"""SPARQL on the stored graph, for reading only: whatever would write, or fetch from a network, is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Store

from kgraph.errors import QueryError, StoreError
from kgraph.graph.result import Result, result_of
from kgraph.graph.terms import QUERY_PREFIXES

_COMMENT_OR_PROLOGUE = re.compile(r"\s*(#[^\n]*(\n|$)|PREFIX\s+[^:\s]*:\s*<[^>]*>|BASE\s*<[^>]*>)", re.IGNORECASE)
_UPDATE = re.compile(r"\s*(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b", re.IGNORECASE)
_PLACE = re.compile(r"error at (\d+):(\d+): expected ")
_MAKES_NODES = re.compile(r"\bBNODE\b\s*\(", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


@dataclass(frozen=True, slots=True)
class Dataset:
    """IRIs of the graphs that a query is asked of, whatever its FROM says: merged into the default graph, and by name for GRAPH."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def run_query(
    store: Store, text: str, *, limit: int | None = None, allow_service: bool = False, dataset: Dataset | None = None
) -> Result:
    """The answer to a SPARQL query that a user wrote, or its first `limit` rows; QUERY_PREFIXES need no declaration.

    FROM chooses among the graphs of the store and fetches none. Raises QueryError where the query is malformed, would write, or uses
    SERVICE and is not allowed to ask other servers, and where a graph of `dataset` is not in the store; LimitError where the answer
    is too large.
    """
    if not allow_service:
        refuse_service(text)
    return evaluate(store, text, limit, dataset)


def evaluate(store: Store, text: str, limit: int | None = None, dataset: Dataset | None = None) -> Result:
    """As `run_query`, for a text known to fetch nothing."""
    default: list[NamedNode | BlankNode | DefaultGraph] | None = [*_graphs(store, dataset.default)] if dataset else None
    named: list[NamedNode | BlankNode] | None = [*_graphs(store, dataset.named)] if dataset else None
    try:
        answer = store.query(text, prefixes=QUERY_PREFIXES, default_graph=default, named_graphs=named)
        return result_of(answer, limit, partial(_is_stored, store) if _MAKES_NODES.search(unescaped(text)) else None)
    except SyntaxError as error:
        raise QueryError(_objection(text, error)) from error
    except OSError as error:
        raise StoreError(f"the graph, or a server that the query asks, cannot be read ({error})") from error
    except (RuntimeError, ValueError) as error:
        raise QueryError(f"the query cannot be answered: {error}") from error


def _graphs(store: Store, iris: Iterable[str]) -> list[NamedNode]:
    found = []
    for iri in iris:
        try:
            graph = NamedNode(iri)
        except ValueError as error:
            raise QueryError(f"not the IRI of a graph: {iri!r}") from error
        if not store.contains_named_graph(graph):
            raise QueryError(f"there is no graph {graph}: graphs are chosen among those that are stored, and none is fetched")
        found.append(graph)
    return found


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


def _is_stored(store: Store, node: BlankNode) -> bool:
    return any(store.quads_for_pattern(node, None, None, None)) or any(store.quads_for_pattern(None, None, node, None))


def refuse_service(text: str) -> None:
    """Raise QueryError for SERVICE. The slow parser is loaded only where the word occurs, in whatever disguise."""
    if "service" not in unescaped(text).lower():
        return
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        # A carriage return ends a comment for Oxigraph, but not for rdflib, to which the rest of the line would be hidden.
        parsed = parseQuery(text.replace("\r", "\n"))
    except Exception as error:  # those of rdflib's grammar library, of which kgraph knows nothing, and RecursionError
        raise QueryError(f"the query is not SPARQL, or cannot be checked for SERVICE: {error}") from error
    if "ServiceGraphPattern" in _constructs(parsed):
        raise QueryError("SERVICE asks another server, which only `kgraph query --allow-service` may")


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


def check_syntax(text: str) -> None:
    """Raise QueryError, as `run_query`, where the query is malformed or would write."""
    try:
        Store().query(text, prefixes=QUERY_PREFIXES)
    except SyntaxError as error:
        raise QueryError(_objection(text, error)) from error
    except (RuntimeError, ValueError):
        return  # it is SPARQL, with functions that another store may have


def unescaped(text: str) -> str:
    """With \\u0053 and \\U00000053 resolved, which SPARQL allows anywhere."""
    return _ESCAPE.sub(lambda match: chr(min(int(match.group(1) or match.group(2), 16), 0x10FFFF)), text)
