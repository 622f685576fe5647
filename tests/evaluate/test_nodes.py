"""One thing, one node: the measure itself, and the figure of the gold texts as one collection."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from kgraph.build import extractor
from kgraph.evaluate import documents, read_gold
from kgraph.evaluate.nodes import Nodes, nodes
from kgraph.model import Mention
from kgraph.ontology import load_technologies
from kgraph.resolve import resolve
from kgraph.seeds import load_seeds

TESTS = Path(__file__).parent.parent
FLOORS = yaml.safe_load((TESTS / "identity_floors.yaml").read_text(encoding="utf-8"))["nodes"]


def measured(folder: Path, entities: dict[str, list[tuple[str, list[str]]]], texts: dict[str, list[str]]) -> Nodes:
    """`entities`: document → classes and names; `texts`: document → words of its mentions, all companies."""
    for name, listed in entities.items():
        gold = [{"id": f"e{number}", "type": cls, "names": names} for number, (cls, names) in enumerate(listed)]
        (folder / f"{name}.json").write_text(json.dumps({"name": name, "date": None, "text": "", "entities": gold, "statements": []}))
    mentions = {
        name: [Mention(name, number * 100, number * 100 + len(text), text, "Company") for number, text in enumerate(words)]
        for name, words in texts.items()
    }
    return nodes(read_gold(folder), mentions, resolve([], mentions, [], []))


class TestMeasure:
    def test_a_thing_in_one_node_is_whole(self, tmp_path: Path) -> None:
        found = measured(tmp_path, {"a": [("Company", ["Vellumic Ltd", "Vellumic"])]}, {"a": ["Vellumic Ltd", "Vellumic"]})
        assert (found.things, found.per_thing, found.split, found.merged) == (1, 1.0, {}, {})

    def test_a_thing_in_two_nodes_is_split(self, tmp_path: Path) -> None:
        found = measured(
            tmp_path,
            {"a": [("Company", ["Vellumic", "Owl Optics"]), ("Company", ["Halberd"])]},
            {"a": ["Vellumic", "Owl Optics", "Halberd"]},
        )
        assert (found.things, found.per_thing) == (2, 1.5)
        assert list(found.split) == [("organization", "vellumic")]

    def test_two_things_in_one_node_are_merged(self, tmp_path: Path) -> None:
        found = measured(tmp_path, {"a": [("Company", ["Vellumic"]), ("Company", ["Vellumic Ltd"])]}, {"a": ["Vellumic", "Vellumic Ltd"]})
        assert list(found.merged.values()) == [(("organization", "vellumic"), ("organization", "vellumic ltd"))]

    def test_a_thing_of_two_documents_is_one_where_one_goes_by_the_others_name(self, tmp_path: Path) -> None:
        entities = {"a": [("Company", ["Vellumic Sensors", "Vellumic"])], "b": [("Company", ["Vellumic"])]}
        found = measured(tmp_path, entities, {"a": ["Vellumic Sensors"], "b": ["Vellumic"]})
        assert (found.things, found.per_thing) == (1, 2.0)

    def test_pronouns_descriptions_and_other_kinds_are_left_out(self, tmp_path: Path) -> None:
        found = measured(tmp_path, {"a": [("Company", ["it", "the firm"]), ("Place", ["Camden"])]}, {"a": ["it", "the firm", "Camden"]})
        assert found.things == 0


@pytest.fixture(scope="module")
def found() -> Nodes:
    """The gold texts as they are read now, resolved as one collection."""
    gold = read_gold(TESTS / "gold")
    extracted = list(extractor()(list(documents(gold))))
    mentions = {document.source.id: mentions for document, mentions, _ in extracted}
    statements = [statement for _, _, made in extracted for statement in made]
    sources = [document.source for document, _, _ in extracted]
    resolution = resolve(statements, mentions, load_seeds(), load_technologies(), (), sources)
    return nodes(gold, {source.path.removesuffix(".md"): mentions[source.id] for source in sources}, resolution)


def test_a_gold_entity_is_hardly_ever_split(found: Nodes) -> None:
    assert found.things > 150
    assert found.per_thing <= FLOORS["per_thing"], found.split


def test_no_two_gold_entities_share_a_node(found: Nodes) -> None:
    assert found.merged == {}
