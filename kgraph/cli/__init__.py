"""The command line. `commands` holds the commands, `questions` those made from the named queries, `terminal` what is shown and how."""

from kgraph.cli.commands import kgraph, main

__all__ = ["kgraph", "main"]
