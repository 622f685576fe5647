"""Light commands start at once: they work even where the heavy libraries cannot be imported at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import kgraph.graph as graphs
from kgraph.build import build_documents
from kgraph.model import Document, Evidence, Mention, Source, Statement

ROOT = Path(__file__).parent.parent

BLOCK = """
import sys

class Block:
    def find_spec(self, name, path=None, target=None):
        if name in {heavy!r}:
            raise ImportError(f"{{name}} is too heavy for this command")

sys.meta_path.insert(0, Block())
"""

SENTENCE = "Palantir supplies the Metropolitan Police Service."


def run(command: list[str], heavy: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """The command, in a process that cannot import what is heavy; neither can the processes that it starts."""
    (folder / "sitecustomize.py").write_text(BLOCK.format(heavy=heavy), encoding="utf-8")
    path = os.pathsep.join([str(folder), str(ROOT)])
    return subprocess.run([sys.executable, *command], env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of one statement."""
    document = Document(Source("1" * 64, "deal.txt"), SENTENCE)
    palantir = Mention(document.source.id, 0, 8, "Palantir", "Company")
    met = Mention(document.source.id, 22, 49, "Metropolitan Police Service", "PoliceForce")
    evidence = Evidence(document.source.id, 0, len(SENTENCE), SENTENCE)
    statement = Statement(palantir, "suppliesTo", met, evidence, "supply", 0.9)
    output = tmp_path_factory.mktemp("graph")
    build_documents([document], output, extract=lambda documents: [(d, [palantir, met], [statement]) for d in documents])
    return output


@pytest.mark.parametrize(
    "command", [["-c", "import kgraph"], ["-m", "kgraph.cli", "--help"], ["-m", "kgraph.cli", "query", "--help"]], ids=" ".join
)
def test_import_and_help_need_no_heavy_library(command: list[str], tmp_path: Path) -> None:
    heavy = ["spacy", "pyvis", "networkx", "rdflib", "trafilatura", "pyshacl", "pyoxigraph", "numpy", "lxml", "yaml", "rich", "httpx"]
    done = run(command, heavy, tmp_path)
    assert done.returncode == 0, done.stderr


def test_a_query_needs_neither_language_nor_drawing_nor_what_writes_graphs(graph: Path, tmp_path: Path) -> None:
    query = [
        "-m",
        "kgraph.cli",
        "query",
        "SELECT ?name { ?firm kg:suppliesTo ?force . ?firm rdfs:label ?name }",
        "-o",
        str(graph),
        "--format",
        "csv",
    ]
    writing = ["kgraph.ontology", "kgraph.graph.rdf", "kgraph.graph.rows", "kgraph.graph.shapes", "kgraph.graph.difference"]
    done = run(query, ["spacy", "pyvis", "networkx", "trafilatura", "pyshacl", "multiprocessing", "httpx", *writing], tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["name", "Palantir Technologies"]


def test_the_graph_has_all_that_it_lists() -> None:
    assert [name for name in graphs.__all__ if not hasattr(graphs, name)] == []
    assert not hasattr(graphs, "nothing_of_this_name")


def test_what_is_blocked_cannot_be_imported(tmp_path: Path) -> None:
    done = run(["-c", "import networkx"], ["networkx"], tmp_path)
    assert "too heavy" in done.stderr
