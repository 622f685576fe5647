"""Pins what the extraction reaches now as floors: `python tools/pin_floors.py` writes tests/floors.yaml. Lower none without a reason."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import yaml

from kgraph.build import extractor
from kgraph.evaluate import GoldDocument, as_json, documents, evaluate, read_annotations, rows

ROOT = Path(__file__).parent.parent
HEAD = """\
# What the extraction reaches, with the network: on tests/gold, and on the passages that take no part in training.
# Written by `python tools/pin_floors.py`. Each figure is pinned a little lower than it stands, single properties more than the whole:
# a processor that rounds differently may tip the scales for a statement or two.
"""
_SLACK, _SLACK_OF_ONE = 0.01, 0.1
_FEWEST = 10  # statements, below which a property or qualifier is chance


def floors(gold: tuple[GoldDocument, ...]) -> dict[str, Any]:
    """The figures to hold, as `as_json` nests them."""
    found = as_json(evaluate(gold, [row for document, _, said in extractor()(documents(gold)) for row in rows(document, said)]))
    return {
        "statements": {name: _floor(found["statements"][name], _SLACK) for name in ("precision", "recall", "f1")},
        "pairs": {"f1": _floor(found["pairs"]["f1"], _SLACK)},
        "types": _floor(found["types"], _SLACK),
        "qualifiers": {
            name: {"right": _floor(share["right"], 2 * _SLACK)} for name, share in found["qualifiers"].items() if share["of"] >= _FEWEST
        },
        "predicates": {
            name: {"f1": _floor(tally["f1"], _SLACK_OF_ONE)} for name, tally in found["predicates"].items() if tally["wanted"] >= _FEWEST
        },
    }


def _floor(value: float, slack: float) -> float:
    return max(0.0, math.floor((value - slack) * 100) / 100)


if __name__ == "__main__":
    pinned = {
        "documents": floors(read_annotations(ROOT / "tests" / "gold")),
        "passages": floors(read_annotations(ROOT / "seeds" / "passages", held_out=True)),
    }
    (ROOT / "tests" / "floors.yaml").write_text(HEAD + yaml.safe_dump(pinned, sort_keys=False), encoding="utf-8")
