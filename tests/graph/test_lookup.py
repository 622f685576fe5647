"""What a user calls a thing."""

from __future__ import annotations

from typing import Any

import pytest
from pyoxigraph import Store

from kgraph import ids
from kgraph.errors import QueryError
from kgraph.graph import add_quads, entity_quads, find_entity, shorten

MET = ids.ACTOR + "metropolitan-police-service"


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("Metropolitan Police Service", MET),
        ("  metropolitan   POLICE ", MET),
        ("the met", MET),
        (MET, MET),
        ("actor:metropolitan-police-service", MET),
        ("lfr", ids.TECHNOLOGY + "live-facial-recognition"),
        ("ALPRs", ids.TECHNOLOGY + "automatic-number-plate-recognition"),
        ("contract: Kent Police, NEC", ids.CONTRACT + "2"),
    ],
)
def test_finds(store: Store, text: str, iri: str) -> None:
    assert find_entity(store, text) == iri


def test_offers_the_nearest(store: Store) -> None:
    with pytest.raises(QueryError, match=r"nothing in the graph is called 'Palantr': did you mean 'Palantir'"):
        find_entity(store, "Palantr")


def test_offers_nothing_where_nothing_is_near(store: Store) -> None:
    with pytest.raises(QueryError, match=r"nothing in the graph is called 'Zyxwvu'$"):
        find_entity(store, "Zyxwvu")


def test_an_iri_that_is_not_there(store: Store) -> None:
    with pytest.raises(QueryError, match="is not in the graph"):
        find_entity(store, ids.ACTOR + "nobody")


def test_what_is_no_iri(store: Store) -> None:
    with pytest.raises(QueryError, match="not an IRI"):
        find_entity(store, "http://e/> <b")


def test_a_label_goes_before_other_names_and_of_two_bearers_class_and_iri_are_told(story: Any) -> None:
    story.entity("liberty", "CivilSocietyOrganization", "Liberty", "the charity")
    story.entity("other", "Company", "Liberty Ltd", "Liberty", "the charity")
    store = Store()
    add_quads(store, entity_quads(story.entities.values()))
    assert find_entity(store, "liberty") == ids.ENTITY + "liberty"
    with pytest.raises(QueryError) as caught:
        find_entity(store, "the charity")
    assert str(caught.value).split("\n") == [
        "'the charity' is the name of 2 things; give the IRI of the one that is meant:",
        "  Liberty (CivilSocietyOrganization): entity:liberty",
        "  Liberty Ltd (Company): entity:other",
    ]
    assert find_entity(store, "entity:other") == ids.ENTITY + "other"


def test_what_is_written_just_so_goes_before_what_is_written_otherwise(story: Any) -> None:
    story.entity("quiet", "Company", "Acme")
    story.entity("loud", "Company", "ACME")
    story.entity("museum", "Company", "Art Museum", "The Met")
    store = Store()
    add_quads(store, entity_quads(story.entities.values()))
    assert find_entity(store, "ACME") == ids.ENTITY + "loud"
    assert find_entity(store, "The Met") == ids.ENTITY + "museum"
    assert find_entity(store, "the Met") == MET
    with pytest.raises(QueryError, match="'acme' is the name of 2 things"):
        find_entity(store, "acme")


def test_widths_of_letters_do_not_matter(store: Store) -> None:
    assert find_entity(store, "ＫＥＮＴ police") == ids.ENTITY + "kent"


@pytest.mark.parametrize("text", ["", " "])
def test_nothing_is_the_name_of_nothing(store: Store, text: str) -> None:
    with pytest.raises(QueryError, match=r"is called '.*'$"):
        find_entity(store, text)


@pytest.mark.parametrize(
    ("iri", "short"),
    [(MET, "actor:metropolitan-police-service"), (ids.ONTOLOGY + "uses", "kg:uses"), ("https://example.org/a", "https://example.org/a")],
)
def test_shorten(iri: str, short: str) -> None:
    assert shorten(iri) == short
