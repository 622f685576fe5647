"""Every error that kgraph raises on purpose.

    KgraphError
    ├── InputError        a file or argument that the user gave is at fault: says which, where, and what to do
    │   ├── DocumentError     a document cannot be read
    │   ├── DataError         ontology, seeds, judgements or gold data are malformed
    │   └── QueryError        a query is malformed, refused, unknown or lacks a parameter
    ├── StoreError        the stored graph is missing, locked or unreadable
    ├── LimitError        a question takes more time, memory or rows than it may
    └── SetupError        a model or a packaged file that the program needs is not there

Only the command line catches them, prints the message and turns `exit_code` into the process's own.
"""

from __future__ import annotations


class KgraphError(Exception):
    """Base of all errors raised on purpose; its message is fit to be shown to the user."""

    exit_code = 1


class InputError(KgraphError):
    """What the user gave is at fault. The message names file, place and remedy."""

    exit_code = 2


class DocumentError(InputError):
    """A document cannot be read; `path` is the file and `reason` a phrase without it."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class DataError(InputError):
    """Ontology, seeds, judgements or gold data are malformed: file, key and what was expected."""


class QueryError(InputError):
    """A query is malformed, refused, unknown, or lacks a parameter."""


class StoreError(KgraphError):
    """The stored graph is missing, locked or unreadable."""

    exit_code = 3


class SetupError(KgraphError):
    """A language model or a packaged file that the program needs is not there."""

    exit_code = 4


class LimitError(KgraphError):
    """A question was stopped because it takes more time, memory or room than it may. There is no answer, not even a part of one."""

    exit_code = 5
