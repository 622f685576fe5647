"""People given by an office alone: "the mayor", "the Met commissioner", "London's mayor", "the Mayor of London".

Nothing in the document says who that is; `kgraph.resolve` may know, by place and date.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from spacy.tokens import Doc, Token

from kgraph.language.kinds import Kinds
from kgraph.language.mentions import Name

_PARTS = {"nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj"}
_OF = {"of", "for"}


def open_offices(doc: Doc, names: Collection[Name], taken: Iterable[int], kinds: Kinds) -> list[Name]:
    """Descriptions of a sole office-holder who has a part in a clause, in the order of the text.

    `taken`: indices of tokens that already stand for something, other than those of `names`.
    """
    named = {index: name for name in names for index in range(name.start, name.end)}
    other = set(taken)
    return list(_found(doc, named, other, kinds))


def _found(doc: Doc, named: dict[int, Name], taken: set[int], kinds: Kinds) -> Iterator[Name]:
    last = 0
    heads = {office.rpartition(" ")[2] for office in kinds.sole}
    for token in doc:
        if token.lower_ not in heads or token.i < last or token.i in taken or token.i in named or token.dep_ not in _PARTS:
            continue
        length = next((length for length in (3, 2, 1) if _is_sole(doc, token, length, kinds)), None)
        if length is None:
            continue
        start = _start(doc, token.i + 1 - length, named)
        end = _end(doc, token.i + 1, named)
        if start is None or _is_named(doc, end, named) or not taken.isdisjoint(range(start, end)):
            continue
        last = end
        yield Name(start, end, "Person", None, f"office {doc[start:end].text.lower().removeprefix('the ')}")


def _is_sole(doc: Doc, token: Token, length: int, kinds: Kinds) -> bool:
    start = token.i + 1 - length
    return start >= token.sent.start and doc[start : token.i + 1].text.lower() in kinds.sole


def _start(doc: Doc, first: int, named: dict[int, Name]) -> int | None:
    """Where the phrase begins whose office begins at `first`: with "the", or with the name of what the office belongs to."""
    index = first - 1
    if index >= 0 and doc[index].text in {"'s", "’s", "'", "’"}:
        index -= 1
        return named[index].start if index in named else None
    if index in named and named[index].type != "Person":
        index = named[index].start - 1
        return index if index >= 0 and doc[index].lower_ == "the" else index + 1
    return index if index >= 0 and doc[index].lower_ == "the" else None


def _end(doc: Doc, end: int, named: dict[int, Name]) -> int:
    """Behind "of London", where that follows; "of Nowhere" too, though nothing is known of it."""
    if end + 1 < len(doc) and doc[end].lower_ in _OF:
        place = end + 1 + (doc[end + 1].lower_ == "the")
        if place in named and named[place].type != "Person":
            return named[place].end
        while place < len(doc) and doc[place].text[0].isupper():
            place += 1
            end = place
    return end


def _is_named(doc: Doc, end: int, named: dict[int, Name]) -> bool:
    """Whether the holder's own name follows: "the mayor, Sadiq Khan", "the commissioner Mark Rowley"."""
    following = end + (end < len(doc) and doc[end].text == ",")
    return following in named and named[following].type == "Person"
