"""`kgraph export`: every format can be read by another program and holds every statement."""

from __future__ import annotations

import csv
import io
import json

import networkx
import pyoxigraph
import pytest

from kgraph.cli.export import FORMATS


@pytest.fixture
def count(checkout) -> int:
    """How many statements there are."""
    return len((checkout / "output" / "statements.jsonl").read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_holds_what_standard_output_gets(run, tmp_path, format):
    printed, saved = run("export", format), run("export", format, "--file", str(tmp_path / "graph"))
    assert (printed.exit_code, saved.exit_code, saved.stdout) == (0, 0, "")
    assert (tmp_path / "graph").read_bytes() == printed.stdout_bytes


@pytest.mark.parametrize(("format", "read"), [("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)])
def test_networks_have_an_edge_a_statement(run, count, format, read):
    assert read(io.BytesIO(run("export", format).stdout_bytes)).number_of_edges() == count


def test_csv_has_a_line_a_statement(run, count):
    assert len(list(csv.DictReader(io.StringIO(run("export", "csv").stdout_bytes.decode("utf-8-sig"))))) == count


@pytest.mark.parametrize(
    ("format", "parsed"),
    [("nquads", pyoxigraph.RdfFormat.N_QUADS), ("jsonld", pyoxigraph.RdfFormat.JSON_LD), ("turtle", pyoxigraph.RdfFormat.TURTLE)],
)
def test_rdf_has_a_node_a_statement(run, count, format, parsed):
    quads = pyoxigraph.parse(run("export", format).stdout_bytes, parsed)
    assert len({quad.subject for quad in quads if quad.predicate.value.endswith("#predicate")}) == count


def test_json_ld_is_json(run):
    assert json.loads(run("export", "jsonld").stdout_bytes)


def test_a_format_that_is_not_known_is_refused_with_those_that_are(run):
    done = run("export", "xls")
    assert done.exit_code == 2
    assert all(format in done.stderr for format in FORMATS)


def test_a_file_that_cannot_be_written_is_named_and_the_exit_code_is_2(run, tmp_path):
    done = run("export", "csv", "--file", str(tmp_path / "nowhere" / "graph.csv"))
    assert done.exit_code == 2
    assert f"Error: {tmp_path}/nowhere/graph.csv: cannot be written (No such file or directory)" in done.stderr
