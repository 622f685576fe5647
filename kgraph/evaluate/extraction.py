"""Statements as they are scored: as rows, without building a graph."""

from __future__ import annotations

from collections.abc import Iterable

from kgraph.model import Document, Mention, Node, Row, Statement


def rows(document: Document, statements: Iterable[Statement]) -> list[Row]:
    """A document's statements as rows, each thing by the name that the document has for it, as it is exported."""
    return [_row(document, number, statement) for number, statement in enumerate(statements)]


def _row(document: Document, number: int, statement: Statement) -> Row:
    qualifiers, evidence = statement.qualifiers, statement.evidence
    return Row(
        id=str(number),
        source=document.source,
        subject=_node(statement.subject),
        predicate=statement.predicate,
        object=_node(statement.object),
        sentence=evidence.sentence,
        start=evidence.start,
        end=evidence.end,
        polarity=qualifiers.polarity,
        modality=qualifiers.modality,
        attributed_to=_node(qualifiers.attributed_to) if qualifiers.attributed_to else None,
        date=qualifiers.date,
        amount=qualifiers.amount,
        currency=qualifiers.currency,
        count=qualifiers.count,
        role=qualifiers.role,
        status=qualifiers.status,
        amount_text=qualifiers.amount_text,
        confidence=statement.confidence,
        frame=statement.frame,
    )


def _node(mention: Mention) -> Node:
    root = mention.root
    return Node(f"{root.start}-{root.end}", root.text, root.type)
