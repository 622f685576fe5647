"""Files and folders → documents; what cannot be read is handed on with its reason."""

from kgraph.ingest.files import Failure, read_documents

__all__ = ["Failure", "read_documents"]
