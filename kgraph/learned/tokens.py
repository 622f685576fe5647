"""What the network is told of a text: its words, and what parser, recognizer and rules say of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

SHAPES = ("lower", "Title", "UPPER", "Mixed", "digits", "marks")

_SHARED = 1 / 3  # of a window stands in the one before too, so that what joins two sentences is seen with both


class Marked(NamedTuple):
    """Tokens start..end are a mention of something of class `type`."""

    start: int
    end: int
    type: str


@dataclass(frozen=True)
class Tokens:
    """A text token by token; all sequences have its length.

    `heads` are the indices of syntactic heads (a root is its own), `sentences` the number of each token's sentence, `rules` the
    classes that rules and lists give: `""`, or `B-` or `I-` and a class.
    """

    words: Sequence[str]
    lemmas: Sequence[str]
    tags: Sequence[str]
    relations: Sequence[str]
    entities: Sequence[str]
    rules: Sequence[str]
    heads: Sequence[int]
    sentences: Sequence[int]

    def __len__(self) -> int:
        return len(self.words)

    def windows(self, longest: int) -> Iterator[tuple[int, int]]:
        """Runs of whole sentences of at most `longest` tokens, each beginning with the last sentences of the one before.

        These are as many as fit into a third of a window, or one where it fits at all. A longer sentence is cut. Every token is in at
        least one window.
        """
        sentences = list(self._sentences(longest))
        first = 0
        while first < len(sentences):
            last = first
            while last + 1 < len(sentences) and sentences[last + 1][1] - sentences[first][0] <= longest:
                last += 1
            yield sentences[first][0], sentences[last][1]
            if last + 1 == len(sentences):
                return
            end, again = sentences[last][1], last
            while again - 1 > first and end - sentences[again - 1][0] <= longest * _SHARED:
                again -= 1
            first = again if again > first else last + 1

    def _sentences(self, longest: int) -> Iterator[tuple[int, int]]:
        start = 0
        for index in range(1, len(self) + 1):
            ends = index == len(self) or self.sentences[index] != self.sentences[start]
            if ends or index - start == longest:
                yield start, index
                start = index


def shape(word: str) -> str:
    """How a word is written, one of SHAPES."""
    if word.islower():
        return "lower"
    if word.isupper():
        return "UPPER" if len(word) > 1 else "Title"
    if word[:1].isupper() and word[1:].islower():
        return "Title"
    if any(char.isdigit() for char in word):
        return "digits"
    return "Mixed" if any(char.isalnum() for char in word) else "marks"


def root(heads: Sequence[int], start: int, end: int) -> int:
    """The token of start..end that depends on none of the others."""
    for index in range(start, end):
        if not start <= heads[index] < end or heads[index] == index:
            return index
    return end - 1


def path(up: Mapping[int, int], down: Mapping[int, int]) -> tuple[tuple[int, ...], int | None]:
    """The tokens between two in the parse, both included, and the one at the top; None where they stand in different trees.

    `up` and `down` are the `ancestors` of the two.
    """
    meeting = next((index for index in down if index in up), None)
    if meeting is None:
        return (*up, *down), None
    return (*islice(up, up[meeting] + 1), *islice(down, down[meeting])), meeting


def ancestors(heads: Sequence[int], index: int) -> Mapping[int, int]:
    """The token, its head, and so on up to the root of its sentence, each with its steps from the token."""
    found: dict[int, int] = {}
    while index not in found:
        found[index] = len(found)
        index = heads[index]
    return found
