"""Classes that nobody has told are told by the window that shows most of what stands around them."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from kgraph.learned.again import classes_again
from kgraph.learned.network import UNTOLD
from kgraph.learned.tokens import Marked

# The first window speaks for the first class, the second for the second.
WINDOWS = [SimpleNamespace(start=0, end=10, says=[8.0, 0.0]), SimpleNamespace(start=6, end=16, says=[0.0, 8.0])]
VIEW = SimpleNamespace(windows=WINDOWS)


class Network:
    def __init__(self):
        self.heads = {"again.weight": np.eye(2, dtype=np.float32), "again.bias": np.zeros(2, np.float32)}
        self.seen = []

    def reread(self, window, marked):
        self.seen.append([(mention.start, number) for mention, number in marked])
        return np.tile(np.array(window.says, np.float32), (window.end - window.start, 1))


def test_only_what_is_untold_is_told():
    found = classes_again(Network(), VIEW, [Marked(0, 1, UNTOLD), Marked(2, 3, "Company")], [1, 2])
    assert list(found) == [0]
    assert found[0] == pytest.approx([1, 0], abs=0.01)
    assert found[0].sum() == pytest.approx(1)


@pytest.mark.parametrize(("start", "kind"), [(7, 0), (9, 1)])
def test_where_windows_overlap_the_one_that_shows_more_is_heard(start, kind):
    (found,) = classes_again(Network(), VIEW, [Marked(start, start + 1, UNTOLD)], [1]).values()
    assert int(found.argmax()) == kind


def test_the_other_mentions_of_the_window_are_seen_with_their_things():
    network = Network()
    mentions = [Marked(0, 1, "Company"), Marked(2, 3, UNTOLD), Marked(4, 5, "Company")]
    classes_again(network, VIEW, mentions, ["firm", "force", "firm"])
    assert network.seen == [[(0, 1), (2, 2), (4, 1)]]


def test_a_window_without_doubt_is_not_read_again():
    network = Network()
    assert classes_again(network, VIEW, [Marked(0, 1, "Company")], [1]) == {}
    assert network.seen == []
