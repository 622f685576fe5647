"""Words in pieces."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgraph.learned.wordpieces import Wordpieces

PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "face", "##s", "##book", "police", ".", "u", "s", "cafe"]


@pytest.fixture
def split(tmp_path: Path):
    (tmp_path / "v.txt").write_text("\n".join(PIECES), encoding="utf-8")
    pieces = Wordpieces(tmp_path / "v.txt")
    return lambda word: [PIECES[number] for number in pieces.of(word)]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("police", ["police"]),
        ("Police", ["police"]),
        ("Facebooks", ["face", "##book", "##s"]),
        ("café", ["cafe"]),
        ("U.S.", ["u", ".", "s", "."]),
        ("xyz", ["[UNK]"]),
        ("facexyz", ["[UNK]"]),
        ("", ["[UNK]"]),
        ("\u200b", ["[UNK]"]),
    ],
)
def test_the_longest_known_pieces_are_taken_from_the_left(split, word, expected):
    assert split(word) == expected
