"""What a validation found, for people and for programs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from kgraph.graph.terms import shorten

_IRI = re.compile(r"<([^<>\s]+)>")

# Of one fault in a million places, so many are listed.
_LISTED = 5

_FAULTS = {
    "Class": "is not of the class that belongs there",
    "Closed": "does not belong to it",
    "Datatype": "is not of the datatype that belongs there",
    "Equals": "is not what it should equal",
    "HasValue": "lacks a value that it must have",
    "In": "is none of the values that are allowed",
    "LessThan": "is not less than what it should be less than",
    "MaxCount": "has more values than it may",
    "MaxInclusive": "is too large",
    "MinCount": "has fewer values than it must",
    "MinInclusive": "is too small",
    "MinLength": "is too short",
    "Node": "has not the shape that belongs there",
    "NodeKind": "is not the kind of term that belongs there",
    "Or": "is in none of the ways in which it may be",
    "Pattern": "is not written as it should be",
    "QualifiedMinCount": "has too few values of the kind that belongs there",
}


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that is not as a shape has it.

    `shape`, `focus` and `path` are IRIs, a longer path in the syntax of SPARQL; `path` and `value` (a term as N-Triples write it) are None
    where the fault is not of one property or value. `component` is SHACL's name of the constraint, without its last words.
    """

    shape: str
    focus: str
    component: str
    path: str | None
    value: str | None
    message: str | None

    def place(self) -> tuple[str, str, str, str, str]:
        """By what violations are sorted."""
        return self.shape, self.path or "", self.component, self.focus, self.value or ""

    def __str__(self) -> str:
        if self.component == "SPARQL" and self.message:
            return _short(self.message)
        fault = self.message or _FAULTS.get(self.component, f"breaks {self.component}")
        path = self.path and (_short(self.path) if "<" in self.path else shorten(self.path))
        parts = (shorten(self.focus), path, self.value and _short(self.value))
        return f"{' '.join(part for part in parts if part)}: {fault}"


@dataclass(frozen=True, slots=True)
class Report:
    """All violations, by shape, path, constraint, node and value."""

    results: tuple[Violation, ...]

    @property
    def conforms(self) -> bool:
        return not self.results

    @property
    def text(self) -> str:
        """The violations by kind, the first few of each with node, property and value, and how many there are."""
        return "\n".join(_lines(self))


def _lines(report: Report) -> Iterator[str]:
    def kind(violation: Violation) -> tuple[str, str, str]:
        return violation.shape, violation.path or "", violation.component

    for (shape, path, component), group in groupby(report.results, key=kind):
        found = list(group)
        yield f"{shape.rpartition('#')[2]}{path and ' ' + shorten(path)} ({component}): {len(found)}"
        yield from (f"  {violation}" for violation in found[:_LISTED])
        if len(found) > _LISTED:
            yield f"  and {len(found) - _LISTED} more"


def _short(text: str) -> str:
    return _IRI.sub(lambda iri: shorten(iri.group(1)), text)
