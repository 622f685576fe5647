"""The store on disk: whole or not at all, one writer, and a default graph that is the merge of all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kgraph import ids
from kgraph.errors import StoreError
from kgraph.graph import add_quads, document_graphs, entity_quads, open_store, read_rows, renew_store, replace_graph, run_query, write_store
from kgraph.graph.store import ReadOnce


def quad(subject: str, value: str, graph: str) -> Quad:
    return Quad(NamedNode(ids.ENTITY + subject), NamedNode(ids.ONTOLOGY + "role"), Literal(value), NamedNode(ids.DOCUMENT + graph))


def merged(store: Store) -> Counter[str]:
    return Counter(str(found.triple) for found in store.quads_for_pattern(None, None, None, DefaultGraph()))


def named(store: Store) -> set[str]:
    return {str(found.triple) for found in store if found.graph_name != DefaultGraph()}


class TestDefaultGraph:
    def test_holds_each_triple_of_all_graphs_once(self, tmp_path: Path) -> None:
        write_store(tmp_path / "s", [quad("a", "1", "x"), quad("a", "1", "y"), quad("b", "2", "y")])
        with open_store(tmp_path / "s") as store:
            assert set(merged(store)) == named(store)
            assert set(merged(store).values()) == {1}
            assert run_query(store, "SELECT (COUNT(*) AS ?n) { ?s :role ?o }").rows == (("2",),)
            assert run_query(store, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s :role ?o } }").rows == (("3",),)

    def test_keeps_a_triple_that_another_graph_still_holds(self) -> None:
        store = Store()
        add_quads(store, [quad("a", "1", "x"), quad("b", "2", "x"), quad("a", "1", "y")])
        replace_graph(store, NamedNode(ids.DOCUMENT + "x"), [quad("c", "3", "x")])
        assert set(merged(store)) == named(store)
        assert {found.subject.value[-1] for found in store.quads_for_pattern(None, None, None, DefaultGraph())} == {"a", "c"}


class TestReadOnce:
    @pytest.fixture
    def store(self) -> Store:
        store = Store()
        add_quads(store, [quad("a", "1", "x"), quad("b", "2", "x"), quad("a", "1", "y"), quad("c", "3", "y")])
        return store

    @pytest.mark.parametrize("room", [100, 3, 0])
    def test_answers_as_the_store_whatever_fits_into_memory(self, store: Store, room: int, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("kgraph.graph.store.MOST_IN_MEMORY", room)
        once, it = ReadOnce(store), quad("a", "1", "x")
        for pattern in [
            (None, None, None, it.graph_name),
            (None, None, None, NamedNode(ids.DOCUMENT + "y")),
            (it.subject, None, None, it.graph_name),
            (None, None, it.object, None),
            (None, None, None, DefaultGraph()),
            (None, None, None, NamedNode(ids.DOCUMENT + "none")),
        ]:
            for _ in range(2):
                assert Counter(map(str, once.quads_for_pattern(*pattern))) == Counter(map(str, store.quads_for_pattern(*pattern)))
        assert set(once.named_graphs()) == set(store.named_graphs())

    def test_reads_a_graph_once(self, store: Store) -> None:
        asked: list[Any] = []

        class Counted:
            def quads_for_pattern(self, *pattern: Any) -> Any:
                asked.append(pattern)
                return store.quads_for_pattern(*pattern)

        once = ReadOnce(Counted())  # type: ignore[arg-type]
        for _ in range(3):
            assert len(list(once.quads_for_pattern(None, None, None, NamedNode(ids.DOCUMENT + "x")))) == 2
        assert len(asked) == 1


class TestRenewedStore:
    OLD = (quad("a", "1", "x"), quad("b", "2", "x"), quad("a", "1", "y"), quad("c", "3", "z"))

    def check(self, tmp_path: Path, graphs: dict[str, list[Quad]]) -> None:
        """The new store has these graphs, whether read anew or as they were taken over, and the old one what it had."""
        write_store(tmp_path / "old", self.OLD)
        wanted = {NamedNode(ids.DOCUMENT + name): quads for name, quads in graphs.items()}
        kept = renew_store(tmp_path / "old", tmp_path / "new", wanted.items())
        with open_store(tmp_path / "new") as store:
            for reading in (store, ReadOnce(store, kept)):
                assert {graph: set(reading.quads_for_pattern(None, None, None, graph)) for graph in document_graphs(reading)} == {
                    graph: set(quads) for graph, quads in wanted.items()
                }
            assert set(merged(store)) == named(store)
        with open_store(tmp_path / "old") as store:
            assert named(store) == {str(found.triple) for found in self.OLD}

    @pytest.mark.parametrize("room", [100, 0])
    def test_holds_what_came_and_nothing_that_went(self, tmp_path: Path, room: int, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("kgraph.graph.store.MOST_IN_MEMORY", room)
        wanted = {"x": [quad("b", "2", "x"), quad("d", "4", "x")], "y": [quad("a", "1", "y")], "new": [quad("b", "2", "new")]}
        self.check(tmp_path, wanted)

    def test_a_triple_that_moves_from_one_graph_to_another_stays(self, tmp_path: Path) -> None:
        wanted = {"x": [quad("c", "3", "x")], "y": [quad("b", "2", "y")]}
        self.check(tmp_path, wanted)

    def test_says_that_a_damaged_graph_must_be_built_again(self, tmp_path: Path) -> None:
        write_store(tmp_path / "old", self.OLD)
        (tmp_path / "old" / "CURRENT").write_text("MANIFEST-999999\n")
        with pytest.raises(StoreError, match="build it again"):
            renew_store(tmp_path / "old", tmp_path / "new", [])


class TestReplaceGraph:
    def test_a_changed_document_leaves_nothing_of_its_old_self(self, story: Any) -> None:
        store, (met, kent) = Store(), story.sources
        for quads in (entity_quads(story.entities.values()), story.document_quads(met), story.document_quads(kent)):
            add_quads(store, quads)
        before = [row for row in read_rows(store) if row.source.path == "met.md"]
        story.statements[kent] = story.statements[kent][:1]
        replace_graph(store, NamedNode(ids.DOCUMENT + kent), story.document_quads(kent))
        rows = read_rows(store)
        assert [row for row in rows if row.source.path == "met.md"] == before
        assert [row.sentence for row in rows if row.source.path == "kent.md"] == ["Kent Police will use live facial recognition."]
        assert set(merged(store)) == named(store)

    def test_no_quads_remove_the_graph(self) -> None:
        store = Store()
        add_quads(store, [quad("a", "1", "x"), quad("b", "2", "y")])
        replace_graph(store, NamedNode(ids.DOCUMENT + "x"), [])
        assert document_graphs(store) == [NamedNode(ids.DOCUMENT + "y")]
        assert len(store) == 2

    @pytest.mark.parametrize("text", ['" . } ; CLEAR ALL ; INSERT DATA { "', "a . b .\n} c \\", "\x00\u2028🚔"])
    def test_hostile_text_is_only_text(self, text: str) -> None:
        store = Store()
        add_quads(store, [quad("a", text, "x"), quad("b", "kept", "y")])
        replace_graph(store, NamedNode(ids.DOCUMENT + "x"), [quad("c", text, "x")])
        values = {(found.subject.value[-1], found.object.value) for found in store.quads_for_pattern(None, None, None, DefaultGraph())}
        assert values == {("c", text), ("b", "kept")}


class TestOpening:
    def test_says_how_to_make_a_graph_that_is_missing(self, tmp_path: Path) -> None:
        with pytest.raises(StoreError, match="there is no graph: make one with kgraph build"), open_store(tmp_path / "none"):
            pass

    def test_does_not_create_in_a_folder_with_other_things(self, tmp_path: Path) -> None:
        (tmp_path / "thesis.doc").write_text("precious")
        with pytest.raises(StoreError, match="not empty"):
            write_store(tmp_path, [])
        assert (tmp_path / "thesis.doc").read_text() == "precious"

    def test_says_that_a_damaged_graph_cannot_be_opened(self, tmp_path: Path) -> None:
        write_store(tmp_path / "s", [quad("a", "1", "x")])
        (tmp_path / "s" / "CURRENT").write_text("MANIFEST-999999\n")
        with pytest.raises(StoreError, match="cannot be opened"), open_store(tmp_path / "s"):
            pass

    def test_a_reader_cannot_write(self, stored: Path) -> None:
        with open_store(stored) as store, pytest.raises(RuntimeError, match="read-write"):
            add_quads(store, [quad("a", "1", "x")])

    def test_writes_are_there_for_the_next_process(self, tmp_path: Path) -> None:
        write_store(tmp_path / "s", [quad("a", "1", "x")])
        code = (
            "import sys; from kgraph.graph import open_store\nwith open_store(__import__('pathlib').Path(sys.argv[1])) as s: print(len(s))"
        )
        found = subprocess.run([sys.executable, "-c", code, str(tmp_path / "s")], capture_output=True, text=True, check=True)
        assert found.stdout.strip() == "2"


@pytest.mark.parametrize("old_stays", [True, False])
def test_a_reader_whose_graph_is_replaced_reads_the_new_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old_stays: bool) -> None:
    for name in ("old", "new"):
        write_store(tmp_path / name, [quad("a", name, "x")])
    (tmp_path / "old").rename(tmp_path / "s")

    class Replaced:
        @staticmethod
        def read_only(path: str) -> Store:
            if (tmp_path / "new").exists():
                (tmp_path / "s").rename(tmp_path / "retired")
                (tmp_path / "new").rename(tmp_path / "s")
                if not old_stays:
                    shutil.rmtree(tmp_path / "retired")
            return Store.read_only(path)

    monkeypatch.setattr("kgraph.graph.store.Store", Replaced)
    with open_store(tmp_path / "s") as store:
        assert run_query(store, "SELECT ?o { ?s :role ?o }").rows == (("new",),)


class TestLock:
    def test_names_who_writes(self, tmp_path: Path) -> None:
        folder = tmp_path / "s"
        with open_store(folder, "create") as store:
            add_quads(store, [quad("a", "1", "x")])
            store.flush()
            for mode in ("read", "write"):
                with pytest.raises(StoreError, match=f"in use by process {os.getpid()}, which writes it"), open_store(folder, mode):
                    pass

    def test_two_may_read_but_nobody_may_write_meanwhile(self, tmp_path: Path) -> None:
        folder = tmp_path / "s"
        write_store(folder, [quad("a", "1", "x")])
        with open_store(folder) as one, open_store(folder) as other:
            assert len(one) == len(other) == 2
            with pytest.raises(StoreError, match="in use by another process, which reads it"), open_store(folder, "write"):
                pass

    def test_is_free_after_a_writer_that_failed(self, tmp_path: Path) -> None:
        def broken() -> Any:
            yield quad("a", "1", "x")
            raise RuntimeError("power cut")

        with pytest.raises(RuntimeError, match="power cut"):
            write_store(tmp_path / "s", broken())
        with open_store(tmp_path / "s") as store:
            assert len(store) == 0
