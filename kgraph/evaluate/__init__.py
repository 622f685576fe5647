"""Gold annotations and rows → figures: how much of what a document says was found, and how much of what was found is said."""

from kgraph.evaluate.exchange import read_statements
from kgraph.evaluate.figures import as_json, losses, summary
from kgraph.evaluate.gold import GoldDocument, GoldStatement, documents, read_gold
from kgraph.evaluate.score import Loss, Scores, Share, Tally, evaluate

__all__ = [
    "GoldDocument",
    "GoldStatement",
    "Loss",
    "Scores",
    "Share",
    "Tally",
    "as_json",
    "documents",
    "evaluate",
    "losses",
    "read_gold",
    "read_statements",
    "summary",
]
