"""Where a store answers over HTTP, and what lets one in.

Passwords and tokens come from the environment or a netrc file, never from an argument or an address, which the list of processes shows.
"""

from __future__ import annotations

import netrc
import os
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from kgraph.errors import InputError

USER, PASSWORD, TOKEN = "KGRAPH_ENDPOINT_USER", "KGRAPH_ENDPOINT_PASSWORD", "KGRAPH_ENDPOINT_TOKEN"

_PORTS = {"http": 80, "https": 443}
_NEVER = re.compile(r'[\s\x00-\x1f<>"]')
_REPOSITORY = re.compile(r"/repositories/[^/]+$")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The addresses of one store: for queries, for updates, and, if writing is to go by the Graph Store HTTP Protocol, for graphs."""

    query: str
    update: str
    graphs: str | None = None


def endpoint(query: str, update: str | None = None, graphs: str | None = None) -> Endpoint:
    """The store at `query`; where its address for updates is not given, it is that which its kind of store has beside that for queries.

    Raises InputError for what is no address, and for one with a password in it.
    """
    for url in filter(None, (query, update, graphs)):
        _check(url)
    return Endpoint(query, update or _update_beside(query), graphs)


def origin(url: str) -> str:
    """Scheme, host and port: what must be the same for credentials to be sent along."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{(parts.hostname or '').lower()}:{parts.port or _PORTS.get(parts.scheme)}"


def authorization(url: str, environment: Mapping[str, str] | None = None) -> str | None:
    """The header that lets one in at `url`: by token, or by user and password, of the environment or a netrc file; None without either.

    Raises InputError where half of it is given, or it cannot be read; no message repeats any of it.
    """
    environment = os.environ if environment is None else environment
    token, user, password = (environment.get(name) for name in (TOKEN, USER, PASSWORD))
    if token:
        if not re.fullmatch(r"[!-~]+", token):
            raise InputError(f"{TOKEN} holds what no token can: a space, a line break or an accented letter")
        return f"Bearer {token}"
    if bool(user) != bool(password):
        raise InputError(f"{USER} and {PASSWORD} belong together: set both, or neither")
    if user and password:
        return _basic(user, password)
    return _of_netrc(urlsplit(url).hostname or "", environment.get("NETRC"))


def _of_netrc(host: str, named: str | None) -> str | None:
    try:
        entry = netrc.netrc(named or None).authenticators(host)
    except FileNotFoundError:
        return None
    except netrc.NetrcParseError as error:
        raise InputError(f"{error.filename or 'the netrc file'}{f', line {error.lineno}' if error.lineno else ''}: {error.msg}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{named or Path.home() / '.netrc'}: cannot be read ({error.__class__.__name__})") from None
    return _basic(entry[0], entry[2] or "") if entry else None


def _basic(user: str, password: str) -> str:
    if ":" in user:
        raise InputError("a user with a colon in the name cannot sign in by password: use a token")
    return f"Basic {b64encode(f'{user}:{password}'.encode()).decode()}"


def _check(url: str) -> None:
    """Object to an address; a message shows none that may hold a password."""
    if "@" in url.partition("://")[2].partition("/")[0]:
        raise InputError(f"an address with user or password in it can be seen by others: set {USER} and {PASSWORD}, or write a netrc file")
    try:
        parts = urlsplit(url)
        fits = parts.scheme in _PORTS and parts.hostname and parts.port != 0 and not parts.fragment and not _NEVER.search(url)
    except ValueError:
        fits = False
    if not fits:
        raise InputError(f"{url!r} is not the address of a store: it looks like http://localhost:7878/query")


def _update_beside(query: str) -> str:
    """Oxigraph, Fuseki and Stardog have `query` and `update`, GraphDB and RDF4J `statements` below the repository, others one address."""
    path = urlsplit(query).path
    if path.endswith("/query"):
        beside = path.removesuffix("query") + "update"
    else:
        beside = path + "/statements" if _REPOSITORY.search(path) else path
    return urlsplit(query)._replace(path=beside).geturl()
