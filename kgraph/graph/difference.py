"""What came, went and changed between two builds.

A statement keeps its name while its document says the same in the same place, whatever its words were found to mean. So the ends of
statements that stand in both builds tell which entities were joined and which were parted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kgraph.model import Entity, Node, Row


@dataclass(frozen=True, slots=True)
class Change:
    """A statement in both builds that is not the same: another entity at an end, another frame or confidence."""

    old: Row
    new: Row


@dataclass(frozen=True, slots=True)
class Joined:
    """Entities of one build that are one in the other."""

    parts: tuple[Node, ...]
    whole: Node


@dataclass(frozen=True, slots=True)
class Difference:
    """Of two builds. Statements are in the order of documents and places, the rest in that of IRIs; `renamed` are pairs of old and new."""

    came: tuple[Row, ...]
    went: tuple[Row, ...]
    changed: tuple[Change, ...]
    entities_came: tuple[Entity, ...]
    entities_went: tuple[Entity, ...]
    renamed: tuple[tuple[Entity, Entity], ...]
    merged: tuple[Joined, ...]
    parted: tuple[Joined, ...]

    @property
    def nothing(self) -> bool:
        return not any(getattr(self, name) for name in self.__slots__)

    def documents(self) -> list[str]:
        """The paths of the documents of which statements came, went or changed."""
        return sorted({row.source.path for row in (*self.came, *self.went, *(change.new for change in self.changed))})


def compare(old: tuple[Iterable[Row], Iterable[Entity]], new: tuple[Iterable[Row], Iterable[Entity]]) -> Difference:
    """The difference between two builds, each given by its statements and entities."""
    rows, others = ({row.id: row for row in build[0]} for build in (old, new))
    entities, later = ({entity.id: entity for entity in build[1]} for build in (old, new))
    both = [Change(row, others[row.id]) for row in _ordered(rows.values()) if row.id in others]
    kept = [(entities[id_], later[id_]) for id_ in sorted(entities.keys() & later.keys())]
    return Difference(
        came=tuple(_ordered(row for row in others.values() if row.id not in rows)),
        went=tuple(_ordered(row for row in rows.values() if row.id not in others)),
        changed=tuple(change for change in both if _said(change.old) != _said(change.new)),
        entities_came=tuple(later[id_] for id_ in sorted(later.keys() - entities.keys())),
        entities_went=tuple(entities[id_] for id_ in sorted(entities.keys() - later.keys())),
        renamed=tuple((one, other) for one, other in kept if (one.label, one.type) != (other.label, other.type)),
        merged=_joined((one, other) for change in both for one, other in _ends(change)),
        parted=_joined((other, one) for change in both for one, other in _ends(change)),
    )


def _ordered(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row.source.path, row.start, row.id))


def _said(row: Row) -> tuple[object, ...]:
    speaker = row.attributed_to and row.attributed_to.id
    return row.subject.id, row.predicate, row.object.id, speaker, row.frame, row.confidence


def _ends(change: Change) -> list[tuple[Node, Node]]:
    old, new = change.old, change.new
    pairs = [(old.subject, new.subject), (old.object, new.object)]
    return pairs + ([(old.attributed_to, new.attributed_to)] if old.attributed_to and new.attributed_to else [])


def _joined(pairs: Iterable[tuple[Node, Node]]) -> tuple[Joined, ...]:
    parts: dict[str, dict[str, Node]] = defaultdict(dict)
    wholes: dict[str, Node] = {}
    for part, whole in pairs:
        parts[whole.id][part.id] = part
        wholes[whole.id] = whole
    return tuple(
        Joined(tuple(found[id_] for id_ in sorted(found)), wholes[whole]) for whole, found in sorted(parts.items()) if len(found) > 1
    )
