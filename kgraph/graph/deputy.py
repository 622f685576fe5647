"""Questions of a process that has threads, such as a server. It is not to be forked: a process without threads does that instead."""

from __future__ import annotations

import math
import multiprocessing
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

from pyoxigraph import Store

from kgraph.errors import LimitError
from kgraph.graph.limits import Limits, ended, restrain, too_long, undisturbed
from kgraph.graph.store import open_store

_T = TypeVar("_T")

_PAUSE = 0.1  # seconds
# A process that starts a child asks first how all earlier ones ended, and of two threads that ask the same only one is told.
_one_at_a_time = threading.Lock()


def ask_by_deputy(
    folder: Path, question: Callable[[Store], _T], limits: Limits, given_up: threading.Event | None = None
) -> _T | Exception:
    """The answer, or what the question raised. Raises LimitError where a limit is reached or `given_up` is set."""
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    answers, answering = context.Pipe(duplex=False)
    child = context.Process(target=_work, args=(answering, folder, question, limits), daemon=True)  # type: ignore[attr-defined]
    try:
        with _one_at_a_time, undisturbed():
            child.start()
        answering.close()
        _wait(answers, limits, given_up)
        outcome: _T | Exception = answers.recv()
    except EOFError:
        with _one_at_a_time:
            child.join()
        raise ended(child.exitcode, limits) from None
    finally:
        if child.pid is not None:
            with _one_at_a_time:
                child.kill()
                child.join()
        answers.close()
    return outcome


def _wait(answers: Connection, limits: Limits, given_up: threading.Event | None) -> None:
    """Until an answer begins to come, or the child has ended without one."""
    end = math.inf if limits.seconds is None else time.monotonic() + limits.seconds
    while not answers.poll(max(0, min(_PAUSE, end - time.monotonic()))):
        if given_up is not None and given_up.is_set():
            raise LimitError("stopped: nobody waits for the answer any more")
        if time.monotonic() >= end:
            raise too_long(limits)


def _work(answering: Connection, folder: Path, question: Callable[[Store], _T], limits: Limits) -> None:
    restrain(limits)
    outcome: _T | Exception
    try:
        with open_store(folder) as store:
            outcome = question(store)
    except Exception as error:  # whatever it is, the parent raises it
        outcome = error
    answering.send(outcome)
