"""How alike the names of two organizations, technologies or other things are. In each table the first comparison that has something to
say counts."""

from __future__ import annotations

from collections.abc import Sequence

from kgraph.resolve.forms import Form
from kgraph.resolve.points import APART, Judge, Point
from kgraph.resolve.spelling import alike, blank_differs, umlaut_differs

_OF_TOWNS = frozenset({"city", "town", "borough", "municipal"})
_LONG = 8  # letters; hardly two things differ in one letter of such a word


def number_differs(left: Form, right: Form) -> Point | None:
    if left.numbers and right.numbers and left.numbers != right.numbers:
        return Point(APART, f"'{left.text}' and '{right.text}' have other numbers")
    return None


def same_name(left: Form, right: Form) -> Point | None:
    if left.key != right.key:
        return None
    if left.acronym and len(left.acronym) < 5:
        return Point(0.8, f"the same acronym '{left.text}'")
    return Point(1.0, f"the same name '{left.text}'")


def same_words(left: Form, right: Form) -> Point | None:
    if left.core == right.core and left.reach == right.reach and left.tails == right.tails and left.numbers == right.numbers:
        return Point(0.95, f"'{left.text}' and '{right.text}' are the same words")
    return None


def reach_differs(left: Form, right: Form) -> Point | None:
    if left.core == right.core and left.reach and right.reach and not (left.reach <= right.reach or right.reach <= left.reach):
        return Point(APART, f"'{left.text}' and '{right.text}' reach differently far")
    return None


def reach_unsaid(left: Form, right: Form) -> Point | None:
    if left.core != right.core or left.reach == right.reach or left.tails != right.tails or left.numbers != right.numbers:
        return None
    other = left.reach ^ right.reach
    unsaid = "', '".join(sorted(other))
    # A town has one council and one police of its own; a county has others beside them.
    return Point(0.75 if other <= _OF_TOWNS else 0.6, f"'{left.text}' and '{right.text}' differ only in '{unsaid}'")


def tail_unsaid(left: Form, right: Form) -> Point | None:
    if left.core != right.core or left.reach != right.reach or left.numbers != right.numbers:
        return None
    said = "', '".join(sorted(left.tails ^ right.tails))
    if not (left.tails <= right.tails or right.tails <= left.tails):
        return Point(0.3, f"'{left.text}' and '{right.text}' differ in '{said}'")
    return Point(0.75, f"'{left.text}' and '{right.text}' differ only in '{said}'")


def head_unsaid(left: Form, right: Form) -> Point | None:
    telling = len(left.core) > 1 or (left.text[0].isupper() and right.text[0].isupper())  # a product's name, or "camera"
    if left.core == right.core and left.numbers == right.numbers and telling:
        return Point(0.95, f"'{left.text}' and '{right.text}' differ in general words only")
    return None


def acronym(left: Form, right: Form) -> Point | None:
    for short, long in ((left, right), (right, left)):
        if short.acronym and short.acronym in long.initials:
            points = (0.4, 0.6, 0.7)[min(len(short.acronym), 4) - 2]
            return Point(points, f"'{short.text}' may stand for '{long.text}'")
    return None


def spelled_alike(left: Form, right: Form) -> Point | None:
    if left.numbers != right.numbers or len(left.words) != len(right.words) or left.acronym or right.acronym:
        return None
    other = [pair for pair in zip(left.words, right.words, strict=True) if pair[0] != pair[1]]
    if len(other) == 1 and alike(*other[0]):
        points = 0.7 if min(map(len, other[0])) >= _LONG else 0.6
        return Point(points, f"'{left.text}' and '{right.text}' are spelled alike")
    if left.key.replace(" ", "") == right.key.replace(" ", ""):
        return Point(0.95, f"'{left.text}' and '{right.text}' differ in a blank only")
    return None


def number_unsaid(left: Form, right: Form) -> Point | None:
    """ "Street Cameras Act 2031" and "Street Cameras Act", "Glance 2" and "Glance"."""
    mine, yours = _without_digits(left), _without_digits(right)
    if bool(left.numbers) != bool(right.numbers) and mine == yours and sum(map(len, mine)) >= _LONG:
        return Point(0.7, f"'{left.text}' and '{right.text}' differ only in a number")
    return None


def _without_digits(form: Form) -> tuple[str, ...]:
    return tuple(word for word in form.words if not word.isdigit())


ORGANIZATIONS: Sequence[Judge] = (
    number_differs,
    same_name,
    same_words,
    reach_differs,
    reach_unsaid,
    tail_unsaid,
    acronym,
    blank_differs,
    umlaut_differs,
    spelled_alike,
)
TECHNOLOGY: Sequence[Judge] = (
    number_differs,
    same_name,
    same_words,
    head_unsaid,
    number_unsaid,
    acronym,
    blank_differs,
    umlaut_differs,
    spelled_alike,
)
THINGS: Sequence[Judge] = (
    number_differs,
    same_name,
    same_words,
    reach_unsaid,
    number_unsaid,
    blank_differs,
    umlaut_differs,
    spelled_alike,
)
