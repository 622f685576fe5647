"""Words → pieces that the network knows: the greedy longest match of WordPiece (Schuster and Nakajima 2012), as BERT uses it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

PADDING, START, END, UNKNOWN = MARKS = "[PAD]", "[CLS]", "[SEP]", "[UNK]"

_PART = re.compile(r"\w+|[^\w\s]")
_LONGEST = 64  # characters of a word, beyond which nothing is known of it anyway


class Wordpieces:
    """A vocabulary, one piece a line; pieces that continue a word begin with `##`."""

    def __init__(self, path: Path) -> None:
        pieces = path.read_text(encoding="utf-8").splitlines()
        self._number: Mapping[str, int] = {piece: number for number, piece in enumerate(pieces)}
        self.start, self.end, self.unknown = (self._number[piece] for piece in (START, END, UNKNOWN))
        self.of = cache(self._split)

    def _split(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces, at least one; case and accents are disregarded."""
        plain = "".join(char for char in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(char) != "Mn")
        found = [number for part in _PART.findall(plain[:_LONGEST]) for number in self._part(part)]
        return tuple(found) or (self.unknown,)

    def _part(self, part: str) -> list[int]:
        found: list[int] = []
        start = 0
        while start < len(part):
            prefix = "##" if start else ""
            end = next((end for end in range(len(part), start, -1) if prefix + part[start:end] in self._number), None)
            if end is None:
                return [self.unknown]
            found.append(self._number[prefix + part[start:end]])
            start = end
        return found
