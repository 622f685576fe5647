"""Trial 16 and the end: what takes too much is stopped, nothing is cut off, nothing stays behind."""

from __future__ import annotations

import os
import shlex
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from kgraph.cli import kgraph

if sys.platform != "linux":
    pytest.skip("looks for processes where Linux lists them", allow_module_level=True)


Server = Reply = Any
Start = Callable[..., Server]

ROOT = Path(__file__).parents[2]
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def until(true: Callable[[], bool]) -> None:
    for _ in range(600):
        if true():
            return
        time.sleep(0.05)
    pytest.fail("never came true")


@pytest.fixture
def busy(start: Start, output: Path) -> Server:
    """A server that lets questions run as long as they like, and has answered one."""
    server = start(output, "--timeout", "600")
    assert server.ask("ASK {}").status == 200
    return server


class TestTime:
    def test_a_runaway_query_is_stopped_and_the_next_is_answered(self, start: Start, output: Path) -> None:
        server = start(output, "--timeout", "0.5")
        server.ask("ASK {}")
        idle = server.processes()
        for ask in (server.ask(ENDLESS), server.post(ENDLESS, "application/sparql-query"), server.ask(ENDLESS, "text/csv")):
            assert (ask.status, ask.type) == (503, "text/plain")
            assert "stopped after 0.5 s" in ask.text
        assert "stopped after 0.5 s" in server.ask(ENDLESS, "text/html").text
        assert server.processes() == idle
        assert server.ask("ASK { ?s kg:suppliesTo ?o }").json["boolean"] is True

    def test_rows_that_came_before_the_end_are_no_answer(self, start: Start, output: Path) -> None:
        server = start(output, "--timeout", "1")
        rows = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
        for accept in ("text/csv", "application/sparql-results+json", "text/tab-separated-values"):
            reply = server.ask(rows, accept)
            assert reply.status == 503
            assert reply.text.startswith("stopped")

    def test_who_goes_away_takes_the_question_along(self, busy: Server) -> None:
        idle = busy.processes()
        parts = urlsplit(busy.address)
        with socket.create_connection((str(parts.hostname), parts.port)) as client:
            client.sendall(f"GET /sparql?{urlencode({'query': ENDLESS})} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            until(lambda: len(busy.processes()) > len(idle))
        until(lambda: busy.processes() == idle)
        assert busy.ask("ASK {}").status == 200


class TestPlaces:
    def test_more_than_four_at_once_come_again_and_all_end_with_the_server(self, busy: Server, iri: Callable[[str], str]) -> None:
        idle = busy.processes()
        with ThreadPoolExecutor(4) as clients:
            asked = [clients.submit(busy.ask, ENDLESS) for _ in range(4)]
            until(lambda: len(busy.processes()) == len(idle) + 4)
            fifth = busy.ask("ASK {}")
            assert (fifth.status, fifth.headers["Retry-After"]) == (503, "2")
            assert busy.get(iri("Norvane").removeprefix("https://w3id.org")).status == 200
            working = busy.processes()
            code, said = busy.stop()
            replies: list[Reply] = [each.result() for each in asked]
        assert (code, said) == (130, "Stopped.\n")
        assert {(reply.status, reply.text) for reply in replies} == {(503, "the server is being stopped\n")}
        until(lambda: not any(Path("/proc", str(pid)).exists() for pid in working))


class TestEnd:
    @pytest.mark.parametrize(("how", "code", "words"), [(signal.SIGINT, 130, "Stopped.\n"), (signal.SIGTERM, -signal.SIGTERM, "")])
    def test_is_quiet(self, start: Start, output: Path, how: signal.Signals, code: int, words: str) -> None:
        server = start(output)
        assert server.ask("ASK {}").status == 200
        working = server.processes()
        assert server.stop(how) == (code, words)
        until(lambda: not any(Path("/proc", str(pid)).exists() for pid in working))


class TestBuiltAnew:
    def test_what_is_built_meanwhile_is_served_from_then_on(
        self, start: Start, build: Any, document: Any, story: Any, tmp_path: Path
    ) -> None:
        output = build(tmp_path / "output", story)
        server = start(output)
        question = "ASK { ?s rdfs:label 'Oslet' }"
        assert server.ask(question).json["boolean"] is False
        line = ("Oslet supplies Esk Police.", "Oslet", "Company", "suppliesTo", "Esk Police", "PoliceForce", {})
        build(output, [document("new.md", [line])])
        assert server.ask(question).json["boolean"] is True

    def test_whoever_asks_meanwhile_gets_a_whole_answer_or_is_told_to_come_again(
        self, start: Start, build: Any, story: Any, tmp_path: Path
    ) -> None:
        output = build(tmp_path / "output", story)
        server = start(output)
        replies: list[Reply] = []
        over = threading.Event()

        def ask() -> None:
            while not over.is_set():
                replies.append(server.ask("SELECT (COUNT(*) AS ?n) { ?s rdf:predicate ?p }", "text/csv"))

        asking = threading.Thread(target=ask)
        asking.start()
        for _ in range(5):
            build(output, story)
        over.set()
        asking.join()
        assert {reply.text for reply in replies if reply.status == 200} == {"n\r\n5\r\n"}
        others = [reply for reply in replies if reply.status != 200]
        assert [(reply.status, reply.text) for reply in others if reply.status != 503 or reply.headers["Retry-After"] is None] == []


class TestStart:
    def test_as_the_examples_of_the_help_have_it(self, output: Path) -> None:
        _, _, listed = str(kgraph.commands["serve"].epilog).partition("Examples:\n")
        for example in listed.splitlines():
            command = [sys.executable, "-m", "kgraph.cli", *shlex.split(example)[1:], "--port", "0"]
            environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
            process = subprocess.Popen(
                command, cwd=output.parent, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
            )
            assert str(process.stdout and process.stdout.readline()).startswith("Serving output at http://127.0.0.1:")
            process.send_signal(signal.SIGINT)
            assert (process.communicate(timeout=60)[1], process.returncode) == ("Stopped.\n", 130)

    def run(self, *options: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, "-m", "kgraph.cli", "serve", *options], capture_output=True, text=True, check=False)

    def test_where_there_is_no_graph(self, tmp_path: Path) -> None:
        done = self.run("-o", str(tmp_path))
        assert (done.returncode, done.stdout) == (3, "")
        assert "no graph in" in done.stderr

    def test_at_a_port_that_is_taken(self, server: Server, output: Path) -> None:
        done = self.run("-o", str(output), "--port", str(urlsplit(server.address).port))
        assert done.returncode == 2
        assert "cannot listen at 127.0.0.1" in done.stderr
        assert "--port" in done.stderr

    def test_at_an_address_that_is_not_here(self, output: Path) -> None:
        assert self.run("-o", str(output), "--host", "192.0.2.1").returncode == 2
