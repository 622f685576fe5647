"""Who holds which post where."""

from __future__ import annotations

import pytest

from kgraph.language.kinds import load_kinds
from kgraph.model import Mention
from kgraph.relate.posts import is_post


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
        ("Oona Prewett, Vellumic Ltd's director of trust, left.", ("Oona Prewett", "Vellumic Ltd", "director of trust")),
        ("Oona Prewett, public affairs manager at Vellumic Ltd, left.", ("Oona Prewett", "Vellumic Ltd", "public affairs manager")),
        ("Ida Roe was appointed chief constable of Wexmoor Police.", ("Ida Roe", "Wexmoor Police", "chief constable")),
        ("Castrey City Council met. Council member Ida Roe objected.", ("Ida Roe", "Castrey City Council", "Council member")),
        ("Ida Roe helped to set it up and now works for Vellumic Ltd.", ("Ida Roe", "Vellumic Ltd", None)),
        ("An engineer, Ida Roe, works at Vellumic Ltd.", ("Ida Roe", "Vellumic Ltd", None)),
        ("In attendance: Superintendent Ida Roe, Wexmoor Police; Jo Quill.", ("Ida Roe", "Wexmoor Police", "Superintendent")),
        ("Ida Roe chairs the Data Standards Commission.", ("Ida Roe", "Data Standards Commission", "chair")),
        ("The chief constable of Wexmoor Police, Ida Roe, objected.", ("Ida Roe", "Wexmoor Police", "chief constable")),
        ("Has Chief Constable Ida Roe of Wexmoor Police read it?", ("Ida Roe", "Wexmoor Police", "Chief Constable")),
        ("After years in policing, Ida Roe of Lantern Rights objected.", ("Ida Roe", "Lantern Rights", None)),
    ],
)
def test_a_post_and_its_title(statements, text, expected):
    assert expected in roles(statements, text)


@pytest.mark.parametrize(
    "text",
    [
        "Ida Roe, a former director of Vellumic Ltd, objected.",
        "Ida Roe worked for Vellumic Ltd until 2019.",
        "Ida Roe does not work for Vellumic Ltd.",
        "Ida Roe works against Vellumic Ltd.",
        "To: Ida Roe and Members of Castrey City Council",
    ],
)
def test_a_post_held_once_or_never_is_none(statements, text):
    assert roles(statements, text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Wexmoor Police was praised by its police and crime commissioner, Ida Roe.",
        "Wexmoor Police was praised by its mayor, Ida Roe.",
        "Wexmoor Police was praised. The police and crime commissioner, Ida Roe, agreed.",
    ],
)
def test_who_holds_a_force_to_account_is_none_of_it(statements, text):
    assert roles(statements, text) == set()


def test_two_people_keep_their_own_posts(statements):
    found = roles(statements, "Ida Roe, director of Vellumic Ltd, met Owain Threlkeld, chief constable of Wexmoor Police.")
    assert {person: organization for person, organization, _ in found} == {"Ida Roe": "Vellumic Ltd", "Owain Threlkeld": "Wexmoor Police"}


@pytest.mark.parametrize(
    ("name", "post"),
    [
        ("Police and Crime Commissioner for Holderby", True),
        ("Security Minister", True),
        ("Office of the Data Commissioner", False),
        ("Holderby Police Authority", False),
    ],
)
def test_nobody_belongs_to_a_post(name, post):
    assert is_post(Mention("one", 0, len(name), name, "OversightBody"), load_kinds()) is post


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wexmoor Police flew drones. Deputy Chief Ida Roe was glad.", {("Ida Roe", "Wexmoor Police", "Deputy Chief")}),
        ("Detective Sergeant Ida Roe was glad. Wexmoor Police flew drones.", {("Ida Roe", "Wexmoor Police", "Detective Sergeant")}),
        ("Wexmoor Police flew drones. Ida Roe, the chief of police, was glad.", {("Ida Roe", "Wexmoor Police", "chief of police")}),
        ("The Wessel Circuit Court sat in May. Judge Ida Roe was glad.", {("Ida Roe", "Wessel Circuit Court", "Judge")}),
        ("Wexmoor Police and Tarn Police flew drones. Captain Ida Roe was glad.", set()),
        ("Wexmoor Police flew drones. Ida Roe, a policy officer, was glad.", set()),
    ],
)
def test_a_rank_is_held_in_the_only_force_there_is(statements, text, expected):
    assert roles(statements, text) == expected


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Ida Roe was appointed chief constable of Wexmoor Police in March 2024.", "2024-03"),
        ("Ida Roe, who has been chief constable of Wexmoor Police since 2022, resigned on Monday.", "2022"),
        ("Ida Roe, chief constable of Wexmoor Police, resigned in May 2025.", None),
    ],
)
def test_when_a_post_was_taken(statements, text, date):
    (post,) = [statement for statement in statements(text) if statement.predicate == "affiliatedWith"]
    assert post.qualifiers.date == date
