"""`kgraph show`, `kgraph path`, `kgraph stats`: what a reader is told, and what is said where nothing is known."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kgraph.build import build_documents
from kgraph.cli import kgraph, quotations
from kgraph.model import Document, Evidence, Mention, Node, Qualifiers, Row, Source, Statement

KINDS = {
    "Sadiq Khan": "Person",
    "Mark Rowley": "Person",
    "Palantir": "Company",
    "Axon": "Company",
    "IBM": "Company",
    "Metropolitan Police": "PoliceForce",
    "Kent Police": "PoliceForce",
    "Flock Safety": "Company",
    "City of Chicago": "GovernmentBody",
}
SAID = [
    ("Sadiq Khan", "criticizes", "Palantir", {"date": "2026-05"}),
    ("Palantir", "suppliesTo", "Metropolitan Police", {"modality": "planned", "attributed_to": "Mark Rowley"}),
    ("Palantir", "suppliesTo", "Kent Police", {}),
    ("Axon", "suppliesTo", "Metropolitan Police", {}),
    ("Axon", "suppliesTo", "Kent Police", {"polarity": "negative"}),
    ("Mark Rowley", "affiliatedWith", "Metropolitan Police", {"role": "Commissioner"}),
    ("Flock Safety", "suppliesTo", "City of Chicago", {}),
]


def document() -> tuple[Document, list[Mention], list[Statement]]:
    """A sentence for each of SAID."""
    source = Source("1" * 64, "deals.txt", "Deals")
    text, statements = "", []
    for subject, predicate, object_, told in SAID:
        sentence = f"{subject} {predicate} {object_}, {told.get('attributed_to', 'they')} said."
        start = len(text)

        def mention(name: str, start: int = start, sentence: str = sentence) -> Mention:
            at = start + sentence.index(name)
            return Mention(source.id, at, at + len(name), name, KINDS[name])

        qualifiers = {key: mention(value) if key == "attributed_to" else value for key, value in told.items()}
        evidence = Evidence(source.id, start, start + len(sentence), sentence)
        statements.append(Statement(mention(subject), predicate, mention(object_), evidence, "test", 0.9, Qualifiers(**qualifiers)))
        text += sentence + "\n"
    mentions = [mention for statement in statements for mention in (statement.subject, statement.object)]
    return Document(source, text), mentions, statements


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of SAID."""
    folder = tmp_path_factory.mktemp("graph")
    read, mentions, statements = document()
    build_documents([read], folder, extract=lambda documents: [(one, mentions, statements) for one in documents])
    return folder


@pytest.fixture
def look(output: Path):
    """Runs a command on the graph of SAID."""

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(kgraph, [*arguments, "-o", str(output)])

    return invoke


class TestShow:
    def test_who_it_is_and_how_else_it_is_called(self, look):
        lines = look("show", "sadiq KHAN").stdout.splitlines()
        assert lines[0] == "Sadiq Khan · person"
        assert "Elsewhere: http://www.wikidata.org/entity/Q334155" in lines[:3]

    def test_each_statement_stands_over_its_sentence_and_where_that_is_from(self, look):
        assert look("show", "Sadiq Khan").stdout.splitlines()[-3:] == [
            "  Sadiq Khan ──criticizes──▶ Palantir Technologies",
            "    “Sadiq Khan criticizes Palantir, they said.”",
            "    in 2026-05 · Deals, deals.txt",
        ]

    def test_what_it_says_of_others_is_told_apart(self, look):
        before, _, after = look("show", "Mark Rowley").stdout.partition("\nSaid about others by Mark Rowley\n")
        assert before.endswith("\n    as Commissioner · Deals, deals.txt\n")
        assert after.endswith("\n    according to Mark Rowley · planned · Deals, deals.txt\n")

    def test_an_iri_names_it_too(self, look):
        assert look("show", "actor:sadiq-khan").stdout == look("show", "Sadiq Khan").stdout

    @pytest.mark.parametrize(
        ("entity", "message"),
        [
            ("Sadik Khan", "Error: nothing in the graph is called 'Sadik Khan': did you mean 'Sadiq Khan'"),
            ("actor:nobody", "Error: <https://w3id.org/kgraph/actor/nobody> is not in the graph"),
            ("polygraph", "Error: no document says anything of tech:lie-detectors"),
        ],
    )
    def test_of_what_is_not_there_nothing_is_shown_and_the_exit_code_is_2(self, look, entity, message):
        done = look("show", entity)
        assert (done.exit_code, done.stdout) == (2, "")
        assert message in done.stderr


