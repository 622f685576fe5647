"""A small graph of real stakeholders, made of records as the earlier stages would hand them on."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from pyoxigraph import Quad, Store

from kgraph import ids
from kgraph.graph import document_quads, entity_quads, ontology_quads, open_store, write_store
from kgraph.model import Document, Entity, Evidence, Mention, Qualifiers, Source, Statement


@dataclass
class Story:
    """Records under construction: `say` adds a sentence to a document and what it states."""

    entities: dict[str, Entity] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    statements: dict[str, list[Statement]] = field(default_factory=dict)

    def entity(self, key: str, type: str, label: str, *names: str, id: str | None = None, same: tuple[str, ...] = ()) -> Entity:
        self.entities[key] = Entity(id or ids.ENTITY + ids.slug(key), label, type, names, same)
        return self.entities[key]

    def document(self, path: str, **about: object) -> str:
        identifier = ids.content_hash(path.encode())
        self.sources[identifier] = Source(identifier, path, **about)  # type: ignore[arg-type]
        self.texts[identifier] = ""
        self.statements[identifier] = []
        return identifier

    def say(self, document: str, sentence: str, *facts: tuple[str, str, str] | tuple[str, str, str, Qualifiers]) -> None:
        start = len(self.texts[document])
        evidence = Evidence(document, start, start + len(sentence), sentence)
        for subject, predicate, object_, *rest in facts:
            self.statements[document].append(
                Statement(
                    self.mention(document, start, subject),
                    predicate,
                    self.mention(document, start, object_),
                    evidence,
                    f"{predicate}.test",
                    0.875,
                    rest[0] if rest else Qualifiers(),  # type: ignore[arg-type]
                )
            )
        self.texts[document] += sentence + "\n"

    def mention(self, document: str, start: int, key: str) -> Mention:
        """Stands for the entity `key`; the text is the key, so that `entity_of` can look it up."""
        return Mention(document, start, start + 1, key, self.entities[key].type)

    def entity_of(self, mention: Mention) -> Entity:
        assert mention.antecedent is None
        return self.entities[mention.text]

    def records(self, document: str) -> tuple[Document, list[Statement]]:
        return Document(self.sources[document], self.texts[document]), self.statements[document]

    def document_quads(self, document: str) -> list[Quad]:
        return document_quads(*self.records(document), self.entity_of)

    def quads(self) -> list[Quad]:
        return [
            *ontology_quads(),
            *entity_quads(self.entities.values()),
            *(quad for document in self.sources for quad in self.document_quads(document)),
        ]

    def by(self, speaker: str, document: str, **qualifiers: object) -> Qualifiers:
        return replace(Qualifiers(**qualifiers), attributed_to=self.mention(document, 0, speaker))  # type: ignore[arg-type]


def tell() -> Story:
    """Two documents on the Met, Palantir and facial recognition."""
    story = Story()
    story.entity(
        "met", "PoliceForce", "Metropolitan Police Service", "Metropolitan Police", "the Met", id=ids.ACTOR + "metropolitan-police-service"
    )
    story.entity("kent", "PoliceForce", "Kent Police")
    story.entity("palantir", "Company", "Palantir", same=("http://www.wikidata.org/entity/Q2047336",))
    story.entity("nec", "Company", "NEC")
    story.entity("khan", "Person", "Sadiq Khan", "Khan")
    story.entity("rowley", "Person", "Mark Rowley")
    story.entity("bbw", "CivilSocietyOrganization", "Big Brother Watch")
    story.entity("court", "Court", "High Court")
    story.entity("thompson", "Person", "Shaun Thompson")
    story.entity("ico", "OversightBody", "Information Commissioner's Office", "ICO")
    story.entity("london", "Place", "London")
    story.entity("lfr", "Technology", "live facial recognition", "LFR", id=ids.TECHNOLOGY + "live-facial-recognition")
    story.entity("drones", "Technology", "drones", id=ids.TECHNOLOGY + "drones")
    story.entity("neoface", "Product", "NeoFace Watch")
    story.entity("deal", "Contract", "contract: Metropolitan Police Service, Palantir", id=ids.CONTRACT + "1")
    story.entity("small", "Contract", "contract: Kent Police, NEC", id=ids.CONTRACT + "2")

    one = story.document(
        "met.md", title="Met chief wants more drones", date=datetime.date(2026, 5, 28), publisher="The Paper", url="https://example.org/met"
    )
    story.say(
        one, "The Met has been flying nine drones since last October.", ("met", "uses", "drones", Qualifiers(date="2025-10", count=9))
    )
    story.say(one, "The Met already uses live facial recognition.", ("met", "uses", "lfr"))
    money = Qualifiers(amount=50_000_000, amount_text="£50m", currency="GBP", status="blocked", date="2026-05")
    story.say(
        one,
        "A £50m contract between the Met and Palantir was stopped by Sadiq Khan.",
        ("deal", "buyer", "met", money),
        ("deal", "supplier", "palantir", money),
        ("khan", "blocks", "deal", Qualifiers(date="2026-05")),
        ("palantir", "suppliesTo", "met", Qualifiers(modality="planned")),
    )
    story.say(one, "Big Brother Watch condemned the Met.", ("bbw", "criticizes", "met"), ("bbw", "criticizes", "lfr"))
    story.say(one, "In April the High Court found for the Met.", ("court", "rulesInFavorOf", "met", Qualifiers(date="2026-04")))
    story.say(one, "Rowley, the Metropolitan Police Commissioner.", ("rowley", "affiliatedWith", "met", Qualifiers(role="Commissioner")))

    two = story.document("kent.md")
    story.say(two, "Kent Police will use live facial recognition.", ("kent", "uses", "lfr", Qualifiers(modality="planned")))
    story.say(two, "NEC denied that it supplies Kent Police.", ("nec", "suppliesTo", "kent", story.by("nec", two, polarity="negative")))
    story.say(two, "The Met uses live facial recognition, said Rowley.", ("met", "uses", "lfr", story.by("rowley", two)))
    story.say(two, "NEC makes NeoFace Watch.", ("nec", "provides", "neoface"))
    price = Qualifiers(amount=1200.5, amount_text="£1,200.50", currency="GBP", status="awarded", date="2024")
    story.say(
        two,
        "Kent Police awarded NEC a £1,200.50 contract for NeoFace Watch.",
        ("small", "buyer", "kent", price),
        ("small", "supplier", "nec", price),
        ("small", "concerns", "neoface", price),
        ("nec", "suppliesTo", "kent"),
    )
    story.say(two, "The Met works with Kent Police.", ("met", "partnersWith", "kent"))
    story.say(
        two, "The ICO, which oversees the Met, is reviewing NeoFace Watch.", ("ico", "oversees", "met"), ("ico", "investigates", "neoface")
    )
    story.say(
        two, "Shaun Thompson sued the Met, which is based in London.", ("thompson", "challenges", "met"), ("met", "locatedIn", "london")
    )
    return story


@pytest.fixture
def story() -> Story:
    return tell()


@pytest.fixture(scope="session")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("graph") / "store"
    write_store(folder, tell().quads())
    return folder


@pytest.fixture
def store(stored: Path) -> Iterator[Store]:
    with open_store(stored) as opened:
        yield opened
