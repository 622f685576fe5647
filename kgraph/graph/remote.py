"""A store over HTTP: messages sent until they get through, and what its refusals mean.

Every message may be sent again: queries and deletions by nature, and what is written replaces. httpx is loaded when it is needed.
"""

from __future__ import annotations

import re
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote, urljoin, urlsplit

from kgraph import __version__
from kgraph.errors import InputError, KgraphError, LimitError, StoreError
from kgraph.graph.endpoint import PASSWORD, TOKEN, USER, Endpoint, authorization, origin

if TYPE_CHECKING:
    import httpx

_T = TypeVar("_T")

WAITS = (0.5, 1.0, 2.0, 4.0)
"""Seconds between one try and the next, unless the server asks for more."""

_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_ELSEWHERE = frozenset({301, 302, 307, 308})
_HOPS = 5
_CONNECT = 10.0
_READ, _SHOWN = 4096, 200


@dataclass(frozen=True, slots=True)
class Message:
    """A request. `writes`: it changes the store. `absent`: that nothing is there is as good as success."""

    method: str
    url: str
    kind: str = ""
    body: bytes = b""
    accept: str = "*/*"
    writes: bool = True
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server says: from which address, of what kind (a media type), and its body as it comes."""

    url: str
    kind: str
    chunks: Iterator[bytes] = field(repr=False)


@dataclass(frozen=True)
class Remote:
    """A connected store. `seconds`: how long a message may take, with all its tries; None is for ever. `pause` waits between tries."""

    endpoint: Endpoint
    seconds: float | None
    pause: Callable[[float], None]
    client: httpx.Client = field(repr=False)
    secrets: Mapping[str, str] = field(repr=False)


@contextmanager
def connected(endpoint: Endpoint, *, seconds: float | None = 30, pause: Callable[[float], None] = time.sleep) -> Iterator[Remote]:
    """The store at `endpoint`, with the credentials of the environment or a netrc file. Nothing is sent yet.

    Raises InputError where the credentials cannot be used.
    """
    import httpx

    urls = filter(None, (endpoint.query, endpoint.update, endpoint.graphs))
    secrets = {origin(url): secret for url in urls if (secret := authorization(url)) is not None}
    with httpx.Client(headers={"User-Agent": f"kgraph/{__version__}"}) as client:
        yield Remote(endpoint, seconds, pause, client, secrets)


def update(remote: Remote, text: str) -> None:
    """Have the store carry out a SPARQL update, as one transaction where it has any."""
    send(remote, Message("POST", remote.endpoint.update, "application/sparql-update", text.encode()), _done)


def put_graph(remote: Remote, graph: str, triples: bytes) -> None:
    """Let the graph hold these N-Triples and nothing else."""
    send(remote, Message("PUT", _graph_url(remote, graph), "application/n-triples", triples), _done)


def add_to_graph(remote: Remote, graph: str, triples: bytes) -> None:
    """Add these N-Triples, none of which has a blank node, to the graph."""
    send(remote, Message("POST", _graph_url(remote, graph), "application/n-triples", triples), _done)


def delete_graph(remote: Remote, graph: str) -> None:
    """Remove the graph, if it is there."""
    send(remote, Message("DELETE", _graph_url(remote, graph), absent=True), _done)


def send(remote: Remote, message: Message, read: Callable[[Answer], _T]) -> _T:
    """What `read` makes of the answer to `message`, of which it takes as much as it needs.

    Tries again after a fault that may pass: no connection, one that breaks, a server that is busy or fails. Raises StoreError where it does
    not pass or the server refuses, InputError where the address must be another, LimitError where time is up.
    """
    until = None if remote.seconds is None else time.monotonic() + remote.seconds
    for wait in (*WAITS, None):
        try:
            return _sent(remote, message, read, until)
        except _Passing as fault:
            longer = fault.wait if wait is None else max(wait, fault.wait)
            if wait is None or (until is not None and time.monotonic() + longer > until):
                raise fault.reason from None
            remote.pause(longer)
    raise AssertionError("the last try returns or raises")


class _Passing(Exception):
    """A fault that may pass; `wait` seconds are what the server asks for."""

    def __init__(self, reason: KgraphError, wait: float = 0) -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.wait = wait


def _sent(remote: Remote, message: Message, read: Callable[[Answer], _T], until: float | None) -> _T:
    """One try, from redirect to redirect."""
    import httpx

    try:
        for _ in range(_HOPS):
            with remote.client.stream(
                message.method, message.url, content=message.body, headers=_headers(remote, message), timeout=_left(until)
            ) as response:
                if response.status_code not in _ELSEWHERE:
                    return _heard(remote, message, response, read, until)
                message = _followed(message, response)
    except httpx.ConnectTimeout:
        raise _Passing(_unreachable(message, "it does not answer")) from None
    except httpx.TimeoutException:
        raise _overdue(remote, message) from None
    except httpx.TransportError as error:
        if isinstance(_root(error), ssl.SSLError):
            raise _untrusted(message, error) from None
        raise _Passing(_unreachable(message, str(error))) from None
    except httpx.DecodingError as error:
        raise StoreError(f"{message.url}: the answer is damaged ({error}): ask again") from None
    except httpx.InvalidURL as error:
        raise InputError(f"{message.url!r} is not the address of a store: {error}") from None
    raise StoreError(f"{message.url}: the server sends from one address to the next without end: ask who keeps it for the right one")


def _heard(remote: Remote, message: Message, response: httpx.Response, read: Callable[[Answer], _T], until: float | None) -> _T:
    if response.is_success or (message.absent and response.status_code == 404):
        return read(Answer(str(response.url), response.headers.get("Content-Type", ""), _chunks(remote, message, response, until)))
    said = _said(remote, response)
    if response.status_code in _AGAIN:
        told = f"{message.url}: the server answered {response.status_code} again and again{said}: wait, and try once more"
        raise _Passing(StoreError(told), _asked_wait(response))
    raise _refusal(message, response.status_code, said)


def _headers(remote: Remote, message: Message) -> dict[str, str]:
    headers = {"Accept": message.accept}
    if message.kind:
        headers["Content-Type"] = message.kind
    if secret := remote.secrets.get(origin(message.url)):
        headers["Authorization"] = secret
    return headers


def _followed(message: Message, response: httpx.Response) -> Message:
    """The same, to where the server points: a question anywhere but from https to http, what writes only on the host that was named."""
    target = urljoin(message.url, response.headers.get("Location", ""))
    scheme = urlsplit(target).scheme
    if scheme not in ("http", "https") or (urlsplit(message.url).scheme == "https" and scheme == "http"):
        raise StoreError(f"{message.url} points to {target!r}, where nothing is sent: give the address that is meant")
    if message.writes and origin(target) != origin(message.url):
        raise StoreError(f"{message.url} points to another host, {target}: if the graph is to be written there, give that address")
    return replace(message, url=target)


def _asked_wait(response: httpx.Response) -> float:
    """The seconds of Retry-After, which may be a number or a date; 0 where there is none, or it makes no sense."""
    asked = response.headers.get("Retry-After", "").strip()
    if asked.isascii() and asked.isdigit():
        return float(asked)
    try:
        return max(0.0, (parsedate_to_datetime(asked) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return 0.0


def _refusal(message: Message, status: int, said: str) -> KgraphError:
    url = message.url
    if status in (401, 403):
        ways = f"{TOKEN}, or {USER} and {PASSWORD}, or write a netrc file"
        return StoreError(f"{url}: the server lets nobody in without the right user and password, or token ({status}){said}: set {ways}")
    if status in (404, 410):
        usual = "/query and /update (Oxigraph, Fuseki), /repositories/NAME (GraphDB, RDF4J) or /sparql"
        return InputError(f"{url}: nothing is there ({status}){said}: addresses usually end in {usual}")
    if status in (405, 415, 501) and message.writes:
        return InputError(f"{url}: the server takes no changes there ({status}){said}: say where with --update-endpoint or --graph-store")
    if status == 413:
        return StoreError(f"{url}: the server takes no graph of {len(message.body):,} bytes{said}: raise its limit, or use --graph-store")
    asked = "the server refuses the change" if message.writes else "the server finds fault with the query"
    return StoreError(f"{url}: {asked} ({status}){said}")


def _said(remote: Remote, response: httpx.Response) -> str:
    """The first words of a server that refuses, without what it may repeat of the credentials."""
    text = next(response.iter_bytes(), b"")[:_READ].decode("utf-8", errors="replace")
    if "html" in response.headers.get("Content-Type", ""):
        text = re.sub(r"<[^>]*>", " ", text)
    for secret in remote.secrets.values():
        text = text.replace(secret, "…").replace(secret.partition(" ")[2], "…")
    words = " ".join(text.split())
    return f": {words[:_SHOWN]}" if words else ""


def _unreachable(message: Message, why: str) -> StoreError:
    return StoreError(f"{message.url} cannot be reached ({why}): see that the server runs, and that this is its address")


def _untrusted(message: Message, error: Exception) -> StoreError:
    remedy = "if it is your own, name its certificate in SSL_CERT_FILE; if it speaks no TLS, its address begins with http://"
    return StoreError(f"{message.url}: the server cannot prove who it is ({error}): {remedy}")


def _root(error: BaseException) -> BaseException:
    while error.__cause__ or error.__context__:
        error = error.__cause__ or error.__context__  # type: ignore[assignment]
    return error


def _left(until: float | None) -> httpx.Timeout:
    import httpx

    left = None if until is None else max(0.001, until - time.monotonic())
    return httpx.Timeout(left, connect=_CONNECT if left is None else min(left, _CONNECT))


def _overdue(remote: Remote, message: Message) -> LimitError:
    if message.writes:
        return LimitError(f"{message.url}: not done after {remote.seconds:g} s: allow more time (--push-timeout); what is there stays")
    return LimitError(f"stopped after {remote.seconds:g} s: ask for less, or allow more time (--timeout)")


def _chunks(remote: Remote, message: Message, response: httpx.Response, until: float | None) -> Iterator[bytes]:
    """The body as it comes. A server that trickles is cut off when time is up; one that falls silent, after as long again at most.

    Chunks are those of the network: to collect them into larger ones would wait for a server that trickles.
    """
    for chunk in response.iter_bytes():
        if until is not None and time.monotonic() > until:
            raise _overdue(remote, message)
        yield chunk


def _done(answer: Answer) -> None:
    """Whatever a server says when it has done as it was told."""


def _graph_url(remote: Remote, graph: str) -> str:
    url = remote.endpoint.graphs
    assert url is not None
    return f"{url}{'&' if urlsplit(url).query else '?'}graph={quote(graph, safe='')}"
