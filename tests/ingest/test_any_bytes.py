"""Whatever the bytes, a reader gives a document that can be stored, or objects; it never breaks a build."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.errors import DocumentError
from kgraph.ingest import html, markdown, text
from kgraph.model import Document, Source

FRONT = [
    b"---\n",
    b"\n---\n",
    b"title: ",
    b"date: ",
    b"2026-05-28",
    b"url: https://a.example/",
    b"[",
    b"{",
    b"&a ",
    b"*a",
    b"!!binary ",
    b"'",
]
MARKUP = [
    b"<p>",
    b"</p>",
    b"<article>",
    b"<meta charset=",
    b"<title>",
    b"<!--",
    b"<![CDATA[",
    b"<svg>",
    b"<template>",
    b"&#1;",
    b"&#xffffffffff;",
]
BYTES = [
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\x00",
    b"\xe2\x80\x99",
    b"\xa3",
    b"\r\n",
    b"\x85",
    b"The Met uses drones over London. ",
]

READERS = [text.read, markdown.read, html.read]


@pytest.mark.parametrize("read", READERS, ids=["text", "markdown", "html"])
@settings(max_examples=150, derandomize=True)
@given(data=st.one_of(st.binary(max_size=200), st.lists(st.sampled_from(FRONT + MARKUP + BYTES), max_size=20).map(b"".join)))
def test_any_bytes_give_a_document_or_an_objection(read: Callable[[bytes, Source], Document], data: bytes) -> None:
    try:
        document = read(data, Source("id", "2026-01-01.txt"))
    except DocumentError:
        return
    assert document.text.strip()
    for words in (document.text, document.source.title or "", document.source.publisher or "", document.source.url or ""):
        words.encode("utf-8")
        assert "\r" not in words
        assert "\x00" not in words
