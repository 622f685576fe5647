"""Names across documents: of the labelled pairs of `tests/gold/pairs.tsv`, how many are rightly one thing and how many wrongly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from kgraph.ids import ACTOR
from kgraph.model import Evidence, Mention, Qualifiers, Statement
from kgraph.ontology import load_technologies
from kgraph.resolve import Resolution, resolve
from kgraph.seeds import load_seeds

TESTS = Path(__file__).parent.parent
FLOORS = yaml.safe_load((TESTS / "identity_floors.yaml").read_text(encoding="utf-8"))["pairs"]
COUNTRIES = {
    "GB": "united-kingdom", "US": "united-states", "CA": "canada", "AU": "australia", "NZ": "new-zealand", "IE": "ireland",
    "NL": "netherlands", "BE": "belgium", "SE": "sweden", "ES": "spain", "AT": "austria", "IN": "india",
}  # fmt: skip


@dataclass(frozen=True)
class Side:
    """A name in a document of its own, with what the document says beside it."""

    mention: Mention
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Pair:
    """Line `number` of the file."""

    number: int
    same: bool
    left: Side
    right: Side

    def __str__(self) -> str:
        return f"line {self.number}: {self.left.mention.text} | {self.right.mention.text}"


def read_pairs() -> Iterator[Pair]:
    for number, line in enumerate((TESTS / "gold" / "pairs.tsv").read_text(encoding="utf-8").splitlines(), 1):
        if not line.startswith("#"):
            verdict, *sides = line.split("\t")
            assert verdict in {"same", "different"}, f"line {number}"
            yield Pair(number, verdict == "same", side(f"{number}a", *sides[:3]), side(f"{number}b", *sides[3:]))


def side(document: str, cls: str, name: str, context: str) -> Side:
    mentions = [Mention(document, 0, len(name), name, cls)]
    statements = []

    def named(text: str, kind: str, seed: str | None = None) -> Mention:
        start = mentions[-1].end + 1
        mentions.append(Mention(document, start, start + len(text), text, kind, seed))
        return mentions[-1]

    def says(predicate: str, end: Mention, role: str | None = None) -> None:
        evidence = Evidence(document, 0, 1, "…")
        statements.append(Statement(mentions[0], predicate, end, evidence, "test", 1.0, Qualifiers(role=role)))

    for part in filter(None, context.split(";")):
        key, value = part.split("=")
        if key == "c":
            named(value, "Place", ACTOR + COUNTRIES[value])
        elif key == "p":
            says("locatedIn", named(value, "Place"))
        elif key == "o":
            role, _, organization = value.partition("@")
            says("affiliatedWith", named(organization, "GovernmentBody"), role or None)
        else:
            for actor in value.split(","):
                named(actor, "Company")
    return Side(mentions[0], tuple(mentions), tuple(statements))


PAIRS = list(read_pairs())


@pytest.fixture(scope="module")
def resolution() -> Resolution:
    """All pairs as one collection, with the seeds and technologies that travel with the program."""
    sides = [side for pair in PAIRS for side in (pair.left, pair.right)]
    statements = [statement for side in sides for statement in side.statements]
    return resolve(statements, {side.mention.document: side.mentions for side in sides}, load_seeds(), load_technologies())


def joined(resolution: Resolution) -> list[Pair]:
    return [pair for pair in PAIRS if resolution.entity_of(pair.left.mention) is resolution.entity_of(pair.right.mention)]


def test_there_are_enough_pairs_of_either_verdict() -> None:
    assert len(PAIRS) >= 300
    assert min(sum(pair.same for pair in PAIRS), sum(not pair.same for pair in PAIRS)) >= 120


def test_what_is_joined_is_one_thing(resolution: Resolution) -> None:
    found = joined(resolution)
    wrong = [str(pair) for pair in found if not pair.same]
    assert 1 - len(wrong) / len(found) >= FLOORS["precision"], wrong


def test_what_is_one_thing_is_joined(resolution: Resolution) -> None:
    found = joined(resolution)
    missed = [str(pair) for pair in PAIRS if pair.same and pair not in found]
    assert 1 - len(missed) / sum(pair.same for pair in PAIRS) >= FLOORS["recall"], missed


def test_documents_about_other_kinds_of_things_move_no_iri(resolution: Resolution) -> None:
    people = [side for pair in PAIRS for side in (pair.left, pair.right) if pair.left.mention.type == pair.right.mention.type == "Person"]
    statements = [statement for side in people for statement in side.statements]
    alone = resolve(statements, {side.mention.document: side.mentions for side in people}, load_seeds(), load_technologies())
    moved = [side.mention for side in people if alone.entity_of(side.mention).id != resolution.entity_of(side.mention).id]
    assert moved == []
