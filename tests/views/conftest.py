"""Rows as short as they can be said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kgraph import ids
from kgraph.model import Node, Row, Source

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
