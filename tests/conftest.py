"""What many tests share: one loaded pipeline, and readers that know a few invented actors."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from kgraph.language import Reader, Reading
from kgraph.model import Document, Source
from kgraph.ontology import load_technologies
from kgraph.seeds import load_seeds


@pytest.fixture(scope="session")
def reader() -> Reader:
    """A reader with the seeds and technologies that travel with the program."""
    return Reader(load_seeds(), load_technologies())


@pytest.fixture(scope="session")
def read(reader: Reader) -> Callable[..., Reading]:
    """`read(text, date="2026-05-28")` → its Reading."""

    def one(text: str, date: str = "2026-05-28") -> Reading:
        source = Source("test", "test.md", "Test", datetime.date.fromisoformat(date))
        return next(iter(reader.read([Document(source, text)])))

    return one
