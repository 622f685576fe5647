"""Where organizations sit and technology is used, as noun phrases say it: "Denver-based X", "the US firm X", "cameras in Y"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kgraph.language import Reading
from kgraph.language.kinds import ORGANIZATIONS, Kinds
from kgraph.model import Mention
from kgraph.relate.proposal import Proposal

_AT = {"in", "at", "across", "over", "outside", "around", "throughout", "inside", "near", "along"}


def places(reading: Reading, kinds: Kinds) -> Iterator[Proposal]:
    """`locatedIn` and `deployedIn` proposals of the document."""
    for mention in reading.mentions:
        if mention.root.type == "Place":
            yield from _based(reading, mention)
            yield from _home_of_firm(reading, mention, kinds)
            yield from _from_there(reading, mention)
            yield from _site(reading, mention)


def _home(owner: Mention, place: Mention, trigger: Token, frame: str, confidence: float) -> Proposal:
    """Where a firm sits by what it is called: that is so, whatever the sentence asks, plans or denies."""
    return Proposal(owner, "locatedIn", place, trigger, f"locatedIn/{frame}", confidence, polarity="positive", modality="actual")


def _based(reading: Reading, place: Mention) -> Iterator[Proposal]:
    """ "Bellhaven-based X", "the Corkhaven-based start-up behind …, X"."""
    doc, (_, end) = reading.doc, reading.spans[place]
    if end + 1 >= len(doc) or doc[end].text != "-" or doc[end + 1].lower_ not in {"based", "headquartered"}:
        return
    based = doc[end + 1]
    owner = _organization_near(reading, based.i, based.sent.start, based.sent.end)
    if owner is not None:
        yield _home(owner, place, based, "-based", 0.85)


def _organization_near(reading: Reading, index: int, start: int, stop: int) -> Mention | None:
    """The organization that the phrase at the index describes: right behind it, or before the comma that opens it."""
    doc = reading.doc
    for step in range(index + 1, min(index + 6, stop)):
        mention = reading.mention_of(doc[step])
        if mention is not None and mention.root.type in ORGANIZATIONS and mention.text[0].isupper():
            return mention
        if doc[step].text in {",", "of", "that", "which"}:
            break
    for step in range(index - 1, max(start - 1, index - 8), -1):
        if doc[step].text == "," and step > start:
            mention = reading.mention_of(doc[step - 1])
            return mention if mention is not None and mention.root.type in ORGANIZATIONS else None
    return None


def _home_of_firm(reading: Reading, place: Mention, kinds: Kinds) -> Iterator[Proposal]:
    """ "the US firm X", "X, the Arizona company that …", "X, a company in Port Sallow"."""
    doc, (start, end) = reading.doc, reading.spans[place]
    if end >= len(doc):
        return
    for step in range(end, min(end + 4, len(doc))):
        token = doc[step]
        kinds_of = kinds.of_noun(token.lower_)
        if kinds_of and kinds_of[0] in ORGANIZATIONS and token.text[0].islower():
            owner = _organization_near(reading, step, token.sent.start, token.sent.end)
            if owner is not None and owner.root.type == kinds_of[0]:
                yield _home(owner, place, token, "home", 0.8)
            return
        named = reading.mention_of(token)
        if token.pos_ not in {"NOUN", "ADJ", "PUNCT", "PROPN"} or token.text == ",":
            break
        if named is not None and named.root.type in ORGANIZATIONS:
            break
    root = reading.span_of(place).root
    if root.dep_ == "pobj" and root.head.lower_ == "in" and root.head.i == start - 1:
        noun = root.head.head
        mention = reading.mention_of(noun)
        if mention is not None and mention.root.type in ORGANIZATIONS and mention.text[0].isupper() and noun.i == root.head.i - 1:
            yield _home(mention, place, noun, "in", 0.6)
        elif noun.dep_ == "appos" and kinds.of_noun(noun.lower_) and kinds.of_noun(noun.lower_)[0] in ORGANIZATIONS:
            owner = reading.mention_of(noun.head)
            if owner is not None and owner.root.type in ORGANIZATIONS:
                yield _home(owner, place, noun, "in", 0.75)


def _from_there(reading: Reading, place: Mention) -> Iterator[Proposal]:
    """ "Nordic Gate of Bergen", "Norlux, of Eindhoven, …", "a system by Pivot, from Hull"."""
    doc, (start, _) = reading.doc, reading.spans[place]
    if start < 2 or doc[start - 1].lower_ not in {"of", "from"}:
        return
    comma = doc[start - 2].text == ","
    firm = reading.mention_of(doc[start - 2 - comma]) if start - 2 - comma >= 0 else None
    if firm is not None and firm.root.type == "Company" and firm.text[0].isupper() and (comma or doc[start - 1].lower_ == "of"):
        yield _home(firm, place, doc[start - 1], "from", 0.75)


def _site(reading: Reading, place: Mention) -> Iterator[Proposal]:
    """ "cameras in the West End": a technology with a place as its own complement."""
    root = reading.span_of(place).root
    if root.dep_ == "pobj" and root.head.lower_ in _AT:
        noun = root.head.head
        thing = reading.mention_of(noun)
        if thing is not None and thing.root.type in {"Technology", "Product"}:
            yield Proposal(thing, "deployedIn", place, noun, "deployedIn/site", 0.65, object_token=noun)
