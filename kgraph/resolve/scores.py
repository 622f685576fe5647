"""How likely two profiles are one thing: a table of small functions, each of which gives points and a reason, or nothing.

First the names: `NAMES` holds for each family its comparisons, and the first that applies counts. Where none does, the two are not
compared at all. Then all of `CONTEXT`. From `SAME` on, two profiles are one; from `DOUBT` on, it is worth asking a person.
"""

from __future__ import annotations

from dataclasses import dataclass

from kgraph.resolve.context import CONTEXT
from kgraph.resolve.names import ORGANIZATION, PERSON
from kgraph.resolve.people import PEOPLE
from kgraph.resolve.points import Point
from kgraph.resolve.profiles import Profile
from kgraph.resolve.things import ORGANIZATIONS, TECHNOLOGY, THINGS

SAME = 0.9
DOUBT = 0.5

NAMES = {PERSON: PEOPLE, ORGANIZATION: ORGANIZATIONS, "technology": TECHNOLOGY}


@dataclass(frozen=True, slots=True)
class Score:
    """The points of all functions that had something to say, and their sum."""

    points: tuple[Point, ...]
    total: float

    def __str__(self) -> str:
        return "; ".join(f"{point.reason} ({point.points:+.2f})" for point in self.points)


def score(left: Profile, right: Profile) -> Score | None:
    """The points of two profiles of one family, whichever comes first; None where their names have nothing in common."""
    named = _best_names(left, right)
    if named is None:
        return None
    said = (judge(left, right) for judge in CONTEXT)
    points = (named, *(point for point in said if point is not None))
    return Score(points, round(sum(point.points for point in points), 4))


def _best_names(left: Profile, right: Profile) -> Point | None:
    """The best of all their names, unless two of the fullest contradict each other."""
    table = NAMES.get(left.family, THINGS)
    best: Point | None = None
    for one in left.forms:
        for other in right.forms:
            point = next((point for judge in table if (point := judge(one, other)) is not None), None)
            if point is not None and (best is None or point.points > best.points):
                best = point
    return best
