"""What is installed elsewhere works there: the data travel inside the wheel, and a document can be read with it."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

import kgraph

ROOT = Path(__file__).parent.parent

TEXT = """---
title: Met signs deal with Palantir
date: 2026-05-28
---

Palantir has been supplying the Metropolitan Police Service with data tools since April.

The Metropolitan Police Service uses live facial recognition. Liberty criticized the Metropolitan Police Service.
"""


def run(*command: str | Path, folder: Path) -> str:
    done = subprocess.run([str(part) for part in command], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source distribution, so that this one is whole too."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, folder=folder)
    (found,) = folder.glob("*.whl")
    return found


def travelling() -> list[str]:
    """The names in the wheel of all files that must be there."""
    package = [path.relative_to(ROOT).as_posix() for path in (ROOT / "kgraph").rglob("*") if path.is_file()]
    data = [
        f"kgraph/data/{path.relative_to(ROOT).as_posix()}"
        for folder in (ROOT / "model", ROOT / "ontology", ROOT / "seeds" / "actors")
        for path in folder.rglob("*")
        if path.is_file()
    ]
    return sorted(name for name in package + data if "__pycache__" not in name)


def test_code_templates_ontology_queries_seeds_and_model_are_in_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert [name for name in travelling() if name not in names] == []


def test_nothing_else_is_in_the_wheel(wheel: Path) -> None:
    names = [name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name]
    assert sorted(names) == travelling()


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment with nothing in it but the wheel; libraries are those of this one."""
    home = tmp_path_factory.mktemp("elsewhere")
    venv.create(home / "env", symlinks=True)
    python = home / "env" / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel, folder=home)
    site = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=home).strip()
    # A path in a .pth file is searched, but its own .pth files are not read: an editable install of the checkout stays out of sight.
    Path(site, "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python.parent


def test_the_installed_program_is_the_wheel_and_says_its_version(installed: Path, tmp_path: Path) -> None:
    assert run(installed / "kgraph", "--version", folder=tmp_path).split()[-1] == kgraph.__version__
    where = run(installed / "python", "-c", "import kgraph; print(kgraph.__file__)", folder=tmp_path).strip()
    assert Path(where).is_relative_to(installed.parent)


def test_the_installed_program_builds_and_answers_in_another_folder(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "deal.md").write_text(TEXT, encoding="utf-8")
    run(installed / "kgraph", "build", "deal.md", folder=tmp_path)
    assert {path.name for path in (tmp_path / "output").iterdir()} >= {"graph.html", "graph.trig", "graph.ttl", "statements.jsonl", "store"}
    answer = run(installed / "kgraph", "query", "suppliers", "--force", "Metropolitan Police Service", "--format", "csv", folder=tmp_path)
    assert "Palantir" in answer
