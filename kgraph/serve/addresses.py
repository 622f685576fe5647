"""IRIs ↔ addresses on this server: https://w3id.org/kgraph/entity/nec ↔ /kgraph/entity/nec."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from kgraph import ids
from kgraph.serve.negotiation import HTML, OFFERS, Offer

ROOT = urlsplit(ids.BASE).path

_OFFERS = {offer.type: offer for offer in OFFERS["thing"]}
SUFFIXES = {
    ".html": HTML,
    ".ttl": _OFFERS["text/turtle"],
    ".nt": _OFFERS["application/n-triples"],
    ".rdf": _OFFERS["application/rdf+xml"],
    ".jsonld": _OFFERS["application/ld+json"],
}
"""What is put behind the address of a thing to get one form of it and no other."""


def address(iri: str) -> str | None:
    """Where a link to an IRI leads: to this server for those of kgraph, elsewhere for others on the web; None for what is none."""
    if iri.startswith(ids.BASE):
        return ROOT + quote(iri.removeprefix(ids.BASE), safe="/#%:~+")
    return iri if iri.startswith(("http://", "https://")) else None


def split(path: bytes) -> tuple[str, Offer | None]:
    """The IRI that a path under ROOT names, and the one form of it that is wanted, if it ends in one of SUFFIXES.

    The path is taken as it was sent: an IRI with %20 in it is not one with a space. Bytes beyond ASCII stand for characters.
    """
    rest = path.decode("utf-8", "replace").removeprefix(ROOT)
    for suffix, offer in SUFFIXES.items():
        if rest.endswith(suffix):
            return ids.BASE + rest.removesuffix(suffix), offer
    return ids.BASE + rest, None


def suffix_of(offer: Offer) -> str:
    """The suffix under which a form has an address of its own."""
    return next(suffix for suffix, other in SUFFIXES.items() if other.format == offer.format)
