"""The server: listens on a socket, and ends when it is told to, with all the processes that it started."""

from __future__ import annotations

import multiprocessing
import socket
import threading

import uvicorn

from kgraph.errors import InputError
from kgraph.serve.application import Settings, application

# Loaded once, by the process that starts those in which questions are answered.
_PRELOADED = ["kgraph.serve.answers"]

# Seconds that answers have to be sent in, once the server is to stop.
_FAREWELL = 3


def bind(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 takes a free one. Raises InputError where that is not possible."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        return socket.create_server(address[:2], family=family, backlog=128)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"cannot listen at {host} port {port} ({reason}): name another with --host or --port") from error


def serve(settings: Settings, listening: socket.socket) -> None:
    """Answer until a signal comes. Then questions are stopped, and KeyboardInterrupt is raised where the signal was Ctrl-C."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        multiprocessing.get_context("forkserver").set_forkserver_preload(_PRELOADED)
    stopping = threading.Event()
    config = uvicorn.Config(
        application(settings, stopping),
        http="h11",
        ws="none",
        loop="asyncio",
        lifespan="off",
        proxy_headers=False,
        server_header=False,
        access_log=False,
        log_level="warning",
        limit_concurrency=200,
        timeout_graceful_shutdown=_FAREWELL,
    )
    _Server(config, stopping).run(sockets=[listening])


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, stopping: threading.Event) -> None:
        super().__init__(config)
        self._stopping = stopping

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._stopping.set()
        await super().shutdown(sockets)
