"""What stands before every request and after every response: who may ask under which name, and what a browser may do with the answer.

A page on some other site can make a browser send requests to this machine, and, where its name is made to point here, read the answers.
So the names under which this server is known are listed, and a request that a page of another site makes by script is refused.
"""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",
}


def guarded(application: ASGIApp, hosts: Collection[str]) -> ASGIApp:
    """The application, for requests to one of `hosts` (names without port) and from no other site; every response has all of _HEADERS."""

    async def guard(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await (_objection(Headers(scope=scope), hosts) or application)(scope, receive, send_with_headers)

    return guard


def _objection(headers: Headers, hosts: Collection[str]) -> ASGIApp | None:
    host, origin = headers.get("host", ""), headers.get("origin")
    if _name(host) not in hosts:
        return PlainTextResponse(f"this server is not known as {host!r}: name the host with --allow-host\n", 421)
    if origin is not None and _authority(origin) != host.lower():
        return PlainTextResponse("a page of another site may not ask here\n", 403)
    return None


def _name(host: str) -> str | None:
    """example.org:80 → example.org; [::1]:80 → ::1; None for what is no host."""
    try:
        parts = urlsplit(f"//{host}")
    except ValueError:
        return None
    return parts.hostname if parts.netloc == host and "@" not in host else None


def _authority(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc.lower() or None
    except ValueError:
        return None
