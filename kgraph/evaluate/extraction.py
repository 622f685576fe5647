"""Statements as they are scored: as rows, without building a graph."""

from __future__ import annotations

from collections.abc import Iterable

from kgraph.model import Document, Mention, Node, Row, Statement
from kgraph.resolve.bearers import is_office


def rows(document: Document, statements: Iterable[Statement]) -> list[Row]:
    """A document's statements as rows, each thing by the name that the document has for it, as it is exported.

    What is said of "the mayor" is left out: without other documents nobody can tell who that is.
    """
    clear = (each for each in statements if not is_office(each.subject.root) and not is_office(each.object.root))
    return [_row(document, number, statement) for number, statement in enumerate(clear)]


def _row(document: Document, number: int, statement: Statement) -> Row:
    qualifiers, evidence = statement.qualifiers, statement.evidence
    speaker = qualifiers.attributed_to
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
        attributed_to=_node(speaker) if speaker and not is_office(speaker.root) else None,
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
