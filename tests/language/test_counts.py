"""How many, by a table of wordings."""

from pathlib import Path

import pytest

from kgraph.language.counts import find_counts


def table() -> list[tuple[str, str]]:
    text = (Path(__file__).parent.parent / "data" / "counts.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return [(text, counts) for text, counts in rows]


@pytest.mark.parametrize(("text", "counts"), table())
def test_wording(text: str, counts: str) -> None:
    assert [f"{count.value:.15g}" for count in find_counts(text)] == ([] if counts == "-" else counts.split())


def test_offsets_hold_the_number_with_its_scale() -> None:
    text = "It read 3.1 million plates with two dozen cameras."
    assert [text[count.start : count.end] for count in find_counts(text)] == ["3.1 million", "two dozen"]
