"""Web pages."""

from __future__ import annotations

import datetime
import socket

import pytest

from kgraph.errors import DocumentError
from kgraph.ingest import html
from kgraph.ingest.html import read
from kgraph.model import Document, Source

DEAL = "The Metropolitan Police has signed a contract with Palantir worth £50 million, officials said on Tuesday."
PROTEST = "Liberty’s director criticized the deal and called for a halt to the use of live facial recognition in London."


def page(body: str, head: str = "", charset: str = "utf-8") -> Document:
    markup = f"<!doctype html><html><head><meta charset='{charset}'>{head}</head><body>{body}</body></html>"
    return read(markup.encode("cp1252" if charset == "iso-8859-1" else charset), Source("id", "a.html"))


ARTICLE = f"""
<header><nav><a href="/">Home</a> <a href="/about">About us</a></nav></header>
<article><h1>Met signs deal</h1><p>{DEAL}</p><p>{PROTEST}</p></article>
<footer>Copyright The Gazette. All rights reserved.</footer>
<script>document.write("NEC supplies Denver.")</script>"""

PARTICULARS = """
<title>Met signs deal | The Gazette</title>
<meta property="og:site_name" content="The Gazette">
<meta property="article:published_time" content="2030-03-04T10:00:00Z">
<meta property="article:modified_time" content="2031-07-09T10:00:00Z">
<link rel="canonical" href="https://gazette.example/met-signs-deal">"""


def test_the_text_is_that_of_the_article_alone() -> None:
    text = page(ARTICLE, PARTICULARS).text
    assert DEAL in text
    assert PROTEST in text
    for other in ("About us", "Copyright", "Denver"):
        assert other not in text


def test_particulars_are_those_the_page_gives_even_if_the_day_lies_ahead_of_the_clock() -> None:
    assert page(ARTICLE, PARTICULARS).source == Source(
        "id", "a.html", "Met signs deal", datetime.date(2030, 3, 4), "The Gazette", "https://gazette.example/met-signs-deal"
    )


def test_a_page_without_particulars_has_none() -> None:
    source = page(f"<p>{DEAL}</p><p>{PROTEST}</p>").source
    assert (source.date, source.publisher, source.url) == (None, None, None)


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252"])
def test_the_charset_that_the_page_declares_is_used(charset: str) -> None:
    text = page(ARTICLE, charset=charset).text
    assert DEAL in text
    assert PROTEST in text


@pytest.mark.parametrize(
    "attribute",
    ["hidden", "style='display:none'", "style='color: red; DISPLAY: none'", "style='visibility:hidden'", "style='font-size:0'"],
)
def test_what_the_reader_of_the_page_cannot_see_is_left_out(attribute: str) -> None:
    text = page(
        f"<article><p>{DEAL}</p><p {attribute}>NEC supplies the force with cameras, nobody can read.</p><p>{PROTEST}</p></article>"
    ).text
    assert "NEC" not in text
    assert PROTEST in text


def test_small_but_visible_text_is_kept() -> None:
    assert PROTEST in page(f"<article><p>{DEAL}</p><p style='font-size:0.8em'>{PROTEST}</p></article>").text


def test_an_address_that_is_none_is_not_taken_over() -> None:
    assert page(ARTICLE, "<link rel='canonical' href='javascript:alert(1)'>").source.url is None


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: asked.append(a))
    monkeypatch.setattr(socket.socket, "connect", lambda *a: asked.append(a))
    head = "<base href='https://gazette.example/'><link rel='stylesheet' href='a.css'><meta http-equiv='refresh' content='0; url=b.html'>"
    page(ARTICLE + "<img src='https://gazette.example/a.png'><iframe src='https://gazette.example/'></iframe>", head + PARTICULARS)
    assert asked == []


def test_the_same_page_gives_the_same_text_after_others() -> None:
    first = page(ARTICLE, PARTICULARS)
    for _ in range(5):
        page(ARTICLE.replace("Palantir", "NEC"))
    assert page(ARTICLE, PARTICULARS) == first


def test_a_page_nested_deeper_than_the_parser_goes_is_refused_rather_than_cut() -> None:
    with pytest.raises(DocumentError, match="nested too deeply to be read whole"):
        page(f"<p>{DEAL}</p>" + "<div>" * 300 + f"<p>{PROTEST}</p>")


def test_a_page_of_too_many_elements_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "ELEMENTS_AT_MOST", 1000)
    with pytest.raises(DocumentError, match="more than 1000 elements"):
        page(f"<p>{DEAL}</p>" * 1000)


@pytest.mark.parametrize("reference", ["&#1;", "&#x1B;", "&#0008", "&#xFFFE;"])
def test_a_control_character_does_not_cost_the_article(reference: str) -> None:
    text = page(f"<article><p>{DEAL}</p><p>{reference}{PROTEST}</p></article>").text
    assert text.splitlines() == [DEAL, PROTEST]


@pytest.mark.parametrize("body", ["", "<img src='a.png'>", "<script>var a = 'The Met uses drones.'</script>"])
def test_a_page_without_an_article_is_refused(body: str) -> None:
    with pytest.raises(DocumentError, match="no article text was found"):
        page(body)


@pytest.mark.parametrize("data", [b"", b"  \n "])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentError, match=r"a\.html: has no text"):
        read(data, Source("id", "a.html"))


def test_a_page_over_the_limit_is_refused_with_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "BYTES_AT_MOST", 1_000_000)
    with pytest.raises(DocumentError, match=r"1\.2 MB; the limit for web pages is 1 MB"):
        read(b"<p>" + b"a" * 1_200_000, Source("id", "a.html"))
