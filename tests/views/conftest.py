"""Rows as short as they can be said."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace

import pytest

from kgraph import ids
from kgraph.model import Entity, Node, Row, Source

TYPES = {
    "Palantir": "Company",
    "NEC": "Company",
    "Met": "PoliceForce",
    "Mayor": "Person",
    "Liberty": "CivilSocietyOrganization",
    "Court": "Court",
    "deal": "Contract",
    "London": "Place",
    "drones": "Technology",
}

Say = Callable[..., Row]


@pytest.fixture
def say() -> Say:
    """`say("Palantir", "suppliesTo", "Met", start=5, …)` is a row of deal.txt, with any of its fields as given; names are also slugs."""

    def node(name: str) -> Node:
        return Node(ids.ENTITY + ids.slug(name), name, TYPES.get(name, "Company"))

    def row(subject: str, predicate: str, object: str, *, document: str = "deal.txt", speaker: str | None = None, **fields: object) -> Row:
        sentence = f"{subject} {predicate} {object}."
        plain = Row(
            id=ids.STATEMENT + ids.digest(subject, predicate, object, document, *sorted(fields.items())),
            source=Source(ids.content_hash(document.encode()), document),
            subject=node(subject),
            predicate=predicate,
            object=node(object),
            sentence=sentence,
            start=0,
            end=len(sentence),
            polarity="positive",
            modality="actual",
            attributed_to=node(speaker) if speaker else None,
            date=None,
            amount=None,
            currency=None,
            count=None,
            role=None,
            status=None,
            confidence=0.9,
            frame="test",
        )
        return replace(plain, **fields)  # type: ignore[arg-type]

    return row


@pytest.fixture
def story(say: Say) -> tuple[list[Row], list[Entity]]:
    """Eight statements of two documents on six things, in which everything occurs that the page can show."""
    gazette = Source("a" * 64, "met.md", "Met wants drones", datetime.date(2026, 5, 28), "The Gazette", "https://gazette.example/met")
    stopped = {"date": "2026-05", "amount": 5e7, "currency": "GBP", "status": "blocked", "subject_name": "Khan"}
    wanted = {"sentence": "The Met wanted a contract with Palantir.", "modality": "planned", "source": gazette}
    rows = [
        say("Mayor", "blocks", "deal", sentence="Khan has stopped the £50m contract.", source=gazette, **stopped),
        say("deal", "buyer", "Met", **wanted),
        say("deal", "supplier", "Palantir", **wanted),
        say("Palantir", "suppliesTo", "Met", speaker="Liberty", sentence="Palantir works for the Met, Liberty says.", source=gazette),
        say("Palantir", "suppliesTo", "Met", polarity="negative", sentence="Palantir has never worked for the Met."),
        say("Met", "uses", "drones", count=9.0, sentence="The Met flies nine drones.", source=gazette),
        say("Liberty", "criticizes", "drones", sentence="Liberty condemned drones."),
        say("Liberty", "challenges", "Met", modality="possible", sentence="Liberty may sue the Met.", source=gazette),
    ]
    known = sorted({node.id: node for row in rows for node in (row.subject, row.object)}.values(), key=lambda node: node.id)
    others = {"Met": ("Metropolitan Police Service", "the Met"), "Mayor": ("Sadiq Khan",)}
    elsewhere = {"Met": ("https://www.wikidata.org/entity/Q1137544",)}
    entities = [Entity(each.id, each.label, each.type, others.get(each.label, ()), elsewhere.get(each.label, ())) for each in known]
    return rows, entities
