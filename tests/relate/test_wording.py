"""What a sentence says, property by property."""

from __future__ import annotations

import pytest

DRONES = "drones"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wexmoor Police has deployed drones since May.", ("Wexmoor Police", "uses", DRONES)),
        ("Officers of Wexmoor Police have been wearing body cameras.", ("Wexmoor Police", "uses", "body cameras")),
        ("Wexmoor Police's use of drones is to grow.", ("Wexmoor Police", "uses", DRONES)),
        ("The drones are made by Tolvane Aeronautics Ltd.", ("Tolvane Aeronautics Ltd", "provides", DRONES)),
        ("Vellumic Ltd, the maker of gunshot sensors, declined.", ("Vellumic Ltd", "provides", "gunshot sensors")),
        ("Wexmoor Police bought drones from Tolvane Aeronautics Ltd.", ("Tolvane Aeronautics Ltd", "suppliesTo", "Wexmoor Police")),
        ("Vellumic Ltd supplied Wexmoor Police with drones.", ("Vellumic Ltd", "suppliesTo", "Wexmoor Police")),
        ("The Home Office is paying for the drones.", ("Home Office", "funds", DRONES)),
        ("Kestrane Group has acquired Dictarrow Ltd.", ("Kestrane Group", "acquires", "Dictarrow Ltd")),
        ("Dictarrow Ltd is a subsidiary of Kestrane Group.", ("Dictarrow Ltd", "partOf", "Kestrane Group")),
        ("Wexmoor Police teamed up with Aldersend University.", ("Wexmoor Police", "partnersWith", "Aldersend University")),
        ("Wexmoor Police shared images with Castrey Police.", ("Wexmoor Police", "sharesDataWith", "Castrey Police")),
        ("Lantern Rights condemned Wexmoor Police.", ("Lantern Rights", "criticizes", "Wexmoor Police")),
        ("Lantern Rights raised concerns about drones.", ("Lantern Rights", "criticizes", DRONES)),
        ("Lantern Rights called for a ban on drones.", ("Lantern Rights", "criticizes", DRONES)),
        ("The Wexmoor Police Federation welcomed drones.", ("Wexmoor Police Federation", "supports", DRONES)),
        ("Castrey City Council banned the use of drones.", ("Castrey City Council", "blocks", DRONES)),
        ("Castrey City Council approved the use of drones.", ("Castrey City Council", "authorizes", DRONES)),
        ("Lantern Rights has sued Wexmoor Police.", ("Lantern Rights", "challenges", "Wexmoor Police")),
        ("Lantern Rights lodged a complaint against Wexmoor Police.", ("Lantern Rights", "challenges", "Wexmoor Police")),
        ("The Wessel Circuit Court ruled in favour of Wexmoor Police.", ("Wessel Circuit Court", "rulesInFavorOf", "Wexmoor Police")),
        ("The Wessel Circuit Court ruled that Wexmoor Police had acted unlawfully.",
         ("Wessel Circuit Court", "rulesAgainst", "Wexmoor Police")),
        ("The Data Standards Commission opened an investigation into Wexmoor Police.",
         ("Data Standards Commission", "investigates", "Wexmoor Police")),
        ("The Data Standards Commission oversees Wexmoor Police.", ("Data Standards Commission", "oversees", "Wexmoor Police")),
        ("The Data Standards Commission fined Vellumic Ltd.", ("Data Standards Commission", "sanctions", "Vellumic Ltd")),
        ("Joel Addaquaye, 34, was wrongly identified by Wexmoor Police.", ("Wexmoor Police", "misidentifies", "Joel Addaquaye")),
        ("Vellumic Ltd has its headquarters in Leeds.", ("Vellumic Ltd", "locatedIn", "Leeds")),
        ("The Leeds-based company Vellumic Ltd declined to comment.", ("Vellumic Ltd", "locatedIn", "Leeds")),
        ("The High Court dismissed the claim by Ida Roe against Wexmoor Police.", ("High Court", "rulesInFavorOf", "Wexmoor Police")),
        ("Lantern Rights called on Wexmoor Police to stop using drones.", ("Lantern Rights", "criticizes", "drones")),
        ("Lantern Rights called on Wexmoor Police to end its use of drones.", ("Lantern Rights", "criticizes", "drones")),
        ("Lantern Rights called on Wexmoor Police to end its use of drones.", ("Wexmoor Police", "uses", "drones")),
        ("Lantern Rights urged Wexmoor Police to stop using drones.", ("Wexmoor Police", "uses", "drones")),
        ("Lantern Rights joined a lawsuit against Wexmoor Police.", ("Lantern Rights", "challenges", "Wexmoor Police")),
        ("Lantern Rights filed a lawsuit against Wexmoor Police on behalf of Ida Roe.", ("Lantern Rights", "supports", "Ida Roe")),
        ("The Ministry of Order will provide £230m for drones.", ("Ministry of Order", "funds", "drones")),
        ("The Data Standards Commission monitors Wexmoor Police.", ("Data Standards Commission", "oversees", "Wexmoor Police")),
        ("Ida Roe said drones were inaccurate and should be banned.", ("Ida Roe", "criticizes", "drones")),
        ("Ida Roe said the drones would help officers to find people.", ("Ida Roe", "supports", "drones")),
        ("Ida Roe recommended body worn video.", ("Ida Roe", "supports", "body worn video")),
        ("The Data Standards Commission holds Wexmoor Police to account.", ("Data Standards Commission", "oversees", "Wexmoor Police")),
        ("Wexmoor Police bought Axon-made body cameras.", ("Axon", "provides", "body cameras")),
        ("The masts were built by Vellumic Ltd of Leeds.", ("Vellumic Ltd", "locatedIn", "Leeds")),
        ("Vellumic Ltd, from Leeds, declined to comment.", ("Vellumic Ltd", "locatedIn", "Leeds")),
        ("Wexmoor Police spends £2m a year on drones.", ("Wexmoor Police", "uses", "drones")),
        ("Wexmoor Police has paid Vellumic Ltd £2m for drones.", ("Vellumic Ltd", "suppliesTo", "Wexmoor Police")),
        ("Castrey City Council paid Vellumic Ltd to review its drones.", ("Vellumic Ltd", "investigates", "drones")),
        ("The Data Standards Commission cleared the takeover of Dictarrow Ltd by Vellumic Ltd.",
         ("Data Standards Commission", "authorizes", "Vellumic Ltd")),
        ("The Data Standards Commission blocked Vellumic Ltd's acquisition of Dictarrow Ltd.",
         ("Data Standards Commission", "blocks", "Vellumic Ltd")),
        ("Wexmoor Police installed cameras with drones at London Bridge station.", ("drones", "deployedIn", "London Bridge station")),
    ],
)  # fmt: skip
def test_a_wording_makes_its_statement(said, text, expected):
    assert expected in said(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Castrey City Council pulled the plug on drones.", ("Castrey City Council", "blocks", DRONES)),
        ("Lantern Rights laid the blame at the door of Wexmoor Police.", ("Lantern Rights", "criticizes", "Wexmoor Police")),
        ("Wexmoor Police came under fire from Lantern Rights.", ("Lantern Rights", "criticizes", "Wexmoor Police")),
        ("Wexmoor Police reports to the Data Standards Commission.", ("Data Standards Commission", "oversees", "Wexmoor Police")),
    ],
)
def test_a_fixed_expression_makes_its_statement(said, text, expected):
    assert expected in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "Should Wexmoor Police use drones?",
        "Lantern Rights urged Wexmoor Police to use drones.",
        "If Wexmoor Police uses drones, people will complain.",
        "Wexmoor Police would neither confirm nor deny that it uses drones.",
        "There is no evidence that Wexmoor Police used drones.",
        "Wexmoor Police has a neither-confirm-nor-deny policy on its use of drones.",
        "New rules govern how Wexmoor Police can use drones.",
        "Castrey City Council has not approved the use of drones by Wexmoor Police.",
    ],
)
def test_what_is_not_asserted_is_not_stated(said, text):
    assert ("Wexmoor Police", "uses", "drones") not in said(text)


