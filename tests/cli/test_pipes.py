"""The program as a process: closed pipes, missing graphs, stray errors."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest


def test_a_reader_that_stops_listening_ends_it_quietly(checkout):
    program = [sys.executable, "-m", "kgraph.cli", "query", "SELECT * { ?a ?b ?c }", "--format", "tsv"]
    with subprocess.Popen(program, cwd=checkout, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == ""


def test_a_pipe_that_is_not_unicode_gets_what_it_can_hold(checkout):
    program = [sys.executable, "-m", "kgraph.cli", "show", "Sadiq Khan"]
    done = subprocess.run(program, cwd=checkout, env={**os.environ, "PYTHONIOENCODING": "latin-1"}, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"?That relationship has run into political trouble, however: a \xa350m contract" in done.stdout


@pytest.mark.parametrize(
    "command",
    [
        ["query", "suppliers"],
        ["show", "Palantir"],
        ["path", "Palantir", "Liberty"],
        ["stats"],
        ["export", "csv"],
        ["validate"],
    ],
    ids=lambda command: command[0],
)
def test_without_a_graph_the_way_to_one_is_told(run, command):
    done = run(*command, "-o", "nowhere")
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr == "Error: no graph in nowhere/: run `kgraph build PATH…` first, or name its folder with --output\n"
