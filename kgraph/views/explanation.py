"""Why a node is one thing: its names, its mentions document by document, and the reason for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kgraph.model import Document, Entity


def find(entities: Iterable[Entity], name: str) -> list[Entity]:
    """The entity of that IRI, else those of that label, else those of that name, in any letter case; by IRI."""
    listed = sorted(entities, key=lambda entity: entity.id)
    plain = " ".join(name.casefold().split())
    ways = (
        [entity for entity in listed if entity.id == name],
        [entity for entity in listed if entity.label.casefold() == plain],
        [entity for entity in listed if plain in {other.casefold() for other in entity.names}],
    )
    return next((found for found in ways if found), [])


def explanation(entity: Entity, documents: Mapping[str, Document], doubts: Sequence[tuple[float, Entity, str]] = ()) -> Iterator[str]:
    """Lines of text. `documents`: by identifier. `doubts` are entities that may be the same: points, entity, reason."""
    yield f"{entity.label}  ({entity.type})"
    yield f"  {entity.id}"
    for identifier in entity.identifiers:
        yield f"  same as {identifier}"
    if entity.names:
        yield f"  also called: {', '.join(entity.names)}"
    counted: dict[str, Counter[tuple[str, str]]] = {}
    for mention, reason in zip(entity.mentions, entity.reasons, strict=True):
        words = " ".join(mention.text.split())
        counted.setdefault(documents[mention.document].source.path, Counter())[words, reason] += 1
    for path, forms in counted.items():
        yield f"  {path}"
        for (words, reason), times in forms.items():
            yield f"    '{words}'{f' ×{times}' if times > 1 else ''}: {reason}"
    if doubts:
        yield "  may also be:"
    for points, other, reason in doubts:
        yield f"    {other.label} ({other.type}), {points:.2f}: {reason}"
