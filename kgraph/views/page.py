"""The network page: one file that opens from disk, asks no network for anything, and leads from every edge to its sentences."""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kgraph.errors import SetupError
from kgraph.model import Entity, Row
from kgraph.views.network import AGAINST, LOOKS, OTHER, network
from kgraph.views.packed import packed

_FOLDER = Path(__file__).parent / "page"
_THINGS = frozenset({"Technology", "Product", "Place", "Contract", "LegalInstrument"})
# In the order in which they are joined: what a module does at once, without being called, needs only those before it.
_SCRIPTS = (
    *("text.js", "data.js", "dates.js", "state.js", "address.js", "walks.js", "shown.js", "lines.js", "canvas.js", "labels.js"),
    *("citation.js", "statement.js", "panel.js", "actor.js", "swatches.js", "filters.js", "stories.js", "narrowed.js", "timeline.js"),
    *("search.js", "table.js", "drawing.js", "takeaway.js", "keys.js", "main.js"),
)


def write_page(rows: Sequence[Row], entities: Sequence[Entity], path: Path, title: str = "Who does what in policing technology") -> None:
    """Write the page. The same rows give the same bytes.

    Raises SetupError where the vis-network library is missing from the installed pyvis.
    """
    path.write_text(page(rows, entities, title), encoding="utf-8")


def page(rows: Sequence[Row], entities: Sequence[Entity], title: str) -> str:
    """The page as HTML."""
    data = network(rows, entities)
    scripts = [_vis("vis-network.min.js"), _own_script()]
    styles = [_vis("vis-network.css"), (_FOLDER / "style.css").read_text(encoding="utf-8")]
    tables = {"nodes": data.nodes, "edges": _unnamed(data.edges), "entities": data.entities}
    payload = {
        **packed(tables | {"statements": data.statements, "documents": data.documents}),
        "start": data.start if len(data.start) < len(data.nodes) else None,
        "core": data.core,
        "options": data.options,
        "against": sorted(AGAINST),
        "looks": {kind: list(look) for kind, look in LOOKS.items()},
        "look": list(OTHER),
    }
    template = _environment().get_template("page.html.j2")
    return template.render(
        title=title,
        policy=_policy(scripts, styles),
        scripts=[Markup(script) for script in scripts],
        styles=[Markup(style) for style in styles],
        data=Markup(_escaped_json(payload)),
        counts=_counts(rows),
    )


def _unnamed(edges: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Edges without identifier, which is made of their ends and property, and with the numbers of their statements left to those."""
    return [{key: value for key, value in edge.items() if key not in {"id", "statements"}} for edge in edges]


def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def _own_script() -> str:
    """The page's modules one after the other in one function, so that nothing of theirs is global but `window.kgraph`."""
    modules = "\n".join((_FOLDER / name).read_text(encoding="utf-8") for name in _SCRIPTS)
    return f'(function () {{\n"use strict";\n{modules}\n}})();'


def _vis(name: str) -> str:
    """A file of the vis-network library that the installed pyvis carries, fit to stand inside an element."""
    spec = importlib.util.find_spec("pyvis")
    folder = Path(spec.origin).parent if spec and spec.origin else None
    found = sorted(folder.glob(f"templates/lib/vis-*/{name}")) + sorted(folder.glob(f"lib/vis-*/{name}")) if folder else []
    if not found:
        raise SetupError(f"{name} was not found in the installed pyvis: install kgraph again with its pinned dependencies")
    text = found[-1].read_text(encoding="utf-8")
    # A comment that names a source map makes browsers look for that file.
    text = "\n".join(line for line in text.split("\n") if not line.startswith("//# sourceMappingURL"))
    return text.replace("</script", "<\\/script").replace("</style", "<\\/style")


def _policy(scripts: Sequence[str], styles: Sequence[str]) -> str:
    """A content security policy that runs just these scripts and styles and fetches nothing (CSP Level 3, hash sources)."""
    script, style = (" ".join(f"'{_hash(text)}'" for text in texts) for texts in (scripts, styles))
    return f"default-src 'none'; script-src {script}; style-src {style}; img-src data: blob:; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _escaped_json(value: Any) -> str:
    """JSON that no HTML parser can mistake for markup."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    # Lone surrogates cannot be written as UTF-8.
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _counts(rows: Sequence[Row]) -> dict[str, Any]:
    dates = sorted(f"{row.source.date.year:04}" for row in rows if row.source.date)
    ends = {node.id: node.type for row in rows for node in (row.subject, row.object)}
    kinds = Counter(ends.values())
    return {
        "documents": len({row.source.id for row in rows}),
        "actors": sum(number for kind, number in kinds.items() if kind not in _THINGS),
        "technologies": kinds["Technology"] + kinds["Product"],
        "contracts": kinds["Contract"],
        "statements": len(rows),
        "years": "–".join(sorted({dates[0], dates[-1]})) if dates else None,
    }
