"""All mentions of a thing tell its class together, and are heard twice where they leave doubt."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from kgraph.language import voices as module
from kgraph.language.mentions import Name
from kgraph.language.salience import Reference
from kgraph.language.voices import retyped, voices
from kgraph.learned.network import UNTOLD

CLASSES = ["Company", "PoliceForce", "Technology"]
HARROW = Name(0, 1, "Company", None, "harrow vale")
KNOWN = Name(2, 3, "PoliceForce", SimpleNamespace(id="kent"), "kent")


def row(*shares: float) -> np.ndarray:
    """Log-probabilities of the tags of a token that is a mention, by its shares of the classes."""
    return np.log(np.array([1e-6, *(share / 2 + 1e-9 for share in shares for _ in range(2))], np.float32))


@pytest.fixture
def asked(monkeypatch):
    """The mentions that were read again, each of which turns out to be a police force."""
    heard = []

    def again(network, view, mentions, things):
        heard.extend(mentions)
        return {index: np.array([0.0, 1.0, 0.0]) for index, mention in enumerate(mentions) if mention.type == UNTOLD}

    monkeypatch.setattr(module, "classes_again", again)
    return heard


def test_a_description_tells_what_a_name_is():
    shares = {(0, 1): np.array([0.55, 0.45, 0]), (5, 7): np.array([0.1, 0.9, 0])}
    (name,), (reference,) = retyped([HARROW], [Reference(5, 7, HARROW)], shares, CLASSES)
    assert name.type == reference.name.type == "PoliceForce"


def test_what_is_clear_is_not_read_again(asked):
    found = voices(None, None, np.stack([row(0.9, 0.1, 0)]), [HARROW], [])
    assert [mention.type for mention in asked] == ["Company"]
    assert found[0, 1] == pytest.approx([0.9, 0.1, 0], abs=1e-3)


def test_what_is_in_doubt_is_read_again_and_both_readings_count(asked):
    found = voices(None, None, np.stack([row(0.6, 0.4, 0)]), [HARROW], [])
    assert [mention.type for mention in asked] == [UNTOLD]
    assert found[0, 1] == pytest.approx([0.3, 0.7, 0], abs=1e-3)
    (name,), _ = retyped([HARROW], [], found, CLASSES)
    assert name.type == "PoliceForce"


def test_what_is_known_keeps_its_class_whatever_its_words_look_like(asked):
    scores = np.stack([row(0.4, 0.3, 0.3)] * 3)
    found = voices(None, None, scores, [KNOWN], [])
    assert [mention.type for mention in asked] == ["PoliceForce"]
    (name,), _ = retyped([KNOWN], [], found, CLASSES)
    assert name.type == "PoliceForce"
