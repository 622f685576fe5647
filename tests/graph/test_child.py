"""Questions in a child: the whole answer, or an error that says what stopped it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path

import pytest
from pyoxigraph import Store

from kgraph.errors import KgraphError, LimitError, QueryError, StoreError
from kgraph.graph import Limits, Result, ask_apart, load_queries, run_query
from kgraph.graph.named import ask

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HUNGRY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?g"


def question(text: str) -> partial[Result]:
    return partial(run_query, text=text)


def processes() -> set[str]:
    """The children of this process that are alive."""
    return set(Path(f"/proc/self/task/{threading.get_native_id()}/children").read_text(encoding="ascii").split())


def test_answers_as_the_store_does(stored: Path, store: Store) -> None:
    for text in ("SELECT ?s ?o { ?s :uses ?o } ORDER BY ?s ?o", "ASK { ?s :uses ?o }", "CONSTRUCT { ?s :uses ?o } WHERE { ?s :uses ?o }"):
        assert ask_apart(stored, question(text)) == run_query(store, text)


def test_answers_where_this_process_has_threads(stored: Path) -> None:
    ended = threading.Event()
    other = threading.Thread(target=ended.wait)
    other.start()
    try:
        named = partial(ask, query=load_queries()["suppliers"], values={"force": "the met"})
        assert ask_apart(stored, named).rows[0][0] == "Palantir"
    finally:
        ended.set()
        other.join()


@pytest.mark.parametrize(
    ("text", "error"), [("SELECT * { ?a", QueryError), ("DROP ALL", QueryError), ("SELECT * { SERVICE <http://e/> {} }", QueryError)]
)
def test_raises_what_the_question_raises(stored: Path, text: str, error: type[KgraphError]) -> None:
    with pytest.raises(error):
        ask_apart(stored, question(text))


def test_a_store_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no graph"):
        ask_apart(tmp_path, question("ASK {}"))


def test_is_stopped_when_its_time_is_up_and_leaves_no_process(stored: Path) -> None:
    before = processes()
    with pytest.raises(LimitError, match=r"stopped after 0\.2 s"):
        ask_apart(stored, question(ENDLESS), Limits(seconds=0.2))
    assert processes() == before


def test_is_stopped_when_nobody_waits_any_more(stored: Path) -> None:
    before, given_up = processes(), threading.Event()
    given_up.set()
    with pytest.raises(LimitError, match="nobody waits"):
        ask_apart(stored, question(ENDLESS), Limits(seconds=None), given_up)
    assert processes() == before


def test_is_stopped_when_it_needs_too_much_memory(stored: Path) -> None:
    with pytest.raises(LimitError, match=r"needs more than 0\.125 GiB of memory"):
        ask_apart(stored, question(HUNGRY), Limits(memory=1 << 27))


def test_a_mistake_in_the_program_shows(stored: Path) -> None:
    with pytest.raises(TypeError):
        ask_apart(stored, int)  # type: ignore[arg-type]


PROGRAM = """
import sys; from pathlib import Path; from functools import partial
from kgraph.graph import Limits, ask_apart, run_query
ask_apart(Path(sys.argv[1]), partial(run_query, text=sys.argv[2]), Limits(seconds=float(sys.argv[3])))
"""


def running(stored: Path, seconds: str) -> tuple[subprocess.Popen[str], str]:
    """A program that asks without end, and the process in which it does."""
    program = subprocess.Popen([sys.executable, "-c", PROGRAM, str(stored), ENDLESS, seconds], stderr=subprocess.PIPE, text=True)
    children = Path(f"/proc/{program.pid}/task/{program.pid}/children")
    while not (found := children.read_text(encoding="ascii").split()):
        time.sleep(0.01)
    return program, found[0]


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes where Linux lists them")
class TestProcesses:
    def test_ctrl_c_stops_both(self, stored: Path) -> None:
        program, child = running(stored, "600")
        program.send_signal(signal.SIGINT)
        assert program.wait(timeout=20) == -signal.SIGINT
        assert not Path("/proc", child).exists()

    def test_a_child_whose_parent_was_killed_ends_by_itself(self, stored: Path) -> None:
        program, child = running(stored, "0.5")
        os.kill(program.pid, signal.SIGSTOP)
        os.kill(program.pid, signal.SIGKILL)
        program.wait(timeout=20)
        while alive(child):
            time.sleep(0.05)


def alive(process: str) -> bool:
    """Whether a process runs: one that ended may still be listed, when nobody has asked how."""
    try:
        return Path("/proc", process, "stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
