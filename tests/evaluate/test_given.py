"""What each part reaches where the others are given."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kgraph.build import Means, reader_by
from kgraph.cli import kgraph
from kgraph.errors import SetupError
from kgraph.evaluate import documents, mention_scores, read_passages, relations_given
from kgraph.evaluate.passages import gold
from kgraph.language import Reader

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
def reader() -> Reader:
    return reader_by(Means())


def test_mentions_and_what_they_stand_for(path, reader):
    passages = read_passages(path)
    read = {Path(reading.document.source.path).stem: reading.mentions for reading in reader.read(documents(gold(passages)))}
    scores = mention_scores(passages, read)
    assert scores.spans.wanted == 6
    assert scores.spans.recall >= scores.typed.recall > 0.5
    assert scores.together.precision == 1.0
    assert mention_scores(passages, {}).spans.recall == 0.0


def test_relations_between_given_mentions(path, reader):
    relations = relations_given(read_passages(path), reader)
    assert (relations["uses"].right, relations["uses"].wanted) == (1, 1)
    assert (relations["acquires"].right, relations["acquires"].wanted) == (0, 1)


def test_without_a_network_nobody_tells_them(path):
    with pytest.raises(SetupError, match="has none"):
        relations_given(read_passages(path), reader_by(Means(frames_only=True)))


def test_the_command_prints_each_part(path):
    done = CliRunner().invoke(kgraph, ["evaluate", str(path), "--parts"])
    assert done.exit_code == 0
    parts = ("mentions", "of their class", "one thing", "relations, given", "  acquires")
    assert [line.startswith(part) for line, part in zip(done.stdout.splitlines(), parts, strict=False)] == [True] * 5
    assert CliRunner().invoke(kgraph, ["evaluate", str(path), "--parts", "--frames-only"]).exit_code == 2
