"""Whether a stored graph says what its documents say. Nothing is searched for nearby: a quotation stands at its place or does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kgraph.build.staging import STATEMENTS
from kgraph.graph import open_store, read_entities, read_quotations, read_rows, read_sources
from kgraph.graph.rows import Quotation
from kgraph.graph.store import STORE
from kgraph.ingest import Failure, read_documents
from kgraph.model import Document, Entity, Row, Source
from kgraph.views.exchange import lines


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was checked, and `problems`, a line each: none where the graph holds."""

    documents: int
    quotations: int
    entities: int
    statements: int
    problems: tuple[str, ...]


def verify(paths: Iterable[Path], output: Path) -> Verdict:
    """Read the documents in `paths` again and hold the graph in `output` against them.

    Each document of the graph must be there with the same bytes, each quotation at its offsets between the words that were before and
    after it, each entity in a statement, and `statements.jsonl` must say what the store says. Documents that the graph does not know are no
    problem. Raises StoreError where there is no graph, or one that cannot be read.
    """
    with open_store(output / STORE) as store:
        sources, rows, entities, quotations = read_sources(store), read_rows(store), read_entities(store), read_quotations(store)
    found = list(read_documents(paths))
    problems = [
        *_documents(sources, found),
        *_quotations(quotations, {document.source.id: document for document in found if isinstance(document, Document)}),
        *_entities(entities, rows),
        *_statements(rows, output / STATEMENTS),
    ]
    return Verdict(len(sources), len(quotations), len(entities), len(rows), tuple(problems))


def _documents(sources: Iterable[Source], found: Iterable[Document | Failure]) -> Iterator[str]:
    by_path: dict[str, list[str]] = defaultdict(list)
    reasons: dict[str, str] = {}
    for document in found:
        if isinstance(document, Document):
            by_path[document.source.path].append(document.source.id)
        else:
            reasons[document.path] = document.reason
    there = {identifier for identifiers in by_path.values() for identifier in identifiers}
    for source in sources:
        if source.id in there:
            continue
        if source.path in by_path:
            yield f"{source.path}: its bytes are not those that were read"
        elif source.path in reasons:
            yield f"{source.path}: {reasons[source.path]}"
        else:
            yield f"{source.path}: not found"


def _quotations(quotations: Iterable[Quotation], documents: Mapping[str, Document]) -> Iterator[str]:
    for quotation in quotations:
        document = documents.get(quotation.source.id)
        if document is None:
            continue
        text, place = document.text, f"{quotation.source.path}, {quotation.start}-{quotation.end}"
        if text[quotation.start : quotation.end] != quotation.exact:
            yield f"{place}: {_cut(quotation.exact)!r} does not stand there"
        elif not text[: quotation.start].endswith(quotation.prefix) or not text[quotation.end :].startswith(quotation.suffix):
            yield f"{place}: {_cut(quotation.exact)!r} stands there, but between other words"


def _entities(entities: Iterable[Entity], rows: Iterable[Row]) -> Iterator[str]:
    reached = {node.id for row in rows for node in (row.subject, row.object, row.attributed_to) if node is not None}
    for entity in entities:
        if entity.id not in reached:
            yield f"{entity.id} ({entity.label}): in no statement"


def _statements(rows: Sequence[Row], path: Path) -> Iterator[str]:
    try:
        written = path.read_text(encoding="utf-8").split("\n")[:-1]
    except (OSError, UnicodeDecodeError) as error:
        yield f"{path}: cannot be read ({error})"
        return
    stored = list(lines(rows))
    for number, (one, other) in enumerate(zip(written, stored, strict=False), start=1):
        if one != other:
            yield f"{path}, line {number}: not what the store says"
    if len(written) != len(stored):
        yield f"{path}: {len(written)} statements, where the store has {len(stored)}"


def _cut(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
