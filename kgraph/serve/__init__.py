"""The graph of a folder over HTTP, for reading only: SPARQL 1.1 Protocol, a page for every IRI, and the network page."""

from kgraph.serve.application import Settings, application
from kgraph.serve.server import bind, serve

__all__ = ["Settings", "application", "bind", "serve"]