@pytest.mark.parametrize("what", ["were not a threat", "would not help", "were here"])
def test_who_says_that_a_thing_is_not_bad_or_good_takes_no_side(said, what):
    assert {predicate for _, predicate, _ in said(f"Ida Roe said drones {what}.")}.isdisjoint({"criticizes", "supports"})


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        ("Wexmoor Police spends £2m a year on drones.", "funds"),
        ("Lantern Rights made a complaint to the Data Standards Commission.", "criticizes"),
        ("Wexmoor Police has extended its use of drones.", "authorizes"),
        ("Lantern Rights said Vellumic Ltd did not supply drones to Wexmoor Police.", "blocks"),
        ("The Data Standards Commission has approved the purchase of drones.", "supports"),
        ("The Data Standards Commission is responsible for drones.", "supports"),
        ("Aldersend University tested drones.", "uses"),
    ],
)
def test_a_near_miss_makes_none(said, text, nothing):
    assert nothing not in {predicate for _, predicate, _ in said(text)}


def test_who_fights_a_firm_for_years_does_not_fight_for_it(said):
    found = said("The charity Lantern Rights has fought Vellumic Ltd for years.")
    assert found == {("Lantern Rights", "criticizes", "Vellumic Ltd")}


def test_who_joins_another_is_not_joined_with_each_other(said):
    def together(text):
        return {frozenset({subject, object_}) for subject, predicate, object_ in said(text) if predicate == "partnersWith"}

    assert frozenset({"Wexmoor Police", "Castrey Police"}) in together("Wexmoor Police and Castrey Police collaborated.")
    found = together("Wexmoor Police and Castrey Police collaborated with Aldersend University.")
    assert frozenset({"Wexmoor Police", "Castrey Police"}) not in found
    assert frozenset({"Castrey Police", "Aldersend University"}) in found


