"""The files of a build come into the output folder together, at the end.

A build writes into `.building/`. When all of it stands, that folder becomes `.built/` in one step, and from there its files take the
places of the old ones. A build that is killed before that step leaves the old graph as it was; one that is killed after it is
completed by the next build.
"""

from __future__ import annotations

import datetime
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kgraph.build.extraction import EXTRACTION
from kgraph.errors import InputError, StoreError
from kgraph.graph.store import COMING, STORE

STATEMENTS = "statements.jsonl"
TURTLE = "graph.ttl"
TRIG = "graph.trig"
PAGE = "graph.html"
OWNED = (STATEMENTS, TURTLE, TRIG, PAGE, EXTRACTION, STORE)

_FRESH = ".building"
_WHOLE = COMING
_LOCK = ".lock"


@contextmanager
def staged(output: Path) -> Iterator[Path]:
    """A new folder to write OWNED into; they replace those in `output` when the block ends without an error.

    Nothing else in `output` is touched. Raises InputError where `output` cannot be such a folder, StoreError while another build
    writes there.
    """
    _prepare(output)
    with _alone(output):
        _hand_over(output)
        fresh = output / _FRESH
        _remove(fresh)
        fresh.mkdir()
        try:
            yield fresh
            fresh.rename(output / _WHOLE)
        finally:
            _remove(fresh)
        _hand_over(output)


def written(output: Path) -> frozenset[Path]:
    """All that a build writes in `output`, by resolved paths: where documents are read from a folder around it, these are none."""
    return frozenset(output.resolve() / name for name in (*OWNED, _FRESH, _WHOLE, _LOCK))


def _hand_over(output: Path) -> None:
    """Move a whole build to its places; after an interruption, the rest of it."""
    whole = output / _WHOLE
    if not whole.is_dir():
        return
    for name in OWNED:
        new, old = whole / name, output / name
        if not new.exists():
            continue
        if old.is_dir():
            retired = whole / f"old-{name}"
            _remove(retired)
            old.rename(retired)
        new.replace(old)
    _remove(whole)


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def _prepare(output: Path) -> None:
    """Make the folder, and object before hours of work to one that cannot take a graph."""
    if output.exists() and not output.is_dir():
        raise InputError(f"{output} is a file: name a folder with --output")
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{output}: cannot make this folder ({error.strerror}): name another with --output") from error
    if not os.access(output, os.W_OK | os.X_OK):
        raise InputError(f"{output}: no permission to write there: name another folder with --output")
    for name in OWNED:
        if (output / name).exists() and not _is_ours(output / name):
            raise InputError(f"{output / name} is not of kgraph's making: move it, or name another folder with --output")


def _is_ours(path: Path) -> bool:
    """Whether `path` may be replaced: a plain file, or a store (every store of RocksDB has a file CURRENT)."""
    if path.name != STORE:
        return path.is_file()
    return path.is_dir() and ((path / "CURRENT").is_file() or not any(path.iterdir()))


@contextmanager
def _alone(output: Path) -> Iterator[None]:
    """Hold the folder's lock. The system lets go of it when the process ends, however it ends. Windows has no such lock."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    path = output / _LOCK
    with path.open("a", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            owner = path.read_text(encoding="utf-8").strip() or "just begun"
            raise StoreError(f"{output}: another build ({owner}) is writing there: wait for it, or name another folder") from error
        lock.truncate(0)
        lock.write(f"process {os.getpid()}, since {datetime.datetime.now():%Y-%m-%d %H:%M}\n")
        lock.flush()
        try:
            yield
        finally:
            # Nobody is to take the next owner for this one, in the moment before it has written its name.
            lock.truncate(0)
