"""What the network makes of every two things of a document, as proposals beside those of the frames."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from spacy.tokens import Token

from kgraph.language import Reading
from kgraph.learned import Network, Scored, in_one_thread, relations, wording
from kgraph.learned.network import Vectors
from kgraph.learned.pairs import Pair
from kgraph.learned.relations import MODALITIES
from kgraph.learned.tokens import Marked
from kgraph.model import Mention, Modality, Polarity
from kgraph.ontology import Ontology
from kgraph.relate.contracts import State
from kgraph.relate.proposal import Proposal
from kgraph.relate.qualify import claimed, maintained
from kgraph.relate.weighing import Said, Weighing

NETWORK = "network"
"""What stands in place of a frame's name where only the network made a statement."""

_OPPOSITES = {
    "rulesAgainst": "rulesInFavorOf", "rulesInFavorOf": "rulesAgainst", "criticizes": "supports", "supports": "criticizes",
    "blocks": "authorizes", "authorizes": "blocks",
}  # fmt: skip
_CANDIDATE = 0.1  # below this nothing is worth weighing


@dataclass(frozen=True)
class Opinion:
    """The network's word on a statement: its probability, 0 to 1, and that of the linear model of its wording; the probability of a
    denial, and the likeliest modality. `apart` tells that no sentence mentions both things."""

    subject: Mention
    predicate: str
    object: Mention
    probability: float
    wording: float
    apart: bool
    negative: float
    modality: Modality
    trigger: Token
    object_token: Token

    @property
    def polarity(self) -> Polarity:
        return "negative" if self.negative > 0.5 else "positive"


Key = tuple[Mention, str, Mention]
Sureness = Mapping[Mention, float]


def opinions(reading: Reading, network: Network, ontology: Ontology, deals: Mapping[int, Mention]) -> dict[Key, Opinion]:
    """By root of subject, property, and root of object. `deals`: a token's index → the contract that it stands for."""
    if reading.view is None:
        return {}
    things = _things(reading, deals)
    mentions = [mention for mention, _ in things]
    marked = [mark for _, mark in things]
    order = {mention.root: number for number, mention in enumerate(mentions)}
    numbers = [order[mention.root] for mention in mentions]
    by_ends: dict[tuple[int, int], list[Scored]] = defaultdict(list)
    with in_one_thread():
        scores = relations(network, reading.view, marked, numbers)
    for scored in scores:
        by_ends[numbers[scored.pair.first], numbers[scored.pair.second]].append(scored)
    joint = {ends: _joint(own, [scored.logits for scored in own]) for ends, own in by_ends.items()}
    likely = [by_ends[ends] for ends, logits in joint.items() if _probability(logits.max()) >= _CANDIDATE]
    worded = wording(network, reading.view.tokens, marked, (scored.pair for own in likely for scored in own))
    found: dict[Key, Opinion] = {}
    for own in likely:
        for opinion in _of_two(reading, network, own, worded, things):
            found[opinion.subject.root, opinion.predicate, opinion.object.root] = opinion
    return _once(found, ontology)


def weighed(
    proposals: Iterable[Proposal], heard: Mapping[Key, Opinion], weighing: Weighing, deals: Mapping[Mention, State], sure: Sureness
) -> Iterator[Proposal]:
    """The proposals with the confidence that frames and network give them together, and those that only the network makes.

    `sure`: how likely a mention is what it is taken for.
    """
    made = [replace(proposal, confidence=_confidence(proposal, heard.get(proposal.key), weighing, sure)) for proposal in proposals]
    worded = [proposal for proposal in made if claimed(proposal)]
    yield from _implied(worded)
    known = {proposal.key for proposal in worded}
    told = {(proposal.key, proposal.sentence.start) for proposal in made}
    listed = _listed(made)
    for key, opinion in heard.items():
        # What a sentence only asks for or supposes, by its wording, another may say.
        fresh = key not in known and (key, opinion.trigger.sent.start) not in told
        if fresh and not _gainsaid(opinion, told) and (key[1], frozenset({key[0], key[2]})) not in listed:
            confidence = weighing.confidence(opinion.predicate, _said(opinion, opinion, sure))
            state = deals.get(opinion.subject.root)
            yield _line(opinion, confidence, state) if state else _proposal(opinion, confidence)


