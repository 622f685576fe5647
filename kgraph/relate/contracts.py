"""Contracts as events: buyer, supplier, subject, money and status gathered around the nouns that stand for a deal.

A deal said twice is one contract: a later "the contract" or "the deal" joins the last deal of the document that it does not contradict,
and so does the first deal below a headline that speaks of one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from kgraph.language import Reading
from kgraph.language.money import Money, find_sums
from kgraph.model import Mention, Modality, Status
from kgraph.relate.clauses import Predicate
from kgraph.relate.deal import BUYERS, SELLERS, Deal
from kgraph.relate.dealing import CONTESTS, OPEN, Dealing, deal_word, is_deal, status_of
from kgraph.relate.ends import things
from kgraph.relate.notices import Notice, notices
from kgraph.relate.proposal import Proposal

_THINGS = frozenset({"Technology", "Product"})
_ABOUT = {"about", "regarding", "concerning"}  # whoever is told about a deal has no part in it
_WHOLE = {"overall", "total", "totalling", "totaling", "aggregate"}
_NEAR = 45  # characters before a sum, in which it is said that it is the whole


@dataclass(frozen=True, slots=True)
class State:
    """How far a deal has come, what it is worth (in figures, and as written), and the word that says so."""

    trigger: Token
    status: Status
    amount: float | None
    currency: str | None
    amount_text: str | None

    @property
    def modality(self) -> Modality:
        return OPEN.get(self.status, "actual")


@dataclass(frozen=True)
class Contracts:
    """What a document says of contracts: proposals, which tokens stand for which contract, and the state of each."""

    proposals: tuple[Proposal, ...]
    at: Mapping[int, Mention]
    states: Mapping[Mention, State]


def contracts(reading: Reading, predicates: Mapping[int, Predicate], dealing: Dealing) -> Contracts:
    """The deals of a document. `predicates`: index of a token → the predicate it evokes."""
    noticed = list(notices(reading, dealing))
    # Words that the network takes for a deal are one, whatever the lists say.
    told = {word.i for deal in reading.deals if (word := deal_word(reading.doc[deal.start : deal.end], dealing)) is not None}
    # The lines of a notice speak of no further deal.
    lines = {token.sent.start for notice in noticed for token in notice.labels.values()}
    deals, at = _worded(reading, predicates, dealing, told, lines)
    sure = {at[index] for index in told if index in at}
    if noticed:
        sure &= {deal.mention for deal in deals if deal.parties}  # nor does "Contract award notice" at its head
    for notice in noticed:
        deal = _noticed(reading, notice)
        known = next((other for other in deals if not deal.clashes(other) and not deal.parties.isdisjoint(other.parties)), None)
        if known is None:
            deals.append(deal)
        else:
            known.absorb(deal)
    stated = [
        deal for deal in deals if (deal.buyers and (deal.suppliers or deal.subjects)) or (deal.suppliers and deal.subjects and deal.money)
    ]
    kept = {deal.mention: _state(deal) for deal in deals if deal in stated or deal.mention in sure}
    proposals = [proposal for deal in stated for proposal in _proposals(deal)]
    return Contracts(tuple(proposals), {index: mention for index, mention in at.items() if mention in kept}, kept)


def _worded(
    reading: Reading, predicates: Mapping[int, Predicate], dealing: Dealing, told: Collection[int], passed: Collection[int]
) -> tuple[list[Deal], dict[int, Mention]]:
    """The deals for which words of the text stand, and which words these are; sentences that begin at a token of `passed` have none."""
    deals: list[Deal] = []
    at: dict[int, Mention] = {}
    for sentence in (sentence for sentence in reading.doc.sents if sentence.start not in passed):
        money = [(item, sentence) for item in find_sums(sentence.text, reading.country)]
        for token in sentence:
            if token.i in reading.at or not (token.i in told or is_deal(token, dealing, bool(money))) or _is_takeover(reading, token):
                continue
            deal = _gather(reading, token, predicates, dealing, money)
            known = _same(deal, deals, token)
            if known is None:
                deals.append(deal)
                at[token.i] = deal.mention
            else:
                known.absorb(deal)
                at[token.i] = known.mention
    return deals, at


def _is_takeover(reading: Reading, token: Token) -> bool:
    """ "The £46m purchase of Haldane & Co": whoever buys a firm has no contract with it."""
    bought = (found for child in token.children if child.lower_ == "of" for head in child.children if (found := reading.mention_of(head)))
    return token.lemma_ == "purchase" and any(mention.root.type == "Company" for mention in bought)


def _noticed(reading: Reading, notice: Notice) -> Deal:
    (_, label), *_ = notice.of("supplier")
    mention = Mention(reading.document.source.id, label.idx, label.idx + len(label), label.text, "Contract")
    deal = Deal(mention, label, money=notice.money, status="awarded", status_trigger=label)
    for role, classes in (("buyer", BUYERS), ("supplier", SELLERS), ("concerns", _THINGS)):
        for named, token in notice.of(role):
            if named.root.type in classes:
                deal.lines.setdefault(named.root, token)
                if role == "concerns":
                    deal.subjects.append((named, token))
                else:
                    deal.add(named)
    return deal


def _gather(
    reading: Reading, token: Token, predicates: Mapping[int, Predicate], dealing: Dealing, money: Sequence[tuple[Money, Span]]
) -> Deal:
    mention = Mention(reading.document.source.id, token.idx, token.idx + len(token), token.text, "Contract")
    deal = Deal(mention, token, announced=_in_headline(token))
    for role, head in _connected(token, predicates, dealing):
        _place(reading, deal, role, head, dealing)
    if deal.suppliers and not deal.buyers and any(child.lower_ in {"a", "an"} for child in token.children):
        for head in _approvers(token, predicates, dealing):
            _place(reading, deal, "verb subject", head, dealing)
    deal.money = _price(token, money)
    deal.status, deal.status_trigger = status_of(token, dealing)
    return deal


def _in_headline(token: Token) -> bool:
    """Whether the word stands in a first line that is no sentence and has a paragraph to itself."""
    headline, below, _ = token.doc.text.partition("\n\n")
    return bool(below) and token.idx < len(headline) and "\n" not in headline and headline.rstrip()[-1:] not in ".!?:"


def _connected(token: Token, predicates: Mapping[int, Predicate], dealing: Dealing) -> Iterator[tuple[str, Token]]:
    """Roles and heads around the noun: its own, and those of the verbs that it depends on."""
    own = predicates.get(token.i)
    if own is not None:
        yield from ((argument.role, argument.head) for argument in own.arguments if argument.role not in {"subject"})
    for child in token.subtree:
        if child.dep_ in {"poss", "compound", "nmod"} and child.head == token:
            yield "possessor", child
        elif (child.dep_ == "pobj" and child.head.head == token) or (
            child.dep_ == "pobj" and child.head.lower_ in {"with", "between", "by", "from"}
        ):
            yield child.head.lower_, child
    for child in token.children:
        clause = predicates.get(child.i) if child.dep_ in {"relcl", "acl"} else None
        while clause is not None:
            yield from ((f"verb {argument.role}", argument.head) for argument in clause.arguments if argument.head != token)
            clause = next((predicates.get(inner.i) for inner in clause.head.children if inner.dep_ == "xcomp"), None)
    steps = 0
    governor = token
    while governor.head != governor and steps < 5 and governor.lower_ not in _ABOUT:
        governor = governor.head
        steps += 1
        predicate = predicates.get(governor.i)
        if predicate is not None and predicate.kind == "verb":
            powered = predicate.lemma.split(" ")[0] in dealing.powers
            for argument in predicate.arguments:
                if argument.head == token or (token in argument.head.subtree and argument.role == "object" and argument.head == token):
                    continue
                if not (powered and argument.role == "subject"):
                    yield f"verb {argument.role}", argument.head
            if steps >= 2 and governor.dep_ == "ROOT":
                break


def _approvers(token: Token, predicates: Mapping[int, Predicate], dealing: Dealing) -> Iterator[Token]:
    """A body that approves a new contract, and for which no buyer is named, buys for itself."""
    predicate = predicates.get(token.head.i) if token.dep_ == "dobj" else None
    if predicate is not None and predicate.lemma in dealing.approving:
        yield from (argument.head for argument in predicate.arguments if argument.role == "subject")


def _place(reading: Reading, deal: Deal, role: str, head: Token, dealing: Dealing) -> None:
    if role.endswith("between") and head.lower_ in {"two", "them", "pair"}:
        for mention in _last_two(reading, head.i):
            deal.add(mention)
            deal.both.add(mention.root)
        return
    for mention in things(head, SELLERS | BUYERS, dealing.through_parties, reading.mention_of):
        deal.add(mention)
        for conjunct in head.conjuncts:
            other = reading.mention_of(conjunct)
            if other is not None and other.root.type in SELLERS | BUYERS:
                deal.add(other)
    if role.split(" ")[-1] in {"for", "of", "on", "object", "subject", "modifier", "possessor", "under"}:
        for mention in things(head, _THINGS, dealing.through_goods, reading.mention_of):
            if all(mention.root != subject.root for subject, _ in deal.subjects) and (
                role in {"for", "of", "on", "modifier", "possessor"} or role.startswith("verb for")
            ):
                deal.subjects.append((mention, head))


def _last_two(reading: Reading, index: int) -> list[Mention]:
    """The last buyer and the last seller before the token."""
    before = [mention for mention in reading.mentions if reading.spans[mention][0] < index]
    found = []
    for side in (BUYERS, SELLERS):
        found += [mention for mention in reversed(before) if mention.root.type in side][:1]
    return found


def _price(token: Token, money: Sequence[tuple[Money, Span]]) -> Money | None:
    """The sum in the sentence; of several the one that is said to be the whole, or else the nearest."""
    if not money:
        return None

    def far(found: tuple[Money, Span]) -> tuple[bool, int]:
        item, sentence = found
        before = set(re.findall(r"[a-z]+", sentence.text[max(0, item.start - _NEAR) : item.start].lower()))
        return before.isdisjoint(_WHOLE), abs(item.start + sentence.start_char - token.idx)

    return min(money, key=far)[0]


def _same(deal: Deal, deals: Sequence[Deal], token: Token) -> Deal | None:
    # "The contract", and "the contract value".
    around = [*token.children, *(token.head.children if token.dep_ == "compound" else ())]
    definite = token.pos_ == "PRON" or any(child.lower_ in {"the", "this", "that"} or child.dep_ == "poss" for child in around)
    for known in reversed(deals):
        if deal.clashes(known) or _is_plural(known.trigger) != _is_plural(token):
            continue
        same_parties = deal.buyers and deal.suppliers and deal.parties == known.parties
        if definite or known.announced or same_parties or known.trigger.sent == token.sent:
            return known
    return None


def _is_plural(noun: Token) -> bool:
    """Several deals, that is; of several tenders comes one."""
    return noun.tag_ in {"NNS", "NNPS"} and noun.lemma_.lower() not in CONTESTS


def _state(deal: Deal) -> State:
    amount, currency, written = (deal.money.amount, deal.money.currency, deal.money.text) if deal.money else (None, None, None)
    return State(deal.status_trigger or deal.trigger, deal.status or "awarded", amount, currency, written)


def _proposals(deal: Deal) -> Iterator[Proposal]:
    state = _state(deal)
    trigger, status = state.trigger, state.status
    lines: list[tuple[str, Mention, Token | None]] = [("buyer", mention, None) for mention in deal.buyers]
    lines += [("supplier", mention, None) for mention in deal.suppliers]
    lines += [("concerns", mention, token) for mention, token in deal.subjects]
    for predicate, mention, token in lines:
        pointed = mention.root in deal.both
        frame = "both" if pointed else "contract"
        yield Proposal(
            deal.mention, predicate, mention, deal.lines.get(mention.root, trigger), f"{predicate}/{frame}", 0.8,
            polarity="positive", modality=state.modality,
            amount=state.amount, currency=state.currency, amount_text=state.amount_text, status=status, object_token=token, pointed=pointed,
        )  # fmt: skip
    supplied: Modality = "planned" if status in {"proposed", "tendered", "blocked"} else "actual"
    for supplier in deal.suppliers:
        for buyer in deal.buyers:
            # Supplying begins with the award; the end or the extension of a deal says nothing about when.
            yield Proposal(
                supplier, "suppliesTo", buyer, trigger, "suppliesTo/contract", 0.8,
                polarity="positive", modality=supplied, dated=status == "awarded",
            )  # fmt: skip
