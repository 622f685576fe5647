"""Document → parse, mentions, references, speakers, qualifiers."""

from kgraph.language.reading import Reader, Reading

__all__ = ["Reader", "Reading"]
