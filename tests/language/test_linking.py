"""Rules and network vote on what a pronoun or description means."""

from __future__ import annotations

import pytest

from kgraph.language.linking import agreed
from kgraph.language.mentions import Name
from kgraph.language.salience import Reference

FIRM, LANDLORD = (Name(start, start + 2, "Company", None, key) for start, key in ((0, "vellumic"), (5, "brookmarket")))


@pytest.mark.parametrize(("probability", "meant"), [(0.6, FIRM), (0.95, LANDLORD)])
def test_the_network_overrules_a_rule_only_if_it_is_sure(probability, meant):
    assert agreed(Reference(9, 11, LANDLORD, probability), [Reference(9, 11, FIRM)]).name is meant


def test_where_no_rule_says_another_thing_the_network_is_believed():
    doubtful = Reference(9, 11, LANDLORD, 0.6)
    for ruled in ([], [Reference(2, 4, FIRM)], [Reference(9, 11, LANDLORD)]):
        assert agreed(doubtful, ruled) == doubtful
