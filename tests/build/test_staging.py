"""What stands in the output folder before, during and after a build, and after one that was cut short."""

import os
from pathlib import Path

import pytest

from kgraph.build.staging import OWNED, STORE, staged
from kgraph.errors import InputError, StoreError


def write_graph(folder: Path, content: str) -> None:
    for name in OWNED:
        if name == STORE:
            (folder / STORE).mkdir()
            (folder / STORE / "CURRENT").write_text(content)
        else:
            (folder / name).write_text(content)


def contents(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in sorted(folder.rglob("*")) if path.is_file()}


GRAPH = [name for name in OWNED if name != STORE] + ["store/CURRENT"]


@pytest.fixture
def output(tmp_path):
    """A folder with the graph "old" and a file of the user's own."""
    folder = tmp_path / "output"
    with staged(folder) as fresh:
        write_graph(fresh, "old")
    (folder / "notes.txt").write_text("mine")
    return folder


def graph(folder: Path) -> set[str]:
    everything = contents(folder)
    return {everything[name] for name in GRAPH}


def test_a_new_graph_takes_the_place_of_the_old_one_and_of_nothing_else(output):
    with staged(output) as fresh:
        write_graph(fresh, "new")
        assert graph(output) == {"old"}
    assert contents(output) == {**dict.fromkeys(GRAPH, "new"), "notes.txt": "mine", ".lock": ""}


def test_a_build_that_fails_leaves_the_old_graph(output):
    def failing_build() -> None:
        with staged(output) as fresh:
            write_graph(fresh, "new")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing_build()
    assert graph(output) == {"old"}
    assert not (output / ".building").exists()


def test_what_a_killed_build_left_is_cleared_away(output):
    (output / ".building" / STORE).mkdir(parents=True)
    with staged(output) as fresh:
        assert list(fresh.iterdir()) == []


@pytest.mark.parametrize("moved", range(len(OWNED) + 1))
def test_a_handover_that_was_cut_short_is_completed_by_the_next_build(output, moved):
    whole = output / ".built"
    whole.mkdir()
    write_graph(whole, "new")
    for name in OWNED[:moved]:
        if name == STORE:
            (output / name).rename(whole / "old-store")
        else:
            (whole / name).replace(output / name)
    with pytest.raises(ZeroDivisionError), staged(output):
        raise ZeroDivisionError
    assert graph(output) == {"new"}
    assert not whole.exists()


def test_a_second_build_leaves_at_once_and_names_the_first(output):
    with staged(output) as fresh:
        write_graph(fresh, "new")
        with pytest.raises(StoreError, match=f"process {os.getpid()}"), staged(output):
            pass
    assert graph(output) == {"new"}


def test_a_file_is_no_output_folder(tmp_path):
    (tmp_path / "output").write_text("")
    with pytest.raises(InputError, match="is a file: name a folder with --output"), staged(tmp_path / "output"):
        pass


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match=r"output: cannot make this folder"), staged(tmp_path / "file" / "output"):
        pass


def test_a_folder_without_permission_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(InputError, match="no permission to write there"), staged(tmp_path):
        pass


def test_somebody_elses_store_is_left_alone(tmp_path):
    (tmp_path / STORE).mkdir()
    (tmp_path / STORE / "till.csv").write_text("mine")
    with pytest.raises(InputError, match="store is not of kgraph's making"), staged(tmp_path):
        pass
    assert contents(tmp_path) == {"store/till.csv": "mine"}
