"""Rows → entities of FollowTheMoney, a JSON object a line, for Aleph and other programs that trace who deals with whom.

FollowTheMoney knows neither denial nor plan, so a link stands only for what a document states as a fact. Whatever is said, denied and
planned statements included, is a Note on both of its ends, with the sentence, how it holds, and its document as proof.
`docs/decisions/followthemoney.md` has the reasons.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kgraph import ids
from kgraph.model import Entity, Row, Source
from kgraph.ontology import load_ontology
from kgraph.views.exchange import plain_number

Properties = dict[str, list[str]]

_SCHEMATA = {
    "Person": "Person",
    "Company": "Company",
    **dict.fromkeys(("PoliceForce", "GovernmentBody", "OversightBody", "Court"), "PublicBody"),
    **dict.fromkeys(("CivilSocietyOrganization", "MediaOrganization", "ResearchOrganization", "PoliticalParty"), "Organization"),
    "Contract": "Contract",
    "Place": "Address",
    # There is nothing closer: a thing that is neither an actor nor a paper. `keywords` tells the class.
    **dict.fromkeys(("Technology", "Product", "LegalInstrument"), "Asset"),
}
_ORGANIZATIONS = frozenset({"Company", "PublicBody", "Organization"})
_ACTORS = _ORGANIZATIONS | {"Person"}
_DIRECTING = re.compile(r"\b(?:director|chair(?:man|woman|person)?|chief executive|trustee|governor|board member|ceo)\b", re.IGNORECASE)

_IDENTIFIER = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
_WIKIDATA = re.compile(r"wikidata\.org/(?:entity|wiki)/(Q\d+)$")
_ADDRESS = re.compile(r"https?://[^\s\"<>]+")
# FollowTheMoney takes these out of texts and trims them; what is written is to be what is read.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200d\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def write_followthemoney(rows: Iterable[Row], entities: Iterable[Entity], path: Path) -> None:
    """Write an entity of FollowTheMoney a line, by identifier: UTF-8, the same for the same input. Raises OSError."""
    made = sorted(_all(list(rows), entities), key=lambda entity: entity["id"])
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(entity, ensure_ascii=False) + "\n" for entity in made)


def _all(rows: list[Row], entities: Iterable[Entity]) -> Iterator[dict[str, Any]]:
    things = {node.id: Entity(node.id, node.label, node.type) for row in rows for node in (row.subject, row.object)}
    things |= {entity.id: entity for entity in entities}
    dealt = _dealings(rows)
    yield from (_thing(thing, dealt.get(thing.id, {})) for thing in things.values())
    yield from (_document(source) for source in {row.source.id: row.source for row in rows}.values())
    for row in rows:
        yield _note(row)
        if row.polarity == "positive" and row.modality == "actual" and row.predicate != "buyer":
            yield _link(row)


def _thing(entity: Entity, dealt: Properties) -> dict[str, Any]:
    name = "title" if entity.type == "Contract" else "full" if entity.type == "Place" else "name"
    found = (_WIKIDATA.search(identifier) for identifier in entity.identifiers)
    return _made(
        _identifier(entity.id),
        _schema(entity.type),
        {
            "name": [_name(entity.label) or entity.id],
            name: [_name(entity.label) or entity.id],
            "alias": sorted({_name(alias) for alias in entity.names} - {_name(entity.label)}),
            "wikidataId": [match[1] for match in found if match],
            "keywords": [entity.type],
            **dealt,
        },
    )


def _dealings(rows: Iterable[Row]) -> dict[str, Properties]:
    """Contract → who bought, for how much, and how far it has come. What is denied of it is left to the notes."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        if row.subject.type != "Contract" or row.polarity != "positive":
            continue
        if row.predicate == "buyer":
            found[row.subject.id]["authority"].add(_identifier(row.object.id))
        told: Properties = {**_price(row), "status": [row.status or ""]}
        for name, values in told.items():
            found[row.subject.id][name].update(values)
    return {iri: {name: sorted(values) for name, values in known.items()} for iri, known in found.items()}


def _document(source: Source) -> dict[str, Any]:
    name = _name(source.title or "") or _name(source.path) or source.id
    told = {"fileName": [_text(source.path) or source.id], "name": [name], "title": [name]}
    published = {"publishedAt": [source.date.isoformat()] if source.date else []}
    return _made(_identifier(ids.DOCUMENT + source.id), "Document", {**told, **published, **_origin(source)})


