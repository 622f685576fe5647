"""What a possessive says: the force's drones are used by it, the company's software is made by it."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.language import Reading
from kgraph.language.kinds import ORGANIZATIONS
from kgraph.relate.proposal import Proposal

_MAKERS = {"Company", "ResearchOrganization"}
# Owners of whom "X's cameras" says that they use them; a critic's or a newspaper's cameras are seldom meant.
_USERS = {"PoliceForce", "GovernmentBody"}


def possession(reading: Reading) -> Iterator[Proposal]:
    """`provides` and `uses` proposals for possessives before a product or a technology."""
    for token in reading.doc:
        if token.dep_ != "poss":
            continue
        owner, thing = reading.mention_of(token), reading.mention_of(token.head)
        if owner is None or thing is None or owner.root.type not in ORGANIZATIONS or thing.root.type not in {"Technology", "Product"}:
            continue
        if owner.root.type in _MAKERS:
            yield Proposal(owner, "provides", thing, token.head, "provides/possessive", 0.7, object_token=token.head)
        elif owner.root.type in _USERS:
            yield Proposal(owner, "uses", thing, token.head, "uses/possessive", 0.7, object_token=token.head)
