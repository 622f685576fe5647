"""What is packed comes back, and what returns is written once."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from kgraph.views.packed import packed, unpacked

PLAIN = st.one_of(st.text(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.lists(st.text(), max_size=3))
RECORDS = st.lists(st.dictionaries(st.sampled_from("abc"), PLAIN, max_size=3), max_size=6)


@given(st.dictionaries(st.sampled_from(["nodes", "edges"]), RECORDS))
def test_tables_come_back_from_json(tables: dict[str, list[dict[str, object]]]) -> None:
    assert unpacked(json.loads(json.dumps(packed(tables)))) == tables


def test_a_value_that_returns_is_written_once() -> None:
    assert packed({"a": [{"name": "Met"}, {"name": "Met"}], "b": [{"who": "Met"}]})["pool"] == ["Met"]


def test_true_is_not_taken_for_one() -> None:
    tables = {"a": [{"x": True}, {"x": 1}, {"x": "1"}]}
    assert [type(record["x"]) for record in unpacked(packed(tables))["a"]] == [bool, int, str]


def test_a_key_without_value_is_gone() -> None:
    assert unpacked(packed({"a": [{"x": None, "y": 2}, {"x": "z"}]})) == {"a": [{"y": 2}, {"x": "z"}]}