def _note(row: Row) -> dict[str, Any]:
    """The statement as a remark on both of its ends; its identifier is that of the statement."""
    denied = "not: " if row.polarity == "negative" else ""
    said = {
        "name": [_name(f"{denied}{row.subject.label} {_does(row)} {row.object.label}")],
        "entity": sorted({_identifier(row.subject.id), _identifier(row.object.id)}),
        "proof": [_identifier(ids.DOCUMENT + row.source.id)],
    }
    return _made(_identifier(row.id), "Note", {**said, **_told(row)})


def _link(row: Row) -> dict[str, Any]:
    """The fact as an interval between its ends; `recordId` is the identifier of the note."""
    schema, start, end = _interval(row)
    note = _identifier(row.id)
    ends = {start: [_identifier(row.subject.id)], end: [_identifier(row.object.id)]}
    told = {"date": [row.date or ""], "recordId": [note], **_told(row)}
    if schema in ("ContractAward", "Payment"):
        told |= _price(row)
    if schema != "Payment":
        told |= {"role": [_text(row.role or "") or _does(row)], "status": [row.status or ""]}
    return _made(f"{note}-link", schema, {**ends, **told})


def _interval(row: Row) -> tuple[str, str, str]:
    """The schema of a link, and its properties for subject and object."""
    subject, object_ = _schema(row.subject.type), _schema(row.object.type)
    if row.predicate == "affiliatedWith" and subject == "Person" and object_ in _ORGANIZATIONS:
        if row.object.type == "PoliticalParty":
            return "Membership", "member", "organization"
        if _DIRECTING.search(row.role or ""):
            return "Directorship", "director", "organization"
        return "Employment", "employee", "employer"
    if row.predicate == "supplier" and subject == "Contract" and object_ in _ACTORS:
        return "ContractAward", "contract", "supplier"
    if row.predicate == "acquires" and subject in _ACTORS and object_ == "Company":
        return "Ownership", "owner", "asset"
    if row.predicate == "funds" and {subject, object_} <= _ACTORS:
        return "Payment", "payer", "beneficiary"
    return "UnknownLink", "subject", "object"


def _told(row: Row) -> Properties:
    """What was said, how it holds and where it stands."""
    names = {_name(name) for name in (row.subject_name, row.object_name) if name}
    return {"description": [_text(row.sentence)], "summary": [_standing(row)], "namesMentioned": sorted(names), **_origin(row.source)}


def _standing(row: Row) -> str:
    """As in `contested; on the word of NEC; £50m; confidence 0.9; met.md, 102-173`."""
    parts = (
        "denied" if row.polarity == "negative" else None,
        row.modality if row.modality != "actual" else None,
        "contested" if row.contested else None,
        f"on the word of {row.attributed_to.label}" if row.attributed_to else None,
        row.date,
        row.amount_text or (f"{plain_number(row.amount)} {row.currency or ''}".strip() if row.amount is not None else None),
        f"number {plain_number(row.count)}" if row.count is not None else None,
        f"as {row.role}" if row.role else None,
        f"contract {row.status}" if row.status else None,
        f"confidence {row.confidence:g}",
        f"{row.source.path}, {row.start}-{row.end}",
    )
    return _text("; ".join(part for part in parts if part))


def _price(row: Row) -> Properties:
    if row.amount is None:
        return {}
    return {"amount": [str(plain_number(row.amount))], "currency": [row.currency or ""]}


def _origin(source: Source) -> Properties:
    address = source.url if source.url and _ADDRESS.fullmatch(source.url) else ""
    return {"publisher": [_text(source.publisher or "")], "sourceUrl": [address]}


def _made(identifier: str, schema: str, properties: Properties) -> dict[str, Any]:
    told = {name: [value for value in values if value] for name, values in sorted(properties.items())}
    return {"id": identifier, "schema": schema, "properties": {name: values for name, values in told.items() if values}}


def _schema(cls: str) -> str:
    return _SCHEMATA.get(cls, "Asset")


def _does(row: Row) -> str:
    known = load_ontology().properties.get(row.predicate)
    return known.label if known is not None else row.predicate


def _identifier(iri: str) -> str:
    """https://w3id.org/kgraph/actor/palantir → kgraph-actor-palantir: FollowTheMoney takes letters, digits, full stops and hyphens."""
    kind, _, name = iri.removeprefix(ids.BASE).partition("/")
    return f"kgraph-{kind}-{name}" if _IDENTIFIER.fullmatch(f"{kind}-{name}") else f"kgraph-other-{ids.digest(iri)}"


def _text(value: str) -> str:
    return _UNSAFE.sub("", value).strip()


def _name(value: str) -> str:
    """On one line; nothing where there is neither letter nor figure, which FollowTheMoney takes for no name."""
    return " ".join(_text(value).split()) if any(map(str.isalnum, value)) else ""

