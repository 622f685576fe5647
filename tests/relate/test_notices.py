"""Contract notices: what stands behind the labels of their lines."""

from __future__ import annotations

import pytest

AWARD = """Contract award notice

Title: Help from the air
Contracting authority: Castrey City Council
Supplier: Vellumic Ltd
Contract value: £2,300,000
Description: drones for the fire service
"""
ANOTHER = """
Title: Cameras
Contracting authority: Wexmoor Police
Awarded to: Lumetrix Ltd
Value: £120,000
"""


def deals(statements, text):
    """Buyers, suppliers and sums, deal by deal, and the lines that say so."""
    found = {}
    for statement in statements(text):
        if statement.predicate in {"buyer", "supplier"}:
            deal = found.setdefault(statement.subject.root, {"amount": statement.qualifiers.amount, "status": statement.qualifiers.status})
            deal[statement.predicate] = (statement.object.root.text, text[statement.evidence.start : statement.evidence.end])
    return list(found.values())


def test_each_line_says_who_takes_which_part(statements):
    assert deals(statements, AWARD) == [
        {
            "amount": 2300000,
            "status": "awarded",
            "buyer": ("Castrey City Council", "Contracting authority: Castrey City Council"),
            "supplier": ("Vellumic Ltd", "Supplier: Vellumic Ltd"),
        }
    ]


def test_the_thing_bought_and_the_supply_follow(said):
    assert {("contract", "concerns", "drones"), ("Vellumic Ltd", "suppliesTo", "Castrey City Council")} <= said(AWARD)


def test_two_notices_are_two_deals(statements):
    found = deals(statements, AWARD + ANOTHER)
    assert [(deal["buyer"][0], deal["supplier"][0], deal["amount"]) for deal in found] == [
        ("Castrey City Council", "Vellumic Ltd", 2300000),
        ("Wexmoor Police", "Lumetrix Ltd", 120000),
    ]


@pytest.mark.parametrize("form", ["**{}:** {}", "- {}: {}", "| {} | {} |", "1. {}: {}", "Name of {}: {}"])
def test_labels_in_lists_tables_and_bold(statements, form):
    text = "\n".join([form.format("Buyer", "Castrey City Council"), form.format("Supplier", "Vellumic Ltd")])
    assert [(deal["buyer"][0], deal["supplier"][0]) for deal in deals(statements, text)] == [("Castrey City Council", "Vellumic Ltd")]


def test_a_buyer_alone_makes_no_deal(statements):
    assert deals(statements, "Buyer: Castrey City Council\nDate: 3 May 2024\n") == []
