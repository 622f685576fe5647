"""Parsed documents → statements."""

from kgraph.relate.relate import Relater

__all__ = ["Relater"]
