"""Web pages: the article's text by trafilatura, without menus, comments and what a reader of the page cannot see.

Nothing is fetched. trafilatura is imported on first use, as it takes a third of a second.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kgraph.errors import DocumentError
from kgraph.ingest.encoding import decode
from kgraph.ingest.fields import leading_date, web_address
from kgraph.model import Document, Source

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BYTES_AT_MOST = 5_000_000
ELEMENTS_AT_MOST = 50_000
"""Finding the article takes time that grows with the square of the elements: 5 s for these, two minutes for four times as many."""

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_HEAD = 4096

_REFERENCE = re.compile(r"&#(?:x([0-9a-f]+)|([0-9]+));?", re.IGNORECASE)

_STYLE = "translate(@style, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ \t\n', 'abcdefghijklmnopqrstuvwxyz')"
_UNSEEN = [
    "//*[@hidden]",
    f"//*[contains({_STYLE}, 'display:none')]",
    f"//*[contains({_STYLE}, 'visibility:hidden')]",
    f"//*[contains(concat({_STYLE}, ';'), 'font-size:0;') or contains(concat({_STYLE}, ';'), 'font-size:0px;')]",
]

# Without these, the finder of dates leaves out days that lie ahead of the clock, and guesses from figures in the text.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2199-12-31"}


def read(data: bytes, source: Source) -> Document:
    """Title, date, publisher and address are those that the page gives of itself.

    Raises DocumentError where the file is too large, not text, nested too deeply to be read whole, of too many
    elements, or without an article.
    """
    from trafilatura import bare_extraction
    from trafilatura.settings import Document as Article

    if len(data) > BYTES_AT_MOST:
        raise DocumentError(source.path, f"{len(data) / 1e6:.1f} MB; the limit for web pages is {BYTES_AT_MOST // 1_000_000} MB: split it")
    page = _parse(decode(data, source.path, _declared(data)), source.path)
    article = bare_extraction(page, with_metadata=True, include_comments=False, prune_xpath=_UNSEEN, date_extraction_params=_DATES)
    if not isinstance(article, Article) or not (text := (article.text or "").strip()):
        raise DocumentError(source.path, "no article text was found in this page: save its text as .txt or .md")
    return Document(
        replace(
            source,
            title=article.title or None,
            date=leading_date(article.date or ""),
            publisher=article.sitename or article.hostname or None,
            url=web_address(article.url or ""),
        ),
        text,
    )


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:_HEAD])
    return found[1].decode("ascii") if found else None


def _parse(markup: str, path: str) -> HtmlElement:
    """The page as a tree. The parser leaves out what is nested deeper than it goes, and says so only in its log."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        page = html.document_fromstring(_REFERENCE.sub(_without_control, markup).encode("utf-8"), parser=parser)
    except etree.ParserError as error:
        raise DocumentError(path, "has no text") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise DocumentError(path, "is nested too deeply to be read whole: save its text as .txt or .md")
    if sum(1 for _ in page.iter()) > ELEMENTS_AT_MOST:
        raise DocumentError(path, f"has more than {ELEMENTS_AT_MOST} elements: save its text as .txt or .md")
    return page


def _without_control(reference: re.Match[str]) -> str:
    """Nothing for `&#1;` and its like, which browsers do not show and on which the extraction of the article gives up."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    return "" if (code < 0x20 and code not in {0x09, 0x0A, 0x0D}) or code in {0xFFFE, 0xFFFF} else reference[0]
