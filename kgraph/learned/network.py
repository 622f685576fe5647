"""The network: a small transformer that reads a window of text, and the weights of the heads that judge what it has read.

The encoder is MiniLM (Wang et al. 2020), told in its input layer how each word is written and what parser and rules say of it. It
runs in onnxruntime, with weights of 8 bits; the heads are a few matrices and run in numpy.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache, cached_property
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
UNTOLD = ""
"""The class of a mention that nobody has told, in training."""

WINDOW = 140  # tokens: a paragraph or two, as the longer of the passages that it was trained on
THINGS = 15  # things of a window that are told apart; further ones share the last number
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

    def logits(self, rows: Sequence[NDArray[np.int64]]) -> Vectors:
        """The sums of what rows say of each property, one sum for each group of rows: (groups, properties)."""
        summed = np.zeros((len(rows), len(self.bias)), np.int64)
        if rows:
            places = self.place[np.concatenate(rows)]
            owners = np.repeat(np.arange(len(rows)), [len(own) for own in rows])[places >= 0]
            np.add.at(summed, owners, self.weights[places[places >= 0]])
        found: Vectors = summed.astype(np.float32) * np.float32(self.scale) + self.bias
        return found


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

    @cached_property
    def joined(self) -> list[list[bool]]:
        """By the numbers of two classes, whether some property leads from a thing of the one to one of the other."""
        found: list[list[bool]] = np.asarray(self.allowed.any(2)).tolist()
        return found

    def view(self, tokens: Tokens) -> View:
        """Read a text. A window's vectors depend on nothing outside of it."""
        return View(tokens, tuple(self._window(tokens, span) for span in tokens.windows(WINDOW)))

    def _window(self, tokens: Tokens, span: tuple[int, int]) -> Window:
        inputs, firsts = self.inputs(tokens, span)
        (hidden,) = _session(self.folder / LOWER).run(None, inputs)
        return Window(*span, hidden[0], firsts)

    def reread(self, window: Window, marked: Sequence[tuple[Marked, int]]) -> Vectors:
        """The upper layers' vectors, one a token, of a window whose mentions are marked with class and number of their thing."""
        kind, thing = self.marks(window, marked)
        mask = np.ones(len(window.pieces), np.bool_)
        inputs: dict[str, NDArray[Any]] = {"hidden": window.pieces, "kind": kind, "thing": thing, "mask": mask}
        (again,) = _session(self.folder / UPPER).run(None, {name: values[None] for name, values in inputs.items()})
        vectors: Vectors = again[0, window.firsts]
        return vectors

    def marks(self, window: Window, marked: Sequence[tuple[Marked, int]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """For each piece of a window, the tag and the thing of the mention that it is part of, 0 where there is none."""
        kind, thing = np.zeros(len(window.pieces), np.int64), np.zeros(len(window.pieces), np.int64)
        for mention, number in marked:
            first = window.firsts[mention.start - window.start]
            last = mention.end - window.start
            end = window.firsts[last] if last < len(window.firsts) else len(window.pieces) - 1
            kind[first:end] = 1 + 2 * (len(self.classes) if mention.type == UNTOLD else self.classes.index(mention.type))
            kind[first : first + 1] += 1
            thing[first:end] = min(number, THINGS)
        return kind, thing

    def inputs(self, tokens: Tokens, span: tuple[int, int]) -> tuple[dict[str, NDArray[Any]], NDArray[np.int64]]:
        """Arrays of shape (1, pieces) for the encoder, and the place of each token's first piece."""
        numbers, places, owners = [self.pieces.start], [], []
        for index in range(*span):
            pieces = self.pieces.of(tokens.words[index])
            places.append(len(numbers))
            numbers += pieces
            owners += [index - span[0]] * len(pieces)
        numbers, owners = [*numbers[: _PIECES + 1], self.pieces.end], owners[:_PIECES]
        arrays: dict[str, NDArray[Any]] = {"pieces": np.array([numbers], np.int64)}
        for name in FEATURES:
            values = np.array(self._feature(tokens, name, span), np.int64)[owners]
            arrays[name] = np.pad(values, 1)[None]  # the marks at both ends have none
        arrays["mask"] = np.ones((1, len(numbers)), np.bool_)
        return arrays, np.minimum(np.array(places, np.int64), len(numbers) - 2)

    def _feature(self, tokens: Tokens, name: str, span: tuple[int, int]) -> list[int]:
        """The numbers of a feature's values, token by token; 0 stands for none and for values that training did not meet."""
        values = {"tag": tokens.tags, "relation": tokens.relations, "entity": tokens.entities, "rule": tokens.rules}
        known = self.labels[name]
        if name == "shape":
            return [known.get(shape(word), 0) for word in tokens.words[slice(*span)]]
        return [known.get(value, 0) for value in values[name][slice(*span)]]


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
