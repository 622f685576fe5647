"""`kgraph push`, and `build` and `query` with `--endpoint`: a store of others is filled, and asked like the one at hand."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import servers

SUPPLIES = "SELECT DISTINCT ?supplier { ?company kg:suppliesTo ?force . ?company rdfs:label ?supplier } ORDER BY ?supplier"
CONSTRUCT = "CONSTRUCT { ?company kg:suppliesTo ?force } WHERE { ?company kg:suppliesTo ?force }"


@pytest.fixture(scope="module")
def store() -> Iterator[str]:
    with servers.oxigraph("--timeout-s", "5") as url:
        yield url


@pytest.fixture
def pushed(run, store) -> str:
    """The address of a store into which the sample documents were pushed."""
    done = run("push", "--endpoint", f"{store}/query", "-q")
    assert (done.exit_code, done.stdout) == (0, ""), done.output
    return f"{store}/query"


def test_what_was_done_is_said(run, pushed):
    done = run("push", "--endpoint", pushed)
    assert done.exit_code == 0
    assert done.stdout.startswith(f"{pushed}: 0 graphs sent, ")
    assert done.stdout.endswith(" there already, 0 removed\n")


@pytest.mark.parametrize(
    "question",
    [
        [SUPPLIES],
        [SUPPLIES, "--format", "json"],
        [SUPPLIES, "--format", "csv", "--limit", "2"],
        [SUPPLIES, "--format", "xml"],
        [CONSTRUCT, "--format", "turtle"],
        ["ASK { ?company kg:suppliesTo ?force }"],
        ["suppliers", "--force", "Metropolitan Police", "--format", "tsv"],
        ["SELECT ?x { ?x kg:suppliesTo kg:nobody }"],
    ],
)
def test_an_answer_is_that_of_the_store_at_hand(run, pushed, question):
    here, there = run("query", *question), run("query", *question, "--endpoint", pushed)
    assert (there.exit_code, there.stderr) == (here.exit_code, here.stderr)
    assert sorted(there.stdout.splitlines()) == sorted(here.stdout.splitlines())


def test_the_address_may_stand_before_the_question(run, pushed):
    assert run("query", "--endpoint", pushed, SUPPLIES).stdout == run("query", SUPPLIES).stdout


def test_a_query_that_takes_too_long_is_given_up(run, pushed):
    done = run("query", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "--timeout", "0.3", "--endpoint", pushed)
    assert (done.exit_code, done.stdout) == (5, "")
    assert done.stderr == "Error: stopped after 0.3 s: ask for less, or allow more time (--timeout)\n"


def test_a_build_is_pushed_too_and_says_what_it_could_not_read(run, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "story.txt").write_text("Palantir supplies the Metropolitan Police Service.\n", encoding="utf-8")
    (folder / "broken.txt").write_bytes(b"\x00\x01\x02\xff\xfe" * 40)
    with servers.oxigraph() as url:
        done = run("build", str(folder), "-o", str(tmp_path / "out"), "--frames-only", "--endpoint", f"{url}/query")
        assert done.exit_code == 1
        assert f"{url}/query: 3 graphs sent, 0 there already, 0 removed\n" in done.stdout
        assert done.stderr.startswith("Not read: broken.txt: ")
        found = run("query", SUPPLIES, "--endpoint", f"{url}/query", "--format", "json").stdout
    assert [row["supplier"]["value"] for row in json.loads(found)["results"]["bindings"]] == ["Palantir Technologies"]


def test_a_build_does_not_begin_where_it_could_not_be_pushed(run, tmp_path):
    for options in (["--endpoint", "nowhere"], ["--graph-store", "http://localhost:7878/store"]):
        done = run("build", "seeds/documents", "-o", str(tmp_path / "out"), *options)
        assert done.exit_code == 2
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["push"], 2, "Missing option '--endpoint'"),
        (["push", "--endpoint", "https://me:hunter2@host/query"], 2, "set KGRAPH_ENDPOINT_USER and KGRAPH_ENDPOINT_PASSWORD"),
        (["push", "--endpoint", "http://localhost:1/query", "-o", "nothing"], 3, "no graph in nothing/"),
        (["query", "suppliers", "--endpoint", "localhost"], 2, "it looks like http://localhost:7878/query"),
        (["query", "DELETE WHERE { ?a ?b ?c }", "--endpoint", "http://localhost:1/query"], 2, "DELETE would change the graph"),
    ],
)
def test_what_is_wrong_is_said(run, arguments, code, message):
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (code, "")
    assert message in done.stderr
    assert "hunter2" not in done.stderr


def test_nothing_at_the_address(run, store):
    done = run("push", "--endpoint", f"{store}/nowhere")
    assert done.exit_code == 2
    assert f"{store}/nowhere: nothing is there (404)" in done.stderr


def test_the_secret_is_in_no_output(checkout: Path):
    """Not even where the server repeats it."""
    secret = "hunter2hunter2"
    environment = {"KGRAPH_ENDPOINT_TOKEN": secret, "PYTHONPATH": str(Path(__file__).parents[2]), "PATH": "/usr/bin:/bin"}
    with servers.scripted(servers.Reply(401, secret.encode())) as server:
        command = [sys.executable, "-m", "kgraph.cli", "push", "--endpoint", server.url, "-o", str(checkout / "output")]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert server.asked[0].headers["Authorization"] == f"Bearer {secret}"
    assert done.returncode == 3
    assert "lets nobody in" in done.stderr
    assert secret not in done.stdout + done.stderr
