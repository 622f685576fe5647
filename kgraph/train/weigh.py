"""How much to believe frames and network: a logistic regression over what they say of passages that the network was not fitted to."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch.nn import functional

from kgraph.evaluate.extraction import rows
from kgraph.evaluate.gold import GoldDocument, documents
from kgraph.evaluate.score import compare
from kgraph.language import Reader
from kgraph.learned import Network
from kgraph.ontology import load_ontology, load_technologies
from kgraph.relate import Relater
from kgraph.relate.weighing import WEIGHTS, Features, Said, Weighing, features
from kgraph.seeds import load_seeds

_DOUBT = 3  # statements that a frame must make for its own record to count half
_PULL = 0.02  # towards zero, for each weight but the one that always counts


@dataclass(frozen=True)
class _Noting(Weighing):
    """Keeps what it is asked about; its answer is the number of the question, below zero, so that nothing is sure enough to oust others."""

    asked: list[Features] = field(default_factory=list)

    def confidence(self, predicate: str, said: Said) -> float:
        self.asked.append(features(predicate, said, self.records))
        return -float(len(self.asked))


def weigh(network: Network, fitted: Sequence[GoldDocument], gold: Sequence[GoldDocument], folder: Path) -> None:
    """Fit the weights to annotated documents and write them into `folder`.

    `fitted` are those that the network was fitted to: of the frames alone they tell as much as any others.
    """
    records = track_records(fitted)
    asked, right = _candidates(network, records, gold)
    names = sorted({name for features in asked for name in features})
    table = torch.tensor([[features.get(name, 0.0) for name in names] for features in asked])
    goal = torch.tensor([float(value) for value in right])
    weights = torch.zeros(len(names), requires_grad=True)
    pull = torch.tensor([0.0 if name == "always" else _PULL for name in names])
    optimizer = torch.optim.LBFGS([weights], max_iter=500, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        loss = functional.binary_cross_entropy_with_logits(table @ weights, goal) + (pull * weights**2).sum() / 2
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    optimizer.step(closure)  # type: ignore[no-untyped-call]
    found = {name: round(value, 4) for name, value in zip(names, weights.tolist(), strict=True)}
    (folder / WEIGHTS).write_text(json.dumps({"weights": found, "records": records}, indent=1) + "\n", encoding="utf-8")


def track_records(gold: Sequence[GoldDocument]) -> dict[str, float]:
    """How often each frame was right on annotated documents, by its label; those that spoke seldom are drawn to the mean of all."""
    right: Counter[str] = Counter()
    spoke: Counter[str] = Counter()
    by_name = {document.name: document for document in gold}
    relater = Relater.load(load_ontology())
    for reading in Reader(load_seeds(), load_technologies()).read(documents(gold)):
        compared = compare(by_name[Path(reading.document.source.path).stem], rows(reading.document, relater.relate(reading)))
        right.update(row.frame for _, row in compared.hits)
        spoke.update(row.frame for row in (*compared.extra, *(row for _, row in compared.hits)))
    mean = right.total() / max(1, spoke.total())
    return {label: round((right[label] + _DOUBT * mean) / (spoke[label] + _DOUBT), 3) for label in sorted(spoke)}


def _candidates(network: Network, records: Mapping[str, float], gold: Sequence[GoldDocument]) -> tuple[list[Features], list[bool]]:
    """What was said of each statement that either source proposes, and whether it is right."""
    noting = _Noting({}, records)
    reader = Reader(load_seeds(), load_technologies(), network=network)
    relater = Relater.load(load_ontology(), network, noting)
    by_name = {document.name: document for document in gold}
    asked: list[Features] = []
    right: list[bool] = []
    for reading in reader.read(documents(gold)):
        found = rows(reading.document, relater.relate(reading))
        compared = compare(by_name[Path(reading.document.source.path).stem], found)
        for row, value in [*((row, True) for _, row in compared.hits), *((row, False) for row in compared.extra)]:
            if row.confidence < 0:  # others had the record of their frame, and nothing was asked
                asked.append(noting.asked[-int(row.confidence) - 1])
                right.append(value)
    return asked, right
