"""Windows over a text, and the way from word to word through its parse."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.learned.tokens import Tokens, ancestors, path, root, shape


def tokens(lengths: list[int]) -> Tokens:
    """A text of sentences of these lengths, each word depending on the first of its sentence."""
    sentences = [number for number, length in enumerate(lengths) for _ in range(length)]
    firsts = [sentences.index(number) for number in sentences]
    count = len(sentences)
    blank = [""] * count
    return Tokens([f"w{index}" for index in range(count)], blank, blank, blank, blank, blank, firsts, sentences)


class TestWindows:
    def test_sentences_that_fit_are_seen_together(self):
        assert list(tokens([10, 10]).windows(30)) == [(0, 20)]

    def test_each_window_begins_with_the_last_sentence_of_the_one_before(self):
        assert list(tokens([10, 10, 10]).windows(20)) == [(0, 20), (10, 30)]

    def test_a_third_of_a_window_stands_in_the_next_one_too(self):
        assert list(tokens([10] * 6).windows(40)) == [(0, 40), (30, 60)]
        assert list(tokens([5] * 10).windows(30)) == [(0, 30), (20, 50)]

    def test_a_sentence_that_is_too_long_is_cut(self):
        assert list(tokens([25]).windows(10)) == [(0, 10), (10, 20), (20, 25)]

    @given(st.lists(st.integers(1, 30), max_size=12), st.integers(5, 25))
    def test_every_token_is_in_a_window_and_no_window_is_too_long(self, lengths, longest):
        text = tokens(lengths)
        windows = list(text.windows(longest))
        assert {index for start, end in windows for index in range(start, end)} == set(range(len(text)))
        assert all(0 < end - start <= longest for start, end in windows)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("police", "lower"), ("Harrow", "Title"), ("NEC", "UPPER"), ("A", "Title"), ("NeoFace", "Mixed"), ("2021", "digits"), (",", "marks")],
)
def test_how_a_word_is_written(word, expected):
    assert shape(word) == expected


def test_the_root_of_a_mention_is_the_word_that_depends_on_none_of_the_others():
    assert root([1, 3, 1, 3], 0, 3) == 1


class TestPath:
    HEADS = (1, 1, 1, 2, 2, 5)  # 1 is the root; 3 and 4 hang from 2; 5 stands by itself

    def test_it_leads_over_the_highest_word(self):
        found, top = path(ancestors(self.HEADS, 0), ancestors(self.HEADS, 3))
        assert (set(found), top) == ({0, 1, 2, 3}, 1)

    def test_the_words_of_one_clause_meet_below_its_root(self):
        assert path(ancestors(self.HEADS, 3), ancestors(self.HEADS, 4)) == ((3, 2, 4), 2)

    def test_there_is_no_highest_word_between_two_sentences(self):
        assert path(ancestors(self.HEADS, 0), ancestors(self.HEADS, 5)) == ((0, 1, 5), None)
