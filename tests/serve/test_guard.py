"""Who may ask, and what a browser may do with the answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Server = Any
Start = Callable[..., Server]

ADDRESSES = ["/", "/sparql", "/sparql?query=ASK%7B%7D", "/sparql?query=x", "/nothing"]
ADDRESSES += ["/kgraph/technology/drones", "/kgraph/technology/drones.ttl"]


class TestHost:
    @pytest.mark.parametrize("host", ["localhost", "localhost:1", "LOCALHOST", "127.0.0.1", "[::1]:8000"])
    def test_this_machine_by_any_of_its_names(self, server: Server, host: str) -> None:
        assert server.get("/", Host=host).status == 200

    @pytest.mark.parametrize(
        "host",
        ["evil.example", "evil.example:8000", "localhost.evil.example", "127.0.0.1.nip.example", "evil@localhost", "localhost/x", ""],
    )
    def test_no_name_that_somebody_made_point_here(self, server: Server, host: str) -> None:
        for address in ADDRESSES:
            assert server.get(address, Host=host).status == 421

    def test_names_that_were_allowed(self, start: Start, output: Path) -> None:
        named = start(output, "--allow-host", "Graph.example", "--allow-host", "other.example")
        for host, status in (("graph.example", 200), ("OTHER.example:443", 200), ("localhost", 200), ("evil.example", 421)):
            assert named.get("/", Host=host).status == status


class TestOrigin:
    @pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://localhost:1", "https://[", "file://"])
    def test_another_site_may_not_ask(self, server: Server, origin: str) -> None:
        posted = server.post("ASK {}", "application/sparql-query", Origin=origin)
        for reply in (posted, server.get("/sparql?query=ASK%7B%7D", Origin=origin)):
            assert reply.status == 403
            assert reply.headers["Access-Control-Allow-Origin"] is None

    def test_the_page_itself_may(self, server: Server) -> None:
        assert server.post("ASK {}", "application/sparql-query", Origin=server.address).status == 200


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("accept", ["text/html", "*/*"])
def test_every_answer_keeps_a_browser_in_check(server: Server, address: str, accept: str) -> None:
    for reply in (server.get(address, accept), server.get(address, accept, method="PUT"), server.get(address, accept, Host="evil.example")):
        policy = reply.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'")
        assert "frame-ancestors 'none'" in policy
        assert reply.headers["X-Content-Type-Options"] == "nosniff"
        assert reply.headers["Referrer-Policy"] == "same-origin"
        assert reply.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert reply.headers["Server"] is None
        if address != "/":
            assert "unsafe-inline" not in policy


def test_what_it_is_made_with_is_not_told(server: Server, iri: Callable[[str], str]) -> None:
    for address in ADDRESSES:
        told = str(server.get(address).headers).lower()
        assert "uvicorn" not in told
        assert "starlette" not in told
