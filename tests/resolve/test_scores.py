"""Who is one across documents, who stays two, and the reasons that are given."""

from __future__ import annotations

import pytest

from kgraph.ids import ACTOR
from kgraph.model import Evidence, Mention, Qualifiers, Statement
from kgraph.resolve import Resolution, resolve
from kgraph.seeds import Seed

ENGLAND = Seed(ACTOR + "england", "Place", "England", country="GB")
OHIO = Seed(ACTOR + "ohio", "Place", "Ohio", country="US")
KHAN = Seed(ACTOR + "sadiq-khan", "Person", "Sadiq Khan", country="GB")


class Library:
    """Documents in the making; each call adds a mention behind the last of its document."""

    def __init__(self) -> None:
        self.mentions: dict[str, list[Mention]] = {}
        self.statements: list[Statement] = []

    def says(self, document: str, text: str, cls: str, seed: str | None = None, of: Mention | None = None) -> Mention:
        there = self.mentions.setdefault(document, [])
        start = there[-1].end + 1 if there else 0
        there.append(Mention(document, start, start + len(text), text, cls, seed, of))
        return there[-1]

    def posts(self, person: Mention, role: str, organization: str) -> None:
        end = self.says(person.document, organization, "PoliceForce")
        evidence = Evidence(person.document, 0, 1, "…")
        self.statements.append(Statement(person, "affiliatedWith", end, evidence, "test", 1.0, Qualifiers(role=role)))

    def resolved(self) -> Resolution:
        return resolve(self.statements, self.mentions, [ENGLAND, OHIO, KHAN], [])


def test_a_weak_link_makes_no_chain() -> None:
    library = Library()
    john, jane, initial = (
        library.says(document, name, "Person") for document, name in zip("abc", ("John Orrin", "Jane Orrin", "J. Orrin"), strict=True)
    )
    for person in (john, jane, initial):
        library.posts(person, "director", "Wexmoor Police")
    resolution = library.resolved()
    assert len({resolution.entity_of(person).id for person in (john, jane, initial)}) == 3
    assert {frozenset((each.left.label, each.right.label)) for each in resolution.candidates} == {
        frozenset(("J. Orrin", "John Orrin")),
        frozenset(("J. Orrin", "Jane Orrin")),
    }


def test_an_initial_is_a_person_of_the_same_post() -> None:
    library = Library()
    full, short = library.says("a", "Owain Threlkeld", "Person"), library.says("b", "O. Threlkeld", "Person")
    for person in (full, short):
        library.posts(person, "chief constable", "Wexmoor Police")
    entity = library.resolved().entity_of(short)
    assert (entity.label, entity.names) == ("Owain Threlkeld", ("O. Threlkeld",))
    assert "agree in surname and initial" in entity.reasons[1]
    assert "in the same post" in entity.reasons[1]


def test_a_council_of_one_name_in_two_countries_is_two() -> None:
    library = Library()
    library.says("a", "England", "Place", ENGLAND.id)
    library.says("b", "Ohio", "Place", OHIO.id)
    councils = [library.says(document, "Richmond Council", "GovernmentBody") for document in "ab"]
    resolution = library.resolved()
    first, second = (resolution.entity_of(council) for council in councils)
    assert first.id != second.id
    assert first.label == second.label == "Richmond Council"


def test_a_document_that_says_little_does_not_bridge_two_that_disagree() -> None:
    library = Library()
    library.says("a", "England", "Place", ENGLAND.id)
    library.says("c", "Ohio", "Place", OHIO.id)
    councils = [library.says(document, "Richmond Council", "GovernmentBody") for document in "abc"]
    resolution = library.resolved()
    assert resolution.entity_of(councils[0]).id != resolution.entity_of(councils[2]).id


def test_a_document_that_speaks_of_both_countries_contradicts_neither() -> None:
    library = Library()
    library.says("a", "England", "Place", ENGLAND.id)
    library.says("b", "England", "Place", ENGLAND.id)
    library.says("b", "Ohio", "Place", OHIO.id)
    councils = [library.says(document, "Oldmere Council", "GovernmentBody") for document in "ab"]
    resolution = library.resolved()
    assert resolution.entity_of(councils[0]).id == resolution.entity_of(councils[1]).id


