"""Who sues whom in the name of a case, "Doe v Castrey Police", and at the head of a judgment, where each side has a line of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from spacy.tokens import Token

from kgraph.language import Reading
from kgraph.language.kinds import ORGANIZATIONS, Kinds
from kgraph.model import Mention
from kgraph.relate.proposal import Proposal

_VERSUS = frozenset({"v", "v.", "vs", "vs.", "versus"})
_PARTIES = frozenset(ORGANIZATIONS) - {"Court"} | {"Person"}
# A prosecution is brought by the Crown or the people, which are no actors here.
_CROWN = frozenset({"r", "r.", "regina", "rex", "queen", "king", "crown", "people", "commonwealth", "state"})
_REACH = 8  # tokens between the sign and a party: "the Chief Constable of"
_BETWEEN = _VERSUS | {"between", "and"}
_SHORTEST = 2  # words of a line that only says what a party is called
_LINES = 8  # from a party's name down to what it is called, and from one side to the other
_SURE = 0.75

Line = Sequence[Token]


def captions(reading: Reading, kinds: Kinds) -> Iterator[Proposal]:
    """A `challenges` proposal for each name of a case and for each two parties at the head of a judgment."""
    for token in reading.doc:
        if token.lower_ in _VERSUS and not _is_prosecution(token):
            yield from _sued(_party(reading, token, -1), _party(reading, token, 1), token)
    yield from _heads(reading, kinds)


def _sued(claimants: Iterable[Mention], defendants: Iterable[Mention], trigger: Token) -> Iterator[Proposal]:
    for claimant, defendant in product(claimants, defendants):
        if claimant.root != defendant.root:
            yield Proposal(claimant, "challenges", defendant, trigger, "challenges/caption", _SURE, dated=False)


def _heads(reading: Reading, kinds: Kinds) -> Iterator[Proposal]:
    """Names, below them "Claimants", below that other names, and below them "Defendant"."""
    lines = _lines(reading)
    claimants: list[Mention] = []
    last = -_LINES
    for number, line in enumerate(lines):
        called = _called(line, kinds)
        if called is None:
            continue
        parties = _parties_above(reading, lines, number, kinds)
        if called.lower_ in kinds.claimants:
            claimants = parties if number - last > _LINES else [*claimants, *parties]
            last = number
        elif called.lower_ in kinds.defendants and number - last <= _LINES:
            yield from _sued(claimants, parties, called)


def _lines(reading: Reading) -> list[Line]:
    """The lines of the text without white space and marks; lines without words are left out."""
    lines: list[list[Token]] = [[]]
    for token in reading.doc:
        if "\n" in token.text:
            lines.append([])
        elif not token.is_space and not token.is_punct:
            lines[-1].append(token)
    return [line for line in lines if line]


def _called(line: Line, kinds: Kinds) -> Token | None:
    """What a party is called, alone in its line or behind the name: "Claimants", "Second Defendant", "ANN LEE, Plaintiff"."""
    last = line[-1]
    known = last.lower_ in kinds.claimants or last.lower_ in kinds.defendants
    alone = len(line) <= _SHORTEST or last.nbor(-1).is_punct or last.nbor(-1).is_space
    return last if known and last.text[:1].isupper() and alone else None


def _parties_above(reading: Reading, lines: Sequence[Line], number: int, kinds: Kinds) -> list[Mention]:
    """Who is named in the line and in those above it, up to the other side."""
    found: dict[Mention, None] = {}
    for line in reversed(lines[max(0, number - _LINES) : number + 1]):
        if line is not lines[number] and (_called(line, kinds) is not None or all(token.lower_ in _BETWEEN for token in line)):
            break
        for token in line:
            mention = reading.mention_of(token)
            if mention is not None and mention.root.type in _PARTIES:
                found[_body(reading, mention)] = None
    return list(found)


def _is_prosecution(versus: Token) -> bool:
    return versus.i > 0 and versus.nbor(-1).lower_ in _CROWN


def _party(reading: Reading, versus: Token, step: int) -> list[Mention]:
    """The nearest party on that side, in the same line, if there is one."""
    index = versus.i + step
    while 0 <= index < len(reading.doc) and abs(index - versus.i) <= _REACH:
        token = reading.doc[index]
        mention = reading.at.get(index)
        if "\n" in token.text or (token.lower_ in _VERSUS):
            return []
        if mention is not None and mention.root.type in _PARTIES:
            return [_body(reading, mention)]
        index += step
    return []


def _body(reading: Reading, party: Mention) -> Mention:
    """The Chief Constable of a force is sued as that force."""
    start, end = reading.spans[party]
    inner = (mention for index in range(start, end) if (mention := reading.at[index]).root.type in ORGANIZATIONS)
    return next(inner, party) if party.root.type == "Person" else party
