"""Where a run of capitalised words is cut into names: at known names, at titles, and at what stands only beside a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Span, Token

from kgraph.language.gazetteer import Hit
from kgraph.language.kinds import Kinds

LINKS = {"of", "for"}
FILLERS = {"the", "de", "la", "le", "du", "der", "den", "des", "van", "von", "an", "al", "bin", "el", "da", "do", "dos", "di", "y"}


def words_of(span: Span) -> list[str]:
    """The words of a name as the cues know them: possessives in one piece."""
    return span.text.split()


def cut(run: Span, known: dict[int, Hit], kinds: Kinds) -> Iterator[Span]:
    """The names of a run, without those that are known. `known`: index of a token → the known name that it belongs to."""
    inside = sorted({known[index] for index in range(run.start, run.end) if index in known}, key=lambda hit: hit.start)
    whole = _trim(run, kinds)
    if whole is None:
        return
    if not inside:
        yield from _apart(whole, kinds)
        return
    if _outgrows(whole, inside, kinds):
        yield whole
        return
    cursor = run.start
    for hit in [*inside, None]:
        stop = hit.start if hit else run.end
        rest = _trim(run.doc[cursor:stop], kinds) if stop > cursor else None
        if rest is not None:
            yield from _apart(rest, kinds)
        cursor = max(cursor, hit.end) if hit else cursor


def _outgrows(whole: Span, inside: Iterable[Hit], kinds: Kinds) -> bool:
    """The run goes on behind the known name to the head of an organization of another kind: it is another, longer name."""
    hits = list(inside)
    last = hits[-1]
    if any(hit.start < whole.start or hit.end > whole.end for hit in hits):
        return False
    if len(hits) == 1 and last.start == whole.start and last.end == whole.end:
        return False
    words = words_of(whole)
    first = hits[0]
    if last.type == "Technology" and len(whole) > last.end - last.start and whole.doc[last.start].is_title:
        return True  # "Drone Response Programme"
    if last.type == "Technology" and last.start > whole.start and last.end == whole.end and (whole[-1].text,) in kinds.endings:
        return True  # "Corsight AI"
    before = words_of(whole.doc[whole.start : first.start])
    if first.end - first.start > 1 and before and last is first and first.end == whole.end and first.type not in {"Person", "Place"}:
        # "Tarrow Metropolitan Police" is not the Metropolitan Police.
        return not any(_is_title(token, kinds) for token in whole.doc[whole.start : first.start]) and kinds.of_name(before) is None
    kind = kinds.of_name(words)
    if kind is None or kinds.is_office(words[-1].lower()):
        return False
    if last.type == "PoliceForce" and words[-1] == "Force" and last.end == whole.end - 1:
        return False  # "South Wales Police Force"
    if last.end < whole.end:
        return kinds.of_name(words_of(whole.doc[last.end : whole.end])) is not None
    return last.type == "Place" and kinds.of_name(before) is not None


def _trim(span: Span, kinds: Kinds) -> Span | None:
    """The span without titles, offices and stray punctuation at its ends; None where nothing is left."""
    start, end = span.start, span.end
    doc = span.doc
    while start < end and (
        doc[start].text in LINKS | FILLERS | {"'s", "’s", "'", "’", "&", "-", "and", "The", "the", "/", "."}
        or doc[start].text in kinds.common
    ):
        start += 1
    while end > start and doc[end - 1].text in {"&", "-", "'s", "’s", "’", "'", "and", "of", "for", "the", "/", "."} | kinds.common:
        end -= 1
    return doc[start:end] if end > start else None


def without_titles(span: Span, kinds: Kinds) -> Span | None:
    """A person's name without the titles and offices before it and the letters behind; None where the span is nothing but a title."""
    start, end = span.start, span.end
    while end - start > 2 and span.doc[end - 1].text in kinds.letters:
        end -= 1
    while start < span.end and (span.doc[start].text in kinds.titles or kinds.is_office(span.doc[start].text.lower())):
        start += 1
        if start < span.end and span.doc[start].text == ".":
            start += 1
    return span.doc[start:end] if start < end else None


def _apart(span: Span, kinds: Kinds) -> Iterator[Span]:
    """One span, or the parts of one that holds an organization followed by a person's title ("Corvane Chief Executive Ida Roe")."""
    doc = span.doc
    titled = [index for index in range(span.start, span.end) if _is_title(doc[index], kinds)]
    if not titled or not _is_person_after(span, titled, kinds):
        yield span
        return
    before = _trim(doc[span.start : titled[0]], kinds) if titled[0] > span.start else None
    after = without_titles(doc[titled[0] : span.end], kinds)
    if before is not None and before.text != "Police":
        yield before
    trimmed = _trim(after, kinds) if after is not None else None
    if trimmed is not None:
        yield trimmed


def _is_title(token: Token, kinds: Kinds) -> bool:
    return token.text in kinds.titles or (kinds.is_office(token.text.lower()) and token.text[0].isupper())


def _is_person_after(span: Span, titled: Sequence[int], kinds: Kinds) -> bool:
    """Whether the titles in the span are a person's: not those of "Justice Department", "Queen Street", "Privacy Commissioner"."""
    words = words_of(span)
    before = words_of(span.doc[span.start : titled[0]])
    force = kinds.of_name(before) == "PoliceForce" and "of" not in before
    if titled[-1] < span.end - 1:
        return kinds.ends_as(words) is None and (force or span.doc[titled[-1] + 1].text not in LINKS)
    return kinds.of_name(words) is None or force or len(titled) == len(span)
