"""Deals: who buys, who sells, what, for how much, and how far it has come."""

from __future__ import annotations

import pytest


def deal(statements, text, date="2026-05-28"):
    lines = [statement for statement in statements(text, date) if statement.predicate in {"buyer", "supplier", "concerns"}]
    assert len({line.subject.root for line in lines}) == 1, lines
    first = lines[0].qualifiers
    return {line.predicate: line.object.root.text for line in lines} | {
        "amount": first.amount, "currency": first.currency, "status": first.status, "modality": first.modality, "date": first.date,
    }  # fmt: skip


def test_a_deal_is_gathered_from_one_sentence(statements):
    found = deal(statements, "Castrey City Council awarded Vellumic Ltd a £2.3m contract for drones in April 2026.")
    assert found == {
        "buyer": "Castrey City Council", "supplier": "Vellumic Ltd", "concerns": "drones", "amount": 2300000, "currency": "GBP",
        "status": "awarded", "modality": "actual", "date": "2026-04",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "status", "modality"),
    [
        ("Castrey City Council cancelled its $3m contract with Vellumic Ltd for drones.", "cancelled", "actual"),
        ("Castrey City Council extended its $3m contract with Vellumic Ltd for drones.", "extended", "actual"),
        ("Vellumic Ltd won a $3m contract for drones from Castrey City Council.", "awarded", "actual"),
        ("Castrey City Council plans a $3m contract with Vellumic Ltd for drones.", "proposed", "planned"),
        ("Castrey City Council declined to approve a $3m contract with Vellumic Ltd for drones.", "blocked", "actual"),
        ("Castrey City Council's $3m contract with Vellumic Ltd for drones was voted down.", "blocked", "actual"),
        ("Following a tender, Castrey City Council entered into a $3m contract with Vellumic Ltd for drones.", "awarded", "actual"),
        ("Castrey City Council will not renew its $3m contract with Vellumic Ltd for drones.", "cancelled", "actual"),
        ("It led to the suspension of Castrey City Council's $3m contract with Vellumic Ltd for drones.", "cancelled", "actual"),
        ("Castrey City Council has not cancelled its $3m contract with Vellumic Ltd for drones.", "awarded", "actual"),
        ("Two forces refuse to say if Castrey City Council has a $3m contract with Vellumic Ltd for drones.", "awarded", "actual"),
    ],
)
def test_the_status_of_a_deal(statements, text, status, modality):
    found = deal(statements, text)
    assert (found["status"], found["modality"]) == (status, modality)
    assert (found["supplier"], found["buyer"]) == ("Vellumic Ltd", "Castrey City Council")


def test_of_two_sums_the_whole_counts(statements):
    text = "Castrey City Council signed a contract with Vellumic Ltd for drones, first for $30,000 and at an overall price of $90,000."
    assert deal(statements, text)["amount"] == 90000


def test_a_sum_said_once_more_in_another_currency_does_not_count(statements):
    text = "Castrey City Council signed a £50 million ($67 million) contract with Vellumic Ltd for drones."
    assert deal(statements, text)["amount"] == 50000000


def test_who_is_asked_about_a_deal_has_no_part_in_it(statements):
    text = "Requests about Vellumic Ltd's £2m contract for drones have been referred to Castrey City Council."
    assert {row.object.root.text for row in statements(text) if row.predicate == "buyer"} == set()


def test_several_deals_are_not_the_one(statements):
    text = (
        "Castrey City Council signed a contract with Vellumic Ltd for drones. Vellumic Ltd has other contracts, worth £9m in all. "
        "The contract was cancelled."
    )
    assert deal(statements, text)["status"] == "cancelled"


def test_a_deal_said_twice_is_one_contract(statements):
    text = "Castrey City Council signed a contract with Vellumic Ltd for drones. The contract is worth £2m."
    assert deal(statements, text)["amount"] == 2000000


def test_the_deal_of_a_body_is_the_one_that_was_told_of(statements):
    text = "Castrey City Council signed a contract with Vellumic Ltd for drones. Castrey City Council's contract is worth £2m."
    assert deal(statements, text)["amount"] == 2000000


def test_a_deal_that_is_not_renewed_has_been_supplied_under(statements):
    rows = statements("Castrey City Council voted not to renew its contract with Vellumic Ltd for drones.")
    said = {(row.subject.root.text, row.predicate): row.qualifiers.polarity for row in rows if row.predicate in {"suppliesTo", "blocks"}}
    assert said == {("Vellumic Ltd", "suppliesTo"): "positive", ("Castrey City Council", "blocks"): "positive"}


def test_the_deal_of_a_headline_is_that_of_the_lead(statements):
    text = "Council agrees drone deal\n\nCastrey City Council has signed a £2m contract with Vellumic Ltd for drones."
    assert deal(statements, text)["supplier"] == "Vellumic Ltd"


def test_who_is_pointed_to_and_then_named_is_named(statements):
    text = (
        "Castrey City Council tried the drones of Vellumic Ltd. A £2m contract between the two was signed in May. "
        "The contract was signed by Castrey City Council."
    )
    frames = {row.predicate: row.frame for row in statements(text) if row.predicate in {"buyer", "supplier"}}
    assert frames == {"buyer": "buyer/contract", "supplier": "supplier/both"}


