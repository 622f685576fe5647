"""Rules and network vote on what is mentioned where.

Names that the gazetteer knows stay. Where rules and network see the same name, the network chooses its class if it is sure; where they
cut it differently, the network's cut holds; a name that only one of them sees needs more certainty.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Doc, Span

from kgraph.language.cuts import without_titles
from kgraph.language.kinds import ORGANIZATIONS, Kinds
from kgraph.language.mentions import Name, joined, plain_key
from kgraph.language.names import crowned
from kgraph.language.portfolios import is_portfolio
from kgraph.learned import Tagged

_SURE_OF_CLASS = 0.5
_SURE_OF_NAME = 0.45
_SURE_OF_NONE = 0.9
_SURE_OF_MORE = 0.8
_LONGEST_PARTY = 3  # words: "the First Defendant", but not "the Coalition for Claimants"
_POINTING = frozenset(
    {
        "i", "me", "we", "us", "you", "he", "him", "she", "her", "it", "they", "them", "who", "my", "our", "your", "his", "its",
        "their", "ours", "theirs", "this", "that", "these", "those", "both",
    }
)  # fmt: skip
_JOINING = frozenset({"of", "and", "for", "in", "from", "to", "by", "with"})
_OPENING = frozenset(
    {
        "the", "this", "that", "these", "those", "its", "their", "our", "his", "her", "both", "a", "an",
    }
)  # fmt: skip


def reviewed(doc: Doc, names: Sequence[Name], tags: Sequence[Tagged], outside: Sequence[float], kinds: Kinds) -> list[Name]:
    """The names that rules and network agree upon. `outside`: for each token, how likely the network finds it that it is no mention."""
    named = (tag for tag in tags if tag.type != "Contract" and is_name(doc, tag, kinds) and not _holds(doc, tag, names, kinds))
    bodies = [tag for tag in tags if tag.type in ORGANIZATIONS]
    people = {index for tag in tags if tag.type == "Person" for index in range(tag.start, tag.end)}
    posts = {tag for tag in bodies if is_portfolio(doc, tag.start, tag.end, kinds) or _is_held(doc[tag.start : tag.end], people, kinds)}
    called = [_untitled(doc, tag, kinds) for tag in named if tag not in posts]
    firm = [name for name in names if name.seed and not _outgrown(doc, name, called, kinds)]
    taken = {index for name in firm for index in range(name.start, name.end)}
    found = list(firm)
    for name in _proposed(doc, names, called, outside):
        if not taken.intersection(range(name.start, name.end)):
            taken.update(range(name.start, name.end))
            found.append(name)
    return joined(doc, sorted(found, key=lambda name: (name.start, name.end)), kinds)


def trimmed(doc: Doc, tags: Sequence[Tagged], kinds: Kinds) -> list[Tagged]:
    """The tags without white space, marks and joining words at their ends, and up to a bracket or line break within."""
    found = []
    for tag in tags:
        start, end = tag.start, tag.end
        while start < end and not doc[start].text.strip(" \n\t,.;:“”\"'()"):
            start += 1
        end = next((index for index in range(start, end) if doc[index].text in {"(", ")"} or "\n" in doc[index].text), end)
        while start < end and (not doc[end - 1].text.strip(" \n\t,;:“”\"'()") or (end - start > 1 and doc[end - 1].text in _JOINING)):
            end -= 1
        if start < end:
            start, end = _whole(doc, start, end, tag.type, kinds)
            found += _seated(doc, tag._replace(start=start, end=end))
    return found


def _seated(doc: Doc, tag: Tagged) -> list[Tagged]:
    """ "High Court in Brookmarket" are a court and a place."""
    inside = (index for index in range(tag.start + 1, tag.end - 1) if doc[index].text == "in")
    seat = next(inside, None) if tag.type == "Court" else None
    return [tag] if seat is None else [tag._replace(end=seat), tag._replace(start=seat + 1, type="Place")]


def _whole(doc: Doc, start: int, end: int, kind: str, kinds: Kinds) -> tuple[int, int]:
    """The same with what the name lacks, and without what is no part of it: "Hexley railway station", but "Darrow" of "Darrow town centre"
    and "Patrol-4" of "the Patrol-4 robot"."""
    start = crowned(doc, start)
    if not doc[start].text[:1].isupper() or not doc[end - 1].is_lower:
        return start, end
    cut = kind == "Place" and end < len(doc) and doc[end - 1].head == doc[end]
    if cut and doc[end].lower_ in kinds.sites:
        return start, end + 1
    while (cut or kind == "Product") and end - start > 1 and doc[end - 1].is_lower and doc[end - 1].is_alpha:
        end -= 1
    return start, end


def is_name(doc: Doc, tag: Tagged, kinds: Kinds) -> bool:
    """Whether it is called by a name rather than pointed to or described; a kind of technology has no other name than its description.

    "The Defendant" is no name, however judgments write it.
    """
    words = [token.lower_ for token in doc[tag.start : tag.end]]
    if (len(words) == 1 and words[0] in _POINTING) or words[-1] in {"latter", "former"}:
        return False
    if tag.type == "Technology":
        # "Small, battery-powered cameras" are one thing, not two.
        quality = all(token.pos_ in {"ADJ", "ADV"} for token in doc[tag.start : tag.end])
        return words[0] not in _OPENING - {"a", "an"} and not quality
    if len(words) <= _LONGEST_PARTY and (kinds.is_party(words[-1]) or kinds.is_party(" ".join(words[-2:]))):
        return False
    own = doc[tag.start + (words[0] in _OPENING and len(words) > 1) : tag.end]
    if own.text == "R" or own.text in kinds.titles or own.text.lower() in kinds.address:
        return False  # the Crown, in the name of a case, and "Lord" of "the former Lord Advocate"
    if (len(own) == 1 or own[1:].text.islower()) and _is_bare(own.text.lower(), kinds):
        return False
    return any(token.text[:1].isupper() and token.text not in kinds.common for token in doc[tag.start + (words[0] in _OPENING) : tag.end])


def _is_held(span: Span, people: Container[int], kinds: Kinds) -> bool:
    """ "Ida Roe, the Mayor of Castrey": a post, and no body, where somebody holds it."""
    return kinds.is_office(span.root.lower_) and span.root.head.i in people


def _is_bare(word: str, kinds: Kinds) -> bool:
    """ "The Constabulary", "the Commissioner": capital letters make no name of what something is."""
    return kinds.is_office(word) or any(kind in ORGANIZATIONS for kind in kinds.of_noun(word))


def _outgrown(doc: Doc, name: Name, called: Sequence[Tagged], kinds: Kinds) -> bool:
    """A known name inside a longer one that the network is sure of: the force in "Greater Manchester Police Federation".

    What surrounds a person's name is a title, and a "live facial recognition system" is live facial recognition.
    """

    def adds_nothing(tag: Tagged) -> bool:
        behind = doc[name.end : tag.end].text.lower()
        return name.type == "Technology" and _start(doc, tag) == name.start and behind in kinds.technology_generic

    return name.type != "Person" and any(
        tag.start <= name.start
        and name.end <= tag.end
        and tag.end - _start(doc, tag) > name.end - name.start
        and tag.probability > _SURE_OF_MORE
        and not adds_nothing(tag)
        for tag in called
    )


def _holds(doc: Doc, tag: Tagged, names: Sequence[Name], kinds: Kinds) -> bool:
    """Names within what is no name: "LAPD and NYPD" are two, "Wexmoor Police and Fell Constabulary" too, and the "Metropolitan Police
    Commissioner" is one of the Metropolitan Police."""
    inside = [name for name in names if tag.start <= name.start and name.end <= tag.end]
    known = [name for name in inside if name.seed is not None]
    bodies = [name for name in inside if kinds.ends_as([token.text for token in doc[name.start : name.end]]) in ORGANIZATIONS]
    listed = any(doc[one.end : other.start].text == "and" for one, other in pairwise(bodies))
    return len(known) > 1 or listed or any(kinds.is_office(doc[name.end : tag.end].text.lower()) for name in known if name.end < tag.end)


