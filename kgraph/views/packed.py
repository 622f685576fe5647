"""Lists of records as columns over one pool of values: a name, a sentence or a colour that returns is written once.

A page of 10,000 statements would otherwise spell each IRI ten times; `data.js` unpacks it again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

Records = Sequence[Mapping[str, Any]]


def packed(tables: Mapping[str, Records]) -> dict[str, Any]:
    """Tables of JSON-like records → `{"pool": [value…], "tables": {name: {"size": n, "columns": {key: [index or null…]}}}}`.

    Numbers stand for places in the pool, and null for a key that the record has not. A column whose values are all numbers stands
    as it is, under `numbers`.
    """
    pool: list[Any] = []
    places: dict[str, int] = {}

    def place(value: Any) -> int:
        key = json.dumps(value, sort_keys=True)
        if key not in places:
            places[key] = len(pool)
            pool.append(value)
        return places[key]

    made: dict[str, Any] = {}
    for name, records in tables.items():
        columns: dict[str, list[int | None]] = {}
        numbers: dict[str, list[float | None]] = {}
        for key in sorted({key for record in records for key in record}):
            values = [record.get(key) for record in records]
            if all(value is None or _is_number(value) for value in values):
                numbers[key] = values
            else:
                columns[key] = [None if value is None else place(value) for value in values]
        made[name] = {"size": len(records), "columns": columns, "numbers": numbers}
    return {"pool": pool, "tables": made}


def unpacked(data: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The tables again; keys whose value was None are gone."""
    pool = data["pool"]
    made = {}
    for name, table in data["tables"].items():
        records: list[dict[str, Any]] = [{} for _ in range(table["size"])]
        for key, column in table["columns"].items():
            for record, at in zip(records, column, strict=True):
                record.update({} if at is None else {key: pool[at]})
        for key, column in table["numbers"].items():
            for record, value in zip(records, column, strict=True):
                record.update({} if value is None else {key: value})
        made[name] = records
    return made


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
