"""Offices in time: who the mayor, the commissioner or the home secretary was on the day of the document, or nobody."""

from __future__ import annotations

import datetime

import pytest

from kgraph.ids import ACTOR
from kgraph.model import Evidence, Mention, Qualifiers, Source, Statement
from kgraph.resolve import Resolution, resolve
from kgraph.seeds import load_seeds


class Library:
    """Dated documents in the making; each call adds a mention behind the last of its document."""

    def __init__(self) -> None:
        self.days: dict[str, str] = {}
        self.mentions: dict[str, list[Mention]] = {}
        self.statements: list[Statement] = []

    def says(self, day: str, text: str, cls: str = "Person", seed: str | None = None) -> Mention:
        document = f"doc-{day}"
        self.days[document] = day
        there = self.mentions.setdefault(document, [])
        start = there[-1].end + 1 if there else 0
        there.append(Mention(document, start, start + len(text), text, cls, seed and ACTOR + seed))
        return there[-1]

    def posted(self, day: str, person: str, role: str, organization: str) -> None:
        ends = self.says(day, person), self.says(day, organization, "GovernmentBody")
        self.statements.append(
            Statement(ends[0], "affiliatedWith", ends[1], Evidence(ends[0].document, 0, 1, "…"), "test", 1.0, Qualifiers(role=role))
        )

    def resolved(self) -> Resolution:
        sources = [Source(document, f"{document}.txt", date=datetime.date.fromisoformat(day)) for document, day in self.days.items()]
        return resolve(self.statements, self.mentions, load_seeds(), [], (), sources)


@pytest.mark.parametrize(
    ("day", "text", "beside", "holder"),
    [
        ("2018-05-01", "the Mayor of London", "england", "Sadiq Khan"),
        ("2012-05-01", "the Mayor of London", "england", "Boris Johnson"),
        ("2018-05-01", "the mayor", "london", "Sadiq Khan"),
        ("2012-05-01", "the mayor", "london", "Boris Johnson"),
        ("2018-05-01", "the commissioner", "metropolitan-police-service", "Cressida Dick"),
        ("2024-05-01", "the commissioner", "metropolitan-police-service", "Mark Rowley"),
        ("2024-05-01", "the Metropolitan Police commissioner", "england", "Mark Rowley"),
        ("2024-05-01", "the home secretary", "home-office", "James Cleverly"),
    ],
)
def test_a_known_office_is_held_by_place_and_date(day: str, text: str, beside: str, holder: str) -> None:
    library = Library()
    office = library.says(day, text)
    library.says(day, beside, "Place", beside)
    entity = library.resolved().entity_of(office)
    assert entity.label == holder
    assert "on the day of the document" in entity.reasons[0]


@pytest.mark.parametrize(
    ("day", "text", "beside"),
    [
        ("1990-05-01", "the mayor", "london"),
        ("2018-05-01", "the mayor", "france"),
        ("2018-05-01", "the former mayor", "london"),
        ("2018-05-01", "the deputy mayor", "london"),
        ("2018-05-01", "the lamplighter", "london"),
        ("2018-05-01", "the Mayor of Nowhere", "london"),
    ],
)
def test_where_nobody_fits_nobody_is_meant(day: str, text: str, beside: str) -> None:
    library = Library()
    office = library.says(day, text)
    library.says(day, beside, "Place", beside)
    resolution = library.resolved()
    assert not resolution.entity_of(office).id.startswith(ACTOR)
    assert not resolution.is_clear(office)


def test_an_office_of_two_places_in_one_document_is_nobodys() -> None:
    library = Library()
    office = library.says("2018-05-01", "the mayor")
    for place in ("london", "greater-manchester-combined-authority"):
        library.says("2018-05-01", place, "GovernmentBody", place)
    assert not library.resolved().is_clear(office)


def test_two_descriptions_that_nobody_can_place_are_not_one_person() -> None:
    library = Library()
    offices = library.says("2018-05-01", "the home secretary"), library.says("2019-05-01", "the home secretary")
    resolution = library.resolved()
    assert resolution.entity_of(offices[0]).id != resolution.entity_of(offices[1]).id


class TestLearned:
    def library(self) -> Library:
        library = Library()
        library.posted("2021-03-01", "Ada Holm", "Mayor", "Oldmere Council")
        library.posted("2024-03-01", "Bo Lind", "Mayor", "Oldmere Council")
        return library

    @pytest.mark.parametrize(("day", "holder"), [("2021-05-01", "Ada Holm"), ("2024-02-01", "Bo Lind")])
    def test_an_office_holder_of_one_document_is_the_mayor_of_another_of_that_time(self, day: str, holder: str) -> None:
        library = self.library()
        office = library.says(day, "the mayor")
        library.says(day, "Oldmere Council", "GovernmentBody")
        resolution = library.resolved()
        assert resolution.entity_of(office).label == holder
        assert resolution.is_clear(office)

    def test_long_after_nobody_knows(self) -> None:
        library = self.library()
        office = library.says("2022-10-01", "the mayor")
        library.says("2022-10-01", "Oldmere Council", "GovernmentBody")
        assert not library.resolved().is_clear(office)

    def test_between_two_holders_nobody_knows(self) -> None:
        library = self.library()
        library.posted("2021-06-01", "Cleo Marsh", "Mayor", "Oldmere Council")
        office = library.says("2021-05-01", "the mayor")
        library.says("2021-05-01", "Oldmere Council", "GovernmentBody")
        assert not library.resolved().is_clear(office)

    def test_another_council_has_another_mayor(self) -> None:
        library = self.library()
        office = library.says("2021-05-01", "the mayor")
        library.says("2021-05-01", "Tarn Council", "GovernmentBody")
        assert not library.resolved().is_clear(office)
