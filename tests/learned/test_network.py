"""What is no network of this version is refused with a word on what to do."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from kgraph.errors import DataError, SetupError
from kgraph.learned import load_network
from kgraph.learned.network import HEADS, LABELS
from kgraph.resources import folder


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(folder("model"), tmp_path / "model"))


def test_a_network_that_is_not_there_is_missed_by_name(tmp_path):
    with pytest.raises(SetupError, match=r"nowhere.*kgraph train"):
        load_network(tmp_path / "nowhere")


def test_a_network_of_an_earlier_version_is_told_so(copied):
    with np.load(copied / HEADS) as stored:
        heads = {name: stored[name] for name in stored.files if name != "allowed"}
    np.savez(copied / HEADS, **heads)
    with pytest.raises(DataError, match="train it again"):
        load_network(copied)


def test_labels_that_are_cut_off_are_told(copied):
    (copied / LABELS).write_text('{"classes": [')
    with pytest.raises(DataError, match="train it again"):
        load_network(copied)
