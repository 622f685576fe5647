"""Questions to a store over HTTP, answered as the store at hand would answer them.

Where what a query without GRAPH asks stands in a graph of its own there (`kgraph.graph.push` says when), that is asked, and GRAPH goes
through the graphs that kgraph wrote. Otherwise a query is sent as it is, with the prefixes that it uses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import IO, cast
from urllib.parse import urlencode

from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, RdfFormat, Store, parse, parse_query_results

from kgraph import ids
from kgraph.errors import QueryError, StoreError
from kgraph.graph import terms
from kgraph.graph.lookup import LABELS, OTHER_NAMES, as_iri, find_entity
from kgraph.graph.named import NamedQuery, sparql
from kgraph.graph.query import check_syntax, refuse_service, unescaped
from kgraph.graph.remote import Answer, Message, Remote, send
from kgraph.graph.result import LARGEST, Result, graph_of, result_of, too_large

PUSHED = ids.BASE + "graph/pushed"
"""The graph in which a store over HTTP keeps what was pushed into it."""

DEFAULT_GRAPH = "http://www.w3.org/ns/sparql-service-description#defaultGraph"
HAS_PART = terms.node("dcterms:hasPart").value

_TABLE = "application/sparql-results+json, application/sparql-results+xml;q=0.8"
_GRAPH = "application/n-triples, text/turtle;q=0.8"
_FORM = re.compile(r"(?<![?$:\w])(SELECT|ASK|CONSTRUCT|DESCRIBE)\b(?!\s*:)", re.IGNORECASE)

# What may hold a word that is none of SPARQL's: strings, IRIs, comments.
_QUOTED = [rf"{quote}(?:[^\\]|\\.)*?{quote}" for quote in ('"""', "'''", '"', "'")]
_ASIDE = re.compile("|".join([*_QUOTED, r'<[^<>"{}|^`\\\s]*>', r"#[^\n]*"]), re.DOTALL)

Solution = Mapping[str, str]
"""Variable → the text of its term."""


def run_query_at(remote: Remote, text: str, *, limit: int | None = None, allow_service: bool = False) -> Result:
    """As `run_query`, of a store over HTTP. Raises QueryError likewise, and what `send` raises; an answer is whole, or there is none."""
    if not allow_service:
        refuse_service(text)
    if "service" not in unescaped(text).lower():  # which the check would carry out
        check_syntax(text)
    return _evaluate(remote, text, limit)


def ask_at(remote: Remote, query: NamedQuery, values: Mapping[str, str], *, limit: int | None = None) -> Result:
    """As `ask`, of a store over HTTP."""
    return _evaluate(remote, sparql(query, values, partial(find_entity_at, remote)), limit)


def find_entity_at(remote: Remote, text: str) -> str:
    """As `find_entity`. Names are fetched only if they are spelt like `text` but for case, unless nothing is called so."""
    iri = as_iri(text)
    if iri is not None:
        if not holds(remote, f"{{ {NamedNode(iri)} ?s ?o }} UNION {{ GRAPH ?g {{ {NamedNode(iri)} ?s ?o }} }}"):
            raise QueryError(f"<{iri}> is not in the graph")
        return iri
    try:
        return find_entity(_names(remote, f"FILTER(LCASE(STR(?o)) = LCASE({Literal(text)}))"), text)
    except QueryError:
        return find_entity(_names(remote, ""), text)


def select(remote: Remote, text: str) -> list[Solution]:
    """The solutions of a query of kgraph's own, over the store as it is."""
    rows = send(remote, _message(remote, text, ()), partial(_result, limit=None))
    return [{name: cell for name, cell in zip(rows.columns, row, strict=True) if cell is not None} for row in rows.rows]


def holds(remote: Remote, pattern: str) -> bool:
    """Whether the pattern, with ?s in it, is found in the store as it is. Not by ASK, to which Virtuoso answers with a table."""
    return bool(select(remote, f"SELECT ?s {{ {pattern} }} LIMIT 1"))


def _evaluate(remote: Remote, text: str, limit: int | None) -> Result:
    return send(remote, _message(remote, _declared(text), list(_dataset(remote, text))), partial(_result, limit=limit))


