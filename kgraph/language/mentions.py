"""Every name in a Doc as a typed span, and which names within the document are forms of one another."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span

from kgraph.language.brackets import other_names, short_forms
from kgraph.language.classes import Votes, votes
from kgraph.language.cuts import without_titles
from kgraph.language.gazetteer import Gazetteer, Hit
from kgraph.language.kinds import ORGANIZATIONS, Kinds
from kgraph.language.names import find_names
from kgraph.language.portfolios import is_portfolio
from kgraph.language.technology import find_technologies

_LEGAL_FORMS = {
    "ltd", "limited", "plc", "inc", "llc", "llp", "gmbh", "ag", "corp", "corporation", "co", "sa", "ab", "as", "pty", "uk", "us",
}  # fmt: skip
_GENERATIONS = {"jr", "sr", "ii", "iii", "iv"}
# What a document calls the only council that it names with its place.
_PLACELESS = [[kind, "council"] for kind in ("city", "county", "town", "borough", "village", "district")]
# Named after places: the first words of such a name are the place, not a short form of it.
_LOCAL = {"PoliceForce", "GovernmentBody", "Court", "OversightBody", "Place"}


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens start..end carry a name. `key` is the same for all forms of one name within the document."""

    start: int
    end: int
    type: str
    seed: str | None = None
    key: str = ""


def find_mentions(doc: Doc, gazetteer: Gazetteer, kinds: Kinds) -> list[Name]:
    """All names of the Doc in its order, not overlapping, with a class, and keys that join their forms."""
    hits = gazetteer.find(doc)
    spans = find_names(doc, hits, kinds)
    covered = {index for span in spans for index in range(span.start, span.end)}
    hits = [hit for hit in hits if not covered.intersection(range(hit.start, hit.end))]
    named = [*_unlisted(spans, hits, kinds), *(Name(hit.start, hit.end, hit.type, hit.seed, hit.seed) for hit in hits)]
    named += _second_look(doc, named)
    # A general word may head a more special phrase: "drones" in "crop-spraying drones".
    general = {name.start: name for name in named if name.type == "Technology" and name.end - name.start == 1 and doc[name.start].is_lower}
    taken = {index for name in named if name.start not in general for index in range(name.start, name.end)}
    # "its Sentravue system" is the product, not a technology besides.
    tails = {name.end for name in named if name.type == "Product"}
    technologies = [
        Name(span.start, span.end, "Technology", None, "technology " + span.text.lower())
        for span in find_technologies(doc, taken, kinds)
        if span.start not in tails and not _describes_product(span, named) and not (len(span) == 1 and span.start in general)
    ]
    technologies = _telling(doc, technologies, named, kinds)
    special = {index for name in technologies for index in range(name.start, name.end)} & general.keys()
    named = [name for name in named if name.start not in special or name.start not in general]
    ordered = sorted([*named, *technologies], key=lambda name: (name.start, name.end))
    return joined(doc, ordered, kinds)


def joined(doc: Doc, names: list[Name], kinds: Kinds) -> list[Name]:
    """Names with one key for all forms of a thing's name within the document; short forms defined in brackets are found throughout."""
    return _joined(doc, _with_brackets(doc, names), kinds)


def plain_key(text: str) -> str:
    """The key of a name by itself: its words without case, marks, possessive and article."""
    return _plain(text)


def _telling(doc: Doc, technologies: list[Name], named: Sequence[Name], kinds: Kinds) -> list[Name]:
    """Bare "cameras" are a technology of their own only where the document has nothing more special to say of technology."""
    bare = {name for name in technologies if name.end - name.start == 1 and doc[name.start].lower_ in kinds.technology_heads}
    special = len(bare) < len(technologies) or any(name.type in {"Technology", "Product"} for name in named)
    return [name for name in technologies if name not in bare] if special else technologies


def _describes_product(span: Span, named: Sequence[Name]) -> bool:
    """ "Lattice, the data platform", "Nectar is a data platform": words for the product that stands beside them."""
    products = {index for name in named if name.type == "Product" for index in range(name.start, name.end)}
    apart = {index for name in named if name.type != "Product" for index in range(name.start, name.end)}
    root = span.root
    beside = [child.i for child in root.children if child.dep_ == "appos"] + ([root.head.i] if root.dep_ == "appos" else [])
    if root.dep_ == "attr":
        beside += [child.i for child in root.head.children if child.dep_ == "nsubj"]
    opener = span.start - 1
    while opener > root.sent.start and (span.doc[opener].dep_ in {"det", "amod", "compound", "poss", "case"} or opener in apart):
        opener -= 1
    if span.doc[opener].text == ",":
        beside.append(opener - 1)
    return any(index in products for index in beside)


