"""What the documents say can be done, can be done; and they name nothing that only one machine has."""

from __future__ import annotations

import re
import runpy
import shlex
from pathlib import Path

import click
import pytest

from kgraph.cli import kgraph
from kgraph.ontology import load_ontology, load_technologies

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
NAMED = [pytest.param(page, id=page.relative_to(ROOT).as_posix()) for page in PAGES]

OURS = ["kgraph", "ontology", "seeds", "tests", "tools", "docs", "benchmarks", ".ci"]
TEXT = {".py", ".md", ".txt", ".toml", ".yaml", ".ttl", ".rq", ".json", ".html", ".css", ".js", ".j2", ""}
# Written in parts, so that this file does not name them.
HOSTS = re.compile("|".join(["py" + r"pi\.org", "python" + "hosted", "npm" + r"js\.", r"deb\." + "debian"]))
MACHINE = re.compile(r"(?<![\w./:-])/(?:" + "|".join(["wo" + "rk", "fa" + "rm", "ro" + "ot", "ho" + "me", "Us" + "ers"]) + ")/")


def fenced(page: Path) -> list[str]:
    """The lines of all fenced blocks, with continued lines joined."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return [line.strip() for block in blocks for line in block.replace("\\\n", " ").splitlines()]


def shown(program: str, page: Path) -> list[list[str]]:
    """The arguments of every command line of `program`, up to what the shell would do with its output."""
    lines = [line.removeprefix("$ ") for line in fenced(page)]
    return [shlex.split(re.split(r" [|>] ", line)[0], comments=True)[1:] for line in lines if line.startswith(f"{program} ")]


@pytest.mark.parametrize("page", NAMED)
def test_the_commands_shown_can_be_typed(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(click.Path, "convert", lambda self, value, param, ctx: Path(value))
    for arguments in shown("kgraph", page):
        if "--help" not in arguments and "--version" not in arguments:
            parse(kgraph, "kgraph", arguments)


def parse(command: click.Command, name: str, arguments: list[str], parent: click.Context | None = None) -> None:
    """Read the command line as click would, without doing what it says."""
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=name, parent=parent, **command.context_settings)
        found = command.get_command(context, arguments[0])
        assert found is not None, f"{context.command_path} has no command {arguments[0]}"
        parse(found, arguments[0], arguments[1:], context)
    else:
        command.make_context(name, list(arguments), parent)


@pytest.mark.parametrize("page", NAMED)
def test_the_queries_shown_have_a_file(page: Path) -> None:
    named = {path.stem for path in (ROOT / "ontology" / "queries").glob("*.rq")}
    for command, *arguments in shown("kgraph", page):
        if command == "query" and re.fullmatch(r"[\w-]+", arguments[0]):
            assert arguments[0] in named | {"-"}


def test_the_page_on_the_ontology_is_that_of_its_files() -> None:
    written = (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8")
    assert runpy.run_path(str(ROOT / "docs" / "generate_ontology.py"))["reference"]() == written


def test_the_page_on_the_ontology_leaves_nothing_out() -> None:
    written = (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8")
    ontology = load_ontology()
    assert {f"### {name}" for name in ontology.properties} <= set(written.splitlines())
    assert [name for name in ontology.classes if f"- `{name}`" not in written] == []
    assert [found.label for found in load_technologies() if f"- {found.label}: " not in written] == []


@pytest.mark.parametrize("page", NAMED)
def test_the_make_targets_shown_exist(page: Path) -> None:
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for arguments in shown("make", page):
        assert {word for word in arguments if "=" not in word} <= targets


@pytest.mark.parametrize("page", NAMED)
def test_links_within_the_project_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            file, _, heading = target.partition("#")
            to = page.parent / file if file else page
            assert to.exists(), target
            if heading:
                assert heading in headings(to), target


def headings(page: Path) -> set[str]:
    """The anchors that a page's headings make."""
    lines = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", line).strip().lower().replace(" ", "-") for line in lines}


def ours() -> list[Path]:
    """Every text file of the project, tracked or about to be."""
    files = [path for folder in OURS for path in (ROOT / folder).rglob("*") if path.is_file()]
    files += [path for path in ROOT.iterdir() if path.is_file()]
    return sorted(path for path in files if path.suffix in TEXT and "__pycache__" not in path.parts)


def test_no_file_names_a_registry_or_a_place_on_one_machine() -> None:
    told = []
    for path in ours():
        text = path.read_text(encoding="utf-8")
        told += [f"{path.relative_to(ROOT)}: {found[0]}" for pattern in (HOSTS, MACHINE) for found in pattern.finditer(text)]
    assert told == []


@pytest.mark.parametrize("text", ["https://" + "py" + "pi.org/simple", "open('/" + "work/main')", "/" + "home/me/kgraph"])
def test_such_a_name_would_be_found(text: str) -> None:
    assert HOSTS.search(text) or MACHINE.search(text)
