"""Writes docs/commands.md from the help of every command: `python docs/generate_commands.py`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from kgraph.cli import kgraph

PAGE = Path(__file__).with_name("commands.md")
WIDTH = 100
HEAD = "# Commands\n\nWhat `--help` says of each command. Written by `python docs/generate_commands.py`; a test compares the two.\n"


def reference() -> str:
    """The whole page."""
    return HEAD + "".join(f"\n## {path}\n\n```text\n{help_}\n```\n" for path, help_ in helps(kgraph, "kgraph", None))


def helps(command: click.Command, name: str, parent: click.Context | None) -> Iterator[tuple[str, str]]:
    """The path and the help of a command and of those below it, in the order of its own list."""
    settings = {**command.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    context = click.Context(command, info_name=name, parent=parent, **settings)
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            if found is not None and not found.hidden:
                yield from helps(found, child, context)


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
