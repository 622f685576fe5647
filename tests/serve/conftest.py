"""A small graph, in which the documents are hostile, and a server of it that runs as a user would start it."""

from __future__ import annotations

import datetime
import http.client
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from kgraph.build import build_documents
from kgraph.graph import STORE, open_store, read_entities, read_rows
from kgraph.model import Document, Evidence, Mention, Qualifiers, Row, Source, Statement

ROOT = Path(__file__).parents[2]

HOSTILE = "</textarea><script>window.hacked=1</script><img src=x onerror=window.hacked=1> {{ 7*7 }}"
EVIL = "Velmark<img src=x onerror=window.hacked=1>"

Line = tuple[str, str, str, str, str, str, dict[str, object]]
"""A sentence with its statement: subject, its class, property, object, its class, qualifiers."""

Read = tuple[Document, list[Mention], list[Statement]]


def document(path: str, lines: list[Line], **about: object) -> Read:
    """A document of these sentences, as it comes from the extraction."""
    id_ = f"{sum(map(ord, path)):064x}"
    text, mentions, statements = "", [], []
    for sentence, subject, kind, predicate, object_, other, qualifiers in lines:
        start = len(text)
        text += sentence + "\n"

        def find(name: str, type: str, sentence: str = sentence, start: int = start) -> Mention:
            at = start + sentence.index(name)
            return Mention(id_, at, at + len(name), name, type)

        ends = find(subject, kind), find(object_, other)
        speaker = find(str(qualifiers["by"]), "Person") if "by" in qualifiers else None
        said = Qualifiers(attributed_to=speaker, **{key: value for key, value in qualifiers.items() if key != "by"})  # type: ignore[arg-type]
        evidence = Evidence(id_, start, start + len(sentence), sentence)
        statements.append(Statement(ends[0], predicate, ends[1], evidence, f"{predicate}/test", 0.875, said))
        mentions += [*ends, *([speaker] if speaker else [])]
    return Document(Source(id_, path, **about), text), mentions, statements  # type: ignore[arg-type]


def story() -> Iterator[Read]:
    yield document(
        "met.md",
        [
            ("Norvane supplies Harrow Police.", "Norvane", "Company", "suppliesTo", "Harrow Police", "PoliceForce", {}),
            (
                "Norvane never supplied Esk Police, said Ada Quill.",
                *("Norvane", "Company", "suppliesTo", "Esk Police", "PoliceForce"),
                {"polarity": "negative", "by": "Ada Quill"},
            ),
            (
                "In 2027 Norvane will supply Esk Police for £1,250.50.",
                *("Norvane", "Company", "suppliesTo", "Esk Police", "PoliceForce"),
                {"modality": "planned", "date": "2027", "amount": 1250.5, "currency": "GBP"},
            ),
            ("Ada Quill criticized Norvane.", "Ada Quill", "Person", "criticizes", "Norvane", "Company", {}),
        ],
        title="Norvane wants more",
        date=datetime.date(2026, 5, 28),
        publisher="The Gazette",
    )
    yield document(
        "hostile.md",
        [(f"{EVIL} supplies Harrow Police {HOSTILE}.", EVIL, "Company", "suppliesTo", "Harrow Police", "PoliceForce", {})],
        title=HOSTILE,
        url="javascript:window.hacked=1",
    )


def build(output: Path, parts: list[Read]) -> Path:
    build_documents([part[0] for part in parts], output, extract=lambda _: parts)
    return output


@pytest.fixture(scope="session", name="build")
def _build() -> Callable[[Path, list[Read]], Path]:
    """`build(folder, documents)` writes their graph."""
    return build


@pytest.fixture(scope="session", name="document")
def _document() -> Callable[..., Read]:
    return document


@pytest.fixture(name="story")
def _story() -> list[Read]:
    """Five statements of two documents."""
    return list(story())


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("served") / "output", list(story()))


@dataclass
class Reply:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def type(self) -> str:
        return self.headers.get_content_type()

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Server:
    """A server in a process of its own."""

    address: str
    process: subprocess.Popen[str]

    def get(self, path: str, accept: str | None = None, method: str = "GET", body: bytes | None = None, **headers: str) -> Reply:
        """One request. A header's name is written with _ for -."""
        parts = urlsplit(self.address)
        connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=60)
        given = {name.replace("_", "-"): value for name, value in headers.items()} | ({"Accept": accept} if accept is not None else {})
        connection.request(method, path, body, given)
        response = connection.getresponse()
        reply = Reply(response.status, response.msg, response.read())
        connection.close()
        return reply

    def ask(self, query: str, accept: str | None = None, **fields: str | list[str]) -> Reply:
        return self.get(f"/sparql?{urlencode({'query': query, **fields}, doseq=True)}", accept)

    def post(self, body: str | bytes, type: str, path: str = "/sparql", **headers: str) -> Reply:
        data = body.encode() if isinstance(body, str) else body
        return self.get(path, method="POST", body=data, Content_Type=type, **headers)

    def processes(self) -> set[int]:
        """Those that the server started, and those that these did."""
        parents = {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                name, _, rest = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")
            except OSError:
                continue
            state, parent = rest.split()[:2]
            if state != "Z":
                parents[int(name.split()[0])] = int(parent)
        found = {self.process.pid}
        while more := {pid for pid, parent in parents.items() if parent in found} - found:
            found |= more
        return found - {self.process.pid}

    def stop(self, how: signal.Signals = signal.SIGINT) -> tuple[int, str]:
        """Exit code, and what was said."""
        self.process.send_signal(how)
        _, said = self.process.communicate(timeout=60)
        return self.process.returncode, said


Start = Callable[..., Server]


@pytest.fixture(scope="session")
def start() -> Iterator[Start]:
    """`start(output, "--timeout", "1")` → a server that listens."""
    started = []

    def run(output: Path, *options: str) -> Server:
        command = [sys.executable, "-m", "kgraph.cli", "serve", "-o", str(output), "--port", "0", *options]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        started.append(process)
        line = process.stdout.readline()  # type: ignore[union-attr]
        found = re.search(r"(http://\S+)/ ", line)
        assert found, line + process.communicate()[1]
        return Server(found.group(1), process)

    yield run
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture(scope="session")
def iri(output: Path) -> Callable[[str], str]:
    """`iri("Norvane")` → where its page is."""
    with open_store(output / STORE) as store:
        entities = {entity.label: entity.id for entity in read_entities(store)}
    return lambda label: entities[label]


@pytest.fixture(scope="session")
def statements(output: Path) -> list[Row]:
    with open_store(output / STORE) as store:
        return read_rows(store)


@pytest.fixture(scope="session")
def server(start: Start, output: Path) -> Server:
    return start(output)
