"""/kgraph/…: what the graph says of the thing that an IRI names, as a page or as RDF."""

from __future__ import annotations

from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kgraph.serve.addresses import ROOT, address, split, suffix_of
from kgraph.serve.answers import described, thing
from kgraph.serve.negotiation import HTML, OFFERS, Offer, preferred
from kgraph.serve.pages import thing_page
from kgraph.serve.places import Places


async def look_up(request: Request, places: Places) -> Response:
    """A thing in the form that its address names, or else the client accepts; then Content-Location is the address of that form."""
    iri, offer = split(request.scope.get("raw_path") or request.url.path.encode())
    wanted = offer or preferred(OFFERS["thing"], ", ".join(request.headers.getlist("accept")))
    if wanted is None:
        raise HTTPException(406, f"what is known of it can be {', '.join(offer.type for offer in OFFERS['thing'])}")
    response = await (_page(request, places, iri) if wanted == HTML else _graph(request, places, iri, wanted))
    if offer is None:
        response.headers["Vary"] = "Accept"
        response.headers["Content-Location"] = f"{address(iri)}{suffix_of(wanted)}"
    elif "Vary" in response.headers:
        del response.headers["Vary"]
    return response


async def _page(request: Request, places: Places, iri: str) -> Response:
    found = await places.ask(request, partial(thing, iri=iri))
    if found is None:
        raise _unknown(iri)
    number = request.query_params.get("page", "1")
    if not number.isascii() or not number.isdigit() or not 0 < len(number) < 10 or int(number) < 1:
        raise HTTPException(400, "page must be a number from 1")
    return thing_page(found, int(number))


async def _graph(request: Request, places: Places, iri: str, offer: Offer) -> Response:
    found = await places.ask(request, partial(described, iri=iri, offer=offer))
    if found is None:
        raise _unknown(iri)
    return Response(found.body, found.status, {"Content-Type": found.type})


def _unknown(iri: str) -> HTTPException:
    return HTTPException(404, f"the graph says nothing of {iri}: what it knows stands under {ROOT}")
