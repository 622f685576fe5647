"""Bytes → text: Unicode first, then what the document declares, then a guess; garbled text is worse than none."""

from __future__ import annotations

import codecs
import re

from kgraph.errors import DocumentError

# UTF-32 before UTF-16, whose little-endian mark is the beginning of its own.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Of Python's codecs those that web pages are written in. Others are no supersets of ASCII, or take quadratic time.
_DECLARABLE = ("cp125", "iso8859", "koi8", "mac-", "gb", "big5", "euc_", "shift_jis")

# Tab, line feed, vertical tab, form feed and carriage return occur in texts; the other control characters do not.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")

_WESTERN_SHARE = 0.1
"""English in Windows-1252 has a few quotation marks, dashes and pounds above ASCII; a text with more of them is something else."""


def decode(data: bytes, path: str, declared: str | None = None) -> str:
    """The text, without a byte-order mark and with line ends as \\n; nothing else is changed.

    `declared` is the name of the encoding that the document gives itself, if it does. Raises DocumentError where the bytes are not
    text, or are UTF-8 with a few broken places.
    """
    text = _marked(data, path)
    if text is None:
        text = _unmarked(data, path, declared)
    if control := _CONTROL.search(text):
        raise DocumentError(path, f"line {_line(text, control.start())} has the control character {ord(control[0]):#04x}: remove it")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _marked(data: bytes, path: str) -> str | None:
    """The text of a file that begins with a byte-order mark."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(name)
            except UnicodeDecodeError as error:
                raise DocumentError(path, f"begins as {name.upper()}, but byte {error.start + len(mark)} is not") from error
    return None


def _unmarked(data: bytes, path: str, declared: str | None) -> str:
    if b"\0" in data:
        raise DocumentError(path, "is not text: it has null bytes")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_broken_unicode(data, path, error)
    for name in (_codec(declared), _western(data)):
        if name and (text := _try(data, name)) is not None:
            return text
    return _guess(data, path)


def _refuse_broken_unicode(data: bytes, path: str, error: UnicodeDecodeError) -> None:
    """Object where most of what lies above ASCII is UTF-8: read as anything else, all of it would turn into “â€™” and the like."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(character > "\x7f" for character in text) - broken
    if sound > broken:
        line = _line(data[: error.start].decode("utf-8"), error.start)
        raise DocumentError(path, f"line {line} is not UTF-8, though the rest is: mend it, or save the file anew as UTF-8") from error


def _codec(declared: str | None) -> str | None:
    """Python's codec for the declared encoding, read as browsers do, for whom pages are written."""
    try:
        name = codecs.lookup(declared or "").name
    except LookupError:
        return None
    if name == "iso8859-1":
        return "cp1252"
    return name if name.startswith(_DECLARABLE) else None


def _western(data: bytes) -> str | None:
    """Windows-1252, if so few bytes lie above ASCII that this is English or the like.

    Detectors tell it from its Central European sibling by chance in short texts, and then read £ as Ł.
    """
    above = sum(byte > 0x7F for byte in data)
    return "cp1252" if above <= _WESTERN_SHARE * len(data) else None


def _try(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _guess(data: bytes, path: str) -> str:
    import charset_normalizer

    best = charset_normalizer.from_bytes(data).best()
    if best is None:
        raise DocumentError(path, "is not text in any known encoding: save it as UTF-8")
    return str(best)


def _line(text: str, offset: int) -> int:
    """The number of the line at `offset`, counted from 1."""
    return len(re.findall("\r\n|\r|\n", text[:offset])) + 1
