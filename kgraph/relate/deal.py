"""One deal while its parts are being gathered, and when two are one: buyers, suppliers, what is bought, money and status."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from spacy.tokens import Token

from kgraph.language.kinds import ORGANIZATIONS
from kgraph.language.money import Money
from kgraph.model import Mention, Status

SELLERS = frozenset({"Company"})
BUYERS = (
    frozenset(ORGANIZATIONS)
    - SELLERS
    - {"Court", "PoliticalParty", "MediaOrganization", "ResearchOrganization", "CivilSocietyOrganization"}
)
_CIVIC = {"city", "county", "town", "council", "borough", "district"}


@dataclass
class Deal:
    """`announced`: the headline speaks of it, and nothing below as yet. `both`: parties that are only pointed to, as "the two".
    `lines`: of a deal in a notice, the label before each mention.
    """

    mention: Mention
    trigger: Token
    announced: bool = False
    both: set[Mention] = field(default_factory=set)
    buyers: list[Mention] = field(default_factory=list)
    suppliers: list[Mention] = field(default_factory=list)
    subjects: list[tuple[Mention, Token]] = field(default_factory=list)
    money: Money | None = None
    status: Status | None = None
    status_trigger: Token | None = None
    lines: dict[Mention, Token] = field(default_factory=dict)

    @property
    def parties(self) -> set[Mention]:
        """Who buys and who sells, by their roots."""
        return {mention.root for mention in (*self.buyers, *self.suppliers)}

    def add(self, party: Mention) -> None:
        """One more seller; or the buyer, of whom there is one."""
        side = self.suppliers if party.root.type in SELLERS else self.buyers
        if all(party.root != known.root for known in side) and (side is self.suppliers or not side):
            side.append(party)

    def clashes(self, other: Deal) -> bool:
        """Whether the two cannot be one: other parties on a side, or another sum."""
        for own, others in ((self.buyers, other.buyers), (self.suppliers, other.suppliers)):
            if own and others and not any(_alike(mention.root, same.root) for mention in own for same in others):
                return True
        return bool(self.money and other.money and self.money.amount != other.money.amount)

    def absorb(self, later: Deal) -> None:
        """Take over what a later mention of the same deal adds."""
        if self.announced and not later.announced:
            self.trigger, self.announced = later.trigger, False
        named = (self.parties - self.both) | (later.parties - later.both)
        self.both = (self.both | later.both) - named
        if later.buyers and all(not _own_words(mention) for mention in self.buyers):
            self.buyers = []  # "the City", which is named only now
        for mention in (*later.buyers, *later.suppliers):
            self.add(mention)
        self.subjects += [pair for pair in later.subjects if all(pair[0].root != subject.root for subject, _ in self.subjects)]
        self.money = self.money or later.money
        self.lines |= later.lines
        if later.status and (self.status in {None, "awarded", "tendered", "proposed"}):
            self.status, self.status_trigger = later.status, later.status_trigger


def _alike(one: Mention, other: Mention) -> bool:
    """The same thing, or named by some of the same words: "the City" or its council may buy for the City of Norrowby."""
    first, second = _words(one), _words(other)
    nested = first <= second or second <= first
    own = _own_words(one), _own_words(other)
    civic = bool(first & second & _CIVIC) and (not all(own) or own[0] == own[1])
    return one == other or (one.type == other.type and (nested or civic))


def _words(mention: Mention) -> set[str]:
    return set(re.sub(r"['’]s\b", "", mention.text.lower()).split()) - {"the", "of"}


def _own_words(mention: Mention) -> set[str]:
    """What makes a name of it: nothing for "the City Council"."""
    return _words(mention) - _CIVIC
