"""Servers on loopback for the tests: two real stores, and one that answers what it is told to.

    oxigraph()         the server of Oxigraph, in Rust: queries, updates, and the Graph Store HTTP Protocol
    rdflib_endpoint()  an endpoint on rdflib, in Python: queries and updates; its default graph is the union of all
    scripted(...)      answers with the next line of a script, and keeps what it was asked
    before(store, …)   stands before a store, and cuts the connection from a certain request on
"""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HOST = "127.0.0.1"
RESULTS = "application/sparql-results+json"

_PATIENCE = 60
_RDFLIB = """
import sys, rdflib, uvicorn
from rdflib_endpoint import SparqlEndpoint
app = SparqlEndpoint(graph=rdflib.Dataset(default_union=True), enable_update=True, path="/sparql")
uvicorn.run(app, host=sys.argv[1], port=int(sys.argv[2]), log_level="error")
"""


@contextmanager
def oxigraph(*options: str) -> Iterator[str]:
    """The address at which an empty Oxigraph runs; its parts are /query, /update and /store."""
    port = free_port()
    with _running([str(Path(sys.executable).with_name("oxigraph")), "serve", "--bind", f"{HOST}:{port}", *options], port):
        yield f"http://{HOST}:{port}"


@contextmanager
def rdflib_endpoint() -> Iterator[str]:
    """The address at which an empty endpoint on rdflib takes queries and updates."""
    port = free_port()
    with _running([sys.executable, "-c", _RDFLIB, HOST, str(port)], port):
        yield f"http://{HOST}:{port}/sparql"


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])


@contextmanager
def _running(command: list[str], port: int) -> Iterator[None]:
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + _PATIENCE
        while not _listens(port):
            assert server.poll() is None, f"{command[0]} ended with {server.returncode}"
            assert time.monotonic() < end, f"{command[0]} does not start"
            time.sleep(0.02)
        yield
    finally:
        server.kill()
        server.wait()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


@dataclass(frozen=True)
class Request:
    """What a server was asked."""

    method: str
    path: str
    headers: Message
    body: bytes


@dataclass(frozen=True)
class Reply:
    """What it answers. `cut`: the connection breaks halfway through the body; `silent`: it breaks without an answer."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False
    silent: bool = False


@dataclass
class Server:
    """A running server: its address, and what it was asked so far."""

    url: str
    asked: list[Request] = field(default_factory=list)


@contextmanager
def scripted(*replies: Reply) -> Iterator[Server]:
    """Answers one request after the other; the last reply stands for all that follow."""
    rest = list(replies)
    with _answering(lambda request: rest.pop(0) if len(rest) > 1 else rest[0]) as server:
        yield server


@contextmanager
def before(store: str, breaks: Callable[[int], bool], *, lose_answer: bool = False) -> Iterator[Server]:
    """Hands requests on to `store`. Of the updates that `breaks`, by number from 1, none arrives; or, to `lose_answer`, no answer does."""
    updates = 0

    def answer(request: Request) -> Reply:
        nonlocal updates
        if request.path == "/update":
            updates += 1
            if breaks(updates):
                if lose_answer:
                    _handed_on(store, request)
                return Reply(silent=True)
        return _handed_on(store, request)

    with _answering(answer) as server:
        yield server


def _handed_on(store: str, request: Request) -> Reply:
    kinds = {name: request.headers[name] for name in ("Content-Type", "Accept") if name in request.headers}
    try:
        with urllib.request.urlopen(urllib.request.Request(store + request.path, request.body, kinds, method=request.method)) as answer:
            return Reply(answer.status, answer.read(), {"Content-Type": answer.headers.get("Content-Type", "")})
    except urllib.error.HTTPError as error:
        return Reply(error.code, error.read())


@contextmanager
def _answering(answer: Callable[[Request], Reply]) -> Iterator[Server]:
    asked: list[Request] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            asked.append(Request(self.command, self.path, self.headers, body))
            reply = answer(asked[-1])
            if reply.silent:
                self.close_connection = True
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body[: len(reply.body) // 2] if reply.cut else reply.body)
            self.close_connection = reply.cut

        do_GET = do_POST = do_PUT = do_DELETE = _any

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer((HOST, 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield Server(f"http://{HOST}:{server.server_port}", asked)
        finally:
            server.shutdown()
