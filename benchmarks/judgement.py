"""What a judgement costs: the full build of many documents beside resolving and writing the graph anew once two of its busiest firms
are judged to be the same.

    python benchmarks/judgement.py GOLD_DIR [DOCUMENTS] [--frames-only]

Multiplies the gold texts, each copy with names of its own, and prints seconds of processor time. Both ways end in the same files; with
`--frames-only` reading is much cheaper and finds less, so that the share of the rest is larger.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from kgraph.build import Means, build_documents, extractor, rebuild
from kgraph.evaluate import documents, read_gold
from kgraph.graph import STORE, open_store, read_rows
from kgraph.ids import content_hash
from kgraph.model import Document
from kgraph.resolve import JUDGEMENTS


def copies(folder: Path, wanted: int) -> Iterator[Document]:
    """The gold texts again and again; every copy speaks of other people and firms."""
    texts = list(documents(read_gold(folder)))
    for number in range(wanted):
        original = texts[number % len(texts)]
        mark = "".join(chr(ord("a") + int(digit)) for digit in f"{number // len(texts):03d}")
        text = re.sub(r"\b[A-Z][a-z]{5,}\b", partial(marked, mark), original.text)
        source = replace(original.source, id=content_hash(f"{number}\n{text}".encode()), path=f"{number:05d}-{original.source.path}")
        yield Document(source, text)


def marked(mark: str, match: re.Match[str]) -> str:
    """Half of the names are every copy's own, half are shared by all."""
    return match[0] + (mark if content_hash(match[0].encode())[0] in "01234567" else "")


def busiest(output: Path) -> list[str]:
    """The two firms that take part in most statements, as judgements write them."""
    with open_store(output / STORE) as store:
        ends = Counter(end for row in read_rows(store) for end in (row.subject, row.object) if end.type == "Company")
    return [f"Company: {firm.label}" for firm, _ in ends.most_common(2)]


def main() -> None:
    folder, *numbers = (argument for argument in sys.argv[1:] if not argument.startswith("--"))
    read = list(copies(Path(folder), int(numbers[0]) if numbers else 1000))
    extract = extractor(Means(frames_only="--frames-only" in sys.argv))
    with tempfile.TemporaryDirectory() as output:
        started = time.process_time()
        report = build_documents(read, Path(output), extract=extract)
        full = time.process_time() - started
        Path(output, JUDGEMENTS).write_text("same | {} | {}\n".format(*busiest(Path(output))), encoding="utf-8")
        started = time.process_time()
        rebuild(Path(output))
        again = time.process_time() - started
    print(f"{report.documents} documents, {report.statements} statements, {report.entities} entities")
    print(f"full build {full:.1f} s, resolved and written anew {again:.1f} s: {again / full:.1%}")


if __name__ == "__main__":
    main()
