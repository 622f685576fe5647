"""Records → quads in a store, and back; queries; files."""

from kgraph.graph.child import Limits, ask_apart
from kgraph.graph.compare import Change, Difference, Joined, compare
from kgraph.graph.description import Fact, describe, facts
from kgraph.graph.dump import FORMATS, dump, dumps, write_exports
from kgraph.graph.lookup import find_entity
from kgraph.graph.named import NamedQuery, Param, ask, load_queries
from kgraph.graph.query import Dataset, run_query
from kgraph.graph.rdf import document_quads, entity_quads, ontology_quads, statement_id
from kgraph.graph.report import Report, Violation
from kgraph.graph.result import Result, graph_of
from kgraph.graph.rows import Quotation, read_entities, read_entity, read_quotations, read_rows, read_rows_about, read_sources
from kgraph.graph.shapes import validate
from kgraph.graph.store import STORE, add_quads, document_graphs, open_store, replace_graph, write_store
from kgraph.graph.terms import shorten

__all__ = [
    "FORMATS",
    "STORE",
    "Change",
    "Dataset",
    "Difference",
    "Fact",
    "Joined",
    "Limits",
    "NamedQuery",
    "Param",
    "Quotation",
    "Report",
    "Result",
    "Violation",
    "add_quads",
    "ask",
    "ask_apart",
    "compare",
    "describe",
    "document_graphs",
    "document_quads",
    "dump",
    "dumps",
    "entity_quads",
    "facts",
    "find_entity",
    "graph_of",
    "load_queries",
    "ontology_quads",
    "open_store",
    "read_entities",
    "read_entity",
    "read_quotations",
    "read_rows",
    "read_rows_about",
    "read_sources",
    "replace_graph",
    "run_query",
    "shorten",
    "statement_id",
    "validate",
    "write_exports",
    "write_store",
]
