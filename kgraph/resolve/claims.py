"""Judgements on statements: which statements they fit, and what became of those that fit none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from kgraph.model import Mention, Statement
from kgraph.resolve.judgements import Claim, Judgement, contradiction, statement_claim
from kgraph.resolve.names import family_of, key_of


@dataclass(frozen=True, slots=True)
class Stale:
    """A judgement that fits nothing any more, or not one thing only, and what changed."""

    judgement: Judgement
    change: str

    def __str__(self) -> str:
        return f"{self.judgement.place}: {self.judgement}: {self.change}"


@dataclass(frozen=True, slots=True)
class Judged:
    """`statements` without those judged wrong; those judged right are certain. `dropped` counts the former."""

    statements: tuple[Statement, ...]
    dropped: int
    stale: tuple[Stale, ...]


def judge_statements(statements: Iterable[Statement], judgements: Iterable[Judgement]) -> Judged:
    """Apply the judgements that are on statements, whatever documents the sentences stand in.

    Raises DataError, naming both lines, where one is judged right and wrong.
    """
    statements = list(statements)
    judgements = [judgement for judgement in judgements if judgement.claim is not None]
    if not judgements:
        return Judged(tuple(statements), 0, ())
    by_sentence: dict[str, list[int]] = defaultdict(list)
    for index, statement in enumerate(statements):
        by_sentence[" ".join(statement.evidence.sentence.split())].append(index)
    verdicts: dict[int, Judgement] = {}
    stale = []
    for judgement in judgements:
        claim = judgement.claim
        assert claim is not None
        fitting = [index for index in by_sentence.get(claim.sentence, ()) if _says(statements[index], claim)]
        for index in fitting:
            before = verdicts.setdefault(index, judgement)
            if before.verdict != judgement.verdict:
                raise contradiction(judgement, before)
        if not fitting:
            there = [statements[index] for index in by_sentence.get(claim.sentence, ())]
            stale.append(Stale(judgement, _change(claim, there, statements)))
    kept = [
        replace(statement, confidence=1.0) if index in verdicts else statement
        for index, statement in enumerate(statements)
        if index not in verdicts or verdicts[index].verdict == "right"
    ]
    return Judged(tuple(kept), len(statements) - len(kept), tuple(stale))


def _says(statement: Statement, claim: Claim) -> bool:
    qualifiers = statement.qualifiers
    return (
        (statement.predicate, qualifiers.polarity, qualifiers.modality) == (claim.predicate, claim.polarity, claim.modality)
        and _called(statement.subject, claim.subject)
        and _called(statement.object, claim.object)
    )


def _called(mention: Mention, name: str) -> bool:
    """By its own words, or by the fullest name that its document gives it, which another sentence may have made longer."""
    family = family_of(mention.root.type)
    key = key_of(name, family)
    return key in {key_of(mention.text, family), key_of(mention.root.text, family)} or (
        f" {key} " in f" {key_of(mention.root.text, family)} " or f" {key_of(mention.root.text, family)} " in f" {key} "
    )


def _change(claim: Claim, there: Sequence[Statement], statements: Sequence[Statement]) -> str:
    if there:
        now = "; ".join(sorted({f"{now.subject} {now.property} {now.object}" for now in map(statement_claim, there)}))
        return f"the sentence is now read as: {now}"
    near = [
        statement
        for statement in statements
        if statement.predicate == claim.predicate and _called(statement.subject, claim.subject) and _called(statement.object, claim.object)
    ]
    if near:
        closest = max(near, key=lambda each: (fuzz.ratio(each.evidence.sentence, claim.sentence), each.evidence.sentence))
        return f"the sentence has changed; the closest now is: {' '.join(closest.evidence.sentence.split())}"
    return "no document says this any more"
