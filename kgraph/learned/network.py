"""The network: a small transformer that reads a window of text, and the weights of the heads that judge what it has read.

The encoder is MiniLM (Wang et al. 2020), told in its input layer how each word is written and what parser and rules say of it. It
runs in onnxruntime, with weights of 8 bits; the heads are a few matrices and run in numpy.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from kgraph.errors import DataError, SetupError
from kgraph.learned.tokens import Marked, Tokens, shape
from kgraph.learned.wordpieces import Wordpieces
from kgraph.resources import folder

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Vectors = NDArray[np.float32]

LOWER, UPPER, HEADS, LABELS, VOCABULARY = "lower.onnx", "upper.onnx", "heads.npz", "labels.json", "vocabulary.txt"
WORDING = "wording.npz"
FEATURES = ("shape", "tag", "relation", "entity", "rule")
WINDOW = 140  # tokens: a paragraph or two, as the longer of the passages that it was trained on
THINGS = 15  # things of a window that are told apart; further ones share the last number
_BATCH = 1
_PIECES = 500  # of a window; the encoder knows 512 places


@dataclass(frozen=True)
class Window:
    """Tokens start..end as the lower layers see them: one vector a piece, shape (pieces, width), and each token's first piece."""

    start: int
    end: int
    pieces: Vectors
    firsts: NDArray[np.int64]

    @property
    def vectors(self) -> Vectors:
        """One vector a token, shape (end - start, width)."""
        return self.pieces[self.firsts]


@dataclass(frozen=True)
class View:
    """A text in windows."""

    tokens: Tokens
    windows: tuple[Window, ...]


@dataclass(frozen=True)
class WordingTable:
    """Weights of the linear model, shape (kept, properties), in steps of `scale`; `place` leads from a hash to a row, or to -1."""

    place: NDArray[np.int32]
    weights: NDArray[np.int8]
    scale: float
    bias: Vectors

    def logits(self, rows: NDArray[np.int64]) -> Vectors:
        """The sum of what the rows say of each property."""
        places = self.place[rows]
        summed: Vectors = self.weights[places[places >= 0]].sum(0, dtype=np.float32) * np.float32(self.scale) + self.bias
        return summed


