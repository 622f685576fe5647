"""What a user calls a thing → its entity, among entities that have been read already."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence

from kgraph.errors import QueryError
from kgraph.model import Entity

# How alike a name must be, of 100, to be offered in place of one that nothing bears.
_ALIKE = 70
_OFFERED = 3


def find_entity(entities: Iterable[Entity], text: str) -> Entity:
    """The entity whose IRI, label or other name is `text`; exactly so before in any case, and labels before other names.

    Raises QueryError where several are called so, with their classes and IRIs, and where none is, with the nearest names.
    """
    entities = sorted(entities, key=lambda entity: entity.id)
    for called in _ways(text):
        found = [entity for entity in entities if called(entity)]
        if len(found) > 1:
            raise QueryError(_choose(text, found))
        if found:
            return found[0]
    raise QueryError(f"nothing in the graph is called {text!r}{_nearest(text, entities)}")


def _ways(text: str) -> Iterator[Callable[[Entity], bool]]:
    """Ways to call an entity so, the surest first."""
    key = _key(text)
    yield lambda entity: entity.id == text
    yield lambda entity: entity.label == text
    yield lambda entity: text in entity.names
    yield lambda entity: _key(entity.label) == key
    yield lambda entity: key in map(_key, entity.names)


def _choose(text: str, found: Sequence[Entity]) -> str:
    choices = "".join(f"\n  {entity.label} ({entity.type}): {entity.id}" for entity in found)
    return f"{text!r} is the name of {len(found)} things; give the IRI of the one that is meant:{choices}"


def _nearest(text: str, entities: Iterable[Entity]) -> str:
    from rapidfuzz import process

    names = sorted({name for entity in entities for name in (entity.label, *entity.names)})
    found = process.extract(_key(text), names, processor=_key, limit=_OFFERED, score_cutoff=_ALIKE)
    return f": did you mean {' or '.join(repr(name) for name, _, _ in found)}?" if found else ""


def _key(name: str) -> str:
    """The name without regard to case, width of letters and number of spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
