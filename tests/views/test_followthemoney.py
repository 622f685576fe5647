"""FollowTheMoney's own library reads what was written, finds it valid, and finds at each end what may stand there."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kgraph import ids
from kgraph.model import Entity
from kgraph.views.followthemoney import write_followthemoney

MET, PALANTIR, DEAL = "kgraph-entity-met", "kgraph-entity-palantir", "kgraph-entity-deal"


Proxies = dict[str, Any]  # of followthemoney.proxy.EntityProxy, by identifier


def read(path: Path, ftm: Any) -> Proxies:
    """The proxies by identifier: each valid, no value thrown away, and what it points to is there and of the right kind."""
    proxies: Proxies = {}
    for line in path.read_text(encoding="utf-8").split("\n")[:-1]:
        data = json.loads(line)
        ftm.model.get(data["schema"]).validate(data)
        proxy = ftm.model.get_proxy(data, cleaned=False)
        assert proxy.id == data["id"]
        assert {name for name, values in data["properties"].items() if len(proxy.get(name)) != len(set(values))} == set(), line
        assert proxy.id not in proxies
        proxies[proxy.id] = proxy
    for proxy in proxies.values():
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                assert proxies[value].schema.is_a(prop.range), f"{proxy.id}: {prop.name} is a {proxies[value].schema.name}"
    return proxies


@pytest.fixture
def written(tmp_path, ftm):
    def write(rows, entities=()) -> Proxies:
        write_followthemoney(rows, entities, tmp_path / "ftm.json")
        return read(tmp_path / "ftm.json", ftm)

    return write


def links(proxies: Proxies) -> list[Any]:
    return [proxy for proxy in proxies.values() if proxy.schema.edge]


def said(proxy: Any) -> dict[str, Any]:
    return {name: values[0] if len(values) == 1 else values for name, values in proxy.to_dict()["properties"].items()}


def test_a_fact_is_a_link_with_its_sentence_and_a_note_with_its_proof(say, written):
    row = say("Palantir", "suppliesTo", "Met", speaker="Mayor", date="2026-05", start=3, end=40, contested=True, subject_name="The firm")
    proxies = written([row])
    (link,) = links(proxies)
    note = proxies[link.first("recordId")]
    assert (link.schema.name, link.first("subject"), link.first("object")) == ("UnknownLink", PALANTIR, MET)
    assert said(link) | {"recordId": "", "subject": "", "object": ""} == {
        "subject": "", "object": "", "recordId": "", "role": "supplies to", "date": "2026-05", "description": row.sentence,
        "summary": "contested; on the word of Mayor; 2026-05; confidence 0.9; deal.txt, 3-40", "namesMentioned": "The firm",
    }  # fmt: skip
    assert note.id == "kgraph-statement-" + row.id.removeprefix(ids.STATEMENT)
    assert (note.schema.name, sorted(note.get("entity")), note.get("description")) == ("Note", sorted([PALANTIR, MET]), [row.sentence])
    (proof,) = (proxies[value] for value in note.get("proof"))
    assert (proof.schema.name, proof.get("fileName"), proof.id) == ("Document", ["deal.txt"], f"kgraph-document-{row.source.id}")


@pytest.mark.parametrize("fields", [{"polarity": "negative"}, {"modality": "planned"}, {"modality": "possible"}])
def test_what_is_no_fact_is_a_note_and_no_link(say, written, fields):
    proxies = written([say("Palantir", "suppliesTo", "Met", **fields)])
    assert links(proxies) == []
    (note,) = (proxy for proxy in proxies.values() if proxy.schema.name == "Note")
    expected = "denied" if "polarity" in fields else fields["modality"]
    assert note.first("summary").startswith(f"{expected}; ")
    assert note.first("name").startswith("not: ") == ("polarity" in fields)


def test_a_contract_has_its_authority_its_value_and_an_award(say, written):
    money = {"amount": 5e7, "amount_text": "£50m", "currency": "GBP", "status": "blocked"}
    proxies = written([say("deal", "buyer", "Met", **money), say("deal", "supplier", "Palantir", date="2026-05", **money)])
    contract = said(proxies[DEAL])
    assert (contract["title"], contract["authority"], contract["amount"], contract["currency"]) == ("deal", MET, "50000000", "GBP")
    (award,) = links(proxies)
    assert award.schema.name == "ContractAward"
    told = said(award)
    assert (told["contract"], told["supplier"], told["amount"], told["currency"], told["status"], told["date"]) == (
        *(DEAL, PALANTIR, "50000000", "GBP", "blocked", "2026-05"),
    )
    assert "£50m" in told["summary"]


def test_who_is_denied_to_have_bought_is_not_the_authority(say, written):
    proxies = written([say("deal", "buyer", "Met", polarity="negative", amount=3.0, currency="GBP")])
    assert said(proxies[DEAL]) == {"name": "deal", "title": "deal", "keywords": "Contract"}


@pytest.mark.parametrize(
    ("subject", "predicate", "object", "fields", "schema"),
    [
        ("Mayor", "affiliatedWith", "Met", {"role": "Commissioner"}, "Employment"),
        ("Mayor", "affiliatedWith", "Palantir", {"role": "non-executive director"}, "Directorship"),
        ("Mayor", "affiliatedWith", "Labour", {"role": "Mayor of London"}, "Membership"),
        ("NEC", "acquires", "Palantir", {}, "Ownership"),
        ("Met", "acquires", "Liberty", {}, "UnknownLink"),
        ("Mayor", "funds", "Met", {"amount": 1200.5, "currency": "GBP"}, "Payment"),
        ("Mayor", "funds", "drones", {}, "UnknownLink"),
        ("Met", "uses", "drones", {"count": 9.0}, "UnknownLink"),
        ("Met", "locatedIn", "London", {}, "UnknownLink"),
        ("Court", "rulesAgainst", "Met", {}, "UnknownLink"),
    ],
)
def test_the_schema_of_a_link(say, written, subject, predicate, object, fields, schema):
    row = say(subject, predicate, object, **fields)
    if object == "Labour":
        row = replace(row, object=replace(row.object, type="PoliticalParty"))
    (link,) = links(written([row]))
    assert link.schema.name == schema
    assert {link.schema.source_prop.name, link.schema.target_prop.name} <= set(link.to_dict()["properties"])
    if schema == "Payment":
        assert (link.get("amount"), link.get("currency")) == (["1200.5"], ["GBP"])
    else:
        plain = {"rulesAgainst": "rules against", "locatedIn": "located in"}.get(predicate, predicate)
        assert link.first("role") == fields.get("role", plain)


@pytest.mark.parametrize(
    ("cls", "schema"),
    [
        ("Person", "Person"), ("Company", "Company"), ("PoliceForce", "PublicBody"), ("GovernmentBody", "PublicBody"),
        ("OversightBody", "PublicBody"), ("Court", "PublicBody"), ("CivilSocietyOrganization", "Organization"),
        ("MediaOrganization", "Organization"), ("ResearchOrganization", "Organization"), ("PoliticalParty", "Organization"),
        ("Contract", "Contract"), ("Place", "Address"), ("Technology", "Asset"), ("Product", "Asset"), ("LegalInstrument", "Asset"),
    ],
)  # fmt: skip
def test_every_class_has_a_schema_and_keeps_its_name_in_the_keywords(written, cls, schema):
    entity = Entity(ids.ENTITY + "x", "X", cls, ("X", "The X"), ("http://www.wikidata.org/entity/Q42",))
    (proxy,) = written([], [entity]).values()
    assert (proxy.schema.name, proxy.caption, proxy.get("alias"), proxy.get("wikidataId")) == (schema, "X", ["The X"], ["Q42"])
    assert proxy.get("keywords") == [cls]


def test_identifiers_stay_the_same_and_a_name_that_cannot_be_one_is_hashed(say, tmp_path, ftm):
    odd = Entity("https://elsewhere.example/a b", "Odd", "Company")
    for name, rows in (("one", [say("Met", "uses", "drones")]), ("two", [say("Met", "uses", "NEC"), say("Met", "uses", "drones")])):
        write_followthemoney(rows, [odd], tmp_path / name)
    assert set(read(tmp_path / "one", ftm)) < set(read(tmp_path / "two", ftm))
    assert f"kgraph-other-{ids.digest(odd.id)}" in read(tmp_path / "one", ftm)


def test_a_hundred_hostile_graphs_are_valid_and_keep_every_statement(hostile, written):
    for seed in range(100):
        rows, entities = hostile(seed)
        proxies = written(rows, entities)
        kinds = [proxy.schema.name for proxy in proxies.values()]
        assert kinds.count("Note") == len(rows), seed
        assert len(links(proxies)) == sum((row.polarity, row.modality) == ("positive", "actual") for row in rows), seed


def test_the_order_of_what_is_given_does_not_show(story, tmp_path):
    rows, entities = story
    write_followthemoney(rows, entities, tmp_path / "one")
    write_followthemoney(rows[::-1], entities[::-1], tmp_path / "two")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_where_a_document_says_who_published_it_so_does_all_that_rests_on_it(story, written):
    proxies = written(*story)
    notes = [proxy for proxy in proxies.values() if proxy.schema.name == "Note"]
    assert len(notes) == len(story[0])
    by_document = {proxy.first("proof"): (proxy.first("publisher"), proxy.first("sourceUrl")) for proxy in notes}
    assert by_document[f"kgraph-document-{'a' * 64}"] == ("The Gazette", "https://gazette.example/met")
    assert proxies[f"kgraph-document-{'a' * 64}"].get("publishedAt") == ["2026-05-28"]
