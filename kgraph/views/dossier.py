"""Rows → a dossier: all that the documents say of one entity, and all that it is quoted as saying."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kgraph.model import Entity, Node, Row


@dataclass(frozen=True, slots=True)
class Line:
    """One statement, seen from the entity: `counterpart` stands at its other end. The row holds sentence, document and qualifiers."""

    counterpart: Node
    row: Row


@dataclass(frozen=True, slots=True)
class Group:
    """The statements of one property in one direction; `outgoing` where the entity is their subject. Never empty."""

    predicate: str
    outgoing: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """`groups` hold each statement of the entity once; `spoken` are those attributed to it, whomever they are about."""

    entity: Entity
    groups: tuple[Group, ...]
    spoken: tuple[Row, ...]


def dossier(rows: Iterable[Row], entity: Entity) -> Dossier:
    """What is said of `entity`, and by it.

    Groups are ordered with the entity as subject first, then by property; lines by counterpart; and all, last, by document and
    place. A statement of the entity about itself stands among the outgoing.
    """
    rows = sorted(rows, key=lambda row: (row.source.path, row.start, row.id))
    groups: dict[tuple[bool, str], list[Line]] = defaultdict(list)
    for row in rows:
        if row.subject.id == entity.id:
            groups[True, row.predicate].append(Line(row.object, row))
        elif row.object.id == entity.id:
            groups[False, row.predicate].append(Line(row.subject, row))
    return Dossier(
        entity,
        tuple(_group(*key, groups[key]) for key in sorted(groups, key=lambda key: (not key[0], key[1]))),
        tuple(row for row in rows if row.attributed_to is not None and row.attributed_to.id == entity.id),
    )


def _group(outgoing: bool, predicate: str, lines: Iterable[Line]) -> Group:
    by_counterpart = sorted(lines, key=lambda line: (line.counterpart.label.casefold(), line.counterpart.id))
    return Group(predicate, outgoing, tuple(by_counterpart))