@pytest.mark.parametrize(
    ("telling", "customers"),
    [
        ("Joel Addaquaye, chief constable of Wexmoor Police, said a pilot with Vellumic Ltd had saved hours.", {"Wexmoor Police"}),
        ("A pilot with Vellumic Ltd has saved hours, according to Wexmoor Police.", {"Wexmoor Police"}),
        ("Joel Addaquaye, chief constable of Wexmoor Police, said the council's pilot with Vellumic Ltd had failed.", set()),
        ("Lantern Rights said a pilot with Vellumic Ltd had failed.", set()),
        ("A pilot with Vellumic Ltd has saved hours.", set()),
    ],
)
def test_a_pilot_that_nobody_else_runs_is_of_the_body_that_speaks_of_it(said, telling, customers):
    assert {customer for _, predicate, customer in said(telling) if predicate == "suppliesTo"} == customers


def test_a_judicial_review_is_no_inquiry(said):
    found = said("Lantern Rights brought a judicial review of Wexmoor Police over drones.")
    assert {predicate for subject, predicate, _ in found if subject == "Lantern Rights"} == {"challenges"}


def test_a_merger_of_companies_is_no_deployment(said):
    assert {predicate for _, predicate, _ in said("Kestrane Group has acquired Dictarrow Ltd.")} == {"acquires"}


def test_evidence_is_the_sentence_at_its_offsets(read, relater):
    text = "A heading\n\nIt rained. Lantern Rights condemned Wexmoor Police. Nobody listened."
    (statement,) = relater.relate(read(text))
    evidence = statement.evidence
    assert evidence.sentence == text[evidence.start : evidence.end] == "Lantern Rights condemned Wexmoor Police."


def test_a_thing_said_twice_is_stated_once(statements):
    text = "Lantern Rights condemned Wexmoor Police. On Friday the charity Lantern Rights again criticised Wexmoor Police."
    assert len([statement for statement in statements(text) if statement.predicate == "criticizes"]) == 1


def test_what_one_side_claims_and_the_other_denies_is_two_statements(statements):
    text = "Wexmoor Police uses drones, Lantern Rights says. Wexmoor Police denies using drones."
    polarities = {statement.qualifiers.polarity for statement in statements(text) if statement.predicate == "uses"}
    assert polarities == {"positive", "negative"}
