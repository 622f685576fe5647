"""One logical structure, whatever the grammar: roles and the heads that fill them."""

from __future__ import annotations

import pytest

from kgraph.relate.clauses import predicates


@pytest.fixture(scope="session")
def parsed(reader):
    def roles(text, lemma):
        doc = reader.pipeline(text)
        found = [predicate for sentence in doc.sents for predicate in predicates(sentence) if predicate.lemma == lemma]
        assert found, f"no predicate {lemma!r} in {text!r}"
        return {(argument.role, argument.head.text) for argument in found[0].arguments}

    return roles


@pytest.mark.parametrize(
    ("text", "lemma", "expected"),
    [
        ("The force bought cameras.", "buy", {("subject", "force"), ("object", "cameras")}),
        ("The cameras were bought by the force.", "buy", {("subject", "force"), ("object", "cameras")}),
        ("The council scrapped software developed by Vellumic.", "develop", {("subject", "Vellumic"), ("object", "software")}),
        ("The vendor, which supplies the police, declined.", "supply", {("subject", "vendor"), ("object", "police")}),
        ("The contract which the city signed is void.", "sign", {("subject", "city"), ("object", "contract")}),
        ("The council praised the cameras that the force bought.", "buy", {("subject", "force"), ("object", "cameras")}),
        ("The force plans to deploy drones.", "deploy", {("subject", "force"), ("object", "drones")}),
        ("The police and the council bought drones and cameras.", "buy",
         {("subject", "police"), ("subject", "council"), ("object", "drones"), ("object", "cameras")}),
        ("The ministry neither bought nor used the system.", "buy", {("subject", "ministry"), ("object", "system")}),
        ("The police rolled out cameras.", "roll out", {("subject", "police"), ("object", "cameras")}),
        ("The union raised concerns about the cameras.", "concern", {("subject", "union"), ("about", "cameras")}),
        ("The court asked the council to end the trial.", "end", {("subject", "council"), ("object", "trial")}),
        ("The force was ordered to delete the data.", "delete", {("subject", "force"), ("object", "data")}),
        ("The council's use of drones grew.", "use", {("possessor", "council"), ("of", "drones")}),
        ("The cancellation of the contract by the city surprised nobody.", "cancellation", {("of", "contract"), ("by", "city")}),
        ("Vellumic is the maker of the system.", "maker", {("subject", "Vellumic"), ("of", "system")}),
        ("Vellumic, a supplier of cameras, won.", "supplier", {("subject", "Vellumic"), ("of", "cameras")}),
        ("The court dismissed the claim brought by Roe against the force.", "claim", {("by", "Roe"), ("against", "force")}),
        ("The union asked the council to end its support for the trial.", "end", {("subject", "council"), ("object", "support")}),
        ("The council paid a consultancy to test the cameras.", "test", {("subject", "consultancy"), ("object", "cameras")}),
        ("The council used drones to watch the crowd.", "watch", {("subject", "council"), ("object", "crowd")}),
        ("Critics are wary of the system.", "wary", {("subject", "Critics"), ("of", "system")}),
    ],
)  # fmt: skip
def test_roles_are_logical(parsed, text, lemma, expected):
    assert expected <= parsed(text, lemma)


def test_a_critic_of_a_use_does_not_use(parsed):
    assert ("subject", "union") not in parsed("The union condemned the use of drones.", "use")
