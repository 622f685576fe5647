"""The vocabulary and the known technologies, read from `ontology/policing.ttl` and `ontology/technologies.ttl`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import BlankNode, Dataset, Literal, NamedNode, Quad, RdfFormat, parse

from kgraph import ids, resources
from kgraph.errors import DataError

VOCABULARY = "policing.ttl"
TECHNOLOGIES = "technologies.ttl"

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OWL = "http://www.w3.org/2002/07/owl#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_TYPE = NamedNode(_RDF + "type")
_ROOT = NamedNode(ids.ONTOLOGY + "Entity")
_RELATION = NamedNode(ids.ONTOLOGY + "relation")

Term = NamedNode | BlankNode


@dataclass(frozen=True, slots=True)
class Property:
    """What can be stated of two things. `domain` and `range` name the most specific classes that may stand at its ends."""

    name: str
    label: str
    definition: str
    domain: frozenset[str]
    range: frozenset[str]
    symmetric: bool = False


@dataclass(frozen=True, slots=True)
class Ontology:
    """`classes`: name → names of its direct parents. `properties`: name → Property. Both in alphabetical order."""

    classes: dict[str, tuple[str, ...]]
    properties: dict[str, Property]

    def is_a(self, cls: str, ancestor: str) -> bool:
        """Whether every `cls` is an `ancestor`; each class is one of itself. Names that are no classes are no one's kind."""
        if cls not in self.classes:
            return False
        return cls == ancestor or any(self.is_a(parent, ancestor) for parent in self.classes[cls])

    def leaves(self, cls: str) -> frozenset[str]:
        """The most specific classes under `cls`, or `cls` itself."""
        inner = {parent for parents in self.classes.values() for parent in parents}
        return frozenset(name for name in self.classes if name not in inner and self.is_a(name, cls))


@dataclass(frozen=True, slots=True)
class Technology:
    """A kind of technology. `id` is its IRI, `names` its other wordings, `broader` the IRIs of what it is a kind of."""

    id: str
    label: str
    names: tuple[str, ...]
    broader: tuple[str, ...]


def load_ontology(folder: Path | None = None) -> Ontology:
    """The classes and properties of `policing.ttl` in `folder`, or of the one that comes along.

    Raises DataError by file and term where a term lacks what it needs or points nowhere, SetupError where the file is missing.
    """
    return _read_ontology(folder or resources.folder("ontology"))


def load_technologies(folder: Path | None = None) -> tuple[Technology, ...]:
    """The concepts of `technologies.ttl`, sorted by IRI.

    Raises DataError by file and concept: no single label, a label that two concepts share, a broader concept that is not there or
    that leads back to where it came from.
    """
    return _read_technologies(folder or resources.folder("ontology"))


def read_turtle(path: Path) -> list[Quad]:
    """The triples of a Turtle file. Raises DataError by file and line."""
    try:
        return list(parse(path=path, format=RdfFormat.TURTLE))
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror or error})") from error
    except SyntaxError as error:
        raise DataError(f"{path}: line {error.lineno}: {error.msg}") from error


@cache
def _read_ontology(folder: Path) -> Ontology:
    graph = _Graph(folder / VOCABULARY)
    classes = {_name(node): graph.parents(node) for node in graph.classes()}
    graph.check(classes)
    bare = Ontology(dict(sorted(classes.items())), {})
    properties = {_name(node): graph.property(node, bare) for node in graph.relations()}
    return Ontology(bare.classes, dict(sorted(properties.items())))


@cache
def _read_technologies(folder: Path) -> tuple[Technology, ...]:
    graph = _Graph(folder / TECHNOLOGIES)
    concepts = graph.subjects(_TYPE, NamedNode(_SKOS + "Concept"))
    technologies = tuple(graph.technology(concept) for concept in concepts)
    _check_labels(graph.path, technologies)
    _check_broader(graph.path, technologies)
    return technologies


