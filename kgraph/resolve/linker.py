"""Mentions of all documents → entities: what is one thing, under which IRI, and why.

Resolution is an overlay. Statements keep the mentions they were born with; `Resolution.entity_of` says which entity a mention stands
for, and is applied when rows and quads are made. Taking a merge back therefore re-reads no document and touches no statement.

A mention stands for what its root stands for. A root that the gazetteer knew is that actor or technology. Other roots of one name are
one thing within their document (`bearers`), and across documents unless what is said beside the name contradicts (`clusters`). Two
names are one thing where a table of small functions says so (`scores`); only names that share a mark are compared (`blocks`). Kinds
of things are never joined, so that a person and a firm of one name stay two. A lone surname, a description ("the force") or a name of
offices alone ("City Council") says too little to be followed into another document. What people judged overrules all of it
(`overlay`). An IRI is made of the kind and the name alone, and
of a document where the name may not leave it or another thing bears it too, so that other documents cannot move it (`entities`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kgraph import ids
from kgraph.model import Entity, Mention, Source, Statement
from kgraph.ontology import Technology
from kgraph.resolve.bearers import Span, bearers_of, is_office, profiles_of, span_of
from kgraph.resolve.claims import Stale
from kgraph.resolve.clusters import Clustering, cluster, one_a_name
from kgraph.resolve.contracts import CONTRACT, resolve_contracts
from kgraph.resolve.entities import entity_of, main_profile, namesakes
from kgraph.resolve.forms import form_of
from kgraph.resolve.judgements import Judgement, Thing
from kgraph.resolve.known import Known, all_known, profile_of
from kgraph.resolve.names import cleaned
from kgraph.resolve.offices import held
from kgraph.resolve.overlay import Overlay, changes_of, overlay, told_apart
from kgraph.resolve.profiles import Group, Profile
from kgraph.seeds import Seed


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two entities that may be one, how likely that is by the score's points, and why. `things` are how a judgement names them."""

    left: Entity
    right: Entity
    score: float
    reason: str
    things: tuple[Thing, Thing]


@dataclass(frozen=True, slots=True)
class Resolution:
    """`entities`, sorted by IRI. The reasons of an entity stand in the order of its mentions, one for each; the mentions in the order
    of documents and text. `candidates` are entities that were kept apart in doubt and not judged yet, the likeliest first. `stale` are
    judgements on things that fit nothing any more."""

    entities: tuple[Entity, ...]
    of_root: Mapping[Span, Entity]
    candidates: tuple[Candidate, ...] = ()
    stale: tuple[Stale, ...] = ()

    def entity_of(self, mention: Mention) -> Entity:
        """The entity that the mention stands for. Raises KeyError for a mention that was not resolved."""
        return self.of_root[span_of(mention.root)]

    def is_clear(self, mention: Mention) -> bool:
        """Whether it is clear who is meant: not where a person is given by an office of which nobody knows the holder."""
        if not is_office(mention.root):
            return True
        entity = self.entity_of(mention)
        return entity.id.startswith(ids.ACTOR) or any(not is_office(other.root) for other in entity.mentions)


def resolve(
    statements: Iterable[Statement],
    mentions: Mapping[str, Sequence[Mention]],
    seeds: Sequence[Seed],
    technologies: Sequence[Technology],
    judgements: Sequence[Judgement] = (),
    sources: Iterable[Source] = (),
) -> Resolution:
    """The entities behind the mentions of the documents and of the statements.

    `mentions`: identifier of a document → its mentions. `sources` give the paths by which judgements name documents, and the dates on
    which somebody held an office. The order of documents, mentions and statements changes nothing. Raises DataError where a mention
    carries the IRI of an actor or technology that is not among those given, or where judgements contradict one another.
    """
    statements, sources = list(statements), list(sources)
    paths = {source.id: source.path for source in sources}
    dates = {source.id: source.date for source in sources if source.date is not None}
    known = all_known(seeds, technologies)
    everything = _all(statements, mentions)
    bearers = held(bearers_of(everything, known), statements, seeds, known, dates)
    bearers, apart = told_apart(bearers, judgements, paths, known)
    names = _names(one_a_name(profiles_of(bearers, everything, statements, known), apart), known)
    judged = overlay(names, judgements, paths, known)
    clustering = cluster(names, judged.together, judged.apart)
    of_root = _entities(names, clustering, _by_root(everything), known, judged)
    deals = [mention for mention in everything if mention.root.type == CONTRACT]
    contracts = list(resolve_contracts(deals, statements, Resolution((), of_root).entity_of))
    candidates = _candidates(names, clustering, of_root, judged, paths)
    of_root |= {span_of(mention.root): contract for contract in contracts for mention in contract.mentions}
    entities = {entity.id: entity for entity in of_root.values()}
    return Resolution(tuple(entities[iri] for iri in sorted(entities)), of_root, candidates, judged.stale)


