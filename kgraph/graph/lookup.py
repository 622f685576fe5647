"""What a user calls a thing → its IRI."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Store

from kgraph.errors import QueryError
from kgraph.graph import terms

Named = tuple[str, str]
"""A name and the IRI of its bearer."""

LABELS = ((terms.LABEL, terms.ENTITIES),)
"""Where labels stand: property and graph."""

OTHER_NAMES = ((terms.ALT_LABEL, terms.ENTITIES), (terms.PREF_LABEL, terms.ONTOLOGY), (terms.ALT_LABEL, terms.ONTOLOGY))
"""Other names of entities, and all wordings of technologies, whether or not a document speaks of them."""

# How alike a name must be, of 100, to be offered in place of one that nothing bears; found by trying slips of the keyboard.
_ALIKE = 70
_OFFERED = 3


def find_entity(store: Store, text: str) -> str:
    """The IRI of the entity that `text` names: an IRI, a prefixed name (`tech:drones`), or a label or other name.

    What is written just so goes before what is written in another case, and labels before other names. Raises QueryError where
    several are called so, with their classes and IRIs, and where nothing is, with the nearest names.
    """
    iri = as_iri(text)
    if iri is not None:
        if not any(store.quads_for_pattern(NamedNode(iri), None, None, None)):
            raise QueryError(f"<{iri}> is not in the graph")
        return iri
    labels, names = _labels(store), _other_names(store)
    for bearers in _bearers(text, labels, names):
        if len(bearers) > 1:
            raise QueryError(_choose(store, text, sorted(bearers)))
        if bearers:
            return bearers.pop()
    raise QueryError(f"nothing in the graph is called {text!r}{_nearest(text, [*labels, *names])}")


def as_iri(text: str) -> str | None:
    """The IRI that `text` is, in full or under a prefix; None for a name. Raises QueryError for an IRI that is malformed."""
    prefix, colon, local = text.partition(":")
    iri = terms.PREFIXES[prefix] + local if colon and prefix in terms.PREFIXES and " " not in local else text
    if not iri.startswith(("http://", "https://")):
        return None
    try:
        return NamedNode(iri).value
    except ValueError as error:
        raise QueryError(f"not an IRI: {text!r}") from error


def _labels(store: Store) -> list[Named]:
    return _named(store, LABELS)


def _other_names(store: Store) -> list[Named]:
    return _named(store, OTHER_NAMES)


def _named(store: Store, sources: Iterable[tuple[NamedNode, NamedNode]]) -> list[Named]:
    quads = (quad for predicate, graph in sources for quad in store.quads_for_pattern(None, predicate, None, graph))
    return [(it.object.value, it.subject.value) for it in quads if isinstance(it.subject, NamedNode) and isinstance(it.object, Literal)]


def _bearers(text: str, labels: Iterable[Named], names: Iterable[Named]) -> Iterator[set[str]]:
    """Those called so, the surest way of being called so first."""
    for spelling in (str, _key):
        for named in (labels, names):
            yield _called(spelling(text), named, spelling)


def _called(text: str, named: Iterable[Named], spelling: Callable[[str], str]) -> set[str]:
    return {iri for name, iri in named if spelling(name) == text}


def _choose(store: Store, text: str, iris: Sequence[str]) -> str:
    choices = "".join(f"\n  {_described(store, iri)}: {terms.shorten(iri)}" for iri in iris)
    return f"{text!r} is the name of {len(iris)} things; give the IRI of the one that is meant:{choices}"


def _described(store: Store, iri: str) -> str:
    """Label and class, as far as they are known: technologies of which no document speaks have neither."""
    label, kind = (
        next((quad.object for quad in store.quads_for_pattern(NamedNode(iri), predicate, None, terms.ENTITIES)), None)
        for predicate in (terms.LABEL, terms.TYPE)
    )
    if not isinstance(label, Literal) or not isinstance(kind, NamedNode):
        return "a technology"
    return f"{label.value} ({terms.shorten(kind.value).removeprefix('kg:')})"


def _nearest(text: str, named: Iterable[Named]) -> str:
    from rapidfuzz import process

    names = sorted({name for name, _ in named})
    found = process.extract(_key(text), names, processor=_key, limit=_OFFERED, score_cutoff=_ALIKE)
    return f": did you mean {' or '.join(repr(name) for name, _, _ in found)}?" if found else ""


def _key(name: str) -> str:
    """The name without regard to case, width of letters and number of spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
