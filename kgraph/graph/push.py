"""The stored graph, copied into a store over HTTP: graph by graph, only what differs, and nothing but what kgraph wrote.

That store keeps in PUSHED which graphs are kgraph's, with a digest of what each holds. With SPARQL updates, a graph, its digest and its
part in what a query without GRAPH asks change in one request, so that a push may break off anywhere and the next goes on from there;
`docs/decisions/push.md` says why it is done so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store

from kgraph import ids
from kgraph.errors import InputError, StoreError
from kgraph.graph import terms
from kgraph.graph.elsewhere import DEFAULT_GRAPH, HAS_PART, PUSHED, holds, select
from kgraph.graph.remote import Remote, add_to_graph, delete_graph, put_graph, update

MERGED = ids.BASE + "graph/merged"
"""Where what a query without GRAPH asks stands, if the store's own default graph holds other things or is the union of its graphs."""

Progress = Callable[[str, int, int], None]

_ESCAPES = re.compile(r"\\\\([uU])|\\.")
_DIGEST = terms.node("schema:sha256").value
_DATASET = "http://www.w3.org/ns/sparql-service-description#Dataset"


@dataclass(frozen=True, slots=True)
class Pushed:
    """How many graphs were sent, were there already, and were removed; and the graph to ask without GRAPH, if not the default graph."""

    sent: int
    unchanged: int
    removed: int
    merged: str | None


@dataclass(frozen=True, slots=True)
class _Manifest:
    """What PUSHED says: the digest of each graph, "" where writing it was begun and not ended; and the graph of the merge, if it has one.

    `begun`: it is settled whether it has one.
    """

    digests: Mapping[str, str]
    merged: str | None
    begun: bool


def push(store: Store, remote: Remote, *, replace: bool = False, progress: Progress | None = None) -> Pushed:
    """Let the remote store hold the graphs of `store`, and no graph more of those that kgraph wrote there.

    Raises InputError where another build stands there, with no document of this one, unless it is to `replace` that; StoreError and
    LimitError as `send` does, and where the remote store does not hold in the end what it said it took. Push again to go on.
    """
    there = _manifest(remote)
    graphs = sorted(graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode))
    here = {graph: ids.content_hash(_triples(store, graph)) for graph in graphs}
    if not replace:
        _refuse_other(remote, there, here)
    if not there.begun:
        there = _begun(remote)
    gone = sorted(there.digests.keys() - here.keys() - {MERGED})
    changed = [graph for graph in graphs if there.digests.get(graph) != here[graph]]
    tell = _counting(progress, len(changed) + len(gone))
    write = _by_updates if remote.endpoint.graphs is None else _by_graphs
    write(store, remote, there, {graph: here[graph] for graph in changed}, gone, tell)
    _confirm(remote, here)
    return Pushed(len(changed), len(here) - len(changed), len(gone), there.merged)


def _by_updates(
    store: Store, remote: Remote, there: _Manifest, changed: Mapping[str, str], gone: Sequence[str], tell: Callable[[], None]
) -> None:
    if MERGED in there.digests and (changed or gone):
        update(remote, _forget(MERGED))
    for graph, digest in changed.items():
        update(remote, _replacement(graph, _triples(store, graph).decode(), digest, there.merged))
        tell()
    for graph in gone:
        update(remote, _removal(graph, there.merged))
        tell()


def _by_graphs(
    store: Store, remote: Remote, there: _Manifest, changed: Mapping[str, str], gone: Sequence[str], tell: Callable[[], None]
) -> None:
    """PUSHED first names what is to change, then has the digest of each graph when that is done: so a graph is never without an owner."""
    kept = {graph: digest for graph, digest in there.digests.items() if graph not in {*gone, *changed, MERGED}}
    whole = {**kept, **changed}
    merge = _digest_of_all(whole)
    if not changed and not gone and there.digests.get(MERGED) == merge:
        return
    put_graph(remote, PUSHED, _said({**dict.fromkeys([*gone, *changed, MERGED], ""), **kept}, MERGED))
    for graph, digest in changed.items():
        put_graph(remote, graph, _triples(store, graph))
        add_to_graph(remote, PUSHED, _digest(graph, digest))
        tell()
    for graph in gone:
        delete_graph(remote, graph)
        tell()
    put_graph(remote, MERGED, store.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph()) or b"")
    put_graph(remote, PUSHED, _said({**whole, MERGED: merge}, MERGED))


def _manifest(remote: Remote) -> _Manifest:
    said = select(remote, f"SELECT ?s ?p ?o {{ GRAPH <{PUSHED}> {{ ?s ?p ?o }} }}")
    parts = {it["o"] for it in said if it["p"] == HAS_PART}
    digests = {it["s"]: it["o"] for it in said if it["p"] == _DIGEST}
    merged = next((it["o"] for it in said if it["p"] == DEFAULT_GRAPH), None)
    if merged is None and parts and remote.endpoint.graphs is not None:
        raise InputError(f"{remote.endpoint.graphs}: what is there was pushed with updates: leave --graph-store out")
    return _Manifest({part: digests.get(part, "") for part in parts}, merged, begun=bool(parts or merged))