def _names(remote: Remote, condition: str) -> Store:
    """The names that the store holds, with the classes of their bearers where there is no condition, each in its graph."""
    sources = [*LABELS, *OTHER_NAMES, *(() if condition else ((terms.TYPE, terms.ENTITIES),))]
    places = " ".join(f"({predicate} {graph})" for predicate, graph in sources)
    found = Store()
    for it in select(remote, f"SELECT ?g ?s ?p ?o {{ VALUES (?p ?g) {{ {places} }} GRAPH ?g {{ ?s ?p ?o {condition} }} }}"):
        object_ = NamedNode(it["o"]) if it["p"] == terms.TYPE.value else Literal(it["o"])
        if not it["s"].startswith("_:"):
            found.add(Quad(NamedNode(it["s"]), NamedNode(it["p"]), object_, NamedNode(it["g"])))
    return found


def _dataset(remote: Remote, text: str) -> Iterator[tuple[str, str]]:
    """The graphs to ask, as the protocol names them: none where the store's own default graph is right, or the query chooses itself."""
    said = _ASIDE.sub(" ", unescaped(text)).upper()
    if re.search(r"(?<![?$:\w])FROM\b", said):
        return
    merged = [it["merged"] for it in select(remote, f"SELECT ?merged {{ GRAPH <{PUSHED}> {{ <{PUSHED}> <{DEFAULT_GRAPH}> ?merged }} }}")]
    if merged:
        yield "default-graph-uri", merged[0]
        if re.search(r"(?<![?$:\w])GRAPH\b", said):
            parts = select(remote, f"SELECT ?part {{ GRAPH <{PUSHED}> {{ <{PUSHED}> <{HAS_PART}> ?part }} }}")
            yield from sorted(("named-graph-uri", it["part"]) for it in parts if it["part"] not in merged)


def _declared(text: str) -> str:
    """With the prefixes that it uses, all on its first line, so that a place named by the server is right."""
    used = (f"PREFIX {prefix}: <{iri}> " for prefix, iri in terms.QUERY_PREFIXES.items() if re.search(rf"(?<![\w.-]){prefix}:", text))
    return "".join(used) + text


def _message(remote: Remote, text: str, dataset: Sequence[tuple[str, str]]) -> Message:
    """The query as a form: old Virtuosos read nothing else, and it has room for many graphs."""
    form = urlencode([("query", text), *dataset]).encode()
    return Message("POST", remote.endpoint.query, "application/x-www-form-urlencoded", form, _accepted(text), writes=False)


def _accepted(text: str) -> str:
    """Only what fits the question: some servers give a graph as a table if they are let."""
    form = _FORM.search(_ASIDE.sub(" ", unescaped(text)))
    return _GRAPH if form and form[1].upper() in ("CONSTRUCT", "DESCRIBE") else _TABLE


def _result(answer: Answer, limit: int | None) -> Result:
    kind = answer.kind.partition(";")[0].strip()
    table, graph = QueryResultsFormat.from_media_type(kind), RdfFormat.from_media_type(kind)
    body = cast(IO[bytes], _Body(answer))
    try:
        if table in (QueryResultsFormat.JSON, QueryResultsFormat.XML):
            return result_of(parse_query_results(body, table), limit)
        if graph is not None and kind != "text/plain":
            return graph_of((quad.triple for quad in parse(body, graph)), limit)
    except SyntaxError as error:
        raise StoreError(f"{answer.url}: the answer is cut off or malformed ({error.msg}): ask again") from None
    raise StoreError(f"{answer.url}: the answer is {answer.kind or 'of no kind'}, none of SPARQL: see that this is the address for queries")


class _Body:
    """The body of an answer as a file, up to LARGEST bytes of it."""

    def __init__(self, answer: Answer) -> None:
        self._chunks = answer.chunks
        self._kept = b""
        self._taken = 0

    def read(self, size: int = -1, /) -> bytes:
        """Up to `size` bytes, and none at the end. Raises LimitError where there are too many."""
        if not self._kept:
            self._kept = next(self._chunks, b"")
            self._taken += len(self._kept)
            if self._taken > LARGEST:
                raise too_large()
        size = len(self._kept) if size < 0 else size
        part, self._kept = self._kept[:size], self._kept[size:]
        return part
