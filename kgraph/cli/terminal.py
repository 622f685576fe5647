"""What is shown and how: text and progress on a terminal, plain lines in a pipe, errors with their exit codes."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from kgraph.errors import KgraphError

INTERRUPTED = 130

_WIDEST = 100

# What a terminal obeys instead of showing it: control characters, and those that turn the direction of writing.
_COMMANDS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")


class Commands(click.Group):
    """A group that turns errors raised on purpose into messages, and lists its commands in the order of the file."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KgraphError as error:
            click.echo(f"Error: {harmless(str(error))}", err=True)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo("Stopped.", err=True)
            ctx.exit(INTERRUPTED)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which a newcomer needs them."""
        return list(self.commands)


def examples(*lines: str) -> str:
    """The last section of a command's help. Every line is run by a test."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def harmless(text: str) -> str:
    """Text with nothing in it that a terminal would obey: parts of it may come from a document."""
    return _COMMANDS.sub("\ufffd", text)


def plain(text: str) -> str:
    """As `harmless`, on one line."""
    return harmless(" ".join(text.split()))


def words(name: str) -> str:
    """`PoliceForce` → "police force"."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", name).lower()


def counted(number: int, noun: str) -> str:
    """1, document → "1 document"; 2, entity → "2 entities"."""
    many = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number} {noun if number == 1 else many}"


def paragraph(text: str, indent: str = "", width: int | None = None) -> str:
    """Text broken into lines that fit `width`, or else the terminal; in a pipe, one line."""
    import shutil
    import textwrap

    if width is None:
        if not sys.stdout.isatty():
            return indent + text
        width = shutil.get_terminal_size().columns
    return textwrap.fill(text, min(width, _WIDEST), initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


def write_bytes(data: bytes) -> None:
    """As they are, on standard output."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


@contextmanager
def progress_bar(shown: bool) -> Iterator[Callable[[str, int, int], None] | None]:
    """A function that draws how far a stage is on a terminal's standard error; None where nothing is to be drawn."""
    if not shown or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        stages: dict[str, TaskID] = {}

        def tell(stage: str, done: int, total: int) -> None:
            if stage not in stages:
                stages[stage] = bar.add_task(stage)
            bar.update(stages[stage], completed=done, total=total or None)

        yield tell