class TestPath:
    def test_the_steps_in_order_each_with_its_sentences(self, look):
        lines = look("path", "Sadiq Khan", "Mark Rowley").stdout.splitlines()
        assert lines[0] == "Sadiq Khan — Palantir Technologies — Metropolitan Police Service — Mark Rowley"
        assert [line.strip() for line in lines if "▶" in line] == [
            "Sadiq Khan ──criticizes──▶ Palantir Technologies",
            "Palantir Technologies ──suppliesTo──▶ Metropolitan Police Service",
            "Mark Rowley ──affiliatedWith──▶ Metropolitan Police Service",
        ]
        assert "    “Mark Rowley affiliatedWith Metropolitan Police, they said.”" in lines

    def test_a_denial_connects_and_says_so(self, look):
        assert "denied · Deals, deals.txt" in look("path", "Axon", "Kent Police").stdout

    def test_the_first_paths_only_and_that_there_are_more(self, look):
        every, first = look("path", "Axon", "Palantir"), look("path", "Axon", "Palantir", "--limit", "1")
        assert every.stdout.startswith(first.stdout)
        assert every.stdout.count(" — ") == 4
        assert (every.stderr, first.stderr) == ("", "\nThere are more paths of this length: see them with --limit 2.\n")

    def test_nothing_connects_them(self, look):
        done = look("path", "Palantir", "Flock Safety")
        assert (done.exit_code, done.stdout, done.stderr) == (0, "", "Nothing connects Palantir and Flock Safety.\n")

    def test_both_ends_the_same_is_said_and_the_exit_code_is_2(self, look):
        done = look("path", "Palantir", "Palantir Technologies")
        assert done.exit_code == 2
        assert "both ends of the path are the same thing" in done.stderr


def test_stats_count_and_list_the_actors_in_the_middle(look):
    # Of the 21 pairs of the seven others, the ways of four lead through the Met, and one of two ways of two pairs: 5 of 21.
    counts, *tables = look("stats", "--limit", "2").stdout.split("\n\n")
    assert counts == "1 document, 8 entities, 7 statements"
    assert [table.splitlines() for table in tables] == [
        ["class\tcount", "Company\t3", "Person\t2", "PoliceForce\t2", "GovernmentBody\t1"],
        ["property\tcount", "suppliesTo\t5", "affiliatedWith\t1", "criticizes\t1"],
        ["polarity\tcount", "positive\t6", "negative\t1"],
        ["modality\tcount", "actual\t6", "planned\t1"],
        [
            "actor\tclass\tconnections\tbetweenness",
            "Metropolitan Police Service\tPoliceForce\t3\t0.238",
            "Palantir Technologies\tCompany\t3\t0.238",
        ],
    ]


def row(**told: object) -> Row:
    """“Nobody uses Nobody”, with any of its fields as given."""
    nobody = Node("urn:nobody", "Nobody", "Person")
    plain = dict.fromkeys(("date", "amount", "currency", "count", "role", "status", "attributed_to"))
    source = Source("0" * 64, "a.txt")
    made = Row("urn:1", source, nobody, "uses", nobody, "So.", 0, 3, "positive", "actual", confidence=1.0, frame="test", **plain)
    return Row(**{**{name: getattr(made, name) for name in Row.__dataclass_fields__}, **told})


class TestQuotations:
    def test_all_that_qualifies_a_statement_is_told(self, capsys):
        speaker = Node("urn:s", "Jo Smith", "Person")
        money = {"amount": 5e7, "amount_text": "£50m", "currency": "GBP"}
        contract = {**money, "status": "blocked", "count": 9.0, "role": "Mayor", "date": "2026-05-28"}
        quotations.print_statements([row(attributed_to=speaker, polarity="negative", contested=True, modality="planned", **contract)])
        assert capsys.readouterr().out.splitlines()[-1].strip() == (
            "according to Jo Smith · denied · contested · planned · contract blocked · GBP 50,000,000 (“£50m”) · number: 9 · as Mayor"
            " · on 2026-05-28 · a.txt"
        )

    def test_what_is_affirmed_and_actual_goes_without_saying(self, capsys):
        quotations.print_statements([row()])
        assert capsys.readouterr().out == "\n  Nobody ──uses──▶ Nobody\n    “So.”\n    a.txt\n"

    def test_what_is_said_twice_has_one_heading(self, capsys):
        quotations.print_statements([row(), row(id="urn:2", sentence="Again.")])
        out = capsys.readouterr().out
        assert (out.count("▶"), out.count("“")) == (1, 2)

    def test_a_document_cannot_command_the_terminal(self, capsys):
        quotations.print_statements([row(sentence="\x1b[2Jgone \x9b31m \u202eback", source=Source("0" * 64, "\x1b]0;title\x07.txt"))])
        assert not set(capsys.readouterr().out) & set("\x1b\x9b\x07\u202e")

    def test_on_a_terminal_lines_are_broken_to_its_width(self, capsys, monkeypatch):
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
        monkeypatch.setattr(shutil, "get_terminal_size", lambda: os.terminal_size((40, 24)))
        quotations.print_statements([row(sentence="The force has used it for a year. " * 4)])
        quoted = capsys.readouterr().out.partition("▶")[2].splitlines()[1:]
        assert max(map(len, quoted)) <= 40
        assert len(quoted) > 4