def _refuse_other(remote: Remote, there: _Manifest, here: Mapping[str, str]) -> None:
    documents = {graph for graph in there.digests if graph.startswith(ids.DOCUMENT)}
    if documents and documents.isdisjoint(here):
        raise InputError(
            f"{remote.endpoint.query} holds the graph of {len(documents)} documents, none of which is in this one: "
            "push into a store of its own, or say --replace-remote"
        )


def _begun(remote: Remote) -> _Manifest:
    """Settle where the merge is to be: in the default graph only if that is empty, and shows nothing of the other graphs."""
    if remote.endpoint.graphs is not None:
        return _Manifest({}, MERGED, begun=True)
    update(remote, f"INSERT DATA {{ GRAPH <{PUSHED}> {{ <{PUSHED}> a <{_DATASET}> }} }}")
    if not holds(remote, "?s ?p ?o"):
        return _Manifest({}, None, begun=True)
    update(remote, f"INSERT DATA {{ GRAPH <{PUSHED}> {{ <{PUSHED}> <{DEFAULT_GRAPH}> <{MERGED}> }} }}")
    return _Manifest({}, MERGED, begun=True)


def _confirm(remote: Remote, here: Mapping[str, str]) -> None:
    """Some servers answer that all is well whatever they are told, a page to sign in before all."""
    there = {graph: digest for graph, digest in _manifest(remote).digests.items() if graph != MERGED}
    if there != here:
        where = remote.endpoint.graphs or remote.endpoint.update
        raise StoreError(f"{where} took everything, but {remote.endpoint.query} does not show it: see that both are of one store")


def _replacement(graph: str, triples: str, digest: str, merged: str | None) -> str:
    """One request: the graph as it is to be, its triples in the merge, and its digest."""
    return " ;\n".join(
        [
            *_emptied(graph, merged),
            f"INSERT DATA {{ GRAPH <{graph}> {{\n{_ESCAPES.sub(_unmistakable, triples)}}} }}",
            f"INSERT {{ {_into(merged)} }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}",
            f'INSERT DATA {{ GRAPH <{PUSHED}> {{ <{PUSHED}> <{HAS_PART}> <{graph}> . <{graph}> <{_DIGEST}> "{digest}" }} }}',
        ]
    )


def _unmistakable(escape: re.Match[str]) -> str:
    """An escape as it is, or a backslash before a u, which rdflib would resolve before it sees that the backslash is escaped itself."""
    return f"\\\\\\U{ord(escape[1]):08X}" if escape[1] else escape[0]


def _removal(graph: str, merged: str | None) -> str:
    return " ;\n".join([*_emptied(graph, merged), f"DELETE DATA {{ GRAPH <{PUSHED}> {{ <{PUSHED}> <{HAS_PART}> <{graph}> }} }}"])


def _emptied(graph: str, merged: str | None) -> list[str]:
    """A triple leaves the merge with the last graph of kgraph's that holds it."""
    besides = ", ".join(f"<{each}>" for each in (graph, PUSHED, MERGED))
    bearer = f'GRAPH ?other {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?other), "{ids.BASE}") && ?other NOT IN ({besides}))'
    return [
        f"DELETE {{ {_into(merged)} }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} FILTER NOT EXISTS {{ {bearer} }} }}",
        f"DROP SILENT GRAPH <{graph}>",
        _forget(graph),
    ]


def _forget(graph: str) -> str:
    return f"DELETE WHERE {{ GRAPH <{PUSHED}> {{ <{graph}> <{_DIGEST}> ?digest }} }}"


def _into(merged: str | None) -> str:
    return "?s ?p ?o" if merged is None else f"GRAPH <{merged}> {{ ?s ?p ?o }}"


def _said(digests: Mapping[str, str], merged: str) -> bytes:
    """The triples of PUSHED."""
    lines = [b"<%s> <%s> <%s> .\n" % (PUSHED.encode(), DEFAULT_GRAPH.encode(), merged.encode())]
    for graph, digest in sorted(digests.items()):
        lines.append(f"<{PUSHED}> <{HAS_PART}> <{graph}> .\n".encode())
        if digest:
            lines.append(_digest(graph, digest))
    return b"".join(lines)


def _digest(graph: str, digest: str) -> bytes:
    return f'<{graph}> <{_DIGEST}> "{digest}" .\n'.encode()


def _digest_of_all(digests: Mapping[str, str]) -> str:
    """Of the merge, which the graphs make up."""
    return ids.content_hash(b"".join(_digest(*each) for each in sorted(digests.items())))


def _triples(store: Store, graph: str) -> bytes:
    """The graph as N-Triples, sorted: the same graph, the same bytes. Blank nodes keep their names, which depend on the content alone."""
    quads = store.quads_for_pattern(None, None, None, NamedNode(graph))
    return "".join(sorted(f"{quad.triple} .\n" for quad in quads)).encode()


def _counting(progress: Progress | None, total: int) -> Callable[[], None]:
    done: Iterable[int] = iter(range(1, total + 1))

    def tell() -> None:
        if progress is not None:
            progress("Sending graphs", next(iter(done)), total)

    return tell
