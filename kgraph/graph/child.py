"""Questions asked in a child process, which can be stopped: Oxigraph cannot be interrupted from within.

The child ends by itself too, when its parent was killed: the system's alarm needs nobody's help.
"""

from __future__ import annotations

import faulthandler
import math
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

from pyoxigraph import Store

from kgraph.errors import LimitError, StoreError
from kgraph.graph.store import open_store

_T = TypeVar("_T")

_GRACE = 2
_PAUSE = 0.1
_GIB = 1 << 30

# A process that starts a child asks first how all earlier ones ended, and of two threads that ask the same only one is told.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class Limits:
    """What a question may take: `seconds` of time and `memory` bytes beside what the program itself takes. None is no limit."""

    seconds: float | None = 30
    memory: int | None = 4 * _GIB


def ask_apart(
    folder: Path, question: Callable[[Store], _T], limits: Limits | None = None, given_up: threading.Event | None = None
) -> _T:
    """What `question` answers, given the store in `folder` in a child process, which is gone when this returns or raises.

    Raises what the question raises, StoreError where the store cannot be opened, and LimitError where a limit is reached or another
    thread sets `given_up`, which is noticed within a tenth of a second: an answer is whole, or there is none. Where this process has
    threads or the system cannot fork, question and answer must be picklable.
    """
    limits = limits or Limits()
    context = multiprocessing.get_context(_way_to_start())
    answers, answering = context.Pipe(duplex=False)
    child = context.Process(target=_work, args=(answering, folder, question, limits), daemon=True)  # type: ignore[attr-defined]
    try:
        with _one_at_a_time, _undisturbed():
            child.start()
        answering.close()
        _wait(answers, limits, given_up)
        outcome: _T | Exception = answers.recv()
    except EOFError:
        with _one_at_a_time:
            child.join()
        raise _ended(child.exitcode, limits) from None
    finally:
        if child.pid is not None:
            with _one_at_a_time:
                child.kill()
                child.join()
        answers.close()
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


def _wait(answers: Connection, limits: Limits, given_up: threading.Event | None) -> None:
    """Until an answer begins to come, or the child has ended without one."""
    end = math.inf if limits.seconds is None else time.monotonic() + limits.seconds
    while not answers.poll(max(0, min(_PAUSE, end - time.monotonic()))):
        if given_up is not None and given_up.is_set():
            raise LimitError("stopped: nobody waits for the answer any more")
        if time.monotonic() >= end:
            raise _too_long(limits)


def _way_to_start() -> str:
    """A fork is ten times faster than a new start, but a process with threads is not to be forked: one without them does it instead."""
    methods = multiprocessing.get_all_start_methods()
    if "fork" in methods and threading.active_count() == 1:
        return "fork"
    return "forkserver" if "forkserver" in methods else "spawn"


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let a Ctrl-C wait: between the birth of a child and the note of it, it would leave an orphan."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(answering: Connection, folder: Path, question: Callable[[Store], _T], limits: Limits) -> None:
    _restrain(limits)
    outcome: _T | Exception
    try:
        with open_store(folder) as store:
            outcome = question(store)
    except Exception as error:  # whatever it is, the parent raises it
        outcome = error
    answering.send(outcome)


def _restrain(limits: Limits) -> None:
    """Leave Ctrl-C to the parent, be silent, and let the system end this process beyond the limits."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    faulthandler.disable()
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    if limits.seconds is not None and hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(int(limits.seconds) + _GRACE)
    if limits.memory is not None and Path("/proc/self/statm").exists():
        import resource

        taken = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (taken + limits.memory, resource.RLIM_INFINITY))


def _ended(exit_code: int | None, limits: Limits) -> LimitError | StoreError:
    """Why a child is gone that said nothing."""
    if exit_code == -getattr(signal, "SIGALRM", 0):
        return _too_long(limits)
    if limits.memory is not None and exit_code in (-signal.SIGABRT, -getattr(signal, "SIGKILL", 0)):
        return LimitError(f"stopped: the query needs more than {limits.memory / _GIB:.3g} GiB of memory: ask for less")
    return StoreError(f"the query ended without an answer (exit code {exit_code})")


def _too_long(limits: Limits) -> LimitError:
    return LimitError(f"stopped after {limits.seconds:g} s: ask for less, or allow more time (--timeout)")
