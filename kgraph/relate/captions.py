"""Who sues whom in the name of a case: "Doe v Castrey Police", "R (on the application of Doe) v Castrey Police"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kgraph.language import Reading
from kgraph.language.kinds import ORGANIZATIONS
from kgraph.model import Mention
from kgraph.relate.proposal import Proposal

_VERSUS = frozenset({"v", "v.", "vs", "vs.", "versus"})
_PARTIES = frozenset(ORGANIZATIONS) - {"Court"} | {"Person"}
# A prosecution is brought by the Crown or the people, which are no actors here.
_CROWN = frozenset({"r", "r.", "regina", "rex", "queen", "king", "crown", "people", "commonwealth", "state"})
_REACH = 8  # tokens between the sign and a party: "the Chief Constable of"


def captions(reading: Reading) -> Iterator[Proposal]:
    """A `challenges` proposal for each name of a case."""
    for token in reading.doc:
        if token.lower_ in _VERSUS and not _is_prosecution(token):
            claimant, defendant = _party(reading, token, -1), _party(reading, token, 1)
            if claimant is not None and defendant is not None and claimant.root != defendant.root:
                yield Proposal(claimant, "challenges", defendant, token, "challenges/caption", 0.75, dated=False)


def _is_prosecution(versus: Token) -> bool:
    return versus.i > 0 and versus.nbor(-1).lower_ in _CROWN


def _party(reading: Reading, versus: Token, step: int) -> Mention | None:
    """The nearest party on that side, in the same line."""
    index = versus.i + step
    while 0 <= index < len(reading.doc) and abs(index - versus.i) <= _REACH:
        token = reading.doc[index]
        mention = reading.at.get(index)
        if "\n" in token.text or (token.lower_ in _VERSUS):
            return None
        if mention is not None and mention.root.type in _PARTIES:
            return _body(reading, mention)
        index += step
    return None


def _body(reading: Reading, party: Mention) -> Mention:
    """The Chief Constable of a force is sued as that force."""
    start, end = reading.spans[party]
    inner = (mention for index in range(start, end) if (mention := reading.at[index]).root.type in ORGANIZATIONS)
    return next(inner, party) if party.root.type == "Person" else party
