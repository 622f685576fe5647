"""Proposal → Statement: polarity, modality, speaker, date, money and number read off the words around the trigger."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from spacy.tokens import Span, Token

from kgraph.language import Reading
from kgraph.language.counts import find_counts
from kgraph.language.cues import load_cues
from kgraph.language.dates import DateMention, find_dates, resolve
from kgraph.language.money import find_sums
from kgraph.language.qualifiers import alleged, asserted, modality, polarity
from kgraph.language.speakers import Speech, speaker_at
from kgraph.model import Evidence, Mention, Qualifiers, Statement
from kgraph.relate.proposal import Proposal

STANCES = frozenset({"criticizes", "supports"})
_PRICED = frozenset({"funds", "sanctions", "acquires"})
_UNDATED = frozenset({"provides"})
# These hold over time: a date near them is seldom theirs, unless it tells since when.
_LASTING = frozenset({"partOf", "locatedIn", "oversees"})
# What a report tells of somebody in passing is the author's own knowledge.
_BACKGROUND = frozenset({"affiliatedWith", "locatedIn", "partOf"})
_ENTERING = {"become", "take", "join", "appoint", "come", "elect", "name"}
_COUNTED = frozenset({"uses", "deployedIn", "concerns"})
_MINUTES = re.compile(r"\b(?:minutes|proceedings|meeting)\b", re.IGNORECASE)
_HEAD = 300  # characters in which a document says what it is
_RESOLVED = frozenset({"blocks", "authorizes"})
_SETTLED = frozenset({"awarded", "extended", "blocked", "cancelled"})
_CLOSING = frozenset({'"', "”"})
_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "acl", "conj", "parataxis"})


def qualified(reading: Reading, proposal: Proposal, speeches: Sequence[Speech]) -> Statement:
    """The statement with what the words around its trigger say of it."""
    trigger, sentence = proposal.trigger, proposal.sentence
    amount, currency, written = proposal.amount, proposal.currency, proposal.amount_text
    if amount is None and proposal.predicate in _PRICED:
        sums = find_sums(sentence.text, reading.country)
        if sums:
            near = min(sums, key=lambda money: abs(sentence.start_char + money.start - trigger.idx))
            amount, currency, written = near.amount, near.currency, near.text
    qualifiers = Qualifiers(
        polarity=proposal.polarity or polarity(trigger),
        modality=proposal.modality or ("actual" if proposal.predicate in STANCES else modality(trigger)),
        attributed_to=_speaker(reading, proposal, speeches),
        date=(_date(proposal, reading.document.source.date) or _sitting(reading, proposal)) if proposal.dated else None,
        amount=amount,
        currency=currency,
        count=proposal.count or _count(proposal),
        role=proposal.role,
        status=proposal.status,
        amount_text=written,
    )
    evidence = _evidence(reading, sentence)
    ends = proposal.subject, proposal.predicate, proposal.object
    return Statement(*ends, evidence, proposal.frame, proposal.confidence, qualifiers, trigger.text)


def claimed(proposal: Proposal) -> bool:
    """Whether its sentence asserts or denies it. Whoever gave it a modality has seen to that."""
    return not alleged(proposal.trigger) if proposal.modality else maintained(proposal.predicate, proposal.trigger)


def maintained(predicate: str, trigger: Token) -> bool:
    """Whether the trigger's sentence asserts or denies it; a call, a question, a condition or an accusation does not."""
    return not alleged(trigger) and (predicate in STANCES or asserted(trigger))


def _evidence(reading: Reading, sentence: Span) -> Evidence:
    """The sentence without white space around it, and with the mark that closes its quotation: the parser may give that to the next."""
    text, whole = sentence.text, reading.document.text
    start = sentence.start_char + len(text) - len(text.lstrip())
    end = sentence.start_char + len(text.rstrip())
    if whole[start : start + 1] in _CLOSING and not whole[start + 1 : start + 2].strip():
        start += 1 + len(whole[start + 1 : end]) - len(whole[start + 1 : end].lstrip())
    if whole[end : end + 1] in _CLOSING and _is_open(whole[start:end]):
        end += 1
    return Evidence(reading.document.source.id, start, end, whole[start:end])


def _is_open(text: str) -> bool:
    """Whether a quotation begins in the text and does not end there."""
    return text.count('"') % 2 == 1 or text.count("“") > text.count("”")


def _speaker(reading: Reading, proposal: Proposal, speeches: Sequence[Speech]) -> Mention | None:
    speech = speaker_at(speeches, proposal.trigger)
    if speech is None or proposal.predicate in STANCES or (proposal.predicate in _BACKGROUND and speech.kind != "quotation"):
        return None
    return holder_of(reading, speech)


def holder_of(reading: Reading, speech: Speech) -> Mention | None:
    """The actor whose words they are, where the text names him."""
    holder = reading.mention_of(speech.holder)
    if holder is None:
        holder = next(
            (reading.mention_of(child) for child in speech.holder.children if child.dep_ == "appos" and reading.mention_of(child)), None
        )
    return None if holder is None or holder.root.type in {"Technology", "Product", "Place", "LegalInstrument"} else holder


