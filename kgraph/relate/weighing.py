"""How likely a statement is right, from what the frames and the network say of it.

A logistic regression fitted on annotated passages that the network was not trained on, so that its figures are probabilities.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kgraph.errors import DataError, SetupError
from kgraph.resources import folder

WEIGHTS = "weighing.json"
MIN_CONFIDENCE = 0.5
"""What a statement must reach to be kept, unless the user says otherwise: on annotated documents, four of five are then right."""

_SILENT = 0.02  # what a network that says nothing is taken to say

Features = Mapping[str, float]


@dataclass(frozen=True)
class Weighing:
    """A weight for each feature; those without one weigh nothing."""

    weights: Mapping[str, float]

    def confidence(self, predicate: str, frame: float | None, network: float | None) -> float:
        """`frame`: the confidence of the frame that made it, `network`: its probability; None where that source is silent. 0 to 1."""
        total = sum(self.weights.get(name, 0.0) * value for name, value in features(predicate, frame, network).items())
        return round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 2)


def features(predicate: str, frame: float | None, network: float | None) -> Features:
    """What is weighed, by name."""
    odds = _logit(max(_SILENT, network or 0.0))
    sources = "both" if frame is not None and network is not None else "frame" if frame is not None else "network"
    found = {"always": 1.0, f"{sources}": 1.0, f"odds {sources}": odds, f"{predicate} {sources}": 1.0, f"odds {predicate}": odds}
    if frame is not None:
        found["frame odds"] = _logit(frame)
    return found


def _logit(probability: float) -> float:
    probability = min(0.999, max(0.001, probability))
    return math.log(probability / (1 - probability))


@cache
def load_weighing(path: Path | None = None) -> Weighing:
    """The weights that travel with the network. Raises SetupError where there are none, DataError where they are no numbers."""
    path = path or folder("model") / WEIGHTS
    try:
        return Weighing({str(name): float(weight) for name, weight in json.loads(path.read_text(encoding="utf-8")).items()})
    except OSError as error:
        raise SetupError(f"{path} is missing: install kgraph again, or run `kgraph train`") from error
    except (ValueError, TypeError, AttributeError) as error:
        raise DataError(f"{path}: not weights of this version ({error}): train again") from error
