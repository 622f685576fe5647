"""Rows → the data of the network page: nodes, bundled edges with their statements, positions. Knows nothing of markup."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Any

from kgraph.model import Entity, Node, Row
from kgraph.views.layout import Edge, Point, components, positions
from kgraph.views.wording import trigger

# Okabe and Ito's colours, which people with colour-blindness tell apart; shape says the class a second time.
LOOKS: dict[str, tuple[str, str]] = {
    "PoliceForce": ("#0072B2", "square"),
    "GovernmentBody": ("#56B4E9", "triangle"),
    "OversightBody": ("#009E73", "diamond"),
    "Court": ("#009E73", "triangleDown"),
    "Company": ("#E69F00", "dot"),
    "CivilSocietyOrganization": ("#CC79A7", "star"),
    "MediaOrganization": ("#999999", "square"),
    "ResearchOrganization": ("#999999", "diamond"),
    "PoliticalParty": ("#CC79A7", "hexagon"),
    "Person": ("#D55E00", "dot"),
    "Technology": ("#F0E442", "hexagon"),
    "Product": ("#F0E442", "dot"),
    "Place": ("#999999", "triangle"),
    "LegalInstrument": ("#56B4E9", "hexagon"),
    "Contract": ("#E69F00", "square"),
}
OTHER = ("#999999", "dot")
AGAINST = frozenset({"criticizes", "blocks", "challenges", "rulesAgainst", "sanctions", "misidentifies"})
_DASHES: dict[str, bool | list[int]] = {"actual": False, "planned": [9, 6], "possible": [2, 5]}
_NEUTRAL, _RED = "#7d848f", "#d64541"
# Of a network with more nodes than `_CROWD`, the page first draws the `_CORE` best connected.
_CROWD, _CORE = 2000, 600
_ALL_IN_VIEW = 1.3  # times the largest component's extent, up to which all components are first in view


@dataclass(frozen=True)
class Network:
    """What the page draws and tells. All values are plain data, fit for JSON; lists are sorted.

    `start` are the nodes first in view; `core` those first drawn, empty where all are.
    """

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    entities: list[dict[str, Any]]
    statements: list[dict[str, Any]]
    documents: list[dict[str, Any]]
    start: list[str]
    core: list[str]
    options: dict[str, Any]


def network(rows: Sequence[Row], entities: Sequence[Entity]) -> Network:
    """One node an entity that takes part in a statement, one edge for each property between two of them."""
    known = {entity.id: entity for entity in entities}
    weight = Counter(node.id for row in rows for node in (row.subject, row.object))
    ends = {node.id: node for row in rows for node in (row.subject, row.object)}
    speakers = {row.attributed_to.id: row.attributed_to for row in rows if row.attributed_to is not None}
    bundles: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        bundles[row.subject.id, row.predicate, row.object.id].append(row)
    pairs = [(first, second, len(found)) for (first, _, second), found in sorted(bundles.items())]
    placed = positions(list(ends), pairs)
    captions = {iri: _short(node.label) for iri, node in ends.items()} | _contract_captions(rows)
    nodes = [_node(ends[iri], captions[iri], weight[iri], placed[iri]) for iri in sorted(ends)]
    edges = _parted([_edge(key, bundles[key]) for key in sorted(bundles)])
    drawn_nodes, drawn_edges, options = _drawn(nodes, edges)
    core = _core(list(ends), pairs)
    listed = sorted({**speakers, **ends}.values(), key=lambda node: node.id)
    return Network(
        nodes=drawn_nodes,
        edges=drawn_edges,
        entities=[_entity(node.id, node.label, node.type, known.get(node.id)) for node in listed],
        statements=[_statement(row) for row in rows],
        documents=_documents(rows),
        start=core or _start(components(list(ends), pairs), placed),
        core=core,
        options=options,
    )


def _start(parts: Sequence[Sequence[str]], placed: Mapping[str, Point]) -> list[str]:
    """The largest component where it is most of the network and the rest would make it much smaller; otherwise everything."""
    everything = sorted(name for part in parts for name in part)
    if not parts or 2 * len(parts[0]) <= len(everything) or _extent(everything, placed) <= _ALL_IN_VIEW * _extent(parts[0], placed):
        return everything
    return sorted(parts[0])


def _extent(names: Iterable[str], placed: Mapping[str, Point]) -> float:
    """Pixels across that a picture of these takes, in the shape of a screen."""
    xs, ys = zip(*(placed[name] for name in names), strict=True)
    return float(max(max(xs) - min(xs), (max(ys) - min(ys)) * 4 / 3, 1))


def _core(names: Sequence[str], pairs: Sequence[Edge]) -> list[str]:
    """Of a crowd, the `_CORE` nodes that are first met on walking from the best connected to the best connected of its neighbours."""
    if len(names) <= _CROWD:
        return []
    near: dict[str, set[str]] = defaultdict(set)
    for first, second, _ in pairs:
        near[first].add(second)
        near[second].add(first)
    best = min(names, key=lambda name: (-len(near[name]), name))
    waiting, met = [(-len(near[best]), best)], {best}
    core: list[str] = []
    while waiting and len(core) < _CORE:
        _, name = heappop(waiting)
        core.append(name)
        for other in near[name] - met:
            met.add(other)
            heappush(waiting, (-len(near[other]), other))
    return sorted(core)


def _short(label: str) -> str:
    return label if len(label) <= 30 else label[:29].rstrip() + "…"


def _contract_captions(rows: Iterable[Row]) -> dict[str, str]:
    """Contract → "£50m contract": its parties, which its label names, stand beside it in the picture."""
    sums: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for node in (row.subject, row.object):
            if node.type == "Contract":
                sums[node.id].update([_money(row.amount, row.currency)] if row.amount is not None and node == row.subject else [])
    return {iri: f"{next(iter(found))} contract" if len(found) == 1 else "contract" for iri, found in sums.items()}


def _money(amount: float, currency: str | None) -> str:
    """50000000 GBP → "£50m", 1250 SEK → "SEK 1.25k"."""
    size, letter = next(((size, letter) for size, letter in ((1e9, "bn"), (1e6, "m"), (1e3, "k")) if abs(amount) >= size), (1.0, ""))
    sign = {"GBP": "£", "USD": "$", "EUR": "€"}.get(currency or "", f"{currency} " if currency else "")
    return f"{sign}{amount / size:.4g}{letter}"


def _node(node: Node, caption: str, weight: int, place: tuple[float, float]) -> dict[str, Any]:
    colour, shape = LOOKS.get(node.type, OTHER)
    return {
        "id": node.id,
        "label": caption,
        "shape": shape,
        "size": round(11 + 4.5 * weight**0.55, 1),
        "color": {"background": colour, "border": colour, "highlight": {"background": colour, "border": "#2f7fd6"}},
        "font": {"size": round(min(19.0, 10.8 + 1.2 * weight**0.5), 1)},
        "x": place[0],
        "y": place[1],
        "mass": weight,
    }


def _edge(key: tuple[str, str, str], rows: Sequence[Row]) -> dict[str, Any]:
    subject, predicate, target = key
    polarities = {row.polarity for row in rows}
    strongest = min((row.modality for row in rows), key=list(_DASHES).index)
    against = predicate in AGAINST or polarities == {"negative"}
    contested = len(polarities) > 1 or any(row.contested for row in rows)
    return {
        "id": f"{subject} {predicate} {target}",
        "from": subject,
        "to": target,
        # What is red also ends in a bar, for those who do not see red.
        "arrows": {"to": {"enabled": True, "type": "bar" if against else "arrow"}},
        "label": _words(predicate) + (" (denied)" if polarities == {"negative"} else " (contested)" if contested else ""),
        "dashes": _DASHES[strongest],
        "color": {"color": _RED if against else _NEUTRAL, "highlight": _RED if against else "#1a73c7", "opacity": 0.85},
        "width": round(3.0 + 1.0 * (len(rows) - 1) ** 0.5, 1),
        "predicate": predicate,
        "status": "denied" if polarities == {"negative"} else strongest,
        "contested": contested,
        "statements": [row.id for row in rows],
    }


def _parted(edges: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Edges between the same two nodes bend apart, so that each can be clicked."""
    between: dict[frozenset[str], list[dict[str, Any]]] = defaultdict(list)
    for edge in edges:
        between[frozenset((edge["from"], edge["to"]))].append(edge)
    for bundle in between.values():
        for index, edge in enumerate(bundle):
            bend = 0.0 if len(bundle) == 1 else 0.14 * (index // 2 + 1)
            forward = edge["from"] == min(edge["from"], edge["to"])
            clockwise = (index % 2 == 0) == forward
            edge["smooth"] = {"enabled": bool(bend), "type": "curvedCW" if clockwise else "curvedCCW", "roundness": round(bend, 2)}
    return edges


def _words(predicate: str) -> str:
    """`rulesInFavorOf` → "rules in favor of"."""
    return "".join(f" {char.lower()}" if char.isupper() else char for char in predicate)


def _entity(iri: str, label: str, kind: str, entity: Entity | None) -> dict[str, Any]:
    names = sorted(set(entity.names) - {label}) if entity else []
    return {"id": iri, "label": label, "type": kind, "names": names, "identifiers": list(entity.identifiers) if entity else []}


def _statement(row: Row) -> dict[str, Any]:
    """Short keys: the page holds one such object a statement. Absent keys mean the common case."""
    plain = {
        "sn": row.subject_name if row.subject_name != row.subject.label else None,
        "on": row.object_name if row.object_name != row.object.label else None,
        "id": row.id, "s": row.subject.id, "p": row.predicate, "o": row.object.id, "d": row.source.id, "q": row.sentence,
        "by": row.attributed_to.id if row.attributed_to else None, "date": row.date, "amount": row.amount, "currency": row.currency,
        "written": row.amount_text,
        "count": row.count, "role": row.role, "status": row.status, "c": round(row.confidence, 3),
        "t": _units(row.sentence, trigger(row)),
        "polarity": row.polarity if row.polarity != "positive" else None, "modality": row.modality if row.modality != "actual" else None,
    }  # fmt: skip
    return {key: value for key, value in plain.items() if value is not None}


def _units(sentence: str, span: tuple[int, int] | None) -> list[int] | None:
    """A span in UTF-16 code units, which is how JavaScript counts."""
    return span and [len(sentence[:place].encode("utf-16-le", "surrogatepass")) // 2 for place in span]


def _documents(rows: Iterable[Row]) -> list[dict[str, Any]]:
    sources = {row.source.id: row.source for row in rows}
    return [
        {
            "id": source.id,
            "path": source.path,
            "title": source.title or source.path,
            "date": source.date.isoformat() if source.date else None,
            "publisher": source.publisher,
            "url": source.url,
        }
        for source in sorted(sources.values(), key=lambda source: (source.path, source.id))
    ]


def _drawn(nodes: Sequence[dict[str, Any]], edges: Sequence[dict[str, Any]]) -> tuple[list[Any], list[Any], dict[str, Any]]:
    """pyvis' nodes, edges and options, with the physics off: everything stands where it was put."""
    from pyvis.network import Network as PyvisNetwork

    drawn = PyvisNetwork(directed=True)
    # Given whole: `add_edge` looks through all edges each time.
    drawn.nodes, drawn.edges = list(nodes), list(edges)
    drawn.set_options(
        json.dumps(
            {
                "physics": {"enabled": False},
                "interaction": {"hover": True, "keyboard": False, "hideEdgesOnDrag": len(edges) > 1500},
                "edges": {
                    "arrows": {"to": {"enabled": True, "scaleFactor": 0.6}},
                    "selectionWidth": 2,
                },
                "nodes": {"borderWidth": 1.5, "borderWidthSelected": 4},
                "layout": {"improvedLayout": False, "randomSeed": 7},
            }
        )
    )
    drawn_nodes, drawn_edges, _, _, _, options = drawn.get_network_data()
    return drawn_nodes, drawn_edges, json.loads(options)
