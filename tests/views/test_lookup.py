"""What a user types, and the entity that is meant."""

from __future__ import annotations

import pytest

from kgraph.errors import QueryError
from kgraph.model import Entity
from kgraph.views.lookup import find_entity

MET = Entity("urn:met", "Metropolitan Police Service", "PoliceForce", ("Met", "Scotland Yard"))
MUSEUM = Entity("urn:museum", "Met", "Company", ("Metropolitan Museum",))
EDINBURGH = Entity("urn:edinburgh", "Café Nero", "Company")
SMITHS = [Entity("urn:smith2", "Jo Smith", "Person"), Entity("urn:smith1", "Jo Smith", "Company")]
ENTITIES = [MET, MUSEUM, EDINBURGH, *SMITHS]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("urn:met", MET),
        ("Metropolitan Police Service", MET),
        ("Scotland Yard", MET),
        ("scotland  YARD ", MET),
        ("ＣＡＦÉ nero", EDINBURGH),
        ("Met", MUSEUM),
        ("met", MUSEUM),
        ("urn:smith1", SMITHS[1]),
    ],
)
def test_finds_what_is_meant(text, found):
    assert find_entity(ENTITIES, text) == found
    assert find_entity(ENTITIES[::-1], text) == found


def test_what_is_written_just_so_goes_before_what_is_written_otherwise():
    acme, loud = Entity("urn:a", "Acme", "Company"), Entity("urn:b", "ACME", "Company")
    assert find_entity([acme, loud], "ACME") == loud
    with pytest.raises(QueryError, match="'acme' is the name of 2 things"):
        find_entity([acme, loud], "acme")


def test_of_several_it_lists_class_and_iri():
    with pytest.raises(QueryError) as caught:
        find_entity(ENTITIES, "Jo Smith")
    assert str(caught.value).split("\n")[1:] == ["  Jo Smith (Company): urn:smith1", "  Jo Smith (Person): urn:smith2"]


def test_of_none_it_offers_the_nearest_names():
    with pytest.raises(QueryError, match=r"nothing in the graph is called 'scotland yrad': did you mean 'Scotland Yard'\?"):
        find_entity(ENTITIES, "scotland yrad")


@pytest.mark.parametrize("text", ["Zzyzx", "", " "])
def test_offers_nothing_where_nothing_is_near(text):
    with pytest.raises(QueryError, match=r"is called '.*'$"):
        find_entity(ENTITIES, text)


def test_an_empty_graph_has_nothing():
    with pytest.raises(QueryError, match=r"nothing in the graph is called 'Met'$"):
        find_entity([], "Met")
