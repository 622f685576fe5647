"""Parsed documents → statements."""

from kgraph.relate.relate import Relater
from kgraph.relate.weighing import MIN_CONFIDENCE

__all__ = ["MIN_CONFIDENCE", "Relater"]
