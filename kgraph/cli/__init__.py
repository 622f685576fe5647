"""The command line.

`commands` holds the group and most commands, `looks` those that look around in a graph, `identity` those on what is one thing, `export` the
files for other programs, `serving` the server, `questions` the commands made from named queries. `terminal` says what is shown and how;
`tables`, `quotations` and `reports` say how tables, statements and the outcome of a build are.
"""

from kgraph.cli.commands import kgraph, main

__all__ = ["kgraph", "main"]
