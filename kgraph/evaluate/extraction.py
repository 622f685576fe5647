"""The extraction's own statements on gold texts."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

from kgraph.build import STATEMENTS, Extract, Progress, build_documents
from kgraph.evaluate.exchange import read_statements
from kgraph.evaluate.gold import GoldDocument, documents
from kgraph.model import Document, Mention, Node, Row, Statement


def extracted_rows(gold: Iterable[GoldDocument], extract: Extract, progress: Progress | None = None) -> list[Row]:
    """Build the gold texts in a folder that is thrown away, and hand back the rows as they would be exported."""
    with tempfile.TemporaryDirectory(prefix="kgraph-") as folder:
        build_documents(documents(gold), Path(folder), extract=extract, progress=progress)
        return read_statements(Path(folder, STATEMENTS))


def rows(document: Document, statements: Iterable[Statement]) -> list[Row]:
    """A document's statements as rows, each thing by the name that the document has for it: as exported, without building a graph."""
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
        confidence=statement.confidence,
        frame=statement.frame,
    )


def _node(mention: Mention) -> Node:
    root = mention.root
    return Node(f"{root.start}-{root.end}", root.text, root.type)
