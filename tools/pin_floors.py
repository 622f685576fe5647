"""Pins what the extraction reaches now as floors: `python tools/pin_floors.py` writes tests/floors.yaml. Lower none without a reason."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from kgraph.build import extractor
from kgraph.evaluate import as_json, documents, evaluate, mention_scores, read_annotations, read_passages, rows
from kgraph.evaluate.passages import gold

ROOT = Path(__file__).parent.parent
HEAD = """\
# What the extraction reaches, with the network: on tests/gold, and on the passages and the plain documents that take no part
# in training.
# Written by `python tools/pin_floors.py`. Each figure is pinned a little lower than it stands, single properties more than the whole:
# a processor that rounds differently may tip the scales for a statement or two.
"""
_SLACK, _SLACK_OF_ONE = 0.01, 0.1
_FEWEST = 10  # statements, below which a property or qualifier is chance


def measured() -> dict[str, dict[str, Any]]:
    """The figures of each set as `as_json` nests them; of the passages also those of mentions and of which of them are one thing."""
    held_out = [passage for passage in read_passages(ROOT / "seeds" / "passages") if passage.held_out]
    sets = {
        "documents": read_annotations(ROOT / "tests" / "gold"),
        "passages": gold(held_out),
        "plain": read_annotations(ROOT / "seeds" / "plain", held_out=True),
    }
    read = {name: list(extractor()(documents(annotated))) for name, annotated in sets.items()}
    found = {
        name: as_json(evaluate(annotated, [row for document, _, said in read[name] for row in rows(document, said)]))
        for name, annotated in sets.items()
    }
    told = mention_scores(held_out, {Path(document.source.path).stem: mentions for document, mentions, _ in read["passages"]})
    together = {"precision": told.together.precision, "recall": told.together.recall}
    found["passages"]["mentions"] = {"spans": told.spans.f1, "typed": told.typed.f1, "together": together}
    return found


def floors(found: Mapping[str, Any]) -> dict[str, Any]:
    """Those figures of a set that are held, each a little lower than it stands."""
    pinned = {
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
    if "mentions" in found:
        spans, typed, together = (found["mentions"][name] for name in ("spans", "typed", "together"))
        pinned["mentions"] = {
            "spans": _floor(spans, _SLACK),
            "typed": _floor(typed, _SLACK),
            "together": {name: _floor(value, _SLACK) for name, value in together.items()},
        }
    return pinned


def _floor(value: float, slack: float) -> float:
    return max(0.0, math.floor((value - slack) * 100) / 100)


if __name__ == "__main__":
    pinned = {name: floors(found) for name, found in measured().items()}
    (ROOT / "tests" / "floors.yaml").write_text(HEAD + yaml.safe_dump(pinned, sort_keys=False), encoding="utf-8")
