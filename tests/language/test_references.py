"""What descriptions, pronouns, surnames and acronyms stand for, and when they are better left alone."""

from __future__ import annotations

import pytest


def stands_for(read, text, reference):
    """The names that the reference (any of its occurrences) leads to."""
    return {mention.root.text for mention in read(text).mentions if mention.text == reference and mention.antecedent is not None}


@pytest.mark.parametrize(
    ("text", "reference", "name"),
    [
        ("Wexmoor Police bought drones. The force will fly them in May.", "The force", "Wexmoor Police"),
        ("Vellumic Ltd made a loss. Analysts say the company is for sale.", "the company", "Vellumic Ltd"),
        ("Gwenda Ashlock spoke first. Ashlock defended the cameras.", "Ashlock", "Gwenda Ashlock"),
        ("The Northern Imaging Bureau (NIB) ran the search. NIB keeps no copies.", "NIB", "Northern Imaging Bureau"),
        ("Wexmoor Police apologised because it had lost the files.", "it", "Wexmoor Police"),
        ("Kestrane Group bought two rivals. Kestrane paid in cash.", "Kestrane", "Kestrane Group"),
        ("The Orveth Valley Purchasing Board met. The Board will decide in June.", "The Board", "Orveth Valley Purchasing Board"),
        ("Dame Ida Roe left early. She gave no reason.", "She", "Ida Roe"),
        ("Lantern Rights sued. Vellumic Ltd paid. The civil liberties group was glad.", "The civil liberties group", "Lantern Rights"),
        ("Henry Tarn III voted no. Tarn defended the cameras.", "Tarn", "Henry Tarn III"),
        ("The Orveth Data Authority (Aurith Daten/AD) met. AD will decide.", "AD", "Orveth Data Authority"),
        ('The Wexmoor Data Board ("Wexlow Commission") met. The Wexlow Commission will decide.', "Wexlow Commission", "Wexmoor Data Board"),
        ("The Court of Appeal ruled. Ida Roe lost in the Divisional Court. The Court was clear.", "The Court", "Court of Appeal"),
        ("Castrey Council met. Residents urged the City Council to act.", "City Council", "Castrey Council"),
    ],
)
def test_a_reference_leads_to_its_name(read, text, reference, name):
    assert stands_for(read, text, reference) == {name}


def test_a_description_that_fits_two_is_left_alone(read):
    text = "Wexmoor Police and Castrey Police met on Monday. The force said nothing."
    assert stands_for(read, text, "The force") == set()


def test_a_surname_that_two_people_bear_is_given_to_neither(read):
    text = "Anna Roe sued the city. Peter Roe did not. Roe later moved away."
    assert stands_for(read, text, "Roe") == set()


@pytest.mark.parametrize(
    ("text", "form", "kind"),
    [
        ("The court of appeal ruled against the Metropolitan police.", "Metropolitan police", "PoliceForce"),
        ("The court of appeal ruled against the Metropolitan police.", "court of appeal", "Court"),
        ("South Wales Police Force used it.", "South Wales Police", "PoliceForce"),
    ],
)
def test_known_names_in_the_style_of_a_paper(read, text, form, kind):
    assert [mention.type for mention in read(text).mentions if mention.text.startswith(form) and mention.seed] == [kind]


def test_a_council_without_a_place_is_none_of_two(read):
    text = "Castrey Council and Norrowby Council met. Residents urged the City Council to act."
    assert stands_for(read, text, "City Council") == set()


def test_a_force_is_not_its_federation(read):
    text = "Wexmoor Police bought drones. The Wexmoor Police Federation was glad. Wexmoor Police will fly them."
    assert {mention.root.text for mention in read(text).mentions if mention.text == "Wexmoor Police"} == {"Wexmoor Police"}


def test_he_is_not_a_woman(read):
    assert stands_for(read, "Dame Ida Roe left early. He gave no reason.", "He") == set()


def test_a_place_is_not_the_force_named_after_it(read):
    reading = read("Wexmoor Police is based in Wexmoor. The force has 400 officers.")
    kinds = {mention.root.type for mention in reading.mentions if mention.text == "Wexmoor"}
    assert kinds <= {"Place"}