def _all(statements: Iterable[Statement], mentions: Mapping[str, Sequence[Mention]]) -> list[Mention]:
    """Every mention once, with the roots they lead to, in the order of documents and text."""
    given = [mention for document in mentions.values() for mention in document]
    given += [
        mention
        for statement in statements
        for mention in (statement.subject, statement.object, statement.qualifiers.attributed_to)
        if mention is not None
    ]
    found: dict[Span, Mention] = {}
    for mention in given:
        found.setdefault(span_of(mention), mention)
        found.setdefault(span_of(mention.root), mention.root)
    return [found[span] for span in sorted(found)]


def _by_root(mentions: Iterable[Mention]) -> dict[Span, list[Mention]]:
    found: dict[Span, list[Mention]] = defaultdict(list)
    for mention in mentions:
        found[span_of(mention.root)].append(mention)
    return found


def _names(named: Sequence[Profile], known: Mapping[str, Known]) -> list[Profile]:
    """The profiles of what documents name, and of all else that is known; by name."""
    there = {profile.known for profile in named}
    others = [profile_of(each) for each in known.values() if each.id not in there]
    return sorted((profile for profile in (*named, *others) if profile.forms or profile.bearers), key=lambda profile: profile.order)


def _entities(
    names: Sequence[Profile],
    clustering: Clustering,
    mentions: Mapping[Span, Sequence[Mention]],
    known: Mapping[str, Known],
    judged: Overlay,
) -> dict[Span, Entity]:
    why = _why(names, clustering, judged)
    second = namesakes(names)
    found: dict[Span, Entity] = {}
    for members in clustering.members:
        profiles = [names[index] for index in members]
        if any(profile.bearers for profile in profiles):
            entity = entity_of(profiles, mentions, known, main_profile(profiles).order in second, why)
            changes = changes_of(members, judged.changes)
            entity = _changed(entity, changes) if changes else entity
            found.update((span_of(mention.root), entity) for mention in entity.mentions)
    return found


def _changed(entity: Entity, changes: Mapping[str, Judgement]) -> Entity:
    """Under another label or of another class, as judged; the label that it had is one of its names."""
    label, type_ = (
        changes[verdict].value if verdict in changes else old for verdict, old in (("name", entity.label), ("class", entity.type))
    )
    names = tuple(sorted({*entity.names, entity.label} - {label}))
    return replace(entity, label=label, type=type_, names=names)


def _why(names: Sequence[Profile], clustering: Clustering, judged: Overlay) -> dict[tuple[Group, str], str]:
    """`Profile.order` → by which judgement or link the profile came into its cluster; the main one of each needs no reason."""
    best: dict[int, str] = {}
    for pair, judgement in judged.together.items():
        for index in pair:
            told = ": ".join(part for part in (judgement.who, judgement.why) if part)
            best.setdefault(index, f"judged the same ({judgement.place}{'; ' + told if told else ''})")
    for link in clustering.links:
        for index in (link.left, link.right):
            best.setdefault(index, str(link.score))
    why = {}
    for members in clustering.members:
        main = main_profile(names[index] for index in members)
        for index in members:
            if names[index] is not main and index in best:
                why[names[index].order] = best[index]
    return why


def _candidates(
    names: Sequence[Profile], clustering: Clustering, of_root: Mapping[Span, Entity], judged: Overlay, paths: Mapping[str, str]
) -> tuple[Candidate, ...]:
    entity_at = {index: _entity(names, members, of_root) for members in clustering.members for index in members}
    often = Counter((profile.family, key) for profile in names for key in {form.key for form in profile.forms})
    best: dict[tuple[str, str], Candidate] = {}
    for link in clustering.doubts:
        left, right = entity_at[link.left], entity_at[link.right]
        if left is None or right is None or left.id == right.id or (link.left, link.right) in judged.asked:
            continue
        ends = sorted(((left, link.left), (right, link.right)), key=lambda end: end[0].id)
        (first, one), (second, other) = ends
        things = _thing(names[one], often, paths), _thing(names[other], often, paths)
        best.setdefault((first.id, second.id), Candidate(first, second, link.score.total, str(link.score), things))
    return tuple(sorted(best.values(), key=lambda each: (-each.score, each.left.id, each.right.id)))


def _thing(profile: Profile, often: Mapping[tuple[str, str], int], paths: Mapping[str, str]) -> Thing:
    """The profile as a judgement names it, with a document where its name alone might mean another."""
    if not profile.bearers:
        return Thing(min(profile.classes), profile.label)
    first = profile.bearers[0]
    name = cleaned(first.roots[0].text)
    key = form_of(name, profile.family).key
    document = paths.get(first.document) if profile.local or often[profile.family, key] > 1 else None
    return Thing(first.roots[0].type, name, document)


def _entity(names: Sequence[Profile], members: Iterable[int], of_root: Mapping[Span, Entity]) -> Entity | None:
    roots = (root for index in members for bearer in names[index].bearers for root in bearer.roots)
    first = next(roots, None)
    return None if first is None else of_root[span_of(first)]
