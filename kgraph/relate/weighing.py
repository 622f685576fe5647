"""How likely a statement is right, from what the frames, the network and the linear model of its wording say of it.

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

    def confidence(self, predicate: str, said: Said) -> float:
        """How likely a statement of this property is right, 0 to 1, to two places."""
        total = sum(self.weights.get(name, 0.0) * value for name, value in features(predicate, said).items())
        return round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 2)


@dataclass(frozen=True, slots=True)
class Said:
    """What the sources say of a statement: the confidence of the frame that makes it, the probabilities of network and linear model.

    None where a source is silent. `apart` tells that the two things are never mentioned in one sentence.
    """

    frame: float | None = None
    network: float | None = None
    wording: float | None = None
    apart: bool = False


def features(predicate: str, said: Said) -> Features:
    """What is weighed, by name."""
    network, wording = (_logit(max(_SILENT, probability or 0.0)) for probability in (said.network, said.wording))
    source = "network" if said.frame is None else "frame"
    found = {
        "always": 1.0,
        source: 1.0,
        f"{predicate} {source}": 1.0,
        f"network odds, {source}": network,
        f"wording odds, {source}": wording,
        f"network odds, {predicate}": network,
        "apart": float(said.apart),
    }
    if said.frame is not None:
        found["frame odds"] = _logit(said.frame)
        found["frame alone"] = float(said.network is None)
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
