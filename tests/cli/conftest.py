"""A graph built from sample documents, and a folder in which every example of the help can be typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kgraph.cli import kgraph

ROOT = Path(__file__).parents[2]

Run = Callable[..., Result]


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like a fresh checkout in which the sample documents were built."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("seeds", "tests"):
        (folder / name).symlink_to(ROOT / name)
    done = CliRunner().invoke(kgraph, ["build", str(folder / "seeds" / "documents"), "-o", str(folder / "output"), "-q"])
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture
def run(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in the checkout."""
    monkeypatch.chdir(checkout)

    def invoke(*arguments: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(kgraph, list(arguments), input=stdin)

    return invoke
