"""What documents say of two profiles beside their names. All of `CONTEXT` that has something to say counts."""

from __future__ import annotations

from kgraph.resolve.names import ORGANIZATION, PERSON
from kgraph.resolve.people import is_common
from kgraph.resolve.points import APART, Point
from kgraph.resolve.profiles import Profile

LOCAL_CLASSES = frozenset({"PoliceForce", "GovernmentBody", "OversightBody", "Court", "PoliticalParty", "Place"})
"""What a name means depends on the country: every one has its Supreme Court, and many a Richmond."""


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
    if _named_after(left) and _named_after(right):
        return Point(-1.0, f"named after {', '.join(sorted(mine))} and {', '.join(sorted(yours))}")
    told = f"of {', '.join(sorted(mine))} and of {', '.join(sorted(yours))}"
    if (left.classes | right.classes) & LOCAL_CLASSES:
        return Point(APART, told)
    if left.family == "LegalInstrument":
        return Point(-0.3, told)  # every country has its own, but for those of many
    # A rare name hardly has two bearers in one field, and people travel.
    common = left.family == PERSON and any(is_common(form) for form in (*left.forms, *right.forms))
    return Point(-0.4 if common else -0.15, told)


def places(left: Profile, right: Profile) -> Point | None:
    if not left.places or not right.places:
        return None
    if left.places & right.places:
        return Point(0.2, "at the same place")
    return Point(-1.0 if left.classes & {*LOCAL_CLASSES, "LegalInstrument"} else -0.2, "at other places")


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


CONTEXT = (classes, countries, places, posts, company, document)


def _named_after(profile: Profile) -> bool:
    """Whether the names themselves tell a country: "Vellumic UK"."""
    return any(form.country for form in profile.forms)


def _countries(profile: Profile) -> frozenset[str]:
    told = frozenset(form.country for form in profile.forms if form.country)
    return told or profile.countries
