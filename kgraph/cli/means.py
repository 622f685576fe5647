"""With what documents are read: the options that `build` and `evaluate` share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from kgraph.build import Means

_OPTIONS = (
    click.option("--model", metavar="NAME", help="Read with this installed spaCy pipeline, not the one that comes along."),
    click.option(
        "--network",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        metavar="FOLDER",
        help="Read with this network, made by `kgraph train`, not the one that comes along.",
    ),
    click.option("--frames-only", is_flag=True, help="Read by rule alone: quicker, surer, and with much less to show."),
    click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        metavar="SHARE",
        help="Leave out statements less likely to be right, from 0 to 1. Default: 0.4, and 0.35 where a frame words the statement.",
    ),
)


def means_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the options; `means` makes of their values what the library wants."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def means(model: str | None, network: Path | None, frames_only: bool, min_confidence: float | None) -> Means:
    """Raises UsageError where the values contradict each other."""
    from kgraph.build import Means

    if frames_only and network:
        raise click.UsageError("--frames-only reads without a network: leave --network out.")
    return Means(model, network, frames_only, min_confidence)
