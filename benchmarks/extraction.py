"""What finding statements costs beside the bare spaCy pipeline, on the same texts, in one run.

    python benchmarks/extraction.py [PATH…]        default: seeds/documents

Prints the time of the pipeline alone and that of the whole extraction (the pipeline, mentions, references, statements), by rule alone
and with the network; how fast each is beside the pipeline; and the peak of memory after each. Loading is not timed.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from kgraph.build import Extract, Means, extractor
from kgraph.ingest import read_documents
from kgraph.language.pipeline import load_pipeline
from kgraph.model import Document

ROUNDS = 3


def main(paths: list[str]) -> None:
    found = read_documents([Path(path) for path in paths] or [Path("seeds/documents")])
    documents = [document for document in found if isinstance(document, Document)]
    words = sum(len(document.text.split()) for document in documents)
    print(f"{len(documents)} documents, {words} words, best of {ROUNDS} rounds")

    pipeline = load_pipeline(None)
    bare = best(lambda: exhaust(pipeline.pipe([document.text for document in documents], batch_size=8)))
    report("spaCy pipeline alone", bare, words, bare)
    for name, means in (("by rule alone", Means(frames_only=True)), ("with the network", Means())):
        extract = extractor(means)
        exhaust(extract(documents[:1]))
        report(name, best(partial(run, extract, documents)), words, bare)


def run(extract: Extract, documents: list[Document]) -> None:
    exhaust(extract(documents))


def exhaust(items: Iterable[object]) -> None:
    for _ in items:
        pass


def best(run: Callable[[], None]) -> float:
    """Seconds of the fastest round: the others were slowed by something else."""
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        run()
        times.append(time.perf_counter() - started)
    return min(times)


def report(name: str, seconds: float, words: int, bare: float) -> None:
    rate = f"{words / seconds:9.0f} words/s, {bare / seconds:5.2f} of the pipeline's"
    print(f"{name:22s} {seconds:8.2f} s {rate}   peak memory {peak_mebibytes():6.0f} MiB")


def peak_mebibytes() -> float:
    """The process's largest resident size so far. Linux counts in KiB, macOS in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main(sys.argv[1:])
