"""Tables on terminals of any width, and in a pipe."""

from __future__ import annotations

import pytest

from kgraph.cli.tables import print_table

COLUMNS = ("who", "said_in", "sentence")
LONG = "The force has been using it for a year, and nobody has been told. " * 3
ROWS = [("Metropolitan Police Service", "Minutes", LONG), ("Liberty", None, "It objected.")]


@pytest.fixture
def draw(capsys, monkeypatch):
    """The lines of a table drawn in a terminal of this width."""

    def lines(width: int, columns=COLUMNS, rows=ROWS) -> list[str]:
        monkeypatch.setenv("COLUMNS", str(width))
        print_table(columns, rows, drawn=True)
        return [line.rstrip() for line in capsys.readouterr().out.splitlines()]

    return lines


def test_in_a_pipe_a_line_a_row(capsys):
    print_table(COLUMNS, ROWS)
    assert capsys.readouterr().out.splitlines() == [
        "who\tsaid_in\tsentence",
        f"Metropolitan Police Service\tMinutes\t{LONG.strip()}",
        "Liberty\t\tIt objected.",
    ]


def test_with_room_every_column_stands_beside_the_others(draw):
    assert draw(300)[2] == f"Metropolitan Police Service  Minutes  {LONG.strip()}"
    assert draw(300)[0].split() == ["who", "said", "in", "sentence"]


def test_without_room_long_texts_stand_below_their_row(draw):
    lines = draw(80)
    assert lines[0].split() == ["who", "said", "in"]
    assert lines[2] == "Metropolitan Police Service  Minutes"
    assert lines[3].startswith("    sentence: The force has been using it")
    assert lines[-2:] == ["Liberty", "    sentence: It objected."]


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_wider_than_the_terminal(draw, width):
    assert max(map(len, draw(width))) <= width


def test_what_is_too_wide_is_broken_between_words(draw):
    rows = [("Metropolitan Police Service", "Royal Canadian Mounted Police", "positive")]
    lines = draw(50, ("supplier", "customer", "polarity"), rows)
    assert [word for line in lines[2:] for word in line.split()].count("Metropolitan") == 1
    assert "positive" in lines[2]


def test_a_table_without_rows_has_its_head(draw):
    assert draw(80, rows=[]) == ["who  said in  sentence", "─" * 22]


def test_markup_is_text(draw):
    assert draw(80, ("name",), [("[bold]NEC[/bold]",)])[-1] == "[bold]NEC[/bold]"


def test_a_document_cannot_command_the_terminal(draw):
    assert "\x1b" not in "".join(draw(40, rows=[("\x1b[2J", "\x1b]0;x\x07", LONG + "\x1b[2J")]))