def _unlisted(spans: Sequence[Span], hits: Sequence[Hit], kinds: Kinds) -> list[Name]:
    """The spans with the class that the whole document's evidence gives their name; those without any are left out."""
    ballots = _ballots(spans, hits, kinds)
    found = []
    for span in spans:
        ballot = ballots[_plain(span.text)]
        if not ballot or span.text in kinds.demonyms:
            continue
        kind = _winner(ballot)
        kept = without_titles(span, kinds) if kind == "Person" else span
        if kept is not None and _bearable(kept, kind, kinds):
            found.append(Name(kept.start, kept.end, kind, None, _plain(kept.text)))
    return found


def _second_look(doc: Doc, names: Sequence[Name]) -> list[Name]:
    """Surnames and first words of known names that the tagger took for common words at the start of a sentence."""
    taken = {index for name in names for index in range(name.start, name.end)}
    short: dict[str, str] = {}
    for name in names:
        if name.end - name.start > 1 and name.type in {"Person", "Company"}:
            word = doc[_surname(doc, name)] if name.type == "Person" else doc[name.start]
            if len(word) > 3:
                short.setdefault(word.text, name.type)
    return [
        Name(token.i, token.i + 1, short[token.text], None, _plain(token.text))
        for token in doc
        if token.i not in taken and token.text in short
    ]


def _ballots(spans: Sequence[Span], hits: Sequence[Hit], kinds: Kinds) -> dict[str, Votes]:
    """What each name's occurrences say of its class, then what forms and neighbours of the name add."""
    ballots: dict[str, Votes] = defaultdict(Counter)
    roots = {}
    for span in spans:
        key = _plain(span.text)
        ballots[key].update(votes(span, kinds))
        roots[span.root.i] = key
    types = {index: hit.type for hit in hits for index in range(hit.start, hit.end)}
    extra: list[tuple[str, str, int]] = []
    for span in spans:
        key = _plain(span.text)
        head = span.root.head
        if span.root.dep_ == "conj":
            neighbour = types.get(head.i) or (_winner(ballots[roots[head.i]]) if ballots.get(roots.get(head.i, "")) else None)
            if neighbour:
                extra.append((key, neighbour, 2))
    keys = sorted(ballots)
    local = [_plain(spans[0].doc[hit.start : hit.end].text) for hit in hits if hit.type in _LOCAL] if spans else []
    for short in keys:
        if any(long.startswith(short + " ") for long in local):
            extra.append((short, "Place", 3))
        for long in keys:
            if len(long) <= len(short):
                continue
            if long.endswith(" " + short) and ballots[short]["Person"] >= 4:
                extra.append((long, "Person", 4))
            elif long.startswith(short + " ") and ballots[long] and _winner(ballots[long]) in _LOCAL:
                extra.append((short, "Place", 3))
            elif long.startswith(short + " ") and ballots[long]:
                legal = long.removeprefix(short).split()[0] in _LEGAL_FORMS
                extra.append((short, _winner(ballots[long]), 5 if legal else 3))
    for key, kind, weight in extra:
        ballots[key][kind] += weight
    return ballots


def _winner(ballot: Votes) -> str:
    return max(sorted(ballot), key=lambda name: ballot[name])


def _bearable(span: Span, kind: str, kinds: Kinds) -> bool:
    """A bare head ("the Court", "the Council", "Chief Constable") is a description, which references take care of."""
    words = span.text.split()
    after = span.doc[span.end].text if span.end < len(span.doc) else ""
    if kinds.is_office(f"{span.text} {after}".lower()):
        return False  # the "Home" of "Home Secretary"
    if kind in ORGANIZATIONS and is_portfolio(span.doc, span.start, span.end, kinds):
        return False
    if len(words) > 1:
        return True
    word = words[0]
    return not (
        kinds.of_noun(word.lower()) or kinds.is_office(word.lower()) or word in kinds.titles or kinds.of_name([word]) == kind != "Person"
    )


def _plain(text: str) -> str:
    words = re.sub(r"[’']s\b", "", text.casefold()).replace("&", " and ")
    return " ".join(re.sub(r"[^\w]+", " ", words).split()).removeprefix("the ")


def _with_brackets(doc: Doc, names: list[Name]) -> list[Name]:
    """The bracketed short forms of names and their later occurrences take class, seed and key of the name before the bracket."""
    by_end = {name.end: name for name in names}
    short = {form: by_end[end] for form, end in short_forms(doc, {name.end: name.start for name in names}).items()}
    return _equated(doc, _occurrences(doc, names, short) if short else names)


