"""Files → a graph in a folder: `wiring` joins the stages and holds no logic of theirs, `staging` puts the files in their places."""

from kgraph.build.extraction import Extracted
from kgraph.build.reading import Extract, Means, extractor, reader_by
from kgraph.build.staging import PAGE, STATEMENTS
from kgraph.build.wiring import Collection, Duplicate, Progress, Report, build, build_documents, read_collection, rebuild

__all__ = [
    "PAGE",
    "STATEMENTS",
    "Collection",
    "Duplicate",
    "Extract",
    "Extracted",
    "Means",
    "Progress",
    "Report",
    "build",
    "build_documents",
    "extractor",
    "read_collection",
    "reader_by",
    "rebuild",
]
