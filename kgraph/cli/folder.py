"""The graph's folder, which every command names in the same way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgraph.errors import StoreError

if TYPE_CHECKING:
    from pyoxigraph import Store

output_option = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("output"),
    show_default=True,
    metavar="FOLDER",
    help="The graph's folder.",
)

judgements_option = click.option(
    "--judgements",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="What people decided. Default: judgements.txt in the graph's folder.",
)


def store_in(output: Path) -> Path:
    """The folder of the store of the graph in `output`. Raises StoreError where there is no graph."""
    from kgraph.graph.store import COMING, STORE

    if not (output / STORE).is_dir() and not (output / COMING).is_dir():
        raise StoreError(f"no graph in {output}/: run `kgraph build PATH…` first, or name its folder with --output")
    return output / STORE


@contextmanager
def opened(output: Path) -> Iterator[Store]:
    """The store of the graph in `output`, for reading. Raises StoreError where there is no graph."""
    from kgraph.graph.store import open_store

    with open_store(store_in(output)) as store:
        yield store
