"""Files and folders: everything named or found is accounted for."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from kgraph.ingest import Failure, files, read_documents
from kgraph.model import Document


def write(path: Path, content: str | bytes = "Liberty criticized the Met.\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(*paths: Path) -> tuple[list[Document], list[Failure]]:
    found = list(read_documents(paths))
    return [f for f in found if isinstance(f, Document)], [f for f in found if isinstance(f, Failure)]


def test_a_document_is_known_by_the_hash_of_its_bytes_and_by_its_name(tmp_path: Path) -> None:
    file = write(tmp_path / "news" / "met.txt", "\ufeffThe Met uses drones.\r\n")
    (document,), failures = read(file)
    assert document.source.path == "met.txt"
    assert document.source.id == hashlib.sha256(file.read_bytes()).hexdigest()
    assert document.text == "The Met uses drones.\n"
    assert failures == []


def test_a_folder_is_read_in_the_order_of_names_with_paths_below_it(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/b/c.html", "C.TXT"):
        write(tmp_path / name)
    documents, failures = read(tmp_path)
    assert [d.source.path for d in documents] == ["C.TXT", "a/b/c.html", "a/z.md", "b.txt"]
    assert failures == []


def test_files_of_one_name_in_two_folders_stay_apart(tmp_path: Path) -> None:
    write(tmp_path / "one" / "minutes.txt", "Denver uses drones.")
    write(tmp_path / "two" / "minutes.txt", "Chicago uses drones.")
    documents, _ = read(tmp_path / "one", tmp_path / "two")
    assert [d.source.path for d in documents] == ["minutes.txt", "minutes.txt"]
    assert len({d.source.id for d in documents}) == 2


def test_what_is_no_document_in_a_folder_is_listed_as_skipped(tmp_path: Path) -> None:
    for name in ("a.txt", "photo.jpg", ".notes.txt", ".git/config", "README"):
        write(tmp_path / name)
    documents, failures = read(tmp_path)
    assert [d.source.path for d in documents] == ["a.txt"]
    assert [f.path for f in failures] == [".git", ".notes.txt", "README", "photo.jpg"]
    assert all(f.skipped and f.reason.startswith("skipped: ") for f in failures)


def test_what_is_to_be_left_out_is_passed_over_with_all_that_is_in_it(tmp_path: Path) -> None:
    for name in ("a.txt", "out/page.html", "out/store/b.txt", "out/notes.txt"):
        write(tmp_path / name)
    found = read_documents([tmp_path], {tmp_path.resolve() / "out" / "page.html", tmp_path.resolve() / "out" / "store"})
    assert [one.source.path for one in found if isinstance(one, Document)] == ["a.txt", "out/notes.txt"]


def test_naming_a_file_of_an_unknown_kind_is_a_failure(tmp_path: Path) -> None:
    _, (failure,) = read(write(tmp_path / "report.docx"))
    assert failure.path == "report.docx"
    assert not failure.skipped
    assert ".txt" in failure.reason


def test_a_hidden_file_that_is_named_is_read(tmp_path: Path) -> None:
    documents, failures = read(write(tmp_path / ".notes.txt"))
    assert [d.source.path for d in documents] == [".notes.txt"]
    assert failures == []


def test_one_bad_file_does_not_keep_the_others_from_being_read(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", b"\x00\x01\x02")
    write(tmp_path / "b.md", "---\ntitle: [\n---\nText.")
    write(tmp_path / "c.html", "<html></html>")
    write(tmp_path / "d.txt", "")
    write(tmp_path / "e.txt")
    documents, failures = read(tmp_path)
    assert [d.source.path for d in documents] == ["e.txt"]
    assert [f.path for f in failures] == ["a.txt", "b.md", "c.html", "d.txt"]
    assert not any(f.skipped for f in failures)


def test_a_missing_file_is_a_failure(tmp_path: Path) -> None:
    _, (failure,) = read(tmp_path / "absent.txt")
    assert failure == Failure("absent.txt", "cannot be opened (No such file or directory)")


def test_a_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    _, (failure,) = read(tmp_path)
    assert failure == Failure("pipe.txt", "not a regular file")


def test_a_broken_link_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    _, (failure,) = read(tmp_path)
    assert failure.path == "gone.txt"
    assert not failure.skipped


def test_a_link_to_the_folder_above_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    documents, (failure,) = read(tmp_path)
    assert [d.source.path for d in documents] == ["a.txt"]
    assert failure.path == "loop"
    assert failure.skipped


def test_a_file_over_the_limit_is_refused_with_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "BYTES_AT_MOST", 3_000_000)
    write(tmp_path / "at.txt", b"a" * 3_000_000)
    write(tmp_path / "over.txt", b"a" * 3_400_000)
    documents, (failure,) = read(tmp_path)
    assert [d.source.path for d in documents] == ["at.txt"]
    assert failure == Failure("over.txt", "3.4 MB; the limit is 3 MB: split it")


def test_a_name_that_is_not_unicode_can_be_printed(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    path.write_text("The Met uses drones.", encoding="utf-8")
    (document,), _ = read(tmp_path)
    assert document.source.path == "caf\ufffd.txt"
