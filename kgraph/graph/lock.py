"""Who holds the folder of a store: readers together, or one writer alone."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Literal

from kgraph.errors import StoreError

Mode = Literal["read", "write", "create"]

LOCK = "kgraph.lock"


@contextmanager
def locked(folder: Path, mode: Mode) -> Iterator[None]:
    """Hold the store, with other readers or alone. The system lets go when the process ends, however it ends. Windows has no such lock."""
    if sys.platform == "win32":
        yield
        return
    lock = _lock_file(folder, mode)
    if lock is None:
        yield
        return
    with lock:
        _hold(lock, folder, mode)
        if lock.writable():
            # Whatever stands there is of a writer that was killed: none is alive.
            lock.truncate(0)
        if mode == "read":
            yield
            return
        lock.write(f"process {os.getpid()}, which writes it")
        lock.flush()
        try:
            yield
        finally:
            lock.truncate(0)


def _hold(lock: IO[str], folder: Path, mode: Mode) -> None:
    import fcntl

    try:
        fcntl.flock(lock, (fcntl.LOCK_SH if mode == "read" else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError as error:
        lock.seek(0)
        holder = lock.read().strip() or "another process, which reads it"
        raise StoreError(f"{folder}: in use by {holder}: wait for it to end") from error


def _lock_file(folder: Path, mode: Mode) -> IO[str] | None:
    """None where a reader finds no lock and may not make one: nobody writes a store that cannot be written."""
    path = folder / LOCK
    try:
        return path.open("a+", encoding="utf-8")
    except OSError as error:
        if mode != "read":
            raise StoreError(f"{folder}: no permission to write the graph ({error.strerror})") from error
    try:
        return path.open(encoding="utf-8")
    except OSError:
        return None
