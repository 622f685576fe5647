"""The network as torch sees it: MiniLM with an input layer that is told more, and its heads. Mirrors what `kgraph.learned` runs."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from kgraph.learned.network import FEATURES, THINGS
from kgraph.learned.pairs import DISTANCES, LIKENESSES, Pair
from kgraph.learned.relations import MODALITIES

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
        self.kind, self.thing = _small_embedding(3 + 2 * classes), _small_embedding(1 + THINGS)
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
        self.tag, self.again = nn.Linear(WIDTH, 1 + 2 * classes), nn.Linear(WIDTH, classes)
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

    def needed(self) -> dict[str, Tensor]:
        """The weights with which one reads: `again` only sets a task in training."""
        return {name: weights for name, weights in self.state_dict().items() if not name.startswith("again")}

    def kinds(self, spans: Tensor) -> Tensor:
        """(mentions, WIDTH), of the upper layers → (mentions, classes)."""
        found: Tensor = self.again(self.dropout(spans))
        return found

    def links(self, spans: Tensor, kinds: Tensor, pairs: Tensor, gaps: Tensor, alike: Tensor) -> Tensor:
        """The score of each candidate. `spans`: (mentions, WIDTH); `kinds`: (mentions,); `pairs`: (candidates, 2), the earlier and the
        later mention; `gaps`: (candidates,), in steps; `alike`: (candidates, LIKENESSES)."""
        first, second, both, first_kind, second_kind, gap, likeness = self._inputs(self.link, [WIDTH] * 3 + [_SMALL] * 3 + [LIKENESSES])
        earlier, later = pairs.T
        kept, classes = self.dropout(spans), self.dropout(self.kind(kinds))
        hidden = functional.relu(
            (kept @ first + classes @ first_kind)[earlier]
            + (kept @ second + classes @ second_kind)[later]
            + self.dropout(spans[earlier] * spans[later]) @ both
            + self.dropout(self.distance(gaps)) @ gap
            + alike @ likeness
            + self.link.bias
        )
        found: Tensor = self.link_score(self.dropout(hidden)).squeeze(1)
        return found

    def relations(self, spans: Tensor, kinds: Tensor, pairs: Sequence[Pair], vectors: Tensor) -> tuple[Tensor, Tensor]:
        """(pairs, hidden) and (pairs, properties). `spans`: (mentions, WIDTH); the tokens of the pairs are rows of `vectors`.

        The layer is linear in each of its inputs, so a mention or a context is multiplied once only, in however many pairs it is.
        """
        subject, object_, context, subject_kind, object_kind, distance, order = self._inputs(
            self.relation, [WIDTH, WIDTH, 3 * WIDTH, _SMALL, _SMALL, _SMALL, _SMALL]
        )
        ends = {(min(pair.first, pair.second), max(pair.first, pair.second)): pair for pair in pairs}
        places = {both: place for place, both in enumerate(ends)}
        first, second = torch.tensor([[pair.first, pair.second] for pair in pairs]).T
        place = torch.tensor([places[min(pair.first, pair.second), max(pair.first, pair.second)] for pair in pairs])
        kept, classes = self.dropout(spans), self.dropout(self.kind(kinds))
        way = self.apart(torch.tensor([int(pair.apart) for pair in pairs])) + self.forward_(
            torch.tensor([int(pair.forward) for pair in pairs])
        )
        hidden = functional.relu(
            (kept @ subject + classes @ subject_kind)[first]
            + (kept @ object_ + classes @ object_kind)[second]
            + (self.dropout(_contexts(list(ends.values()), vectors)) @ context)[place]
            + self.dropout(self.distance(torch.tensor([pair.distance for pair in pairs]))) @ distance
            + self.dropout(way) @ order
            + self.relation.bias
        )
        hidden = self.dropout(hidden)
        return hidden, self.property(hidden)

    def _inputs(self, layer: nn.Linear, widths: Sequence[int]) -> list[Tensor]:
        """A layer's weights apart for inputs of these widths, each of shape (width, out)."""
        return [part.T for part in layer.weight.split(list(widths), 1)]


def _contexts(pairs: Sequence[Pair], vectors: Tensor) -> Tensor:
    """What stands between two mentions and what joins them: (pairs, 3 * WIDTH)."""
    between = strongest(vectors, [pair.between for pair in pairs])
    longest = max(len(pair.path) for pair in pairs)
    # A path is filled up with its own first token, which changes no maximum.
    path = vectors[torch.tensor([[*pair.path, *[pair.path[0]] * (longest - len(pair.path))] for pair in pairs])].amax(1)
    joined = torch.tensor([float(pair.top is not None) for pair in pairs])[:, None]
    top = vectors[torch.tensor([pair.top or 0 for pair in pairs])] * joined
    return torch.cat([between, path, top], 1)


def strongest(vectors: Tensor, spans: Sequence[tuple[int, int]]) -> Tensor:
    """The maximum of each column over the rows start..end, zeros where there are none: (spans, WIDTH).

    From a sparse table, in which two overlapping runs of a power of two rows cover any span (Bender and Farach-Colton 2000).
    """
    table = [vectors]
    longest = max((end - start for start, end in spans), default=0)
    while 2 ** len(table) <= longest:
        half = 2 ** (len(table) - 1)
        table.append(torch.maximum(table[-1][:-half], table[-1][half:]))
    rows, places = [], []
    for level, runs in enumerate(table):
        own = [number for number, (start, end) in enumerate(spans) if end > start and (end - start).bit_length() == level + 1]
        if own:
            low, high = torch.tensor([(spans[number][0], spans[number][1] - 2**level) for number in own]).T
            rows.append(torch.maximum(runs[low], runs[high]))
            places += own
    if not rows:
        return vectors.new_zeros(len(spans), vectors.shape[1])
    found = torch.cat(rows)
    return found.new_zeros(len(spans), vectors.shape[1]).index_copy(0, torch.tensor(places), found)
