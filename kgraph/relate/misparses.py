"""What the parser gets wrong of clauses that matter here, and what stands there in truth."""

from __future__ import annotations

from spacy.tokens import Token

from kgraph.language.negation import has_to

# What the lemmatizer makes of some words.
LEMMAS = {"fin": "fine", "trialle": "trial", "trialling": "trial", "bann": "ban", "wav": "wave"}
_TAKEN_FOR_VERBS = {"account", "task", "book", "heel", "court"}
# Their object is who is told: "told the council that the force bought drones".
_TOLD_TO_SOMEBODY = {"tell", "inform", "assure", "warn", "remind", "convince", "persuade", "show", "promise"}


def stray_subject(verb: Token) -> list[Token]:
    """ "In April the High Court … found": the parser loses a subject behind a time at the start of the sentence."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP"} or verb.dep_ not in {"ROOT", "ccomp"}:
        return []
    stray = (token for token in verb.doc[verb.left_edge.i : verb.i] if token.dep_ == "dep" and token.pos_ in {"NOUN", "PROPN"})
    return list(stray)[:1]


def object_before_noun(verb: Token) -> list[Token]:
    """The object before "to account", where the parser took "holds the force to account" for what the force does."""
    clauses = (child for child in verb.children if child.dep_ in {"ccomp", "xcomp"} and child.lower_ in _TAKEN_FOR_VERBS and has_to(child))
    return [subject for clause in clauses for subject in clause.children if subject.dep_ == "nsubj"]


def object_before_that(verb: Token) -> Token | None:
    """The object before "that", where the parser took "praised the cameras that the force bought" for a reported clause."""
    if verb.dep_ != "ccomp" or verb.head.lemma_ in _TOLD_TO_SOMEBODY:
        return None
    mark = next((child for child in verb.children if child.dep_ == "mark" and child.lower_ == "that"), None)
    before = mark.nbor(-1) if mark is not None and mark.i > mark.sent.start else None
    return before if before is not None and before.dep_ == "dobj" and before.head == verb.head else None
