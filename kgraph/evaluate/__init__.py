"""Gold annotations and rows → figures: how much of what a document says was found, and how much of what was found is said."""

from kgraph.evaluate.causes import causes
from kgraph.evaluate.causes import lines as cause_lines
from kgraph.evaluate.exchange import read_statements
from kgraph.evaluate.extraction import rows
from kgraph.evaluate.figures import as_json, losses, part_lines, summary
from kgraph.evaluate.given import relations_given
from kgraph.evaluate.gold import GoldDocument, GoldStatement, documents, read_gold
from kgraph.evaluate.mentions import MentionScores, mention_scores
from kgraph.evaluate.passages import Passage, read_annotations, read_passages
from kgraph.evaluate.score import Loss, Scores, Share, Tally, evaluate

__all__ = [
    "GoldDocument",
    "GoldStatement",
    "Loss",
    "MentionScores",
    "Passage",
    "Scores",
    "Share",
    "Tally",
    "as_json",
    "cause_lines",
    "causes",
    "documents",
    "evaluate",
    "losses",
    "mention_scores",
    "part_lines",
    "read_annotations",
    "read_gold",
    "read_passages",
    "read_statements",
    "relations_given",
    "rows",
    "summary",
]