@dataclass(frozen=True)
class Network:
    """Weights, and what their rows and columns stand for.

    `classes` and `properties` are those it was trained on; `labels` the values of each feature in the order of their embeddings.
    """

    classes: Sequence[str]
    properties: Sequence[str]
    labels: Mapping[str, Mapping[str, int]]
    heads: Mapping[str, Vectors]
    allowed: NDArray[np.bool_]
    table: WordingTable
    pieces: Wordpieces
    folder: Path

    def view(self, tokens: Tokens) -> View:
        """Read a text. A window's vectors depend on nothing outside of it."""
        spans = list(tokens.windows(WINDOW))
        windows: dict[int, Window] = {}
        for batch in _batches([end - start for start, end in spans]):
            inputs, firsts = self.inputs(tokens, [spans[index] for index in batch])
            (hidden,) = _session(self.folder / LOWER).run(None, inputs)
            for row, index in enumerate(batch):
                count = int(inputs["mask"][row].sum())
                windows[index] = Window(*spans[index], hidden[row, :count], firsts[row])
        return View(tokens, tuple(windows[index] for index in range(len(spans))))

    def reread(self, windows: Sequence[Window], marks: Sequence[Sequence[tuple[Marked, int]]]) -> list[Vectors]:
        """The upper layers' vectors, one a token, of windows whose mentions are marked with class and number of their thing."""
        found: dict[int, Vectors] = {}
        for batch in _batches([len(window.pieces) for window in windows]):
            length = max(len(windows[index].pieces) for index in batch)
            hidden = np.zeros((len(batch), length, windows[0].pieces.shape[1]), np.float32)
            mask = np.zeros((len(batch), length), np.bool_)
            kind, thing = np.zeros((len(batch), length), np.int64), np.zeros((len(batch), length), np.int64)
            for row, index in enumerate(batch):
                window = windows[index]
                hidden[row, : len(window.pieces)] = window.pieces
                mask[row, : len(window.pieces)] = True
                kind[row, : len(window.pieces)], thing[row, : len(window.pieces)] = self.marks(window, marks[index])
            inputs = {"hidden": hidden, "kind": kind, "thing": thing, "mask": mask}
            (again,) = _session(self.folder / UPPER).run(None, inputs)
            for row, index in enumerate(batch):
                found[index] = again[row, windows[index].firsts]
        return [found[index] for index in range(len(windows))]

    def marks(self, window: Window, marked: Sequence[tuple[Marked, int]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """For each piece of a window, the tag and the thing of the mention that it is part of, 0 where there is none."""
        kind, thing = np.zeros(len(window.pieces), np.int64), np.zeros(len(window.pieces), np.int64)
        for mention, number in marked:
            first = window.firsts[mention.start - window.start]
            last = mention.end - window.start
            end = window.firsts[last] if last < len(window.firsts) else len(window.pieces) - 1
            kind[first:end] = 1 + 2 * self.classes.index(mention.type)
            kind[first : first + 1] += 1
            thing[first:end] = min(number, THINGS)
        return kind, thing

    def inputs(self, tokens: Tokens, spans: Sequence[tuple[int, int]]) -> tuple[dict[str, NDArray[Any]], list[NDArray[np.int64]]]:
        """Arrays of shape (windows, pieces) for the encoder, and for each window the place of each token's first piece."""
        split = [[self.pieces.of(tokens.words[index]) for index in range(*span)] for span in spans]
        length = min(_PIECES, max(sum(map(len, words)) for words in split)) + 2
        arrays: dict[str, NDArray[Any]] = {name: np.zeros((len(spans), length), np.int64) for name in ("pieces", *FEATURES)}
        mask = np.zeros((len(spans), length), np.bool_)
        firsts = []
        for row, (span, words) in enumerate(zip(spans, split, strict=True)):
            numbers, places, owners = [self.pieces.start], [], []
            for index, word in zip(range(*span), words, strict=True):
                places.append(min(len(numbers), length - 2))
                numbers += word
                owners += [index] * len(word)
            numbers, owners = numbers[: length - 1], owners[: length - 2]
            arrays["pieces"][row, : len(numbers) + 1] = [*numbers, self.pieces.end]
            for name in FEATURES:
                arrays[name][row, 1 : len(owners) + 1] = [self._feature(tokens, name, index) for index in owners]
            mask[row, : len(numbers) + 1] = True
            firsts.append(np.array(places, np.int64))
        return {**arrays, "mask": mask}, firsts

    def _feature(self, tokens: Tokens, name: str, index: int) -> int:
        """The number of the feature's value; 0 stands for none and for values that training did not meet."""
        value = {
            "shape": lambda: shape(tokens.words[index]),
            "tag": lambda: tokens.tags[index],
            "relation": lambda: tokens.relations[index],
            "entity": lambda: tokens.entities[index],
            "rule": lambda: tokens.rules[index],
        }[name]()
        return self.labels[name].get(value, 0)


@cache
def load_network(path: Path | None = None) -> Network:
    """The network that travels with the program, or one of the user's own training. The encoder itself is opened at its first use.

    Raises SetupError where there is none, DataError where its files do not fit one another.
    """
    path = path or folder("model")
    try:
        labels = json.loads((path / LABELS).read_text(encoding="utf-8"))
        with np.load(path / HEADS) as stored:
            heads = {name: stored[name].astype(np.float32) for name in stored.files if name != "allowed"}
            allowed = stored["allowed"].astype(np.bool_)
        with np.load(path / WORDING) as stored:
            place = np.full(int(stored["rows"]), -1, np.int32)
            place[stored["kept"]] = np.arange(len(stored["kept"]), dtype=np.int32)
            table = WordingTable(place, stored["weights"], float(stored["scale"]), stored["bias"].astype(np.float32))
        pieces = Wordpieces(path / VOCABULARY)
        return Network(labels["classes"], labels["properties"], labels["features"], heads, allowed, table, pieces, path)
    except OSError as error:
        raise SetupError(f"{error.filename or path}: the network is missing there: install kgraph again, or run `kgraph train`") from error
    except (ValueError, KeyError) as error:
        raise DataError(f"{path}: not a network of this version ({error}): train it again") from error


def in_one_thread() -> AbstractContextManager[object]:
    """While it lasts, numpy multiplies in the calling thread only: its own ones would wait for those of the encoder, and spin meanwhile."""
    limited: AbstractContextManager[object] = _threads().limit(limits=1, user_api="blas")
    return limited


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


def columns(weights: Vectors, widths: Sequence[int]) -> list[Vectors]:
    """A layer's weights, shape (out, in), apart for inputs of these widths, each of shape (width, out)."""
    return [part.T for part in np.split(weights, np.cumsum(widths)[:-1], axis=1)]


def strongest(vectors: Vectors, spans: Sequence[tuple[int, int]]) -> Vectors:
    """The maximum of each column over the rows start..end, zeros where there are none: (spans, width).

    Two overlapping runs of a power of two rows cover any span (Bender and Farach-Colton 2000).
    """
    starts, ends = np.array(spans, np.int64).reshape(-1, 2).T
    lengths = ends - starts
    found = np.zeros((len(spans), vectors.shape[1]), np.float32)
    run, runs = 1, vectors  # the maximum of `run` rows from each on
    while (lengths >= run).any():
        own = (run <= lengths) & (lengths < 2 * run)
        found[own] = np.maximum(runs[starts[own]], runs[ends[own] - run])
        run, runs = 2 * run, np.maximum(runs[:-run], runs[run:])
    return found


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Indices in batches of about one length, which saves padding."""
    order = sorted(range(len(lengths)), key=lambda index: lengths[index])
    for first in range(0, len(order), _BATCH):
        yield order[first : first + _BATCH]


@cache
def _session(path: Path) -> InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False  # their memory only grows
    options.intra_op_num_threads = 0
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # the parser wants the cores in between
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise SetupError(f"{path}: cannot be opened ({error}): install kgraph again, or run `kgraph train`") from error
