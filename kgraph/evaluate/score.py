"""How well statements agree with those that careful readers found: precision, recall and their harmonic mean.

A statement is right when its document, property, subject and object are those of a gold statement. An end is right when its
label, less case, punctuation and a leading article, is one of the names that the gold entity goes by; a contract is right when
its buyer and supplier are. Qualifiers and classes are judged on right statements only. Where several rows say the same, the
first counts; where the same wrong thing is said twice, it is one mistake.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from kgraph.evaluate.gold import GoldDocument, GoldStatement, normal
from kgraph.model import Node, Row

SYMMETRIC = frozenset({"partnersWith"})
PARTIES = ("buyer", "supplier")

Key = tuple[str, str, str]
Parties = Mapping[str, Mapping[str, frozenset[str]]]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were right, how many were claimed, how many there were to find."""

    right: int = 0
    claimed: int = 0
    wanted: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.claimed + other.claimed, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        return self.right / self.claimed if self.claimed else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.claimed + self.wanted) if self.right else 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """How many of those looked at were right."""

    right: int = 0
    of: int = 0

    @property
    def ratio(self) -> float:
        return self.right / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Loss:
    """A gold statement that was missed, or a claimed one that is not in the gold, in words."""

    document: str
    subject: str
    predicate: str
    object: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """One document's rows beside its gold statements."""

    hits: tuple[tuple[GoldStatement, Row], ...]
    extra: tuple[Row, ...]
    missed: tuple[GoldStatement, ...]
    pairs: Tally
    misplaced: int


@dataclass(frozen=True, slots=True)
class Scores:
    """The figures of a run. `pairs` asks only whether two things are connected, `types` whether the ends of right statements
    have the right class; `misplaced` counts sentences that do not stand at their offsets."""

    documents: int
    statements: Tally
    pairs: Tally
    types: Share
    misplaced: int
    qualifiers: Mapping[str, Share] = field(default_factory=dict)
    predicates: Mapping[str, Tally] = field(default_factory=dict)
    missed: tuple[Loss, ...] = ()
    extra: tuple[Loss, ...] = ()


def evaluate(gold: Sequence[GoldDocument], rows: Iterable[Row]) -> Scores:
    """Score `rows` against `gold`; rows of documents that have no gold are left out.

    A row belongs to the gold document whose name is the file name of the row's document, less its ending.
    """
    by_document: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_document[PurePath(row.source.path).stem].append(row)
    compared = [(document, compare(document, by_document[document.name])) for document in gold]
    predicates = _by_predicate(compared)
    return Scores(
        documents=len(compared),
        statements=sum(predicates.values(), Tally()),
        pairs=sum((comparison.pairs for _, comparison in compared), Tally()),
        types=_share(right for document, comparison in compared for right in _types_right(document, comparison)),
        misplaced=sum(comparison.misplaced for _, comparison in compared),
        qualifiers=_by_qualifier(compared),
        predicates=predicates,
        missed=tuple(_missed(document, statement) for document, comparison in compared for statement in comparison.missed),
        extra=tuple(_extra(document, row) for document, comparison in compared for row in comparison.extra),
    )


def compare(gold: GoldDocument, rows: Sequence[Row]) -> Comparison:
    """Set one document's rows beside its gold statements."""
    contracts = _match_contracts(gold, rows)
    wanted = {_key(statement): statement for statement in gold.statements}
    hits: dict[Key, Row] = {}
    extra: dict[Key, Row] = {}
    pairs: set[frozenset[str]] = set()
    for row in rows:
        readings = _readings(gold, contracts, row)
        pairs |= {frozenset((subject, object_)) for subject, _, object_ in readings}
        right = sorted(readings & wanted.keys())
        if right:
            hits.setdefault(right[0], row)
        else:
            extra.setdefault(min(readings), row)
    gold_pairs = {frozenset((statement.subject, statement.object)) for statement in gold.statements}
    return Comparison(
        hits=tuple((statement, hits[key]) for key, statement in wanted.items() if key in hits),
        extra=tuple(extra.values()),
        missed=tuple(statement for key, statement in wanted.items() if key not in hits),
        pairs=Tally(len(pairs & gold_pairs), len(pairs), len(gold_pairs)),
        misplaced=sum(gold.text is not None and not _stands(gold.text, row) for row in rows),
    )


def _key(statement: GoldStatement) -> Key:
    return statement.subject, statement.predicate, statement.object


def _readings(gold: GoldDocument, contracts: Mapping[str, str], row: Row) -> set[Key]:
    """Every way to read the row in the gold's own entities; a name may be borne by two of them."""
    subjects, objects = _meant(gold, contracts, row.subject), _meant(gold, contracts, row.object)
    keys = {(subject, row.predicate, object_) for subject in subjects for object_ in objects}
    if row.predicate in SYMMETRIC:
        keys |= {(object_, predicate, subject) for subject, predicate, object_ in keys}
    return keys


