"""`kgraph build`: what it reports, what it lists, and the exit code it leaves."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kgraph.build import wiring
from kgraph.cli import kgraph

STORY = "Palantir supplies the Metropolitan Police Service.\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder with one document, one file that cannot be read, and one that is no document."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "story.txt").write_text(STORY, encoding="utf-8")
    (folder / "broken.txt").write_bytes(b"\x00\x01\x02\xff\xfe" * 40)
    (folder / "photo.png").write_bytes(b"\x89PNG")
    return folder


def build(*arguments: str | Path):
    return CliRunner().invoke(kgraph, ["build", *map(str, arguments)])


def test_it_says_what_was_found_and_where_to_look(tmp_path, source):
    done = build(source / "story.txt", "-o", tmp_path / "out")
    assert done.exit_code == 0
    assert "1 document, 2 entities, 1 statement in " in done.stdout
    assert str(tmp_path / "out" / "graph.html") in done.stdout
    assert done.stderr == ""


def test_files_that_cannot_be_read_are_listed_with_the_reason_and_in_the_exit_code(tmp_path, source):
    done = build(source, "-o", tmp_path / "out")
    assert done.exit_code == 1
    assert done.stderr.startswith("Not read: broken.txt: ")
    assert "1 document, 2 entities, 1 statement in " in done.stdout


def test_what_is_no_document_is_named_but_is_no_failure(tmp_path, source):
    (source / "broken.txt").unlink()
    done = build(source, "-o", tmp_path / "out")
    assert done.exit_code == 0
    assert "Left out: photo.png: not a document" in done.stdout


def test_a_second_copy_of_a_file_is_named(tmp_path, source):
    (source / "copy.txt").write_text(STORY, encoding="utf-8")
    assert "Left out: story.txt: the same bytes as copy.txt" in build(source, "-o", tmp_path / "out").stdout


def test_quietly_only_what_went_wrong_is_said(tmp_path, source):
    done = build(source, "-o", tmp_path / "out", "--quiet")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "broken.txt" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["in/broken.txt"], "Error: none of the files could be read:\n  broken.txt: "),
        (["in/nowhere.txt"], "'in/nowhere.txt' does not exist"),
        ([], "Missing argument 'PATH...'"),
        (["in/story.txt", "-o", "in/story.txt"], "Error: in/story.txt is a file: name a folder with --output"),
    ],
)
def test_what_is_wrong_is_said_and_the_exit_code_is_2(tmp_path, source, monkeypatch, arguments, message):
    monkeypatch.chdir(tmp_path)
    done = build(*arguments)
    assert done.exit_code == 2
    assert message in done.stderr


def test_a_model_that_is_not_installed_is_named_and_the_exit_code_is_4(tmp_path, source):
    done = build(source / "story.txt", "-o", tmp_path / "out", "--model", "no_such_model")
    assert done.exit_code == 4
    assert "no_such_model" in done.stderr


def test_ctrl_c_ends_it_without_a_traceback_and_the_old_graph_stays(tmp_path, source, monkeypatch):
    build(source / "story.txt", "-o", tmp_path / "out")
    before = (tmp_path / "out" / "statements.jsonl").read_bytes()

    def interrupted(model: str | None) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(wiring, "extractor", interrupted)
    done = build(source / "story.txt", "-o", tmp_path / "out")
    assert (done.exit_code, done.stderr) == (130, "Stopped.\n")
    assert (tmp_path / "out" / "statements.jsonl").read_bytes() == before
