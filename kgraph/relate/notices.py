"""Contract notices: lines that give buyer, supplier, subject and value of a deal behind a label ("Contracting authority: …")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from kgraph.language import Reading
from kgraph.language.money import Money, find_sums
from kgraph.model import Mention
from kgraph.relate.dealing import Dealing

_APART = 25  # lines between two that may belong to one deal


@dataclass
class Notice:
    """One deal of a notice: whom and what its lines name, each with the label before it."""

    named: dict[str, list[tuple[Mention, Token]]] = field(default_factory=dict)
    labels: dict[str, Token] = field(default_factory=dict)
    money: Money | None = None
    last: int = 0

    def of(self, role: str) -> list[tuple[Mention, Token]]:
        """What stands behind the labels of a role: buyer, supplier or concerns."""
        return self.named.get(role, [])


def notices(reading: Reading, dealing: Dealing) -> Iterator[Notice]:
    """The deals that name a buyer and a supplier, in the order of the text. A label that comes again begins another deal."""
    notice = Notice()
    for number, line in enumerate(re.finditer(r"[^\n]+", reading.doc.text)):
        label = dealing.label.match(line.group())
        if label is None:
            continue
        word = label["label"].lower()
        role = dealing.role(word)
        if number - notice.last > _APART or (word in notice.labels and role != "supplier" and notice.of("supplier")):
            yield from _whole(notice)
            notice = Notice()
        notice.last = number
        start, end = line.start() + label.end(), line.end()
        token = reading.doc.char_span(line.start() + label.start("label"), line.start() + label.end("label"), alignment_mode="expand")
        if token is None:
            continue
        notice.labels[word] = token[-1]
        if role == "value":
            sums = find_sums(reading.doc.text[start:end], reading.country)
            notice.money = notice.money or next(iter(sums), None)
        else:
            found = (mention for mention in reading.mentions if start <= mention.start and mention.end <= end)
            notice.named.setdefault(role, []).extend((mention, token[-1]) for mention in found)
    yield from _whole(notice)


def _whole(notice: Notice) -> Iterator[Notice]:
    if notice.of("buyer") and notice.of("supplier"):
        yield notice
