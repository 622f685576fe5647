"""The IRIs that the stored graph is made of, and the prefixes under which people write them."""

from __future__ import annotations

import math
import re
from functools import cache
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from kgraph import ids

EVIDENCE = ids.BASE + "evidence/"
EXTRACTION = ids.BASE + "extraction/"
PROGRAM = ids.BASE + "program/"

PREFIXES = {
    "kg": ids.ONTOLOGY,
    "actor": ids.ACTOR,
    "contract": ids.CONTRACT,
    "document": ids.DOCUMENT,
    "entity": ids.ENTITY,
    "evidence": EVIDENCE,
    "extraction": EXTRACTION,
    "program": PROGRAM,
    "statement": ids.STATEMENT,
    "tech": ids.TECHNOLOGY,
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefix → namespace, in files written and in queries asked."""

QUERY_PREFIXES = {"": ids.ONTOLOGY, **PREFIXES}
"""As PREFIXES; a bare colon stands for the vocabulary, so that `?company :suppliesTo ?force` is a query."""


@cache
def node(name: str) -> NamedNode:
    """The term of a prefixed name, such as `kg:Statement`."""
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


TYPE = node("rdf:type")
SUBJECT = node("rdf:subject")
PREDICATE = node("rdf:predicate")
OBJECT = node("rdf:object")
LABEL = node("rdfs:label")
ALT_LABEL = node("skos:altLabel")
PREF_LABEL = node("skos:prefLabel")
SAME_AS = node("owl:sameAs")
ENTITIES = NamedNode(ids.ENTITY_GRAPH)
ONTOLOGY = NamedNode(ids.ONTOLOGY_GRAPH)

_DATES = {4: node("xsd:gYear"), 7: node("xsd:gYearMonth"), 10: node("xsd:date")}
_DECIMAL = node("xsd:decimal")
_INTEGER = node("xsd:integer")


def document_node(source_id: str) -> NamedNode:
    """The document, and the graph that holds what it states."""
    return NamedNode(ids.DOCUMENT + quote(source_id, safe=""))


def text(value: str) -> Literal:
    return Literal(value)


def whole(value: int) -> Literal:
    return Literal(str(value), datatype=_INTEGER)


def decimal(value: float) -> Literal:
    """The number without exponent and idle zeros: the form in which a store keeps it, so that what is read is what was written.

    Raises ValueError for what is no number, or has no end.
    """
    from decimal import Decimal

    if not math.isfinite(value):
        raise ValueError(f"not a finite number: {value}")
    written = format(Decimal(repr(float(value))), "f")
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return Literal(written, datatype=_DECIMAL)


def date(value: str) -> Literal:
    """YYYY, YYYY-MM or YYYY-MM-DD, typed as exactly as it is known. Raises ValueError for another form."""
    if len(value) not in _DATES:
        raise ValueError(f"not a date of the form YYYY, YYYY-MM or YYYY-MM-DD: {value!r}")
    return Literal(value, datatype=_DATES[len(value)])


def shorten(iri: str) -> str:
    """The IRI under its prefix, where it has one of PREFIXES and the rest is a plain word; otherwise as it is."""
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and re.fullmatch(r"[\w-]+", local):
            return f"{prefix}:{local}"
    return iri
