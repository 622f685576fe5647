"""The stored graph: an Oxigraph database in a folder, written by one process at a time.

Quads stand in named graphs: one a document, one for the entities, one for the ontology. The default graph holds every triple of them
once, and is what a query without GRAPH asks; `docs/decisions/default-graph.md` says why it is kept rather than computed.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from typing import Protocol

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Store, Triple
from pyoxigraph import Literal as Value

from kgraph import ids
from kgraph.errors import StoreError
from kgraph.graph.lock import LOCK, Mode, locked

STORE = "store"
"""The store's folder within the folder of a graph."""

COMING = ".built"
"""The folder beside a store out of which a build moves another into its place."""

MOST_IN_MEMORY = 600_000
"""Quads that are held in memory at a time where the disk would be slower, some 400 MB of them."""

# How often, and how many seconds apart, a reader looks for a store that is being replaced. That takes three renamings.
_TRIES, _PAUSE = 50, 0.02


# Parts of a pattern; None matches everything.
_Subject = NamedNode | BlankNode | Triple | None
_Object = NamedNode | BlankNode | Value | Triple | None
_Graph = NamedNode | BlankNode | DefaultGraph | None


class Quads(Protocol):
    """What quads can be read from: a store, or one of which whole graphs are kept in memory."""

    def quads_for_pattern(
        self, subject: _Subject, predicate: NamedNode | None, object: _Object, graph_name: _Graph = None, /
    ) -> Iterator[Quad]:
        """The quads that match; None matches everything."""

    def named_graphs(self) -> Iterator[NamedNode | BlankNode]:
        """The names of all graphs but the default one."""


class ReadOnce:
    """A store whose named graphs are read from disk once, as long as they fit into memory; for one who needs them again and again.

    Nothing may be written into the store meanwhile.
    """

    def __init__(self, store: Store, kept: Mapping[NamedNode, list[Quad]] | None = None) -> None:
        """`kept` are graphs that have been read already."""
        self._store = store
        self._kept = dict(kept or {})
        self._room = MOST_IN_MEMORY - sum(map(len, self._kept.values()))

    def named_graphs(self) -> Iterator[NamedNode | BlankNode]:
        """As the store has it."""
        return self._store.named_graphs()

    def quads_for_pattern(
        self, subject: _Subject, predicate: NamedNode | None, object: _Object, graph_name: _Graph = None, /
    ) -> Iterator[Quad]:
        """As the store has it."""
        if (subject, predicate, object) == (None, None, None) and graph_name == DefaultGraph() and self._has_all():
            return iter({_merged(quad) for quads in self._kept.values() for quad in quads})
        if not isinstance(graph_name, NamedNode) or (subject, predicate, object) != (None, None, None):
            return self._store.quads_for_pattern(subject, predicate, object, graph_name)
        if graph_name not in self._kept:
            found = list(islice(self._store.quads_for_pattern(None, None, None, graph_name), self._room + 1))
            if len(found) > self._room:
                return self._store.quads_for_pattern(None, None, None, graph_name)
            self._room -= len(found)
            self._kept[graph_name] = found
        return iter(self._kept[graph_name])

    def _has_all(self) -> bool:
        return all(graph in self._kept for graph in self._store.named_graphs())


@contextmanager
def open_store(folder: Path, mode: Mode = "read") -> Iterator[Store]:
    """The store in `folder`: to `read`, to `write`, or to `create` it in a folder that is empty or not there yet.

    What was written is on disk when the block ends. A reader keeps the store that it opened while a build puts another in its place.
    Raises StoreError where there is no store, it is damaged, or another process writes (for a writer: reads or writes) it; the message
    names that process.
    """
    with ExitStack() as held:
        store = _whole(folder, held) if mode == "read" else _held(folder, mode, held)
        yield store
        if mode != "read":
            with _disk(folder):
                store.flush()


def write_store(folder: Path, quads: Iterable[Quad]) -> None:
    """A new store in `folder` that holds `quads`, which may be any number: they are never all in memory.

    Raises StoreError as `open_store` does, or where the disk fails; the folder is then good for nothing.
    """
    with open_store(folder, "create") as store, _disk(folder):
        store.bulk_extend(_with_merged(quads))


def renew_store(old: Path, folder: Path, graphs: Iterable[tuple[NamedNode, Iterable[Quad]]]) -> dict[NamedNode, list[Quad]]:
    """A new store in `folder` with these graphs and no others, of which those are not written that the store in `old` has already.

    It is much faster than `write_store` where little has changed. Returns the graphs that were there, as far as there is room for them
    in memory. Raises StoreError as `open_store` does, of either store.
    """
    with open_store(old), _disk(folder):  # nobody writes there while it is copied
        shutil.copytree(old, folder, ignore=shutil.ignore_patterns(LOCK, "LOCK"))
    with open_store(folder, "write") as store, _disk(folder):
        return _renew(store, graphs)


