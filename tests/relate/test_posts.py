"""Who holds which post where."""

from __future__ import annotations

import pytest


def roles(statements, text):
    return {
        (statement.subject.root.text, statement.object.root.text, statement.qualifiers.role)
        for statement in statements(text)
        if statement.predicate == "affiliatedWith"
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wexmoor Police Chief Constable Ida Roe resigned.", ("Ida Roe", "Wexmoor Police", "Chief Constable")),
        ("Ida Roe, chief executive of Vellumic Ltd, resigned.", ("Ida Roe", "Vellumic Ltd", "chief executive")),
        ("Judge Philippa Tarn of the Wessel Circuit Court agreed.", ("Philippa Tarn", "Wessel Circuit Court", "Judge")),
        ("Vellumic Ltd's director, Oona Prewett, declined.", ("Oona Prewett", "Vellumic Ltd", "director")),
        ("Madeleine Stone of Lantern Rights objected.", ("Madeleine Stone", "Lantern Rights", None)),
        ("Ida Roe, who heads the Data Standards Commission, agreed.", ("Ida Roe", "Data Standards Commission", "head")),
        ("Jake Hurley, head of research at Lantern Rights, objected.", ("Jake Hurley", "Lantern Rights", "head of research")),
    ],
)
def test_a_post_and_its_title(statements, text, expected):
    assert expected in roles(statements, text)


def test_a_post_held_once_is_none(statements):
    assert roles(statements, "Ida Roe, a former director of Vellumic Ltd, objected.") == set()


def test_two_people_keep_their_own_posts(statements):
    found = roles(statements, "Ida Roe, director of Vellumic Ltd, met Owain Threlkeld, chief constable of Wexmoor Police.")
    assert {person: organization for person, organization, _ in found} == {"Ida Roe": "Vellumic Ltd", "Owain Threlkeld": "Wexmoor Police"}
