"""Data flow one way: a module imports only what lies before it, and each library stays in the stages that are about it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "kgraph"

STAGES = [
    "errors",
    "ids",
    "model",
    "resources",
    "ontology",
    "seeds",
    "ingest",
    "learned",
    "language",
    "relate",
    "resolve",
    "graph",
    "views",
    "serve",
    "build",
    "verify",
    "evaluate",
    "train",
    "cli",
]

LIBRARIES = {
    # The store is passed through by those who open it for others.
    "pyoxigraph": {"ontology", "graph", "serve", "build", "cli"},
    "starlette": {"serve"},
    "uvicorn": {"serve"},
    "rdflib": {"graph"},
    "shacl": {"graph"},
    "httpx": {"graph"},
    "spacy": {"language", "relate", "evaluate"},
    "onnxruntime": {"learned", "train"},
    "threadpoolctl": {"learned"},
    "torch": {"train"},
    "networkx": {"views"},
    "pyvis": {"views"},
    "trafilatura": {"ingest"},
    "lxml": {"ingest"},
    "frontmatter": {"ingest"},
    "click": {"cli"},
    "rich": {"cli"},
}

MODULES = sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py"))


def stage(module: str) -> str:
    """kgraph.graph.store → graph"""
    return module.split(".")[1] if "." in module else ""


def stage_of(path: Path) -> str:
    return path.parts[0].removesuffix(".py")


def imports(source: str) -> Iterator[str]:
    """Full names of all modules imported, wherever in the file, and under TYPE_CHECKING too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: imports are written in full"
            module = str(node.module)
            # `from kgraph import cli` names a module; `from kgraph import __version__` does not.
            yield from (f"kgraph.{name.name}" for name in node.names) if module == "kgraph" else (module,)


def against_the_flow(path: Path, source: str) -> list[str]:
    """What `path` imports from stages that lie after its own."""
    here = STAGES.index(stage_of(path))
    used = sorted({name for name in imports(source) if name.startswith("kgraph.") and not name.startswith("kgraph.__")})
    return [name for name in used if STAGES.index(stage(name)) > here]


@pytest.mark.parametrize("path", [path for path in MODULES if path.name != "__init__.py" or path.parent != Path()], ids=str)
def test_a_module_imports_only_what_lies_before_it(path: Path) -> None:
    assert against_the_flow(path, (PACKAGE / path).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_a_library_stays_in_the_stages_that_are_about_it(path: Path) -> None:
    used = {name.split(".")[0] for name in imports((PACKAGE / path).read_text(encoding="utf-8"))}
    astray = sorted(name for name in used & LIBRARIES.keys() if stage_of(path) not in LIBRARIES[name])
    assert astray == []


def test_the_package_itself_imports_nothing() -> None:
    assert list(imports((PACKAGE / "__init__.py").read_text(encoding="utf-8"))) == []


def test_records_import_nothing_of_kgraph() -> None:
    assert not [name for name in imports((PACKAGE / "model.py").read_text(encoding="utf-8")) if name.startswith("kgraph")]


@pytest.mark.parametrize(
    "source",
    [
        "from kgraph.views import page",
        "import kgraph.views.page",
        "def f():\n    from kgraph.cli import main",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from kgraph.build import Report",
        "from kgraph import cli",
    ],
)
def test_an_import_against_the_flow_is_found_wherever_it_hides(source: str) -> None:
    assert len(against_the_flow(Path("graph/store.py"), source)) == 1
