"""What a child process that answers a question may take, and what is said where it took more."""

from __future__ import annotations

import faulthandler
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kgraph.errors import LimitError, StoreError

_GRACE = 2
_GIB = 1 << 30


@dataclass(frozen=True, slots=True)
class Limits:
    """What a question may take: `seconds` of time and `memory` bytes beside what the program itself takes. None is no limit."""

    seconds: float | None = 30
    memory: int | None = 4 * _GIB


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let a Ctrl-C wait: between the birth of a child and the note of it, it would leave an orphan."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def restrain(limits: Limits) -> None:
    """Leave Ctrl-C to the parent, be silent, and let the system end this process beyond the limits."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    faulthandler.disable()
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    if limits.seconds is not None and hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(int(limits.seconds) + _GRACE)
    if limits.memory is not None and Path("/proc/self/statm").exists():
        import resource

        taken = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (taken + limits.memory, resource.RLIM_INFINITY))


def ended(exit_code: int | None, limits: Limits) -> LimitError | StoreError:
    """Why a child is gone that said nothing."""
    if exit_code == -getattr(signal, "SIGALRM", 0):
        return too_long(limits)
    if limits.memory is not None and exit_code in (-signal.SIGABRT, -getattr(signal, "SIGKILL", 0)):
        return LimitError(f"stopped: the query needs more than {limits.memory / _GIB:.3g} GiB of memory: ask for less")
    return StoreError(f"the query ended without an answer (exit code {exit_code})")


def too_long(limits: Limits) -> LimitError:
    return LimitError(f"stopped after {limits.seconds:g} s: ask for less, or allow more time (--timeout)")
