"""Where the data files that travel with the program lie: beside the package in a checkout, inside it once installed."""

from __future__ import annotations

from pathlib import Path

from kgraph.errors import SetupError

_PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """The folder `ontology` or `seeds`.

    Raises SetupError where neither a checkout nor an installed package has it.
    """
    for candidate in (_PACKAGE / "data" / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise SetupError(f"the data folder {name!r} is missing from this installation: install kgraph again")
