"""The name of a case says who sues whom, and so does the head of a judgment."""

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lantern Rights v Wexmoor Police was heard in May.", {("Lantern Rights", "challenges", "Wexmoor Police")}),
        ("R (on the application of Lantern Rights) v Wexmoor Police", {("Lantern Rights", "challenges", "Wexmoor Police")}),
        ("Lantern Rights v. the Chief Constable of Wexmoor Police", {("Lantern Rights", "challenges", "Wexmoor Police")}),
        ("R v Wexmoor Police was heard in May, Lantern Rights said.", set()),
        ("Lantern Rights came in May.\nv\nWexmoor Police", set()),
    ],
)
def test_a_case_is_named_after_its_parties(said, text, expected):
    assert {row for row in said(text) if row[1] == "challenges"} == expected


ONE = {("Ann Roe", "challenges", "Wexmoor Police")}
BOTH = ONE | {("Lantern Rights", "challenges", "Wexmoor Police")}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Between:", "", "Ann Roe", "Lantern Rights", "", "Claimants", "", "- and -", "", "Wexmoor Police", "", "Defendant"], BOTH),
        (["Ann Roe", "First Claimant", "Lantern Rights", "Second Claimant", "and", "Chief Constable of Wexmoor Police", "Defendant"], BOTH),
        (["Ann Roe,", "Plaintiff,", "v.", "Wexmoor Police,", "Defendant."], ONE),
        (["Lantern Rights, Appellant", "", "The Wexmoor Police, Respondent", "", "Big Brother Watch", "Intervener"], BOTH - ONE),
        (["Ann Roe spoke to the Claimant", "and Wexmoor Police wrote to the Defendant", "in May."], set()),
        (["Ann Roe", "Claimant", *["A line."] * 12, "Wexmoor Police", "Defendant"], set()),
    ],
)
def test_the_head_of_a_judgment_says_who_sues_whom(said, lines, expected):
    assert {row for row in said("\n".join(lines)) if row[1] == "challenges"} == expected
