"""Words and names that are one in two spellings."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

from kgraph.resolve.forms import Form
from kgraph.resolve.points import Point

_SOUNDS = str.maketrans({"c": "k", "q": "k", "z": "s", "v": "f", "d": "t", "b": "p"})
_FEW = 4  # letters; "data platform" and "data tool" have no more in common
_UMLAUT = re.compile("([aou])e")


def alike(left: str, right: str) -> bool:
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


def blank_differs(left: Form, right: Form) -> Point | None:
    if left.key != right.key and left.letters == right.letters and left.suffix == right.suffix and len(left.letters) > _FEW:
        return Point(0.95, f"'{left.text}' and '{right.text}' differ in a blank only")
    return None


def umlaut_differs(left: Form, right: Form) -> Point | None:
    """ "Jürgen" and "Juergen": accents are gone from the words of a form."""
    mine, yours = (_UMLAUT.sub(r"\1", " ".join(form.words)) for form in (left, right))
    if left.key != right.key and mine == yours and left.suffix == right.suffix:
        return Point(0.95, f"'{left.text}' and '{right.text}' differ in how an umlaut is written only")
    return None
