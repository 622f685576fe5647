"""What pronouns and descriptions stand for ("it", "the force", "the company", "the mayor"), or nothing where that is not clear.

Precision comes before recall: a wrong antecedent makes a false statement that looks well sourced. A reference is resolved
to the most salient name of a fitting class in the last sentences, and left alone where two fit about equally well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kgraph.language.kinds import ORGANIZATIONS, Kinds
from kgraph.language.mentions import Name

_REACH = 6  # sentences back in which a description looks for its name
_DEFINITE = {"the", "this", "that", "these", "those", "both"}
_POSSESSIVE = {"its", "their", "his", "her"}
_PERSONAL = {
    "he": "male",
    "him": "male",
    "his": "male",
    "himself": "male",
    "she": "female",
    "her": "female",
    "hers": "female",
    "herself": "female",
}
_NEUTER = {"it", "its", "itself"}
_PLURAL = {"they", "them", "their", "themselves"}
_THINGS = {"Technology", "Product"}
_AUTHOR = {"we", "us", "our", "ours"}
_SUBJECTS = {"nsubj", "nsubjpass", "csubj", "agent"}


@dataclass(frozen=True, slots=True)
class Reference:
    """Tokens start..end stand for the thing that `name` names."""

    start: int
    end: int
    name: Name


@dataclass(frozen=True, slots=True)
class _Place:
    """Where something was named or referred to: which sentence, which token, and how prominently."""

    name: Name
    sentence: int
    token: int
    subject: bool


def resolve_references(doc: Doc, names: Sequence[Name], kinds: Kinds, genders: Mapping[str, str]) -> list[Reference]:
    """References in the order of the text. Names of genders: IRI of a known person → "male" or "female"."""
    covered = {index for name in names for index in range(name.start, name.end)}
    starts = {name.start: name for name in names}
    seen: list[_Place] = []
    found: list[Reference] = []
    speakers = _Genders(doc, names, genders)
    author = _author(doc, names)
    quoted = _quoted(doc)
    for number, sentence in enumerate(doc.sents):
        for token in sentence:
            if token.i in starts:
                seen.append(_place(starts[token.i], doc[token.i : starts[token.i].end].root, number))
            if token.i in covered:
                continue
            if token.lower_ in _AUTHOR and author is not None and token.i not in quoted:
                reference: Reference | None = Reference(token.i, token.i + 1, author)
            else:
                reference = _resolve(token, number, seen, covered, kinds, speakers, names)
            if reference is not None:
                found.append(reference)
                covered.update(range(reference.start, reference.end))
                seen.append(_place(reference.name, token, number))
    return found


def _author(doc: Doc, names: Sequence[Name]) -> Name | None:
    """Whose "we" a document is: the first organization that it names. News has no "we" outside quotations."""
    first = next((name for name in names if name.type in ORGANIZATIONS), None)
    return first if first is not None and first.type not in {"Company", "MediaOrganization"} else None


def _quoted(doc: Doc) -> set[int]:
    """Indices of tokens between quotation marks."""
    inside: set[int] = set()
    opened = False
    for token in doc:
        if token.text in {"“", "”", '"', "``", "''"}:
            opened = token.text == "“" or (token.text not in {"”"} and not opened)
        elif token.is_space and "\n\n" in token.text:
            opened = False
        elif opened:
            inside.add(token.i)
    return inside


def _place(name: Name, token: Token, sentence: int) -> _Place:
    return _Place(name, sentence, token.i, token.dep_ in _SUBJECTS or (token.dep_ == "conj" and token.head.dep_ in _SUBJECTS))


def _resolve(
    token: Token, number: int, seen: Sequence[_Place], covered: set[int], kinds: Kinds, genders: _Genders, names: Sequence[Name]
) -> Reference | None:
    word = token.lower_
    if word in _PERSONAL and token.pos_ == "PRON":
        return _pointing(token, token.i, _person(token, number, seen, genders))
    if word in _NEUTER and token.pos_ == "PRON":
        return _pointing(token, token.i, _neuter(token, number, seen, kinds))
    if word in _PLURAL and token.pos_ == "PRON":
        return _pointing(token, token.i, _plural(token, number, seen))
    if token.pos_ in {"NOUN", "PROPN"} or word in {"latter", "former"}:
        return _description(token, number, seen, covered, kinds, names)
    return None


def _pointing(token: Token, start: int, name: Name | None) -> Reference | None:
    return Reference(start, token.i + 1, name) if name is not None else None


class _Genders:
    """Genders of the people of a document, known from the seeds or from Mr, Ms, Sir and Dame before the name."""

    def __init__(self, doc: Doc, names: Sequence[Name], known: Mapping[str, str]) -> None:
        self._of: dict[str, str] = {}
        for name in names:
            if name.type != "Person":
                continue
            if name.seed is not None and name.seed in known:
                self._of[name.key] = known[name.seed]
            before = doc[name.start - 1].text.rstrip(".") if name.start else ""
            first = doc[name.start].text
            for word in (before, first):
                if word in {"Mr", "Sir", "Lord"}:
                    self._of.setdefault(name.key, "male")
                elif word in {"Mrs", "Ms", "Miss", "Dame", "Lady", "Baroness"}:
                    self._of.setdefault(name.key, "female")

    def agree(self, name: Name, gender: str) -> bool:
        return self._of.get(name.key, gender) == gender


def _person(token: Token, number: int, seen: Sequence[_Place], genders: _Genders) -> Name | None:
    gender = _PERSONAL[token.lower_]
    near = [place for place in seen if place.name.type == "Person" and number - place.sentence <= 2 and genders.agree(place.name, gender)]
    return _clearest(near, number)


def _neuter(token: Token, number: int, seen: Sequence[_Place], kinds: Kinds) -> Name | None:
    if token.dep_ in {"expl"} or _is_dummy(token):
        return None
    actors = set(ORGANIZATIONS) - {"MediaOrganization"}
    employs = token.dep_ == "poss" and kinds.is_office(token.head.lower_)
    wanted = actors if employs or _acts(token) else actors | _THINGS
    near = [place for place in seen if place.name.type in wanted and number - place.sentence <= 1 and not _clausemate_object(token, place)]
    return _clearest([place for place in near if place.subject] or near, number)


def _is_dummy(token: Token) -> bool:
    """The `it` of weather, time and "it is clear that …"."""
    head = token.head
    return token.dep_ == "nsubj" and head.lemma_ == "be" and any(child.dep_ in {"ccomp", "xcomp", "advcl"} for child in head.children)


def _acts(token: Token) -> bool:
    """`It` does what only somebody can do: says, plans, buys."""
    return token.dep_ == "nsubj" and token.head.lemma_ in {
        "say", "plan", "buy", "intend", "claim", "warn", "deny", "announce", "sue", "fine", "tell", "want", "argue", "criticise",
        "criticize", "sell", "decide", "hold", "find", "rule", "refuse", "accuse", "insist", "award", "sign", "agree", "ask", "call",
        "urge", "welcome",
    }  # fmt: skip


def _clausemate_object(token: Token, place: _Place) -> bool:
    """Subject and object of one verb are two things: "X bought it" does not say that X bought X."""
    if token.dep_ not in {"dobj", "pobj"}:
        return False
    verb = token.head
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb:
        verb = verb.head
    named = token.doc[place.token]
    return any(subject == named or subject.is_ancestor(named) for subject in verb.children if subject.dep_ in _SUBJECTS)


def _plural(token: Token, number: int, seen: Sequence[_Place]) -> Name | None:
    wanted = {"PoliceForce", "Technology", "Company"}
    near = [place for place in seen if place.name.type in wanted and number - place.sentence <= 1]
    subjects = [place for place in near if place.subject]
    return _only(subjects) if subjects else _only(near)


def _description(
    token: Token, number: int, seen: Sequence[_Place], covered: set[int], kinds: Kinds, names: Sequence[Name]
) -> Reference | None:
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
        name = _by_head(token, seen, names)
        if name is not None or token.text in kinds.heads | {"City", "County", "Town"}:
            return _pointing(token, start, name)
    owner = token.doc[start].lower_
    if owner in _POSSESSIVE and not (owner in {"his", "her"} and word in _WORKPLACES):
        return None
    if kinds.is_office(word) and owner not in _POSSESSIVE:
        return _pointing(token, start, _office(token, number, seen))
    near = [place for place in seen if number - place.sentence <= _REACH]
    if word in kinds.technology_heads | {"technology"}:
        return _pointing(token, start, _technology(token, near, number))
    for kind in kinds.of_noun(word):
        fitting = [place for place in near if place.name.type == kind]
        headed = [place for place in fitting if word in _words(token.doc, place.name)]
        if kind in _CALLED_SO and word.capitalize() in kinds.heads | {"City", "County", "Town", "Borough", "State", "District"}:
            fitting = headed  # "the council" is one that is called so, "the force" any police
        if fitting and kind not in {"Contract", "Technology", "Product"}:
            return _pointing(token, start, _clearest(headed or fitting, number))
    return None


_CALLED_SO = {"GovernmentBody", "OversightBody", "CivilSocietyOrganization", "ResearchOrganization", "Place", "PoliticalParty"}
_WORKPLACES = {
    "company",
    "firm",
    "force",
    "court",
    "office",
    "department",
    "union",
    "charity",
    "party",
    "council",
    "organisation",
    "organization",
}


def _words(doc: Doc, name: Name) -> set[str]:
    return {token.lower_ for token in doc[name.start : name.end]}


def _technology(token: Token, near: Sequence[_Place], number: int) -> Name | None:
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
    return _clearest(products if products and word != "technology" else close, number)


def _equated_product(token: Token, names: Sequence[Name], kinds: Kinds) -> Name | None:
    """ "The software that the force runs is Apollo 4": what is said of the software is said of the product."""
    if token.dep_ != "nsubj" or token.head.lemma_ != "be" or token.lower_ not in kinds.technology_heads:
        return None
    equated = {child.i for child in token.head.children if child.dep_ == "attr"}
    return next((name for name in names if name.type == "Product" and equated & set(range(name.start, name.end))), None)


def _beside_product(token: Token, seen: Sequence[_Place], kinds: Kinds) -> Name | None:
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


def _latter(token: Token, start: int, number: int, seen: Sequence[_Place]) -> Reference | None:
    """ "The former" and "the latter" of the last two different things named in the sentence before."""
    last: list[Name] = []
    for place in seen:
        if place.sentence in (number - 1, number) and place.name.type not in {"Place", "LegalInstrument"}:
            last = [name for name in last if name.key != place.name.key] + [place.name]
    if len(last) < 2:
        return None
    return _pointing(token, start, last[-1] if token.lower_ == "latter" else last[-2])


def _by_head(token: Token, seen: Sequence[_Place], names: Sequence[Name]) -> Name | None:
    """ "the Board", "the Ministry", "the City": the latest name that has this head; the only later one where none came before."""
    before = [place.name for place in seen if _heads(token, place.name)]
    if before:
        return before[-1]
    later = {name.key: name for name in names if name.start > token.i and _heads(token, name)}
    return next(iter(later.values())) if len(later) == 1 else None


def _heads(token: Token, name: Name) -> bool:
    words = [word.text for word in token.doc[name.start : name.end]]
    if len(words) < 2 or name.type not in ORGANIZATIONS:
        return False
    return words[-1] == token.text or (words[0] == token.text and words[1] in {"of", "for"})


def _office(token: Token, number: int, seen: Sequence[_Place]) -> Name | None:
    """ "the mayor": the latest person introduced with that office nearby in the text, if only one was."""
    holders = {
        place.name.key: place.name for place in seen if place.name.type == "Person" and token.lower_ in _around(token.doc, place.name)
    }
    return next(iter(holders.values())) if len(holders) == 1 else None


def _around(doc: Doc, name: Name) -> set[str]:
    sentence = doc[name.start].sent
    low, high = max(sentence.start, name.start - 6), min(sentence.end, name.end + 8)
    return {token.lower_ for token in doc[low:high] if not name.start <= token.i < name.end}


def _clearest(places: Sequence[_Place], number: int) -> Name | None:
    """The most salient thing; None where a second one comes close."""
    scores: dict[str, float] = {}
    names: dict[str, Name] = {}
    for place in places:
        weight = (2.0 if place.subject else 1.0) / (1 + number - place.sentence)
        scores[place.name.key] = scores.get(place.name.key, 0.0) * 0.5 + weight
        names[place.name.key] = place.name
    ranked = sorted(scores, key=lambda key: (-scores[key], key))
    if not ranked or (len(ranked) > 1 and scores[ranked[1]] > 0.75 * scores[ranked[0]]):
        return None
    return names[ranked[0]]


def _only(places: Sequence[_Place]) -> Name | None:
    keys = {place.name.key: place.name for place in places}
    return next(iter(keys.values())) if len(keys) == 1 else None
