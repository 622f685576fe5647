"""What each part reaches where the others are given."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kgraph.build import Means, reader_by
from kgraph.cli import kgraph
from kgraph.errors import SetupError
from kgraph.evaluate import read_passages
from kgraph.evaluate.given import PartScores, part_scores

PASSAGES = """\
@ 2026-03-04 | news
[[Wexmoor Police|PoliceForce|w]] uses [[drones|Technology|d]] made by [[Vellumic Ltd|Company|v]]. [[The force|PoliceForce|w]] said so.
> w uses d
> v provides d

@ 2026-03-04 | news
[[Lantern Rights|CivilSocietyOrganization|l]] said nothing of [[Kestrane Group|Company|k]].
> l acquires k
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("passages") / "some.txt"
    path.write_text(PASSAGES, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def scores(path: Path) -> PartScores:
    return part_scores(read_passages(path), reader_by(Means()))


def test_mentions_and_what_they_stand_for(scores):
    assert scores.spans.wanted == 6
    assert scores.spans.recall >= scores.mentions.recall > 0.5
    assert scores.together.precision == 1.0


def test_relations_between_given_mentions(scores):
    assert (scores.relations["uses"].right, scores.relations["uses"].wanted) == (1, 1)
    assert (scores.relations["acquires"].right, scores.relations["acquires"].wanted) == (0, 1)
    assert scores.related.wanted == 3


def test_without_a_network_there_is_nothing_to_score(path):
    with pytest.raises(SetupError, match="has none"):
        part_scores(read_passages(path), reader_by(Means(frames_only=True)))


def test_the_command_prints_each_part(path):
    done = CliRunner().invoke(kgraph, ["evaluate", str(path), "--parts"])
    assert done.exit_code == 0
    parts = ("mentions", "  of their class", "one thing", "relations, given", "  acquires")
    assert [line.startswith(part) for line, part in zip(done.stdout.splitlines(), parts, strict=False)] == [True] * 5
    assert CliRunner().invoke(kgraph, ["evaluate", str(path), "--parts", "--frames-only"]).exit_code == 2
