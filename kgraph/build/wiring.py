"""Wires the stages: files, documents, statements, entities, quads, views."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from kgraph.build.extraction import EXTRACTION, Extracted, read_extraction, write_extraction
from kgraph.build.reading import Extract, Means, extractor
from kgraph.build.staging import PAGE, STATEMENTS, staged, written
from kgraph.errors import InputError, StoreError
from kgraph.graph import (
    document_quads,
    entity_quads,
    ontology_quads,
    open_store,
    read_entities,
    read_rows,
    renew_store,
    terms,
    write_exports,
    write_store,
)
from kgraph.graph.store import STORE, ReadOnce
from kgraph.ingest import Failure, read_documents
from kgraph.ingest.files import READERS
from kgraph.model import Document, Entity, Row, Statement
from kgraph.ontology import load_technologies
from kgraph.resolve import JUDGEMENTS, Judgement, Resolution, Stale, judge_statements, read_judgements, resolve
from kgraph.seeds import load_seeds
from kgraph.views.exchange import write_jsonl
from kgraph.views.page import write_page

Graph = tuple[NamedNode, Sequence[Quad]]
"""The name of a named graph, and what stands in it."""

Progress = Callable[[str, int, int], None]
"""Called with the name of a stage, how many documents it has done, and of how many; 0 where that is not known yet."""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A file that was left out because `of` has the same bytes."""

    path: str
    of: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a build found, and what it left out and why.

    `judged_wrong` counts the statements that a judgement keeps out of the graph; `stale` are judgements that fit nothing any more.
    """

    documents: int
    entities: int
    statements: int
    failures: tuple[Failure, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    judged_wrong: int = 0
    stale: tuple[Stale, ...] = ()


@dataclass(frozen=True, slots=True)
class Collection:
    """What was found in all documents, with the judgements on statements applied, and what is one thing."""

    extracted: tuple[Extracted, ...]
    resolution: Resolution
    judged_wrong: int
    stale: tuple[Stale, ...]


def build(
    paths: Iterable[Path], output: Path, *, means: Means | None = None, judgements: Path | None = None, progress: Progress | None = None
) -> Report:
    """Read files and folders, and replace the graph in `output` with what they say and `judgements` correct.

    The judgements are those of `output` (`JUDGEMENTS`) unless another file is named; where there is no file, there are none.

    The order of `paths` does not matter. Files that cannot be read are left out and listed in the report. Raises InputError
    where none can be read, `output` cannot take a graph, or judgements are malformed or contradict each other; StoreError while
    another build writes there or the disk fails; SetupError where a model is missing. The graph that was there is then
    untouched.
    """
    with staged(output) as fresh:
        decided = _decided(judgements, output)
        passed_over = written(output) | {(judgements or output / JUDGEMENTS).resolve()}
        documents, failures = _read(paths, passed_over, progress or _silent)
        if not documents:
            raise InputError(_nothing_read(failures))
        report = _write(documents, fresh, extractor(means), decided, progress or _silent)
    return replace(report, failures=failures)


def build_documents(documents: Iterable[Document], output: Path, *, extract: Extract, progress: Progress | None = None) -> Report:
    """As `build`, for documents that have been read already and an extraction of the caller's choice."""
    with staged(output) as fresh:
        return _write(documents, fresh, extract, read_judgements(output / JUDGEMENTS), progress or _silent)


def rebuild(output: Path, *, judgements: Path | None = None, progress: Progress | None = None) -> Report:
    """Resolve anew what the last build found, and replace the graph, without reading a document again.

    The result is that of a build of the same documents. Raises InputError where judgements are malformed or contradict each other,
    StoreError where the folder holds no extraction of this version, while another build writes there, or where the disk fails.
    """
    with staged(output) as fresh, _all_kept():
        decided = _decided(judgements, output)
        extracted = tuple(read_extraction(output / EXTRACTION))
        _keep(output / EXTRACTION, fresh / EXTRACTION)
        (progress or _silent)("Writing the graph", 0, 0)
        return _write_collection(_collected(extracted, decided), fresh, output / STORE)


def read_collection(output: Path, *, judgements: Path | None = None) -> Collection:
    """What the last build found, resolved with the judgements as they are now; nothing is written. Raises as `rebuild`."""
    return _collected(tuple(read_extraction(output / EXTRACTION)), read_judgements(judgements or output / JUDGEMENTS))


