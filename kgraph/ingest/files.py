"""Walks files and folders, and hands each file to the reader of its format. Every file yields a Document or a Failure."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kgraph.errors import DocumentError
from kgraph.ids import content_hash
from kgraph.ingest import html, markdown, text
from kgraph.model import Document, Source

Read = Callable[[bytes, Source], Document]

READERS: dict[str, Read] = {
    ".txt": text.read,
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".html": html.read,
    ".htm": html.read,
}

BYTES_AT_MOST = 20_000_000


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that gave no document, and why.

    `path` is what `Source.path` would have been. `skipped` marks what is no document by its name and was merely found in a folder;
    whoever named that folder has done nothing wrong.
    """

    path: str
    reason: str
    skipped: bool = False


def read_documents(paths: Iterable[Path], leaving_out: Collection[Path] = ()) -> Iterator[Document | Failure]:
    """Each file named, and each file in the folders named, in the order of the paths and sorted by name within a folder.

    What is in `leaving_out`, given by resolved paths, is passed over where a folder holds it.

    `Source.path` is a file's name, or its POSIX path below the folder that was named. Two files may share it; their `Source.id`
    differs unless their bytes are the same. Raises nothing for a bad file.
    """
    for path in paths:
        if path.is_dir():
            yield from _read_folder(path, leaving_out)
        else:
            yield _read_file(path, _printable(path.name or str(path)))


def _read_folder(folder: Path, leaving_out: Collection[Path]) -> Iterator[Document | Failure]:
    """The files below `folder`. Links to folders are not followed, as they may lead round in circles."""
    for path, problem in _walk(folder, leaving_out):
        name = _printable(path.relative_to(folder).as_posix())
        if problem:
            yield Failure(name, problem)
        elif path.name.startswith("."):
            yield Failure(name, "skipped: hidden", skipped=True)
        elif path.is_dir():
            yield Failure(name, "skipped: a link to a folder; name that folder itself", skipped=True)
        elif path.suffix.lower() not in READERS:
            yield Failure(name, f"skipped: not a document ({_known()})", skipped=True)
        else:
            yield _read_file(path, name)


def _walk(folder: Path, leaving_out: Collection[Path]) -> Iterator[tuple[Path, str]]:
    """What lies below `folder`, sorted, with what is wrong with it if it is a folder that cannot be listed.

    Folders are entered, not handed on, but for hidden ones and links.
    """
    try:
        entries = sorted(entry for entry in folder.iterdir() if not leaving_out or entry.resolve() not in leaving_out)
    except OSError as error:
        yield folder, f"cannot list this folder ({error.strerror})"
        return
    for entry in entries:
        if entry.is_dir() and not entry.is_symlink() and not entry.name.startswith("."):
            yield from _walk(entry, leaving_out)
        else:
            yield entry, ""


def _read_file(path: Path, name: str) -> Document | Failure:
    try:
        read = _reader(path, name)
        data = _bytes(path, name)
        return read(data, Source(content_hash(data), name))
    except DocumentError as error:
        return Failure(name, error.reason)


def _reader(path: Path, name: str) -> Read:
    read = READERS.get(path.suffix.lower())
    if read is None:
        raise DocumentError(name, f"not a document that kgraph reads ({_known()})")
    return read


def _bytes(path: Path, name: str) -> bytes:
    """The file's bytes. A pipe or a device is refused before it is opened: reading it might never end."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise DocumentError(name, "not a regular file")
        if found.st_size > BYTES_AT_MOST:
            raise DocumentError(name, f"{found.st_size / 1e6:.1f} MB; the limit is {BYTES_AT_MOST // 1_000_000} MB: split it")
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(name, f"cannot be opened ({error.strerror})") from error


def _known() -> str:
    return "it reads " + ", ".join(READERS)


def _printable(name: str) -> str:
    """The name fit for files and terminals; file systems allow names that are no Unicode text."""
    return os.fsencode(name).decode("utf-8", "replace")
