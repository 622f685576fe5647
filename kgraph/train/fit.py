"""Examples → weights: mentions, links and relations learned together, each example read once an epoch.

The same seed and number of threads give the same weights.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from kgraph.evaluate.examples import Example
from kgraph.learned.network import FEATURES, Network, Window
from kgraph.train.company import in_company
from kgraph.train.disguise import Wardrobe
from kgraph.train.loss import loss
from kgraph.train.misreading import misread
from kgraph.train.module import Heads, Lower, Upper, start_from

_BATCH = 12
_RATE_ENCODER, _RATE_FEATURES, _RATE_HEADS = 1e-4, 3e-4, 1e-3
_WARM_UP = 0.1  # of all steps
# In some of the examples the rules and the recognizer keep silent, so that the network does not lean on them alone.
_SILENT = 0.15
_DISGUISED = 0.6  # of the examples, in each epoch
_BLURRED = 0.06  # of the pieces

Told = Callable[[int, float], None]
"""Called after each epoch with its number and its mean loss."""


@dataclass
class Learner:
    """The network in the making. `plan` has the labels and the vocabulary, and no weights yet."""

    plan: Network
    lower: Lower
    upper: Upper
    heads: Heads

    @classmethod
    def new(cls, plan: Network, base: Path, kept: Sequence[int], seed: int) -> Learner:
        """Heads of chance, and the encoder of the MiniLM in `base` (a safetensors file), with the pieces that are `kept`."""
        torch.manual_seed(seed)
        lower = Lower({name: 1 + max(plan.labels[name].values()) for name in FEATURES})
        upper = Upper(len(plan.classes))
        start_from(lower, upper, base, kept)
        return cls(plan, lower, upper, Heads(len(plan.classes), len(plan.properties)))

    def parts(self) -> tuple[nn.Module, nn.Module, nn.Module]:
        """All that has weights."""
        return self.lower, self.upper, self.heads

    def vectors(self, examples: Sequence[Example], silent: Callable[[], bool], chance: random.Random) -> tuple[Tensor, Tensor]:
        """The lower and the upper layers' vectors, a row for each token of the examples, one after another. `misread` marks mentions."""
        rows = [self.plan.inputs(example.tokens, (0, len(example.tokens))) for example in examples]
        length = max(arrays["pieces"].shape[1] for arrays, _ in rows)
        batch: dict[str, Tensor] = {}
        for name in ("pieces", *FEATURES, "mask"):
            batch[name] = torch.cat(
                [functional.pad(torch.from_numpy(arrays[name]), (0, length - arrays[name].shape[1])) for arrays, _ in rows]
            )
        for name in ("entity", "rule"):
            for row in range(len(rows)):
                if silent():
                    batch[name][row] = 0
        if self.lower.training:
            blurred = (torch.rand(batch["pieces"].shape) < _BLURRED) & (batch["shape"] > 0)
            batch["pieces"][blurred] = self.plan.pieces.unknown
        hidden = self.lower(*batch.values())
        kind, thing = torch.zeros_like(batch["pieces"]), torch.zeros_like(batch["pieces"])
        for row, (example, (arrays, first)) in enumerate(zip(examples, rows, strict=True)):
            count = int(arrays["mask"].sum())
            window = Window(0, len(example.tokens), np.zeros((count, 1), np.float32), first)
            found = self.plan.marks(window, misread(example, self.plan.classes, chance))
            kind[row, :count], thing[row, :count] = (torch.from_numpy(values) for values in found)
        again = self.upper(hidden, kind, thing, batch["mask"])
        owners = torch.tensor([row for row, (_, first) in enumerate(rows) for _ in first])
        places = torch.from_numpy(np.concatenate([first for _, first in rows]))
        return hidden[owners, places], again[owners, places]


def fit(learner: Learner, examples: Sequence[Example], epochs: int, seed: int, told: Told) -> None:
    """Train in place; a few minutes an epoch for some thousand examples."""
    chance = random.Random(seed)
    examples = list(examples)
    wardrobe = Wardrobe.of(examples)
    batches = math.ceil(len(in_company(examples, random.Random(seed))) / _BATCH)
    named = [pair for part in learner.parts()[:2] for pair in part.named_parameters() if pair[1].requires_grad]
    encoder = [weights for name, weights in named if name.startswith(("layers", "place", "norm"))]
    features = [weights for name, weights in named if not name.startswith(("layers", "place", "norm"))]
    heads = list(learner.heads.parameters())
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": _RATE_ENCODER}, {"params": features, "lr": _RATE_FEATURES}, {"params": heads, "lr": _RATE_HEADS}],
        weight_decay=0.01,
        fused=True,
    )
    steps = epochs * batches
    warm = max(1, int(steps * _WARM_UP))
    rate = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min(1.0, (step + 1) / warm) * (steps - step) / steps)
    for epoch in range(epochs):
        for part in learner.parts():
            part.train()
        total = 0.0
        for batch in _batches(in_company(examples, chance), chance):
            batch = [wardrobe.disguised(example, chance) if chance.random() < _DISGUISED else example for example in batch]
            with torch.autocast("cpu", torch.bfloat16):  # half the time where the processor knows such numbers
                cost = loss(learner.plan, learner.heads, batch, *learner.vectors(batch, lambda: chance.random() < _SILENT, chance))
            optimizer.zero_grad()
            cost.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_([*encoder, *features, *heads], 1.0)
            optimizer.step()
            rate.step()
            total += cost.item()
        told(epoch + 1, total / batches)
    for part in learner.parts():
        part.eval()


def _batches(examples: Sequence[Example], chance: random.Random) -> list[list[Example]]:
    """Examples of about one length together, which saves padding; in a new order each time."""
    order = sorted(chance.sample(examples, len(examples)), key=lambda example: len(example.tokens) + chance.random() * 12)
    found = [order[first : first + _BATCH] for first in range(0, len(order), _BATCH)]
    chance.shuffle(found)
    return found
