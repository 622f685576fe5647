"""Mentions of all documents → entities."""

from kgraph.resolve.claims import Judged, Stale, judge_statements
from kgraph.resolve.judgements import JUDGEMENTS, Claim, Judgement, Thing, parse_judgements, read_judgements, statement_claim
from kgraph.resolve.linker import Candidate, Resolution, resolve

__all__ = [
    "JUDGEMENTS",
    "Candidate",
    "Claim",
    "Judged",
    "Judgement",
    "Resolution",
    "Stale",
    "Thing",
    "judge_statements",
    "parse_judgements",
    "read_judgements",
    "resolve",
    "statement_claim",
]
