"""`kgraph query` and `kgraph queries`: ways to ask and ways to answer."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
from xml.etree import ElementTree

import pytest

from kgraph.graph import load_queries

SUPPLIES = "SELECT DISTINCT ?supplier { ?company kg:suppliesTo ?force . ?company rdfs:label ?supplier } ORDER BY ?supplier"
CONSTRUCT = "CONSTRUCT { ?company kg:suppliesTo ?force } WHERE { ?company kg:suppliesTo ?force }"


def suppliers(run) -> list[str]:
    answer = json.loads(run("query", SUPPLIES, "--format", "json").stdout)
    return [binding["supplier"]["value"] for binding in answer["results"]["bindings"]]


class TestAsking:
    def test_by_name_with_a_parameter(self, run):
        every, few = run("query", "suppliers"), run("query", "suppliers", "--force", "Metropolitan Police")
        assert every.exit_code == few.exit_code == 0
        customers = {line.split("\t")[1] for line in few.stdout.splitlines()[1:]}
        assert customers == {"Metropolitan Police Service"}
        assert len(every.stdout.splitlines()) > len(few.stdout.splitlines())

    def test_options_may_stand_before_the_question(self, run):
        assert run("query", "--format", "csv", "suppliers").stdout == run("query", "suppliers", "--format", "csv").stdout

    def test_in_sparql_from_a_file_and_from_standard_input(self, run, tmp_path):
        (tmp_path / "who.rq").write_text(SUPPLIES, encoding="utf-8")
        asked = [run("query", SUPPLIES), run("query", str(tmp_path / "who.rq")), run("query", "-", stdin=SUPPLIES)]
        assert len({done.stdout for done in asked}) == 1
        assert "Axon Enterprise" in asked[0].stdout

    def test_help_of_a_named_query_tells_its_parameters(self, run):
        help_ = run("query", "suppliers", "--help").stdout
        assert "--force ENTITY" in help_
        assert "Only suppliers of this force" in help_

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["supliers"], "'supliers' is neither a named query (about, "),
            (["suppliers", "--forse", "Met"], "No such option '--forse'"),
            (["suppliers", "--force", "Metropolitan Polise"], "did you mean 'Metropolitan Police'"),
            (["about"], "Missing option '--entity'"),
            (["SELECT * { ?a ?b"], "the query is not SPARQL"),
            (["DELETE WHERE { ?a ?b ?c }"], "DELETE would change the graph"),
            (["suppliers", "--timeout", "-1"], "Invalid value for '--timeout'"),
            (["SELECT * { SERVICE <http://localhost:9/> { ?a ?b ?c } }"], "which only `kgraph query --allow-service` may"),
        ],
    )
    def test_what_is_wrong_is_said_and_the_exit_code_is_2(self, run, arguments, message):
        done = run("query", *arguments)
        assert done.exit_code == 2
        assert message in done.stderr
        assert done.stdout == ""


class TestAnswering:
    def test_csv(self, run):
        rows = list(csv.DictReader(io.StringIO(run("query", SUPPLIES, "--format", "csv").stdout)))
        assert [row["supplier"] for row in rows] == suppliers(run)

    def test_tsv(self, run):
        lines = run("query", SUPPLIES, "--format", "tsv").stdout.splitlines()
        assert lines == ["?supplier", *(f'"{name}"' for name in suppliers(run))]

    def test_xml(self, run):
        root = ElementTree.fromstring(run("query", SUPPLIES, "--format", "xml").stdout)
        assert [literal.text for literal in root.iter("{http://www.w3.org/2005/sparql-results#}literal")] == suppliers(run)

    def test_turtle_for_a_graph(self, run):
        done = run("query", CONSTRUCT, "--format", "turtle")
        assert re.search(r"actor:axon kg:suppliesTo [^;]*actor:police-scotland\b", done.stdout)

    def test_turtle_for_a_table_is_refused(self, run):
        done = run("query", SUPPLIES, "--format", "turtle")
        assert (done.exit_code, done.stdout) == (2, "")
        assert "choose json, csv, tsv, xml" in done.stderr

    def test_in_a_pipe_a_line_a_row_without_colours(self, run):
        assert run("query", SUPPLIES).stdout.splitlines() == ["supplier", *suppliers(run)]

    def test_a_table_when_asked_for(self, run):
        lines = run("query", SUPPLIES, "--format", "table").stdout
        assert "─" in lines
        assert "Axon Enterprise" in lines

    def test_iris_are_shortened_in_tables(self, run):
        assert "actor:axon\tkg:suppliesTo\tactor:police-scotland" in run("query", CONSTRUCT).stdout

    def test_the_first_rows_only_and_that_there_are_more(self, run):
        done = run("query", SUPPLIES, "--limit", "2")
        assert done.stdout.splitlines() == ["supplier", *suppliers(run)[:2]]
        assert done.stderr == "The first 2 rows; there are more.\n"
        assert run("query", SUPPLIES, "--limit", str(len(suppliers(run)))).stderr == ""

    def test_the_first_rows_in_a_format_for_machines(self, run):
        done = run("query", SUPPLIES, "--limit", "1", "--format", "json")
        assert [row["supplier"]["value"] for row in json.loads(done.stdout)["results"]["bindings"]] == suppliers(run)[:1]
        assert done.stderr == "The first 1 rows; there are more.\n"

    def test_a_query_that_takes_too_long_is_stopped_and_gives_no_part_of_an_answer(self, run):
        done = run("query", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "--timeout", "0.3")
        assert (done.exit_code, done.stdout) == (5, "")
        assert done.stderr == "Error: stopped after 0.3 s: ask for less, or allow more time (--timeout)\n"

    def test_nothing_found_is_said(self, run):
        done = run("query", "SELECT ?x { ?x kg:suppliesTo kg:nobody }")
        assert (done.exit_code, done.stdout, done.stderr) == (0, "x\n", "Nothing found.\n")

    def test_yes_or_no(self, run):
        assert run("query", "ASK { ?company kg:suppliesTo ?force }").stdout == "answer\ntrue\n"


def test_queries_are_listed_with_their_parameters(run):
    listed = run("queries").stdout
    assert "suppliers  Who supplies whom" in listed
    assert "--force ENTITY (optional): only suppliers of this force or other organization" in listed
    assert 'Example: kgraph query suppliers --force "Metropolitan Police"' in listed


EXAMPLES = [(query.name, example) for query in load_queries().values() for example in query.examples]


def test_every_named_query_has_an_example():
    assert {name for name, _ in EXAMPLES} == load_queries().keys()


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_every_example_finds_something_in_the_sample_documents(run, name, example):
    done = run("query", name, *shlex.split(example))
    assert done.exit_code == 0, done.stderr
    # The sample documents contradict one another in nothing.
    assert len(done.stdout.splitlines()) > 1 or name == "disputed"
