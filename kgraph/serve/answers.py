"""What is worked out beside the store, in a process that can be stopped: an answer as it is sent, or what a page is made of."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Store

from kgraph.errors import QueryError
from kgraph.graph import Dataset, Fact, Result, describe, facts, read_entity, read_rows_about, run_query
from kgraph.model import Entity, Row
from kgraph.serve.negotiation import EVERYTHING, HTML, OFFERS, Offer, preferred

SHOWN = 1000
"""Rows of an answer on a page; the other forms have all."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer; `type` is its Content-Type."""

    status: int
    type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Thing:
    """What a page on one IRI shows. `entity` is None for what is no stakeholder: a statement, a document, a word of the vocabulary."""

    iri: str
    entity: Entity | None
    facts: tuple[Fact, ...]
    rows: tuple[Row, ...]


def answer(store: Store, text: str, dataset: Dataset | None, accept: str) -> Answer | Result:
    """The answer in the form that is wanted, or, for a page, its first rows. Raises as `run_query`."""
    browsing = preferred(EVERYTHING, accept) == HTML
    result = run_query(store, text, dataset=dataset, limit=SHOWN if browsing else None)
    offer = preferred(OFFERS[result.kind], accept)
    if offer is None:
        kinds = ", ".join(offer.type for offer in OFFERS[result.kind])
        return refusal(406, f"the answer has none of the forms that are accepted ({accept}): it can be {kinds}")
    if offer == HTML:
        return result if browsing else run_query(store, text, dataset=dataset, limit=SHOWN)
    return written(result, offer)


def written(result: Result, offer: Offer) -> Answer:
    """The result as it is sent, or why it cannot be: XML has no form for some texts."""
    try:
        return Answer(200, offer.header, result.serialize(offer.format))
    except QueryError as error:
        return refusal(406, str(error))


def refusal(status: int, message: str) -> Answer:
    """A message in plain text."""
    return Answer(status, "text/plain; charset=utf-8", f"{message}\n".encode())


def thing(store: Store, iri: str) -> Thing | None:
    """None where the store knows nothing of it."""
    try:
        described = tuple(facts(store, iri))
    except ValueError:  # no IRI at all
        return None
    rows = tuple(read_rows_about(store, iri))
    return Thing(iri, _entity(store, iri), described, rows) if described or rows else None


def described(store: Store, iri: str, offer: Offer) -> Answer | None:
    """All triples about it; None where there are none."""
    try:
        result = describe(store, iri)
    except ValueError:
        return None
    return None if result is None else written(result, offer)


def _entity(store: Store, iri: str) -> Entity | None:
    try:
        return read_entity(store, iri)
    except QueryError:
        return None
