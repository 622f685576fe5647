"""`said(text)` → what a text says, as plain tuples."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgraph.language import Reading
from kgraph.model import Statement
from kgraph.ontology import load_ontology
from kgraph.relate import Relater


@pytest.fixture(scope="session")
def relater() -> Relater:
    return Relater.load(load_ontology())


@pytest.fixture(scope="session")
def statements(read: Callable[..., Reading], relater: Relater) -> Callable[..., list[Statement]]:
    return lambda text, date="2026-05-28": relater.relate(read(text, date))


@pytest.fixture(scope="session")
def said(statements: Callable[..., list[Statement]]) -> Callable[..., set[tuple[str, str, str]]]:
    """Subject, property and object by the names that the text gives; contracts are called "contract"."""

    def names(text: str, date: str = "2026-05-28") -> set[tuple[str, str, str]]:
        return {
            (_name(statement.subject), statement.predicate, _name(statement.object)) for statement in statements(text, date)
        }

    return names


def _name(mention) -> str:
    return "contract" if mention.root.type == "Contract" else mention.root.text.removeprefix("the ").removeprefix("The ")