class _Graph:
    """The triples of one file, and questions to them that object by file and term."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._triples = Dataset(read_turtle(path))

    def subjects(self, predicate: NamedNode, value: NamedNode) -> list[NamedNode]:
        found = {quad.subject for quad in self._triples.quads_for_object(value) if quad.predicate == predicate}
        return sorted((node for node in found if isinstance(node, NamedNode)), key=_value)

    def objects(self, node: Term, iri: str) -> list[Term | Literal]:
        found = [quad.object for quad in self._triples.quads_for_subject(node) if quad.predicate.value == iri]
        return sorted((term for term in found if isinstance(term, NamedNode | BlankNode | Literal)), key=str)

    def text(self, node: Term, iri: str, what: str) -> str:
        values = self.objects(node, iri)
        if len(values) != 1 or not isinstance(values[0], Literal) or not values[0].value.strip():
            raise self.objection(node, f"needs one {what}, has {len(values)}")
        return values[0].value

    def classes(self) -> Iterator[NamedNode]:
        """The root of all entities, and what lies under it."""
        pending, seen = [_ROOT], {_ROOT}
        while pending:
            node = pending.pop()
            yield node
            below = [child for child in self.subjects(NamedNode(_RDFS + "subClassOf"), node) if child not in seen]
            seen.update(below)
            pending.extend(below)

    def relations(self) -> list[NamedNode]:
        return self.subjects(NamedNode(_RDFS + "subPropertyOf"), _RELATION)

    def parents(self, node: NamedNode) -> tuple[str, ...]:
        self.text(node, _RDFS + "label", "rdfs:label")
        self.text(node, _SKOS + "definition", "skos:definition")
        return tuple(_name(parent) for parent in self.objects(node, _RDFS + "subClassOf") if _is_ours(parent))

    def property(self, node: NamedNode, ontology: Ontology) -> Property:
        return Property(
            name=_name(node),
            label=self.text(node, _RDFS + "label", "rdfs:label"),
            definition=self.text(node, _SKOS + "definition", "skos:definition"),
            domain=self._leaves(node, "domain", ontology),
            range=self._leaves(node, "range", ontology),
            symmetric=NamedNode(_OWL + "SymmetricProperty") in self.objects(node, _RDF + "type"),
        )

    def technology(self, node: NamedNode) -> Technology:
        return Technology(
            id=node.value,
            label=self.text(node, _SKOS + "prefLabel", "skos:prefLabel"),
            names=tuple(sorted(name.value for name in self.objects(node, _SKOS + "altLabel"))),
            broader=tuple(sorted(wider.value for wider in self.objects(node, _SKOS + "broader"))),
        )

    def check(self, classes: dict[str, tuple[str, ...]]) -> None:
        for name, parents in classes.items():
            for parent in parents:
                if parent not in classes:
                    raise DataError(f"{self.path}: kg:{name}: its parent kg:{parent} does not lie under kg:Entity")

    def objection(self, node: Term, problem: str) -> DataError:
        return DataError(f"{self.path}: {_short(node)}: {problem}")

    def _leaves(self, node: NamedNode, end: str, ontology: Ontology) -> frozenset[str]:
        values = self.objects(node, _RDFS + end)
        if len(values) != 1 or isinstance(values[0], Literal):
            raise self.objection(node, f"needs one rdfs:{end}, has {len(values)}")
        named = [_name(term) for term in self._union(values[0])]
        for name in named:
            if name not in ontology.classes:
                raise self.objection(node, f"rdfs:{end} names {name}, which is no class under kg:Entity")
        return frozenset().union(*(ontology.leaves(name) for name in named))

    def _union(self, term: Term) -> Iterator[Term | Literal]:
        """The members of an owl:unionOf, or the class itself."""
        unions = self.objects(term, _OWL + "unionOf")
        if not unions:
            yield term
        for rest in unions:
            while isinstance(rest, BlankNode):
                yield from self.objects(rest, _RDF + "first")
                rest = self.objects(rest, _RDF + "rest")[0]


def _check_labels(path: Path, technologies: Iterable[Technology]) -> None:
    bearers: dict[str, Technology] = {}
    for technology in technologies:
        for name in (technology.label, *technology.names):
            other = bearers.setdefault(name.casefold(), technology)
            if other is not technology:
                raise DataError(f"{path}: {technology.id}: its label {name!r} is one of {other.id} too")


def _check_broader(path: Path, technologies: Iterable[Technology]) -> None:
    known = {technology.id: technology for technology in technologies}
    for technology in known.values():
        pending, seen = list(technology.broader), set[str]()
        while pending:
            wider = pending.pop()
            if wider not in known:
                raise DataError(f"{path}: {technology.id}: its skos:broader leads to {wider}, which is not there")
            if wider == technology.id:
                raise DataError(f"{path}: {technology.id}: its skos:broader leads back to itself")
            if wider not in seen:
                seen.add(wider)
                pending.extend(known[wider].broader)


def _value(node: NamedNode) -> str:
    return node.value


def _is_ours(term: Term | Literal) -> bool:
    return isinstance(term, NamedNode) and term.value.startswith(ids.ONTOLOGY)


def _name(term: Term | Literal) -> str:
    """The name within the vocabulary: `uses` of https://w3id.org/kgraph/policing#uses."""
    return term.value.removeprefix(ids.ONTOLOGY)


def _short(node: Term) -> str:
    return f"kg:{_name(node)}" if _is_ours(node) else node.value
