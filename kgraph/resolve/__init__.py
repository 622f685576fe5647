"""Mentions of all documents → entities."""

from kgraph.resolve.linker import Resolution, resolve

__all__ = ["Resolution", "resolve"]
