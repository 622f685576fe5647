"""Named queries: files of SPARQL whose first lines say what they answer and which parameters they take.

    # title: Who supplies whom
    # description: Companies that deliver to an organization.
    # param force: entity, optional — only suppliers of this force
    # example: --force "Metropolitan Police"

A parameter is a variable of the query. Where it is given, `VALUES` binds it at the line `# parameters`; otherwise it stays free.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal as Choice
from typing import cast

from pyoxigraph import Literal, NamedNode, Store

from kgraph import resources
from kgraph.errors import DataError, QueryError
from kgraph.graph import terms
from kgraph.graph.lookup import find_entity
from kgraph.graph.query import evaluate
from kgraph.graph.result import Result

ParamKind = Choice["entity", "date", "number", "text"]

_FIELD = re.compile(r"# (title|description): (\S.*)")
_EXAMPLE = re.compile(r"# example:(?: (\S.*)?)?")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_PARAM = re.compile(r"# param ([a-z_]+): (entity|date|number|text), (required|optional) — (\S.*)")
_PLACE = re.compile(r"^ *# parameters$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Param:
    """What a query can be told. An `entity` is given by IRI or by name, a `date` as YYYY, YYYY-MM or YYYY-MM-DD."""

    name: str
    kind: ParamKind
    required: bool
    description: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question that has a name. `examples` are its parameters as one would type them; none at all is an example too."""

    name: str
    title: str
    description: str
    params: tuple[Param, ...]
    text: str
    examples: tuple[str, ...] = ()


def query_names(folder: Path | None = None) -> list[str]:
    """The names of the queries of a folder, or of those that come along, in alphabetical order."""
    names = os.listdir(folder or _folder())
    return sorted(name.removesuffix(".rq") for name in names if name.endswith(".rq"))


def load_query(name: str, folder: Path | None = None) -> NamedQuery:
    """The query of this name. Raises DataError by file and line where its header is malformed."""
    return _parse((folder or _folder()) / f"{name}.rq")


def load_queries(folder: Path | None = None) -> dict[str, NamedQuery]:
    """All queries of a folder, by name in alphabetical order. Raises as `load_query`."""
    return {name: load_query(name, folder) for name in query_names(folder)}


def _folder() -> Path:
    return resources.folder("ontology") / "queries"


def ask(store: Store, query: NamedQuery, values: Mapping[str, str], *, limit: int | None = None) -> Result:
    """The answer to a named query with `values` for its parameters, or its first `limit` rows.

    Raises QueryError where a required one is missing, one is unknown, an entity is not found, or a number is none.
    """
    return evaluate(store, sparql(query, values, partial(find_entity, store)), limit)


def sparql(query: NamedQuery, values: Mapping[str, str], find: Callable[[str], str]) -> str:
    """A named query with `values` for its parameters, where `find` gives the IRI of what an entity is called. Raises as `ask`."""
    known = {param.name: param for param in query.params}
    for name in values:
        if name not in known:
            takes = ", ".join(known) or "none"
            raise QueryError(f"the query {query.name} has no parameter {name!r} (it takes {takes})")
    for param in query.params:
        if param.required and param.name not in values:
            raise QueryError(f"the query {query.name} needs {param.name!r}: {param.description}")
    return _bind(query.text, {name: _term(find, known[name], value) for name, value in values.items()})


def _bind(text: str, bound: Mapping[str, NamedNode | Literal]) -> str:
    """Terms are written by the library that reads them again, so that nothing in a value can end it."""
    lines = "\n".join(f"VALUES ?{name} {{ {term} }}" for name, term in sorted(bound.items()))
    return _PLACE.sub(lambda _: lines, text)


def _term(find: Callable[[str], str], param: Param, value: str) -> NamedNode | Literal:
    if param.kind == "entity":
        return NamedNode(find(value))
    if param.kind == "text":
        return Literal(value)
    if param.kind == "date":
        if not _DATE.fullmatch(value):
            raise QueryError(f"{param.name} must be a date of the form YYYY, YYYY-MM or YYYY-MM-DD, not {value!r}")
        return Literal(value)
    try:
        return terms.decimal(float(value.replace(",", "")))
    except ValueError as error:
        raise QueryError(f"{param.name} must be a number, not {value!r}") from error


def _parse(path: Path) -> NamedQuery:
    text = path.read_text(encoding="utf-8")
    fields: dict[str, str] = {}
    params, examples = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("#"):
            break
        if field := _FIELD.fullmatch(line):
            fields[field.group(1)] = field.group(2)
        elif param := _PARAM.fullmatch(line):
            name, kind, need, description = param.groups()
            params.append(Param(name, cast(ParamKind, kind), need == "required", description))
        elif example := _EXAMPLE.fullmatch(line):
            examples.append(example.group(1) or "")
        else:
            expected = "'# title: …', '# description: …', '# example: …' or '# param NAME: KIND, NEED — …'"
            raise DataError(f"{path}, line {number}: expected {expected}")
    for key in ("title", "description"):
        if key not in fields:
            raise DataError(f"{path}: its first lines lack '# {key}: …'")
    if params and len(_PLACE.findall(text)) != 1:
        raise DataError(f"{path}: one line '# parameters' must say where the parameters are bound")
    return NamedQuery(path.stem, fields["title"], fields["description"], tuple(params), text, tuple(examples))
