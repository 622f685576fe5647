"""kgraph reads documents about policing technology and builds a knowledge graph of who does what, sentence by sentence."""

__version__ = "0.1.0"
