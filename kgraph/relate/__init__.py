"""Parsed documents → statements."""

from kgraph.relate.learned import NETWORK
from kgraph.relate.relate import Relater
from kgraph.relate.weighing import UNWORDED, WORDED

__all__ = ["NETWORK", "UNWORDED", "WORDED", "Relater"]
