"""What a user calls a thing → its IRI."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode, Store

from kgraph.errors import QueryError
from kgraph.graph import terms

# How alike a name must be, of 100, to be offered in place of one that nothing bears; found by trying slips of the keyboard.
_ALIKE = 70
_OFFERED = 3


def find_entity(store: Store, text: str) -> str:
    """The IRI of the entity that `text` names: an IRI, a prefixed name (`tech:drones`), or a label or other name in any case.

    A label goes before other names. Raises QueryError where nothing is called so, with the nearest names, and where several are.
    """
    iri = _as_iri(text)
    if iri is not None:
        if not any(store.quads_for_pattern(NamedNode(iri), None, None, None)):
            raise QueryError(f"<{iri}> is not in the graph")
        return iri
    labels, names = _labels(store), _other_names(store)
    bearers = labels.get(_key(text)) or names.get(_key(text))
    if not bearers:
        raise QueryError(f"nothing in the graph is called {text!r}{_nearest(text, {**names, **labels})}")
    if len(bearers) > 1:
        raise QueryError(f"{text!r} is the name of several: choose one of {', '.join(sorted(bearers))}")
    return next(iter(bearers))


def _as_iri(text: str) -> str | None:
    prefix, colon, local = text.partition(":")
    iri = terms.PREFIXES[prefix] + local if colon and prefix in terms.PREFIXES and " " not in local else text
    if not iri.startswith(("http://", "https://")):
        return None
    try:
        return NamedNode(iri).value
    except ValueError as error:
        raise QueryError(f"not an IRI: {text!r}") from error


def _labels(store: Store) -> dict[str, set[str]]:
    return _bearers(store, (terms.LABEL, terms.ENTITIES))


def _other_names(store: Store) -> dict[str, set[str]]:
    """Names of entities, and all wordings of technologies, whether or not a document speaks of them."""
    return _bearers(store, (terms.ALT_LABEL, terms.ENTITIES), (terms.PREF_LABEL, terms.ONTOLOGY), (terms.ALT_LABEL, terms.ONTOLOGY))


def _bearers(store: Store, *sources: tuple[NamedNode, NamedNode]) -> dict[str, set[str]]:
    bearers: dict[str, set[str]] = defaultdict(set)
    for predicate, graph in sources:
        for quad in store.quads_for_pattern(None, predicate, None, graph):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                bearers[_key(quad.object.value)].add(quad.subject.value)
    return bearers


def _nearest(text: str, bearers: Mapping[str, set[str]]) -> str:
    from rapidfuzz import process

    found = process.extract(_key(text), sorted(bearers), limit=_OFFERED, score_cutoff=_ALIKE)
    return f": did you mean {' or '.join(repr(name) for name, _, _ in found)}?" if found else ""


def _key(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
