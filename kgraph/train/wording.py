"""The linear model over words and dependencies: fitted in a minute, by stochastic gradient descent on sparse rows."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from kgraph.evaluate.examples import Example
from kgraph.learned.network import WORDING, Network
from kgraph.learned.pairs import ordered_pairs
from kgraph.learned.wording import ROWS, hashed
from kgraph.train.loss import by_things, stated

_EPOCHS, _BATCH, _RATE = 8, 16, 0.02
_PULL = 5e-4
_FEWEST = 5  # pairs; a feature of fewer is forgotten
_MOST = 32_000  # features


@dataclass(frozen=True)
class _Table:
    """An example as the model sees it: the rows of each pair one after another, where each begins, and what holds of its things."""

    rows: Tensor
    starts: Tensor
    things: Sequence[Sequence[int]]
    goals: Tensor
    possible: Tensor


def fit_wording(plan: Network, examples: Sequence[Example], folder: Path, seed: int) -> None:
    """Fit and write the table into `folder`."""
    tables = [table for example in examples if (table := _table(plan, example)) is not None]
    weights = nn.EmbeddingBag(ROWS, len(plan.properties), mode="sum", sparse=True)
    nn.init.zeros_(weights.weight)
    bias = torch.full((len(plan.properties),), -3.0, requires_grad=True)
    optimizers = [torch.optim.SparseAdam(list(weights.parameters()), lr=_RATE), torch.optim.Adam([bias], lr=_RATE)]
    chance = random.Random(seed)
    for _ in range(_EPOCHS):
        chance.shuffle(tables)
        for first in range(0, len(tables), _BATCH):
            loss = torch.stack([_loss(weights, bias, table) for table in tables[first : first + _BATCH]]).mean()
            for optimizer in optimizers:
                optimizer.zero_grad()
            loss.backward()
            for optimizer in optimizers:
                optimizer.step()
    often = Counter(row for table in tables for row in table.rows.tolist())
    _write(weights.weight.detach().numpy(), bias.detach().numpy(), sorted(row for row in often if often[row] >= _FEWEST), folder)


def _table(plan: Network, example: Example) -> _Table | None:
    kinds = [plan.classes.index(mention.type) for mention in example.mentions]

    def wanted(first: int, second: int) -> bool:
        return example.entities[first] != example.entities[second] and plan.joined[kinds[first]][kinds[second]]

    pairs = ordered_pairs(example.tokens, example.mentions, wanted)
    if not pairs:
        return None
    rows = list(hashed(example.tokens, example.mentions, pairs))
    things = by_things(example, pairs)
    ends = [pairs[numbers[0]] for numbers in things.values()]
    return _Table(
        torch.from_numpy(np.concatenate(rows)),
        torch.from_numpy(np.cumsum([0, *(len(row) for row in rows[:-1])])),
        list(things.values()),
        torch.tensor([[float(name in stated(example, *each)) for name in plan.properties] for each in things]),
        torch.from_numpy(np.stack([plan.allowed[kinds[pair.first], kinds[pair.second]] for pair in ends])),
    )


def _loss(weights: nn.EmbeddingBag, bias: Tensor, table: _Table) -> Tensor:
    logits = weights(table.rows, table.starts) + bias
    joint = torch.stack([logits[list(numbers)].logsumexp(0) for numbers in table.things])
    missed = functional.binary_cross_entropy_with_logits(joint[table.possible], table.goals[table.possible], reduction="sum")
    return missed + _PULL * (functional.embedding(table.rows, weights.weight, sparse=True) ** 2).sum()


def _write(weights: np.ndarray, bias: np.ndarray, kept: Sequence[int], folder: Path) -> None:
    """In steps of a 127th of the largest weight; only the rows that weigh most, for which there is room in the package."""
    own = weights[list(kept)]
    scale = float(np.abs(own).max()) / 127
    steps = np.round(own / scale).astype(np.int8)
    heaviest = np.sort(np.argsort(-np.abs(steps.astype(int)).sum(1), kind="stable")[:_MOST])
    rows = np.array(kept, np.int32)[heaviest]
    np.savez_compressed(folder / WORDING, rows=ROWS, kept=rows, weights=steps[heaviest], scale=scale, bias=bias)
