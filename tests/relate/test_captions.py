"""The name of a case says who sues whom."""

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
