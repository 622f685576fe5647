"""Predicate-argument structure: who does what to whom, whatever the grammar of the sentence.

A walker over the dependency parse in the manner of ClausIE and MinIE: actives and passives, relative and participial clauses,
control, coordination, light verbs, nominalizations, appositions and copulas all come out as the same logical roles.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Span, Token

from kgraph.language.negation import has_to
from kgraph.relate.misparses import LEMMAS, object_before_noun, object_before_that, stray_subject

Kind = Literal["verb", "noun", "adjective"]

# The object of these does what their complement says ("asked the council to end …"), not their subject.
_OBJECT_CONTROL = {
    "ask", "urge", "tell", "order", "force", "require", "allow", "let", "help", "instruct", "authorise", "authorize", "permit",
    "invite", "advise", "accuse", "suspect", "bar", "ban", "stop", "prevent", "press", "encourage", "enable", "persuade", "want",
    "warn", "call", "beg", "expect", "believe",
}  # fmt: skip
# So do these, though the parser takes what somebody is paid for to be why he is: "paid a consultancy to test its cameras".
_HIRING = {"hire", "commission", "appoint", "contract", "engage", "pay", "recruit", "task", "retain"}
# Verbs that say little themselves: their object says what is done ("raised concerns", "opened an investigation").
_LIGHT = {
    "raise", "voice", "express", "launch", "open", "begin", "start", "make", "give", "take", "bring", "file", "lodge", "sign", "carry",
    "conduct", "hold", "have", "issue", "hand", "win", "announce", "order", "mount", "wage", "lead", "grant", "impose", "serve",
    "commission", "undertake", "run", "do", "complete", "publish", "get", "land", "secure", "submit", "register", "initiate", "pursue",
    "lose", "drop", "share", "slap", "receive", "levy", "end", "close", "face", "enter", "strike", "add", "declare", "extend",
    "withdraw", "seek", "instigate", "offer", "lend", "throw", "form", "build", "join",
}  # fmt: skip
# Nouns that lead on from a verb's preposition to what it is about: "ruled in favour of X".
_LEADING = {"favour", "favor", "support", "opposition", "behalf", "aid", "search"}
_RELATIVE = {"that", "which", "who", "whom", "whose"}
_CLAUSAL = {"ccomp", "xcomp"}


@dataclass(frozen=True, slots=True)
class Argument:
    """`head` fills `role`; coordinated fillers are arguments of their own."""

    role: str
    head: Token


@dataclass(frozen=True, slots=True)
class Predicate:
    """What `head` says of its arguments. `lemma` holds the verb's particle ("roll out").

    Roles: subject (who does it), object (what it is done to), indirect, attribute, complement (head of a clause), possessor,
    modifier, and every preposition under its own name.
    """

    head: Token
    lemma: str
    kind: Kind
    arguments: tuple[Argument, ...]
    passive: bool = False


def predicates(sentence: Span) -> list[Predicate]:
    """The predicates of a sentence in its order."""
    found = []
    for token in sentence:
        if token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass"}:
            found.append(_verbal(token))
        elif token.pos_ in {"NOUN", "PROPN"} and token.dep_ not in {"compound", "nmod"}:
            found.append(_nominal(token))
        elif token.pos_ == "ADJ" and token.dep_ in {"acomp", "oprd", "amod", "attr", "advcl", "conj", "ROOT", "acl"}:
            found.append(_adjectival(token))
    return found


def _verbal(verb: Token) -> Predicate:
    lemma = " ".join([LEMMAS.get(verb.lemma_.lower(), verb.lemma_.lower()), *(child.lower_ for child in _children(verb, "prt"))])
    arguments = [
        *_each("subject", doers(verb)),
        *_each("object", _undergoers(verb)),
        *(Argument("attribute", child) for child in _children(verb, "attr", "acomp", "oprd")),
        *(Argument("indirect", child) for child in _children(verb, "dative") if child.pos_ != "ADP"),
        *(Argument("complement", child) for child in _children(verb, *_CLAUSAL)),
        *_prepositions(verb),
    ]
    # The parser often hangs on the object what belongs to the verb ("sold cameras to the force").
    for target in _children(verb, "dobj"):
        arguments.extend(_prepositions(target))
    return Predicate(verb, lemma, "verb", _distinct(arguments), _is_passive(verb))


def _nominal(noun: Token) -> Predicate:
    arguments = [
        *_each("possessor", _antecedents(_children(noun, "poss"))),
        *_each("modifier", _children(noun, "compound", "nmod")),
        *_prepositions(noun),
        *_each("subject", _named_as(noun)),
    ]
    governor = noun.head
    if noun.dep_ in {"dobj", "nsubjpass"} and governor.lemma_.lower() in _LIGHT:
        arguments += [*_each("subject", doers(governor)), *_prepositions(governor)]
        arguments += [Argument("indirect", child) for child in _children(governor, "dative") if child.pos_ != "ADP"]
    for clause in _children(noun, "acl", "relcl"):
        # "the claim brought by X against Y", "a claim, which X had brought against Y"
        participle = clause.dep_ == "acl" and clause.tag_ == "VBN"
        if clause.lemma_.lower() in _LIGHT and (participle or noun in _undergoers(clause)):
            arguments += [*_each("by", doers(clause)), *_prepositions(clause)]
            # The parser hangs "against Y" on X.
            arguments += [found for target in _children(clause, "dobj") for found in _prepositions(target) if found.role == "against"]
    return Predicate(noun, noun.lemma_.lower(), "noun", _distinct(arguments))


def _adjectival(adjective: Token) -> Predicate:
    governor = adjective.head
    subjects = doers(governor) if adjective.dep_ in {"acomp", "attr", "oprd"} and governor.pos_ in {"VERB", "AUX"} else []
    if adjective.dep_ in {"amod", "acl"}:
        subjects = [governor]
    arguments = [*_each("subject", subjects), *_prepositions(adjective)]
    return Predicate(adjective, adjective.lemma_.lower(), "adjective", _distinct(arguments))


def doers(verb: Token, depth: int = 6) -> list[Token]:
    """Who does what the verb says, conjuncts not yet spelled out: its own subject or the one it shares or is controlled by."""
    agents = [inner for agent in _children(verb, "agent") for inner in _children(agent, "pobj")]
    if _is_passive(verb):
        return agents
    own = _children(verb, "nsubj", "csubj")
    if own:
        return _antecedents(own)
    return agents or stray_subject(verb) or (_controllers(verb, depth) if depth else [])


def _controllers(verb: Token, depth: int) -> list[Token]:
    governor = verb.head
    if verb.dep_ == "acl":
        return [governor] if verb.tag_ == "VBG" or has_to(verb) else []
    if verb.dep_ == "relcl" and not _gap_filler(verb):
        return []
    if verb.dep_ == "pcomp":
        governor = governor.head
        if governor.pos_ in {"NOUN", "PROPN"}:
            return _antecedents(_children(governor, "poss")) or (doers(governor.head, depth - 1) if governor.head.pos_ == "VERB" else [])
    if verb.dep_ == "conj" and governor.pos_ in {"VERB", "AUX"}:
        return _undergoers(governor) if _is_passive(governor) and not _is_passive(verb) else doers(governor, depth - 1)
    if verb.dep_ in {"xcomp", "ccomp", "pcomp"} and governor.pos_ in {"VERB", "AUX", "ADJ"}:
        if verb.dep_ == "ccomp" and not (has_to(verb) or verb.tag_ == "VBG"):
            return []
        targets = _undergoers(governor) or _called_upon(governor)
        if targets and (_is_passive(governor) or governor.lemma_.lower() in _OBJECT_CONTROL | _HIRING):
            return targets
        while governor.pos_ == "ADJ" and governor.dep_ in {"acomp", "oprd"}:
            governor = governor.head
        return doers(governor, depth - 1)
    if verb.dep_ == "advcl" and governor.pos_ in {"VERB", "AUX"} and (verb.tag_ in {"VBG", "VBN", "VB"}):
        hired = governor.lemma_.lower() in _HIRING and has_to(verb)
        return _undergoers(governor) if _is_passive(governor) or hired else doers(governor, depth - 1)
    return []


def _called_upon(verb: Token) -> list[Token]:
    """ "Called on the council to end it": who is to do it."""
    upon = [child for child in _children(verb, "prep") if verb.lemma_ == "call" and child.lower_ in {"on", "upon"}]
    return [inner for child in upon for inner in _children(child, "pobj")]


def _undergoers(verb: Token, depth: int = 3) -> list[Token]:
    """What it is done to."""
    own = _children(verb, "nsubjpass") if _is_passive(verb) else _children(verb, "dobj")
    if own:
        return _antecedents(own)
    governor = verb.head
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return [governor]
    if not depth:
        return []
    if _is_passive(verb):
        if verb.dep_ == "conj" and _is_passive(governor):
            return _undergoers(governor, depth - 1)
        if verb.dep_ in {"xcomp", "ccomp", "advcl"} and governor.pos_ in {"VERB", "AUX"}:
            return _undergoers(governor, depth - 1) or doers(governor)
        return []
    if verb.dep_ == "relcl" and _children(verb, "nsubj") and not any(child.lower_ in _RELATIVE for child in _children(verb, "nsubj")):
        # "cameras the city bought": no relative pronoun, and an object is missing.
        stranded = [child for child in _children(verb, "prep") if not list(child.children)]
        return [] if stranded or _children(verb, *_CLAUSAL) or _relative_complement(verb) else [governor]
    before_noun, before_that = object_before_noun(verb), object_before_that(verb)
    if before_noun:
        return _antecedents(before_noun)
    if before_that is not None:
        return [before_that]
    later = [child for child in _children(verb, "conj") if child.pos_ == "VERB" and _children(child, "dobj")]
    if later and not _children(verb, "prep", *_CLAUSAL):
        # "neither bought nor used X"
        return _antecedents(_children(later[0], "dobj"))
    return []


def _relative_complement(verb: Token) -> bool:
    """The relative pronoun stands behind a preposition ("under which"), so that the clause misses no object."""
    return any(inner.lower_ in _RELATIVE for child in _children(verb, "prep") for inner in child.children)


def _gap_filler(verb: Token) -> bool:
    return any(child.lower_ in _RELATIVE for child in _children(verb, "nsubj", "nsubjpass"))


def _is_passive(verb: Token) -> bool:
    return bool(_children(verb, "nsubjpass", "auxpass")) or (
        verb.tag_ == "VBN" and (verb.dep_ == "acl" or bool(_children(verb, "agent"))) and not _children(verb, "nsubj", "dobj")
    )


def _named_as(noun: Token) -> list[Token]:
    """What the noun is said of: "X, a supplier of Y", "X is the maker of Y", "the regulator, X"."""
    found = _children(noun, "appos")
    if noun.dep_ == "appos":
        found.append(noun.head)
    elif noun.dep_ == "attr":
        found += doers(noun.head)
    elif noun.dep_ == "pobj" and noun.head.lower_ == "as" and noun.head.head.pos_ == "VERB":
        found += _undergoers(noun.head.head) or doers(noun.head.head)
    elif noun.dep_ == "conj" and noun.head.dep_ in {"attr", "appos"}:
        found += _named_as(noun.head)
    return found


def _antecedents(tokens: list[Token]) -> list[Token]:
    """Relative pronouns replaced by what they stand for."""
    return [_antecedent(token) for token in tokens]


def _antecedent(token: Token) -> Token:
    if token.lower_ not in _RELATIVE or token.tag_ not in {"WDT", "WP", "WP$", "IN", "DT"}:
        return token
    governor = token.head
    for _ in range(4):
        if governor.dep_ == "relcl":
            return governor.head
        if governor.head == governor:
            break
        governor = governor.head
    return token


def _prepositions(token: Token) -> Iterator[Argument]:
    """Arguments behind prepositions, the inner one of a chain naming the role ("out of X" is `of`)."""
    for child in token.children:
        if child.dep_ in {"prep", "dative"} and child.pos_ in {"ADP", "SCONJ", "ADV", "VERB", "PART"}:
            yield from _behind(child)


def _behind(preposition: Token) -> Iterator[Argument]:
    for inner in preposition.children:
        if inner.dep_ == "pobj":
            yield from _each(preposition.lower_, [_antecedent(inner)])
            if inner.lower_ in _LEADING:
                yield from _prepositions(inner)
        elif inner.dep_ == "pcomp":
            yield Argument(preposition.lower_, inner)
        elif inner.dep_ == "prep":
            yield from _behind(inner)


def _each(role: str, tokens: list[Token]) -> Iterator[Argument]:
    for token in tokens:
        yield Argument(role, token)
        yield from (Argument(role, other) for other in token.conjuncts if other.i > token.i)


def _children(token: Token, *relations: str) -> list[Token]:
    return [child for child in token.children if child.dep_ in relations]


def _distinct(arguments: list[Argument]) -> tuple[Argument, ...]:
    return tuple(dict.fromkeys(arguments))