def _confidence(proposal: Proposal, opinion: Opinion | None, weighing: Weighing, sure: Sureness) -> float:
    if proposal.pointed:
        return weighing.record(proposal.frame)  # the network does not see whom "the two" means, and has no say
    return weighing.confidence(proposal.predicate, _said(proposal, opinion, sure))


def _gainsaid(opinion: Opinion, told: Container[tuple[Key, int]]) -> bool:
    """A wording in the same sentence says the opposite of it, or says it the other way round."""
    subject, object_, sentence = opinion.subject.root, opinion.object.root, opinion.trigger.sent.start
    opposite = ((subject, _OPPOSITES.get(opinion.predicate, ""), object_), sentence)
    return opposite in told or ((object_, opinion.predicate, subject), sentence) in told


def _listed(worded: Iterable[Proposal]) -> set[tuple[str, frozenset[Mention]]]:
    """By property, the pairs that a wording only lists side by side: of "A works with B and C" nothing follows for B and C."""
    objects: dict[tuple[Mention, str, Token], set[Mention]] = defaultdict(set)
    for proposal in worded:
        objects[proposal.subject.root, proposal.predicate, proposal.trigger].add(proposal.object.root)
    return {(predicate, frozenset(pair)) for (_, predicate, _), own in objects.items() for pair in combinations(own, 2)}


def _implied(proposals: Sequence[Proposal]) -> Iterator[Proposal]:
    """Who sells under a contract supplies its buyer: that is as sure as the lines of the contract that say so, and they as that."""
    lines = {proposal.key: proposal.confidence for proposal in proposals}
    sellers = _parties(proposals, "supplier")
    buyers = _parties(proposals, "buyer")
    for proposal in proposals:
        subject, _, object_ = proposal.key
        if proposal.frame == "suppliesTo/contract":
            sure = [
                min(lines[deal, "supplier", subject], lines[deal, "buyer", object_])
                for deal in sellers
                if subject in sellers[deal] and object_ in buyers.get(deal, ())
            ]
        elif proposal.frame in {"buyer/contract", "supplier/contract"}:
            others = (sellers if proposal.predicate == "buyer" else buyers).get(subject, ())
            ends = ((other, object_) if proposal.predicate == "buyer" else (object_, other) for other in others)
            sure = [lines[seller, "suppliesTo", buyer] for seller, buyer in ends if (seller, "suppliesTo", buyer) in lines]
        else:
            sure = []
        yield replace(proposal, confidence=max((proposal.confidence, *sure)))


def _parties(proposals: Sequence[Proposal], role: str) -> Mapping[Mention, set[Mention]]:
    """Who buys or sells under each deal."""
    found: dict[Mention, set[Mention]] = defaultdict(set)
    for proposal in proposals:
        if proposal.predicate == role:
            found[proposal.subject.root].add(proposal.object.root)
    return found


def _said(maker: Proposal | Opinion, opinion: Opinion | None, sure: Sureness) -> Said:
    """What is said of the statement that the maker makes."""
    least = min(sure.get(maker.subject, 1.0), sure.get(maker.object, 1.0))
    said = Said(maker.frame if isinstance(maker, Proposal) else None, sure=least)
    return said if opinion is None else replace(said, network=opinion.probability, wording=opinion.wording, apart=opinion.apart)


def _proposal(opinion: Opinion, confidence: float) -> Proposal:
    return Proposal(
        opinion.subject, opinion.predicate, opinion.object, opinion.trigger, f"{opinion.predicate}/{NETWORK}", confidence,
        polarity=opinion.polarity, modality=opinion.modality, object_token=opinion.object_token,
    )  # fmt: skip


def _line(opinion: Opinion, confidence: float, state: State) -> Proposal:
    """A party or the subject of a deal; what is known of the deal stands on each of its lines."""
    return Proposal(
        opinion.subject, opinion.predicate, opinion.object, state.trigger, f"{opinion.predicate}/{NETWORK}", confidence,
        polarity="positive", modality=state.modality,
        amount=state.amount, currency=state.currency, amount_text=state.amount_text, status=state.status,
    )  # fmt: skip


