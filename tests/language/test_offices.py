"""People given by an office alone: found where they have a part in something, left alone where a name says who they are."""

from __future__ import annotations

import pytest


def offices(read, text):
    return [mention.text for mention in read(text).mentions if mention.type == "Person" and mention.antecedent is None]


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("The mayor has blocked a contract with Vellumic Ltd.", "The mayor"),
        ("Lantern Rights criticised the home secretary.", "the home secretary"),
        ("The Met commissioner defended the cameras.", "The Met commissioner"),
        ("London's mayor criticised Palantir.", "London's mayor"),
        ("The Mayor of London condemned NEC.", "The Mayor of London"),
        ("The mayor of Nowhere condemned NEC.", "The mayor of Nowhere"),
        ("Vellumic Ltd thanked the chief constable of Kent Police for his help.", "the chief constable of Kent Police"),
    ],
)
def test_an_office_without_a_name_is_a_person(read, text, office):
    assert office in offices(read, text)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor, Ida Roe, has blocked a contract.",
        "The commissioner Ida Roe defended the cameras.",
        "Ida Roe is the mayor of Norrowby.",
        "Ida Roe became mayor. The mayor blocked a contract.",
    ],
)
def test_an_office_whose_holder_is_named_is_nobody_else(read, text):
    assert offices(read, text) == ["Ida Roe"]


def test_what_else_the_words_name_stays_named(read):
    mentions = {mention.text: mention.root.type for mention in read("The Met commissioner defended the cameras.").mentions}
    assert mentions["Met"] == "PoliceForce"


def test_half_an_office_is_no_name(read):
    assert "Home" not in {mention.text for mention in read("Home Secretary Ida Roe has approved drones for Kent Police.").mentions}
