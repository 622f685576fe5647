"""The class of a name that no list knows: evidence from its words, its neighbours and its grammar, weighed over the document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Span, Token

from kgraph.language.cuts import words_of
from kgraph.language.kinds import ORGANIZATIONS, Kinds

# What the statistical recognizer says is the weakest evidence: it was trained on other kinds of text.
_RECOGNIZER = {
    "PERSON": "Person",
    "ORG": "Company",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Place",
    "PRODUCT": "Product",
    "LAW": "LegalInstrument",
}
_PLACES = {"nsubj": "subject", "dobj": "object", "nsubjpass": "object"}
_INNER_CAPITAL = re.compile(r"[A-Z][a-z]+[A-Z0-9]\w*")
_DOUBLE_BARRELLED = re.compile(r"[A-Z][\w’']+-[A-Z][\w’']+")  # "Ida Roe-Castle"
_LOCATIVE = {"in", "at", "across", "near", "around", "outside", "throughout", "inside"}

_PRODUCT_WORDS = {"package", "suite", "service", "program", "programme", "range", "prototype"}

Votes = Counter[str]


def votes(span: Span, kinds: Kinds) -> Votes:
    """Class → weight for one occurrence of a name; empty where nothing tells."""
    found: Votes = Counter()
    words = words_of(span)
    by_name = kinds.of_name(words)
    if by_name is not None and (len(words) > 1 or by_name in ORGANIZATIONS):
        found[by_name] += 6 if len(words) > 1 else 2
    if _INNER_CAPITAL.fullmatch(span.text):
        found["Product"] += 3  # "BeatPlan"
    if len(words) in (2, 3) and _DOUBLE_BARRELLED.fullmatch(words[-1]) and by_name is None:
        found["Person"] += 3
    if "&" in words and by_name not in {"PoliceForce", "Court", "LegalInstrument"}:
        found["Company"] += 4
    for kind, weight in _described(span, kinds):
        found[kind] += weight
    for kind, weight in _grammatical(span, kinds):
        found[kind] += weight
    label = _RECOGNIZER.get(span.root.ent_type_)
    if label is not None and not (label == "Person" and any(char.isdigit() for char in span.text)):
        found[label] += 2 if label == "Person" and len(span) in (2, 3) else 1
    if not found and span.start > span.sent.start and len(span.text) > 3:
        found["Company"] = 1  # a name all the same
    return found


def _described(span: Span, kinds: Kinds) -> Iterator[tuple[str, int]]:
    """Evidence of the noun that says what the thing is: appositions, "the firm X", "X is a charity", "Judge X", "X, 34,"."""
    root, doc = span.root, span.doc
    before = doc[span.start - 1] if span.start else None
    after = doc[span.end] if span.end < len(doc) else None
    if before is not None and (
        before.text in kinds.titles or (before.text == "." and span.start > 1 and doc[span.start - 2].text + "." in kinds.titles)
    ):
        yield "Person", 6
    elif before is not None and before.pos_ in {"NOUN", "PROPN"} and before.text[0].islower():
        yield from _noun_votes(before, kinds, 4)
    if after is not None and after.text == ":" and span.start == span.sent.start and len(span) in (2, 3, 4):
        yield "Person", 2  # "Ida Roe: Does the minister …"
    if (
        after is not None
        and after.text == ","
        and span.end + 1 < len(doc)
        and doc[span.end + 1].text.isdigit()
        and len(doc[span.end + 1].text) == 2
    ):
        yield "Person", 6
    nouns = [child for child in root.children if child.dep_ == "appos" and child.i > root.i]
    if root.dep_ == "appos" and root.head.pos_ == "NOUN":
        nouns.append(root.head)
    if root.dep_ in {"nsubj", "nsubjpass"} and root.head.lemma_ == "be":
        nouns += [child for child in root.head.children if child.dep_ == "attr"]
    nouns += _behind_comma(span)
    for noun in dict.fromkeys(nouns):
        if noun.pos_ == "NOUN":
            yield from _noun_votes(noun, kinds, 4)
    if after is not None and after.pos_ in {"NOUN", "ADJ"} and after.text[0].islower() and after.head.i >= span.start:
        if _leads_to_device(after, kinds):
            yield "Product", 3
        elif after.lower_ in {"spokesman", "spokeswoman", "spokesperson", "executive", "executives", "boss", "chief", "staff"}:
            yield "Company", 1


def _leads_to_device(token: Token, kinds: Kinds) -> bool:
    """ "… ground sensor", "… software": the nouns right behind the name end in a kind of device."""
    doc, index = token.doc, token.i
    while index + 1 < len(doc) and doc[index + 1].pos_ == "NOUN" and doc[index + 1].is_lower and index < token.i + 3:
        index += 1
    return doc[index].lower_ in kinds.technology_heads | kinds.technology_alone | _PRODUCT_WORDS


def _behind_comma(span: Span) -> list[Token]:
    """The head of ", a start-up that …" right behind the name, which the parser does not always attach."""
    doc, index = span.doc, span.end
    if index + 2 >= len(doc) or doc[index].text != "," or doc[index + 1].lower_ not in {"a", "an", "the"}:
        return []
    index += 2
    while index + 1 < len(doc) and doc[index + 1].pos_ in {"NOUN", "PROPN", "ADJ"} and not doc[index + 1].is_sent_start:
        index += 1
    return [doc[index]]


def _noun_votes(noun: Token, kinds: Kinds, weight: int) -> Iterator[tuple[str, int]]:
    phrase = " ".join(
        token.lower_ for token in noun.subtree if token.dep_ in {"compound", "amod"} and token.head == noun and token.i < noun.i
    )
    word = f"{phrase} {noun.lower_}".strip()
    for form in (word, noun.lower_):
        if kinds.is_office(form) or form in kinds.laypeople:
            yield "Person", weight
            return
        classes = [kind for kind in kinds.of_noun(form) if kind != "Contract"]
        if classes:
            yield ("Product" if classes[0] == "Technology" else classes[0]), weight
            return
    if noun.lower_ in kinds.technology_heads:
        yield "Product", weight


def _positions(root: Token) -> Iterator[tuple[str, str]]:
    """Where the name stands to a verb or a noun: what is coordinated with it stands there too."""
    token = root
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    governor = token.head
    if token.dep_ in _PLACES:
        yield _PLACES[token.dep_], governor.lemma_.lower()
    elif token.dep_ == "pobj":
        if governor.lower_ in {"by", "from"} and governor.head.pos_ == "VERB":
            yield governor.lower_, governor.head.lemma_.lower()
        elif governor.lower_ in {"of", "by", "with", "in", "for", "from"} and governor.head.pos_ == "NOUN":
            yield "beside", governor.head.lemma_.lower()
    elif token.dep_ in {"poss", "compound", "nmod"} and governor.pos_ == "NOUN":
        yield "beside", governor.lemma_.lower()


def _grammatical(span: Span, kinds: Kinds) -> Iterator[tuple[str, int]]:
    root = span.root
    verb = root.head
    for place, word in _positions(root):
        expected = kinds.grammar[place].get(word)
        if expected is not None:
            yield expected, 2
    if any(child.dep_ == "relcl" and any(token.lower_ in {"who", "whom"} for token in child.children) for child in root.children):
        yield "Person", 3
    if root.dep_ == "pobj" and verb.lower_ in _LOCATIVE:
        yield "Place", 1
    speaks = root.dep_ == "nsubj" and verb.lemma_ in kinds.speaking
    if speaks and len(span) in (2, 3) and root.ent_type_ != "ORG" and kinds.of_name(words_of(span)) is None:
        yield "Person", 2
    if root.dep_ == "poss" and verb.lower_ in kinds.technology_heads:
        yield "Company", 1
    if len(span) <= 2 and any(child.dep_ == "poss" and child.text[0].isupper() for child in root.children):
        yield "Product", 2
    if span.end + 1 < len(span.doc) and span.doc[span.end].text == "-" and span.doc[span.end + 1].lower_ in {"based", "headquartered"}:
        yield "Place", 6
