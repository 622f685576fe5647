"""Errors → responses: a status, a message, and when to come again."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse

from kgraph.errors import InputError, KgraphError, LimitError, StoreError

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer."""

    status: int
    message: str
    headers: Mapping[str, str] = field(default_factory=dict)


def refused(error: HTTPException | KgraphError) -> Refusal:
    """400 for what is asked wrongly, 503 for what takes too much. A store that cannot be read may be one that is being replaced."""
    if isinstance(error, HTTPException):
        return Refusal(error.status_code, error.detail, error.headers or {})
    if isinstance(error, InputError):
        return Refusal(400, str(error))
    if isinstance(error, LimitError):
        return Refusal(503, str(error))
    if isinstance(error, StoreError):
        # The message names files of this machine.
        _LOG.warning("%s", error)
        return Refusal(503, "the graph cannot be read just now: ask again in a moment", {"Retry-After": "5"})
    return Refusal(500, str(error))


def sent(refusal: Refusal) -> PlainTextResponse:
    """In plain text, and never kept for somebody who would accept another form."""
    return PlainTextResponse(f"{refusal.message}\n", refusal.status, {**refusal.headers, "Vary": "Accept"})
