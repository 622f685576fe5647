"""Whether a graph has the shapes of `ontology/shapes.ttl`. For graphs of some thousand statements: beyond, it takes minutes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Store, serialize

from kgraph import resources
from kgraph.graph.dump import dumps

SHAPES = "shapes.ttl"


@dataclass(frozen=True, slots=True)
class Report:
    """`text` lists every violation with its node, path and value."""

    conforms: bool
    violations: int
    text: str


def validate(graph: Store | list[Quad], folder: Path | None = None) -> Report:
    """Check the merge of all graphs of a store, or of a list of quads, against the shapes in `folder` or the ones that come along.

    Classes are taken from the graph itself, so it must hold the ontology.
    """
    import rdflib
    from pyshacl import validate as check

    turtle = dumps(graph, "turtle") if isinstance(graph, Store) else _turtle(graph)
    data = rdflib.Graph().parse(data=turtle, format="turtle")
    shapes = rdflib.Graph().parse((folder or resources.folder("ontology")) / SHAPES)
    conforms, report, text = check(data, shacl_graph=shapes, inference="none")
    violations = len(set(report.objects(None, rdflib.URIRef("http://www.w3.org/ns/shacl#result"))))
    return Report(conforms, violations, text)


def _turtle(quads: list[Quad]) -> bytes:
    return serialize({quad.triple for quad in quads}, format=RdfFormat.TURTLE) or b""
