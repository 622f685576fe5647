"""What the page costs beside a plain pyvis page of the same graph, and how its layout compares with networkx's spring layout.

    python benchmarks/page.py [NODES…]        default: 200 1000 5000

For each size: seconds to lay out and write each page, file size, and seconds from opening it in Chromium until a first click is answered;
for pyvis, whose physics runs in the browser, until the network has come to rest, so that one could aim at something. The ratio includes
writing; where pyvis has not come to rest within `PATIENCE` seconds, it is a lower bound. Then, for sizes that networkx lays out without
SciPy, labels that cover one another and crossings per edge. Needs Chromium.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import networkx as nx
from playwright.sync_api import Browser, sync_playwright

from kgraph import ids
from kgraph.model import Node, Row, Source
from kgraph.views.layout import positions
from kgraph.views.page import write_page

PATIENCE = 240.0
LABEL = (120, 45)  # pixels across and down
MOST_FOR_SPRING = 400  # networkx asks for SciPy beyond
KINDS = ["PoliceForce", "Company", "Person", "Technology", "Place", "Court", "Contract", "GovernmentBody"]
PROPERTIES = ["uses", "suppliesTo", "criticizes", "affiliatedWith", "deployedIn", "oversees"]


def main(sizes: Sequence[int]) -> None:
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        print(f"{'nodes':>6} {'page':>8} {'write s':>8} {'click s':>8} {'MB':>6} {'times sooner':>13}")
        for size in sizes:
            compare(browser, graph(size), Path(folder))
        browser.close()
    for size in sizes:
        if size <= MOST_FOR_SPRING:
            judge(size)


def graph(size: int) -> list[Row]:
    """Two statements a node: every newcomer joins a node of some standing, and as many go between any two."""
    choose = random.Random(size)
    nodes = [Node(f"{ids.ENTITY}actor-{number}", f"Actor number {number}", choose.choice(KINDS)) for number in range(size)]
    sources = [Source(ids.content_hash(str(number).encode()), f"{number}.md", f"Document {number}") for number in range(1 + size // 20)]
    rows = []
    for number in range(2 * size):
        one = nodes[number % size]
        other = nodes[int((number % size) * choose.random() ** 1.6)] if number < size else choose.choice(nodes)
        sentence = f"In report number {number} it is said that {one.label} has had to do with {other.label} since the spring of last year."
        rows.append(
            Row(
                id=ids.STATEMENT + ids.digest(str(number)), source=choose.choice(sources), subject=one, predicate=choose.choice(PROPERTIES),
                object=other, sentence=sentence, start=0, end=len(sentence), polarity="positive", modality="actual", attributed_to=None,
                date=None, amount=None, currency=None, count=None, role=None, status=None, confidence=0.8, frame="benchmark",
            )
        )  # fmt: skip
    return rows


def compare(browser: Browser, rows: list[Row], folder: Path) -> None:
    size = len(rows) // 2
    ours = timed(lambda: write_page(rows, [], folder / "ours.html"))
    clicked = first_click(browser, folder / "ours.html", "() => !!window.kgraph", "() => !!document.querySelector('#detail blockquote')")
    report(size, "kgraph", ours, clicked, folder / "ours.html")
    theirs = timed(lambda: write_pyvis(rows, folder / "theirs.html"))
    settled = first_click(browser, folder / "theirs.html", "() => window.atRest")
    bound = "" if settled < PATIENCE else "at least "
    report(size, "pyvis", theirs, settled, folder / "theirs.html", f"{bound}{(theirs + settled) / (ours + clicked):.0f}")


def report(size: int, name: str, write: float, click: float, path: Path, ratio: str = "") -> None:
    print(f"{size:>6} {name:>8} {write:>8.2f} {click:>8.2f} {path.stat().st_size / 1e6:>6.2f} {ratio:>13}", flush=True)


def timed(work: Any) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def write_pyvis(rows: list[Row], path: Path) -> None:
    """A page as pyvis writes it, with a flag for coming to rest; its requests to other hosts go nowhere here."""
    from pyvis.network import Network

    drawn = Network(directed=True, cdn_resources="in_line")
    for node in {node.id: node for row in rows for node in (row.subject, row.object)}.values():
        drawn.add_node(node.id, label=node.label)
    # One by one, pyvis looks through all edges for each.
    drawn.edges = [{"from": row.subject.id, "to": row.object.id, "title": row.sentence, "arrows": "to"} for row in rows]
    text = drawn.generate_html(notebook=False)
    flags = "for (const done of ['stabilizationIterationsDone', 'stabilized']) network.once(done, () => (window.atRest = true));"
    path.write_text(text.replace("return network;", f"{flags} return network;", 1), encoding="utf-8")


def first_click(browser: Browser, path: Path, ready: str, answered: str = "") -> float:
    """Seconds from opening the file until it is ready and, where `answered` says how one sees that, a click on a node is answered."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.route("**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort())
    started = time.perf_counter()
    try:
        page.goto(path.as_uri(), timeout=1000 * PATIENCE)
        page.wait_for_function(ready, timeout=1000 * PATIENCE)
        if answered:
            point = page.evaluate("() => window.kgraph.nodePoint((window.kgraph.labels()[0] || { id: window.kgraph.drawn()[0] }).id)")
            page.mouse.click(point["x"], point["y"])
            page.wait_for_function(answered, timeout=1000 * PATIENCE)
        return time.perf_counter() - started
    except Exception as error:
        if "Timeout" not in str(error):
            raise
        return PATIENCE
    finally:
        page.close()


def judge(size: int) -> None:
    """Our layout and networkx's, stretched to the same area."""
    edges = sorted({(row.subject.id, row.object.id, 1) for row in graph(size)[: int(1.3 * size)] if row.subject.id != row.object.id})
    names = sorted({name for first, second, _ in edges for name in (first, second)})
    ours = positions(names, edges)
    spring = nx.spring_layout(nx.Graph((first, second) for first, second, _ in edges), seed=7)
    spans = [(min(values), max(values)) for values in zip(*spring.values(), strict=True)]
    room = [(min(values), max(values)) for values in zip(*ours.values(), strict=True)]
    stretched = {
        name: tuple(
            low + (at - least) * (high - low) / (most - least) for at, (least, most), (low, high) in zip(place, spans, room, strict=True)
        )
        for name, place in spring.items()
    }
    print(f"\nlayout of {size} nodes, {len(edges)} edges, on the same area")
    for name, placed in (("kgraph", ours), ("networkx spring", stretched)):
        print(f"{name:>16}: {overlaps(placed):>4} pairs of labels overlap, {crossings(placed, edges) / len(edges):.2f} crossings per edge")


def overlaps(placed: dict[str, Any]) -> int:
    return sum(abs(ax - bx) < LABEL[0] and abs(ay - by) < LABEL[1] for (ax, ay), (bx, by) in combinations(placed.values(), 2))


def crossings(placed: dict[str, Any], edges: Sequence[tuple[str, str, int]]) -> int:
    def side(a: Any, b: Any, c: Any) -> bool:
        return bool((b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0]))

    total = 0
    for one, other in combinations(edges, 2):
        if {one[0], one[1]} & {other[0], other[1]}:
            continue
        a, b, c, d = placed[one[0]], placed[one[1]], placed[other[0]], placed[other[1]]
        total += side(a, c, d) != side(b, c, d) and side(a, b, c) != side(a, b, d)
    return total


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [200, 1000, 5000])
