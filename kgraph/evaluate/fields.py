"""Reads fields of JSON objects and says by file and key what is wrong with them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from kgraph.errors import DataError


@dataclass(frozen=True, slots=True)
class Fields:
    """A JSON object and where it stands, so that an objection can name the place."""

    where: str
    values: dict[str, Any]

    def text(self, key: str) -> str:
        value = self.values.get(key)
        if not isinstance(value, str):
            raise self.objection(key, "text")
        return value

    def text_or_none(self, key: str) -> str | None:
        return None if self.values.get(key) is None else self.text(key)

    def whole(self, key: str) -> int:
        value = self.values.get(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.objection(key, "a whole number")
        return value

    def number_or_none(self, key: str) -> float | None:
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, (int, float)) or isinstance(value, bool):
            raise self.objection(key, "a number or null")
        return float(value)

    def inner(self, key: str) -> Fields:
        value = self.values.get(key)
        if not isinstance(value, dict):
            raise self.objection(key, "an object")
        return Fields(f"{self.where}, {key}", value)

    def inner_or_none(self, key: str) -> Fields | None:
        return None if self.values.get(key) is None else self.inner(key)

    def each(self, key: str) -> list[Fields]:
        """The objects of the list `key`, which must be there."""
        value = self.values.get(key)
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.objection(key, "a list of objects")
        return [Fields(f"{self.where}, {key}[{number}]", item) for number, item in enumerate(value)]

    def texts(self, key: str) -> tuple[str, ...]:
        """The strings of the list `key`; none where it is absent."""
        value = self.values.get(key) or []
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.objection(key, "a list of texts")
        return tuple(value)

    def objection(self, key: str, expected: str) -> DataError:
        found = json.dumps(self.values[key], ensure_ascii=False)[:60] if key in self.values else "nothing"
        return DataError(f"{self.where}, {key}: expected {expected}, found {found}")


def parse(where: str, source: str) -> Fields:
    """The JSON object that `source` spells; DataError where it is none."""
    try:
        value = json.loads(source)
    except json.JSONDecodeError as error:
        raise DataError(f"{where}: not JSON ({error.msg} at line {error.lineno}, column {error.colno})") from error
    if not isinstance(value, dict):
        raise DataError(f"{where}: expected a JSON object")
    return Fields(where, value)
