"""Gold annotations: one JSON file a document, with its text, its entities and the statements that careful readers found in it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kgraph.errors import DataError
from kgraph.evaluate.fields import Fields, parse
from kgraph.ids import content_hash
from kgraph.model import Document, Source

_POSSESSIVE = re.compile(r"[’']s\b")
_SEPARATORS = re.compile(r"[^\w£$€%]+")
_ARTICLE = re.compile(r"^(the|a|an) ")


@dataclass(frozen=True, slots=True)
class GoldStatement:
    """Subject, object and speaker are entity identifiers of their own document; `evidence` is the clearest sentence."""

    subject: str
    predicate: str
    object: str
    evidence: str
    polarity: str = "positive"
    modality: str = "actual"
    attributed_to: str | None = None
    date: str | None = None
    amount: float | None = None
    currency: str | None = None
    count: float | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """An annotated document. `types` maps an entity to its class, `labels` to its first name, `bearers` a normal name to all that bear it.

    `text` is None where only the annotations may be handed on.
    """

    name: str
    date: datetime.date | None
    text: str | None
    types: Mapping[str, str]
    labels: Mapping[str, str]
    bearers: Mapping[str, frozenset[str]]
    statements: tuple[GoldStatement, ...]

    def named(self, label: str) -> frozenset[str]:
        """The entities that go by this name."""
        return self.bearers.get(normal(label), frozenset()) if label else frozenset()


def normal(text: str) -> str:
    """A name less what does not tell names apart: case, punctuation, possessive and leading article."""
    plain = _POSSESSIVE.sub("", text.casefold().replace("&", " and "))
    return _ARTICLE.sub("", _SEPARATORS.sub(" ", plain).strip())


def read_gold(folder: Path) -> tuple[GoldDocument, ...]:
    """The gold documents of `folder` (`*.json`), by name.

    Raises DataError where the folder has none, or where one is malformed, by file and key.
    """
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise DataError(f"{folder}: no gold documents (*.json) there")
    return tuple(_document(path) for path in paths)


def documents(gold: Iterable[GoldDocument]) -> Iterator[Document]:
    """The gold texts as documents to be read; those without a text are left out."""
    for document in gold:
        if document.text is not None:
            source = Source(
                id=content_hash(f"{document.name}\n{document.text}".encode()),
                path=f"{document.name}.md",
                title=document.name.replace("-", " "),
                date=document.date,
            )
            yield Document(source, document.text)


def _document(path: Path) -> GoldDocument:
    try:
        fields = parse(str(path), path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: not UTF-8 (byte {error.start}): save it as UTF-8") from error
    entities = fields.each("entities")
    names = {entity.text("id"): entity.texts("names") for entity in entities}
    return GoldDocument(
        name=path.stem,
        date=_date(fields),
        text=fields.text_or_none("text"),
        types={entity.text("id"): entity.text("type") for entity in entities},
        labels={id_: labels[0] if labels else "contract" for id_, labels in names.items()},
        bearers=_bearers(names),
        statements=tuple(_statement(statement, names) for statement in fields.each("statements")),
    )


def _date(fields: Fields) -> datetime.date | None:
    date = fields.text_or_none("date")
    try:
        return None if date is None else datetime.date.fromisoformat(date)
    except ValueError as error:
        raise fields.objection("date", "a day as YYYY-MM-DD") from error


def _bearers(names: Mapping[str, tuple[str, ...]]) -> dict[str, frozenset[str]]:
    bearers: dict[str, frozenset[str]] = {}
    for id_, labels in names.items():
        for label in labels:
            bearers[normal(label)] = bearers.get(normal(label), frozenset()) | {id_}
    return bearers


def _statement(fields: Fields, known: Mapping[str, object]) -> GoldStatement:
    for key in ("subject", "object", "attributed_to"):
        if fields.text_or_none(key) not in {None, *known}:
            raise fields.objection(key, "the id of one of the document's entities")
    return GoldStatement(
        subject=fields.text("subject"),
        predicate=fields.text("predicate"),
        object=fields.text("object"),
        evidence=fields.text("evidence"),
        polarity=fields.text_or_none("polarity") or "positive",
        modality=fields.text_or_none("modality") or "actual",
        attributed_to=fields.text_or_none("attributed_to"),
        date=fields.text_or_none("date"),
        amount=fields.number_or_none("amount"),
        currency=fields.text_or_none("currency"),
        count=fields.number_or_none("count"),
        role=fields.text_or_none("role"),
    )