def _things(reading: Reading, deals: Mapping[int, Mention]) -> list[tuple[Mention, Marked]]:
    """Mentions with the tokens that they cover, contracts included."""
    found = []
    for mention in reading.mentions:
        start, end = reading.spans[mention]
        found.append((mention, Marked(start, end, mention.root.type)))
    covered = {index for deal in reading.deals for index in range(deal.start, deal.end)}
    for deal in reading.deals:
        found += [(deals[index], deal) for index in range(deal.start, deal.end) if index in deals][:1]
    found += [(mention, Marked(index, index + 1, "Contract")) for index, mention in deals.items() if index not in covered]
    return sorted(found, key=lambda thing: thing[1][:2])


def _of_two(
    reading: Reading, network: Network, scores: Sequence[Scored], worded: Mapping[Pair, Vectors], things: Sequence[tuple[Mention, Marked]]
) -> Iterator[Opinion]:
    logits = np.stack([scored.logits for scored in scores])
    joint, spoken = _joint(scores, logits), _joint(scores, [worded[scored.pair] for scored in scores])
    for number, name in enumerate(network.properties):
        probability = _probability(joint[number])
        if probability < _CANDIDATE:
            continue
        telling, trigger = _telling(reading, name, scores, logits[:, number], things)
        (subject, _), (object_, other) = things[telling.pair.first], things[telling.pair.second]
        yield Opinion(
            subject,
            name,
            object_,
            probability,
            _probability(spoken[number]),
            all(scored.pair.apart for scored in scores),
            telling.negative,
            MODALITIES[int(telling.modality.argmax())],  # type: ignore[arg-type]
            trigger,
            _root(reading, other),
        )


def _telling(
    reading: Reading, predicate: str, scores: Sequence[Scored], logits: Vectors, things: Sequence[tuple[Mention, Marked]]
) -> tuple[Scored, Token]:
    """The pair of mentions that says it loudest, and the word that joins them: one that is not merely asked for, or supposed, if any is."""
    loudest, *others = np.argsort(-logits, kind="stable")
    loud = [loudest, *(place for place in others if _probability(logits[place]) >= _CANDIDATE)]
    pairs = [scores[place] for place in loud]
    found = [(scored, _trigger(reading, things[scored.pair.first][1], things[scored.pair.second][1])) for scored in pairs]
    return next(((scored, trigger) for scored, trigger in found if maintained(predicate, trigger)), found[0])


def _joint(scores: Sequence[Scored], logits: Iterable[Vectors]) -> Vectors:
    """The logits of two things: as in training, the pairs of a window add up. Those of a long document do not: talk makes no fact."""
    windows: dict[int, list[Vectors]] = defaultdict(list)
    for scored, own in zip(scores, logits, strict=True):
        windows[scored.window].append(own)
    highest: Vectors = np.stack([np.logaddexp.reduce(own, axis=0) for own in windows.values()]).max(0)
    return highest


def _probability(logit: float) -> float:
    return float(1 / (1 + np.exp(-min(30.0, max(-30.0, float(logit))))))


def _trigger(reading: Reading, one: Marked, other: Marked) -> Token:
    """The word that joins the two in the parse; where they stand in different sentences, that above the later one."""
    first, second = (_root(reading, mark) for mark in sorted((one, other), key=lambda mark: mark.start))
    if first.sent == second.sent:
        above = [first, *first.ancestors]
        common = next((token for token in [second, *second.ancestors] if token in above), second)
        if common in (first, second):
            # "Roe, who took command of the force": the one stands within what is said of the other.
            lower = second if common == first else first
            between = (token for token in lower.ancestors if common.is_ancestor(token) and token.pos_ == "VERB")
            return next(between, common)
        return common
    return next((token for token in second.ancestors if token.pos_ in {"VERB", "AUX"}), second)


def _root(reading: Reading, mark: Marked) -> Token:
    return reading.doc[mark.start : mark.end].root


def _once(found: Mapping[Key, Opinion], ontology: Ontology) -> dict[Key, Opinion]:
    """A symmetric property in the surer direction only."""
    kept = {}
    for (subject, predicate, object_), opinion in found.items():
        other = found.get((object_, predicate, subject))
        if (
            not ontology.properties[predicate].symmetric
            or other is None
            or (opinion.probability, subject.start) >= (other.probability, object_.start)
        ):
            kept[subject, predicate, object_] = opinion
    return kept
