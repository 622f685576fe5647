"""How likely a statement is right, from what the frames, the network and the linear model of its wording say of it.

A logistic regression fitted on annotated passages that the network was not trained on, so that its figures are probabilities.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from kgraph.errors import DataError, SetupError
from kgraph.resources import folder

WEIGHTS = "weighing.json"
UNWORDED, WORDED = 0.4, 0.35
"""The confidence that a statement needs to be kept, unless the user says otherwise: without a frame that words it, and with one.

Confidence is fitted to passages that are worded oddly on purpose, where frames err more often than in plain prose; so what a frame
words needs less of it.
"""

_UNTRIED = 0.6  # how often a frame is right of which nothing is known
_DOUBTFUL, _CERTAIN = 0.05, 0.95  # mentions are told apart between these
_SILENT = 0.02  # what a network that says nothing is taken to say

Features = Mapping[str, float]


@dataclass(frozen=True)
class Weighing:
    """A weight for each feature; those without one weigh nothing. `records`: how often a frame was right, by its label, 0 to 1."""

    weights: Mapping[str, float]
    records: Mapping[str, float] = field(default_factory=dict)

    def confidence(self, predicate: str, said: Said) -> float:
        """How likely a statement of this property is right, 0 to 1, to two places."""
        total = sum(self.weights.get(name, 0.0) * value for name, value in features(predicate, said, self.records).items())
        return round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 2)

    def record(self, frame: str) -> float:
        """How often a frame was right, 0 to 1, by its label."""
        return self.records.get(frame, _UNTRIED)


@dataclass(frozen=True, slots=True)
class Said:
    """What the sources say of a statement: the label of the frame that makes it, the probabilities of network and linear model.

    None where a source is silent. `apart` tells that the two things are never mentioned in one sentence, `sure` how likely the less
    certain of their mentions is what it is taken for.
    """

    frame: str | None = None
    network: float | None = None
    wording: float | None = None
    apart: bool = False
    sure: float = 1.0


def features(predicate: str, said: Said, records: Mapping[str, float]) -> Features:
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
        f"mention odds, {source}": _logit(min(_CERTAIN, max(_DOUBTFUL, said.sure))),
    }
    if said.frame is not None:
        found["frame odds"] = _logit(records.get(said.frame, _UNTRIED))
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
        stored = json.loads(path.read_text(encoding="utf-8"))
        weights, records = ({str(name): float(value) for name, value in stored[key].items()} for key in ("weights", "records"))
        return Weighing(weights, records)
    except OSError as error:
        raise SetupError(f"{path} is missing: install kgraph again, or run `kgraph train`") from error
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise DataError(f"{path}: not weights of this version ({error}): train again") from error