def _untitled(doc: Doc, tag: Tagged, kinds: Kinds) -> Tagged:
    """A person's mention without post, title and form of address before the name."""
    if tag.type != "Person":
        return tag
    start = tag.start
    while start < tag.end - 1 and doc[start].lower_.rstrip(".") in kinds.address:
        start += 1
    name = without_titles(doc[start : tag.end], kinds)
    return tag if name is None else tag._replace(start=name.start, end=name.end)


def _start(doc: Doc, tag: Tagged) -> int:
    """Where it begins, less an article."""
    return tag.start + (doc[tag.start].lower_ in _OPENING and tag.end - tag.start > 1)


def _proposed(doc: Doc, names: Sequence[Name], called: Sequence[Tagged], outside: Sequence[float]) -> Iterator[Name]:
    """What may stand beside the names that are known, the surer source first."""
    by_rule = {(name.start, name.end): name for name in names if not name.seed}
    for tag in called:
        start = _start(doc, tag)
        same = by_rule.get((start, tag.end)) or by_rule.get((tag.start, tag.end))
        if same is not None:
            kind = tag.type if tag.share >= _SURE_OF_CLASS else same.type
            yield Name(same.start, same.end, kind, None, _key(doc, same.start, same.end, kind))
        elif tag.probability >= _SURE_OF_NAME:
            yield Name(start, tag.end, tag.type, None, _key(doc, start, tag.end, tag.type))
    for name in by_rule.values():
        if min(outside[name.start : name.end]) < _SURE_OF_NONE:
            yield Name(name.start, name.end, name.type, None, _key(doc, name.start, name.end, name.type))


def _key(doc: Doc, start: int, end: int, kind: str) -> str:
    text = doc[start:end].text
    return "technology " + text.lower() if kind == "Technology" else plain_key(text)
