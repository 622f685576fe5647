"""Wires the stages: files, documents, statements, entities, quads, views."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import Quad

from kgraph.build.staging import PAGE, STATEMENTS, staged, written
from kgraph.errors import InputError, StoreError
from kgraph.graph import document_quads, entity_quads, ontology_quads, open_store, read_entities, read_rows, write_exports, write_store
from kgraph.graph.store import STORE
from kgraph.ingest import Failure, read_documents
from kgraph.ingest.files import READERS
from kgraph.language import Reader
from kgraph.model import Document, Entity, Mention, Row, Statement
from kgraph.ontology import load_ontology, load_technologies
from kgraph.relate import Relater
from kgraph.resolve import Resolution, resolve
from kgraph.seeds import load_seeds
from kgraph.views.exchange import write_jsonl
from kgraph.views.page import write_page

Progress = Callable[[str, int, int], None]
"""Called with the name of a stage, how many documents it has done, and of how many; 0 where that is not known yet."""

Extracted = tuple[Document, Sequence[Mention], Sequence[Statement]]
Extract = Callable[[Iterable[Document]], Iterable[Extracted]]


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A file that was left out because `of` has the same bytes."""

    path: str
    of: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a build found, and what it left out and why."""

    documents: int
    entities: int
    statements: int
    failures: tuple[Failure, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()


def build(paths: Iterable[Path], output: Path, *, model: str | None = None, progress: Progress | None = None) -> Report:
    """Read files and folders, and replace the graph in `output` with what they say.

    The order of `paths` does not matter. Files that cannot be read are left out and listed in the report. Raises InputError
    where none can be read or `output` cannot take a graph, StoreError while another build writes there or the disk fails,
    SetupError where the language model is missing; the graph that was there is then untouched.
    """
    with staged(output) as fresh:
        documents, failures = _read(paths, output, progress or _silent)
        if not documents:
            raise InputError(_nothing_read(failures))
        report = _write(documents, fresh, extractor(model), progress or _silent)
    return replace(report, failures=failures)


def build_documents(documents: Iterable[Document], output: Path, *, extract: Extract, progress: Progress | None = None) -> Report:
    """As `build`, for documents that have been read already and an extraction of the caller's choice."""
    with staged(output) as fresh:
        return _write(documents, fresh, extract, progress or _silent)


def extractor(model: str | None = None) -> Extract:
    """The stages language and relate, loaded once: documents → their mentions and statements, in the order given.

    Raises SetupError where the language model is missing, DataError where ontology or seeds are malformed.
    """
    reader = Reader(load_seeds(), load_technologies(), model)
    relater = Relater.load(load_ontology())

    def extract(documents: Iterable[Document]) -> Iterator[Extracted]:
        for reading in reader.read(documents):
            yield reading.document, reading.mentions, relater.relate(reading)

    return extract


def _read(paths: Iterable[Path], output: Path, progress: Progress) -> tuple[list[Document], tuple[Failure, ...]]:
    documents: list[Document] = []
    failures: list[Failure] = []
    for found in read_documents(paths, written(output)):
        if isinstance(found, Failure):
            failures.append(found)
        else:
            documents.append(found)
        progress("Reading", len(documents) + len(failures), 0)
    return documents, tuple(sorted(failures, key=lambda failure: (failure.path, failure.reason)))


def _nothing_read(failures: Sequence[Failure]) -> str:
    if not failures:
        return f"no documents found there: kgraph reads {', '.join(READERS)}"
    reasons = "".join(f"\n  {failure.path}: {failure.reason}" for failure in failures)
    return f"none of the files could be read:{reasons}"


def _write(documents: Iterable[Document], fresh: Path, extract: Extract, progress: Progress) -> Report:
    """Extract, resolve, and write every file of the graph into the empty folder `fresh`."""
    kept, duplicates = _distinct(documents)
    extracted: list[Extracted] = []
    for document, mentions, statements in extract(kept):
        _check_evidence(document, statements)
        extracted.append((document, mentions, statements))
        progress("Finding statements", len(extracted), len(kept))
    progress("Writing the graph", 0, 0)
    resolution = _resolve(extracted)
    entities = _taking_part(extracted, resolution)
    rows = _write_graph(_quads(extracted, resolution, entities), fresh)
    return Report(len(kept), len(entities), len(rows), duplicates=duplicates)


def _resolve(extracted: Sequence[Extracted]) -> Resolution:
    statements = [statement for _, _, statements in extracted for statement in statements]
    mentions = {document.source.id: mentions for document, mentions, _ in extracted}
    return resolve(statements, mentions, load_seeds(), load_technologies())


def _taking_part(extracted: Sequence[Extracted], resolution: Resolution) -> list[Entity]:
    """The entities that something is said of or by, by IRI. The others were mentioned, but nothing connects them to the graph."""
    found: dict[str, Entity] = {}
    for _, _, statements in extracted:
        for statement in statements:
            for mention in (statement.subject, statement.object, statement.qualifiers.attributed_to):
                if mention is not None:
                    entity = resolution.entity_of(mention)
                    found[entity.id] = entity
    return [found[id_] for id_ in sorted(found)]


def _quads(extracted: Sequence[Extracted], resolution: Resolution, entities: Sequence[Entity]) -> Iterator[Quad]:
    yield from ontology_quads()
    yield from entity_quads(entities)
    for document, _, statements in extracted:
        yield from document_quads(document, statements, resolution.entity_of)


def _write_graph(quads: Iterator[Quad], fresh: Path) -> list[Row]:
    """The store first; every other file is made from what the store holds, so that none can say something else."""
    write_store(fresh / STORE, quads)
    with open_store(fresh / STORE) as store:
        rows, entities = read_rows(store), read_entities(store)
        write_exports(store, fresh)
    try:
        write_jsonl(rows, fresh / STATEMENTS)
        write_page(rows, entities, fresh / PAGE)
    except OSError as error:
        raise StoreError(f"{error.filename or fresh}: cannot be written ({error.strerror or error})") from error
    return rows


def _distinct(documents: Iterable[Document]) -> tuple[list[Document], tuple[Duplicate, ...]]:
    """Documents by path, each content once: the order in which files were named must not show in the graph."""
    first: dict[str, Document] = {}
    duplicates: list[Duplicate] = []
    for document in sorted(documents, key=lambda document: (document.source.path, document.source.id)):
        kept = first.setdefault(document.source.id, document)
        if kept is not document:
            duplicates.append(Duplicate(document.source.path, kept.source.path))
    return list(first.values()), tuple(duplicates)


def _check_evidence(document: Document, statements: Iterable[Statement]) -> None:
    """A graph whose quotations are not in the documents is worse than none, so this stops the build."""
    for statement in statements:
        evidence = statement.evidence
        if document.text[evidence.start : evidence.end] != evidence.sentence or evidence.document != document.source.id:
            raise AssertionError(
                f"{document.source.path}, {evidence.start}-{evidence.end}: the evidence of {statement.subject.text!r} "
                f"{statement.predicate} {statement.object.text!r} is not the text that stands there"
            )


def _silent(stage: str, done: int, total: int) -> None:
    """Reports no progress."""
