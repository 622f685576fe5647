"""The help: every command has examples, every example runs, and the reference in the documentation says the same."""

from __future__ import annotations

import re
import runpy
import shlex
from pathlib import Path

import pytest

from kgraph import __version__
from kgraph.cli import kgraph

ROOT = Path(__file__).parents[2]


def examples(name: str) -> list[str]:
    _, _, listed = (kgraph.commands[name].epilog or "").partition("Examples:\n")
    return [line.strip() for line in listed.splitlines()]


LOOKS = re.findall(r"^kgraph (?:show|path|stats).*$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
# What is served is served until somebody stops it: tests/serve does.
EXAMPLES = [example for name in kgraph.commands if name != "serve" for example in examples(name)]


@pytest.mark.parametrize("name", sorted(kgraph.commands))
def test_every_command_has_an_example(name):
    assert examples(name)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_runs(run, example):
    program, *arguments = shlex.split(example)
    assert program == "kgraph"
    done = run(*arguments)
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("line", LOOKS)
def test_what_the_readme_looks_up_is_in_the_graph_of_the_samples(run, line):
    done = run(*shlex.split(line)[1:])
    assert (done.exit_code, done.stderr) == (0, "")


def test_the_reference_in_the_documentation_is_that_of_the_program():
    written = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert runpy.run_path(str(ROOT / "docs" / "generate_commands.py"))["reference"]() == written


def test_version(run):
    assert run("--version").stdout == f"kgraph, version {__version__}\n"
