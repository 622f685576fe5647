"""Documents → statements: the stages language and relate, loaded once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kgraph.build.extraction import Extracted
from kgraph.language import Reader
from kgraph.learned import load_network
from kgraph.model import Document, Statement
from kgraph.ontology import load_ontology, load_technologies
from kgraph.relate import NETWORK, UNWORDED, WORDED, Relater
from kgraph.relate.weighing import WEIGHTS, load_weighing
from kgraph.seeds import load_seeds

Extract = Callable[[Iterable[Document]], Iterable[Extracted]]


@dataclass(frozen=True, slots=True)
class Means:
    """With what documents are read.

    `pipeline` is the name of an installed spaCy pipeline, `network` the folder of a network of the user's own; None stands for what
    comes along. With `frames_only`, no network reads. Statements below `min_confidence`, 0 to 1, are left out; where it is None, those
    below UNWORDED, or below WORDED if a frame makes them.
    """

    pipeline: str | None = None
    network: Path | None = None
    frames_only: bool = False
    min_confidence: float | None = None

    def keeps(self, statement: Statement) -> bool:
        """Whether it is sure enough."""
        usual = UNWORDED if statement.frame.endswith(f"/{NETWORK}") else WORDED
        return statement.confidence >= (usual if self.min_confidence is None else self.min_confidence)


def reader_by(means: Means) -> Reader:
    """What reads documents by those means. Raises as `extractor` does."""
    network = None if means.frames_only else load_network(means.network)
    return Reader(load_seeds(), load_technologies(), means.pipeline, network=network)


def extractor(means: Means | None = None) -> Extract:
    """Documents → their mentions and statements, in the order given.

    Raises SetupError where pipeline or network are missing, DataError where ontology, seeds or network are malformed.
    """
    means = means or Means()
    reader = reader_by(means)
    weighing = None if means.frames_only else load_weighing(means.network and means.network / WEIGHTS)
    relater = Relater.load(load_ontology(), reader.network, weighing)

    def extract(documents: Iterable[Document]) -> Iterator[Extracted]:
        for reading in reader.read(documents):
            statements = [statement for statement in relater.relate(reading) if means.keeps(statement)]
            yield reading.document, reading.mentions, statements

    return extract
