"""Whether a graph has the shapes of `ontology/shapes.ttl`.

What the shapes ask of single nodes is checked by a compiled SHACL engine, what they ask of the whole graph (`sh:sparql`) by Oxigraph,
once. Any SHACL engine finds the same in the same file; a test compares them result by result.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QuerySolution, QuerySolutions, RdfFormat, Store, Variable, serialize

from kgraph import resources
from kgraph.graph.report import Report, Violation
from kgraph.graph.store import add_quads
from kgraph.graph.terms import QUERY_PREFIXES
from kgraph.ontology import read_turtle

SHAPES = "shapes.ttl"

_SH = "http://www.w3.org/ns/shacl#"
_SPARQL = NamedNode(_SH + "sparql")
_SLOT = re.compile(r"\{\?(\w+)\}")


@dataclass(frozen=True, slots=True)
class _Rule:
    """A query that finds what is wrong in the whole graph: `target` stands for $this."""

    shape: str
    target: NamedNode
    message: str
    select: str


def validate(graph: Store | list[Quad], folder: Path | None = None) -> Report:
    """Check the merge of all graphs of a store, or of a list of quads, against the shapes in `folder` or the ones that come along.

    Classes are taken from the graph itself, so it must hold the ontology. Raises DataError where the shapes are malformed.
    """
    if not isinstance(graph, Store):
        store = Store()
        add_quads(store, graph)
        return validate(store, folder)
    shapes = read_turtle((folder or resources.folder("ontology")) / SHAPES)
    found = [*_of_nodes(graph, shapes), *(violation for rule in _rules(shapes) for violation in _broken(graph, rule))]
    return Report(tuple(sorted(found, key=Violation.place)))


def _of_nodes(store: Store, shapes: list[Quad]) -> Iterator[Violation]:
    import shacl

    kept = serialize((quad.triple for quad in shapes if quad.predicate != _SPARQL), format=RdfFormat.N_TRIPLES) or b""
    data = store.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph()) or b""
    for result in shacl.Shapes.from_turtle(kept.decode()).validate_turtle(data.decode()).results:
        component = result.component.removesuffix("ConstraintComponent")
        shape = result.root_shape or result.source_shape or ""
        yield Violation(_bare(shape), _bare(result.focus_node), component, result.path and _bare(result.path), result.value, result.message)


def _rules(shapes: list[Quad]) -> list[_Rule]:
    """The `sh:sparql` constraints, in the order of their shapes."""
    said = {(str(quad.subject), quad.predicate.value.removeprefix(_SH)): quad.object for quad in shapes}
    rules = []
    for quad in shapes:
        if quad.predicate == _SPARQL:
            target = said[str(quad.subject), "targetNode"]
            message, select = (said[str(quad.object), key] for key in ("message", "select"))
            assert isinstance(target, NamedNode)
            assert isinstance(message, Literal)
            assert isinstance(select, Literal)
            rules.append(_Rule(_bare(str(quad.subject)), target, message.value, select.value))
    return sorted(rules, key=lambda rule: (rule.shape, rule.message))


def _broken(store: Store, rule: _Rule) -> Iterator[Violation]:
    select = rule.select.replace("$this", "?this")
    found = store.query(select, prefixes=QUERY_PREFIXES, substitutions={Variable("this"): rule.target})
    assert isinstance(found, QuerySolutions)
    for solution in found:
        yield Violation(rule.shape, rule.target.value, "SPARQL", None, str(solution["value"]), _filled(rule.message, solution))


def _filled(message: str, solution: QuerySolution) -> str:
    return _SLOT.sub(lambda slot: str(solution[slot.group(1)]), message)


def _bare(term: str) -> str:
    """An IRI without its brackets; any other term or path as it is."""
    return term[1:-1] if term.startswith("<") and term.count("<") == 1 else term
