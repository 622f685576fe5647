"""What docs/graph.md shows is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import Store

from kgraph import ids, resources
from kgraph.graph import run_query
from kgraph.graph.terms import QUERY_PREFIXES

TEXT = (Path(__file__).parents[2] / "docs" / "graph.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sparql\n(.*?)```", TEXT, re.DOTALL)


@pytest.mark.parametrize("query", QUERIES)
def test_every_query_has_an_answer(store: Store, query: str) -> None:
    assert run_query(store, query).rows


def test_there_are_queries_and_every_prefix_is_named() -> None:
    assert len(QUERIES) == 4
    for prefix in QUERY_PREFIXES:
        assert f"`{prefix}:`" in TEXT


@pytest.mark.parametrize("name", ["policing.ttl", "technologies.ttl", "shapes.ttl"])
def test_the_namespace_of_the_files_is_that_of_the_code(name: str) -> None:
    text = (resources.folder("ontology") / name).read_text(encoding="utf-8")
    ours = set(re.findall(r"<(https://w3id\.org/[^>]*)>", text))
    assert ours
    assert all(iri.startswith(ids.BASE) for iri in ours)
    assert ids.ONTOLOGY in text or ids.TECHNOLOGY in text
