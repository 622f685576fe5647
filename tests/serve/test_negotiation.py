"""Accept, as browsers, libraries and people write it."""

from __future__ import annotations

import pytest

from kgraph.serve.negotiation import OFFERS, preferred

CHROMIUM = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


@pytest.mark.parametrize(
    ("kind", "accept", "expected"),
    [
        ("select", "", "application/sparql-results+json"),
        ("select", "*/*", "application/sparql-results+json"),
        ("select", CHROMIUM, "text/html"),
        ("select", "text/csv", "text/csv"),
        ("select", "TEXT/CSV ; Q=0.5, text/tab-separated-values;q=0.6", "text/tab-separated-values"),
        ("select", "application/json", "application/json"),
        ("select", "text/*;q=0.3, text/html;q=0", "text/csv"),
        ("select", "application/sparql-results+json;q=0.1, */*;q=0.5", "application/sparql-results+xml"),
        ("select", "text/csv;q=0, */*;q=0.1", "application/sparql-results+json"),
        ("select", "text/csv;q=2, text/tab-separated-values;q=0.001", "text/tab-separated-values"),
        ("select", "text/turtle", None),
        ("select", "text/csv;q=0", None),
        ("select", "nonsense", None),
        ("ask", "text/csv", None),
        ("graph", "*/*", "text/turtle"),
        ("graph", "application/rdf+xml;q=0.9, application/ld+json", "application/ld+json"),
        ("graph", 'application/ld+json;profile="a,b;q=0"', "application/ld+json"),
        ("thing", "*/*", "text/html"),
        ("thing", "text/turtle, text/html;q=0.9", "text/turtle"),
    ],
)
def test_the_form_that_is_wanted_most(kind: str, accept: str, expected: str | None) -> None:
    found = preferred(OFFERS[kind], accept)
    assert (found and found.type) == expected
