"""Whose word a stretch of text is: reported clauses, "according to", quotations over several sentences, turns of a dialogue.

What the author says in his own voice is nobody's speech. Neither is what a report takes for granted: in "Liberty says that the
Met's use of X is unlawful" the use is the author's word, the verdict is Liberty's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from kgraph.language.cues import Cues, load_cues
from kgraph.language.quotations import quotations
from kgraph.language.tellers import SUBJECTS, owners, teller, voice
from kgraph.language.turns import turns

_CONTENT = {"ccomp", "acl", "relcl", "advcl"}
_INFINITIVE = {"deny", "claim"}  # "denies ever having supplied"
# "Denied the report", "the deal was confirmed by": the noun is what is said.
_NOMINAL = {"deny", "claim", "allege", "announce", "confirm", "disclose", "reveal"}
_CLAUSES = {"clause", "trailing", "noun"}
_NOBODY = {"i", "we", "us", "me", "nobody", "none", "one", "you"}  # the author, or nobody whose word counts
_HEARERS = {"tell", "assure", "inform", "remind", "warn", "write"}


@dataclass(frozen=True, slots=True)
class Speech:
    """Tokens start..end are the words of `holder` (head of the phrase that names the speaker), as `cue` says."""

    holder: Token
    cue: Token
    start: int
    end: int
    kind: Literal["clause", "according", "account", "noun", "quotation", "trailing", "turn"]


def speeches(doc: Doc) -> list[Speech]:
    """All reported stretches of the document, in the order of the text."""
    cues = load_cues()
    found: set[Speech] = set()
    for sentence in doc.sents:
        for token in sentence:
            found.update(_according(token, cues))
            found.update(_verbal(token, cues))
            found.update(_nominal(token, cues))
    reports = [(speech.holder, speech.cue) for speech in sorted(found, key=_place) if speech.kind in {"clause", "trailing"}]
    found.update(Speech(quoted.holder, quoted.cue, quoted.start, quoted.end, "quotation") for quoted in quotations(doc, reports))
    found.update(Speech(turn.holder, turn.cue, turn.start, turn.end, "turn") for turn in turns(doc, cues))
    return sorted(found, key=_place)


def _place(speech: Speech) -> tuple[int, int, int, int]:
    return speech.start, -speech.end, speech.cue.i, speech.holder.i


def speaker_at(found: Sequence[Speech], token: Token) -> Speech | None:
    """The innermost speech that asserts the token, or None where the author does."""
    around = [speech for speech in found if speech.start <= token.i < speech.end and speech.cue.i != token.i]
    around.sort(key=lambda speech: (speech.end - speech.start, speech.start))
    return next((speech for speech in around if not (speech.kind in _CLAUSES and _presupposed(speech, token))), None)


def _presupposed(speech: Speech, token: Token) -> bool:
    """What a reported clause takes for granted: its definite nouns, participles behind nouns, and what happened when or because."""
    fronted = speech.cue.i < speech.start
    if fronted and token.pos_ in {"NOUN", "PROPN"} and token.dep_ not in {"attr", "conj", "dobj", "ROOT", "ccomp"} and _is_definite(token):
        return True
    word = token
    while word.head != word and speech.start <= word.head.i < speech.end:
        if word.dep_ == "appos" or (word.dep_ == "acl" and word.tag_ in {"VBN", "VBG"}):
            return True
        if word.dep_ == "advcl" and any(child.dep_ in {"mark", "advmod"} and child.tag_ in {"IN", "WRB"} for child in word.children):
            return True
        word = word.head
    return False


def _is_definite(noun: Token) -> bool:
    return noun.pos_ == "PROPN" or any(child.dep_ == "poss" or child.lower_ in {"the", "this", "that"} for child in noun.children)


# Reported clauses


def _verbal(verb: Token, cues: Cues) -> Iterator[Speech]:
    """ "X said that …", "…, X said", "X put it bluntly: …", "X is adamant that …"."""
    lemma = verb.lemma_.lower()
    adjective = verb.pos_ == "ADJ" and lemma in cues.certain and verb.dep_ in {"acomp", "oprd"}
    if not adjective and not (verb.tag_.startswith("V") and (lemma in cues.reporting or _is_let_out(verb))):
        return
    governor = verb.head if adjective else verb
    holder = None if _is_only_wished(governor) else teller(governor)
    if holder is None or holder.lower_ in _NOBODY:
        return
    content = list(_contents(verb, lemma)) or list(_contents(governor, lemma))
    for clause in content:
        yield Speech(holder, verb, clause.left_edge.i, clause.right_edge.i + 1, "clause")
    if not content:
        yield from _trailing(verb, holder)
        yield from _after_colon(verb, holder)


def _is_only_wished(verb: Token) -> bool:
    """ "Was entitled to report that", "refused to rule out that": nothing was said."""
    infinitive = any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)
    goes_on = verb.dep_ == "xcomp" and verb.head.lemma_ in {"go", "come", "hasten", "rush", "want", "wish", "continue", "have"}
    rules_out = verb.lemma_ == "rule" and any(child.dep_ == "prt" for child in verb.children)
    return rules_out or (infinitive and not goes_on)


def _is_let_out(verb: Token) -> bool:
    """ "Let slip that", "let it be known that", "put it bluntly: …"."""
    if verb.lemma_ in {"slip", "know"}:
        return verb.head.lemma_ == "let" or (verb.head.lemma_ == "make" and verb.dep_ in {"ccomp", "xcomp"})
    return verb.lemma_ == "put" and any(child.dep_ == "dobj" and child.lower_ == "it" for child in verb.children)


def _contents(verb: Token, lemma: str) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ in {"ccomp", "pcomp"} or (child.dep_ == "xcomp" and lemma in _INFINITIVE):
            if not _is_question(child):
                yield child
        elif (child.dep_ in {"dobj", "nsubjpass"} and lemma in _NOMINAL) or _is_backshifted(child):
            yield child
        elif child.dep_ in {"dobj", "prep", "dative", "npadvmod"} and child.i > verb.i:
            # The parser hangs the clause on what stands between: "reminded members that", "answered with reluctance that".
            yield from (word for word in _last_nouns(child) for word in word.children if word.dep_ == "acl" and _has_that(word))


def _is_backshifted(clause: Token) -> bool:
    """ "Denied that it had a list, had ever had one or had bought one": such a conjunct goes on with the report."""
    if clause.dep_ != "conj" or not any(other.dep_ == "ccomp" and other.i < clause.i for other in clause.head.children):
        return False
    helpers = {child.lower_ for child in clause.children if child.dep_ in {"aux", "auxpass"}}
    return bool(helpers & {"had", "would"}) and not any(child.dep_ in SUBJECTS for child in clause.children)


def _last_nouns(token: Token) -> Iterator[Token]:
    yield token
    yield from (inner for inner in token.children if inner.dep_ == "pobj")


def _has_that(clause: Token) -> bool:
    return any(child.lower_ == "that" and child.dep_ == "mark" for child in clause.children)


def _is_question(clause: Token) -> bool:
    """ "Asked whether", "told them how": what is asked is not said, and what the question takes for granted is the author's."""
    return clause.left_edge.tag_ in {"WP", "WP$", "WRB", "WDT"} or any(child.lower_ in {"whether", "if"} for child in clause.children)


