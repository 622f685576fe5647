"""What finding statements costs beside the bare spaCy pipeline, on the same texts.

    python benchmarks/extraction.py [PATH…]        default: seeds/documents

Prints the time of the pipeline alone and that of the whole extraction (the pipeline, mentions, references, statements), by rule alone
and with the network, and the peak of memory of each; the figures in brackets are shares of the pipeline's. Each runs in processes of
its own, by turns, since a machine is not equally quick at all times. Loading is not timed, but it takes memory as it does for a user.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from kgraph.ingest import read_documents
from kgraph.model import Document

TURNS, ROUNDS = 3, 3
WAYS = {"pipeline": "spaCy pipeline alone", "rules": "by rule alone", "network": "with the network"}


def main(paths: list[str]) -> None:
    found: dict[str, list[dict[str, float]]] = {way: [] for way in WAYS}
    for _ in range(TURNS):
        for way, own in found.items():
            run = subprocess.run([sys.executable, __file__, f"--{way}", *paths], check=True, capture_output=True, text=True)
            own.append(json.loads(run.stdout))
    words = found["pipeline"][0]["words"]
    print(f"{words:.0f} words, best of {TURNS * ROUNDS} rounds in {TURNS} processes")
    quickest = {way: min(run["seconds"] for run in own) for way, own in found.items()}
    least = {way: min(run["mebibytes"] for run in own) for way, own in found.items()}
    for way, name in WAYS.items():
        rate, share = words / quickest[way], quickest["pipeline"] / quickest[way]
        print(f"{name:22s} {rate:7.0f} words/s ({share:4.2f})   peak memory {least[way]:4.0f} MiB ({least[way] / least['pipeline']:4.2f})")


def measure(way: str, paths: list[str]) -> dict[str, float]:
    """Seconds of the quickest round, the number of words, and MiB at the peak."""
    found = read_documents([Path(path) for path in paths] or [Path("seeds/documents")])
    documents = [document for document in found if isinstance(document, Document)]
    if not documents:
        raise SystemExit("none of these files can be read: name documents, or none for those of seeds/documents")
    run = reader(way, documents)
    seconds = min(timed(run) for _ in range(ROUNDS))
    words = sum(len(document.text.split()) for document in documents)
    return {"seconds": seconds, "words": words, "mebibytes": peak_mebibytes()}


def reader(way: str, documents: list[Document]) -> Callable[[], None]:
    """What reads all documents once, loaded with no more than it needs."""
    if way == "pipeline":
        import spacy

        from kgraph.language.pipeline import DEFAULT_MODEL

        pipeline = spacy.load(DEFAULT_MODEL)
        return lambda: exhaust(pipeline.pipe([document.text for document in documents], batch_size=8))

    from kgraph.build import Means, extractor

    extract = extractor(Means(frames_only=way == "rules"))
    return lambda: exhaust(extract(documents))


def exhaust(items: Iterable[object]) -> None:
    for _ in items:
        pass


def timed(run: Callable[[], None]) -> float:
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


def peak_mebibytes() -> float:
    """The process's largest resident size so far. Linux counts in KiB, macOS in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    if sys.argv[1:] and sys.argv[1].removeprefix("--") in WAYS:
        print(json.dumps(measure(sys.argv[1].removeprefix("--"), sys.argv[2:])))
    else:
        main(sys.argv[1:])
