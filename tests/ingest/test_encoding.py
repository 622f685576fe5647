"""Bytes → text without garbling a character."""

from __future__ import annotations

import codecs

import pytest

from kgraph.errors import DocumentError
from kgraph.ingest.encoding import decode

NEWS = "“A £50m deal”, said the mayor – the Met’s café was not amused. " + "Officers use drones in the city. " * 5


@pytest.mark.parametrize(
    "data",
    [
        NEWS.encode("utf-8"),
        codecs.BOM_UTF8 + NEWS.encode("utf-8"),
        codecs.BOM_UTF16_LE + NEWS.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + NEWS.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + NEWS.encode("utf-32-le"),
        NEWS.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16-le", "utf-16-be", "utf-32-le", "cp1252"],
)
def test_the_same_text_comes_out_of_every_encoding(data: bytes) -> None:
    assert decode(data, "a.txt") == NEWS


def test_pounds_in_a_short_western_text_stay_pounds() -> None:
    assert decode("It cost £5m.".encode("latin-1"), "a.txt") == "It cost £5m."


def test_a_text_mostly_above_ascii_is_guessed() -> None:
    russian = "Полиция Москвы использует камеры с распознаванием лиц в метро, сообщили журналисты в среду. " * 3
    assert decode(russian.encode("cp1251"), "a.txt") == russian


@pytest.mark.parametrize("declared", ["windows-1251", "Windows-1251"])
def test_a_declared_encoding_is_believed_before_a_guess(declared: str) -> None:
    assert decode("The Met and Полиция".encode("cp1251"), "a.html", declared) == "The Met and Полиция"


@pytest.mark.parametrize("declared", ["utf-16", "punycode", "rot13", "no-such-thing", "unicode_escape"])
def test_a_declared_encoding_that_cannot_be_is_passed_over(declared: str) -> None:
    assert decode("It cost £5m.".encode("latin-1"), "a.html", declared) == "It cost £5m."


def test_latin_1_is_read_as_browsers_read_it() -> None:
    assert decode("the Met’s cameras".encode("cp1252"), "a.html", "iso-8859-1") == "the Met’s cameras"


def test_line_ends_become_one_kind_and_nothing_else_changes() -> None:
    assert decode("a\r\nb\rc\n\u2028d\u00a0 e\u0301\t".encode(), "a.txt") == "a\nb\nc\n\u2028d\u00a0 e\u0301\t"


def test_utf_8_with_a_broken_place_is_refused_by_line_rather_than_garbled() -> None:
    with pytest.raises(DocumentError, match=r"a\.txt: line 3 is not UTF-8, though the rest is"):
        decode("“one”\n“two”\n".encode() + b"\xe2\x80 three", "a.txt")


def test_utf_16_that_breaks_off_is_refused() -> None:
    with pytest.raises(DocumentError, match="begins as UTF-16-LE, but byte 4 is not"):
        decode(codecs.BOM_UTF16_LE + "a".encode("utf-16-le") + b"x", "a.txt")


@pytest.mark.parametrize(
    "data",
    [bytes(range(256)) * 8, b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", NEWS.encode("utf-16-le"), b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n\x01\x02"],
    ids=["all bytes", "png", "utf-16 without mark", "pdf"],
)
def test_what_is_not_text_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentError, match=r"is not text|control character"):
        decode(data, "a.txt")


def test_a_control_character_is_named_with_its_line() -> None:
    with pytest.raises(DocumentError, match="line 2 has the control character 0x02"):
        decode(b"one\r\ntwo\x02", "a.txt")