def _decided(judgements: Path | None, output: Path) -> tuple[Judgement, ...]:
    """Those of the file that was named, or else of the graph's folder, where there may be none."""
    if judgements is not None and not judgements.exists():
        raise InputError(f"{judgements} is not there: name a file of judgements, or leave --judgements out")
    return read_judgements(judgements or output / JUDGEMENTS)


def _read(paths: Iterable[Path], passed_over: frozenset[Path], progress: Progress) -> tuple[list[Document], tuple[Failure, ...]]:
    documents: list[Document] = []
    failures: list[Failure] = []
    for found in read_documents(paths, passed_over):
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


def _write(documents: Iterable[Document], fresh: Path, extract: Extract, judgements: Sequence[Judgement], progress: Progress) -> Report:
    """Extract, resolve, and write every file of the graph into the empty folder `fresh`."""
    kept, duplicates = _distinct(documents)
    extracted: list[Extracted] = []
    for document, mentions, statements in extract(kept):
        _check_evidence(document, statements)
        extracted.append((document, mentions, statements))
        progress("Finding statements", len(extracted), len(kept))
    progress("Writing the graph", 0, 0)
    with _all_kept():
        write_extraction(extracted, fresh / EXTRACTION)
        return replace(_write_collection(_collected(extracted, judgements), fresh), duplicates=duplicates)


@contextmanager
def _all_kept() -> Iterator[None]:
    """Python looks for no garbage meanwhile: records that are needed to the end come by the million, and to look through them again and
    again takes a quarter of the time."""
    looks = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looks:
            gc.enable()


def _collected(extracted: Sequence[Extracted], judgements: Sequence[Judgement]) -> Collection:
    judged = judge_statements((statement for _, _, statements in extracted for statement in statements), judgements)
    mentions = {document.source.id: mentions for document, mentions, _ in extracted}
    sources = [document.source for document, _, _ in extracted]
    resolution = resolve(judged.statements, mentions, load_seeds(), load_technologies(), judgements, sources)
    by_document: dict[str, list[Statement]] = {}
    for statement in judged.statements:
        if resolution.is_clear(statement.subject) and resolution.is_clear(statement.object):
            by_document.setdefault(statement.evidence.document, []).append(_by_named_speaker(statement, resolution))
    return Collection(
        extracted=tuple((document, mentions, by_document.get(document.source.id, [])) for document, mentions, _ in extracted),
        resolution=resolution,
        judged_wrong=judged.dropped,
        stale=tuple(sorted((*judged.stale, *resolution.stale), key=lambda stale: stale.judgement.line)),
    )


def _by_named_speaker(statement: Statement, resolution: Resolution) -> Statement:
    """The statement on nobody's word, where its speaker holds an office and nobody can tell who that is."""
    speaker = statement.qualifiers.attributed_to
    if speaker is None or resolution.is_clear(speaker):
        return statement
    return replace(statement, qualifiers=replace(statement.qualifiers, attributed_to=None))


def _write_collection(collection: Collection, fresh: Path, old: Path | None = None) -> Report:
    """Into the empty folder `fresh`; `old` is a store that may have most of it already."""
    entities = _taking_part(collection.extracted, collection.resolution)
    rows = _write_graph(_graphs(collection.extracted, collection.resolution, entities), fresh, old)
    return Report(len(collection.extracted), len(entities), len(rows), judged_wrong=collection.judged_wrong, stale=collection.stale)


def _keep(old: Path, new: Path) -> None:
    try:
        shutil.copyfile(old, new)
    except OSError as error:
        raise StoreError(f"{new}: cannot be written ({error.strerror or error})") from error


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


def _graphs(extracted: Sequence[Extracted], resolution: Resolution, entities: Sequence[Entity]) -> Iterator[Graph]:
    yield terms.ONTOLOGY, ontology_quads()
    yield terms.ENTITIES, entity_quads(entities)
    for document, _, statements in extracted:
        yield terms.document_node(document.source.id), document_quads(document, statements, resolution.entity_of)


def _write_graph(graphs: Iterator[Graph], fresh: Path, old: Path | None) -> list[Row]:
    """The store first; every other file is made from what the store holds, so that none can say something else."""
    kept: Mapping[NamedNode, list[Quad]] = {}
    if old is not None and old.is_dir():
        kept = renew_store(old, fresh / STORE, graphs)
    else:
        write_store(fresh / STORE, (quad for _, quads in graphs for quad in quads))
    with open_store(fresh / STORE) as opened:
        store = ReadOnce(opened, kept)
        entities = read_entities(store)
        rows = read_rows(store, entities)
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
