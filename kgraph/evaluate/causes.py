"""Why gold statements were missed: the first stage at which each got lost.

After the error analysis of KnowledgeNet (Mesquita et al. 2019): an end that was never found, or found as something else; a sentence that
only refers to it; then no wording, another property, or the other direction.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath

from kgraph.evaluate.extraction import rows
from kgraph.evaluate.gold import GoldDocument, GoldStatement
from kgraph.evaluate.score import compare
from kgraph.model import Document, Mention, Row, Statement

Extracted = tuple[Document, Sequence[Mention], Sequence[Statement]]

CAUSES = {
    "entity": "an end was not found anywhere in the document",
    "class": "an end was found, but as another kind of thing",
    "reference": "the sentence refers to an end in a way that was not understood",
    "contract": "no contract was seen, or not with these parties",
    "direction": "the statement was made the other way round",
    "property": "another property was stated of the two",
    "wording": "both ends were known, and nothing was stated of them",
}
"""Causes in the order in which they are looked for."""

Table = Mapping[str, Counter[str]]


def causes(gold: Iterable[GoldDocument], extracted: Iterable[Extracted]) -> Table:
    """For each property, how many of its missed statements have which cause."""
    found = {PurePath(document.source.path).stem: (document, mentions, statements) for document, mentions, statements in extracted}
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for document in gold:
        if document.name in found:
            for statement, cause in _of_document(document, found[document.name]):
                table[statement.predicate][cause] += 1
    return table


def lines(table: Table) -> Iterator[str]:
    """The table as text: a line a property, the causes of most losses first."""
    total: Counter[str] = sum(table.values(), Counter())
    order = sorted(CAUSES, key=lambda cause: -total[cause])
    yield f"{'lost because of':16s}" + "".join(f"{cause:>10s}" for cause in order) + "       all"
    for name, counts in [*sorted(table.items(), key=lambda item: -sum(item[1].values())), ("all", total)]:
        yield f"{name:16s}" + "".join(f"{counts[cause] or '':>10}" for cause in order) + f"{sum(counts.values()):>10}"


def _of_document(gold: GoldDocument, extracted: Extracted) -> Iterator[tuple[GoldStatement, str]]:
    document, mentions, statements = extracted
    found = rows(document, statements)
    places: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        for entity in gold.named(mention.root.text):
            places[entity].append(mention)
    joined = _joined(gold, found)
    for statement in compare(gold, found).missed:
        yield statement, _cause(gold, document, statement, places, joined)


def _cause(
    gold: GoldDocument,
    document: Document,
    statement: GoldStatement,
    places: Mapping[str, Sequence[Mention]],
    joined: Mapping[tuple[str, str], set[str]],
) -> str:
    ends = statement.subject, statement.object
    named = [end for end in ends if gold.types[end] != "Contract"]
    if any(not places.get(end) for end in named):
        return "entity"
    if any(gold.types[end] not in {mention.root.type for mention in places[end]} for end in named):
        return "class"
    if len(named) < len(ends):
        return "contract"
    start = document.text.find(statement.evidence)
    end = start + len(statement.evidence)
    if start >= 0 and any(not any(start <= mention.start < end for mention in places[each]) for each in named):
        return "reference"
    if statement.predicate in joined.get((statement.object, statement.subject), ()):
        return "direction"
    return "property" if joined.get((statement.subject, statement.object)) else "wording"


def _joined(gold: GoldDocument, found: Iterable[Row]) -> dict[tuple[str, str], set[str]]:
    """The properties that were stated of each two gold entities."""
    joined: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in found:
        for subject in gold.named(row.subject.label):
            for object_ in gold.named(row.object.label):
                joined[subject, object_].add(row.predicate)
    return joined
