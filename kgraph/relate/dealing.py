"""The words of deals: which nouns stand for one, and which words tell how far it has come."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml
from spacy.tokens import Span, Token

from kgraph.errors import DataError
from kgraph.language.cues import load_cues
from kgraph.language.qualifiers import asserted, polarity
from kgraph.model import Modality, Status
from kgraph.resources import folder

# The state that tells most comes first: a deal cancelled after its award is cancelled.
_BY_PRECEDENCE: tuple[Status, ...] = ("blocked", "cancelled", "extended", "completed", "proposed", "tendered", "awarded")
CONTESTS = frozenset({"tender", "procurement", "bid"})
"""What may lead to a deal."""
_ENDING = frozenset({"blocked", "cancelled", "extended", "completed"})
_REFUSING = frozenset({"decline", "refuse"})
OPEN: dict[Status, Modality] = {"proposed": "planned", "tendered": "planned"}
"""What is not settled yet, and how it then holds."""


@dataclass(frozen=True)
class Dealing:
    """The words of deals, from `ontology/contracts.yaml`."""

    strong: frozenset[str]
    weak: frozenset[str]
    status: Mapping[Status, frozenset[str]]
    powers: frozenset[str]
    approving: frozenset[str]
    untraded: frozenset[str]
    handing: frozenset[str]
    through_parties: frozenset[str]
    through_goods: frozenset[str]
    labels: Mapping[str, frozenset[str]]

    @cached_property
    def label(self) -> re.Pattern[str]:
        """The label with which a line of a notice begins, in a list, in a table or in bold type: its group `label` is one of `labels`."""
        words = sorted({word for words in self.labels.values() for word in words}, key=lambda word: (-len(word), word))
        return re.compile(
            rf"[\s*_#>|•–-]*(?:\d+[.)]\s*)?(?:names?\s+of\s+(?:the\s+)?)?(?P<label>{'|'.join(map(re.escape, words))})(?:\(s\)|s)?"
            r"(?:\s+names?)?[*_]*\s*[:|][*_]*\s*",
            re.IGNORECASE,
        )

    def role(self, label: str) -> str:
        """What stands behind a label, lower case: buyer, supplier, concerns or value."""
        return next(role for role, words in self.labels.items() if label in words)


def load_dealing(path: Path | None = None) -> Dealing:
    """Raises DataError where a list is missing."""
    path = path or folder("ontology") / "contracts.yaml"
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    try:
        return Dealing(
            frozenset(data["strong"]),
            frozenset(data["weak"]),
            {status: frozenset(str(word) for word in data["status"][status]) for status in _BY_PRECEDENCE},
            frozenset(data["powers"]),
            frozenset(data["approving"]),
            frozenset(data["untraded"]),
            frozenset(data["handing"]),
            frozenset(data["through"]["parties"]),
            frozenset(data["through"]["goods"]),
            {role: frozenset(str(word) for word in data["labels"][role]) for role in ("buyer", "supplier", "concerns", "value")},
        )
    except (KeyError, TypeError) as error:
        raise DataError(f"{path}: {error} is missing or not a list of words") from error


def deal_word(span: Span, dealing: Dealing) -> Token | None:
    """The word of a phrase that stands for the deal, if any; the parser may take another for its head."""
    if any(token.lower_ in dealing.untraded for token in span):
        return None
    listed = (token for token in span if token.lemma_.lower() in dealing.strong | dealing.weak)
    return next(listed, span.root if span.root.pos_ in {"NOUN", "PROPN", "PRON"} else None)


def is_deal(token: Token, dealing: Dealing, priced: bool) -> bool:
    if token.pos_ not in {"NOUN", "PROPN"}:
        return False
    lemma = token.lemma_.lower()
    if token.dep_ == "compound" and token.head.lemma_.lower() in dealing.strong | dealing.weak:
        return False
    if any(child.dep_ in {"compound", "amod"} and child.lower_ in dealing.untraded for child in token.children):
        return False
    if any(child.lower_ == "no" for child in token.children) or _is_lacked(token):
        return False  # "No contract exists", "does not have a contract"
    if lemma in CONTESTS and token.dep_ == "pobj" and token.head.lower_ in {"after", "following"}:
        return False  # the contest that led to the deal
    if lemma == "agreement" and token.dep_ == "pobj" and token.head.lower_ == "under" and token.head.head.lemma_ in dealing.handing:
        return False
    return lemma in dealing.strong or (lemma in dealing.weak and priced)


def _is_lacked(token: Token) -> bool:
    verb = token.head
    return token.dep_ == "dobj" and verb.lemma_ in {"have", "hold"} and any(child.dep_ == "neg" for child in verb.children)


def status_of(token: Token, dealing: Dealing) -> tuple[Status | None, Token | None]:
    """Read off the words on the way from the noun to the root of its clause, their auxiliaries and the noun's own modifiers."""
    near = [child for child in token.children if child.dep_ in {"acl", "relcl", "amod", "compound", "det", "appos"}]
    near += [grand for child in near if child.pos_ == "VERB" for grand in child.children if grand.dep_ in {"prt", "aux"}]
    governor, steps = token, 0
    while governor.head != governor and steps < 4 and not _is_told(governor, dealing):
        governor = governor.head
        near.append(governor)
        near += [child for child in governor.children if child.dep_ in {"prt", "aux", "prep", "advmod"} and child.i != token.i]
        steps += 1
    near += [token]
    settling = dealing.status["awarded"] | dealing.status["extended"]
    refused = next((word for word in near if word.lemma_.lower() in settling and _is_refused(word)), None)
    if refused is not None:
        return "blocked", refused
    for status, words in dealing.status.items():
        for word in near:
            named = word.lemma_.lower() in words and not (word is token and status != "tendered")
            if named and (status in OPEN or _happens(word, token)):
                if status not in _ENDING or polarity(word) == "positive":
                    return status, word
                if status == "extended":
                    return "cancelled", word  # what is not renewed ends
    return None, None


def _is_told(word: Token, dealing: Dealing) -> bool:
    """What somebody says, or refuses to say, about a deal is not done to it."""
    verb = word.head.lemma_.lower()
    return word.dep_ == "ccomp" and verb in load_cues().reporting and verb not in dealing.status["proposed"]


def _is_refused(word: Token) -> bool:
    """ "Declined to approve", "refused to sign"."""
    return word.dep_ == "xcomp" and word.head.lemma_.lower() in _REFUSING and asserted(word.head)


def _happens(word: Token, deal: Token) -> bool:
    """Nobody did what was only called for ("urged the council to cancel it"), and what ends by itself was not ended."""
    runs_out = word.lemma_ == "end" and deal.head == word and deal.dep_ == "nsubj"
    return not runs_out and (word.pos_ != "VERB" or asserted(word))
