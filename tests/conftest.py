"""What many tests share: one loaded pipeline, readers that know a few invented actors, a browser, and what looks for barriers in a page."""

from __future__ import annotations

import datetime
import importlib
import os
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from kgraph.language import Reader, Reading
from kgraph.model import Document, Source
from kgraph.ontology import load_technologies
from kgraph.seeds import load_seeds

# In a shell's background, programs are born deaf to Ctrl-C, and so would be those that the tests start and stop with it.
signal.signal(signal.SIGINT, signal.default_int_handler)
# No test may fail because the machine is slow.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FTM = Path(__file__).parents[1] / "build" / "ftm"
AXE = Path(__file__).parents[1] / "build" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def reader() -> Reader:
    """A reader with the seeds and technologies that travel with the program."""
    return Reader(load_seeds(), load_technologies())


@pytest.fixture(scope="session")
def read(reader: Reader) -> Callable[..., Reading]:
    """`read(text, date="2026-05-28")` → its Reading."""

    def one(text: str, date: str = "2026-05-28") -> Reading:
        source = Source("test", "test.md", "Test", datetime.date.fromisoformat(date))
        return next(iter(reader.read([Document(source, text)])))

    return one


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        if os.environ.get("KGRAPH_REQUIRE_BROWSER") == "1":
            pytest.fail("Chromium is not installed, and KGRAPH_REQUIRE_BROWSER=1 asks for it")
        pytest.skip("Chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def ftm() -> Any:
    """The library of FollowTheMoney; .ci/run puts it where tests/views/ftm/requirements.txt pins it."""
    if not FTM.is_dir():
        if os.environ.get("KGRAPH_REQUIRE_FTM") == "1":
            pytest.fail("followthemoney is not installed: see .ci/run")
        pytest.skip("followthemoney is not installed: see .ci/run")
    sys.path.append(str(FTM))
    return importlib.import_module("followthemoney")


@pytest.fixture(scope="session")
def axe() -> Callable[[Any], list[str]]:
    """Rule and place of each violation that axe-core finds; .ci/run installs it from npm as tests/views/axe/package-lock.json pins it."""
    if not AXE.is_file():
        if os.environ.get("KGRAPH_REQUIRE_BROWSER") == "1":
            pytest.fail("axe-core is not installed: see .ci/run")
        pytest.skip("axe-core is not installed: see .ci/run")
    script = AXE.read_text(encoding="utf-8")

    def violations(page: Any) -> list[str]:
        """Run by the browser's own tools, which the page's policy does not bind."""
        page.evaluate(script)
        found = page.evaluate("tags => axe.run(document, { runOnly: tags })", TAGS)["violations"]
        return [f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]]

    return violations


@dataclass
class Visits:
    """A server on this machine that notices whoever comes."""

    address: str
    paths: list[str] = field(default_factory=list)


@pytest.fixture
def visits() -> Iterator[Visits]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.paths.append(self.path)
            self.send_error(404)

        do_POST = do_GET

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as listening:
        found = Visits(f"http://127.0.0.1:{listening.server_port}/graph")
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield found
        listening.shutdown()
        thread.join()
