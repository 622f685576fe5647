"""What pronouns and descriptions stand for ("it", "the force", "the company", "the mayor"), or nothing where that is not clear.

Precision comes before recall: a wrong antecedent makes a false statement that looks well sourced. A reference is resolved
to the most salient name of a fitting class in the last sentences, and left alone where two fit about equally well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Doc, Token

from kgraph.language.cues import load_cues
from kgraph.language.descriptions import description
from kgraph.language.kinds import ORGANIZATIONS, Kinds
from kgraph.language.mentions import Name
from kgraph.language.negation import has_to
from kgraph.language.salience import SUBJECTS, Place, Reference, clearest, only, placed, pointing

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


def resolve_references(doc: Doc, names: Sequence[Name], kinds: Kinds, genders: Mapping[str, str]) -> list[Reference]:
    """References in the order of the text. Names of genders: IRI of a known person → "male" or "female"."""
    covered = {index for name in names for index in range(name.start, name.end)}
    starts = {name.start: name for name in names}
    seen: list[Place] = []
    found: list[Reference] = []
    speakers = _Genders(doc, names, genders)
    author = _author(doc, names)
    quoted = _quoted(doc)
    for number, sentence in enumerate(doc.sents):
        for token in sentence:
            if token.i in starts:
                seen.append(placed(starts[token.i], doc[token.i : starts[token.i].end].root, number))
            if token.i in covered:
                continue
            if token.lower_ in _AUTHOR and author is not None and token.i not in quoted:
                reference: Reference | None = Reference(token.i, token.i + 1, author)
            else:
                reference = _resolve(token, number, seen, covered, kinds, speakers, names)
            if reference is not None:
                found.append(reference)
                covered.update(range(reference.start, reference.end))
                seen.append(placed(reference.name, token, number))
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


def _resolve(
    token: Token, number: int, seen: Sequence[Place], covered: set[int], kinds: Kinds, genders: _Genders, names: Sequence[Name]
) -> Reference | None:
    word = token.lower_
    if word in _PERSONAL and token.pos_ == "PRON":
        return pointing(token, token.i, _person(token, number, seen, genders))
    if word in _NEUTER and token.pos_ == "PRON":
        return pointing(token, token.i, _neuter(token, number, seen, kinds))
    if word in _PLURAL and token.pos_ == "PRON":
        return pointing(token, token.i, _plural(token, number, seen))
    if token.pos_ in {"NOUN", "PROPN"} or word in {"latter", "former"}:
        return description(token, number, seen, covered, kinds, names)
    return None


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


def _person(token: Token, number: int, seen: Sequence[Place], genders: _Genders) -> Name | None:
    gender = _PERSONAL[token.lower_]
    near = [place for place in seen if place.name.type == "Person" and number - place.sentence <= 2 and genders.agree(place.name, gender)]
    return clearest(near, number)


def _neuter(token: Token, number: int, seen: Sequence[Place], kinds: Kinds) -> Name | None:
    if token.dep_ in {"expl"} or _is_dummy(token):
        return None
    actors = set(ORGANIZATIONS) - {"MediaOrganization"}
    employs = token.dep_ == "poss" and kinds.is_office(token.head.lower_)
    wanted = actors if employs or _acts(token) else actors | _THINGS
    near = [place for place in seen if place.name.type in wanted and number - place.sentence <= 1 and not _clausemate_object(token, place)]
    asked = next((place.name for place in near if _is_asked(token, token.doc[place.token])), None)
    return asked or clearest([place for place in near if place.subject] or near, number)


def _is_asked(token: Token, named: Token) -> bool:
    """Who is called on to do a thing does it in his own way: in "called on the force to end its use", the use is the force's."""
    verb = next((word for word in token.ancestors if word.pos_ == "VERB"), token)
    if token.dep_ != "poss" or not has_to(verb) or verb.head.lemma_.lower() not in load_cues().calling:
        return False
    upon = named.dep_ == "pobj" and named.head.lower_ in {"on", "upon"} and named.head.head == verb.head
    return upon or (named.dep_ == "dobj" and named.head == verb.head) or (named.dep_ == "nsubj" and named.head == verb)


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


def _clausemate_object(token: Token, place: Place) -> bool:
    """Subject and object of one verb are two things: "X bought it" does not say that X bought X."""
    if token.dep_ not in {"dobj", "pobj"}:
        return False
    verb = token.head
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb:
        verb = verb.head
    named = token.doc[place.token]
    return any(subject == named or subject.is_ancestor(named) for subject in verb.children if subject.dep_ in SUBJECTS)


def _plural(token: Token, number: int, seen: Sequence[Place]) -> Name | None:
    wanted = {"PoliceForce", "Technology", "Company"}
    near = [place for place in seen if place.name.type in wanted and number - place.sentence <= 1]
    subjects = [place for place in near if place.subject]
    return only(subjects) if subjects else only(near)
