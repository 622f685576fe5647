"""/sparql: queries by the SPARQL 1.1 Protocol, a page on which to ask, and a description of the service."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from urllib.parse import urlencode

from pyoxigraph import NamedNode, Triple
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kgraph.errors import KgraphError
from kgraph.graph import NamedQuery, Result, graph_of
from kgraph.serve.answers import Answer, answer, written
from kgraph.serve.negotiation import EVERYTHING, HTML, OFFERS, preferred
from kgraph.serve.pages import query_page
from kgraph.serve.places import Places
from kgraph.serve.protocol import Asked, asked
from kgraph.serve.refusals import refused, sent

START = "SELECT ?supplier ?customer {\n  ?company kg:suppliesTo ?force ; rdfs:label ?supplier .\n  ?force rdfs:label ?customer\n}\n"

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_SERVICE = (
    ("supportedLanguage", f"{_SD}SPARQL11Query"),
    ("feature", f"{_SD}UnionDefaultGraph"),
    *(("resultFormat", _FORMATS + name) for name in ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV")),
    *(("resultFormat", _FORMATS + name) for name in ("SPARQL_Results_TSV", "Turtle", "N-Triples", "RDF_XML", "JSON-LD")),
)


async def sparql(request: Request, places: Places, queries: Mapping[str, NamedQuery]) -> Response:
    """GET and POST of /sparql. What goes wrong is told on the page to those who asked from it, in plain text to others."""
    question = None
    try:
        question = await asked(request)
        if question.text is None:
            return _unasked(request, question, queries)
        found = await places.ask(request, partial(answer, text=question.text, dataset=question.dataset, accept=question.accept))
    except (HTTPException, KgraphError) as error:
        refusal = refused(error)
        accept = question.accept if question else request.headers.get("accept", "")
        if preferred(EVERYTHING, accept) != HTML:
            return sent(refusal)
        text = question.text or "" if question else ""
        response: Response = query_page(queries, text, error=refusal.message, status=refusal.status)
        response.headers.update(refusal.headers)
        return response
    if isinstance(found, Result):
        return query_page(queries, question.text, result=found, links=_address(question))
    return _response(found)


def _unasked(request: Request, question: Asked, queries: Mapping[str, NamedQuery]) -> Response:
    offer = preferred(OFFERS["graph"], question.accept)
    if offer is None:
        raise HTTPException(406, "without a query there is a page, or a description of the service as RDF")
    if offer != HTML:
        return _response(written(_description(str(request.url.replace(query=None, fragment=None))), offer))
    if question.name is not None and question.name not in queries:
        raise HTTPException(404, f"there is no named query {question.name!r}: choose one of the list")
    return query_page(queries, queries[question.name].text if question.name else START)


def _description(endpoint: str) -> Result:
    """SPARQL 1.1 Service Description of this endpoint."""
    it = NamedNode(endpoint)
    facts = [("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", f"{_SD}Service"), (f"{_SD}endpoint", endpoint)]
    facts += [(_SD + name, value) for name, value in _SERVICE]
    return graph_of(Triple(it, NamedNode(name), NamedNode(value)) for name, value in facts)


def _address(question: Asked) -> str:
    """Of the same question, with room for a form at its end."""
    graphs = question.dataset
    fields = [("query", question.text or "")]
    fields += [("default-graph-uri", iri) for iri in graphs.default] if graphs else []
    fields += [("named-graph-uri", iri) for iri in graphs.named] if graphs else []
    return f"/sparql?{urlencode(fields)}&as="


def _response(found: Answer) -> Response:
    return Response(found.body, found.status, {"Content-Type": found.type, "Vary": "Accept"})
