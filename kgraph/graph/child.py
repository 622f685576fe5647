"""Questions asked in a child process, which can be stopped: Oxigraph cannot be interrupted from within.

The child ends by itself too, when its parent was killed: the system's alarm needs nobody's help. It is made by hand, as the standard
library's pool of ways to make one takes longer to load than the child takes to answer.
"""

from __future__ import annotations

import faulthandler
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NoReturn, TypeVar

from pyoxigraph import Store

from kgraph.errors import LimitError, StoreError
from kgraph.graph.store import open_store

_T = TypeVar("_T")

_GRACE = 2
_GIB = 1 << 30
_PROGRAM = "from kgraph.graph.child import answer; answer()"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a question may take: `seconds` of time and `memory` bytes beside what the program itself takes. None is no limit."""

    seconds: float | None = 30
    memory: int | None = 4 * _GIB


def ask_apart(folder: Path, question: Callable[[Store], _T], limits: Limits | None = None) -> _T:
    """What `question` answers, given the store in `folder` in a child process, which is gone when this returns or raises.

    Raises what the question raises, StoreError where the store cannot be opened, and LimitError where a limit is reached: an answer is
    whole, or there is none. The answer must be picklable; where this process has threads or the system cannot fork, so must the question.
    """
    limits = limits or Limits()
    exit_code, said = (_forked if _may_fork() else _started)(folder, question, limits)
    if exit_code != 0:
        raise _ended(exit_code, limits)
    outcome: _T | Exception = pickle.loads(said)
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


def _may_fork() -> bool:
    """A fork starts ten times faster than a program, but a process with threads is not to be forked."""
    return hasattr(os, "fork") and threading.active_count() == 1


def _forked(folder: Path, question: Callable[[Store], object], limits: Limits) -> tuple[int, bytes]:
    """Ask a copy of this process: its exit code, and all that it said."""
    reading, writing = os.pipe()
    child, said = 0, None
    with open(reading, "rb") as answers:
        try:
            with _undisturbed(), open(writing, "wb") as answering:
                child = os.fork()
                if child == 0:
                    os.close(reading)
                    _work(answering, folder, question, limits)
            if _speaks(answers, limits.seconds):
                said = answers.read()
        finally:
            if child and said is None:
                os.kill(child, signal.SIGKILL)
            status = os.waitpid(child, 0)[1] if child else 0
    if said is None:
        raise _too_long(limits)
    return os.waitstatus_to_exitcode(status), said


def _started(folder: Path, question: Callable[[Store], object], limits: Limits) -> tuple[int, bytes]:
    """As `_forked`, in a program of its own."""
    import subprocess

    task = pickle.dumps((folder, question, limits))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    try:
        done = subprocess.run(
            [sys.executable, "-c", _PROGRAM], input=task, stdout=subprocess.PIPE, env=environment, timeout=limits.seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise _too_long(limits) from None
    return done.returncode, done.stdout


def answer() -> None:
    """The program that `_started` runs: a question on standard input, its outcome on standard output."""
    folder, question, limits = pickle.load(sys.stdin.buffer)
    with open(os.dup(sys.stdout.fileno()), "wb") as answering:
        _work(answering, folder, question, limits)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let a Ctrl-C wait: between the birth of a child and the note of it, it would leave an orphan."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _speaks(pipe: IO[bytes], seconds: float | None) -> bool:
    """Whether something is said, or all is over, within the time."""
    import select

    waiting = select.poll()
    waiting.register(pipe, select.POLLIN)
    return bool(waiting.poll(None if seconds is None else 1000 * seconds))


def _work(answering: IO[bytes], folder: Path, question: Callable[[Store], object], limits: Limits) -> NoReturn:
    """Answer, and end this process without a word to what it was copied from; the exit code is 0 where the answer is whole."""
    exit_code = 1
    try:
        _restrain(limits)
        outcome: object
        try:
            with open_store(folder) as store:
                outcome = question(store)
        except Exception as error:  # whatever it is, the parent raises it
            outcome = error
        pickle.dump(outcome, answering, pickle.HIGHEST_PROTOCOL)
        answering.flush()
        exit_code = 0
    finally:
        os._exit(exit_code)


def _restrain(limits: Limits) -> None:
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


def _ended(exit_code: int, limits: Limits) -> LimitError | StoreError:
    """Why a child is gone that said nothing."""
    if exit_code == -getattr(signal, "SIGALRM", 0):
        return _too_long(limits)
    if limits.memory is not None and exit_code in (-signal.SIGABRT, -getattr(signal, "SIGKILL", 0)):
        return LimitError(f"stopped: the query needs more than {limits.memory / _GIB:.3g} GiB of memory: ask for less")
    return StoreError(f"the query ended without an answer (exit code {exit_code})")


def _too_long(limits: Limits) -> LimitError:
    return LimitError(f"stopped after {limits.seconds:g} s: ask for less, or allow more time (--timeout)")
