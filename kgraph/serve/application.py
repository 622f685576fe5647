"""The ASGI application: which address leads where."""

from __future__ import annotations

import threading
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any, cast

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from kgraph.errors import KgraphError
from kgraph.graph import STORE, Limits, load_queries
from kgraph.serve.addresses import ROOT
from kgraph.serve.endpoint import sparql
from kgraph.serve.guard import LOOPBACK, guarded
from kgraph.serve.negotiation import EVERYTHING, HTML, preferred
from kgraph.serve.pages import message_page
from kgraph.serve.places import Places
from kgraph.serve.refusals import refused, sent
from kgraph.serve.things import look_up

NETWORK = "graph.html"

# The page carries a policy of its own that names each of its scripts; this one keeps it from the network whatever it says.
_NETWORK_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

_Handler = Callable[[Request, Exception], Coroutine[Any, Any, Response]]


@dataclass(frozen=True, slots=True)
class Settings:
    """What is served and how.

    `output` is the graph's folder, `hosts` the names, without port, under which the server is asked. Of queries, and beside them of
    pages, `room` are answered at once; none may take more than `limits`.
    """

    output: Path
    hosts: frozenset[str] = LOOPBACK
    limits: Limits = field(default_factory=Limits)
    room: int = 4


def application(settings: Settings, stopping: threading.Event | None = None) -> ASGIApp:
    """The application. Setting `stopping` ends all questions at once."""
    stopping = stopping or threading.Event()
    queries, pages = (Places(settings.output / STORE, settings.limits, settings.room, stopping) for _ in range(2))
    routes = [
        Route("/", partial(_network, path=settings.output / NETWORK)),
        Route("/sparql", partial(sparql, places=queries, queries=load_queries()), methods=["GET", "POST"]),
        Route(f"{ROOT}{{name:path}}", partial(look_up, places=pages)),
    ]
    handlers: dict[Any, _Handler] = {error: cast(_Handler, _refusal) for error in (HTTPException, KgraphError)}
    made = Starlette(routes=routes, exception_handlers=handlers)
    made.router.redirect_slashes = False
    return guarded(made, settings.hosts)


async def _network(request: Request, path: Path) -> Response:
    try:
        page = await run_in_threadpool(path.read_bytes)
    except OSError as error:
        raise HTTPException(404, f"there is no {NETWORK}: build the graph again, or ask at /sparql") from error
    return Response(page, media_type="text/html", headers={"Content-Security-Policy": _NETWORK_POLICY})


async def _refusal(request: Request, error: HTTPException | KgraphError) -> Response:
    refusal = refused(error)
    if preferred(EVERYTHING, request.headers.get("accept", "")) != HTML:
        return sent(refusal)
    return message_page(refusal.status, HTTPStatus(refusal.status).phrase, refusal.message, refusal.headers)
