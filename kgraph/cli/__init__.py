"""The command line. `commands` holds the commands, `identity` those on what is one thing, `questions` those made from the named queries,
`terminal` what is shown and how."""

from kgraph.cli import identity  # noqa: F401, which adds its commands to the program
from kgraph.cli.commands import kgraph, main

__all__ = ["kgraph", "main"]
