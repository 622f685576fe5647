"""The vocabulary is consistent for an OWL 2 RL reasoner, alone and with a thing of each class; and the reasoner notices what is not."""

from __future__ import annotations

import owlrl
import pytest
import rdflib
from rdflib.namespace import RDF

from kgraph import ids, resources
from kgraph.ontology import load_ontology

KG = rdflib.Namespace(ids.ONTOLOGY)
THING = rdflib.Namespace("http://example.org/")
ERROR = rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")


def objections(graph: rdflib.Graph) -> list[str]:
    """What the reasoner says is contradictory."""
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return sorted(str(text) for text in graph.objects(None, ERROR))


@pytest.fixture
def graph() -> rdflib.Graph:
    """The vocabulary, a thing of each most special class, and each property between things that it allows."""
    found, ontology = rdflib.Graph().parse(resources.folder("ontology") / "policing.ttl"), load_ontology()
    for name in sorted(ontology.leaves("Entity")):
        found.add((THING[name], RDF.type, KG[name]))
    for property_ in ontology.properties.values():
        for one in property_.domain:
            for other in property_.range:
                found.add((THING[one], KG[property_.name], THING[other]))
    return found


def test_whatever_the_vocabulary_allows_is_consistent(graph: rdflib.Graph) -> None:
    assert objections(graph) == []
    assert (THING.Court, RDF.type, rdflib.URIRef("http://www.w3.org/ns/org#Organization")) in graph


@pytest.mark.parametrize(("one", "other"), [("Person", "Court"), ("Company", "PoliceForce"), ("Place", "Person"), ("Contract", "Product")])
def test_nothing_is_of_two_kinds(graph: rdflib.Graph, one: str, other: str) -> None:
    graph.add((THING[one], RDF.type, KG[other]))
    assert any("isjoint" in text for text in objections(graph))
