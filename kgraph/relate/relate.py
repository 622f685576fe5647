"""A document's statements: every wording found, qualified, and said once with its clearest sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kgraph.language import Reading
from kgraph.language.kinds import Kinds, load_kinds
from kgraph.language.speakers import speeches
from kgraph.learned import Network
from kgraph.model import Mention, Statement
from kgraph.ontology import Ontology
from kgraph.relate.belonging import belonging
from kgraph.relate.captions import captions
from kgraph.relate.clauses import predicates
from kgraph.relate.contracts import contracts
from kgraph.relate.dealing import Dealing, load_dealing
from kgraph.relate.frames import Frames, load_frames
from kgraph.relate.learned import opinions, weighed
from kgraph.relate.places import places
from kgraph.relate.posts import is_held, posts, with_roles
from kgraph.relate.proposal import Proposal
from kgraph.relate.qualify import claimed, qualified
from kgraph.relate.scene import Scene
from kgraph.relate.weighing import WORDED, Weighing
from kgraph.relate.wording import worded

# Where both are likely of the same two things in one sentence, the more specific is meant.
_SPECIFIC = {
    "criticizes": ("rulesAgainst", "blocks", "sanctions", "challenges", "investigates"),
    "supports": ("rulesInFavorOf", "authorizes", "funds"),
    "oversees": ("investigates",),
    "uses": ("provides", "funds", "blocks"),
    "partnersWith": ("suppliesTo",),
}


@dataclass(frozen=True)
class Relater:
    """The wording of an ontology, loaded once and applied to every document."""

    ontology: Ontology
    frames: Frames
    kinds: Kinds
    dealing: Dealing
    network: Network | None = None
    weighing: Weighing | None = None

    @classmethod
    def load(cls, ontology: Ontology, network: Network | None = None, weighing: Weighing | None = None) -> Relater:
        """With the frames and cues that travel with the program. Raises DataError where one of those files is malformed."""
        return cls(ontology, load_frames(ontology), load_kinds(), load_dealing(), network, weighing)

    def relate(self, reading: Reading) -> list[Statement]:
        """Statements in the order of their sentences; each subject, property and object once, unless both affirmed and denied."""
        found = [predicate for sentence in reading.doc.sents for predicate in predicates(sentence)]
        heads = {predicate.head.i: predicate for predicate in found}
        deals = contracts(reading, heads, self.dealing)
        held = list(posts(reading, self.kinds))
        said = speeches(reading.doc)
        proposals = [
            *worded(found, self.frames, Scene(reading, deals.at, heads, held, said)),
            *held,
            *places(reading, self.kinds),
            *belonging(reading),
            *captions(reading, self.kinds),
            *deals.proposals,
        ]
        if self.network is not None and self.weighing is not None:
            heard = opinions(reading, self.network, self.ontology, deals.at)
            proposals = list(with_roles(weighed(proposals, heard, self.weighing, deals.states, reading.sure), reading, self.kinds))
        meant = [proposal for proposal in proposals if claimed(proposal) and is_held(proposal, self.kinds)]
        return list(once(qualified(reading, proposal, said) for proposal in specific(meant)))


def specific(proposals: Iterable[Proposal]) -> list[Proposal]:
    """The proposals less those of which another likely one says more: who fines a firm is not told to criticize it too."""
    proposals = list(proposals)
    sure = (proposal for proposal in proposals if proposal.confidence >= WORDED)
    present = {(proposal.subject.root, proposal.predicate, proposal.object.root, proposal.sentence.start) for proposal in sure}
    return [proposal for proposal in proposals if not any(key in present for key in _better(proposal))]


def _better(proposal: Proposal) -> Iterator[tuple[Mention, str, Mention, int]]:
    first, second, sentence = proposal.subject.root, proposal.object.root, proposal.sentence.start
    for property_ in _SPECIFIC.get(proposal.predicate, ()):
        yield first, property_, second, sentence
        if proposal.predicate == "partnersWith":
            yield second, property_, first, sentence


def once(statements: Iterable[Statement]) -> Iterator[Statement]:
    """One statement for each subject, property, object and polarity: the surest, then the earliest; it takes over what others know."""
    grouped: dict[tuple[Mention, str, Mention, str], list[Statement]] = {}
    for statement in statements:
        ends = [statement.subject.root, statement.object.root]
        if statement.predicate == "partnersWith":
            ends.sort(key=lambda mention: mention.start)
        grouped.setdefault((ends[0], statement.predicate, ends[1], statement.qualifiers.polarity), []).append(statement)
    kept = [_merged(group) for group in grouped.values()]
    yield from sorted(
        kept, key=lambda statement: (statement.evidence.start, statement.predicate, statement.subject.start, statement.object.start)
    )


def _merged(group: list[Statement]) -> Statement:
    """Actual before planned, if likely: what happens need no longer be planned. Details that the chosen sentence lacks come from others."""
    order: Mapping[str, int] = {"actual": 0, "planned": 1, "possible": 2}
    likely = [statement for statement in group if statement.confidence >= WORDED] or group
    best = min(likely, key=lambda statement: (order[statement.qualifiers.modality], -statement.confidence, statement.evidence.start))
    known = best.qualifiers
    for other in group:
        if other.qualifiers.modality == known.modality:
            extra = other.qualifiers
            known = replace(
                known,
                date=known.date or extra.date,
                amount=known.amount if known.amount is not None else extra.amount,
                currency=known.currency or extra.currency,
                amount_text=known.amount_text if known.amount is not None else extra.amount_text,
                count=known.count if known.count is not None else extra.count,
                role=known.role or extra.role,
            )
    return replace(best, qualifiers=known)
