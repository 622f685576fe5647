"""Sums of money in running text, by a table of wordings."""

from pathlib import Path

import pytest

from kgraph.language.money import Money, find_money


def table() -> list[tuple[str, str, str]]:
    text = (Path(__file__).parent.parent / "data" / "money.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return [(text.replace("\\u00a0", "\u00a0").replace("\\u202f", "\u202f"), country, sums) for text, country, sums in rows]


def written(money: Money) -> str:
    upper = f"..{money.upper:.15g}" if money.upper is not None else ""
    return f"{money.amount:.15g}{upper} {money.currency or '?'}"


@pytest.mark.parametrize(("text", "country", "sums"), table())
def test_wording(text: str, country: str, sums: str) -> None:
    found = find_money(text, None if country == "-" else country)
    assert [written(money) for money in found] == ([] if sums == "-" else sums.split("; "))


def test_the_table_is_as_large_as_promised() -> None:
    assert len(table()) >= 200


def test_offsets_hold_the_sum_with_its_currency() -> None:
    text = "A deal of £1.5 million, not 300,000 euros, nor between £1m and £2m, nor 8.6m USD."
    assert [text[money.start : money.end] for money in find_money(text)] == ["£1.5 million", "300,000 euros", "£1m and £2m", "8.6m USD"]
