"""What the ontology lacks by the project's own rules: `python tools/lint_ontology.py`, exit code 1 where it lacks something.

Every class and property has one label in English, which no other has, and one definition that is a sentence; every property a domain
and, but for dates, a range, of classes or datatypes that are there; every class and property leads to a term of another vocabulary that
this vocabulary has, or is known to have no equal; every relation has a wording; every property a query that asks for it; every property
that a statement or document bears has a shape. Exceptions that are none any more are faults too.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import rdflib
import yaml
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SH, SKOS, XSD

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
        ("polarity", "modality", "date", "count", "confidence", "frame", "trigger", "subjectName", "objectName", "status", "path"),
        "how a text says it",
    ),
    **dict.fromkeys(
        ("uses", "provides", "funds", "criticizes", "supports", "blocks", "authorizes", "challenges", "rulesInFavorOf", "rulesAgainst"),
        "what the project is about: others have only wider terms",
    ),
    **dict.fromkeys(("investigates", "oversees", "sanctions", "misidentifies"), "what the project is about: others have only wider terms"),
}
WITHOUT_RANGE = {"date": "one of three datatypes, by its precision"}
NO_WORDING = frozenset({"transparent", "needs"})
"""What stands in frames.yaml beside the properties."""

# Each knows its own terms; that of the Web Annotation model does not come along with rdflib, nor does this of a later schema.org.
_NEWER = frozenset({rdflib.URIRef(f"{SDO}PoliticalParty")})
_OTHERS = (DCTERMS, FOAF, ORG, PROV, RDF, SDO, SKOS)
_ALIGNING = (RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentClass, OWL.equivalentProperty, SKOS.closeMatch, SKOS.exactMatch)
_KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)


def faults(folder: Path) -> list[str]:
    """A line for each thing that is missing in the ontology in `folder`, sorted."""
    graph = rdflib.Graph().parse(folder / "policing.ttl")
    shapes = rdflib.Graph().parse(folder / "shapes.ttl")
    return sorted([*_terms(graph), *_aligned(graph), *_worded(graph, folder), *_asked(graph, folder), *_shaped(graph, shapes)])


def _terms(graph: rdflib.Graph) -> Iterator[str]:
    labels = Counter(str(label) for term in _all(graph) for label in graph.objects(term, RDFS.label))
    for term in _all(graph):
        name, is_class = _name(term), (term, RDF.type, OWL.Class) in graph
        found = list(graph.objects(term, RDFS.label))
        if len(found) != 1 or not str(found[0]).strip() or found[0].language != "en":
            yield f"{name}: needs one rdfs:label in English"
        elif labels[str(found[0])] > 1:
            yield f"{name}: its label {str(found[0])!r} is another's too"
        definitions = [str(text) for text in graph.objects(term, SKOS.definition)]
        if len(definitions) != 1 or not re.fullmatch(r"[A-Z].{9,}\.", definitions[0]):
            yield f"{name}: needs one skos:definition that is a sentence"
        if not is_class:
            yield from _ends(graph, term)


def _ends(graph: rdflib.Graph, term: rdflib.URIRef) -> Iterator[str]:
    for end, allowed in ((RDFS.domain, ()), (RDFS.range, WITHOUT_RANGE)):
        values = list(graph.objects(term, end))
        where = f"rdfs:{end.removeprefix(str(RDFS))}"
        if not values and _name(term) not in allowed:
            yield f"{_name(term)}: needs an {where}"
        for member in (member for value in values for member in _members(graph, value)):
            stray = member.startswith(str(KG)) and (member, RDF.type, OWL.Class) not in graph
            if stray or (member.startswith(str(XSD)) and member not in XSD):
                yield f"{_name(term)}: its {where} {_name(member)} is not there"


def _members(graph: rdflib.Graph, value: Any) -> list[Any]:
    """The classes of a union; of a list of values nothing."""
    union = graph.value(value, OWL.unionOf)
    return list(Collection(graph, union)) if union is not None else [value] if isinstance(value, rdflib.URIRef) else []


def _aligned(graph: rdflib.Graph) -> Iterator[str]:
    for term in _all(graph):
        name, leads = _name(term), _leads_out(graph, term)
        if name not in WITHOUT_EQUAL and not leads:
            yield f"{name}: leads to no term of another vocabulary"
        if name in WITHOUT_EQUAL and leads:
            yield f"{name}: leads to a term of another vocabulary, but is said to have no equal"
        for value in (value for predicate in _ALIGNING for value in graph.objects(term, predicate)):
            space = next((space for space in _OTHERS if str(value).startswith(str(space))), None)
            if space is not None and value not in space and value not in _NEWER:
                yield f"{name}: its vocabulary has no term {value}"
    for name in sorted(WITHOUT_EQUAL.keys() - {_name(term) for term in _all(graph)}):
        yield f"{name}: is said to have no equal, but is not there"


def _leads_out(graph: rdflib.Graph, term: rdflib.URIRef) -> bool:
    """Whether it, or, for a class, one above it, is aligned."""
    others = [value for predicate in _ALIGNING for value in graph.objects(term, predicate) if isinstance(value, rdflib.URIRef)]
    return any(not value.startswith(str(KG)) or (value != KG.relation and _leads_out(graph, value)) for value in others)


def _worded(graph: rdflib.Graph, folder: Path) -> Iterator[str]:
    frames = yaml.safe_load((folder / "frames.yaml").read_text(encoding="utf-8"))
    relations = {_name(term) for term in graph.subjects(RDFS.subPropertyOf, KG.relation)}
    for name in sorted(relations - WORDED_ELSEWHERE.keys()):
        if not any(frame.get(kind) for frame in frames.get(name) or () for kind in ("verbs", "nouns", "adjectives")):
            yield f"{name}: no wording in frames.yaml makes it"
    for name in sorted(frames.keys() - relations - NO_WORDING):
        yield f"{name}: has frames, but is no relation"


def _asked(graph: rdflib.Graph, folder: Path) -> Iterator[str]:
    texts = [path.read_text(encoding="utf-8") for path in sorted((folder / "queries").glob("*.rq"))]
    words = set(re.findall(r"kg:(\w+)", re.sub(r"(?m)^\s*#.*$", "", "\n".join(texts))))
    for term in _all(graph):
        if (term, RDF.type, OWL.Class) not in graph and term != KG.relation and _name(term) not in words:
            yield f"{_name(term)}: no named query asks for it"


def _shaped(graph: rdflib.Graph, shapes: rdflib.Graph) -> Iterator[str]:
    """Those of relations are their domains and ranges, which one rule of the shapes holds against every statement."""
    paths = set(shapes.objects(None, SH.path))
    for owner in (KG.Statement, KG.Document):
        for term in graph.subjects(RDFS.domain, owner):
            if term not in paths:
                yield f"{_name(term)}: no shape in shapes.ttl speaks of it"


def _all(graph: rdflib.Graph) -> list[rdflib.URIRef]:
    terms = {term for kind in _KINDS for term in graph.subjects(RDF.type, kind)}
    return sorted(term for term in terms if isinstance(term, rdflib.URIRef) and term.startswith(str(KG)))


def _name(term: object) -> str:
    return str(term).removeprefix(str(KG))


if __name__ == "__main__":
    found = faults(Path(__file__).parents[1] / "ontology")
    print("\n".join(found) or "The ontology lacks nothing.")
    sys.exit(bool(found))
