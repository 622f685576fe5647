"""Files → a graph in a folder: `wiring` joins the stages and holds no logic of theirs, `staging` puts the files in their places."""

from kgraph.build.staging import PAGE, STATEMENTS
from kgraph.build.wiring import Duplicate, Extract, Progress, Report, build, build_documents, extractor

__all__ = ["PAGE", "STATEMENTS", "Duplicate", "Extract", "Progress", "Report", "build", "build_documents", "extractor"]