def _equated(doc: Doc, names: list[Name]) -> list[Name]:
    """A body's own name in brackets behind what it is called: "the Italian data protection authority (Garante)" is one."""
    at = {name.start: name for name in names if name.type in ORGANIZATIONS}
    same: dict[str, Name] = {}
    for start, inner in other_names(doc, {name.start: name.end for name in at.values()}).items():
        one, other = at[start], at[inner]
        if one.type == other.type and not (one.seed and other.seed):
            kept, lost = (other, one) if other.seed else (one, other)
            same[lost.key] = kept
    return [replace(name, seed=same[name.key].seed, key=same[name.key].key) if name.key in same else name for name in names]


def _occurrences(doc: Doc, names: list[Name], short: dict[str, Name]) -> list[Name]:
    result = {name.start: name for name in names}
    covered = {index: name for name in names for index in range(name.start, name.end)}
    for token in doc:
        for form, owner in short.items():
            if not form.startswith(token.text):
                continue
            length = len(form.split())
            span = doc[token.i : token.i + length]
            if span.text not in (form, form + "s") or token.i < owner.start:
                continue
            inside = covered.get(token.i)
            if inside is not None and (inside.end - inside.start > length or inside.seed):
                continue
            for index in range(span.start, span.end):
                result.pop(index, None)
            result[token.i] = Name(span.start, span.end, owner.type, owner.seed, owner.key)
    return [result[start] for start in sorted(result)]


def _joined(doc: Doc, names: list[Name], kinds: Kinds) -> list[Name]:
    """Names with one key for all forms of a person's, a firm's or a body's name within the document."""
    forms: dict[str, Name] = {}
    for name in names:
        forms.setdefault(name.key, name)
    texts = {key: _plain(doc[name.start : name.end].text).split() for key, name in forms.items()}
    alias = {key: _longer(key, forms, texts) for key in forms}
    result = []
    for name in names:
        target = alias[name.key]
        if target is None:
            result.append(name)
        else:
            result.append(replace(name, type=forms[target].type, seed=forms[target].seed, key=target))
    return _surnames_apart(doc, result)


def _longer(key: str, forms: dict[str, Name], texts: dict[str, list[str]]) -> str | None:
    """The one longer name of which this is a short form, or None where there is none or more than one."""
    short, words = forms[key], texts[key]
    if short.seed or short.type == "Technology":
        return None
    if words in _PLACELESS:
        councils = [other for other in forms if texts[other][-1:] == ["council"] and texts[other] not in _PLACELESS]
        return councils[0] if len(councils) == 1 else None
    fitting = [
        other
        for other, candidate in forms.items()
        if other != key and len(texts[other]) > len(words) and _shortens(words, short.type, texts[other], candidate.type)
    ]
    if len(fitting) > 1:
        # "Vellumic", "Vellumic Ltd" and "Vellumic Ltd UK": all the same chain.
        fitting.sort(key=lambda other: (len(texts[other]), other))
        if not all(texts[longer][: len(texts[shorter])] == texts[shorter] for shorter, longer in itertools.pairwise(fitting)):
            return None
    return fitting[-1] if fitting else None


def _shortens(short: list[str], short_type: str, long: list[str], long_type: str) -> bool:
    if long_type == "Person":
        last = long[-2] if long[-1] in _GENERATIONS and len(long) > 2 else long[-1]
        return len(short) == 1 and short_type in {"Person", "Company", "Place", "Product"} and last == short[0]
    if short_type in _LOCAL and short_type != long_type:
        return False  # the Wexmoor Police Federation is not Wexmoor Police
    if long[: len(short)] == short:
        rest = [word for word in long[len(short) :] if word not in _LEGAL_FORMS]
        return not rest or (long_type not in _LOCAL and long_type in ORGANIZATIONS and short_type != "Place")
    # "the City Police" for "Ostrelay City Police": at least two words, or the one would be a bare head.
    return len(short) > 1 and long_type in ORGANIZATIONS and long[-len(short) :] == short


def _surnames_apart(doc: Doc, names: Iterable[Name]) -> list[Name]:
    """Two people with one surname stay two: a lone surname that fits both is given to neither."""
    return [name for name in names if not (name.type == "Person" and name.end - name.start == 1 and _ambiguous_surname(doc, name, names))]


def _ambiguous_surname(doc: Doc, lone: Name, names: Iterable[Name]) -> bool:
    surname = doc[lone.start].text
    people = (name for name in names if name.type == "Person" and name.end - name.start > 1)
    bearers = {person.key for person in people if doc[_surname(doc, person)].text == surname}
    return len(bearers) > 1 and lone.key not in bearers


def _surname(doc: Doc, person: Name) -> int:
    """The index of the word by which a person is called: "Foster" of "Henry Foster III"."""
    last = person.end - 1
    return last - 1 if _plain(doc[last].text) in _GENERATIONS and last - person.start > 1 else last
