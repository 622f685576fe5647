"""A request → what it asks (SPARQL 1.1 Protocol, 2.1), or the refusal that the protocol has for it."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import Message
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

from kgraph.graph import Dataset
from kgraph.serve.negotiation import NAMES

LARGEST = 1 << 20
"""Bytes of a request's body (1 MiB)."""

_FIELDS = 200
_QUERY, _FORM, _UPDATE = "application/sparql-query", "application/x-www-form-urlencoded", "application/sparql-update"
_WRITES = ("update", "using-graph-uri", "using-named-graph-uri")

Fields = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """`text` is SPARQL, None where there is no query; `name` a named query to begin with; `accept` what form the answer should have."""

    text: str | None
    dataset: Dataset | None
    accept: str
    name: str | None


async def asked(request: Request) -> Asked:
    """What a GET or POST asks. Raises HTTPException 400, 403 (an update), 413 or 415."""
    fields = _fields(request.scope["query_string"])
    if request.method == "POST":
        kind, body = _kind(request), await _body(request)
        fields += _fields(body) if kind == _FORM else [("query", _decoded(body))]
    if any(name in _WRITES for name, _ in fields):
        raise _read_only()
    text = _only(fields, "query")
    if text is None and request.method == "POST":
        raise HTTPException(400, "there is no query: give it as query=…")
    default, named = (tuple(value for name, value in fields if name == wanted) for wanted in ("default-graph-uri", "named-graph-uri"))
    form = _only(fields, "as")
    if form is not None and form not in NAMES:
        raise HTTPException(400, f"as={form} is not known: choose one of {', '.join(NAMES)}")
    accept = NAMES[form] if form else ", ".join(request.headers.getlist("accept"))
    return Asked(text, Dataset(default, named) if default or named else None, accept, _only(fields, "name"))


def _kind(request: Request) -> str:
    """The media type of the body, one of two."""
    header = Message()
    header["content-type"] = request.headers.get("content-type", "")
    kind = header.get_content_type()
    if kind == _UPDATE:
        raise _read_only()
    if kind not in (_QUERY, _FORM):
        raise HTTPException(415, f"a query comes as {_QUERY} or {_FORM}, not as {kind}", {"Accept-Post": f"{_QUERY}, {_FORM}"})
    if header.get_content_charset("utf-8") != "utf-8":
        raise HTTPException(415, "a query is written in UTF-8")
    if request.headers.get("content-encoding", "identity") != "identity":
        raise HTTPException(415, "a query is sent uncompressed", {"Accept-Encoding": "identity"})
    return kind


async def _body(request: Request) -> bytes:
    """Read no further than what is allowed, whatever the length was said to be."""
    if int(request.headers.get("content-length", 0)) > LARGEST:
        raise _too_large()
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            raise _too_large()
    return body


def _fields(data: bytes) -> Fields:
    try:
        return parse_qsl(data.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except ValueError as error:
        raise HTTPException(400, f"the parameters are not percent-encoded UTF-8, or more than {_FIELDS}") from error


def _only(fields: Fields, name: str) -> str | None:
    values = [value for key, value in fields if key == name]
    if len(values) > 1:
        raise HTTPException(400, f"{name} is given {len(values)} times, where once is enough")
    return values[0] if values else None


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise HTTPException(400, f"the query is not UTF-8 (byte {error.start})") from error


def _read_only() -> HTTPException:
    return HTTPException(403, "updates are refused: the graph is made of documents by kgraph build, and only read here")


def _too_large() -> HTTPException:
    return HTTPException(413, f"the request is larger than {LARGEST >> 20} MiB")
