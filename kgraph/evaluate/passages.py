"""Annotated passages: a text of a few sentences with its mentions marked in place, and the statements that it makes.

    @ 2026-03-04 | news
    [[Harrow Vale Police|PoliceForce|a]] will not renew [[its|PoliceForce|a]] deal with [[Lumetrix|Company|b]].
    > b suppliesTo a
    > a blocks k
    > k buyer a; status=cancelled
    > ! b criticizes a

Blank lines divide passages. `[[words|Class|id]]` marks a mention; one id is one thing, pronouns and descriptions included. `>` states;
`> !` says that something is not stated there. A contract may have an id without a mention. Lines are paragraphs, the first perhaps a
heading, unless one breaks off in the middle of a sentence: then the passage is one paragraph, wrapped.
"""

from __future__ import annotations

import datetime
import hashlib
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kgraph.errors import DataError
from kgraph.evaluate.gold import GoldDocument, GoldStatement, normal, read_gold

HELD_OUT = 5
"""One passage in so many takes no part in training: it tells what training is worth."""

_MARK = re.compile(r"\[\[([^\[\]|]+)\|(\w+)\|(\w+)\]\]")
_POINTING = re.compile(
    r"(i|me|we|us|you|he|him|she|her|it|they|them|who|my|our|your|his|its|their|ours|theirs|this|that|the (latter|former))$", re.IGNORECASE
)
_DESCRIBING = re.compile(r"(the|this|that|its|their|our|his|her|both|a|an) ")
_NUMBERS = ("amount", "count")
_HEADING = 90  # characters of the longest line without a mark at its end that is taken for a heading
_GREETING = 60  # characters of the longest "Dear Members of the Public Safety Committee," or "Yours faithfully,"
_LEADING_ON = {"a", "an", "and", "at", "by", "for", "from", "in", "is", "its", "of", "on", "or", "that", "the", "to", "with"}
_QUALIFIERS = {"polarity", "modality", "attributedTo", "date", "currency", "role", "status", *_NUMBERS}


@dataclass(frozen=True, slots=True)
class MarkedMention:
    """`text` at start..end (code points) stands for `entity`, which is of class `type`."""

    start: int
    end: int
    text: str
    type: str
    entity: str


@dataclass(frozen=True, slots=True)
class Passage:
    """`name` is the file's name and the number of the block; `types` has the class of every entity."""

    name: str
    date: datetime.date | None
    text: str
    mentions: tuple[MarkedMention, ...]
    types: Mapping[str, str]
    statements: tuple[GoldStatement, ...]

    @property
    def held_out(self) -> bool:
        """Whether it belongs to the fifth on which nothing is trained or tuned; told by its text, so that other passages change nothing."""
        return int(hashlib.sha256(" ".join(self.text.split()).encode()).hexdigest(), 16) % HELD_OUT == 0


def read_passages(path: Path) -> tuple[Passage, ...]:
    """The passages of a file, or of all `*.txt` files of a folder. Raises DataError by file and block where one is malformed."""
    files = sorted(path.glob("*.txt")) if path.is_dir() else [path]
    if not files:
        raise DataError(f"{path}: no passages (*.txt) there")
    return tuple(passage for file in files for passage in _passages(file))


def as_gold(passage: Passage) -> GoldDocument:
    """The passage as a document to be scored: an entity goes by those of its mentions that are names, or else by its descriptions."""
    names = {entity: _names(passage, entity, kind) for entity, kind in passage.types.items()}
    bearers: dict[str, frozenset[str]] = {}
    for entity, own in names.items():
        for name in own:
            bearers[normal(name)] = bearers.get(normal(name), frozenset()) | {entity}
    labels = {entity: own[0] if own else "contract" for entity, own in names.items()}
    return GoldDocument(passage.name, passage.date, passage.text, passage.types, labels, bearers, passage.statements)


def _names(passage: Passage, entity: str, kind: str) -> tuple[str, ...]:
    if kind == "Contract":
        return ()
    said = [mention.text for mention in passage.mentions if mention.entity == entity and not _POINTING.match(mention.text)]
    names = [text for text in said if kind == "Technology" or not _DESCRIBING.match(text)]
    return tuple(dict.fromkeys(names or said))


def _passages(file: Path) -> Iterator[Passage]:
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise DataError(f"{file}: not UTF-8 (byte {error.start}): save it as UTF-8") from error
    for number, block in enumerate(re.split(r"\n\s*\n", text.strip()), 1):
        lines = [line for line in block.splitlines() if line.strip() and not line.startswith("#")]
        if lines:
            yield _passage(f"{file.stem}-{number}", f"{file}, block {number}", lines)


