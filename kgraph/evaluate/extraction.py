"""The extraction's own statements on gold texts."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

from kgraph.build import STATEMENTS, Extract, Progress, build_documents
from kgraph.evaluate.exchange import read_statements
from kgraph.evaluate.gold import GoldDocument, documents
from kgraph.model import Row


def extracted_rows(gold: Iterable[GoldDocument], extract: Extract, progress: Progress | None = None) -> list[Row]:
    """Build the gold texts in a folder that is thrown away, and hand back the rows as they would be exported."""
    with tempfile.TemporaryDirectory(prefix="kgraph-") as folder:
        build_documents(documents(gold), Path(folder), extract=extract, progress=progress)
        return read_statements(Path(folder, STATEMENTS))
