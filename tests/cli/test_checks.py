"""`kgraph verify` and `kgraph diff`: what does not hold, and what is not the same, is told."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kgraph.graph import open_store

MET = "met-rowley-drones-palantir.md"


@pytest.fixture
def copy(checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Documents and graph, to be spoilt."""
    shutil.copytree(checkout / "output", tmp_path / "output")
    shutil.copytree(checkout / "seeds" / "documents", tmp_path / "documents")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def verify(run, copy: Path, monkeypatch: pytest.MonkeyPatch):
    def check():
        monkeypatch.chdir(copy)
        return run("verify", "documents")

    return check


def test_a_graph_holds_that_was_just_built(verify):
    done = verify()
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("All holds: 16 documents, ")


def test_a_document_that_is_gone(verify, copy):
    (copy / "documents" / MET).unlink()
    done = verify()
    assert (done.exit_code, done.stdout) == (1, f"{MET}: not found\n")
    assert done.stderr.startswith("1 problem in 16 documents, ")


def test_a_document_with_one_byte_more(verify, copy):
    with (copy / "documents" / MET).open("a") as file:
        file.write(" ")
    assert verify().stdout == f"{MET}: its bytes are not those that were read\n"


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("exact", Literal("Nobody said this."), "'Nobody said this.' does not stand there"),
        ("prefix", Literal("elsewhere"), "stands there, but between other words"),
        ("suffix", Literal("elsewhere"), "stands there, but between other words"),
    ],
)
def test_a_quotation_that_is_not_in_the_text(verify, copy, name, value, problem):
    predicate = NamedNode(f"http://www.w3.org/ns/oa#{name}")
    with open_store(copy / "output" / "store", "write") as store:
        (old, *_) = sorted((quad for quad in named(store) if quad.predicate == predicate), key=str)
        store.remove(old)
        store.add(Quad(old.subject, predicate, value, old.graph_name))
    problems = verify().stdout.splitlines()
    assert problem in problems[0]
    assert ".md, " in problems[0]


def test_a_quotation_that_has_moved_is_not_searched_for(verify, copy):
    start, end = (NamedNode(f"http://www.w3.org/ns/oa#{name}") for name in ("start", "end"))
    with open_store(copy / "output" / "store", "write") as store:
        (node, *_) = sorted({quad.subject for quad in named(store) if quad.predicate == start}, key=str)
        for quad in [quad for quad in named(store) if quad.subject == node and quad.predicate in (start, end)]:
            store.remove(quad)
            store.add(Quad(node, quad.predicate, Literal(int(quad.object.value) + 1), quad.graph_name))
    assert "does not stand there" in verify().stdout


def test_an_entity_of_which_nothing_is_said(verify, copy):
    with open_store(copy / "output" / "store", "write") as store:
        graph = NamedNode("https://w3id.org/kgraph/graph/entities")
        it = NamedNode("https://w3id.org/kgraph/entity/ghost")
        store.add(Quad(it, NamedNode("http://www.w3.org/2000/01/rdf-schema#label"), Literal("Ghost"), graph))
        kind = NamedNode("https://w3id.org/kgraph/policing#Company")
        store.add(Quad(it, NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), kind, graph))
    assert verify().stdout == "https://w3id.org/kgraph/entity/ghost (Ghost): in no statement\n"


def test_a_statement_that_was_edited_in_the_file(verify, copy):
    path = copy / "output" / "statements.jsonl"
    first, *rest = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text(json.dumps({**json.loads(first), "polarity": "negative"}) + "\n" + "".join(rest[:-1]), encoding="utf-8")
    problems = verify().stdout.splitlines()
    assert problems[0] == "output/statements.jsonl, line 1: not what the store says"
    assert problems[1].startswith(f"output/statements.jsonl: {len(rest)} statements, where the store has")


def test_two_builds_of_the_same_differ_in_nothing(run):
    assert run("diff", "output", "output").stdout == "The two say the same.\n"


def test_what_a_document_more_brings(run, checkout, copy):
    (copy / "documents" / MET).unlink()
    assert run("build", str(copy / "documents"), "-o", str(copy / "less"), "-q").exit_code == 0
    lines = run("diff", str(copy / "less"), str(copy / "output")).stdout.splitlines()
    assert MET in lines
    assert any(line.startswith("  + Sadiq Khan blocks ") for line in lines)
    assert "+ Sadiq Khan (Person)" in lines
    assert not any(line.startswith(("  - ", "- ")) for line in lines[: lines.index(MET)])


def named(store: Store) -> list[Quad]:
    return [quad for quad in store if isinstance(quad.graph_name, NamedNode)]
