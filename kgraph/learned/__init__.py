"""Tokens → what a trained network makes of them: mentions, what refers to what, and which two stand in which relation.

Works on plain records and numpy arrays, so that it knows nothing of parsers and graphs. The weights lie in `model/`.
"""

from kgraph.learned.coreference import links
from kgraph.learned.network import Network, View, in_one_thread, load_network
from kgraph.learned.relations import Scored, relations
from kgraph.learned.tagging import Tagged, class_shares, tag_scores, tagged
from kgraph.learned.tokens import Tokens
from kgraph.learned.wording import wording

__all__ = [
    "Network",
    "Scored",
    "Tagged",
    "Tokens",
    "View",
    "class_shares",
    "in_one_thread",
    "links",
    "load_network",
    "relations",
    "tag_scores",
    "tagged",
    "wording",
]
