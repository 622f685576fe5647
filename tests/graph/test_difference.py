"""What came, went and changed between two builds of the same story."""

from __future__ import annotations

from typing import Any

from pyoxigraph import Store

from kgraph.graph import Difference, add_quads, compare, read_entities, read_rows


def told(story: Any) -> tuple[Any, Any]:
    store = Store()
    add_quads(store, story.quads())
    return read_rows(store), read_entities(store)


def difference(old: Any, new: Any) -> Difference:
    return compare(told(old), told(new))


def test_the_same_twice(story: Any) -> None:
    found = difference(story, story)
    assert found.nothing
    assert found.documents() == []


def test_a_sentence_more_is_told_by_its_document(story: Any) -> None:
    before = told(story)
    kent = next(id_ for id_, source in story.sources.items() if source.path == "kent.md")
    story.say(kent, "Kent Police use drones.", ("kent", "uses", "drones"))
    found, back = compare(before, told(story)), compare(told(story), before)
    assert [(row.subject.label, row.object.label) for row in found.came] == [("Kent Police", "drones")]
    assert found.went == found.changed == found.entities_came == ()
    assert found.documents() == back.documents() == ["kent.md"]
    assert back.went == found.came


def test_entities_that_were_joined_are_told_as_such_and_keep_their_statements(story: Any) -> None:
    before = told(story)
    story.entities["bbw"] = story.entities["ico"]
    joined = compare(before, told(story))
    assert joined.came == joined.went == ()
    assert [entity.label for entity in joined.entities_went] == ["Big Brother Watch"]
    assert [(sorted(part.label for part in found.parts), found.whole.label) for found in joined.merged] == [
        (["Big Brother Watch", "Information Commissioner's Office"], "Information Commissioner's Office")
    ]
    assert {change.old.subject.label for change in joined.changed} == {"Big Brother Watch"}
    parted = compare(told(story), before)
    assert parted.merged == ()
    assert [found.whole.label for found in parted.parted] == ["Information Commissioner's Office"]


def test_a_new_label_is_no_new_entity(story: Any) -> None:
    before = told(story)
    story.entity("nec", "Company", "NEC Corporation")
    found = compare(before, told(story))
    assert [(old.label, new.label) for old, new in found.renamed] == [("NEC", "NEC Corporation")]
    assert found.entities_came == found.entities_went == found.changed == ()
