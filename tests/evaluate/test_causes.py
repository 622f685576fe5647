"""Where missed statements got lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kgraph.evaluate import causes, documents
from kgraph.evaluate.gold import GoldDocument, GoldStatement
from kgraph.model import Evidence, Mention, Statement

TEXT = "Harrow Police bought cameras from Lumetrix. The force said so."
SENTENCE = "Harrow Police bought cameras from Lumetrix."
GOLD = GoldDocument(
    "news",
    None,
    TEXT,
    {"force": "PoliceForce", "firm": "Company"},
    {"force": "Harrow Police", "firm": "Lumetrix"},
    {"harrow police": frozenset({"force"}), "lumetrix": frozenset({"firm"})},
    (GoldStatement("firm", "suppliesTo", "force", SENTENCE),),
)
(DOCUMENT,) = documents([GOLD])


def mention(text: str, kind: str) -> Mention:
    start = TEXT.index(text)
    return Mention(DOCUMENT.source.id, start, start + len(text), text, kind)


FORCE, FIRM = mention("Harrow Police", "PoliceForce"), mention("Lumetrix", "Company")


def statement(subject: Mention, predicate: str, object_: Mention) -> Statement:
    return Statement(subject, predicate, object_, Evidence(DOCUMENT.source.id, 0, len(SENTENCE), SENTENCE), "a/b", 0.9)


@pytest.mark.parametrize(
    ("mentions", "statements", "cause"),
    [
        ([FORCE], [], "entity"),
        ([FORCE, mention("Lumetrix", "Person")], [], "class"),
        ([FORCE, FIRM], [], "wording"),
        ([FORCE, FIRM], [statement(FIRM, "provides", FORCE)], "property"),
        ([FORCE, FIRM], [statement(FORCE, "suppliesTo", FIRM)], "direction"),
    ],
)
def test_the_first_stage_that_failed_is_named(mentions, statements, cause):
    assert causes([GOLD], [(DOCUMENT, mentions, statements)]) == {"suppliesTo": {cause: 1}}


def test_a_sentence_that_only_refers_to_an_end():
    gold = replace(GOLD, statements=(GoldStatement("firm", "suppliesTo", "force", "The force said so."),))
    assert causes([gold], [(DOCUMENT, [FORCE, FIRM], [])]) == {"suppliesTo": {"reference": 1}}


def test_what_was_found_is_no_loss():
    assert causes([GOLD], [(DOCUMENT, [FORCE, FIRM], [statement(FIRM, "suppliesTo", FORCE)])]) == {}
