"""When it happened, and for how much: what the words around a statement tell, and what the document does."""

from __future__ import annotations

import pytest

FINE = "A fine of SEK 2,500,000 (about EUR 250,000) was imposed on Vellumic Ltd by the Information Commissioner's Office."
MINUTES = "CASTREY CITY COUNCIL\nMinutes, 17 February 2026\n\n"


@pytest.mark.parametrize(
    ("text", "predicate", "date"),
    [
        ("Castrey City Council scrapped its £480,000 contract with Vellumic Ltd on 31 January 2026.", "buyer", "2026-01-31"),
        ("Castrey City Council said on Monday that it had scrapped its £480,000 contract with Vellumic Ltd.", "buyer", None),
        ("Castrey City Council terminated the contract with Vellumic Ltd.", "buyer", None),
        ("Castrey City Council has a £480,000 contract with Vellumic Ltd, which runs out on 31 March 2027.", "buyer", None),
        ("Castrey City Council voted 5-4 on Feb. 3 to scrap its £480,000 contract with Vellumic Ltd.", "blocks", "2026-02-03"),
        ("Castrey City Council agreed on Monday to use drones.", "uses", "2026-02-16"),
        ("Castrey City Council will use drones by 2028.", "uses", "2028"),
        ("Castrey City Council used drones before 2020.", "uses", None),
        ("Castrey City Council has been part of the Brennshire Police Panel since 2014.", "partOf", "2014"),
        (MINUTES + "Castrey City Council terminated the contract with Vellumic Ltd.", "buyer", "2026-02-17"),
        (MINUTES + "Castrey City Council will terminate the contract with Vellumic Ltd.", "buyer", None),
        (MINUTES + "Castrey City Council uses drones.", "uses", None),
        ("Minutes, 3 May 2019\n\nCastrey City Council terminated the contract with Vellumic Ltd.", "buyer", None),
    ],
)
def test_the_day_of_a_statement(statements, text, predicate, date):
    found = {statement.qualifiers.date for statement in statements(text, "2026-02-17") if statement.predicate == predicate}
    assert found == {date}


def test_a_sum_said_once_more_in_another_currency(statements):
    (fine,) = (
        statement
        for statement in statements(FINE, "2026-02-17")
        if statement.predicate == "sanctions"
    )
    assert (fine.qualifiers.amount, fine.qualifiers.currency) == (2_500_000, "SEK")


def test_the_evidence_ends_with_its_quotation(statements):
    text = 'Vellumic Ltd "supplies Wexmoor Police with drones." And Castrey Police uses drones.'
    assert [statement.evidence.sentence for statement in statements(text) if statement.predicate == "uses"] == [
        "And Castrey Police uses drones."
    ]
    assert {statement.evidence.sentence for statement in statements(text) if statement.predicate == "suppliesTo"} == {
        'Vellumic Ltd "supplies Wexmoor Police with drones."'
    }
