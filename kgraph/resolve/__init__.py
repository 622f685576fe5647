"""Mentions of all documents → entities."""

from kgraph.resolve.claims import Judged, Stale, judge_statements
from kgraph.resolve.judgements import JUDGEMENTS, Claim, Judgement, Thing, add_judgement, parse_judgements, read_judgements, statement_claim
from kgraph.resolve.linker import Candidate, Resolution, resolve
from kgraph.resolve.questions import Question, pair_questions, statement_questions

__all__ = [
    "JUDGEMENTS",
    "Candidate",
    "Claim",
    "Judged",
    "Judgement",
    "Question",
    "Resolution",
    "Stale",
    "Thing",
    "add_judgement",
    "judge_statements",
    "pair_questions",
    "parse_judgements",
    "read_judgements",
    "resolve",
    "statement_claim",
    "statement_questions",
]
