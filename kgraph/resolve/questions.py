"""What is worth asking a person, the newest doubt first, with the sentences that it takes to answer."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kgraph.model import Document, Entity, Mention, Statement
from kgraph.resolve.judgements import Claim, Judgement, Thing, statement_claim
from kgraph.resolve.linker import Candidate, Resolution

# Sentences shown of each side, and characters around a name where no more is known of the sentence.
_SHOWN = 2
_AROUND = 90


@dataclass(frozen=True, slots=True)
class Question:
    """`asked` says what is in doubt, `shown` are the sentences with their documents. The answer is on two things or on a claim."""

    asked: str
    reason: str
    shown: tuple[str, ...]
    things: tuple[Thing, ...] = ()
    claim: Claim | None = None

    def answered(self, verdict: str, who: str = "", why: str = "") -> Judgement:
        """The judgement for a verdict of `judgements.PAIRS` (of things) or `judgements.STATEMENTS` (of a claim)."""
        return Judgement(verdict, self.things, claim=self.claim, who=who, why=why)


def pair_questions(resolution: Resolution, documents: Iterable[Document]) -> list[Question]:
    """A question for each two entities that may be one; those of the latest documents first, then the likeliest."""
    by_id = {document.source.id: document for document in documents}

    def newest(candidate: Candidate) -> tuple[int, float]:
        latest = max(_date(mention, by_id) for entity in (candidate.left, candidate.right) for mention in entity.mentions)
        return -latest.toordinal(), -candidate.score

    return [
        Question(
            asked=f"{_named(candidate.left)} and {_named(candidate.right)}: the same?",
            reason=f"{candidate.score:.2f}: {candidate.reason}",
            shown=(*_snippets(candidate.left, by_id), *_snippets(candidate.right, by_id)),
            things=candidate.things,
        )
        for candidate in sorted(resolution.candidates, key=newest)
    ]


def statement_questions(
    statements: Iterable[Statement], judgements: Sequence[Judgement], resolution: Resolution, documents: Iterable[Document]
) -> list[Question]:
    """A question for each statement that nobody has judged; those of the latest documents first, then the least certain."""
    by_id = {document.source.id: document for document in documents}
    judged = {judgement.claim for judgement in judgements}
    open_ = [
        statement for statement in statements if statement_claim(statement) not in judged and statement.subject.root.type != "Contract"
    ]

    def newest(statement: Statement) -> tuple[int, float, str, int]:
        evidence = statement.evidence
        return -_date(statement.subject, by_id).toordinal(), statement.confidence, evidence.document, evidence.start

    questions: dict[Claim, Question] = {}
    for statement in sorted(open_, key=newest):
        claim = statement_claim(statement)
        ends = (resolution.entity_of(end).label for end in (statement.subject, statement.object))
        source = by_id[statement.evidence.document].source
        questions.setdefault(
            claim,
            Question(
                asked=f"{next(ends)} {claim.property} {next(ends)}: right?",
                reason=f"{statement.confidence:.2f}: {statement.frame}",
                shown=(f"{source.path}: {claim.sentence}",),
                claim=claim,
            ),
        )
    return list(questions.values())


def _named(entity: Entity) -> str:
    return f"{entity.label} ({entity.type})"


def _date(mention: Mention, documents: Mapping[str, Document]) -> datetime.date:
    return documents[mention.document].source.date or datetime.date.min


def _snippets(entity: Entity, documents: Mapping[str, Document]) -> list[str]:
    """Where documents name the entity, each document once."""
    first: dict[str, Mention] = {}
    for mention in entity.mentions:
        if mention.antecedent is None:
            first.setdefault(mention.document, mention)
    return [snippet(mention, documents[mention.document]) for mention in list(first.values())[:_SHOWN]]


def snippet(mention: Mention, document: Document) -> str:
    """The document and the words around the mention, in one line."""
    start, end = max(0, mention.start - _AROUND), min(len(document.text), mention.end + _AROUND)
    start = document.text.rfind("\n\n", start, mention.start) + 2 if document.text.rfind("\n\n", start, mention.start) >= 0 else start
    stop = document.text.find("\n\n", mention.end, end)
    words = " ".join(document.text[start : stop if stop >= 0 else end].split())
    return f"{document.source.path}: … {words} …"
