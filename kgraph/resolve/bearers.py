"""Mentions → who is named in which document, and in what company."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kgraph.errors import DataError
from kgraph.model import Mention, Statement
from kgraph.resolve.contracts import CONTRACT
from kgraph.resolve.forms import Form, form_of
from kgraph.resolve.known import Known, names_known, profile_of
from kgraph.resolve.names import ORGANIZATION, PERSON, cleaned, family_of, is_generic, is_name, key_of
from kgraph.resolve.profiles import Bearer, Group, Post, Profile
from kgraph.resolve.wording import load_wording

Span = tuple[str, int, int, str]

_TELLING = frozenset({"PoliceForce", "GovernmentBody", "OversightBody", "Court", "Place", "PoliticalParty", "LegalInstrument"})
"""Classes whose known things tell of which country a document speaks; firms sell everywhere."""


def span_of(mention: Mention) -> Span:
    """Tells mentions apart."""
    return mention.document, mention.start, mention.end, mention.type


def says_which(text: str) -> bool:
    """Whether the words name one thing, and do not only say of what kind it is."""
    return is_name(text) and not is_generic(text)


def is_office(mention: Mention) -> bool:
    """Whether a person is given by an office, and by nothing else in the document."""
    if mention.type != PERSON or mention.antecedent is not None or mention.seed is not None:
        return False
    return tells_office(mention.text) or not is_name(mention.text)


def tells_office(text: str) -> bool:
    """Whether a person is called by an office and not by a name: "the mayor", "London's mayor", "Mayor of London", "mayor"."""
    words = text.casefold().split()
    titles = load_wording().titles
    if not words:
        return False
    of_something = words[0] in titles and bool({"of", "for"} & set(words))
    owned = words[-1] in titles and any(word.endswith(("'s", "’s")) for word in words)
    plain = words[-1] in titles and text == text.casefold()
    return of_something or owned or plain or words[0] == "the"


def bearers_of(mentions: Iterable[Mention], known: Mapping[str, Known]) -> list[Bearer]:
    """The bearers of all names, by document and group. Contracts have no names and are left out.

    Raises DataError where a mention carries the IRI of something that is not among the `known`.
    """
    by_name = names_known(known.values())
    roots: dict[tuple[str, Group], dict[Span, Mention]] = defaultdict(dict)
    for mention in mentions:
        root = mention.root
        if root.type != CONTRACT:
            roots[root.document, _group(root, known, by_name)].setdefault(span_of(root), root)
    return [Bearer(group, document, tuple(found[span] for span in sorted(found))) for (document, group), found in sorted(roots.items())]


def _group(root: Mention, known: Mapping[str, Known], by_name: Mapping[Group, str]) -> Group:
    if root.seed is not None:
        if root.seed not in known:
            raise DataError(
                f"{root.document}, {root.start}-{root.end}: {root.text!r} is marked as <{root.seed}>, which is neither among the seeds nor "
                "among the technologies: build the graph again with the seeds that the documents were read with"
            )
        return "known", root.seed
    family = family_of(root.type)
    key = key_of(root.text, family)
    iri = by_name.get((family, key))
    if iri is not None:
        return "known", iri
    return (family, key, root.document) if _is_local(root, key) else (family, key)


def _is_local(root: Mention, key: str) -> bool:
    """A lone surname is borne by many people; "the council" and "City Council" mean another thing in another document."""
    if root.type == PERSON:
        return " " not in key
    return root.type != "Technology" and not says_which(root.text)


def profiles_of(
    bearers: Iterable[Bearer], mentions: Iterable[Mention], statements: Iterable[Statement], known: Mapping[str, Known]
) -> list[Profile]:
    """A profile for each bearer, in the order given."""
    bearers = list(bearers)
    aliases = _aliases(mentions)
    group_of = {span_of(root): bearer.group for bearer in bearers for root in bearer.roots}
    said = _said(statements, group_of, known)
    documents = _documents(bearers, known)
    of_known = {iri: profile_of(known[iri]) for iri in {bearer.group[1] for bearer in bearers if bearer.group[0] == "known"}}
    profiles = []
    for bearer in bearers:
        countries, actors = documents[bearer.document]
        profile = of_known[bearer.group[1]] if bearer.group[0] == "known" else _profile(bearer, aliases)
        places, posts = said.get((bearer.document, bearer.group), (frozenset(), frozenset()))
        told = frozenset(country for place in places if (country := _country(place, known)))
        profiles.append(
            replace(
                profile,
                placed=profile.placed or bool(told),
                countries=profile.countries or told or countries,
                places=profile.places | places,
                posts=profile.posts | posts,
                actors=actors - {bearer.group},
                bearers=(bearer,),
            )
        )
    return profiles


def _profile(bearer: Bearer, aliases: Mapping[Span, list[str]]) -> Profile:
    """Of a name that is not known, what its own letters tell."""
    family = bearer.group[0]
    # An office is no name: whoever holds it bears another.
    texts = [root.text for root in bearer.roots if not is_office(root)]
    forms: dict[str, Form] = {}
    for text in (*texts, *(alias for root in bearer.roots for alias in aliases.get(span_of(root), ()) if _is_telling(alias, family))):
        form = form_of(cleaned(text), family)
        forms.setdefault(form.key, form)
    return Profile(
        group=bearer.group,
        family=family,
        forms=tuple(forms[key] for key in sorted(forms)),
        classes=frozenset(root.type for root in bearer.roots),
        label=cleaned(bearer.roots[0].text),
        local=len(bearer.group) == 3,
    )


def _aliases(mentions: Iterable[Mention]) -> dict[Span, list[str]]:
    """Root → the other words by which its document calls it."""
    found: dict[Span, list[str]] = defaultdict(list)
    for mention in mentions:
        if mention.antecedent is not None and mention.text != mention.root.text:
            found[span_of(mention.root)].append(mention.text)
    return found


def _is_telling(alias: str, family: str) -> bool:
    """Whether a short form may be looked up in other documents: an acronym or several words, and never a surname alone."""
    if not says_which(alias) or family not in {ORGANIZATION, PERSON, "technology"}:
        return False
    form = form_of(cleaned(alias), family)
    return len(form.words) > 1 or bool(form.acronym)


def _documents(bearers: Iterable[Bearer], known: Mapping[str, Known]) -> dict[str, tuple[frozenset[str], frozenset[Group]]]:
    """Document → the countries that it speaks of, and its people and organizations."""
    countries: dict[str, set[str]] = defaultdict(set)
    actors: dict[str, set[Group]] = defaultdict(set)
    for bearer in bearers:
        group = bearer.group
        thing = known[group[1]] if group[0] == "known" else None
        if thing is not None and thing.country and thing.type in _TELLING:
            countries[bearer.document].add(thing.country)
        family = family_of(thing.type) if thing is not None else group[0]
        if family in {ORGANIZATION, PERSON} and len(group) == 2:
            actors[bearer.document].add(group)
    return {bearer.document: (frozenset(countries[bearer.document]), frozenset(actors[bearer.document])) for bearer in bearers}


def _said(
    statements: Iterable[Statement], group_of: Mapping[Span, Group], known: Mapping[str, Known]
) -> dict[tuple[str, Group], tuple[frozenset[Group], frozenset[Post]]]:
    """Where things are, and what posts people hold, as their own documents affirm it."""
    places: dict[tuple[str, Group], set[Group]] = defaultdict(set)
    posts: dict[tuple[str, Group], set[Post]] = defaultdict(set)
    for statement in statements:
        subject, object_ = (group_of.get(span_of(end.root)) for end in (statement.subject, statement.object))
        if subject is None or object_ is None or statement.qualifiers.polarity == "negative":
            continue
        if statement.predicate == "locatedIn" and len(object_) == 2:
            places[statement.subject.document, subject].add(object_)
        elif statement.predicate == "affiliatedWith":
            posts[statement.subject.document, subject].add((object_, (statement.qualifiers.role or "").casefold()))
    return {key: (frozenset(places[key]), frozenset(posts[key])) for key in {*places, *posts}}


def _country(place: Group, known: Mapping[str, Known]) -> str | None:
    return known[place[1]].country if place[0] == "known" else None
