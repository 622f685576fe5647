"""Writes docs/ontology.md from the files in ontology/: `python docs/generate_ontology.py`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import rdflib
import yaml
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from kgraph import ids

PAGE = Path(__file__).with_name("ontology.md")
ONTOLOGY = Path(__file__).parents[1] / "ontology"
HEAD = """\
# Ontology

What a graph can hold, from [`policing.ttl`](../ontology/policing.ttl), [`technologies.ttl`](../ontology/technologies.ttl),
[`frames.yaml`](../ontology/frames.yaml) and the [named queries](../ontology/queries). Written by `python docs/generate_ontology.py`; a test
compares the two. How statements are stored is in [graph.md](graph.md).
"""
ELSEWHERE = {
    "affiliatedWith": "the title of a person (“Met Commissioner Mark Rowley”, “Sadiq Khan, Mayor of London”): `kgraph/relate/posts.py`",
    **dict.fromkeys(
        ("buyer", "supplier", "concerns"), "the words of a deal (“contract”, “tender”, “awarded”, “cancelled”): `ontology/contracts.yaml`"
    ),
}
KINDS = {"verbs": "verb", "nouns": "noun", "adjectives": "adjective"}
SHOWN = 4

KG = rdflib.Namespace(ids.ONTOLOGY)
_ALIGNED = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch)
_PREFIXES = {
    "schema": "https://schema.org/",
    "org": "http://www.w3.org/ns/org#",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": str(SKOS),
    "rdf": str(RDF),
    "dcterms": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def reference() -> str:
    """The whole page."""
    graph = rdflib.Graph().parse(ONTOLOGY / "policing.ttl")
    relations = [term for term in properties(graph) if (term, RDFS.subPropertyOf, KG.relation) in graph]
    others = [term for term in properties(graph) if term not in relations and term != KG.relation]
    parts = [
        HEAD,
        "## Classes\n",
        "Whatever a class is aligned to stands in brackets: ⊂ for a narrower meaning, ≈ for a near one.\n",
        *classes(graph, KG.Entity, 0),
        "",
        *(line for cls in (KG.Document, KG.Statement) for line in classes(graph, cls, 0)),
        "\n## Relations\n",
        "Each can stand in a statement. Words are looked up by their lemma; [`frames.yaml`](../ontology/frames.yaml) has all of them.\n",
        *(line for term in relations for line in relation(graph, term)),
        "## Statements and documents\n",
        "| property | meaning | of | value | queries |\n| --- | --- | --- | --- | --- |",
        *(qualifier(graph, term) for term in others),
        "\n## Technologies\n",
        *technologies(rdflib.Graph().parse(ONTOLOGY / "technologies.ttl")),
    ]
    return "\n".join(parts) + "\n"


def classes(graph: rdflib.Graph, cls: rdflib.URIRef, depth: int) -> Iterator[str]:
    """A class and those below it, as a nested list."""
    aligned = alignments(graph, cls)
    yield f"{'  ' * depth}- `{name(cls)}`{f' ({aligned})' if aligned else ''}: {text(graph, cls, SKOS.definition)}"
    for child in sorted(graph.subjects(RDFS.subClassOf, cls), key=lambda child: order(child)):
        yield from classes(graph, child, depth + 1)


def relation(graph: rdflib.Graph, term: rdflib.URIRef) -> Iterator[str]:
    ends = f"{ended(graph, term, RDFS.domain)} → {ended(graph, term, RDFS.range)}"
    aligned, asked = alignments(graph, term), queries(name(term))
    yield f"### {name(term)}\n"
    yield f"**{text(graph, term, RDFS.label)}**: {text(graph, term, SKOS.definition)}\n"
    yield f"- {ends}{', and the other way round' if (term, RDF.type, OWL.SymmetricProperty) in graph else ''}"
    if aligned:
        yield f"- {aligned}"
    yield f"- found by {wording(name(term))}"
    yield f"- asked by {asked}\n"


def qualifier(graph: rdflib.Graph, term: rdflib.URIRef) -> str:
    meaning = f"{text(graph, term, RDFS.label)}: {text(graph, term, SKOS.definition)}"
    aligned = alignments(graph, term)
    value = ended(graph, term, RDFS.range) or "`xsd:gYear`, `xsd:gYearMonth` or `xsd:date`"
    cells = (f"`{name(term)}`", meaning + (f" ({aligned})" if aligned else ""), ended(graph, term, RDFS.domain), value, queries(name(term)))
    return f"| {' | '.join(cells)} |"


def wording(property_: str) -> str:
    """The first words of the first frame, and where they look for the ends."""
    if property_ in ELSEWHERE:
        return ELSEWHERE[property_]
    found = frames()[property_]
    first = found[0]
    kind = next(kind for kind in KINDS if kind in first)
    words = ", ".join(f"“{word}”" for word in first[kind][:SHOWN])
    more = ", …" if len(first[kind]) > SHOWN else ""
    ends = f"from its {roles(first['subject'])} to its {roles(first['object'])}"
    others = f"; {len(found) - 1} other frame{'s' if len(found) > 2 else ''}" if len(found) > 1 else ""
    return f"the {KINDS[kind]} {words}{more}, {ends} (`{property_}/{first['name']}`){others}"


def roles(given: str | list[str]) -> str:
    *most, last = (f"*{role}*" for role in ([given] if isinstance(given, str) else given))
    return f"{', '.join(most)} or {last}" if most else last


def technologies(graph: rdflib.Graph) -> Iterator[str]:
    """The concepts as a nested list; one that is of two kinds stands under both."""
    tops = (concept for concept in graph.subjects(RDF.type, SKOS.Concept) if not list(graph.objects(concept, SKOS.broader)))
    for concept in by_label(graph, tops):
        yield from concepts(graph, concept, 0)


def concepts(graph: rdflib.Graph, concept: rdflib.URIRef, depth: int) -> Iterator[str]:
    yield f"{'  ' * depth}- {text(graph, concept, SKOS.prefLabel)}: {text(graph, concept, SKOS.definition)}"
    for child in by_label(graph, graph.subjects(SKOS.broader, concept)):
        yield from concepts(graph, child, depth + 1)


def by_label(graph: rdflib.Graph, terms: Iterable[Any]) -> list[rdflib.URIRef]:
    return sorted(terms, key=lambda term: (text(graph, term, SKOS.prefLabel).casefold(), str(term)))


def properties(graph: rdflib.Graph) -> list[rdflib.URIRef]:
    """In the order of the file."""
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    return sorted({term for kind in kinds for term in graph.subjects(RDF.type, kind)}, key=lambda term: order(term))


@cache
def places() -> dict[str, int]:
    found = re.findall(r"^kg:(\w+) a ", (ONTOLOGY / "policing.ttl").read_text(encoding="utf-8"), re.MULTILINE)
    return {term: place for place, term in enumerate(found)}


def order(term: Any) -> int:
    return places()[name(term)]


@cache
def frames() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ONTOLOGY / "frames.yaml").read_text(encoding="utf-8"))
    return found


@cache
def query_texts() -> dict[str, str]:
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((ONTOLOGY / "queries").glob("*.rq"))}


def queries(property_: str) -> str:
    """The first queries that name the property."""
    found = [stem for stem, query in query_texts().items() if re.search(rf"\bkg:{property_}\b", query)]
    more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    return ", ".join(f"[{stem}](../ontology/queries/{stem}.rq)" for stem in found[:SHOWN]) + more


def alignments(graph: rdflib.Graph, term: rdflib.URIRef) -> str:
    """⊂ what is wider, ≈ what is close, of other vocabularies."""
    found = []
    for predicate in _ALIGNED:
        others = sorted(short(value) for value in graph.objects(term, predicate) if not str(value).startswith(ids.ONTOLOGY))
        found += [f"{'≈' if predicate == SKOS.closeMatch else '⊂'} `{other}`" for other in others]
    return ", ".join(found)


def ended(graph: rdflib.Graph, term: rdflib.URIRef, end: rdflib.URIRef) -> str:
    """The classes of a domain or range, or the values."""
    value = graph.value(term, end)
    if value is None:
        return ""
    for listing in (OWL.unionOf, OWL.oneOf):
        members = graph.value(value, listing)
        if members is not None:
            return " or ".join(f"`{name(member)}`" for member in Collection(graph, members))
    return f"`{short(value)}`"


def short(iri: Any) -> str:
    """The term under its prefix; those of this vocabulary go without."""
    for prefix, space in _PREFIXES.items():
        if str(iri).startswith(space):
            return f"{prefix}:{str(iri).removeprefix(space)}"
    return name(iri)


def name(term: Any) -> str:
    return str(term).removeprefix(ids.ONTOLOGY)


def text(graph: rdflib.Graph, term: Any, predicate: rdflib.URIRef) -> str:
    return str(graph.value(term, predicate) or "")


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
