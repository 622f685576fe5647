"""Records → quads in a store, and back; queries; files.

A question starts at once: what writes graphs, reads all of one, checks and compares is loaded when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from kgraph.graph.child import ask_apart
from kgraph.graph.dump import FORMATS, dump, dumps, write_exports
from kgraph.graph.limits import Limits
from kgraph.graph.lookup import find_entity
from kgraph.graph.named import NamedQuery, Param, ask, load_queries, load_query, query_names
from kgraph.graph.query import Dataset, run_query
from kgraph.graph.result import Result, graph_of
from kgraph.graph.store import STORE, add_quads, document_graphs, open_store, renew_store, replace_graph, write_store
from kgraph.graph.terms import shorten

if TYPE_CHECKING:
    from kgraph.graph.description import Fact, describe, facts
    from kgraph.graph.difference import Change, Difference, Joined, compare
    from kgraph.graph.rdf import document_quads, entity_quads, ontology_quads, statement_id
    from kgraph.graph.report import Report, Violation
    from kgraph.graph.rows import Quotation, read_entities, read_entity, read_quotations, read_rows, read_rows_about, read_sources
    from kgraph.graph.shapes import validate
else:
    _LATER = {
        "description": ("Fact", "describe", "facts"),
        "difference": ("Change", "Difference", "Joined", "compare"),
        "rdf": ("document_quads", "entity_quads", "ontology_quads", "statement_id"),
        "report": ("Report", "Violation"),
        "rows": ("Quotation", "read_entities", "read_entity", "read_quotations", "read_rows", "read_rows_about", "read_sources"),
        "shapes": ("validate",),
    }

    def __getattr__(name):
        """What stands in one of the modules that a question does not need."""
        for module, names in _LATER.items():
            if name in names:
                return getattr(import_module(f"{__name__}.{module}"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


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
    "load_query",
    "ontology_quads",
    "open_store",
    "query_names",
    "read_entities",
    "read_entity",
    "read_quotations",
    "read_rows",
    "read_rows_about",
    "read_sources",
    "renew_store",
    "replace_graph",
    "run_query",
    "shorten",
    "statement_id",
    "validate",
    "write_exports",
    "write_store",
]