def _date(proposal: Proposal, base: datetime.date | None) -> str | None:
    trigger, sentence = proposal.trigger, proposal.sentence
    if proposal.predicate in _UNDATED:
        return None
    actual = (proposal.modality or modality(trigger)) == "actual"
    # "Renewed until 2028" says when it ends; "will be in use by 2028", when it begins.
    found = [date for date in _dates(sentence.text, base) if date.edge in ({"at", "from"} if actual else {"at", "from", "by"})]
    in_office = proposal.predicate == "affiliatedWith" and _ENTERING.isdisjoint({trigger.lemma_, trigger.head.lemma_})
    if in_office or proposal.predicate in _LASTING:
        found = [date for date in found if date.edge == "from"]  # "commissioner since 2022"; other dates tell when something else was
    governed = [date for date in found if _governs(trigger, _token_at(sentence, date.start))]
    if not governed and proposal.status is not None and len(found) == 1 and not _is_told(_token_at(sentence, found[0].start)):
        governed = found  # the parser hangs "which was completed on 31 January" on whatever stands before it
    if not governed:
        governed = [date for date in found if _follows(trigger, _token_at(sentence, date.start))]
    if not governed:
        return None
    nearest = min(governed, key=lambda date: abs(sentence.start_char + date.start - trigger.idx))
    past = actual or _is_past(_token_at(sentence, nearest.start))
    return resolve(nearest, base, "past" if past else "future")


@lru_cache(maxsize=256)
def _dates(text: str, base: datetime.date | None) -> tuple[DateMention, ...]:
    """Many statements stand in one sentence, and each is asked for its date."""
    return tuple(find_dates(text, base))


def _sitting(reading: Reading, proposal: Proposal) -> str | None:
    """The day of a meeting whose minutes these are, for what it resolved: "The Committee extended the contract"."""
    day, trigger = reading.document.source.date, proposal.trigger
    resolved = proposal.predicate in _RESOLVED or proposal.status in _SETTLED
    if day is None or not resolved or trigger.tag_ != "VBD" or (proposal.modality or modality(trigger)) != "actual":
        return None
    head = reading.document.text[:_HEAD]
    dates = (resolve(date, day, "past") for date in _dates(head, day)) if _MINUTES.search(head) else ()
    return day.isoformat() if day.isoformat() in dates else None


def _token_at(sentence: Span, offset: int) -> Token:
    place = sentence.start_char + offset
    return next((token for token in sentence if token.idx <= place < token.idx + len(token)), sentence[0])


def _governs(trigger: Token, time: Token) -> bool:
    """The time belongs to the clause of the trigger: the nearest verb above it is the trigger or governs it within one clause."""
    verb = time
    while verb.head != verb and verb.pos_ not in {"VERB", "AUX"}:
        if verb == trigger:
            return True
        verb = verb.head
    if verb == trigger or (verb.head == trigger and verb.dep_ == "xcomp"):
        return True
    if verb.head == trigger and verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.i < trigger.i:
        return True  # "Ruling this month on the appeal, the tribunal held …"
    word = trigger
    for _ in range(4):
        # A clause of its own has a time of its own: "said on Monday that …", "X, which bought …, sued in May".
        # A participle shares that of its verb: "In May the court dismissed the claim, holding that …".
        # So does what is voted: "voted 5-4 in May to extend the contract".
        shared = word.tag_ == "VBG" or any(child.lower_ == "to" and child.dep_ == "aux" for child in word.children)
        shared = shared and word.dep_ == "advcl" and not any(child.dep_ in {"mark", "nsubj"} for child in word.children)
        if (word.dep_ in _CLAUSES and not shared) or word.head == word:
            return False
        word = word.head
        if word == verb:
            return True
    return False


def _follows(trigger: Token, time: Token) -> bool:
    """Behind the verb and before any other, wherever the parser hangs it: "flagged Joel Roe, 34, in the Brookmarket Centre last March"."""
    between, verb = time.doc[trigger.i + 1 : time.i], _verb(time)
    if verb.i > time.i and any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children):
        return False  # "filed a complaint, and in May the court opened …"
    return trigger.pos_ == "VERB" and trigger.i < time.i and all(token.pos_ not in {"VERB", "AUX"} for token in between)


def _is_told(time: Token) -> bool:
    """Whether it is the time at which something was reported: "said on Monday"."""
    return _verb(time).lemma_.lower() in load_cues().reporting


def _is_past(time: Token) -> bool:
    """Whether it is the time of something that was done: "signed on Monday a contract that is to run"."""
    return _verb(time).tag_ == "VBD"


def _verb(time: Token) -> Token:
    verb = time
    while verb.head != verb and verb.pos_ not in {"VERB", "AUX"}:
        verb = verb.head
    return verb


def _count(proposal: Proposal) -> float | None:
    if proposal.predicate not in _COUNTED or proposal.object_token is None:
        return None
    heads = sorted(_counted(proposal.object_token), key=lambda head: head.pos_ != "NUM")  # forty of its sixty drones are forty
    return next((number for head in heads if (number := _number(head)) is not None), None)


def _counted(token: Token) -> Iterator[Token]:
    """What may be counted in its stead: itself, the units that it describes or that stand there, and a number of them."""
    yield token
    while True:
        if token.dep_ in {"compound", "amod", "nmod"}:
            token = token.head
        elif token.dep_ == "pobj" and token.head.head.pos_ in {"NOUN", "NUM"} and token.head.dep_ == "prep":
            token = token.head.head
        else:
            return
        if token.pos_ == "NUM" or token.lemma_.lower() in load_cues().units:
            yield token


def _number(head: Token) -> float | None:
    """The number before a noun, or that the word itself is ("forty of these")."""
    if head.pos_ != "NUM" and not any(child.dep_ == "nummod" for child in head.children):
        return None
    found = find_counts(head.doc[min(token.i for token in head.subtree) : head.i + 1].text)
    return found[-1].value if found else None
