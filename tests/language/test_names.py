"""Names that no list knows, and the class that their words and neighbours give them."""

from __future__ import annotations

import pytest


def named(read, text):
    return {(mention.text, mention.type) for mention in read(text).mentions if mention.text[0].isupper()}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The contract went to Vellumic Ltd in May.", "Vellumic Ltd", "Company"),
        ("The deal went to Ohio-based Brightline Sensors Ltd in May.", "Brightline Sensors Ltd", "Company"),
        ("Orrin Lettings plc was named in the report.", "Orrin Lettings plc", "Company"),
        ("Officers of Wexmoor Police arrived first.", "Wexmoor Police", "PoliceForce"),
        ("The Wexmoor Police Federation objected.", "Wexmoor Police Federation", "CivilSocietyOrganization"),
        ("The Ministry of Public Order paid the bill.", "Ministry of Public Order", "GovernmentBody"),
        ("The Office of the Brennshire Police Commissioner replied.", "Office of the Brennshire Police Commissioner", "OversightBody"),
        ("The Biometrics Ombudsman's Office opened a file.", "Biometrics Ombudsman's Office", "OversightBody"),
        ("It was heard by the Wessel Circuit Court.", "Wessel Circuit Court", "Court"),
        ("Researchers at Aldersend University tested it.", "Aldersend University", "ResearchOrganization"),
        ("The Harrowmere Gazette reported the case.", "Harrowmere Gazette", "MediaOrganization"),
        ("The council passed the Biometric Surveillance Ordinance.", "Biometric Surveillance Ordinance", "LegalInstrument"),
        ("The Commons Party holds a majority.", "Commons Party", "PoliticalParty"),
        ("The Friends of Tollgate Common complained.", "Friends of Tollgate Common", "CivilSocietyOrganization"),
        ("Shoppers in the Brookmarket Centre were filmed.", "Brookmarket Centre", "Place"),
        ("The force bought Sentravue, a live facial recognition system.", "Sentravue", "Product"),
        ("Chief Constable Owain Threlkeld resigned.", "Owain Threlkeld", "Person"),
        ("Joel Addaquaye, 34, was arrested.", "Joel Addaquaye", "Person"),
        ("The campaign group No Faces complained.", "No Faces", "CivilSocietyOrganization"),
        ("The charity Lantern Rights complained.", "Lantern Rights", "CivilSocietyOrganization"),
        ("The Department of Trade and Industry replied.", "Department of Trade and Industry", "GovernmentBody"),
        ("His Majesty's Inspectorate of Lifts agreed.", "His Majesty's Inspectorate of Lifts", "OversightBody"),
        ("It went to the Circuit Court for the Eastern District of Michigan.", "Circuit Court", "Court"),
        ("The First-tier Tribunal allowed the appeal.", "First-tier Tribunal", "Court"),
    ],
)
def test_a_name_is_found_whole_and_with_its_class(read, text, name, kind):
    assert (name, kind) in named(read, text)


def test_two_bodies_joined_by_and_are_two_names(read):
    assert {("Wexmoor Police", "PoliceForce"), ("Vellumic Ltd", "Company")} <= named(read, "Wexmoor Police and Vellumic Ltd signed.")


def test_a_possessive_ends_a_name(read):
    found = named(read, "Vellumic Ltd's Sentravue system failed.")
    assert ("Vellumic Ltd", "Company") in found
    assert ("Sentravue", "Product") in found


def test_a_title_belongs_to_no_name(read):
    texts = {name for name, _ in named(read, "Wexmoor Police Chief Constable Ida Roe spoke. Judge Philippa Tarn agreed.")}
    assert {"Wexmoor Police", "Ida Roe", "Philippa Tarn"} <= texts


def test_a_heading_does_not_run_into_the_text(read):
    found = named(read, "Drones over Wexmoor\n\nVellumic Ltd won the contract.")
    assert ("Vellumic Ltd", "Company") in found
    assert all("\n" not in name for name, _ in found)


def test_a_line_in_capitals_names_nothing_new(read):
    assert named(read, "SHOCK AS CAMERAS GO DARK IN TOWN\n\nNothing else happened.") == set()


def test_months_and_weekdays_are_no_names(read):
    assert named(read, "On Monday it rained. In March it snowed.") == set()


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The Spectrum Licensing Board met Wexmoor Police.", "Spectrum Licensing Board", "OversightBody"),
        ("The Inspectorate of Lamps and Lifts met Wexmoor Police.", "Inspectorate of Lamps and Lifts", "OversightBody"),
        ("Officers of Fell and Moorland Police praised it.", "Fell and Moorland Police", "PoliceForce"),
        ("Fell and Moorland Police spoke of it. So did Fell and Moorland Police.", "Fell and Moorland Police", "PoliceForce"),
        ("The Deputy Chief Constable of Fell and Moorland Police spoke of it.", "Fell and Moorland Police", "PoliceForce"),
        ("It was backed by the Ferry Pilots' Front on Monday.", "Ferry Pilots' Front", None),
        ("The force bought BeatLens in May.", "BeatLens", "Product"),
        ("It was sold by Orrin & Tackle in May.", "Orrin & Tackle", "Company"),
    ],
)
def test_what_stands_inside_a_name_stays_there(read, text, name, kind):
    found = dict(named(read, text))
    assert name in found
    assert kind is None or found[name] == kind


@pytest.mark.parametrize(
    ("text", "technology"),
    [
        ("Wexmoor Police flew kite-mounted cameras.", "kite-mounted cameras"),
        ("Wexmoor Police unplugged its whistling bus-stop microphones.", "whistling bus-stop microphones"),
        ("Wexmoor Police flew crop-spotting drones.", "crop-spotting drones"),
    ],
)
def test_a_technology_keeps_its_modifiers(read, text, technology):
    assert (technology, "Technology") in {(mention.text, mention.type) for mention in read(text).mentions}


@pytest.mark.parametrize(
    ("text", "known"),
    [("THE INFORMATION COMMISSIONER'S OFFICE met on Friday.", ["INFORMATION COMMISSIONER'S OFFICE"]), ("THE MET OFFICE met.", [])],
)
def test_a_known_name_of_several_words_is_found_in_capitals(read, text, known):
    assert [mention.text for mention in read(text).mentions if mention.seed is not None] == known