def test_what_follows_the_lead_may_be_another_deal(statements):
    text = (
        "Council agrees drone deal\n\nCastrey City Council has signed a £2m contract with Vellumic Ltd for drones. "
        "Castrey City Council signed a £3m contract with Norrowby Ltd for body-worn cameras in 2024."
    )
    assert len({row.subject.root for row in statements(text) if row.predicate == "supplier"}) == 2


def test_a_blocked_deal_was_only_planned_supply(statements):
    text = "A £50m contract between Wexmoor Police and Vellumic Ltd was blocked by Gwenda Ashlock, the mayor."
    found = {(statement.predicate, statement.qualifiers.modality) for statement in statements(text)}
    assert ("suppliesTo", "planned") in found
    assert ("blocks", "actual") in found


def test_whoever_blocks_a_deal_does_not_buy(said):
    text = "Gwenda Ashlock blocked a £50m contract between Wexmoor Police and Vellumic Ltd."
    assert {target for _, predicate, target in said(text) if predicate == "buyer"} == {"Wexmoor Police"}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Castrey City Council awarded Vellumic Ltd a £2.3m contract for drones.", "£2.3m"),
        ("Castrey City Council awarded Vellumic Ltd a contract for drones worth 2.3 million pounds.", "2.3 million pounds"),
        ("Castrey City Council signed a contract with Vellumic Ltd for drones. The contract is worth £2,300,000.", "£2,300,000"),
        ("Castrey City Council signed a contract with Vellumic Ltd for drones. The overall contract value is £2.3m.", "£2.3m"),
    ],
)
def test_the_sum_is_kept_as_it_is_written(statements, text, written):
    lines = [statement.qualifiers for statement in statements(text) if statement.predicate in {"buyer", "supplier", "concerns"}]
    assert {(line.amount, line.amount_text) for line in lines} == {(2300000, written)}


def test_a_fine_is_kept_as_it_is_written(statements):
    found = statements("The Data Standards Commission fined Vellumic Ltd £7.5 million.")
    (fine,) = [statement.qualifiers for statement in found if statement.predicate == "sanctions"]
    assert (fine.amount, fine.amount_text) == (7500000, "£7.5 million")


def test_of_two_sums_the_fine_is_the_nearer(statements):
    found = statements("The Data Standards Commission imposed a fine of £7.5 million on Vellumic Ltd, which had sold faces for £9.")
    (fine,) = [statement.qualifiers for statement in found if statement.predicate == "sanctions"]
    assert fine.amount == 7500000


def test_who_approves_a_new_contract_buys_where_nobody_else_does(said):
    found = said("Castrey City Council approved a new two-year contract with Vellumic Ltd.")
    assert ("contract", "buyer", "Castrey City Council") in found
    found = said("Castrey City Council approved a new two-year contract between Wexmoor Police and Vellumic Ltd.")
    assert {target for _, predicate, target in found if predicate == "buyer"} == {"Wexmoor Police"}


@pytest.mark.parametrize(
    "text",
    [
        "Wexmoor Police signed a data-sharing agreement with Vellumic Ltd for its cameras.",
        "Under an agreement with Vellumic Ltd of July, Wexmoor Police passes images from its cameras.",
        "Vellumic Ltd was fined £20,000 because it gave Wexmoor Police data from its cameras without a court order.",
    ],
)
def test_an_agreement_to_share_data_is_no_deal(said, text):
    found = said(text)
    assert {predicate for _, predicate, _ in found}.isdisjoint({"buyer", "supplier", "concerns"})


def test_who_buys_a_firm_has_no_contract_with_it(said):
    found = said("The Data Standards Commission cleared the £12m purchase of Dictarrow Ltd by Vellumic Ltd.")
    assert {predicate for _, predicate, _ in found}.isdisjoint({"buyer", "supplier", "concerns", "suppliesTo"})


@pytest.mark.parametrize(
    "text",
    [
        "No contract exists between Wexmoor Police and Vellumic Ltd for drones.",
        "Wexmoor Police does not have a contract with Vellumic Ltd for drones.",
    ],
)
def test_what_does_not_exist_is_no_deal(said, text):
    assert {predicate for _, predicate, _ in said(text)}.isdisjoint({"buyer", "supplier", "concerns"})


def test_another_currency(statements):
    assert deal(statements, "Castrey City Council signed a €640,000 contract with Vellumic GmbH for drones.")["currency"] == "EUR"


def test_canadian_dollars_in_a_canadian_document(statements):
    text = "The Royal Canadian Mounted Police awarded a $5m contract for drones to Vellumic Ltd. Toronto Police Service objected."
    assert deal(statements, text)["currency"] == "CAD"


def test_the_city_buys_for_the_city_of_that_name(statements):
    text = "The City of Norrowby signed a $2m contract with Vellumic Ltd for drones. In May the City cancelled its contract with Vellumic."
    assert deal(statements, text)["status"] == "cancelled"


@pytest.mark.parametrize("more", ["Residents urged the council to cancel the contract.", "The contract ends in March 2029."])
def test_a_deal_is_not_over_before_somebody_ends_it(statements, more):
    assert deal(statements, f"Castrey City Council has a contract with Vellumic Ltd for drones. {more}")["status"] == "awarded"
