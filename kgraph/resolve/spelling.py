"""Words that are one word in two spellings."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import fuzz

_SOUNDS = str.maketrans({"c": "k", "q": "k", "z": "s", "v": "f", "d": "t", "b": "p"})


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
