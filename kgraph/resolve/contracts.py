"""Contracts are known by their parties: which mentions of deals are one contract.

Within a document, mentions with the same buyers and suppliers are one contract unless their sums differ; where a side is not named, also
unless they concern different things. Across documents they are one only where buyer, supplier and sum are all known and equal: two
documents that tell of "a contract" between the same two may well mean two contracts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kgraph import ids
from kgraph.model import Entity, Mention, Statement

CONTRACT = "Contract"

EntityOf = Callable[[Mention], Entity]


@dataclass(frozen=True, slots=True)
class _Deal:
    """One contract of one document: the entities at its ends by IRI, its sum, and the mentions that stand for it."""

    document: str
    roots: tuple[Mention, ...]
    buyers: frozenset[str]
    suppliers: frozenset[str]
    things: frozenset[str]
    amount: float | None
    currency: str | None

    @property
    def content(self) -> tuple[str | None, ...]:
        """What its IRI is made of. A contract that may not be merged across documents has the document's identifier in it."""
        parties = "|".join(sorted(self.buyers)), "|".join(sorted(self.suppliers))
        price = f"{self.amount:.2f} {self.currency}" if self.amount is not None else None
        if all(parties) and price and self.currency:
            return (*parties, price)
        place = None if any(parties) else str(self.roots[0].start)
        return (*parties, price, "|".join(sorted(self.things)), self.document, place)


def resolve_contracts(mentions: Iterable[Mention], statements: Iterable[Statement], entity_of: EntityOf) -> Iterator[Entity]:
    """The contracts behind `mentions`, in the order of documents and text. `entity_of` knows the entities at their ends."""
    members: dict[Mention, list[Mention]] = {}
    for mention in mentions:
        members.setdefault(mention.root, []).append(mention)
    labels: dict[str, str] = {}
    contracts: dict[tuple[str | None, ...], list[_Deal]] = {}
    for deal in _merged(_deals(members, list(statements), entity_of, labels)):
        contracts.setdefault(deal.content, []).append(deal)
    for content, deals in contracts.items():
        roots = [root for deal in deals for root in deal.roots]
        reasons = [(mention, _reason(mention, deals, len(roots))) for root in roots for mention in members[root]]
        yield Entity(
            id=ids.CONTRACT + ids.digest(*content),
            label=_label(deals[0], labels),
            type=CONTRACT,
            mentions=tuple(mention for mention, _ in reasons),
            reasons=tuple(reason for _, reason in reasons),
        )


def _reason(mention: Mention, deals: Sequence[_Deal], roots: int) -> str:
    if mention.antecedent is not None:
        return f"refers back to '{' '.join(mention.root.text.split())}'"
    if roots == 1:
        return "the only mention of a contract of these parties"
    return "same buyer, supplier and sum" if len(deals) > 1 else "same parties in this document"


def _deals(roots: Iterable[Mention], statements: Sequence[Statement], entity_of: EntityOf, labels: dict[str, str]) -> Iterator[_Deal]:
    """What the statements say of each contract's mention. `labels` gathers the labels of the entities at their ends, by IRI."""
    ends: dict[Mention, dict[str, set[str]]] = {root: {} for root in roots}
    sums: dict[Mention, set[tuple[float, str | None]]] = {}
    for statement in statements:
        root = statement.subject.root
        if root.type != CONTRACT or statement.object.root.type == CONTRACT:
            continue
        entity = entity_of(statement.object)
        labels[entity.id] = entity.label
        ends[root].setdefault(statement.predicate, set()).add(entity.id)
        if statement.qualifiers.amount is not None:
            sums.setdefault(root, set()).add((statement.qualifiers.amount, statement.qualifiers.currency))
    for root in sorted(ends, key=lambda mention: (mention.document, mention.start, mention.end)):
        buyers, suppliers, things = (frozenset(ends[root].get(side, ())) for side in ("buyer", "supplier", "concerns"))
        amount, currency = max(sums.get(root, {(None, None)}), key=lambda price: (price[0] or 0.0, price[1] or ""))
        yield _Deal(root.document, (root,), buyers, suppliers, things, amount, currency)


def _merged(deals: Iterable[_Deal]) -> list[_Deal]:
    """Deals of one document that are one contract; a mention without a sum joins the last that fits."""
    merged: dict[tuple[str, frozenset[str], frozenset[str]], list[_Deal]] = {}
    for deal in deals:
        same = merged.setdefault((deal.document, deal.buyers, deal.suppliers), [])
        index = next((index for index in reversed(range(len(same))) if _agree(same[index], deal)), None)
        if index is None:
            same.append(deal)
        else:
            same[index] = _joined(same[index], deal)
    return sorted((deal for same in merged.values() for deal in same), key=lambda deal: (deal.document, deal.roots[0].start))


def _agree(first: _Deal, second: _Deal) -> bool:
    if first.amount is not None and second.amount is not None and (first.amount, first.currency) != (second.amount, second.currency):
        return False
    if first.buyers and first.suppliers:
        return True
    if not first.buyers and not first.suppliers:
        return False
    return not first.things or not second.things or bool(first.things & second.things)


def _joined(first: _Deal, second: _Deal) -> _Deal:
    priced = first if first.amount is not None else second
    return replace(
        first, roots=first.roots + second.roots, things=first.things | second.things, amount=priced.amount, currency=priced.currency
    )


def _label(deal: _Deal, labels: dict[str, str]) -> str:
    """ "Contract: Metropolitan Police Service – Palantir Technologies (£50m)"."""
    buyers, suppliers, things = (", ".join(sorted(labels[iri] for iri in side)) for side in (deal.buyers, deal.suppliers, deal.things))
    parties = " – ".join(part for part in (buyers, suppliers) if part)
    if things and not (buyers and suppliers):
        parties = f"{parties} for {things}" if parties else things
    price = f" ({_price(deal.amount, deal.currency)})" if deal.amount is not None else ""
    return (f"Contract: {parties}" if parties else f"Contract: {' '.join(deal.roots[0].text.split())}") + price


_SIGNS = {"GBP": "£", "USD": "$", "EUR": "€", "CAD": "C$", "AUD": "A$", "NZD": "NZ$", "INR": "₹", "JPY": "¥"}


def _price(amount: float, currency: str | None) -> str:
    sign = _SIGNS.get(currency or "", f"{currency} " if currency else "")
    for size, unit in ((1e9, "bn"), (1e6, "m")):
        scaled = round(amount / size, 6)
        if amount >= size and round(scaled, 2) == scaled:
            return f"{sign}{scaled:g}{unit}"
    return f"{sign}{amount:,.2f}".removesuffix(".00")
