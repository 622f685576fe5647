"""How many: the number is that of what is used, whether it stands before it, before what carries it, or alone."""

import pytest


@pytest.mark.parametrize(
    ("text", "property_", "count"),
    [
        ("Essex Police flies nine drones.", "uses", 9),
        ("Essex Police flies about forty of its 60 thermal drones at night.", "uses", 40),
        ("Essex Police operates ten vans with live facial recognition.", "uses", 10),
        ("Essex Police uses live facial recognition vans.", "uses", None),
        ("Essex Police uses live facial recognition in two murder cases.", "uses", None),
        ("Essex Police has bought drones from three companies.", "uses", None),
    ],
)
def test_a_number_counts_what_is_used(statements, text, property_, count):
    found = [statement for statement in statements(text) if statement.predicate == property_]

    assert [statement.qualifiers.count for statement in found] == [count]
