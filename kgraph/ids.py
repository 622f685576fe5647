"""Content hashes and IRIs: pure functions, the same on every machine and in every run."""

from __future__ import annotations

import re
import unicodedata

BASE = "https://w3id.org/kgraph/"
ONTOLOGY = BASE + "policing#"
ACTOR = BASE + "actor/"
TECHNOLOGY = BASE + "technology/"
ENTITY = BASE + "entity/"
CONTRACT = BASE + "contract/"
DOCUMENT = BASE + "document/"
STATEMENT = BASE + "statement/"
ENTITY_GRAPH = BASE + "graph/entities"
ONTOLOGY_GRAPH = BASE + "graph/ontology"


def content_hash(data: bytes) -> str:
    """SHA-256 in hex."""
    # A question hashes nothing, and this takes longer to load than it to answer.
    import hashlib

    return hashlib.sha256(data).hexdigest()


def digest(*parts: object, length: int = 16) -> str:
    """The first `length` hex digits of the SHA-256 of the parts; a separator keeps ("ab", "c") and ("a", "bc") apart."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return content_hash(joined.encode("utf-8"))[:length]


def slug(text: str) -> str:
    """The text as lower-case ASCII words joined by hyphens; may be empty for scripts without a Latin form."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")
