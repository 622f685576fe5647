"""Records → RDF: the only place that knows how a document, a statement or an entity is written down as quads.

The way back is `kgraph.graph.rows`. `docs/graph.md` draws the shape of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from pyoxigraph import CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad

from kgraph import __version__, ids, resources
from kgraph.graph import terms
from kgraph.graph.terms import node
from kgraph.model import Document, Entity, Evidence, Mention, Qualifiers, Statement
from kgraph.ontology import TECHNOLOGIES, VOCABULARY, Property, load_ontology, read_turtle

EntityOf = Callable[[Mention], Entity]
"""The entity that a mention belongs to; called with the root of each mention."""

Fact = tuple[NamedNode, NamedNode, NamedNode | Literal]

_ARTICLE = re.compile(r"^(?:the|a|an) ", re.IGNORECASE)

# Characters kept on either side of a sentence, so that it can be found again in a text whose offsets have shifted.
_CONTEXT = 32


def document_quads(document: Document, statements: Sequence[Statement], entity_of: EntityOf) -> list[Quad]:
    """The named graph of a document: the document, how it was read, its statements and their evidence; sorted, none twice.

    Of statements that say the same of the same words, the most confident is written.
    """
    graph = terms.document_node(document.source.id)
    properties = load_ontology().properties
    facts = {*_document(document), *_extraction(graph)}
    for identifier, statement in _distinct(statements).items():
        facts.update(_statement(NamedNode(identifier), statement, entity_of))
        facts.update(_evidence(statement.evidence, document.text))
        facts.update(_plain(statement, properties[statement.predicate], entity_of))
    return _quads(facts, graph)


def entity_quads(entities: Iterable[Entity]) -> list[Quad]:
    """The graph of entities: class, label, other names, and the same thing elsewhere."""
    return _quads({fact for entity in entities for fact in _entity(entity)}, terms.ENTITIES)


def ontology_quads(folder: Path | None = None) -> list[Quad]:
    """The vocabulary and the technologies of `folder`, or of the ones that come along, in the graph of the ontology.

    Blank nodes get names that depend on the content alone. Raises DataError where a file is malformed.
    """
    folder = folder or resources.folder("ontology")
    dataset = Dataset([*read_turtle(folder / VOCABULARY), *read_turtle(folder / TECHNOLOGIES)])
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sorted((Quad(quad.subject, quad.predicate, quad.object, terms.ONTOLOGY) for quad in dataset), key=str)


def statement_id(statement: Statement) -> str:
    """The statement's IRI: a hash of the words that it is about, what it says of them, and where.

    It depends neither on the entities that the words were found to mean, nor on the frame and confidence of the day, so that a
    judgement on the statement outlives a better linker and better frames.
    """
    qualifiers, evidence = statement.qualifiers, statement.evidence
    speaker = qualifiers.attributed_to
    return ids.STATEMENT + ids.digest(
        evidence.document,
        evidence.start,
        evidence.end,
        *_words(statement.subject),
        statement.predicate,
        *_words(statement.object),
        qualifiers.polarity,
        qualifiers.modality,
        *(_words(speaker) if speaker else ("", "", "")),
        qualifiers.date,
        qualifiers.amount,
        qualifiers.currency,
        qualifiers.count,
        qualifiers.role,
        qualifiers.status,
    )


def _words(mention: Mention) -> tuple[int, int, str]:
    return mention.start, mention.end, mention.root.text


def _distinct(statements: Iterable[Statement]) -> dict[str, Statement]:
    kept: dict[str, Statement] = {}
    for statement in sorted(statements, key=lambda statement: (-statement.confidence, statement.frame)):
        kept.setdefault(statement_id(statement), statement)
    return kept


def _document(document: Document) -> Iterator[Fact]:
    source = document.source
    it = terms.document_node(source.id)
    yield it, terms.TYPE, node("kg:Document")
    yield it, node("dcterms:identifier"), terms.text(source.id)
    yield it, node("kg:path"), terms.text(source.path)
    if source.title is not None:
        yield it, node("dcterms:title"), terms.text(source.title)
    if source.date is not None:
        yield it, node("dcterms:issued"), terms.date(source.date.isoformat())
    if source.publisher is not None:
        yield it, node("dc:publisher"), terms.text(source.publisher)
    if source.url is not None:
        yield it, node("schema:url"), Literal(source.url, datatype=node("xsd:anyURI"))


def _extraction(document: NamedNode) -> Iterator[Fact]:
    it, program = _extraction_node(document), NamedNode(terms.PROGRAM + __version__)
    yield it, terms.TYPE, node("prov:Activity")
    yield it, node("prov:used"), document
    yield it, node("prov:wasAssociatedWith"), program
    yield program, terms.TYPE, node("prov:SoftwareAgent")
    yield program, node("schema:softwareVersion"), terms.text(__version__)


def _extraction_node(document: NamedNode) -> NamedNode:
    return NamedNode(terms.EXTRACTION + document.value.removeprefix(ids.DOCUMENT))


def _statement(it: NamedNode, statement: Statement, entity_of: EntityOf) -> Iterator[Fact]:
    document = terms.document_node(statement.evidence.document)
    yield it, terms.TYPE, node("kg:Statement")
    yield it, terms.SUBJECT, _thing(statement.subject, entity_of)
    yield it, terms.PREDICATE, node("kg:" + statement.predicate)
    yield it, terms.OBJECT, _thing(statement.object, entity_of)
    for name, mention in (("kg:subjectName", statement.subject), ("kg:objectName", statement.object)):
        if mention.root.type != "Contract":
            yield it, node(name), terms.text(_ARTICLE.sub("", mention.root.text))
    yield it, node("kg:confidence"), terms.decimal(round(statement.confidence, 4))
    yield it, node("kg:frame"), terms.text(statement.frame)
    if statement.trigger is not None:
        yield it, node("kg:trigger"), terms.text(statement.trigger)
    yield it, node("kg:evidence"), _evidence_node(statement.evidence)
    yield it, node("prov:wasDerivedFrom"), document
    yield it, node("prov:wasGeneratedBy"), _extraction_node(document)
    for name, value in _qualifiers(statement.qualifiers, entity_of):
        yield it, node(name), value


def _qualifiers(qualifiers: Qualifiers, entity_of: EntityOf) -> Iterator[tuple[str, NamedNode | Literal]]:
    yield "kg:polarity", terms.text(qualifiers.polarity)
    yield "kg:modality", terms.text(qualifiers.modality)
    if qualifiers.attributed_to is not None:
        yield "kg:attributedTo", _thing(qualifiers.attributed_to, entity_of)
    if qualifiers.date is not None:
        yield "kg:date", terms.date(qualifiers.date)
    if qualifiers.amount is not None:
        yield "kg:amount", terms.decimal(qualifiers.amount)
    if qualifiers.amount_text is not None:
        yield "kg:amountText", terms.text(qualifiers.amount_text)
    if qualifiers.currency is not None:
        yield "kg:currency", terms.text(qualifiers.currency)
    if qualifiers.count is not None:
        yield "kg:count", terms.decimal(qualifiers.count)
    if qualifiers.role is not None:
        yield "kg:role", terms.text(qualifiers.role)
    if qualifiers.status is not None:
        yield "kg:status", terms.text(qualifiers.status)


def _evidence(evidence: Evidence, document_text: str) -> Iterator[Fact]:
    """A sentence, once however many statements rest on it: by its words and by its place, so that one can be checked by the other."""
    it = _evidence_node(evidence)
    quotation, position = NamedNode(it.value + "-quote"), NamedNode(it.value + "-position")
    yield it, terms.TYPE, node("oa:SpecificResource")
    yield it, node("oa:hasSource"), terms.document_node(evidence.document)
    yield it, node("oa:hasSelector"), quotation
    yield it, node("oa:hasSelector"), position
    yield quotation, terms.TYPE, node("oa:TextQuoteSelector")
    yield quotation, node("oa:exact"), terms.text(evidence.sentence)
    yield quotation, node("oa:prefix"), terms.text(document_text[max(0, evidence.start - _CONTEXT) : evidence.start])
    yield quotation, node("oa:suffix"), terms.text(document_text[evidence.end : evidence.end + _CONTEXT])
    yield position, terms.TYPE, node("oa:TextPositionSelector")
    yield position, node("oa:start"), terms.whole(evidence.start)
    yield position, node("oa:end"), terms.whole(evidence.end)


def _evidence_node(evidence: Evidence) -> NamedNode:
    return NamedNode(terms.EVIDENCE + ids.digest(evidence.document, evidence.start, evidence.end))


def _plain(statement: Statement, property_: Property, entity_of: EntityOf) -> Iterator[Fact]:
    """The statement as one triple, where it is affirmed and actual; both ways round where the property is symmetric."""
    if statement.qualifiers.polarity != "positive" or statement.qualifiers.modality != "actual":
        return
    subject, predicate = _thing(statement.subject, entity_of), node("kg:" + property_.name)
    object_ = _thing(statement.object, entity_of)
    yield subject, predicate, object_
    if property_.symmetric:
        yield object_, predicate, subject


def _entity(entity: Entity) -> Iterator[Fact]:
    it = NamedNode(entity.id)
    yield it, terms.TYPE, node("kg:" + entity.type)
    yield it, terms.LABEL, terms.text(entity.label)
    for name in entity.names:
        if name != entity.label:
            yield it, terms.ALT_LABEL, terms.text(name)
    for identifier in entity.identifiers:
        yield it, terms.SAME_AS, NamedNode(identifier)


def _thing(mention: Mention, entity_of: EntityOf) -> NamedNode:
    return NamedNode(entity_of(mention.root).id)


def _quads(facts: Iterable[Fact], graph: NamedNode) -> list[Quad]:
    return sorted((Quad(*fact, graph) for fact in facts), key=str)
