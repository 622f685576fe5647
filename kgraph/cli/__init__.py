"""The command line.

`commands` holds the group and most commands, `looks` those that look around in a graph, `export` the files for other programs, `questions`
the commands made from named queries; `terminal` says what is shown and how, `tables` and `quotations` how
tables and statements are.
"""

from kgraph.cli.commands import kgraph, main

__all__ = ["kgraph", "main"]
