"""Places for questions: so many are answered at once, each in a process that ends when it is answered, too long, or given up."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar

from pyoxigraph import Store
from starlette.exceptions import HTTPException
from starlette.requests import Request

from kgraph.graph import Limits, ask_apart

_T = TypeVar("_T")

# Seconds between two looks whether the client is still there.
_LOOK = 0.2


class Places:
    """`room` questions at once to the store in `folder`, none of which may take more than `limits`."""

    def __init__(self, folder: Path, limits: Limits, room: int, stopping: threading.Event) -> None:
        self._folder, self._limits, self._room, self._stopping = folder, limits, room, stopping
        self._taken = 0
        self._threads = ThreadPoolExecutor(room)

    async def ask(self, request: Request, question: Callable[[Store], _T]) -> _T:
        """The answer, unless the client goes away before or the server is stopped.

        Raises as `ask_apart`, and HTTPException 503 where no place is free or the server is being stopped.
        """
        if self._taken >= self._room:
            raise HTTPException(503, f"{self._room} questions are being answered: ask again in a moment", {"Retry-After": "2"})
        given_up = threading.Event()
        self._taken += 1
        try:
            apart = partial(ask_apart, self._folder, question, self._limits, given_up)
            return await self._answer(request, asyncio.get_running_loop().run_in_executor(self._threads, apart), given_up)
        finally:
            given_up.set()
            self._taken -= 1

    async def _answer(self, request: Request, answer: asyncio.Future[_T], given_up: threading.Event) -> _T:
        while not (await asyncio.wait({answer}, timeout=_LOOK))[0]:
            if self._stopping.is_set() or await request.is_disconnected():
                given_up.set()
                await asyncio.wait({answer})
        if self._stopping.is_set() and answer.exception():
            raise HTTPException(503, "the server is being stopped")
        return answer.result()
