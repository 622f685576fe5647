"""The stored graph as files. The same graph gives the same bytes: graphs, subjects, predicates and objects are sorted."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any, cast

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from kgraph.errors import InputError, StoreError
from kgraph.graph.store import MOST_IN_MEMORY, Quads
from kgraph.graph.terms import PREFIXES, TYPE

FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "ntriples": RdfFormat.N_TRIPLES,
    "nquads": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
"""Turtle, N-Triples and RDF/XML hold the merge of all graphs; the others keep them apart."""

_MERGED = ("turtle", "ntriples", "rdfxml")

# XML 1.0 has no form for these, or, for the carriage return, none that a reader would leave alone. Oxigraph writes them all the same.
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")

_Graph = NamedNode | DefaultGraph

_IS_A = f"> {TYPE} "


def dump(store: Quads, output: IO[bytes], format: str) -> None:
    """Write the whole graph in one of FORMATS. Raises InputError for another format, and for RDF/XML of a text that XML cannot hold."""
    if format not in FORMATS:
        raise InputError(f"cannot write {format!r}: choose one of {', '.join(FORMATS)}")
    quads = _triples(store) if format in _MERGED else _quads(store)
    if format == "rdfxml":
        serialize(_fit_for_xml(store), output, FORMATS[format], prefixes=dict(sorted(PREFIXES.items())))
    elif format in ("turtle", "trig"):
        with _SortedPrefixes(output) as sorted_output:
            serialize(quads, cast(IO[bytes], sorted_output), FORMATS[format], prefixes=PREFIXES)
    else:
        serialize(quads, output, FORMATS[format])


def dumps(store: Quads, format: str) -> bytes:
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


def write_exports(store: Quads, folder: Path) -> None:
    """Write `graph.ttl` (one graph of everything) and `graph.trig` (a named graph a document). Raises StoreError where the disk fails."""
    for name, format in (("graph.ttl", "turtle"), ("graph.trig", "trig")):
        try:
            with (folder / name).open("wb") as output:
                dump(store, output, format)
        except OSError as error:
            raise StoreError(f"{folder / name}: cannot be written ({error.strerror or error})") from error


def _triples(store: Quads) -> Iterator[Triple]:
    return (quad.triple for quad in _sorted(store, DefaultGraph()))


def _fit_for_xml(store: Quads) -> list[Triple]:
    triples = list(_triples(store))
    for triple in triples:
        if isinstance(triple.object, Literal) and _NOT_XML.search(triple.object.value):
            raise InputError(f"{triple.subject} has control characters in {triple.predicate}, for which RDF/XML has no form: write turtle")
    return triples


def _quads(store: Quads) -> Iterator[Quad]:
    graphs = (graph for graph in store.named_graphs() if isinstance(graph, NamedNode))
    return (quad for graph in sorted(graphs, key=str) for quad in _sorted(store, graph))


def _sorted(store: Quads, graph: _Graph) -> Iterator[Quad]:
    """The quads of a graph by subject; a subject's classes come first.

    A graph that is not too large is read once. Of a larger one only the subjects are in memory, and each is looked up: that is slower.
    """
    quads = list(islice(store.quads_for_pattern(None, None, None, graph), MOST_IN_MEMORY + 1))
    if len(quads) <= MOST_IN_MEMORY:
        yield from sorted(quads, key=_place)
        return
    del quads
    subjects = {quad.subject for quad in store.quads_for_pattern(None, None, None, graph)}
    for subject in sorted(subjects, key=str):
        yield from sorted(store.quads_for_pattern(subject, None, None, graph), key=_place)


def _place(quad: Quad) -> tuple[str, str]:
    """By subject, predicate and object as N-Triples write them; `a` before all other predicates, as a space is before all letters."""
    written = str(quad)
    return written.replace(_IS_A, ">  ", 1), written


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
