"""What descriptions stand for: "the force", "the company", "the latter", "the mayor", "its Sentravue system"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from kgraph.language.kinds import ORGANIZATIONS, Kinds
from kgraph.language.mentions import Name
from kgraph.language.salience import Place, Reference, clearest, pointing

_REACH = 6  # sentences back in which a description looks for its name
_DEFINITE = {"the", "this", "that", "these", "those", "both"}
_POSSESSIVE = {"its", "their", "his", "her"}
_THINGS = {"Technology", "Product"}
_CALLED_SO = {"GovernmentBody", "OversightBody", "CivilSocietyOrganization", "ResearchOrganization", "Place", "PoliticalParty"}
_WORKPLACES = {
    "company", "firm", "force", "court", "office", "department", "union", "charity", "party",
    "council", "organisation", "organization",
}  # fmt: skip


def description(
    token: Token, number: int, seen: Sequence[Place], covered: set[int], kinds: Kinds, names: Sequence[Name]
) -> Reference | None:
    """What the short phrase that ends in this token stands for, among what was `seen` up to the sentence `number`; None if unclear."""
    product = _beside_product(token, seen, kinds) or _equated_product(token, names, kinds)
    if product is not None:
        return Reference(token.i, token.i + 1, product)
    start = _definite_start(token, covered)
    if start is None or _restricted(token, covered):
        return None
    word = token.lower_
    if word in {"latter", "former"}:
        return _latter(token, start, number, seen)
    if token.text[0].isupper() and not token.is_sent_start and token.pos_ == "PROPN":
        name = _by_head(token, number, seen, names)
        if name is not None or token.text in kinds.heads | {"City", "County", "Town"}:
            return pointing(token, start, name)
    owner = token.doc[start].lower_
    if owner in _POSSESSIVE and not (owner in {"his", "her"} and word in _WORKPLACES):
        return None
    if kinds.is_office(word) and owner not in _POSSESSIVE:
        return pointing(token, start, _office(token, number, seen))
    near = [place for place in seen if number - place.sentence <= _REACH]
    if word in kinds.technology_heads | {"technology"}:
        return pointing(token, start, _technology(token, near, number))
    for kind in _kinds(token, start, kinds):
        fitting = [place for place in near if place.name.type == kind]
        headed = [place for place in fitting if word in _words(token.doc, place.name)]
        if kind in _CALLED_SO and word.capitalize() in kinds.heads | {"City", "County", "Town", "Borough", "State", "District"}:
            fitting = headed  # "the council" is one that is called so, "the force" any police
        if fitting and kind not in {"Contract", "Technology", "Product"}:
            return pointing(token, start, clearest(headed or fitting, number))
    return None


def _kinds(token: Token, start: int, kinds: Kinds) -> tuple[str, ...]:
    """The classes that the phrase may describe, by as many of its words as the cues know: a "civil liberties group" is no company."""
    phrases = (token.doc[first : token.i + 1].text.lower() for first in range(start + 1, token.i + 1))
    return next((found for phrase in phrases if (found := kinds.of_noun(phrase))), ())


def _words(doc: Doc, name: Name) -> set[str]:
    return {token.lower_ for token in doc[name.start : name.end]}


def _technology(token: Token, near: Sequence[Place], number: int) -> Name | None:
    """ "the sensors": the latest technology with that head; "the technology", "the system": the clearest of the last sentences."""
    word = token.lower_
    things = [place for place in near if place.name.type in _THINGS]
    headed = [place for place in things if token.doc[place.name.end - 1].lower_.rstrip("s") == word.rstrip("s")]
    if headed:
        return headed[-1].name
    if word not in {"technology", "system", "software", "tool", "app", "platform", "cameras", "equipment", "devices", "device"}:
        return None
    close = [place for place in things if number - place.sentence <= 2]
    products = [place for place in close if place.name.type == "Product"]
    return clearest(products if products and word != "technology" else close, number)


def _equated_product(token: Token, names: Sequence[Name], kinds: Kinds) -> Name | None:
    """ "The software that the force runs is Apollo 4": what is said of the software is said of the product."""
    if token.dep_ != "nsubj" or token.head.lemma_ != "be" or token.lower_ not in kinds.technology_heads:
        return None
    equated = {child.i for child in token.head.children if child.dep_ == "attr"}
    return next((name for name in names if name.type == "Product" and equated & set(range(name.start, name.end))), None)


def _beside_product(token: Token, seen: Sequence[Place], kinds: Kinds) -> Name | None:
    """ "Sentravue system", "Sentravue, a live facial recognition system": the words that describe a product stand for it."""
    if not seen or token.lower_ not in kinds.technology_heads | {"product", "system"}:
        return None
    last = seen[-1].name
    doc = token.doc
    between = doc[last.end : token.i]
    if last.type != "Product" or last.end > token.i or len(between) > 6 or doc[last.start].sent != token.sent:
        return None
    compound = all(word.dep_ in {"compound", "amod"} for word in between) and doc[last.end - 1].head.i in range(last.start, token.i + 1)
    apposed = (
        bool(between) and between[0].text == "," and all(word.pos_ in {"DET", "ADJ", "NOUN", "PUNCT", "PROPN"} for word in between[1:])
    )
    return last if compound or apposed else None


def _definite_start(token: Token, covered: set[int]) -> int | None:
    """The token at which a short definite phrase ending here begins: "the force", "the US company"."""
    doc, index = token.doc, token.i - 1
    if index + 2 < len(doc) and doc[token.i].dep_ == "compound":
        return None
    steps = 0
    while index >= token.sent.start and steps < 3:
        before = doc[index]
        if before.lower_ in _DEFINITE | _POSSESSIVE:
            return index
        if (
            index in covered
            or before.pos_ not in {"ADJ", "NOUN", "PROPN"}
            or before.lower_ in {"other", "rival", "new", "same", "second", "former", "another"}
        ):
            return None
        index -= 1
        steps += 1
    return None


def _restricted(token: Token, covered: set[int]) -> bool:
    """The phrase introduces or names its thing itself: "the company behind X", "the company that …", "the company, Axon"."""
    for child in token.children:
        if child.i <= token.i or child.i - token.i > 4:
            continue
        # "The force, which …" only adds to what is known; "the force that …" says which one is meant.
        if child.dep_ in {"acl", "appos"} or (child.dep_ == "relcl" and token.nbor(1).text != ","):
            return True
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in {"behind", "of", "for", "in", "that", "to"} and child.i == token.i + 1:
            return True
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return following is not None and following.i in covered and following.text[0].isupper()


def _latter(token: Token, start: int, number: int, seen: Sequence[Place]) -> Reference | None:
    """ "The former" and "the latter" of the last two different things named in the sentence before."""
    last: list[Name] = []
    for place in seen:
        if place.sentence in (number - 1, number) and place.name.type not in {"Place", "LegalInstrument"}:
            last = [name for name in last if name.key != place.name.key] + [place.name]
    if len(last) < 2:
        return None
    return pointing(token, start, last[-1] if token.lower_ == "latter" else last[-2])


def _by_head(token: Token, number: int, seen: Sequence[Place], names: Sequence[Name]) -> Name | None:
    """ "the Board", "the Ministry", "the City": the clearest name that has this head, or the latest; the only later one where none came
    before."""
    before = [place for place in seen if _heads(token, place.name)]
    if before:
        return clearest(before, number) or before[-1].name
    later = {name.key: name for name in names if name.start > token.i and _heads(token, name)}
    return next(iter(later.values())) if len(later) == 1 else None


def _heads(token: Token, name: Name) -> bool:
    words = [word.text for word in token.doc[name.start : name.end]]
    if len(words) < 2 or name.type not in ORGANIZATIONS:
        return False
    return words[-1] == token.text or (words[0] == token.text and words[1] in {"of", "for"})


def _office(token: Token, number: int, seen: Sequence[Place]) -> Name | None:
    """ "the mayor": the latest person introduced with that office nearby in the text, if only one was."""
    holders = {
        place.name.key: place.name for place in seen if place.name.type == "Person" and token.lower_ in _around(token.doc, place.name)
    }
    return next(iter(holders.values())) if len(holders) == 1 else None


def _around(doc: Doc, name: Name) -> set[str]:
    sentence = doc[name.start].sent
    low, high = max(sentence.start, name.start - 6), min(sentence.end, name.end + 8)
    return {token.lower_ for token in doc[low:high] if not name.start <= token.i < name.end}
