"""One thing as RDF and as text."""

from __future__ import annotations

from pyoxigraph import Store

from kgraph import ids
from kgraph.graph import describe, facts, shorten

MET = ids.ACTOR + "metropolitan-police-service"


def triples(store: Store, iri: str) -> set[tuple[str | None, ...]]:
    result = describe(store, iri)
    assert result is not None
    return set(result.rows)


def test_a_thing_is_described_by_what_it_does_and_what_is_done_to_it(store: Store) -> None:
    found = triples(store, MET)
    assert (MET, f"{ids.ONTOLOGY}uses", f"{ids.TECHNOLOGY}drones") in found
    assert (f"{ids.ENTITY}bbw", f"{ids.ONTOLOGY}criticizes", MET) in found
    assert all(MET in triple for triple in found)


def test_a_statement_brings_its_sentence_and_where_it_stands(store: Store) -> None:
    statement = next(row[0] for row in triples(store, f"{ids.ENTITY}khan") if str(row[0]).startswith(ids.STATEMENT))
    said = {(shorten(str(row[1])), row[2]) for row in triples(store, str(statement))}
    assert ("oa:exact", "A £50m contract between the Met and Palantir was stopped by Sadiq Khan.") in said
    assert {name for name, _ in said} >= {"oa:start", "oa:end", "kg:polarity", "prov:wasDerivedFrom"}


def test_the_vocabulary_is_all_of_its_words(store: Store) -> None:
    subjects = {row[0] for row in triples(store, f"{ids.BASE}policing")}
    assert {f"{ids.ONTOLOGY}uses", f"{ids.ONTOLOGY}PoliceForce"} <= subjects


def test_what_is_not_there_has_no_description(store: Store) -> None:
    assert describe(store, f"{ids.ENTITY}nobody") is None
    assert facts(store, f"{ids.ENTITY}nobody") == []


def test_facts_of_an_entity_are_names_not_deeds(store: Store) -> None:
    assert {(shorten(fact.predicate), fact.value) for fact in facts(store, f"{ids.ENTITY}khan")} == {
        ("rdf:type", f"{ids.ONTOLOGY}Person"),
        ("rdfs:label", "Sadiq Khan"),
        ("skos:altLabel", "Khan"),
    }
