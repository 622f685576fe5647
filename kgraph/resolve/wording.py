"""How names of one thing differ, read from `ontology/names.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kgraph.errors import DataError
from kgraph.resources import folder


@dataclass(frozen=True, slots=True)
class Wording:
    """What `names.yaml` explains at its top. `given` maps a form to the full forms that it may stand for."""

    titles: frozenset[str]
    after: frozenset[str]
    suffixes: frozenset[str]
    particles: frozenset[str]
    given: Mapping[str, frozenset[str]]
    common_given: frozenset[str]
    common_surnames: frozenset[str]
    spelling: Mapping[str, str]
    police: frozenset[str]
    reach: frozenset[str]
    tails: frozenset[str]
    countries: Mapping[str, str]
    heads: frozenset[str]


@cache
def load_wording(path: Path | None = None) -> Wording:
    """Read the file. Raises DataError where it lacks a key or holds something else than words."""
    path = path or folder("ontology") / "names.yaml"
    try:
        return _wording(yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    except yaml.YAMLError as error:
        raise DataError(f"{path}: not valid YAML: {' '.join(str(error).split())}") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise DataError(f"{path}: key {error} is missing or not of the form described at its top") from error


def _wording(data: dict[str, Any]) -> Wording:
    full: dict[str, set[str]] = {}
    for forms in data["given"]:
        for form in forms:
            full.setdefault(form, set()).add(forms[0])
    lists = ("titles", "after", "suffixes", "particles", "police", "reach", "tails", "heads")
    words = {key: frozenset(map(str, data[key])) for key in lists}
    return Wording(
        **words,
        given={form: frozenset(found) for form, found in full.items()},
        common_given=frozenset(data["common"]["given"]),
        common_surnames=frozenset(data["common"]["surnames"]),
        spelling=dict(data["spelling"]),
        countries=dict(data["countries"]),
    )
