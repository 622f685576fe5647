"""Two builds at once, as processes, and readers while builds put one graph in the place of another."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from kgraph.build import build_documents
from kgraph.build.staging import STATEMENTS, STORE, staged
from kgraph.cli import kgraph
from kgraph.errors import StoreError
from kgraph.graph import open_store, read_sources
from kgraph.ids import content_hash
from kgraph.model import Document, Source

ROOT = Path(__file__).parents[2]
TEXT = Document(Source(content_hash(b"It rained."), "a.txt"), "It rained.")

# Builds a graph of one document in the folder named, but stops in the middle until it is told to go on.
SLOW = """
import sys
from pathlib import Path
from kgraph.build import build_documents
from kgraph.model import Document, Source

def extract(documents):
    for document in documents:
        print("reading", flush=True)
        sys.stdin.readline()
        yield document, [], []

build_documents([Document(Source("1" * 64, "slow.txt"), "It snowed.")], Path(sys.argv[1]), extract=extract)
"""

# Puts a graph of sixty documents, whose paths begin with the number of the round, in the place of the one before, as often as asked.
AGAIN = """
import sys
from pathlib import Path
from kgraph.build.staging import STATEMENTS, STORE, staged
from kgraph.graph import document_quads, write_store
from kgraph.model import Document, Source

output, rounds = Path(sys.argv[1]), int(sys.argv[2])
for number in range(rounds):
    documents = [Document(Source(f"{number}x{each}", f"{number}/{each}.txt"), "") for each in range(60)]
    with staged(output) as fresh:
        write_store(fresh / STORE, [quad for document in documents for quad in document_quads(document, [], None)])
        (fresh / STATEMENTS).write_text(f"{number}\\n" * 20_000)
    print("built", flush=True)
"""


def nothing(documents):
    return [(document, [], []) for document in documents]


@contextmanager
def running(code: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        process.stdout.readline()
        try:
            yield process
        finally:
            process.kill()


def paths(output: Path) -> list[str]:
    with open_store(output / STORE) as store:
        return [source.path for source in read_sources(store)]


class TestTwoBuilds:
    def test_the_second_leaves_at_once_and_names_the_first_by_process_and_time(self, tmp_path):
        with running(SLOW, tmp_path / "out") as first:
            with pytest.raises(StoreError) as caught:
                build_documents([TEXT], tmp_path / "out", extract=nothing)
            named = rf"another build \(process {first.pid}, since \d{{4}}-\d\d-\d\d \d\d:\d\d\) is writing there"
            assert re.search(named, str(caught.value))
            first.communicate("go on\n")
            assert first.returncode == 0
        assert paths(tmp_path / "out") == ["slow.txt"]

    def test_on_the_command_line_too_before_anything_is_read(self, tmp_path):
        with running(SLOW, tmp_path / "out") as first:
            done = CliRunner().invoke(kgraph, ["build", str(ROOT / "seeds" / "documents"), "-o", str(tmp_path / "out"), "-q"])
            assert (done.exit_code, done.stdout) == (3, "")
            assert f"another build (process {first.pid}, since " in done.stderr

    def test_one_that_was_killed_keeps_nobody_out(self, tmp_path):
        with running(SLOW, tmp_path / "out") as first:
            first.kill()
            first.wait()
            build_documents([TEXT], tmp_path / "out", extract=nothing)
        assert paths(tmp_path / "out") == ["a.txt"]

    def test_one_that_failed_is_not_named_later(self, tmp_path):
        with pytest.raises(ZeroDivisionError), staged(tmp_path):
            raise ZeroDivisionError
        assert (tmp_path / ".lock").read_text() == ""


class TestReaders:
    def test_they_see_one_graph_or_the_other_and_always_a_whole_one(self, tmp_path):
        seen: list[str] = []
        with running(AGAIN, tmp_path, 25) as builds:
            while builds.poll() is None:
                found = paths(tmp_path)
                (number,) = {path.split("/")[0] for path in found}
                assert len(found) == 60
                assert len(set((tmp_path / STATEMENTS).read_text().splitlines())) == 1
                seen.append(number)
            assert builds.returncode == 0
        assert [int(number) for number in seen] == sorted(int(number) for number in seen)
        assert len(set(seen)) > 1

    def test_one_that_reads_keeps_its_graph_while_another_takes_its_place(self, tmp_path):
        build_documents([TEXT], tmp_path, extract=nothing)
        with open_store(tmp_path / STORE) as store:
            later = Document(Source("2" * 64, "b.txt"), "It snowed.")
            build_documents([later], tmp_path, extract=nothing)
            assert [source.path for source in read_sources(store)] == ["a.txt"]
        assert paths(tmp_path) == ["b.txt"]

    def test_after_a_build_that_was_killed_between_two_graphs_they_are_told_what_to_do(self, tmp_path):
        build_documents([TEXT], tmp_path, extract=nothing)
        (tmp_path / ".built").mkdir()
        (tmp_path / STORE).rename(tmp_path / ".built" / "old-store")
        done = CliRunner().invoke(kgraph, ["query", "documents", "-o", str(tmp_path)])
        assert done.exit_code == 3
        assert "a build was cut short as it put the graph in its place: run it again" in done.stderr