def _trailing(verb: Token, holder: Token) -> Iterator[Speech]:
    """ "…, X said" and "Y, X said, …" where the parser takes the reported clause for the main one."""
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    objects = {"dobj", "xcomp", "acomp"} if verb.lemma_.lower() not in _HEARERS else {"xcomp"}
    if subject is None or verb.tag_ not in {"VBD", "VBZ", "VBP"} or any(child.dep_ in objects for child in verb.children):
        return
    first = min(verb.i, subject.left_edge.i)
    before = verb.doc[first - 1] if first > verb.sent.start else None
    if before is None or before.text not in {",", "–", "—", "*"}:
        return
    main = verb.head
    if verb.dep_ == "parataxis" and main.pos_ in {"VERB", "AUX"}:
        yield Speech(holder, verb, main.left_edge.i, main.right_edge.i + 1, "trailing")
    elif verb.dep_ in {"ccomp", "conj", "advcl", "relcl", "dep"}:
        while main.dep_ == "relcl" or main.pos_ not in {"VERB", "AUX"}:
            if main.head == main:
                return
            main = main.head
        if main.i < first:
            yield Speech(holder, verb, main.left_edge.i, first, "trailing")


def _after_colon(verb: Token, holder: Token) -> Iterator[Speech]:
    """ "X warned: …" where the colon ends the clause of the verb."""
    if verb.lemma_ != "put" and verb.lemma_ not in _HEARERS and any(child.dep_ == "dobj" for child in verb.children):
        return
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        if token.text == ":" and token.i + 1 < verb.sent.end:
            yield Speech(holder, verb, token.i + 1, verb.sent.end, "clause")
            return
        if token.pos_ == "VERB":
            return


def _nominal(noun: Token, cues: Cues) -> Iterator[Speech]:
    """ "X's claim that …", "made the claim that …"; "in its view", "by X's own account" hold for their sentence."""
    if noun.pos_ != "NOUN" or noun.lemma_.lower() not in cues.reports | cues.viewpoints:
        return
    whose = list(owners(noun))
    clauses = [child for child in noun.children if child.dep_ in _CONTENT and _has_that(child)]
    if clauses and not whose and noun.dep_ in {"dobj", "pobj"}:
        verb = noun.head if noun.dep_ == "dobj" else noun.head.head
        told = teller(verb) if verb.pos_ == "VERB" else None
        whose = [told] if told is not None else []
    if whose:
        for clause in clauses:
            yield Speech(whose[0], noun, clause.left_edge.i, clause.right_edge.i + 1, "noun")
        if noun.dep_ == "pobj" and noun.head.lower_ in {"by", "in"} and noun.lemma_.lower() in cues.viewpoints:
            yield Speech(whose[0], noun, noun.sent.start, noun.sent.end, "account")


def _according(token: Token, cues: Cues) -> Iterator[Speech]:
    """ "According to X" holds for its sentence, or for the clause that it closes."""
    if token.lower_ == "according":
        for child in token.children:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    yield Speech(voice(inner), token, *_clause_around(token), "according")


def _clause_around(token: Token) -> tuple[int, int]:
    """The part of the sentence between semicolons in which the token stands."""
    breaks = [word.i for word in token.sent if word.text == ";"]
    start = max((index + 1 for index in breaks if index < token.i), default=token.sent.start)
    return start, min((index for index in breaks if index > token.i), default=token.sent.end)
