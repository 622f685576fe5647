"""Mentions of all documents → entities: what is one thing, under which IRI, and why.

Resolution is an overlay. Statements keep the mentions they were born with; `Resolution.entity_of` says which entity a mention stands
for, and is applied when rows and quads are made. Taking a merge back therefore re-reads no document and touches no statement.

A mention stands for what its root stands for. A root that the gazetteer knew is that actor or technology. Other roots of one name are
one thing within their document (`bearers`), and across documents unless what is said beside the name contradicts (`clusters`). Two
names are one thing where a table of small functions says so (`scores`); only names that share a mark are compared (`blocks`). Kinds
of things are never joined, so that a person and a firm of one name stay two. A lone surname, a description ("the force") or a name of
offices alone ("City Council") says too little to be followed into another document. An IRI is made of the kind and the name alone, and
of a document where the name may not leave it or another thing bears it too, so that other documents cannot move it (`entities`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kgraph.model import Entity, Mention, Statement
from kgraph.ontology import Technology
from kgraph.resolve.bearers import Span, bearers_of, profiles_of, span_of
from kgraph.resolve.clusters import Clustering, Link, cluster, one_a_name
from kgraph.resolve.contracts import CONTRACT, resolve_contracts
from kgraph.resolve.entities import entity_of, main_profile, namesakes
from kgraph.resolve.known import Known, all_known, profile_of
from kgraph.resolve.profiles import Group, Profile
from kgraph.seeds import Seed


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two entities that may be one, how likely that is by the score's points, and why."""

    left: Entity
    right: Entity
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """`entities`, sorted by IRI. The reasons of an entity stand in the order of its mentions, one for each; the mentions in the order
    of documents and text. `candidates` are entities that were kept apart in doubt, the likeliest first."""

    entities: tuple[Entity, ...]
    of_root: Mapping[Span, Entity]
    candidates: tuple[Candidate, ...] = ()

    def entity_of(self, mention: Mention) -> Entity:
        """The entity that the mention stands for. Raises KeyError for a mention that was not resolved."""
        return self.of_root[span_of(mention.root)]


def resolve(
    statements: Iterable[Statement], mentions: Mapping[str, Sequence[Mention]], seeds: Sequence[Seed], technologies: Sequence[Technology]
) -> Resolution:
    """The entities behind the mentions of the documents and of the statements.

    `mentions`: identifier of a document → its mentions. The order of documents, mentions and statements changes nothing.
    Raises DataError where a mention carries the IRI of an actor or technology that is not among those given.
    """
    statements = list(statements)
    known = all_known(seeds, technologies)
    everything = _all(statements, mentions)
    names = _names(everything, statements, known)
    clustering = cluster(names)
    of_root = _entities(names, clustering, _by_root(everything), known)
    deals = [mention for mention in everything if mention.root.type == CONTRACT]
    contracts = list(resolve_contracts(deals, statements, Resolution((), of_root).entity_of))
    candidates = _candidates(names, clustering, of_root)
    of_root |= {span_of(mention.root): contract for contract in contracts for mention in contract.mentions}
    entities = {entity.id: entity for entity in of_root.values()}
    return Resolution(tuple(entities[iri] for iri in sorted(entities)), of_root, candidates)


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


def _names(mentions: Sequence[Mention], statements: Sequence[Statement], known: Mapping[str, Known]) -> list[Profile]:
    """A profile for each thing as far as its name alone tells, and for all that is known, named or not; by name."""
    names = one_a_name(profiles_of(bearers_of(mentions, known), mentions, statements, known))
    named = {profile.known for profile in names}
    names += [profile_of(each) for each in known.values() if each.id not in named]
    return sorted((profile for profile in names if profile.forms or profile.bearers), key=lambda profile: profile.order)


def _entities(
    names: Sequence[Profile], clustering: Clustering, mentions: Mapping[Span, Sequence[Mention]], known: Mapping[str, Known]
) -> dict[Span, Entity]:
    why = _why(names, clustering)
    second = namesakes(names)
    found: dict[Span, Entity] = {}
    for members in clustering.members:
        profiles = [names[index] for index in members]
        if any(profile.bearers for profile in profiles):
            entity = entity_of(profiles, mentions, known, main_profile(profiles).order in second, why)
            found.update((span_of(mention.root), entity) for mention in entity.mentions)
    return found


def _why(names: Sequence[Profile], clustering: Clustering) -> dict[tuple[Group, str], str]:
    """`Profile.order` → by which link the profile came into its cluster; the main one of each needs no reason."""
    best: dict[int, Link] = {}
    for link in clustering.links:
        for index in (link.left, link.right):
            best.setdefault(index, link)
    why = {}
    for members in clustering.members:
        main = main_profile(names[index] for index in members)
        for index in members:
            if len(members) > 1 and names[index] is not main and index in best:
                why[names[index].order] = str(best[index].score)
    return why


def _candidates(names: Sequence[Profile], clustering: Clustering, of_root: Mapping[Span, Entity]) -> tuple[Candidate, ...]:
    entity_at = {index: _entity(names, members, of_root) for members in clustering.members for index in members}
    best: dict[tuple[str, str], Candidate] = {}
    for link in clustering.doubts:
        left, right = entity_at[link.left], entity_at[link.right]
        if left is not None and right is not None and left.id != right.id:
            first, second = sorted((left, right), key=lambda entity: entity.id)
            best.setdefault((first.id, second.id), Candidate(first, second, link.score.total, str(link.score)))
    return tuple(sorted(best.values(), key=lambda each: (-each.score, each.left.id, each.right.id)))


def _entity(names: Sequence[Profile], members: Iterable[int], of_root: Mapping[Span, Entity]) -> Entity | None:
    roots = (root for index in members for bearer in names[index].bearers for root in bearer.roots)
    first = next(roots, None)
    return None if first is None else of_root[span_of(first)]
