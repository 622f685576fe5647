"""What was found in the documents, kept beside the graph, so that a judgement can be applied without reading them again.

One gzipped JSON line a document, in the order of the build, after a line that says which form this is. Mentions are numbered within
their document; what can be cut from its text is not written twice. The same records give the same bytes.
"""

from __future__ import annotations

import datetime
import gzip
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

from kgraph.errors import StoreError
from kgraph.model import Document, Evidence, Mention, Qualifiers, Source, Statement

EXTRACTION = "extraction.jsonl.gz"

Extracted = tuple[Document, Sequence[Mention], Sequence[Statement]]

_FORM = {"kgraph extraction": 2}
_UNSAID = asdict(Qualifiers())


def write_extraction(extracted: Iterable[Extracted], path: Path) -> None:
    """Write the documents with their mentions and statements. Raises StoreError where the file cannot be written."""
    try:
        # Neither the clock nor the file's name may show in the bytes.
        with path.open("wb") as file, gzip.GzipFile("", "wb", compresslevel=6, fileobj=file, mtime=0) as packed:
            packed.write(_line(_FORM))
            for document, mentions, statements in extracted:
                packed.write(_line(_packed(document, mentions, statements)))
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror or error})") from error


def read_extraction(path: Path) -> Iterator[Extracted]:
    """What `write_extraction` wrote. Raises StoreError where the file is missing, of another form, or damaged."""
    if not path.is_file():
        raise StoreError(f"{path} is not there: run `kgraph build PATH…` once more, which keeps what it found")
    try:
        with gzip.open(path, "rb") as packed:
            if json.loads(next(packed, b"null")) != _FORM:
                raise StoreError(f"{path} was written by another version: run `kgraph build PATH…` once more")
            for line in packed:
                yield _unpacked(json.loads(line))
    except (OSError, EOFError, zlib.error, ValueError, KeyError, IndexError, TypeError) as error:
        raise StoreError(f"{path} is damaged ({error}): run `kgraph build PATH…` once more") from error


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n"


def _packed(document: Document, mentions: Sequence[Mention], statements: Sequence[Statement]) -> dict[str, Any]:
    numbers: dict[Mention, int] = {}
    listed = [_number(mention, numbers) for mention in mentions]
    said = [_statement(statement, numbers) for statement in statements]
    source = {key: value.isoformat() if isinstance(value, datetime.date) else value for key, value in asdict(document.source).items()}
    return {
        "source": source,
        "text": document.text,
        "all": [_mention(mention, document.text, numbers) for mention in numbers],
        "mentions": listed,
        "statements": said,
    }


def _number(mention: Mention, numbers: dict[Mention, int]) -> int:
    """The mention's number; what it refers back to is numbered before it."""
    if mention not in numbers:
        if mention.antecedent is not None:
            _number(mention.antecedent, numbers)
        numbers[mention] = len(numbers)
    return numbers[mention]


def _mention(mention: Mention, text: str, numbers: Mapping[Mention, int]) -> list[Any]:
    back = numbers[mention.antecedent] if mention.antecedent is not None else None
    own = None if text[mention.start : mention.end] == mention.text else mention.text
    return [mention.start, mention.end, mention.type, mention.seed, back, own]


def _statement(statement: Statement, numbers: dict[Mention, int]) -> list[Any]:
    speaker, said = statement.qualifiers.attributed_to, asdict(statement.qualifiers)
    told = {key: value for key, value in said.items() if key != "attributed_to" and value != _UNSAID[key]}
    if speaker is not None:
        told["attributed_to"] = _number(speaker, numbers)
    ends = [_number(statement.subject, numbers), statement.predicate, _number(statement.object, numbers)]
    evidence = statement.evidence
    return [*ends, evidence.start, evidence.end, statement.frame, statement.confidence, told, statement.trigger]


def _unpacked(data: Mapping[str, Any]) -> Extracted:
    date = data["source"]["date"]
    source = Source(**{**data["source"], "date": date and datetime.date.fromisoformat(date)})
    text = cast(str, data["text"])
    everything: list[Mention] = []
    for start, end, cls, seed, back, own in data["all"]:
        words = text[start:end] if own is None else own
        everything.append(Mention(source.id, start, end, words, cls, seed, None if back is None else everything[back]))
    statements = []
    for subject, predicate, object_, start, end, frame, confidence, told, trigger in data["statements"]:
        speaker = everything[told["attributed_to"]] if "attributed_to" in told else None
        evidence = Evidence(source.id, start, end, text[start:end])
        qualifiers = Qualifiers(**{**told, "attributed_to": speaker})
        ends = everything[subject], everything[object_]
        statements.append(Statement(ends[0], predicate, ends[1], evidence, frame, confidence, qualifiers, trigger))
    return Document(source, text), [everything[number] for number in data["mentions"]], statements
