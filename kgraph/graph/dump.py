"""The stored graph as files. The same graph gives the same bytes: graphs, subjects, predicates and objects are sorted."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any, cast

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, Triple, serialize

from kgraph.errors import InputError, StoreError
from kgraph.graph.terms import PREFIXES, TYPE

FORMATS = {"turtle": RdfFormat.TURTLE, "trig": RdfFormat.TRIG, "nquads": RdfFormat.N_QUADS, "jsonld": RdfFormat.JSON_LD}
"""Turtle holds the merge of all graphs; the others keep them apart."""

_Graph = NamedNode | DefaultGraph

# Quads of a graph that are sorted in memory, some 150 MB of them.
_AT_ONCE = 400_000


def dump(store: Store, output: IO[bytes], format: str) -> None:
    """Write the whole graph in one of FORMATS. Raises InputError for another format."""
    if format not in FORMATS:
        raise InputError(f"cannot write {format!r}: choose one of {', '.join(FORMATS)}")
    if format in ("nquads", "jsonld"):
        serialize(_quads(store), output, FORMATS[format])
        return
    with _SortedPrefixes(output) as sorted_output:
        triples = _triples(store) if format == "turtle" else _quads(store)
        serialize(triples, cast(IO[bytes], sorted_output), FORMATS[format], prefixes=PREFIXES)


def dumps(store: Store, format: str) -> bytes:
    """As `dump`, into memory."""
    output = io.BytesIO()
    dump(store, output, format)
    return output.getvalue()


def sorted_prefixes(data: bytes) -> bytes:
    """Turtle or TriG with its prefixes in order; other formats as they are."""
    output = io.BytesIO()
    with _SortedPrefixes(output) as sorted_output:
        sorted_output.write(data)
    return output.getvalue()


def write_exports(store: Store, folder: Path) -> None:
    """Write `graph.ttl` (one graph of everything) and `graph.trig` (a named graph a document). Raises StoreError where the disk fails."""
    for name, format in (("graph.ttl", "turtle"), ("graph.trig", "trig")):
        try:
            with (folder / name).open("wb") as output:
                dump(store, output, format)
        except OSError as error:
            raise StoreError(f"{folder / name}: cannot be written ({error.strerror or error})") from error


def _triples(store: Store) -> Iterator[Triple]:
    return (quad.triple for quad in _sorted(store, DefaultGraph()))


def _quads(store: Store) -> Iterator[Quad]:
    graphs = (graph for graph in store.named_graphs() if isinstance(graph, NamedNode))
    return (quad for graph in sorted(graphs, key=str) for quad in _sorted(store, graph))


def _sorted(store: Store, graph: _Graph) -> Iterator[Quad]:
    """The quads of a graph by subject; a subject's classes come first.

    A graph that is not too large is read once. Of a larger one only the subjects are in memory, and each is looked up: that is slower.
    """
    quads = list(islice(store.quads_for_pattern(None, None, None, graph), _AT_ONCE + 1))
    if len(quads) <= _AT_ONCE:
        yield from sorted(quads, key=lambda quad: (str(quad.subject), *_place(quad)))
        return
    del quads
    subjects = {quad.subject for quad in store.quads_for_pattern(None, None, None, graph)}
    for subject in sorted(subjects, key=str):
        yield from sorted(store.quads_for_pattern(subject, None, None, graph), key=_place)


def _place(quad: Quad) -> tuple[bool, str, str]:
    return quad.predicate != TYPE, str(quad.predicate), str(quad.object)


class _SortedPrefixes(io.RawIOBase):
    """Passes bytes on, the lines that declare prefixes first and sorted: the serializer writes them in an order of chance."""

    def __init__(self, output: IO[bytes]) -> None:
        self._output = output
        self._head: bytes | None = b""

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        if self._head is None:
            self._output.write(data)
        else:
            self._head += bytes(data)
            if b"\n" in self._head and not self._head.rpartition(b"\n")[0].rpartition(b"\n")[2].startswith(b"@prefix "):
                self._release()
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._release()
        super().close()

    def _release(self) -> None:
        """Write what was held back, once the line before the last break is no prefix: then all prefixes have come."""
        if self._head is not None:
            lines = self._head.splitlines(keepends=True)
            count = next((index for index, line in enumerate(lines) if not line.startswith(b"@prefix ")), len(lines))
            self._output.write(b"".join([*sorted(lines[:count]), *lines[count:]]))
            self._head = None
