"""Rows as short as they can be said, and the page of some in a real browser."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kgraph import ids
from kgraph.model import Entity, Node, Row, Source
from kgraph.views.page import write_page

TYPES = {
    "Palantir": "Company",
    "NEC": "Company",
    "Met": "PoliceForce",
    "Mayor": "Person",
    "Liberty": "CivilSocietyOrganization",
    "Court": "Court",
    "deal": "Contract",
    "London": "Place",
    "drones": "Technology",
}

Say = Callable[..., Row]
Story = tuple[list[Row], list[Entity]]
Alter = Callable[[str], str]


@pytest.fixture
def say() -> Say:
    """`say("Palantir", "suppliesTo", "Met", start=5, …)` is a row of deal.txt, with any of its fields as given; names are also slugs."""

    def node(name: str) -> Node:
        return Node(ids.ENTITY + ids.slug(name), name, TYPES.get(name, "Company"))

    def row(subject: str, predicate: str, object: str, *, document: str = "deal.txt", speaker: str | None = None, **fields: object) -> Row:
        sentence = f"{subject} {predicate} {object}."
        plain = Row(
            id=ids.STATEMENT + ids.digest(subject, predicate, object, document, *sorted(fields.items())),
            source=Source(ids.content_hash(document.encode()), document),
            subject=node(subject),
            predicate=predicate,
            object=node(object),
            sentence=sentence,
            start=0,
            end=len(sentence),
            polarity="positive",
            modality="actual",
            attributed_to=node(speaker) if speaker else None,
            date=None,
            amount=None,
            currency=None,
            count=None,
            role=None,
            status=None,
            confidence=0.9,
            frame="test",
        )
        return replace(plain, **fields)  # type: ignore[arg-type]

    return row


@pytest.fixture
def story(say: Say) -> tuple[list[Row], list[Entity]]:
    """Eight statements of two documents on six things, in which everything occurs that the page can show."""
    gazette = Source("a" * 64, "met.md", "Met wants drones", datetime.date(2026, 5, 28), "The Gazette", "https://gazette.example/met")
    stopped = {"date": "2026-05", "amount": 5e7, "amount_text": "£50m", "currency": "GBP", "status": "blocked", "subject_name": "Khan"}
    wanted = {"sentence": "The Met wanted a contract with Palantir.", "modality": "planned", "source": gazette}
    rows = [
        say("Mayor", "blocks", "deal", sentence="Khan has stopped the £50m contract.", source=gazette, **stopped),
        say("deal", "buyer", "Met", **wanted),
        say("deal", "supplier", "Palantir", **wanted),
        say("Palantir", "suppliesTo", "Met", speaker="Liberty", sentence="Palantir works for the Met, Liberty says.", source=gazette),
        say("Palantir", "suppliesTo", "Met", polarity="negative", sentence="Palantir has never worked for the Met."),
        say("Met", "uses", "drones", count=9.0, sentence="The Met flies nine drones.", source=gazette),
        say("Liberty", "criticizes", "drones", sentence="Liberty condemned drones."),
        say("Liberty", "challenges", "Met", modality="possible", sentence="Liberty may sue the Met.", source=gazette),
    ]
    known = sorted({node.id: node for row in rows for node in (row.subject, row.object)}.values(), key=lambda node: node.id)
    others = {"Met": ("Metropolitan Police Service", "the Met"), "Mayor": ("Sadiq Khan",)}
    elsewhere = {"Met": ("https://www.wikidata.org/entity/Q1137544",)}
    entities = [Entity(each.id, each.label, each.type, others.get(each.label, ()), elsewhere.get(each.label, ())) for each in known]
    return rows, entities


# Formulas, markup, separators of every format, line breaks of every kind, controls, and what turns or joins letters.
PIECES = [
    *("=", "+", "-", "@", "|", ";", ",", "'", '"', "\\", "&", "<", ">", "%", "#", "a", "Ω", "é", "e\u0301", "🚔", " ", "  "),
    *("=HYPERLINK(\"http://evil\",\"x\")", "]]>", "<!--", "<script>alert(1)</script>", "&amp;", "&#0;", "{{7*7}}", "../../etc", "NULL"),
    *("\t", "\n", "\r", "\r\n", "\x85", "\u2028", "\x00", "\x0b", "\x1f", "\x7f", "\u202e", "\u200b", "\ufeff", "\ufffe", "\uffff"),
]


@pytest.fixture
def hostile(say: Say) -> Callable[[int], Story]:
    """`hostile(seed)` → up to six statements and four entities of which every text is put together from PIECES."""

    def story(seed: int) -> Story:
        chance = random.Random(seed)

        def text() -> str:
            return "".join(chance.choices(PIECES, k=chance.randint(1, 8)))

        entities = [Entity(f"{ids.ENTITY}{number}", text(), chance.choice(sorted(TYPES.values())), (text(), text())) for number in range(4)]
        nodes = [Node(entity.id, entity.label, entity.type) for entity in entities]
        rows = []
        for number in range(chance.randint(1, 6)):
            day, address = datetime.date(2026, 1, 1), f"https://a.example/{text()}"
            source = Source(ids.content_hash(b"%d" % number), text(), text(), day, text(), address)
            date = chance.choice(["2026", "2026-05", None])
            told = {"amount": 5e7, "amount_text": text(), "currency": "GBP", "role": text(), "date": date}
            ends = {"subject": chance.choice(nodes), "object": chance.choice(nodes), "attributed_to": chance.choice(nodes)}
            names = {"subject_name": text(), "object_name": text(), "sentence": text(), "frame": text()}
            held = {"polarity": chance.choice(["positive", "negative"]), "modality": chance.choice(["actual", "planned"])}
            plain = say("Met", chance.choice(["uses", "supplier", "funds", "affiliatedWith"]), "NEC", start=number)
            rows.append(replace(plain, source=source, **told, **ends, **names, **held))  # type: ignore[arg-type]
        return rows, entities

    return story


_TRIES, _PAUSE = 300, 100  # milliseconds


@pytest.fixture
def until() -> Callable[[Any, str], None]:
    """`until(page, expression)` waits for what it says to be true.

    Playwright's own way of waiting evaluates text within the page, which the page's policy forbids.
    """

    def wait(page: Any, expression: str) -> None:
        for _ in range(_TRIES):
            if page.evaluate(expression):
                return
            page.wait_for_timeout(_PAUSE)
        pytest.fail(f"never true: {expression}")

    return wait


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """`open_page(rows, entities)` → the page, opened from disk; it must ask for nothing else and complain of nothing.

    `alter` changes the file's text first.
    """
    opened = []
    complaints: list[str] = []
    requests: list[str] = []

    def start(rows: list[Row], entities: list[Entity], fragment: str = "", alter: Alter | None = None, **context: Any) -> Any:
        path = tmp_path / "graph.html"
        write_page(rows, entities, path)
        if alter:
            path.write_text(alter(path.read_text(encoding="utf-8")), encoding="utf-8")
        page = browser.new_page(**{"viewport": {"width": 1280, "height": 800}, **context})
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        page.goto(path.as_uri() + fragment)
        opened.append(page)
        return page

    yield start
    for page in opened:
        assert page.evaluate("window.hacked") is None
        page.close()
    assert complaints == []
    asked = [url.split("#")[0] for url in requests if not url.startswith(("data:", "blob:"))]
    assert asked == [(tmp_path / "graph.html").as_uri()] * len(opened)


@pytest.fixture
def page(open_page: Callable[..., Any], story: Story) -> Any:
    return open_page(*story)