def _renew(store: Store, graphs: Iterable[tuple[NamedNode, Iterable[Quad]]]) -> dict[NamedNode, list[Quad]]:
    gone, kept, room, coming = set(store.named_graphs()), {}, MOST_IN_MEMORY, list[Quad]()
    for graph, quads in graphs:
        gone.discard(graph)
        held, wanted = list(store.quads_for_pattern(None, None, None, graph)), set(quads)
        if wanted == set(held):
            if len(held) <= room:
                kept[graph], room = held, room - len(held)
            continue
        _take_out(store, set(held) - wanted)
        coming += wanted - set(held)
        if len(coming) > MOST_IN_MEMORY:
            store.bulk_extend(_with_merged(coming))
            coming.clear()
    for other in gone:
        _take_out(store, list(store.quads_for_pattern(None, None, None, other)))
        store.remove_graph(other)
    store.bulk_extend(_with_merged(coming))
    return kept


def _take_out(store: Store, quads: Iterable[Quad]) -> None:
    """Remove quads of named graphs one by one, and from the default graph those that stand in no other."""
    for quad in quads:
        store.remove(quad)
        if not _stands_elsewhere(store, quad):
            store.remove(_merged(quad))


def add_quads(store: Store, quads: Iterable[Quad]) -> None:
    """Add quads of named graphs: all of them, or none where the program dies meanwhile."""
    store.extend(_with_merged(quads))


def replace_graph(store: Store, graph: NamedNode, quads: Iterable[Quad]) -> None:
    """Let the named graph hold `quads` and nothing else, in one transaction; none at all removes it.

    A triple leaves the default graph with the last named graph that holds it. No quad may have a blank node.
    """
    old, new = set(store.quads_for_pattern(None, None, None, graph)), set(quads)
    gone, come = old - new, new - old
    orphans = [_merged(quad) for quad in gone if not _stands_elsewhere(store, quad)]
    changes = [("DELETE DATA", [*gone, *orphans]), ("INSERT DATA", list(_with_merged(come)))]
    store.update(" ;\n".join(f"{verb} {{ {_patterns(quads)} }}" for verb, quads in changes if quads))
    if not new:
        store.remove_graph(graph)


def document_graphs(store: Quads) -> list[NamedNode]:
    """The named graphs of documents, sorted."""
    graphs = (graph for graph in store.named_graphs() if isinstance(graph, NamedNode))
    return sorted((graph for graph in graphs if graph.value.startswith(ids.DOCUMENT)), key=str)


def _with_merged(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Each quad, and the same in the default graph."""
    for quad in quads:
        yield quad
        yield _merged(quad)


def _merged(quad: Quad) -> Quad:
    return Quad(quad.subject, quad.predicate, quad.object)


def _stands_elsewhere(store: Store, quad: Quad) -> bool:
    bearers = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
    return any(bearer.graph_name not in (quad.graph_name, DefaultGraph()) for bearer in bearers)


def _patterns(quads: Iterable[Quad]) -> str:
    """Quads as SPARQL writes them. Terms are escaped by the library that reads them again."""
    return "\n".join(_pattern(quad) for quad in quads)


def _pattern(quad: Quad) -> str:
    return f"{quad.triple} ." if quad.graph_name == DefaultGraph() else f"GRAPH {quad.graph_name} {{ {quad.triple} }}"


def _held(folder: Path, mode: Mode, held: ExitStack) -> Store:
    _prepare(folder, mode)
    held.enter_context(locked(folder, mode))
    return _open(folder, mode)


def _whole(folder: Path, held: ExitStack) -> Store:
    """The store for reading. Where another takes its place meanwhile, what was opened may be of both, so it is opened again."""
    for _ in range(_TRIES):
        before = _identity(folder)
        with ExitStack() as trying:
            try:
                store = _held(folder, "read", trying)
            except StoreError:
                if _identity(folder) == before and not (before is None and (folder.parent / COMING).is_dir()):
                    raise
            else:
                if _identity(folder) == before:
                    held.push(trying.pop_all())
                    return store
        time.sleep(_PAUSE)
    raise StoreError(f"{folder}: a build was cut short as it put the graph in its place: run it again")


def _identity(folder: Path) -> tuple[int, int] | None:
    """What tells the folder from another of the same name."""
    try:
        found = folder.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _prepare(folder: Path, mode: Mode) -> None:
    exists = (folder / "CURRENT").is_file()
    if mode != "create" and not exists:
        raise StoreError(f"{folder}: there is no graph: make one with kgraph build")
    if mode == "create":
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise StoreError(f"{folder} is not empty: a new graph needs a folder of its own")
        with _disk(folder):
            folder.mkdir(parents=True, exist_ok=True)


def _open(folder: Path, mode: Mode) -> Store:
    try:
        return Store.read_only(str(folder)) if mode == "read" else Store(folder)
    except (OSError, RuntimeError) as error:  # RocksDB's "corruption" is the latter
        raise StoreError(f"{folder}: the graph cannot be opened ({error}): build it again") from error


@contextmanager
def _disk(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(f"{folder}: the graph cannot be written ({error.strerror or error})") from error