def _passage(name: str, where: str, lines: list[str]) -> Passage:
    if not lines[0].startswith("@"):
        raise DataError(f"{where}: begins with {lines[0][:40]!r}, not with `@ date | genre`")
    marked = _joined([line.strip() for line in lines[1:] if not line.startswith(">")])
    text, mentions = _unmarked(marked, where)
    types: dict[str, str] = {}
    for mention in mentions:
        if types.setdefault(mention.entity, mention.type) != mention.type:
            raise DataError(f"{where}: {mention.entity!r} is marked as {types[mention.entity]} and as {mention.type}")
    rows = [line[1:].strip() for line in lines if line.startswith(">")]
    statements = tuple(_statement(row, types, text, where) for row in rows if not row.startswith("!"))
    return Passage(name, _date(lines[0], where), text, mentions, types, statements)


def _joined(lines: Sequence[str]) -> str:
    """The text of the lines: paragraphs, or one that is wrapped."""
    plain = [_MARK.sub(r"\1", line) for line in lines]
    pairs = itertools.pairwise(plain)
    wrapped = any(_breaks_off(line) or (following[:1].islower() and line[-1:] not in ".!?:") for line, following in pairs)
    return (" " if wrapped else "\n\n").join(lines)


def _breaks_off(line: str) -> bool:
    """A line that ends neither as a sentence does nor as a heading or a greeting may."""
    long = line[-1:].isalnum() and len(line) > _HEADING
    return long or (line.endswith(",") and len(line) > _GREETING) or line.rsplit(" ", 1)[-1] in _LEADING_ON


def _unmarked(marked: str, where: str) -> tuple[str, tuple[MarkedMention, ...]]:
    text, mentions, end = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[end : match.start()]
        words, kind, entity = match.groups()
        mentions.append(MarkedMention(len(text), len(text) + len(words), words, kind, entity))
        text += words
        end = match.end()
    text += marked[end:]
    if "[[" in text or "]]" in text:
        raise DataError(f"{where}: a mark is not closed, or not of the form [[words|Class|id]]")
    return text, tuple(mentions)


def _date(head: str, where: str) -> datetime.date | None:
    date = head[1:].partition("|")[0].strip()
    try:
        return datetime.date.fromisoformat(date) if date else None
    except ValueError as error:
        raise DataError(f"{where}: {date!r} is no day: write YYYY-MM-DD") from error


def _statement(row: str, types: dict[str, str], text: str, where: str) -> GoldStatement:
    head, *parts = (part.strip() for part in row.split(";"))
    words = head.split()
    if len(words) != 3:
        raise DataError(f"{where}: {row!r} is not `subject property object`")
    for entity in (words[0], words[2]):
        types.setdefault(entity, "Contract")
    values = dict(_qualifier(part, f"{where}: {row!r}") for part in parts)
    numbers = {name: _number(values.pop(name, None)) for name in _NUMBERS}
    return GoldStatement(
        words[0],
        words[1],
        words[2],
        text,
        polarity=values.get("polarity", "positive"),
        modality=values.get("modality", "actual"),
        attributed_to=values.get("attributedTo"),
        date=values.get("date"),
        amount=numbers["amount"],
        currency=values.get("currency"),
        count=numbers["count"],
        role=values.get("role"),
    )


def _qualifier(part: str, where: str) -> tuple[str, str]:
    name, _, value = (word.strip() for word in part.partition("="))
    if name not in _QUALIFIERS or not value:
        raise DataError(f"{where}: {part!r} is no qualifier; known are {', '.join(sorted(_QUALIFIERS))}")
    return name, value


def _number(value: str | None) -> float | None:
    return float(value) if value and re.fullmatch(r"[\d.]+", value) else None


def gold(passages: Iterable[Passage]) -> tuple[GoldDocument, ...]:
    """Passages as documents to be scored."""
    return tuple(as_gold(passage) for passage in passages)


def read_annotations(path: Path, *, held_out: bool = False) -> tuple[GoldDocument, ...]:
    """The annotated documents of a folder (`*.json`), or the passages of a file or folder (`*.txt`), as documents to be scored.

    With `held_out`, only the passages that no training sees. Raises DataError where there are neither.
    """
    if path.is_dir() and not any(path.glob("*.txt")):
        return read_gold(path)
    return gold(passage for passage in read_passages(path) if passage.held_out or not held_out)
