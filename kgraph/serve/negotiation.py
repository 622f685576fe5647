"""Which of the forms that an answer can take a client wants most (RFC 9110, 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.request import parse_http_list


@dataclass(frozen=True, slots=True)
class Offer:
    """A media type, and what `Result.serialize` calls it; `html` is a page."""

    type: str
    format: str

    @property
    def header(self) -> str:
        """The value of Content-Type. JSON and XML say their encoding themselves."""
        return f"{self.type}; charset=utf-8" if self.type.startswith("text/") and self.type != "text/xml" else self.type


_PART = re.compile(r'(?:[^;"]|"(?:\\.|[^"\\])*")+')

HTML = Offer("text/html", "html")

_TABLES = (
    Offer("application/sparql-results+json", "json"),
    Offer("application/sparql-results+xml", "xml"),
    Offer("application/json", "json"),
    Offer("application/xml", "xml"),
)
_GRAPHS = (
    Offer("text/turtle", "turtle"),
    Offer("application/n-triples", "ntriples"),
    Offer("application/rdf+xml", "xml"),
    Offer("application/ld+json", "json"),
    Offer("application/json", "json"),
)
OFFERS = {
    "select": (*_TABLES, Offer("text/csv", "csv"), Offer("text/tab-separated-values", "tsv"), HTML),
    "ask": (*_TABLES, HTML),
    "graph": (*_GRAPHS, HTML),
    "thing": (HTML, *_GRAPHS),
}
"""By what is answered; a client without a wish gets the first."""

EVERYTHING = tuple(dict.fromkeys(offer for offers in OFFERS.values() for offer in offers))

NAMES = {
    "json": "application/sparql-results+json, application/ld+json",
    "xml": "application/sparql-results+xml, application/rdf+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "html": "text/html",
}
"""What `as=NAME` asks for in place of the header Accept. Clients send `format` along with it, each in its own words."""


def preferred(offers: Sequence[Offer], accept: str) -> Offer | None:
    """The offer that the header Accept values most, the first of several; None where it wants none of them.

    The most specific range that fits a type tells its value. No header at all wants anything; a malformed range counts for nothing.
    """
    ranges = list(_ranges(accept)) if accept.strip() else [("*/*", 1.0)]
    valued = [(_value(offer.type, ranges), -place) for place, offer in enumerate(offers)]
    best, place = max(valued)
    return offers[-place] if best > 0 else None


def _value(type_: str, ranges: Sequence[tuple[str, float]]) -> float:
    for wanted in (type_, f"{type_.partition('/')[0]}/*", "*/*"):
        values = [value for name, value in ranges if name == wanted]
        if values:
            return max(values)
    return 0


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    for item in parse_http_list(accept):
        name, *parameters = (part.strip().lower() for part in _PART.findall(item))
        weights = [parameter[2:] for parameter in parameters if parameter.startswith("q=")]
        try:
            value = float(weights[0]) if weights else 1.0
        except ValueError:
            continue
        if 0 <= value <= 1:
            yield name, value
