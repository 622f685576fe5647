"""Why a node is one thing, what may be one, and what people decide, on the command line."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kgraph.build import build_documents
from kgraph.cli import kgraph
from kgraph.graph import STORE, open_store, read_rows
from kgraph.model import Document, Evidence, Mention, Source, Statement
from kgraph.resolve import JUDGEMENTS

SAID = [
    ("a.txt", "2026-05-01", "Northern Imaging Bureau", "Harrow Police"),
    ("b.txt", "2026-05-28", "NIB", "Harrow Constabulary"),
    ("c.txt", "2024-01-01", "Vellumic Systems", "Velland Police"),
    ("d.txt", "2024-01-02", "Vellumic", "Oldmere Police"),
]


def found(path: str, day: str, company: str, force: str) -> tuple[Document, list[Mention], list[Statement]]:
    text = f"{company} supplies the {force}."
    ends = Mention(path, 0, len(company), company, "Company"), Mention(path, text.index(force), len(text) - 1, force, "PoliceForce")
    document = Document(Source(path, path, date=datetime.date.fromisoformat(day)), text)
    return document, [*ends], [Statement(ends[0], "suppliesTo", ends[1], Evidence(path, 0, len(text), text), "supply", 0.9)]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    made = [found(*each) for each in SAID]
    build_documents([document for document, _, _ in made], tmp_path, extract=lambda documents: made)
    return tmp_path


def run(output: Path, *arguments: str, keys: str = "") -> Result:
    return CliRunner().invoke(kgraph, [*arguments, "-o", str(output)], input=keys)


def labels(output: Path) -> set[str]:
    with open_store(output / STORE) as store:
        return {row.subject.label for row in read_rows(store)}


def test_explain_gives_names_documents_and_reasons(output):
    done = run(output, "explain", "harrow constabulary")
    assert done.exit_code == 0
    assert done.stdout.splitlines()[0] == "Harrow Constabulary  (PoliceForce)"
    assert "  also called: Harrow Police" in done.stdout
    assert "  a.txt\n    'Harrow Police': 'Harrow Constabulary' and 'Harrow Police' are the same words (+0.95)" in done.stdout


def test_explain_tells_what_it_may_be_too(output):
    done = run(output, "explain", "NIB")
    assert "  may also be:\n    Northern Imaging Bureau (Company), 0.70: 'NIB' may stand for 'Northern Imaging Bureau'" in done.stdout


def test_explain_of_nothing_says_so(output):
    done = run(output, "explain", "Nobody")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "nothing is called 'Nobody'" in done.stderr


def test_candidates_come_by_score(output):
    first, second = (line.split("\t") for line in run(output, "candidates").stdout.splitlines()[1:])
    assert float(first[0]) >= float(second[0])
    assert {first[1], first[2]} == {"Vellumic (Company)", "Vellumic Systems (Company)"}


def test_a_keystroke_judges_the_newest_doubt_and_the_graph_follows(output):
    done = run(output, "judge", "--who", "anna", keys="sq")
    assert done.exit_code == 0
    assert "1 of 2. NIB (Company) and Northern Imaging Bureau (Company): the same?" in done.stdout
    assert "b.txt: … NIB supplies the Harrow Constabulary. …" in done.stdout
    (line,) = [line for line in (output / JUDGEMENTS).read_text().splitlines() if not line.startswith("#")]
    assert line == f"same | Company: NIB | Company: Northern Imaging Bureau | anna {datetime.date.today().isoformat()}"
    assert labels(output) == {"Northern Imaging Bureau", "Vellumic", "Vellumic Systems"}


def test_what_was_judged_is_not_asked_again(output):
    run(output, "judge", "--who", "anna", keys="ud")
    done = run(output, "judge")
    assert "Nothing is in doubt." in done.stderr
    assert [line.split(" | ")[0] for line in (output / JUDGEMENTS).read_text().splitlines()[1:]] == ["not sure", "different"]


def test_a_capital_asks_why(output):
    run(output, "judge", "--who", "anna", keys="Dtwo firms\nq")
    assert (output / JUDGEMENTS).read_text().rstrip().endswith(" | two firms")


def test_skipping_writes_nothing(output):
    done = run(output, "judge", keys="kq")
    assert "Nothing was judged; 2 questions open." in done.stderr
    assert not (output / JUDGEMENTS).exists()


def test_a_statement_judged_wrong_leaves_the_graph(output):
    done = run(output, "judge", "--statements", "--who", "anna", keys="wq")
    assert "NIB suppliesTo Harrow Constabulary: right?" in done.stdout
    assert "Left out: 1 statement judged wrong" in done.stdout
    assert labels(output) == {"Northern Imaging Bureau", "Vellumic", "Vellumic Systems"}


def test_stale_judgements_are_told_on_standard_error(output):
    (output / JUDGEMENTS).write_text("name | Company: Zzyzx | Lumen\n")
    done = run(output, "resolve")
    assert done.exit_code == 0
    assert "Not applied: judgements.txt, line 1: name | Company: Zzyzx | Lumen: nothing is called 'Zzyzx' any more" in done.stderr


def test_a_file_elsewhere_may_be_named(output, tmp_path):
    (tmp_path / "ours.txt").write_text("name | Company: Vellumic | Lumen\n")
    assert run(output, "resolve", "--judgements", str(tmp_path / "ours.txt")).exit_code == 0
    assert "Lumen" in labels(output)


def test_contradicting_judgements_name_both_lines(output):
    (output / JUDGEMENTS).write_text("name | Company: Vellumic | Lumen\nname | Company: Vellumic Ltd | Lux\n")
    done = run(output, "resolve")
    assert done.exit_code == 2
    assert (
        "judgements.txt, line 2 (name | Company: Vellumic Ltd | Lux) contradicts line 1 (name | Company: Vellumic | Lumen)" in done.stderr
    )


@pytest.mark.parametrize("command", [("explain", "Acme"), ("candidates",), ("resolve",), ("judge",)])
def test_where_there_is_no_graph_the_command_says_what_to_do(tmp_path, command):
    done = run(tmp_path, *command)
    assert done.exit_code == 3
    assert "run `kgraph build PATH…`" in done.stderr
