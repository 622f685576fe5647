"""The network as torch sees it: MiniLM with an input layer that is told more, and its heads. Mirrors what `kgraph.learned` runs."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from kgraph.learned.coreference import candidate_pairs
from kgraph.learned.network import FEATURES, THINGS
from kgraph.learned.pairs import DISTANCES, LIKENESSES, Pair, likeness, step
from kgraph.learned.relations import MODALITIES
from kgraph.learned.tokens import Marked, Tokens

WIDTH = 384
_LOWER, _UPPER, _ATTENTION, _INNER, _PLACES = 4, 2, 12, 1536, 512
_HIDDEN, _SMALL = 256, 32

_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "joined": "attention.output.dense",
    "first_norm": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "second_norm": "output.LayerNorm",
}


class Layer(nn.Module):
    """One layer of BERT (Devlin et al. 2019)."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.joined = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.inner, self.outer = nn.Linear(WIDTH, _INNER), nn.Linear(_INNER, WIDTH)
        self.first_norm, self.second_norm = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(0.1)

    def forward(self, hidden: Tensor, bias: Tensor) -> Tensor:
        """`hidden`: (windows, pieces, WIDTH); `bias`: (windows, 1, 1, pieces), 0 or a large negative number where nothing stands."""
        windows, pieces, _ = hidden.shape

        def split(states: Tensor) -> Tensor:
            return states.reshape(windows, pieces, _ATTENTION, WIDTH // _ATTENTION).transpose(1, 2)

        scores = split(self.query(hidden)) @ split(self.key(hidden)).transpose(2, 3) / math.sqrt(WIDTH // _ATTENTION) + bias
        seen = (scores.softmax(-1) @ split(self.value(hidden))).transpose(1, 2).reshape(windows, pieces, WIDTH)
        hidden = self.first_norm(hidden + self.dropout(self.joined(seen)))
        out: Tensor = self.second_norm(hidden + self.dropout(self.outer(functional.gelu(self.inner(hidden)))))
        return out


class Lower(nn.Module):
    """Pieces and their features → vectors, in which mentions are found and linked.

    The embeddings of the pieces stay as they came: most are met too seldom to be bettered.
    """

    def __init__(self, sizes: Mapping[str, int]) -> None:
        super().__init__()
        self.word, self.place = nn.Embedding(1, WIDTH), nn.Embedding(_PLACES, WIDTH)
        self.norm, self.dropout = nn.LayerNorm(WIDTH, eps=1e-12), nn.Dropout(0.1)
        self.features = nn.ModuleDict({name: _small_embedding(sizes[name]) for name in FEATURES})
        self.layers = nn.ModuleList(Layer() for _ in range(_LOWER))

    def forward(self, pieces: Tensor, shape: Tensor, tag: Tensor, relation: Tensor, entity: Tensor, rule: Tensor, mask: Tensor) -> Tensor:
        """All of shape (windows, pieces), in the order of "pieces", FEATURES, "mask" → (windows, pieces, WIDTH)."""
        hidden = self.dropout(self.norm(self.word(pieces) + self.place.weight[: pieces.shape[1]]))
        for name, values in zip(FEATURES, (shape, tag, relation, entity, rule), strict=True):
            hidden = hidden + self.features[name](values)
        bias = _bias(mask)
        for layer in self.layers:
            hidden = layer(hidden, bias)
        return hidden


class Upper(nn.Module):
    """The vectors read once more, now that it is known what is mentioned where and what is one thing."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.kind, self.thing = _small_embedding(1 + 2 * classes), _small_embedding(1 + THINGS)
        self.layers = nn.ModuleList(Layer() for _ in range(_UPPER))

    def forward(self, hidden: Tensor, kind: Tensor, thing: Tensor, mask: Tensor) -> Tensor:
        """(windows, pieces, WIDTH) and three of (windows, pieces) → (windows, pieces, WIDTH)."""
        hidden = hidden + self.kind(kind) + self.thing(thing)
        bias = _bias(mask)
        for layer in self.layers:
            hidden = layer(hidden, bias)
        return hidden


def start_from(lower: Lower, upper: Upper, path: Path, kept: Sequence[int]) -> None:
    """Take over the weights of a MiniLM as sentence-transformers stores it, of its pieces those that are `kept`."""
    stored = load_file(str(path))
    lower.word = nn.Embedding.from_pretrained(stored["embeddings.word_embeddings.weight"][list(kept)], freeze=True)
    lower.place.weight.data = stored["embeddings.position_embeddings.weight"] + stored["embeddings.token_type_embeddings.weight"][0]
    lower.norm.load_state_dict({kind: stored[f"embeddings.LayerNorm.{kind}"] for kind in ("weight", "bias")})
    for number, layer in enumerate([*lower.layers, *upper.layers]):
        for own, theirs in _NAMES.items():
            found = {kind: stored[f"encoder.layer.{number}.{theirs}.{kind}"] for kind in ("weight", "bias")}
            layer.get_submodule(own).load_state_dict(found)


def _small_embedding(size: int) -> nn.Embedding:
    """Embeddings that say little at first, so that what they are added to keeps its meaning."""
    embedding = nn.Embedding(size, WIDTH)
    nn.init.normal_(embedding.weight, std=0.01)
    return embedding


def _bias(mask: Tensor) -> Tensor:
    return (1 - mask[:, None, None, :].float()) * -1e4


class Heads(nn.Module):
    """What judges the vectors. The names of its parts are those under which `kgraph.learned` finds their weights."""

    def __init__(self, classes: int, properties: int) -> None:
        super().__init__()
        self.tag = nn.Linear(WIDTH, 1 + 2 * classes)
        self.kind, self.distance = nn.Embedding(classes, _SMALL), nn.Embedding(DISTANCES, _SMALL)
        self.apart, self.forward_ = nn.Embedding(2, _SMALL), nn.Embedding(2, _SMALL)
        self.relation = nn.Linear(5 * WIDTH + 4 * _SMALL, _HIDDEN)
        self.property, self.denial, self.modality = (
            nn.Linear(_HIDDEN, properties),
            nn.Linear(_HIDDEN, 1),
            nn.Linear(_HIDDEN, len(MODALITIES)),
        )
        self.link, self.link_score = nn.Linear(3 * WIDTH + 3 * _SMALL + LIKENESSES, _HIDDEN), nn.Linear(_HIDDEN, 1)
        self.dropout = nn.Dropout(0.2)

    def tags(self, vectors: Tensor) -> Tensor:
        """(tokens, WIDTH) → (tokens, tags)."""
        found: Tensor = self.tag(self.dropout(vectors))
        return found

    def links(self, tokens: Tokens, mentions: Sequence[Marked], kinds: Tensor, vectors: Tensor) -> tuple[list[tuple[int, int]], Tensor]:
        """Candidates (earlier, later) and their scores."""
        pairs = candidate_pairs(mentions)
        if not pairs:
            return pairs, vectors.new_zeros(0)
        spans = _spans(mentions, vectors)
        one, other = (torch.tensor(column) for column in zip(*pairs, strict=True))
        gaps = torch.tensor([step(mentions[later].start - mentions[earlier].end) for earlier, later in pairs])
        alike = torch.tensor([likeness(tokens, mentions[earlier], mentions[later]) for earlier, later in pairs])
        rows = [
            spans[one],
            spans[other],
            spans[one] * spans[other],
            self.kind(kinds[one]),
            self.kind(kinds[other]),
            self.distance(gaps),
            alike,
        ]
        hidden = functional.relu(self.link(self.dropout(torch.cat(rows, 1))))
        return pairs, self.link_score(self.dropout(hidden)).squeeze(1)

    def relations(self, mentions: Sequence[Marked], pairs: Sequence[Pair], kinds: Tensor, vectors: Tensor) -> tuple[Tensor, Tensor]:
        """(pairs, hidden) and (pairs, properties)."""
        spans = _spans(mentions, vectors)
        nothing = vectors.new_zeros(WIDTH)
        pooled: dict[tuple[int, int], tuple[Tensor, Tensor, Tensor]] = {}
        for pair in pairs:
            ends = min(pair.first, pair.second), max(pair.first, pair.second)
            if ends not in pooled:
                low, high = pair.between
                pooled[ends] = (
                    vectors[low:high].max(0).values if high > low else nothing,
                    vectors[list(pair.path)].max(0).values,
                    vectors[pair.top] if pair.top is not None else nothing,
                )
        context = [pooled[min(pair.first, pair.second), max(pair.first, pair.second)] for pair in pairs]
        first, second = torch.tensor([pair.first for pair in pairs]), torch.tensor([pair.second for pair in pairs])
        rows = [
            spans[first],
            spans[second],
            *(torch.stack([row[part] for row in context]) for part in range(3)),
            self.kind(kinds[first]),
            self.kind(kinds[second]),
            self.distance(torch.tensor([pair.distance for pair in pairs])),
            self.apart(torch.tensor([int(pair.apart) for pair in pairs]))
            + self.forward_(torch.tensor([int(pair.forward) for pair in pairs])),
        ]
        hidden = self.dropout(functional.relu(self.relation(self.dropout(torch.cat(rows, 1)))))
        return hidden, self.property(hidden)


def _spans(mentions: Sequence[Marked], vectors: Tensor) -> Tensor:
    return torch.stack([vectors[mention.start : mention.end].max(0).values for mention in mentions])