def _meant(gold: GoldDocument, contracts: Mapping[str, str], node: Node) -> frozenset[str]:
    """The gold entities that a node may stand for, or a stand-in that equals none of them."""
    if node.id in contracts:
        return frozenset({contracts[node.id]})
    stranger = node.id if node.type == "Contract" else normal(node.label)
    return gold.named(node.label) or frozenset({f"?{stranger}"})


def _match_contracts(gold: GoldDocument, rows: Iterable[Row]) -> dict[str, str]:
    """Which claimed contract is which gold contract: those that agree in most parties first, one to one."""
    claimed = _parties((row.subject.id, row.predicate, _party(gold, row.object)) for row in rows)
    wanted = _parties((s.subject, s.predicate, frozenset({s.object})) for s in gold.statements)
    candidates = [(-_agreement(has, wants), mine, theirs) for mine, has in claimed.items() for theirs, wants in wanted.items()]
    matched: dict[str, str] = {}
    for agreement, mine, theirs in sorted(candidates):
        if agreement and mine not in matched and theirs not in matched.values():
            matched[mine] = theirs
    return matched


def _party(gold: GoldDocument, node: Node) -> frozenset[str]:
    return gold.named(node.label) or frozenset({f"?{normal(node.label)}"})


def _parties(lines: Iterable[tuple[str, str, frozenset[str]]]) -> Parties:
    found: dict[str, dict[str, frozenset[str]]] = {}
    for contract, predicate, entities in lines:
        if predicate in PARTIES:
            parties = found.setdefault(contract, dict.fromkeys(PARTIES, frozenset()))
            parties[predicate] |= entities
    return found


def _agreement(one: Mapping[str, frozenset[str]], other: Mapping[str, frozenset[str]]) -> int:
    """How many parties two contracts share; none where they name different ones for the same part."""
    if any(one[part] and other[part] and not one[part] & other[part] for part in PARTIES):
        return 0
    return sum(len(one[part] & other[part]) for part in PARTIES)


def _stands(text: str, row: Row) -> bool:
    return text[row.start : row.end].split() == row.sentence.split()


def _by_predicate(compared: Iterable[tuple[GoldDocument, Comparison]]) -> dict[str, Tally]:
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for document, comparison in compared:
        right.update(statement.predicate for statement, _ in comparison.hits)
        wrong.update(row.predicate for row in comparison.extra)
        wanted.update(statement.predicate for statement in document.statements)
    return {name: Tally(right[name], right[name] + wrong[name], wanted[name]) for name in sorted(wrong.keys() | wanted.keys())}


def _types_right(gold: GoldDocument, comparison: Comparison) -> Iterable[bool]:
    for statement, row in comparison.hits:
        if statement.predicate not in SYMMETRIC:
            yield row.subject.type == gold.types[statement.subject]
            yield row.object.type == gold.types[statement.object]


def _by_qualifier(compared: Iterable[tuple[GoldDocument, Comparison]]) -> dict[str, Share]:
    judged: dict[str, list[bool]] = defaultdict(list)
    for document, comparison in compared:
        for statement, row in comparison.hits:
            for name, right in _qualifiers_right(document, statement, row):
                judged[name].append(right)
    return {name: _share(judged[name]) for name in sorted(judged)}


def _qualifiers_right(gold: GoldDocument, statement: GoldStatement, row: Row) -> Iterable[tuple[str, bool]]:
    """The qualifiers that can be judged on this pair. Those that are mostly absent count only where one of the two has them."""
    yield "polarity", row.polarity == statement.polarity
    yield "modality", row.modality == statement.modality
    yield "attributedTo", _speaker_right(gold, statement, row)
    if statement.predicate == "affiliatedWith":
        yield "role", _roles_agree(row.role, statement.role)
    for name in ("date", "amount", "currency", "count"):
        mine, theirs = getattr(row, name), getattr(statement, name)
        if mine is not None or theirs is not None:
            yield name, mine == theirs


def _speaker_right(gold: GoldDocument, statement: GoldStatement, row: Row) -> bool:
    if statement.attributed_to is None or row.attributed_to is None:
        return statement.attributed_to is None and row.attributed_to is None
    return statement.attributed_to in gold.named(row.attributed_to.label)


def _roles_agree(one: str | None, other: str | None) -> bool:
    """Titles agree when they share a word: "Commissioner" is near enough to "Met Commissioner"."""
    if not one or not other:
        return not one and not other
    return not set(normal(one).split()).isdisjoint(normal(other).split())


def _share(judged: Iterable[bool]) -> Share:
    verdicts = list(judged)
    return Share(sum(verdicts), len(verdicts))


def _missed(gold: GoldDocument, statement: GoldStatement) -> Loss:
    return Loss(gold.name, gold.labels[statement.subject], statement.predicate, gold.labels[statement.object], statement.evidence)


def _extra(gold: GoldDocument, row: Row) -> Loss:
    return Loss(gold.name, row.subject.label, row.predicate, row.object.label, row.sentence)
