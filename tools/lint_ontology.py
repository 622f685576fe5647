"""What the ontology lacks by the project's own rules: `python tools/lint_ontology.py`, exit code 1 where it lacks something.

Every class and property has one label and one definition that is a sentence; every property a domain and, but for dates, a range;
every class and property of the vocabulary leads to a term of others or is known to have no equal; every relation has a wording and a
query; every property that a statement or document bears has a shape.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import rdflib
import yaml
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS

KG = rdflib.Namespace("https://w3id.org/kgraph/policing#")

WORDED_ELSEWHERE = {
    "affiliatedWith": "kgraph/relate/posts.py",
    **dict.fromkeys(("buyer", "supplier", "concerns"), "ontology/contracts.yaml"),
}
WITHOUT_EQUAL = {
    "Entity": "the top",
    "Contract": "a deal from tender to end, which no vocabulary in use has as one thing",
    "relation": "the top",
    **dict.fromkeys(
        ("polarity", "modality", "date", "count", "confidence", "frame", "subjectName", "objectName", "status", "path"),
        "how a text says it",
    ),
    **dict.fromkeys(
        ("uses", "provides", "funds", "criticizes", "supports", "blocks", "authorizes", "challenges", "rulesInFavorOf", "rulesAgainst"),
        "what the project is about: others have only wider terms",
    ),
    **dict.fromkeys(("investigates", "oversees", "sanctions", "misidentifies"), "what the project is about: others have only wider terms"),
}
WITHOUT_RANGE = {"date": "one of three datatypes, by its precision"}

_ALIGNING = (RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentClass, OWL.equivalentProperty, SKOS.closeMatch, SKOS.exactMatch)


def faults(folder: Path) -> list[str]:
    """A line for each thing that is missing in the ontology in `folder`, sorted."""
    graph = rdflib.Graph().parse(folder / "policing.ttl")
    return sorted([*_terms(graph), *_relations(graph, folder), *_shaped(graph, rdflib.Graph().parse(folder / "shapes.ttl"))])


def _terms(graph: rdflib.Graph) -> Iterator[str]:
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in _ours(graph, kind):
            name = _name(term)
            if len(list(graph.objects(term, RDFS.label))) != 1:
                yield f"{name}: needs one rdfs:label"
            definitions = [str(text) for text in graph.objects(term, SKOS.definition)]
            if len(definitions) != 1 or not definitions[0].endswith("."):
                yield f"{name}: needs one skos:definition that is a sentence"
            if name not in WITHOUT_EQUAL and not _leads_out(graph, term):
                yield f"{name}: leads to no term of another vocabulary"
            if kind != OWL.Class and not list(graph.objects(term, RDFS.domain)):
                yield f"{name}: needs an rdfs:domain"
            if kind != OWL.Class and name not in WITHOUT_RANGE and not list(graph.objects(term, RDFS.range)):
                yield f"{name}: needs an rdfs:range"


def _leads_out(graph: rdflib.Graph, term: rdflib.URIRef) -> bool:
    """Whether it, or, for a class, one above it, is aligned."""
    others = [value for predicate in _ALIGNING for value in graph.objects(term, predicate) if isinstance(value, rdflib.URIRef)]
    return any(not value.startswith(str(KG)) or (value != KG.relation and _leads_out(graph, value)) for value in others)


def _relations(graph: rdflib.Graph, folder: Path) -> Iterator[str]:
    worded = yaml.safe_load((folder / "frames.yaml").read_text(encoding="utf-8"))
    queries = "\n".join(path.read_text(encoding="utf-8") for path in sorted((folder / "queries").glob("*.rq")))
    words = set(queries.replace("(", " ").replace(")", " ").replace(",", " ").replace(";", " ").split())
    for term in graph.subjects(RDFS.subPropertyOf, KG.relation):
        name = _name(term)
        if name not in worded and name not in WORDED_ELSEWHERE:
            yield f"{name}: no wording in frames.yaml makes it"
        if f"kg:{name}" not in words:
            yield f"{name}: no named query asks for it"


def _shaped(graph: rdflib.Graph, shapes: rdflib.Graph) -> Iterator[str]:
    paths = set(shapes.objects(None, SH.path))
    for owner in (KG.Statement, KG.Document):
        for term in graph.subjects(RDFS.domain, owner):
            if term not in paths:
                yield f"{_name(term)}: no shape in shapes.ttl speaks of it"


def _ours(graph: rdflib.Graph, kind: rdflib.URIRef) -> list[rdflib.URIRef]:
    return sorted(term for term in graph.subjects(RDF.type, kind) if isinstance(term, rdflib.URIRef) and term.startswith(str(KG)))


def _name(term: object) -> str:
    return str(term).removeprefix(str(KG))


if __name__ == "__main__":
    found = faults(Path(__file__).parents[1] / "ontology")
    print("\n".join(found) or "The ontology lacks nothing.")
    sys.exit(bool(found))