def test_a_namesake_does_not_move_the_iri_of_whom_more_documents_name() -> None:
    library = Library()
    for document in "abc":
        library.says(document, "England", "Place", ENGLAND.id)
    council, *_ = [library.says(document, "Richmond Council", "GovernmentBody") for document in "abc"]
    before = library.resolved().entity_of(council).id
    library.says("0", "Ohio", "Place", OHIO.id)
    other = library.says("0", "Richmond Council", "GovernmentBody")
    after = library.resolved()
    assert after.entity_of(council).id == before
    assert after.entity_of(other).id != before


def test_a_surname_alone_is_whom_its_document_names_in_full() -> None:
    library = Library()
    full = library.says("a", "Susie Ellickby", "Person")
    lone = library.says("a", "Ellickby", "Person")
    resolution = library.resolved()
    assert resolution.entity_of(lone).id == resolution.entity_of(full).id


def test_a_surname_alone_that_fits_two_is_neither() -> None:
    library = Library()
    people = [library.says("a", name, "Person") for name in ("Susie Ellickby", "Max Ellickby", "Ellickby")]
    resolution = library.resolved()
    assert len({resolution.entity_of(person).id for person in people}) == 3


def test_a_known_person_is_known_by_another_spelling_and_keeps_the_iri() -> None:
    library = Library()
    library.says("a", "England", "Place", ENGLAND.id)
    name = library.says("a", "Sadiq A. Khan", "Person")
    library.posts(name, "mayor", "Oldmere Police")
    entity = library.resolved().entity_of(name)
    assert (entity.id, entity.label) == (ACTOR + "sadiq-khan", "Sadiq Khan")


@pytest.mark.parametrize(
    ("first", "second", "cls"),
    [
        ("Calder City Police", "Calder County Police", "PoliceForce"),
        ("Apex 21 Ltd", "Apex 22 Ltd", "Company"),
        ("Martin Askew Jr.", "Martin Askew Sr.", "Person"),
        ("John A. Renwick", "John B. Renwick", "Person"),
        ("facial recognition", "live facial recognition", "Technology"),
    ],
)
def test_what_contradicts_keeps_apart_whatever_else_agrees(first: str, second: str, cls: str) -> None:
    library = Library()
    names = [library.says(document, name, cls) for document, name in (("a", first), ("b", second))]
    for document in "ab":
        for actor in ("Vellumic", "Halberd", "Oldmere Council", "Lantern Trust"):
            library.says(document, actor, "Company")
    resolution = library.resolved()
    assert resolution.entity_of(names[0]).id != resolution.entity_of(names[1]).id


def test_an_acronym_that_a_document_spells_out_is_the_same_in_another() -> None:
    library = Library()
    full = library.says("a", "Northern Imaging Bureau", "PoliceForce")
    library.says("a", "NIB", "PoliceForce", of=full)
    alone = library.says("b", "NIB", "PoliceForce")
    resolution = library.resolved()
    assert resolution.entity_of(alone).label == "Northern Imaging Bureau"


def test_an_acronym_that_nothing_else_supports_stays_alone_and_is_doubted() -> None:
    library = Library()
    full, alone = library.says("a", "Northern Imaging Bureau", "Company"), library.says("b", "NIB", "Company")
    resolution = library.resolved()
    assert resolution.entity_of(alone).id != resolution.entity_of(full).id
    (candidate,) = resolution.candidates
    assert candidate.score == pytest.approx(0.7)
    assert "'NIB' may stand for 'Northern Imaging Bureau'" in candidate.reason


def test_a_doubt_about_a_known_person_whom_no_document_names_by_that_name_is_told() -> None:
    library = Library()
    posted = library.says("a", "Sadiq Aman Khan", "Person")
    library.says("b", "S. Khan", "Person")
    resolution = library.resolved()
    assert resolution.entity_of(posted).id == KHAN.id
    assert {thing.name for candidate in resolution.candidates for thing in candidate.things} >= {"S. Khan"}
