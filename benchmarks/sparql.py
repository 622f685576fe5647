"""The stored graph beside what it is made of and what it replaces, in one run, as ratios.

    python benchmarks/sparql.py [DOCUMENTS]        default: 200 documents of 20 statements, 108,000 quads

What is measured, like beside like:

- writing: the graphs of all documents into a store on disk, as a build does, beside bare `extend` a document; both in memory too, where
  kgraph's part is to write the default graph as well, which is as much again;
- a cold query: the program from its start to its end, its child included, beside a Python that does nothing and one that imports rdflib,
  parses the graph and asks;
- loading and asking, within a process: opening the store and asking beside parsing with rdflib and asking;
- seven typical queries, within a process, with the graph loaded and asked before: `run_query`, which ends in bytes, beside bare pyoxigraph
  reading every row of the same store, of the same graph in memory, and rdflib doing so in memory;
- validation beside pySHACL, which takes minutes (`--no-pyshacl` leaves it out).

Times are CPU seconds of all processes concerned, the best of some rounds, so that a busy machine does not tell. Programs run with their
modules compiled, as installed ones do.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import rdflib
from pyoxigraph import Quad, Store

from kgraph import ids, resources
from kgraph.graph import (
    Limits,
    add_quads,
    ask_apart,
    document_quads,
    entity_quads,
    ontology_quads,
    open_store,
    run_query,
    validate,
    write_store,
)
from kgraph.graph.dump import dump
from kgraph.graph.terms import QUERY_PREFIXES
from kgraph.model import Document, Entity, Evidence, Mention, Qualifiers, Source, Statement
from kgraph.ontology import Property, load_ontology

QUERIES = {
    "point": "SELECT ?o { entity:company-1 kg:suppliesTo ?o }",
    "two hops": "SELECT ?a ?c { ?a kg:suppliesTo ?b . ?b kg:criticizes ?c }",
    "group by": "SELECT ?p (COUNT(*) AS ?n) { ?s rdf:predicate ?p } GROUP BY ?p",
    "text and date": """SELECT ?s { ?s kg:date ?d ; kg:evidence/oa:hasSelector/oa:exact ?t .
      FILTER(CONTAINS(?t, "number 7 ") && STR(?d) >= "2025-04") }""",
    "path": "SELECT ?x { entity:company-1 (kg:suppliesTo|kg:partnersWith)+ ?x }",
    "top k": "SELECT ?s (COUNT(*) AS ?n) { ?x rdf:subject ?s } GROUP BY ?s ORDER BY DESC(?n) ?s LIMIT 10",
    "provenance": """SELECT ?path ?t { ?x rdf:predicate kg:blocks ; kg:evidence/oa:hasSelector/oa:exact ?t ;
      prov:wasDerivedFrom/kg:path ?path }""",
}


RDFLIB = "import sys, rdflib; list(rdflib.Graph().parse(sys.argv[1], format='nt').query(sys.argv[2]))"


@dataclass(frozen=True)
class Story:
    """A document of 20 sentences, each with a statement of entities drawn by lot."""

    document: Document
    statements: list[Statement]


def main(arguments: list[str]) -> None:
    numbers = [argument for argument in arguments if argument.isdigit()]
    entities, stories = tell(int(numbers[0]) if numbers else 200)
    by_name = {entity.label: entity for entity in entities}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        documents = [document_quads(story.document, story.statements, lambda mention: by_name[mention.text]) for story in stories]
        quads = [*ontology_quads(), *entity_quads(entities), *(quad for document in documents for quad in document)]
        (folder / "output").mkdir()
        write_store(folder / "output" / "store", quads)
        with open_store(folder / "output" / "store") as store, (folder / "graph.nt").open("wb") as output:
            dump(store, output, "ntriples")
        print(f"{len(stories)} documents, {len(quads)} quads; CPU seconds, best of rounds")
        writing(folder, documents)
        graph = cold(folder)
        queries(folder, graph, quads)
        validation(folder, graph if "--no-pyshacl" not in arguments else None)


def writing(folder: Path, documents: list[list[Quad]]) -> None:
    def on_disk(write: Callable[[Path], None]) -> float:
        return best(lambda: write(folder / "written"), after=lambda: shutil.rmtree(folder / "written"))

    def extended(place: Path) -> None:
        bare(Store(place)).flush()

    def bare(store: Store) -> Store:
        for quads in documents:
            store.extend(quads)
        return store

    def ours() -> None:
        store = Store()
        for quads in documents:
            add_quads(store, quads)

    whole = on_disk(lambda place: write_store(place, (quad for quads in documents for quad in quads)))
    report("writing documents", whole, {"bare extend": on_disk(extended)})
    report("the same in memory", best(ours), {"bare extend": best(lambda: bare(Store()))})


def cold(folder: Path) -> rdflib.Graph:
    question = QUERIES["point"]
    ours = best(lambda: run("-m", "kgraph.cli", "query", question, "-o", str(folder / "output")), rounds=8)
    bare = best(lambda: run("-c", "pass"), rounds=8)
    prefixed = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in QUERY_PREFIXES.items()) + question
    other = best(lambda: run("-c", RDFLIB, str(folder / "graph.nt"), prefixed), rounds=1)
    report("a cold kgraph query", ours, {"python -c pass": bare, "rdflib": other})
    graphs: list[rdflib.Graph] = []

    def loaded() -> None:
        with open_store(folder / "output" / "store") as store:
            run_query(store, question)

    def parsed() -> None:
        graphs.append(rdflib.Graph().parse(folder / "graph.nt", format="nt"))
        list(graphs[0].query(question, initNs=QUERY_PREFIXES))

    report("loading and asking", best(loaded, rounds=5), {"rdflib": best(parsed, rounds=1)})
    return graphs[0]


def queries(folder: Path, graph: rdflib.Graph, quads: list[Quad]) -> None:
    ratios: list[tuple[float, float, float]] = []
    memory = Store()
    add_quads(memory, quads)
    with open_store(folder / "output" / "store") as store:
        for name, text in QUERIES.items():
            ours = best(partial(run_query, store, text), rounds=8)
            bare, light = (best(partial(rows, each, text), rounds=8) for each in (store, memory))
            slow = best(lambda text=text: list(graph.query(text, initNs=QUERY_PREFIXES)), rounds=2)  # type: ignore[misc]
            report(name, ours, {"bare pyoxigraph": bare, "in memory": light, "rdflib": slow})
            ratios.append((slow / ours, ours / bare, slow / light))
    against_rdflib, against_bare, at_best = zip(*ratios, strict=True)
    print(f"  median: rdflib takes {middle(against_rdflib):.0f} times as long (least {min(against_rdflib):.1f}),", end=" ")
    print(f"kgraph {middle(against_bare):.2f} times bare pyoxigraph (most {max(against_bare):.2f});", end=" ")
    print(f"bare pyoxigraph in memory would be {middle(at_best):.0f} times as fast as rdflib (least {min(at_best):.1f})")
    apart = best(lambda: ask_apart(folder / "output" / "store", partial(run_query, text=QUERIES["point"]), Limits()), rounds=5)
    print(f"  a question in a child of a running program: {apart:.3f}")


def rows(store: Store, text: str) -> list[object]:
    return list(store.query(text, prefixes=QUERY_PREFIXES))  # type: ignore[arg-type]


def validation(folder: Path, graph: rdflib.Graph | None) -> None:
    with open_store(folder / "output" / "store") as store:
        ours = best(lambda: validate(store), rounds=2)
    if graph is None:
        report("validation", ours, {})
        return
    import pyshacl

    shapes = rdflib.Graph().parse(resources.folder("ontology") / "shapes.ttl")
    report("validation", ours, {"pySHACL": best(lambda: pyshacl.validate(graph, shacl_graph=shapes, inference="none"), rounds=1)})


def tell(count: int) -> tuple[list[Entity], list[Story]]:
    chance, ontology = random.Random(1), load_ontology()
    kinds = {kind: [made(kind, number) for number in range(max(20, count // 10))] for kind in sorted(ontology.leaves("Entity"))}
    properties = [ontology.properties[name] for name in sorted(ontology.properties)]
    return [entity for kind in kinds.values() for entity in kind], [story(chance, number, kinds, properties) for number in range(count)]


def made(kind: str, number: int) -> Entity:
    return Entity(f"{ids.ENTITY}{ids.slug(kind)}-{number}", f"{kind} {number}", kind, (f"{kind} no {number}",))


def story(chance: random.Random, number: int, kinds: dict[str, list[Entity]], properties: list[Property]) -> Story:
    source, text, statements = Source(ids.content_hash(str(number).encode()), f"{number}.md", f"Document {number}"), "", []
    for place in range(20):
        it = chance.choice(properties)
        one, other = (chance.choice(kinds[chance.choice(sorted(kind))]) for kind in (it.domain, it.range))
        sentence = f"{one.label} {it.label} {other.label} on account of number {place} and the facts of the matter in document {number}."
        evidence = Evidence(source.id, len(text), len(text) + len(sentence), sentence)
        ends = (Mention(source.id, len(text), len(text) + 5, entity.label, entity.type) for entity in (one, other))
        how = Qualifiers(
            polarity=chance.choice(["positive"] * 9 + ["negative"]),  # type: ignore[arg-type]
            modality=chance.choice(["actual"] * 4 + ["planned"]),  # type: ignore[arg-type]
            date=chance.choice([None, "2025", "2025-04", f"2025-04-0{chance.randint(1, 9)}"]),
        )
        statements.append(Statement(next(ends), it.name, next(ends), evidence, f"{it.name}/made", 0.8, how))
        text += sentence + "\n"
    return Story(Document(source, text), statements)


def run(*arguments: str) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run([sys.executable, *arguments], check=True, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def best(work: Callable[[], object], rounds: int = 3, after: Callable[[], object] = lambda: None) -> float:
    """CPU seconds of the fastest round, children included: the others were slowed by something else. `after` each, all is put back."""
    return min(spent(work, after) for _ in range(rounds))


def spent(work: Callable[[], object], after: Callable[[], object]) -> float:
    before = used()
    work()
    taken = used() - before
    after()
    return taken


def used() -> float:
    return time.process_time() + sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])


def middle(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


def report(what: str, ours: float, others: dict[str, float]) -> None:
    beside = "".join(f"   {name} {seconds:.4f} ({seconds / ours:.1f}×)" for name, seconds in others.items())
    print(f"{what:22s} {ours:9.4f}{beside}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
