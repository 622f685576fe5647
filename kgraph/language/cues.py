"""Words that tell how a clause is meant and whose word it is, read from `ontology/cues.yaml`."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

import yaml

from kgraph.errors import DataError
from kgraph.resources import folder


@dataclass(frozen=True)
class Cues:
    """Sets of lemmas, one for each list of the file."""

    negating: frozenset[str]
    planning: frozenset[str]
    weighing: frozenset[str]
    calling: frozenset[str]
    granting: frozenset[str]
    approving: frozenset[str]
    ordering: frozenset[str]
    deciding: frozenset[str]
    enacting: frozenset[str]
    presupposing: frozenset[str]
    informing: frozenset[str]
    standing: frozenset[str]
    dismissing: frozenset[str]
    empty: frozenset[str]
    accusing: frozenset[str]
    future: frozenset[str]
    open: frozenset[str]
    duty: frozenset[str]
    aspect: frozenset[str]
    reporting: frozenset[str]
    reports: frozenset[str]
    certain: frozenset[str]
    unspoken: frozenset[str]
    viewpoints: frozenset[str]
    mouthpieces: frozenset[str]
    units: frozenset[str]


@cache
def load_cues(path: Path | None = None) -> Cues:
    """The cues, read once. Raises DataError where a list is missing or unknown."""
    path = path or folder("ontology") / "cues.yaml"
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    names = {field.name for field in fields(Cues)}
    if not isinstance(data, dict) or set(data) != names:
        raise DataError(f"{path}: must hold exactly the lists {', '.join(sorted(names))}")
    return Cues(**{name: frozenset(str(word) for word in words) for name, words in data.items()})
