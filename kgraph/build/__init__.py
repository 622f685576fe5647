"""Files → a graph in a folder: `wiring` joins the stages and holds no logic of theirs, `staging` puts the files in their places."""

from kgraph.build.extraction import Extract, Extracted, Means, extractor
from kgraph.build.staging import PAGE, STATEMENTS
from kgraph.build.wiring import Duplicate, Progress, Report, build, build_documents

__all__ = [
    "PAGE",
    "STATEMENTS",
    "Duplicate",
    "Extract",
    "Extracted",
    "Means",
    "Progress",
    "Report",
    "build",
    "build_documents",
    "extractor",
]
