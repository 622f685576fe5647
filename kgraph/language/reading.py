"""A document as read: its parse, its mentions with what they refer to, and who speaks where."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np
from spacy.tokens import Doc, Span, Token

from kgraph.language.features import tokens
from kgraph.language.gazetteer import Gazetteer
from kgraph.language.kinds import Kinds, load_kinds
from kgraph.language.linking import linked, retyped
from kgraph.language.mentions import Name, find_mentions
from kgraph.language.offices import open_offices
from kgraph.language.pipeline import load_pipeline
from kgraph.language.references import resolve_references
from kgraph.language.review import reviewed, trimmed
from kgraph.language.salience import Reference
from kgraph.learned import Network, View, class_shares, in_one_thread, tag_scores, tagged
from kgraph.learned.network import Vectors
from kgraph.learned.tokens import Marked
from kgraph.model import Document, Mention
from kgraph.ontology import Technology
from kgraph.seeds import Seed

# Larger batches cost memory (1.9 GiB at 256 documents) and gain no speed.
_BATCH = 4
_BY_RULE = 0.7  # how often a reference means what a rule says, about
_AHEAD = 3  # documents that the network looks at while others are parsed


@dataclass(frozen=True)
class Reading:
    """What later stages need of a document.

    `mentions` are in the order of the text; `at` maps a token's index to its mention, `spans` a mention to its tokens. `country`
    (ISO 3166-1 alpha-2) is where most of the known names come from: it tells whose dollars are meant. `view` is what the network
    sees, None where rules read alone, and `deals` the words that it takes for contracts. `sure`: how likely it finds it, 0 to 1, that
    a mention is one, is of its class and means what it is taken to mean; what is not there is certain.
    """

    document: Document
    doc: Doc
    mentions: tuple[Mention, ...]
    at: dict[int, Mention]
    spans: dict[Mention, tuple[int, int]]
    country: str | None = None
    view: View | None = None
    deals: tuple[Marked, ...] = ()
    sure: Mapping[Mention, float] = field(default_factory=dict)

    def mention_of(self, token: Token) -> Mention | None:
        """The mention that the token is part of."""
        return self.at.get(token.i)

    def span_of(self, mention: Mention) -> Span:
        start, end = self.spans[mention]
        return self.doc[start:end]


class Reader:
    """Reads documents with one pipeline, one gazetteer and one set of cues."""

    def __init__(
        self,
        seeds: Sequence[Seed],
        technologies: Sequence[Technology],
        model: str | None = None,
        kinds: Kinds | None = None,
        network: Network | None = None,
    ) -> None:
        self.pipeline = load_pipeline(model)
        self.kinds = kinds or load_kinds()
        self.gazetteer = Gazetteer(self.pipeline, seeds, technologies, self.kinds.technology_generic)
        self.network = network
        self._genders = {seed.id: seed.gender for seed in seeds if seed.gender}

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """A Reading for each document, in the order given."""
        pairs = ((document.text, document) for document in documents)
        parsed = self.pipeline.pipe(pairs, as_tuples=True, batch_size=_BATCH)
        if self.network is None:
            yield from (self._by_rule(document, doc) for doc, document in parsed)
        else:
            yield from self._with_network(parsed, self.network)

    def _by_rule(self, document: Document, doc: Doc) -> Reading:
        names = find_mentions(doc, self.gazetteer, self.kinds)
        return self._assembled(document, doc, names, resolve_references(doc, names, self.kinds, self._genders))

    def _with_network(self, parsed: Iterable[tuple[Doc, Document]], network: Network) -> Iterator[Reading]:
        """The network, which leaves Python alone meanwhile, looks at the documents of a batch while the next batch is parsed."""
        with ThreadPoolExecutor(1) as looking:
            ahead: deque[tuple[Document, Doc, list[Name], Future[View]]] = deque()
            for doc, document in parsed:
                names = find_mentions(doc, self.gazetteer, self.kinds)
                ahead.append((document, doc, names, looking.submit(network.view, tokens(doc, names))))
                if len(ahead) > _AHEAD:
                    yield self._reviewed(*ahead.popleft(), network)
            while ahead:
                yield self._reviewed(*ahead.popleft(), network)

    def _reviewed(self, document: Document, doc: Doc, names: list[Name], looked: Future[View], network: Network) -> Reading:
        """The reading in which the network has its say on names and references."""
        view = looked.result()
        if not len(doc):
            return self._assembled(document, doc, names, [])
        with in_one_thread():
            return self._judged(document, doc, names, view, network)

    def _judged(self, document: Document, doc: Doc, names: Sequence[Name], view: View, network: Network) -> Reading:
        scores = tag_scores(network, view)
        tags = trimmed(doc, tagged(network, scores), self.kinds)
        names = reviewed(doc, names, tags, np.exp(scores[:, 0]).tolist(), self.kinds)
        by_rule = resolve_references(doc, names, self.kinds, self._genders)
        references = linked(doc, network, view, names, tags, by_rule, self.kinds)
        names, references = retyped(names, references, partial(class_shares, scores), network.classes)
        reading = self._assembled(document, doc, names, references)
        deals = tuple(Marked(tag.start, tag.end, tag.type) for tag in tags if tag.type == "Contract")
        return replace(reading, view=view, deals=deals, sure=_sureness(reading, references, scores, network.classes))

    def _assembled(self, document: Document, doc: Doc, names: Sequence[Name], references: Sequence[Reference]) -> Reading:
        taken = (index for reference in references for index in range(reference.start, reference.end))
        offices = open_offices(doc, names, taken, self.kinds)
        return _assemble(document, doc, [*names, *offices], references, self.gazetteer.country(name.seed for name in names))


def _assemble(document: Document, doc: Doc, names: Sequence[Name], references: Sequence[Reference], country: str | None) -> Reading:
    """Mentions whose chains end at the fullest form of the name that the document gives."""
    often = Counter((name.key, doc[name.start : name.end].text.lower()) for name in names)
    fullest: dict[str, Name] = {}
    for name in names:
        best = fullest.get(name.key)
        if best is None or _fullness(doc, name, often) > _fullness(doc, best, often):
            fullest[name.key] = name
    roots = {key: _mention(document, doc, name, None) for key, name in fullest.items()}
    made: list[tuple[Mention, int, int]] = []
    for name in names:
        root = roots[name.key]
        mention = root if name is fullest[name.key] else _mention(document, doc, name, root)
        made.append((mention, name.start, name.end))
    for reference in references:
        root = roots[reference.name.key]
        stand_in = Name(reference.start, reference.end, root.type, root.seed)
        made.append((_mention(document, doc, stand_in, root), reference.start, reference.end))
    made.sort(key=lambda row: (row[1], -row[2]))  # what stands within a mention comes after it
    at = {index: mention for mention, start, end in made for index in range(start, end)}
    spans = {mention: (start, end) for mention, start, end in made}
    return Reading(document, doc, tuple(mention for mention, _, _ in made), at, spans, country)


def _sureness(reading: Reading, references: Sequence[Reference], scores: Vectors, classes: Sequence[str]) -> dict[Mention, float]:
    """What `Reading.sure` has, from the scores of all tags."""
    linked = {(reference.start, reference.end): reference.probability for reference in references}
    mentioned = 1 - np.exp(scores[:, 0])
    found = {}
    for mention, (start, end) in reading.spans.items():
        if mention.seed is None or (start, end) in linked:
            of_class = float(class_shares(scores, start, end)[classes.index(mention.root.type)])
            meant = linked.get((start, end), 1.0)
            found[mention] = float(mentioned[start:end].min()) * of_class * (_BY_RULE if meant is None else meant)
    return found


def _fullness(doc: Doc, name: Name, often: Counter[tuple[str, str]]) -> tuple[bool, int, int]:
    """Names in mixed case beat acronyms and capitals, then long ones short ones; a technology goes by its commonest form."""
    text = doc[name.start : name.end].text
    if name.type == "Technology":
        return (True, often[name.key, text.lower()], -name.start)
    return (not text.isupper(), name.end - name.start, -name.start)


def _mention(document: Document, doc: Doc, name: Name, root: Mention | None) -> Mention:
    span = doc[name.start : name.end]
    # The full stop of "Vellumic Ltd." at the end of a sentence is the sentence's.
    final = span.text.endswith(".") and span[-1] == span.sent[-1]
    end = span.end_char - final
    return Mention(document.source.id, span.start_char, end, document.text[span.start_char : end], name.type, name.seed, root)
