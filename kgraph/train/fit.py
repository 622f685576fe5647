"""Examples → weights: mentions, links and relations learned together, each example read once an epoch.

Relations are told of things, not of mentions: the score of two things is the log-sum-exp over the pairs of their mentions, as in Jia et
al. (2019), so that the network may find out which mention says it. The same seed and number of threads give the same weights.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from kgraph.evaluate.examples import SYMMETRIC, Example, Stated
from kgraph.learned.network import FEATURES, Network, Window
from kgraph.learned.pairs import Pair, ordered_pairs
from kgraph.learned.relations import MODALITIES, numbered
from kgraph.train.company import in_company
from kgraph.train.disguise import Wardrobe
from kgraph.train.module import Heads, Lower, Upper, start_from

_BATCH = 12
_RATE_ENCODER, _RATE_FEATURES, _RATE_HEADS = 1e-4, 3e-4, 1e-3
_WARM_UP = 0.1  # of all steps
# In some of the examples the rules and the recognizer keep silent, so that the network does not lean on them alone.
_SILENT = 0.15
_DISGUISED = 0.6  # of the examples, in each epoch
_BLURRED = 0.06  # of the pieces
_SHARES = {"tags": 10.0, "links": 1.5, "relations": 0.5, "manner": 0.15}

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

    def vectors(self, examples: Sequence[Example], silent: Callable[[], bool]) -> Iterator[tuple[Tensor, Tensor]]:
        """For each example the lower and the upper layers' vectors, a row for each token."""
        rows = [self.plan.inputs(example.tokens, [(0, len(example.tokens))]) for example in examples]
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
        for row, (example, (arrays, (first,))) in enumerate(zip(examples, rows, strict=True)):
            count = int(arrays["mask"].sum())
            window = Window(0, len(example.tokens), np.zeros((count, 1), np.float32), first)
            found = self.plan.marks(window, list(zip(example.mentions, numbered(example.entities), strict=True)))
            kind[row, :count], thing[row, :count] = (torch.from_numpy(values) for values in found)
        again = self.upper(hidden, kind, thing, batch["mask"])
        for row, (_, (first,)) in enumerate(rows):
            places = torch.from_numpy(first)
            yield hidden[row, places], again[row, places]


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
            vectors = learner.vectors(batch, lambda: chance.random() < _SILENT)
            loss = torch.stack([_loss(learner, example, *found) for example, found in zip(batch, vectors, strict=True)]).mean()
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_([*encoder, *features, *heads], 1.0)
            optimizer.step()
            rate.step()
            total += loss.item()
        told(epoch + 1, total / batches)
    for part in learner.parts():
        part.eval()


def _batches(examples: Sequence[Example], chance: random.Random) -> list[list[Example]]:
    """Examples of about one length together, which saves padding; in a new order each time."""
    order = sorted(chance.sample(examples, len(examples)), key=lambda example: len(example.tokens) + chance.random() * 12)
    found = [order[first : first + _BATCH] for first in range(0, len(order), _BATCH)]
    chance.shuffle(found)
    return found


def _loss(learner: Learner, example: Example, vectors: Tensor, again: Tensor) -> Tensor:
    plan, heads = learner.plan, learner.heads
    wanted = torch.tensor(_tags(example, plan.classes))
    loss = _SHARES["tags"] * functional.cross_entropy(heads.tags(vectors), wanted)
    if len(example.mentions) > 1:
        kinds = torch.tensor([plan.classes.index(mention.type) for mention in example.mentions])
        loss = loss + _SHARES["links"] * _link_loss(heads, example, kinds, vectors) + _relation_loss(plan, heads, example, kinds, again)
    return loss


def _tags(example: Example, classes: Sequence[str]) -> list[int]:
    """The tag of each token as `learned.tagging` numbers them; of nested mentions, the inner one."""
    found = [0] * len(example.tokens)
    for start, end, kind in sorted(example.mentions, key=lambda mention: mention.start - mention.end):
        for index in range(start, end):
            found[index] = 1 + 2 * classes.index(kind) + (index == start)
    return found


def _link_loss(heads: Heads, example: Example, kinds: Tensor, vectors: Tensor) -> Tensor:
    """Each mention's true antecedents, taken together, against all candidates and none; none where it has no antecedent."""
    pairs, scores = heads.links(example.tokens, example.mentions, kinds, vectors)
    of_mention: dict[int, list[int]] = defaultdict(list)
    for number, (_, later) in enumerate(pairs):
        of_mention[later].append(number)
    terms = []
    for later, numbers in of_mention.items():
        options = torch.cat([scores.new_zeros(1), scores[numbers]])
        true = [1 + place for place, number in enumerate(numbers) if example.entities[pairs[number][0]] == example.entities[later]]
        terms.append(options.logsumexp(0) - options[true or [0]].logsumexp(0))
    return torch.stack(terms).mean() if terms else scores.new_zeros(())


def _relation_loss(plan: Network, heads: Heads, example: Example, kinds: Tensor, vectors: Tensor) -> Tensor:
    def wanted(first: int, second: int) -> bool:
        return example.entities[first] != example.entities[second] and bool(plan.allowed[kinds[first], kinds[second]].any())

    pairs = ordered_pairs(example.tokens, example.mentions, wanted)
    if not pairs:
        return vectors.new_zeros(())
    hidden, logits = heads.relations(example.mentions, pairs, kinds, vectors)
    loss = vectors.new_zeros(())
    for (subject, object_), numbers in by_things(example, pairs).items():
        said = stated(example, subject, object_)
        scores = logits[numbers].logsumexp(0)
        possible = torch.from_numpy(plan.allowed[kinds[pairs[numbers[0]].first], kinds[pairs[numbers[0]].second]])
        goal = torch.tensor([float(name in said) for name in plan.properties])
        loss = loss + _SHARES["relations"] * functional.binary_cross_entropy_with_logits(scores[possible], goal[possible], reduction="sum")
        for name, statement in said.items():
            telling = numbers[int(logits[numbers, plan.properties.index(name)].argmax())]
            loss = loss + _SHARES["manner"] * _manner_loss(heads, hidden[telling], statement)
    return loss


def by_things(example: Example, pairs: Sequence[Pair]) -> Mapping[tuple[str, str], list[int]]:
    """The numbers of the pairs whose mentions stand for these two things, by subject and object."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, pair in enumerate(pairs):
        found[example.entities[pair.first], example.entities[pair.second]].append(number)
    return found


def stated(example: Example, subject: str, object_: str) -> dict[str, Stated]:
    """What the example states of the two, by property; a symmetric one in both directions."""
    found = {row.predicate: row for row in example.statements if (row.subject, row.object) == (subject, object_)}
    found |= {
        row.predicate: row for row in example.statements if row.predicate == SYMMETRIC and (row.object, row.subject) == (subject, object_)
    }
    return found


def _manner_loss(heads: Heads, hidden: Tensor, statement: Stated) -> Tensor:
    denial = functional.binary_cross_entropy_with_logits(heads.denial(hidden), torch.tensor([float(statement.negative)]))
    modality = functional.cross_entropy(heads.modality(hidden)[None], torch.tensor([MODALITIES.index(statement.modality)]))
    return denial + modality
