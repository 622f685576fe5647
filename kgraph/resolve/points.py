"""Points for or against two profiles being one thing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kgraph.resolve.forms import Form

APART = -5.0
"""So low that nothing outweighs it."""


@dataclass(frozen=True, slots=True)
class Point:
    """Points for or against, and why."""

    points: float
    reason: str


Judge = Callable[[Form, Form], Point | None]
"""Compares two names; None where it has nothing to say."""
