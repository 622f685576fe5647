"""Messages to a store over HTTP: tried again while that may help, let in without telling anybody how, and refusals that say what to do."""

from __future__ import annotations

import contextlib
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
import servers
from servers import Reply, scripted

from kgraph.errors import InputError, KgraphError, LimitError, QueryError, StoreError
from kgraph.graph import result
from kgraph.graph.elsewhere import run_query_at, select
from kgraph.graph.endpoint import PASSWORD, TOKEN, USER, endpoint
from kgraph.graph.remote import WAITS, connected, update

RESULTS = {"Content-Type": servers.RESULTS}
NONE = b'{"head":{"vars":["a"]},"results":{"bindings":[]}}'
ONE = b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":{"type":"literal","value":"b"}}]}}'
EMPTY, FOUND, BUSY, DONE = Reply(200, NONE, RESULTS), Reply(200, ONE, RESULTS), Reply(503, b"warming up"), Reply(204)
SECRET = "s3cret-t0ken"


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No credentials, proxies or netrc of whoever runs the tests."""
    for name in (TOKEN, USER, PASSWORD, "NETRC", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))


def ask(url: str, seconds: float | None = 30, waited: list[float] | None = None) -> list[Any]:
    pause = [].append if waited is None else waited.append
    with connected(endpoint(url), seconds=seconds, pause=pause) as remote:
        return select(remote, "SELECT ?a { ?a ?b ?c }")


def write(url: str, waited: list[float] | None = None) -> None:
    with connected(endpoint(url, url), pause=[].append if waited is None else waited.append) as remote:
        update(remote, "INSERT DATA { <a:a> <a:b> <a:c> }")


class TestAgain:
    @pytest.mark.parametrize("fault", [BUSY, Reply(429), Reply(500), Reply(silent=True), Reply(200, ONE, RESULTS, cut=True)])
    def test_what_passes_is_tried_again(self, fault):
        with scripted(fault, fault, FOUND) as server:
            assert ask(server.url) == [{"a": "b"}]
            assert len(server.asked) == 3

    def test_the_waits_grow_and_end(self):
        waited: list[float] = []
        with scripted(BUSY) as server, pytest.raises(StoreError, match="answered 503 again and again: warming up"):
            ask(server.url, waited=waited)
        assert tuple(waited) == WAITS == tuple(sorted(WAITS))
        assert len(server.asked) == len(WAITS) + 1

    def test_the_server_may_ask_for_more_time_in_seconds(self):
        waited: list[float] = []
        with scripted(Reply(429, headers={"Retry-After": "7"}), DONE) as server:
            write(server.url, waited)
        assert waited == [7]

    def test_or_by_a_date(self):
        waited: list[float] = []
        date = format_datetime(datetime.now(UTC) + timedelta(seconds=20), usegmt=True)
        with scripted(Reply(503, headers={"Retry-After": date}), DONE) as server:
            write(server.url, waited)
        assert 1 < waited[0] <= 20

    @pytest.mark.parametrize("asked", ["soon", "-5", "²", ""])
    def test_nonsense_is_no_wish(self, asked):
        waited: list[float] = []
        with scripted(Reply(503, headers={"Retry-After": asked.encode().decode("latin-1")}), DONE) as server:
            write(server.url, waited)
        assert waited == [WAITS[0]]

    def test_a_wait_beyond_the_time_there_is_is_not_begun(self):
        waited: list[float] = []
        with scripted(Reply(503, headers={"Retry-After": "3600"})) as server, pytest.raises(StoreError, match="answered 503"):
            ask(server.url, seconds=30, waited=waited)
        assert waited == []

    @pytest.mark.parametrize("status", [400, 401, 404])
    def test_what_does_not_pass_is_not_tried_again(self, status):
        with scripted(Reply(status)) as server, pytest.raises(KgraphError):
            ask(server.url)
        assert len(server.asked) == 1


class TestLetIn:
    def test_by_token(self, monkeypatch):
        monkeypatch.setenv(TOKEN, SECRET)
        with scripted(EMPTY) as server:
            ask(server.url)
        assert server.asked[0].headers["Authorization"] == f"Bearer {SECRET}"

    def test_by_user_and_password(self, monkeypatch):
        monkeypatch.setenv(USER, "Aladdin")
        monkeypatch.setenv(PASSWORD, "open sesame")
        with scripted(EMPTY) as server:
            ask(server.url)
        assert server.asked[0].headers["Authorization"] == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="

    def test_by_netrc_of_this_host_only(self, monkeypatch, tmp_path):
        (tmp_path / "hosts").write_text("machine 127.0.0.1 login Aladdin password opensesame\n")
        monkeypatch.setenv("NETRC", str(tmp_path / "hosts"))
        with scripted(EMPTY) as server:
            ask(server.url)
            ask(server.url.replace("127.0.0.1", "localhost"))
        assert server.asked[0].headers["Authorization"] == "Basic QWxhZGRpbjpvcGVuc2VzYW1l"
        assert "Authorization" not in server.asked[1].headers

    def test_not_at_all_where_nothing_is_given(self):
        with scripted(EMPTY) as server:
            ask(server.url)
        assert "Authorization" not in server.asked[0].headers

    def test_a_redirect_within_the_host_carries_it(self, monkeypatch):
        monkeypatch.setenv(TOKEN, SECRET)
        with scripted(Reply(307, headers={"Location": "/sparql"}), FOUND) as server:
            assert ask(server.url + "/query") == [{"a": "b"}]
        told = [(it.path, it.headers["Authorization"]) for it in server.asked]
        assert told == [("/query", f"Bearer {SECRET}"), ("/sparql", f"Bearer {SECRET}")]

    def test_a_redirect_to_another_host_asks_there_without_it(self, monkeypatch):
        monkeypatch.setenv(TOKEN, SECRET)
        with scripted(FOUND) as other, scripted(Reply(308, headers={"Location": other.url})) as server:
            assert ask(server.url) == [{"a": "b"}]
        assert "Authorization" not in other.asked[0].headers
        assert SECRET not in str(other.asked[0].headers) + other.asked[0].path

    def test_nothing_is_written_to_another_host_than_the_one_named(self, monkeypatch):
        monkeypatch.setenv(TOKEN, SECRET)
        with scripted(DONE) as other, scripted(Reply(307, headers={"Location": other.url})) as server:
            with pytest.raises(StoreError, match=f"points to another host, {other.url}: if the graph is to be written there"):
                write(server.url)
            assert other.asked == []

    @pytest.mark.parametrize("place", ["file:///etc/passwd", "ftp://127.0.0.1/", ""])
    def test_redirects_that_lead_nowhere_are_refused(self, place):
        with scripted(Reply(302, headers={"Location": place})) as server, pytest.raises(StoreError, match=r"points to|without end"):
            ask(server.url)

    def test_a_server_that_repeats_the_secret_is_not_quoted_with_it(self, monkeypatch):
        monkeypatch.setenv(TOKEN, SECRET)
        with scripted(Reply(401, f"bad credentials: Bearer {SECRET}".encode())) as server, pytest.raises(StoreError) as caught:
            ask(server.url)
        assert "bad credentials: …" in str(caught.value)
        assert SECRET not in str(caught.value)

    def test_no_record_shows_it(self, monkeypatch):
        monkeypatch.setenv(TOKEN, SECRET)
        with connected(endpoint("http://127.0.0.1:9/query")) as remote:
            assert SECRET not in repr(remote)


class TestRefusals:
    @pytest.mark.parametrize(
        ("reply", "kind", "message"),
        [
            (Reply(401), StoreError, f"or token \\(401\\): set {TOKEN}, or {USER} and {PASSWORD}, or write a netrc file"),
            (Reply(403, b"<h1>No</h1>", {"Content-Type": "text/html"}), StoreError, r"\(403\): No: set "),
            (Reply(404), InputError, r"nothing is there \(404\): addresses usually end in /query"),
            (Reply(400, b"no such\nfunction"), StoreError, r"finds fault with the query \(400\): no such function"),
            (Reply(200, b"<title>Sign in</title>", {"Content-Type": "text/html"}), StoreError, "the answer is text/html, none of SPARQL"),
            (Reply(200, b"all well", {"Content-Type": "text/plain"}), StoreError, "the answer is text/plain, none of SPARQL"),
            (Reply(200), StoreError, "the answer is of no kind"),
            (Reply(200, ONE[:-9], RESULTS), StoreError, "the answer is cut off or malformed"),
            (Reply(200, b"?" * 99, {**RESULTS, "Content-Encoding": "gzip"}), StoreError, "the answer is damaged"),
        ],
    )
    def test_of_a_question(self, reply, kind, message):
        with scripted(reply) as server, pytest.raises(kind, match=message) as caught:
            ask(server.url)
        assert server.url in str(caught.value)

    @pytest.mark.parametrize(
        ("reply", "kind", "message"),
        [
            (Reply(405), InputError, r"takes no changes there \(405\): say where with --update-endpoint or --graph-store"),
            (Reply(413), StoreError, "takes no graph of 33 bytes: raise its limit, or use --graph-store"),
            (Reply(400, b"read only"), StoreError, r"refuses the change \(400\): read only"),
        ],
    )
    def test_of_a_change(self, reply, kind, message):
        with scripted(reply) as server, pytest.raises(kind, match=message):
            write(server.url)

    def test_nobody_there(self):
        url = f"http://127.0.0.1:{servers.free_port()}/query"
        with pytest.raises(StoreError, match=f"{url} cannot be reached .*: see that the server runs, and that this is its address"):
            ask(url)


class TestLimits:
    def test_a_server_that_does_not_answer_is_given_up(self):
        told = r"stopped after 0.2 s: ask for less, or allow more time \(--timeout\)"
        with waiting() as silent, pytest.raises(LimitError, match=told):
            ask(silent, seconds=0.2)

    def test_a_change_without_an_answer_is_given_up_and_may_be_gone_on_with(self):
        told = r"not done after 0.2 s: allow more time \(--push-timeout\); what is there stays"
        with waiting() as silent, connected(endpoint(silent), seconds=0.2) as remote, pytest.raises(LimitError, match=told):
            update(remote, "CLEAR ALL")

    def test_a_server_that_trickles_is_given_up(self):
        with waiting(trickle=True) as slow, pytest.raises(LimitError, match=r"stopped after 0.3 s"):
            ask(slow, seconds=0.3)

    def test_only_as_many_rows_are_read_as_are_wanted(self):
        row = b'{"a":{"type":"literal","value":"%d"}}'
        body = b'{"head":{"vars":["a"]},"results":{"bindings":[' + b",".join(row % number for number in range(5000)) + b"]}}"
        with scripted(EMPTY, Reply(200, body, RESULTS, cut=True)) as server, connected(endpoint(server.url)) as remote:
            found = run_query_at(remote, "SELECT ?a { ?a ?b ?c }", limit=2)
        assert (found.rows, found.more) == ((("0",), ("1",)), True)

    def test_an_answer_that_is_too_large_is_refused(self, monkeypatch):
        monkeypatch.setattr("kgraph.graph.elsewhere.LARGEST", 50)
        with scripted(FOUND) as server, pytest.raises(LimitError, match="the answer is larger than"):
            ask(server.url)
        assert len(ONE) > 50
        assert result.LARGEST > 50


class TestQuestions:
    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("DELETE WHERE { ?a ?b ?c }", "DELETE would change the graph"),
            ("SELECT * { ?a ?b", "the query is not SPARQL: line 1"),
            ("ASK { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }", r"which only `kgraph query --allow-service` may"),
        ],
    )
    def test_what_is_refused_here_is_not_sent(self, text, message):
        with scripted(EMPTY) as server, connected(endpoint(server.url)) as remote, pytest.raises(QueryError, match=message):
            run_query_at(remote, text)
        assert server.asked == []

    def test_service_that_is_allowed_is_the_servers_to_ask(self):
        text = "SELECT * { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }"
        with scripted(EMPTY) as server, connected(endpoint(server.url)) as remote:
            run_query_at(remote, text, allow_service=True)
        assert question(server) == text

    def test_prefixes_that_are_used_are_declared_on_the_first_line(self):
        with scripted(EMPTY) as server, connected(endpoint(server.url)) as remote:
            run_query_at(remote, "# who\nSELECT ?a { ?a :uses tech:drones }")
        first, *rest = question(server).splitlines()
        assert first == "PREFIX : <https://w3id.org/kgraph/policing#> PREFIX tech: <https://w3id.org/kgraph/technology/> # who"
        assert rest == ["SELECT ?a { ?a :uses tech:drones }"]

    def test_other_forms_of_an_answer_are_read_too(self):
        xml = b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head/><boolean>true</boolean></sparql>'
        turtle = b"@prefix a: <a:> . a:b a:c a:e , a:d ."
        replies = [EMPTY, Reply(200, xml, {"Content-Type": "application/sparql-results+xml"})]
        replies += [EMPTY, Reply(200, turtle, {"Content-Type": "text/turtle; charset=utf-8"})]
        with scripted(*replies) as server, connected(endpoint(server.url)) as remote:
            assert run_query_at(remote, "ASK { ?a ?b ?c }").rows == (("true",),)
            found = run_query_at(remote, "CONSTRUCT WHERE { ?a ?b ?c }")
        assert found.rows == (("a:b", "a:c", "a:d"), ("a:b", "a:c", "a:e"))

    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("# DESCRIBE\nSELECT ?construct { ?construct ?b 'CONSTRUCT' }", "application/sparql-results+json"),
            ("PREFIX select: <a:> CONSTRUCT WHERE { ?a ?b select:c }", "application/n-triples"),
            ("BASE <a:ASK> describe <b>", "application/n-triples"),
        ],
    )
    def test_a_table_or_a_graph_is_asked_for_as_the_query_does(self, text, kind):
        with (
            scripted(EMPTY, Reply(200, b"", {"Content-Type": kind})) as server,
            connected(endpoint(server.url)) as remote,
            contextlib.suppress(StoreError),  # an empty body is no table
        ):
            run_query_at(remote, text)
        assert server.asked[-1].headers["Accept"].startswith(kind)


def test_a_server_that_cannot_prove_who_it_is_gets_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv(TOKEN, SECRET)
    waited: list[float] = []
    told = r"cannot prove who it is .*name its certificate in SSL_CERT_FILE"
    with untrusted(tmp_path) as (url, asked), pytest.raises(StoreError, match=told):
        ask(url, waited=waited)
    assert (asked, waited) == ([], [])


def test_its_certificate_can_be_named(tmp_path, monkeypatch):
    with untrusted(tmp_path) as (url, asked):
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
        assert ask(url) == [{"a": "b"}]
        assert asked == ["/query"]


def question(server: servers.Server) -> str:
    """The query that the server was asked last."""
    return parse_qs(server.asked[-1].body.decode())["query"][0]


@contextmanager
def answering(answer: Callable[[BaseHTTPRequestHandler], None], context: ssl.SSLContext | None = None) -> Iterator[int]:
    """The port of a server that answers so."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            answer(self)

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    class Quiet(HTTPServer):
        def handle_error(self, request: Any, client_address: Any) -> None:
            """Its clients hang up."""

    with Quiet((servers.HOST, 0), Handler) as server:
        if context is not None:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield server.server_port
        finally:
            server.shutdown()


@contextmanager
def waiting(trickle: bool = False) -> Iterator[str]:
    """A server that says nothing, or only a byte now and then, until it is left."""
    gate = threading.Event()

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if trickle:
            _begin(handler)
            while not gate.wait(0.02):
                handler.wfile.write(b" ")
        gate.wait()

    with answering(answer) as port:
        try:
            yield f"http://{servers.HOST}:{port}"
        finally:
            gate.set()


@contextmanager
def untrusted(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """The address of a server whose certificate nobody signed but itself, and the paths that it was asked for."""
    key, cert = folder / "key.pem", folder / "cert.pem"
    names = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", str(key), "-out", str(cert), "-days", "2", *names]
    subprocess.run(make, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    asked: list[str] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        asked.append(handler.path)
        _begin(handler)
        handler.wfile.write(ONE)

    with answering(answer, context) as port:
        yield f"https://{servers.HOST}:{port}/query", asked


def _begin(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", servers.RESULTS)
    handler.end_headers()
