"""What a possessive, a hyphen or an "of" says: the force's drones are used by it, the company's software and "X-built" software are made
by the company and by X, and a unit of X is part of it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kgraph.language import Reading
from kgraph.language.kinds import ORGANIZATIONS
from kgraph.language.names import UNITS
from kgraph.model import Mention
from kgraph.relate.proposal import Proposal

_MAKERS = {"Company", "ResearchOrganization"}
# Owners of whom "X's cameras" says that they use them; a critic's or a newspaper's cameras are seldom meant.
_USERS = {"PoliceForce", "GovernmentBody"}
_THINGS = {"Technology", "Product"}
_MADE = {"built", "designed", "developed", "made", "supplied"}


def belonging(reading: Reading) -> Iterator[Proposal]:
    """`provides`, `uses` and `partOf` proposals for possessives, for what is "X-built" and for units "of" an organization."""
    for token in reading.doc:
        if token.dep_ == "poss":
            yield from _owned(reading.mention_of(token), reading.mention_of(token.head), token.head)
        elif token.lower_ in _MADE and token.i > 1 and token.nbor(-1).text == "-":
            yield from _made(reading.mention_of(token.nbor(-2)), reading.mention_of(token.head), token)
    for mention in reading.mentions:
        if mention.text.split()[-1] in UNITS:
            yield from _unit(reading, mention)


def _owned(owner: Mention | None, thing: Mention | None, head: Token) -> Iterator[Proposal]:
    if owner is None or thing is None or owner.root.type not in ORGANIZATIONS or owner.root == thing.root:
        return
    if thing.root.type == "Product" and owner.root.type in _MAKERS:  # "the shop's cameras" are not of its making
        yield Proposal(owner, "provides", thing, head, "provides/possessive", 0.7, object_token=head)
    elif thing.root.type in _THINGS and owner.root.type in _USERS:
        yield Proposal(owner, "uses", thing, head, "uses/possessive", 0.7, object_token=head)
    elif thing.root.type in ORGANIZATIONS and thing.text.split()[-1] in UNITS:
        yield Proposal(thing, "partOf", owner, head, "partOf/possessive", 0.8)


def _made(maker: Mention | None, thing: Mention | None, token: Token) -> Iterator[Proposal]:
    if maker is not None and thing is not None and maker.root.type in _MAKERS and thing.root.type in _THINGS:
        yield Proposal(maker, "provides", thing, token, "provides/-built", 0.8, object_token=token.head)


def _unit(reading: Reading, unit: Mention) -> Iterator[Proposal]:
    """ "the Rights Committee of the Ostrelay Assembly"."""
    doc, (_, end) = reading.doc, reading.spans[unit]
    if unit.root.type not in ORGANIZATIONS or end + 1 >= len(doc) or doc[end].lower_ != "of":
        return
    step = end + 1 + (doc[end + 1].lower_ in {"the", "its"} and reading.mention_of(doc[end + 1]) is None)
    whole = reading.mention_of(doc[step]) if step < len(doc) else None
    if whole is not None and whole.root.type in ORGANIZATIONS and whole.root != unit.root:
        yield Proposal(unit, "partOf", whole, doc[end], "partOf/of", 0.8)
