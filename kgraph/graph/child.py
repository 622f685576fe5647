"""Questions asked in a child process, which can be stopped: Oxigraph cannot be interrupted from within.

The child ends by itself too, when its parent was killed: the system's alarm needs nobody's help. It is made by hand, as the standard
library's pool of ways to make one takes longer to load than the child takes to answer; `deputy` uses one where threads ask.
"""

from __future__ import annotations

import os
import pickle
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO, NoReturn, TypeVar

from pyoxigraph import Store

from kgraph.graph.limits import Limits, ended, restrain, too_long, undisturbed
from kgraph.graph.store import open_store

_T = TypeVar("_T")


def ask_apart(
    folder: Path, question: Callable[[Store], _T], limits: Limits | None = None, given_up: threading.Event | None = None
) -> _T:
    """What `question` answers, given the store in `folder` in a child process, which is gone when this returns or raises.

    Raises what the question raises, StoreError where the store cannot be opened, and LimitError where a limit is reached or another
    thread sets `given_up`, which is noticed within a tenth of a second: an answer is whole, or there is none. The answer must be
    picklable; so must the question where this process has threads, where it may be given up, or where the system cannot fork.
    """
    limits = limits or Limits()
    outcome: _T | Exception
    if given_up is None and hasattr(os, "fork") and threading.active_count() == 1:
        exit_code, said = _forked(folder, question, limits)
        if exit_code != 0:
            raise ended(exit_code, limits)
        outcome = pickle.loads(said)
    else:
        from kgraph.graph.deputy import ask_by_deputy

        outcome = ask_by_deputy(folder, question, limits, given_up)
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


def _forked(folder: Path, question: Callable[[Store], object], limits: Limits) -> tuple[int, bytes]:
    """Ask a copy of this process: its exit code, and all that it said."""
    reading, writing = os.pipe()
    child, said = 0, None
    with open(reading, "rb") as answers:
        try:
            with undisturbed(), open(writing, "wb") as answering:
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
        raise too_long(limits)
    return os.waitstatus_to_exitcode(status), said


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
        restrain(limits)
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
