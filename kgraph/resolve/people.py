"""How alike the names of two people are. In `PEOPLE` the first comparison that has something to say counts."""

from __future__ import annotations

from collections.abc import Sequence

from kgraph.resolve.forms import Form
from kgraph.resolve.points import APART, Judge, Point
from kgraph.resolve.spelling import alike, blank_differs, umlaut_differs
from kgraph.resolve.wording import load_wording


def same_person_name(left: Form, right: Form) -> Point | None:
    if left.key != right.key:
        return None
    if len(left.words) < 2:
        return Point(0.2, f"the same surname '{left.text}'")
    if is_common(left):
        return Point(0.65, f"the same name '{left.text}', which many people bear")
    return Point(1.0, f"the same full name '{left.text}'")


def generation_differs(left: Form, right: Form) -> Point | None:
    if left.core == right.core and left.suffix and right.suffix and left.suffix != right.suffix:
        return Point(APART, f"'{left.text}' and '{right.text}' are of two generations")
    return None


def generation_unsaid(left: Form, right: Form) -> Point | None:
    if left.core == right.core and left.given == right.given and bool(left.suffix) != bool(right.suffix):
        return Point(0.75, f"'{left.text}' and '{right.text}' differ in '{left.suffix or right.suffix}' only")
    return None


def middle_name_differs(left: Form, right: Form) -> Point | None:
    if left.core != right.core or len(left.given) < 2 or len(right.given) < 2 or left.given[0] != right.given[0]:
        return None
    if left.given[1][0] == right.given[1][0] and 1 in (len(left.given[1]), len(right.given[1])):
        return Point(1.0, f"'{left.text}' and '{right.text}' differ in a middle initial only")
    return Point(APART, f"'{left.text}' and '{right.text}' have other middle names") if left.given[1][0] != right.given[1][0] else None


def middle_name_missing(left: Form, right: Form) -> Point | None:
    if left.core != right.core or not left.given or not right.given or left.given[0] != right.given[0] or len(left.given[0]) < 2:
        return None
    points = 0.6 if is_common(left) or is_common(right) else 0.95
    return Point(points, f"'{left.text}' and '{right.text}' differ in a middle name only")


def short_given_name(left: Form, right: Form) -> Point | None:
    if left.core != right.core or not left.given or not right.given:
        return None
    full = load_wording().given
    mine, yours = full.get(left.given[0], frozenset((left.given[0],))), full.get(right.given[0], frozenset((right.given[0],)))
    if not mine & yours:
        return None
    points = 0.5 if left.core[0] in load_wording().common_surnames else 0.8
    return Point(points, f"'{left.given[0]}' and '{right.given[0]}' are forms of one given name")


def initials(left: Form, right: Form) -> Point | None:
    """ "A. J. Roe" and "Alistair James Roe": two of them agree by chance far more seldom than one."""
    short, long = sorted((left, right), key=lambda form: sum(map(len, form.given)))
    if left.core != right.core or not 1 < len(short.given) == len(long.given) or any(len(letter) > 1 for letter in short.given):
        return None
    if any(letter != name[0] for letter, name in zip(short.given, long.given, strict=True)):
        return None
    points = 0.5 if left.core[-1] in load_wording().common_surnames else 0.75
    return Point(points, f"'{left.text}' and '{right.text}' agree in surname and initials")


def initial(left: Form, right: Form) -> Point | None:
    if left.core != right.core or not left.given or not right.given or left.given[0][0] != right.given[0][0]:
        return None
    if 1 not in (len(left.given[0]), len(right.given[0])):
        return None
    return Point(0.45, f"'{left.text}' and '{right.text}' agree in surname and initial")


def spelled_given_name(left: Form, right: Form) -> Point | None:
    if left.core != right.core or not left.given or not right.given:
        return None
    mine, yours = left.given[0], right.given[0]
    full = load_wording().given
    if mine in full and yours in full:
        return None  # "Francis" and "Frances", of which the list knows that they are two
    if mine[-1] == yours[-1] and alike(mine, yours):  # and so are "Stefan" and "Stefanie"
        return Point(0.7, f"'{mine}' and '{yours}' are spelled alike")
    return None


def given_name_differs(left: Form, right: Form) -> Point | None:
    if left.core == right.core and left.given and right.given:
        return Point(APART, f"'{left.text}' and '{right.text}' have other given names")
    return None


def surname_alone(left: Form, right: Form) -> Point | None:
    if left.core == right.core and bool(left.given) != bool(right.given):
        points = 0.0 if left.core[-1] in load_wording().common_surnames else 0.2
        return Point(points, f"'{left.text}' and '{right.text}' agree in the surname")
    return None


def spelled_surname(left: Form, right: Form) -> Point | None:
    if not left.given or not right.given or left.given[0] != right.given[0] or len(left.given[0]) < 2:
        return None
    if alike(" ".join(left.core), " ".join(right.core)):
        return Point(0.7, f"'{left.text}' and '{right.text}' are spelled alike")
    return None


def part_of_surname(left: Form, right: Form) -> Point | None:
    """ "Ana García López" and "Ana García"; "Anna Traoré-Quist" and "Anna Quist"."""
    short, long = sorted((left, right), key=lambda form: len(form.words))
    if len(short.words) < 2 or len(long.words) != len(short.words) + 1 or len(short.given[:1]) != 1 or len(short.given[0]) < 2:
        return None
    if long.words[0] == short.words[0] and set(short.words) < set(long.words):
        return Point(0.7, f"'{short.text}' and '{long.text}' differ in one of two surnames")
    return None


def surname_first(left: Form, right: Form) -> Point | None:
    if len(left.words) > 1 and sorted(left.words) == sorted(right.words):
        points = 0.5 if is_common(left) or is_common(right) else 0.8
        return Point(points, f"'{left.text}' and '{right.text}' are the same words in another order")
    return None


def is_common(form: Form) -> bool:
    """Whether many people bear a name of this given name and surname."""
    wording = load_wording()
    if not form.given:
        return False
    full = wording.given.get(form.given[0], frozenset((form.given[0],)))
    return bool((full | {form.given[0]}) & wording.common_given) and form.core[-1] in wording.common_surnames and len(form.given) == 1


PEOPLE: Sequence[Judge] = (
    generation_differs,
    same_person_name,
    generation_unsaid,
    blank_differs,
    umlaut_differs,
    middle_name_differs,
    middle_name_missing,
    short_given_name,
    initials,
    initial,
    spelled_given_name,
    part_of_surname,
    given_name_differs,
    surname_alone,
    spelled_surname,
    surname_first,
)
