"""Pins what the extraction reaches now as floors: `python tools/pin_floors.py` writes tests/floors.yaml. Lower none without a reason."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from kgraph.build import Extracted, extractor
from kgraph.evaluate import (
    GoldDocument,
    Passage,
    as_json,
    documents,
    evaluate,
    mention_scores,
    read_annotations,
    read_gold,
    read_passages,
    rows,
)
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


def floors(gold: Sequence[GoldDocument], extracted: Sequence[Extracted]) -> dict[str, Any]:
    """The figures to hold, as `as_json` nests them."""
    found = as_json(evaluate(gold, [row for document, _, said in extracted for row in rows(document, said)]))
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


def floors_of_mentions(passages: Sequence[Passage], extracted: Sequence[Extracted]) -> dict[str, Any]:
    """Those of mentions and of which of them are one thing."""
    found = mention_scores(passages, {Path(document.source.path).stem: mentions for document, mentions, _ in extracted})
    return {
        "spans": _floor(found.spans.f1, _SLACK),
        "typed": _floor(found.typed.f1, _SLACK),
        "together": {"precision": _floor(found.together.precision, _SLACK), "recall": _floor(found.together.recall, _SLACK)},
    }


def _floor(value: float, slack: float) -> float:
    return max(0.0, math.floor((value - slack) * 100) / 100)


if __name__ == "__main__":
    held_out = [passage for passage in read_passages(ROOT / "seeds" / "passages") if passage.held_out]
    sets = {
        "documents": read_gold(ROOT / "tests" / "gold"),
        "passages": gold(held_out),
        "plain": read_annotations(ROOT / "seeds" / "plain", held_out=True),
    }
    read = {name: list(extractor()(documents(annotated))) for name, annotated in sets.items()}
    pinned = {name: floors(annotated, read[name]) for name, annotated in sets.items()}
    pinned["passages"]["mentions"] = floors_of_mentions(held_out, read["passages"])
    (ROOT / "tests" / "floors.yaml").write_text(HEAD + yaml.safe_dump(pinned, sort_keys=False), encoding="utf-8")
