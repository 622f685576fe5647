"""How likely two profiles are one thing: a table of small functions, each of which gives points and a reason, or nothing.

First the names: `NAMES` holds for each family its comparisons, and the first that applies counts. Where none does, the two are not
compared at all. Then all of `CONTEXT`. From `SAME` on, two profiles are one; from `DOUBT` on, it is worth asking a person. `APART` is
so low that nothing outweighs it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from kgraph.resolve.forms import Form
from kgraph.resolve.names import ORGANIZATION, PERSON
from kgraph.resolve.profiles import Profile
from kgraph.resolve.wording import load_wording

SAME = 0.9
DOUBT = 0.5
APART = -5.0

LOCAL_CLASSES = frozenset({"PoliceForce", "GovernmentBody", "OversightBody", "Court", "PoliticalParty", "Place"})
"""What a name means depends on the country: every one has its Supreme Court, and many a Richmond."""


@dataclass(frozen=True, slots=True)
class Point:
    """Points for or against, and why."""

    points: float
    reason: str


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


# Names of people.


def same_person_name(left: Form, right: Form) -> Point | None:
    if left.key != right.key:
        return None
    if len(left.words) < 2:
        return Point(0.2, f"the same surname '{left.text}'")
    if _is_common(left):
        return Point(0.65, f"the same name '{left.text}', which many people bear")
    return Point(1.0, f"the same full name '{left.text}'")


def generation_differs(left: Form, right: Form) -> Point | None:
    if left.core == right.core and left.suffix and right.suffix and left.suffix != right.suffix:
        return Point(APART, f"'{left.text}' and '{right.text}' are of two generations")
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
    points = 0.6 if _is_common(left) or _is_common(right) else 0.95
    return Point(points, f"'{left.text}' and '{right.text}' differ in a middle name only")


def short_given_name(left: Form, right: Form) -> Point | None:
    if left.core != right.core or not left.given or not right.given:
        return None
    full = load_wording().given
    mine, yours = full.get(left.given[0], frozenset((left.given[0],))), full.get(right.given[0], frozenset((right.given[0],)))
    if not mine & yours:
        return None
    points = 0.5 if left.core[0] in load_wording().common_surnames else 0.75
    return Point(points, f"'{left.given[0]}' and '{right.given[0]}' are forms of one given name")


def initial(left: Form, right: Form) -> Point | None:
    if left.core != right.core or not left.given or not right.given or left.given[0][0] != right.given[0][0]:
        return None
    if 1 not in (len(left.given[0]), len(right.given[0])):
        return None
    return Point(0.45, f"'{left.text}' and '{right.text}' agree in surname and initial")


def spelled_given_name(left: Form, right: Form) -> Point | None:
    if left.core == right.core and left.given and right.given and _alike(left.given[0], right.given[0]):
        return Point(0.7, f"'{left.given[0]}' and '{right.given[0]}' are spelled alike")
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
    if _alike(" ".join(left.core), " ".join(right.core)):
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
        return Point(0.7, f"'{left.text}' and '{right.text}' are the same words in another order")
    return None


# Names of organizations and of things.


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
    unsaid = "', '".join(sorted(left.reach ^ right.reach))
    return Point(0.6, f"'{left.text}' and '{right.text}' differ only in '{unsaid}'")


def tail_unsaid(left: Form, right: Form) -> Point | None:
    if left.core != right.core or left.reach != right.reach or left.numbers != right.numbers:
        return None
    said = "', '".join(sorted(left.tails ^ right.tails))
    if left.tails and right.tails:
        return Point(0.3, f"'{left.text}' and '{right.text}' differ in '{said}'")
    return Point(0.75, f"'{left.text}' and '{right.text}' differ only in '{said}'")


def head_unsaid(left: Form, right: Form) -> Point | None:
    if left.core == right.core and left.numbers == right.numbers and len(left.core) > 1:
        return Point(0.95, f"'{left.text}' and '{right.text}' differ in general words only")
    return None


def acronym(left: Form, right: Form) -> Point | None:
    for short, long in ((left, right), (right, left)):
        if short.acronym and short.acronym in long.initials:
            points = 0.4 if len(short.acronym) < 3 else 0.55
            return Point(points, f"'{short.text}' may stand for '{long.text}'")
    return None


def spelled_alike(left: Form, right: Form) -> Point | None:
    if left.numbers != right.numbers or len(left.words) != len(right.words) or left.acronym or right.acronym:
        return None
    other = [pair for pair in zip(left.words, right.words, strict=True) if pair[0] != pair[1]]
    if len(other) == 1 and _alike(*other[0]):
        return Point(0.6, f"'{left.text}' and '{right.text}' are spelled alike")
    if left.key.replace(" ", "") == right.key.replace(" ", ""):
        return Point(0.95, f"'{left.text}' and '{right.text}' differ in a blank only")
    return None


def blank_differs(left: Form, right: Form) -> Point | None:
    if left.key != right.key and "".join(left.words) == "".join(right.words) and len(left.key) > 4:
        return Point(0.95, f"'{left.text}' and '{right.text}' differ in a blank only")
    return None


def year_unsaid(left: Form, right: Form) -> Point | None:
    if bool(left.numbers) != bool(right.numbers) and _without_digits(left) == _without_digits(right) and len(_without_digits(left)) > 2:
        return Point(0.65, f"'{left.text}' and '{right.text}' differ only in a number")
    return None


def _without_digits(form: Form) -> tuple[str, ...]:
    return tuple(word for word in form.words if not word.isdigit())


# What documents say beside the names.


def classes(left: Profile, right: Profile) -> Point | None:
    shared = left.classes & right.classes
    if shared:
        return Point(0.1, f"both {min(shared)}")
    mine, yours = min(left.classes), min(right.classes)
    if left.family != ORGANIZATION:
        return Point(-0.4, f"{mine} and {yours}")
    # Which kind of organization a long name belongs to is often misread; two organizations rarely share one.
    telling = any(len(form.words) > 1 for form in left.forms) and any(len(form.words) > 1 for form in right.forms)
    return Point(-0.1 if telling else -0.3, f"{mine} and {yours}")


def countries(left: Profile, right: Profile) -> Point | None:
    mine, yours = _countries(left), _countries(right)
    if not mine or not yours:
        return None
    shared = mine & yours
    if shared:
        return Point(0.1, f"both of {min(shared)}")
    told = f"of {', '.join(sorted(mine))} and of {', '.join(sorted(yours))}"
    if (left.classes | right.classes) & LOCAL_CLASSES:
        return Point(APART, told)
    # A rare name hardly has two bearers in one field, and people travel.
    common = left.family == PERSON and any(_is_common(form) for form in (*left.forms, *right.forms))
    return Point(-0.4 if common else -0.15, told)


def places(left: Profile, right: Profile) -> Point | None:
    if not left.places or not right.places:
        return None
    if left.places & right.places:
        return Point(0.2, "at the same place")
    return Point(-1.0 if left.classes & LOCAL_CLASSES else -0.2, "at other places")


def posts(left: Profile, right: Profile) -> Point | None:
    if not left.posts or not right.posts:
        return None
    shared = {organization for organization, _ in left.posts} & {organization for organization, _ in right.posts}
    if any(role and (organization, role) in right.posts for organization, role in left.posts):
        return Point(0.75, "in the same post")
    if shared:
        return Point(0.5, "of the same organization")
    return Point(-0.15, "of other organizations")


def company(left: Profile, right: Profile) -> Point | None:
    shared = len(left.actors & right.actors)
    if not shared:
        return None
    return Point((0.1, 0.2, 0.3)[min(shared, 3) - 1], f"named beside {shared} of the same actors")


def document(left: Profile, right: Profile) -> Point | None:
    """A surname alone means the person of that surname whom its document names in full."""
    for lone, full in ((left, right), (right, left)):
        if lone.family == PERSON and lone.local and not full.local:
            here = {bearer.document for bearer in lone.bearers}
            if any(bearer.document in here for bearer in full.bearers):
                return Point(0.8, "named in the same document")
    return None


Judge = Callable[[Form, Form], Point | None]

PEOPLE: Sequence[Judge] = (
    generation_differs,
    same_person_name,
    middle_name_differs,
    middle_name_missing,
    short_given_name,
    initial,
    spelled_given_name,
    part_of_surname,
    given_name_differs,
    surname_alone,
    spelled_surname,
    surname_first,
)
ORGANIZATIONS: Sequence[Judge] = (
    number_differs, same_name, same_words, reach_differs, reach_unsaid, tail_unsaid, acronym, blank_differs, spelled_alike
)  # fmt: skip
TECHNOLOGY: Sequence[Judge] = (number_differs, same_name, same_words, head_unsaid, acronym, blank_differs, spelled_alike)
THINGS: Sequence[Judge] = (number_differs, same_name, same_words, reach_unsaid, year_unsaid, blank_differs, spelled_alike)
NAMES = {PERSON: PEOPLE, ORGANIZATION: ORGANIZATIONS, "technology": TECHNOLOGY}
CONTEXT = (classes, countries, places, posts, company, document)


def _countries(profile: Profile) -> frozenset[str]:
    told = frozenset(form.country for form in profile.forms if form.country)
    return told or profile.countries


def _is_common(form: Form) -> bool:
    wording = load_wording()
    if not form.given:
        return False
    full = wording.given.get(form.given[0], frozenset((form.given[0],)))
    return bool((full | {form.given[0]}) & wording.common_given) and form.core[-1] in wording.common_surnames and len(form.given) == 1


def _alike(left: str, right: str) -> bool:
    """Two spellings of one word, as far as the words themselves tell: long enough, the same beginning, hardly another letter."""
    if min(len(left), len(right)) < 5 or left[0] != right[0]:
        return False
    return fuzz.ratio(left, right) >= 85 if skeleton(left) == skeleton(right) else fuzz.ratio(left, right) >= 93


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The consonants of a word, those that are confused as one: "mohammed" and "muhamad" are "mmt"."""
    sounds = word.replace("ph", "f").replace("ck", "k").translate(_SOUNDS)
    kept = sounds[:1]
    for letter in sounds[1:]:
        if letter not in "aeiouyhw" and letter != kept[-1:]:
            kept += letter
    return kept


_SOUNDS = str.maketrans({"c": "k", "q": "k", "z": "s", "v": "f", "d": "t", "b": "p"})
