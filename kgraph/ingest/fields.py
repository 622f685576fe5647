"""The values of a document's particulars: dates and web addresses, strictly."""

from __future__ import annotations

import datetime
import re
from urllib.parse import urlsplit

_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)")
_NOT_IN_IRIS = re.compile(r"[\x00-\x20\x7f<>\"{}|\\^`]")


def leading_date(text: str) -> datetime.date | None:
    """The date YYYY-MM-DD that the text begins with, if it is one of the calendar."""
    found = _ISO_DATE.match(text)
    if found is None:
        return None
    try:
        return datetime.date(*map(int, found.groups()))
    except ValueError:
        return None


def web_address(text: str) -> str | None:
    """The text, if it is an address that may stand in a link and in RDF: http or https, with a host, no character that IRIs forbid."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname or _NOT_IN_IRIS.search(text):
        return None
    return text
