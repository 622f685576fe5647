"""What an office is for is no body: "Cabinet Member for Community Safety", "Deputy Mayor, Policing and Crime"."""

from __future__ import annotations

from spacy.tokens import Doc

from kgraph.language.kinds import Kinds

_JOINS = frozenset({"and", "&"})


def is_portfolio(doc: Doc, start: int, end: int, kinds: Kinds) -> bool:
    """Whether the tokens start..end, which look like a name, are the field of an office or a part of it.

    With an article it is a body: "Member for the London Assembly".
    """
    inside = next((index for index in range(start, end) if doc[index].lower_ == "for"), None)
    if inside is not None:  # "State for Justice"
        return inside > start and doc[inside - 1].lower_ in kinds.portfolios
    while start > 0 and (doc[start - 1].text[:1].isupper() or doc[start - 1].lower_ in _JOINS):
        start -= 1
    before, office = (doc[index].lower_ if index >= 0 else "" for index in (start - 1, start - 2))
    return (before == "for" and office in kinds.portfolios) or (before, office) == (",", "mayor")
