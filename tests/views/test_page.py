"""The page as a file: the same bytes for the same graph, whole in itself, and deaf to what documents would have it do."""

from __future__ import annotations

import base64
import hashlib
import importlib.machinery
import json
import os
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from kgraph import ids
from kgraph.errors import SetupError
from kgraph.model import Entity, Node, Row, Source
from kgraph.views.packed import unpacked
from kgraph.views.page import write_page

Say = Callable[..., Row]
Story = tuple[list[Row], list[Entity]]
HOSTILE = "</script><script>alert(1)</script><!--<script> <img src=x onerror=alert(2)> & \u2028 \" ' ]]>"


class Elements(HTMLParser):
    """Start tags with attributes, and the text of scripts and styles, as a browser's parser finds them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.blocks: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in {"script", "style"}:
            self.blocks.append((tag, dict(attrs), ""))

    def handle_data(self, data: str) -> None:
        if self.tags and self.cdata_elem:
            tag, attributes, text = self.blocks.pop()
            self.blocks.append((tag, attributes, text + data))

    def data(self) -> dict[str, Any]:
        [text] = [text for tag, attributes, text in self.blocks if attributes.get("type") == "application/json"]
        loaded: dict[str, Any] = json.loads(text)
        return {**loaded, **unpacked(loaded)}


@pytest.fixture
def written(story: Story, tmp_path: Path) -> str:
    write_page(*story, tmp_path / "graph.html")
    return (tmp_path / "graph.html").read_text(encoding="utf-8")


@pytest.fixture
def hostile(say: Say, tmp_path: Path) -> str:
    actor = Node(ids.ENTITY + "x", HOSTILE, "Person")
    source = Source("c" * 64, HOSTILE, HOSTILE, None, HOSTILE, "javascript:alert(3)")
    row = replace(say("X", "uses", "X", sentence=HOSTILE, source=source, role=HOSTILE), subject=actor, object=actor, attributed_to=actor)
    write_page([row], [Entity(actor.id, HOSTILE, "Person", (HOSTILE,), (HOSTILE,))], tmp_path / "x.html", title=HOSTILE)
    return (tmp_path / "x.html").read_text(encoding="utf-8")


class TestBytes:
    def test_two_processes_write_the_same(self, story: Story, tmp_path: Path) -> None:
        (tmp_path / "story").write_bytes(pickle.dumps(story))
        code = (
            "import pickle, sys; from pathlib import Path; from kgraph.views.page import write_page;"
            "write_page(*pickle.loads(Path(sys.argv[1]).read_bytes()), Path(sys.argv[2]))"
        )
        for seed in ("1", "2"):
            subprocess.run(
                [sys.executable, "-c", code, str(tmp_path / "story"), str(tmp_path / f"{seed}.html")],
                check=True,
                env={**os.environ, "PYTHONHASHSEED": seed},
                cwd=Path(__file__).parents[2],
            )
        assert (tmp_path / "1.html").read_bytes() == (tmp_path / "2.html").read_bytes()

    def test_the_data_are_those_of_the_rows(self, written: str, story: Story) -> None:
        data = Elements(written).data()
        assert [statement["q"] for statement in data["statements"]] == [row.sentence for row in story[0]]

    def test_the_heading_counts(self, written: str) -> None:
        text = " ".join(re.sub(r"<[^>]+>", "", written.split("</header>")[0].split("<header>")[1]).split())
        assert "4 actors, 1 technologies and products, 1 contracts · 8 statements from 2 documents, 2026" in text

    def test_a_half_of_a_character_can_be_written(self, say: Say, tmp_path: Path) -> None:
        write_page([say("Met", "uses", "drones", sentence="broken \ud83d half")], [], tmp_path / "graph.html")
        assert Elements((tmp_path / "graph.html").read_text(encoding="utf-8")).data()["statements"][0]["q"] == "broken \ud83d half"


class TestPolicy:
    def test_it_lets_run_just_the_scripts_and_styles_of_the_page(self, written: str) -> None:
        page = Elements(written)
        [policy] = [tag["content"] for name, tag in page.tags if tag.get("http-equiv") == "Content-Security-Policy"]
        allowed = set(re.findall(r"'(sha256-[^']+)'", policy or ""))
        blocks = [text for _, attributes, text in page.blocks if attributes.get("type") != "application/json"]
        hashes = {"sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in blocks}
        assert allowed == hashes
        assert "unsafe" not in (policy or "")
        assert (policy or "").startswith("default-src 'none'")

    def test_nothing_is_loaded_from_elsewhere(self, written: str) -> None:
        for name, attributes in Elements(written).tags:
            assert not {"src", "srcset", "style", "action"} & set(attributes), name
            assert name not in {"link", "iframe", "object", "embed", "base"}
            assert name != "a" or (attributes["href"] or "").startswith("#")
        assert "sourceMappingURL" not in written

    def test_no_element_has_a_handler(self, written: str) -> None:
        assert not [name for _, attributes in Elements(written).tags for name in attributes if name.startswith("on")]


class TestHostileText:
    def test_it_makes_no_element(self, hostile: str, written: str) -> None:
        assert [name for name, _ in Elements(hostile).tags] == [name for name, _ in Elements(written).tags]

    def test_it_arrives_unchanged(self, hostile: str) -> None:
        data = Elements(hostile).data()
        assert data["statements"][0]["q"] == data["entities"][0]["label"] == data["documents"][0]["title"] == HOSTILE

    def test_it_stands_escaped_in_the_title(self, hostile: str) -> None:
        title = hostile.split("<title>")[1].split("</title>")[0]
        assert "<" not in title
        assert title.startswith("&lt;/script&gt;")


def test_a_missing_library_is_named_with_the_remedy(story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = importlib.machinery.ModuleSpec("pyvis", None, origin=str(tmp_path / "__init__.py"))
    monkeypatch.setattr("importlib.util.find_spec", lambda name: empty)
    with pytest.raises(SetupError, match=r"vis-network\.min\.js .* install kgraph again"):
        write_page(*story, tmp_path / "graph.html")
    assert not (tmp_path / "graph.html").exists()
