"""Mentions of all documents → entities: what is one thing, under which IRI, and why.

Resolution is an overlay. Statements keep the mentions they were born with; `Resolution.entity_of` says which entity a mention stands
for, and is applied when rows and quads are made. Taking a merge back therefore re-reads no document and touches no statement.

A mention stands for what its root stands for. A root that the gazetteer knew is that actor or technology. Other roots are one entity
where their names agree (`kgraph.resolve.names`) and they are the same kind of thing: organizations, people, technology, places and law
are kept apart, so that a person and a firm of one name stay two. A lone surname, a description ("the force") or a name of offices
alone ("City Council") says too little to be followed into another document and stays in its own. An IRI is made of the kind and the
name alone, and of the document where the name may not leave it, so that other documents cannot move it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kgraph import ids
from kgraph.errors import DataError
from kgraph.model import Entity, Mention, Statement
from kgraph.ontology import Technology
from kgraph.resolve.contracts import CONTRACT, resolve_contracts
from kgraph.resolve.names import best_label, cleaned, is_generic, is_name, organization_key, person_key, thing_key
from kgraph.seeds import Seed

WIKIDATA = "http://www.wikidata.org/entity/"

CLASSES = (
    "PoliceForce", "GovernmentBody", "OversightBody", "Court", "Company", "CivilSocietyOrganization", "MediaOrganization",
    "ResearchOrganization", "PoliticalParty", "Person", "Technology", "Product", "Place", "LegalInstrument", CONTRACT,
)  # fmt: skip
_FAMILIES = dict.fromkeys(CLASSES[:9], "organization") | {"Technology": "technology", "Product": "technology"}

_CALLED = {"Technology": "technology", "Product": "product", "Place": "place", "LegalInstrument": "law"}

Span = tuple[str, int, int, str]
Group = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """`entities`, sorted by IRI. The reasons of an entity stand in the order of its mentions, one for each; the mentions in the order
    of documents and text."""

    entities: tuple[Entity, ...]
    of_root: Mapping[Span, Entity]

    def entity_of(self, mention: Mention) -> Entity:
        """The entity that the mention stands for. Raises KeyError for a mention that was not resolved."""
        return self.of_root[_span(mention.root)]


@dataclass(frozen=True, slots=True)
class _Known:
    """A seed or technology. `names` include the label; `safe` are those that mean nothing else."""

    id: str
    label: str
    type: str
    names: tuple[str, ...]
    safe: tuple[str, ...]
    identifiers: tuple[str, ...]


def resolve(
    statements: Iterable[Statement], mentions: Mapping[str, Sequence[Mention]], seeds: Sequence[Seed], technologies: Sequence[Technology]
) -> Resolution:
    """The entities behind the mentions of the documents and of the statements.

    `mentions`: identifier of a document → its mentions. The order of documents, mentions and statements changes nothing.
    Raises DataError where a mention carries the IRI of an actor or technology that is not among those given.
    """
    statements = list(statements)
    known = {each.id: each for each in (*map(_seed, seeds), *map(_technology, technologies))}
    by_name = _by_name(known.values())
    everything = _all(statements, mentions)
    group_of = {_span(mention.root): _group(mention.root, known, by_name) for mention in everything}
    groups: dict[Group, list[Mention]] = {}
    for mention in everything:
        groups.setdefault(group_of[_span(mention.root)], []).append(mention)
    deals = groups.pop((CONTRACT,), [])
    entities = {
        group: _known_entity(known[group[1]], members) if group[0] == "known" else _named_entity(group, members)
        for group, members in groups.items()
    }
    of_root = {span: entities[group] for span, group in group_of.items() if group in entities}
    contracts = list(resolve_contracts(deals, statements, Resolution((), of_root).entity_of))
    of_root |= {_span(mention.root): contract for contract in contracts for mention in contract.mentions}
    return Resolution(tuple(sorted((*entities.values(), *contracts), key=lambda entity: entity.id)), of_root)


def _span(mention: Mention) -> Span:
    return mention.document, mention.start, mention.end, mention.type


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
        found.setdefault(_span(mention), mention)
        found.setdefault(_span(mention.root), mention.root)
    return [found[span] for span in sorted(found)]


def _group(root: Mention, known: Mapping[str, _Known], by_name: Mapping[Group, str]) -> Group:
    """What the root is grouped by: ("known", IRI), (family, key), or (family, key, document) where it may not leave its document.

    Contracts have no names; they are told apart by their parties later.
    """
    if root.type == CONTRACT:
        return (CONTRACT,)
    if root.seed is not None:
        if root.seed not in known:
            raise DataError(
                f"{root.document}, {root.start}-{root.end}: {root.text!r} is marked as <{root.seed}>, which is neither among the seeds nor "
                "among the technologies: build the graph again with the seeds that the documents were read with"
            )
        return "known", root.seed
    family, key = _key(root.text, root.type)
    iri = by_name.get((family, key))
    if iri is not None:
        return "known", iri
    return (family, key, root.document) if _is_local(root, key) else (family, key)


def _key(text: str, cls: str) -> tuple[str, str]:
    family = _FAMILIES.get(cls, cls)
    if family == "organization":
        return family, organization_key(text)
    return family, person_key(text) if family == "Person" else thing_key(text)


def _is_local(root: Mention, key: str) -> bool:
    """A lone surname is borne by many people; "the council" and "City Council" mean another thing in another document."""
    if root.type == "Person":
        return " " not in key
    return root.type != "Technology" and not _says_which(root.text)


def _says_which(text: str) -> bool:
    return is_name(text) and not is_generic(text)


def _by_name(known: Iterable[_Known]) -> dict[Group, str]:
    """Names that mean one known thing only, by family and key: other spellings of them ("PALANTIR TECHNOLOGIES") are known too.

    Lone surnames and single short words are left to the gazetteer, which sees their case and the text around them.
    """
    bearers: dict[Group, set[str]] = {}
    for each in known:
        for name in each.safe:
            group = _key(name, each.type)
            if " " in group[1] or (each.type != "Person" and len(group[1]) > 5):
                bearers.setdefault(group, set()).add(each.id)
    return {group: next(iter(found)) for group, found in bearers.items() if len(found) == 1}


def _seed(seed: Seed) -> _Known:
    names = (seed.name, *seed.names, *seed.ambiguous)
    wikidata = (WIKIDATA + seed.wikidata,) if seed.wikidata else ()
    return _Known(seed.id, seed.name, seed.cls, names, tuple(name for name in names if name not in seed.ambiguous), wikidata)


def _technology(technology: Technology) -> _Known:
    names = (technology.label, *technology.names)
    return _Known(technology.id, technology.label, "Technology", names, names, ())


def _known_entity(known: _Known, members: Sequence[Mention]) -> Entity:
    kind = _CALLED.get(known.type, "actor")
    forms = {cleaned(name) for name in known.names}
    reasons = []
    for mention in members:
        name = cleaned(mention.text)
        if mention.root.seed is None and mention.antecedent is None:
            reasons.append(f"same name as the known {kind} '{known.label}'")
        elif mention.antecedent is None or name in forms:
            reasons.append(f"known {kind} by name '{name}'")
        else:
            reasons.append(f"refers back to '{cleaned(mention.root.text)}'")
    names = tuple(sorted(set(known.names) - {known.label}))
    return Entity(known.id, known.label, known.type, names, known.identifiers, tuple(members), tuple(reasons))


def _named_entity(group: Group, members: Sequence[Mention]) -> Entity:
    family, key, *document = group
    label = best_label(mention.text for mention in members if mention.antecedent is None)
    digest = ids.digest(family, key, *document, length=8)
    named = [mention for mention in members if mention.antecedent is None or (family != "technology" and _says_which(mention.text))]
    return Entity(
        id=ids.ENTITY + "-".join(part for part in (ids.slug(key), digest) if part),
        label=label,
        type=_vote(mention.type for mention in members if _FAMILIES.get(mention.type, mention.type) == family),
        names=tuple(sorted({cleaned(mention.text) for mention in named} - {label})),
        mentions=tuple(members),
        reasons=tuple(_reason(mention, label, bool(document)) for mention in members),
    )


def _reason(mention: Mention, label: str, local: bool) -> str:
    if mention.antecedent is not None:
        return f"refers back to '{cleaned(mention.root.text)}'"
    return f"same name as '{label}' in this document" if local else f"same name as '{label}'"


def _vote(types: Iterable[str]) -> str:
    """The most frequent class; of equals the first in the vocabulary."""
    counted = Counter(types)
    order = {name: index for index, name in enumerate(CLASSES)}
    return min(counted, key=lambda name: (-counted[name], order.get(name, len(order)), name))
