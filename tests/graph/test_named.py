"""Each named query, asked of the story of the Met, Palantir and Kent Police."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Store

from kgraph.errors import DataError, QueryError
from kgraph.graph import Result, add_quads, ask, entity_quads, load_queries
from kgraph.model import Qualifiers

MET, KENT, LFR = "Metropolitan Police Service", "Kent Police", "live facial recognition"


def pick(result: Result, *columns: str) -> list[tuple[Any, ...]]:
    places = [result.columns.index(column) for column in columns]
    return [tuple(row[place] for place in places) for row in result.rows]


def answer(store: Store, name: str, *columns: str, **values: str) -> list[tuple[Any, ...]]:
    return pick(ask(store, load_queries()[name], values), *columns)


class TestAnswers:
    def test_suppliers(self, store: Store) -> None:
        assert answer(store, "suppliers", "supplier", "customer", "polarity", "modality", force="the met") == [
            ("Palantir", MET, "positive", "planned")
        ]
        assert answer(store, "suppliers", "supplier", "polarity", force=KENT) == [("NEC", "positive"), ("NEC", "negative")]
        assert len(answer(store, "suppliers", "supplier")) == 3

    def test_criticism(self, store: Store) -> None:
        assert answer(store, "criticism", "who", "what") == [("Big Brother Watch", MET), ("Big Brother Watch", LFR)]
        assert answer(store, "criticism", "what", target="facial recognition") == [(LFR,)]
        assert answer(store, "criticism", "what", target="drones") == []
        assert answer(store, "criticism", "what", critic="Khan") == []

    def test_contracts(self, store: Store) -> None:
        columns = ("bought_by", "sold_by", "what", "amount", "currency", "status", "date")
        met = (MET, "Palantir", None, "50000000", "GBP", "blocked", "2026-05")
        kent = (KENT, "NEC", "NeoFace Watch", "1200.5", "GBP", "awarded", "2024")
        assert answer(store, "contracts", *columns) == [met, kent]
        assert answer(store, "contracts", *columns, least="1,000,000") == [met]
        assert answer(store, "contracts", *columns, buyer=KENT) == [kent]
        assert answer(store, "contracts", *columns, supplier="palantir") == [met]
        assert answer(store, "contracts", *columns, supplier="palantir", buyer=KENT) == []

    def test_rulings(self, store: Store) -> None:
        found = ("High Court", "in favor of", MET, "2026-04", "In April the High Court found for the Met.")
        assert answer(store, "rulings", "decided_by", "decision", "on", "date", "sentence", court="high court") == [found]
        assert answer(store, "rulings", "on", party=KENT) == []

    def test_claims(self, store: Store) -> None:
        assert answer(store, "claims", "subject", "says", "object", "polarity", speaker="NEC") == [("NEC", "supplies to", KENT, "negative")]
        assert answer(store, "claims", "subject", "says", "object", speaker="Mark Rowley") == [(MET, "uses", LFR)]
        assert answer(store, "claims", "says", "object", speaker="Big Brother Watch") == [("criticizes", MET), ("criticizes", LFR)]

    def test_technologies(self, store: Store) -> None:
        assert answer(store, "technologies", "uses", "count", "date", "document", force=MET) == [
            ("drones", "9", "2025-10", "Met chief wants more drones"),
            (LFR, None, None, "Met chief wants more drones"),
            (LFR, None, None, "kent.md"),
        ]
        assert answer(store, "technologies", "user", "modality", technology="biometrics") == [
            (KENT, "planned"),
            (MET, "actual"),
            (MET, "actual"),
        ]

    def test_plans(self, store: Store) -> None:
        assert answer(store, "plans", "subject", "does", "object", "modality") == [
            (KENT, "uses", LFR, "planned"),
            ("Palantir", "supplies to", MET, "planned"),
        ]
        assert answer(store, "plans", "subject", actor="palantir") == [("Palantir",)]

    def test_about(self, store: Store) -> None:
        assert answer(store, "about", "subject", "does", "object", "said_by", entity="Mark Rowley") == [
            ("Mark Rowley", "affiliated with", MET, None),
            (MET, "uses", LFR, "Mark Rowley"),
        ]
        assert len(answer(store, "about", "sentence", entity="NEC")) == 4

    def test_oversight(self, store: Store) -> None:
        assert answer(store, "oversight", "who", "does", "whom", body="ico") == [
            ("Information Commissioner's Office", "investigates", "NeoFace Watch"),
            ("Information Commissioner's Office", "oversees", MET),
        ]
        assert answer(store, "oversight", "who", target=KENT) == []

    def test_stopped(self, store: Store) -> None:
        for values in ({}, {"by": "sadiq khan"}, {"target": "Palantir"}, {"target": MET}):
            assert answer(store, "stopped", "who", "date", **values) == [("Sadiq Khan", "2026-05")]
        assert answer(store, "stopped", "who", target="NEC") == []

    def test_people(self, store: Store) -> None:
        for values in ({}, {"organization": MET}, {"person": "Mark Rowley"}):
            assert answer(store, "people", "name", "role", "at", **values) == [("Mark Rowley", "Commissioner", MET)]

    def test_spending(self, store: Store) -> None:
        assert answer(store, "spending", "who", "status", "currency", "contracts", "total") == [
            (MET, "blocked", "GBP", "1", "50000000"),
            (KENT, "awarded", "GBP", "1", "1200.5"),
        ]
        assert answer(store, "spending", "total", buyer=KENT) == [("1200.5",)]

    def test_disputed(self, store: Store) -> None:
        assert answer(store, "disputed", "subject", "does", "object", "denial") == [
            ("NEC", "supplies to", KENT, "NEC denied that it supplies Kent Police.")
        ]
        assert answer(store, "disputed", "subject", actor=MET) == []

    def test_disputed_either_way_round_where_it_holds_both_ways(self, story: Any) -> None:
        paper = story.document("third.md")
        story.say(paper, "Kent does not work with the Met.", ("kent", "partnersWith", "met", Qualifiers(polarity="negative")))
        store = Store()
        add_quads(store, story.quads())
        assert answer(store, "disputed", "subject", "does", "object", "affirmation", actor=MET) == [
            (KENT, "partners with", MET, "The Met works with Kent Police.")
        ]

    def test_sums_stand_beside_the_words_that_give_them(self, store: Store) -> None:
        columns = ("amount", "currency", "written", "does", "object")
        assert answer(store, "sums", *columns, least="1,000,000") == [
            ("50000000", "GBP", "£50m", "buyer", MET),
            ("50000000", "GBP", "£50m", "supplier", "Palantir"),
        ]
        assert len(answer(store, "sums", "written")) == 5

    def test_namings_are_the_names_that_documents_use(self, store: Store) -> None:
        assert answer(store, "namings", "label", "name", "total", "documents", entity=MET) == [(MET, "met", "12", "2")]
        assert ("NEC", "nec") in answer(store, "namings", "label", "name")

    def test_makers(self, store: Store) -> None:
        assert answer(store, "makers", "made_by", "what", maker="nec") == [("NEC", "NeoFace Watch")]
        assert answer(store, "makers", "what", technology="drones") == []

    def test_litigation(self, store: Store) -> None:
        assert answer(store, "litigation", "who", "whom", against=MET) == [("Shaun Thompson", MET)]
        assert answer(store, "litigation", "who", by=MET) == []

    def test_partnerships_are_found_from_either_side(self, store: Store) -> None:
        for side in (MET, KENT):
            assert answer(store, "partnerships", "who", "does", "with", organization=side) == [(MET, "partners with", KENT)]

    def test_places(self, store: Store) -> None:
        assert answer(store, "places", "what", "does", place="london") == [(MET, "is located in")]

    @pytest.mark.parametrize(
        ("since", "until", "dates"),
        [
            ("2026", "2026", ["2026-04", "2026-05", "2026-05", "2026-05"]),
            ("2026-05-28", "2027", ["2026-05", "2026-05", "2026-05"]),
            ("2024-03", "2025", ["2024", "2024", "2024", "2025-10"]),
            ("2025-11", "2026-04", ["2026-04"]),
            ("2027", "2028", []),
        ],
    )
    def test_timeline_counts_what_overlaps(self, store: Store, since: str, until: str, dates: list[str]) -> None:
        assert [row[0] for row in answer(store, "timeline", "date", since=since, until=until)] == dates

    def test_sentences_are_found_in_whatever_case(self, store: Store) -> None:
        assert answer(store, "sentences", "subject", "does", words="nine DRONES") == [(MET, "uses")]

    def test_documents(self, store: Store) -> None:
        assert answer(store, "documents", "path", "publisher", "total") == [("kent.md", None, "13"), ("met.md", "The Paper", "10")]
        assert answer(store, "documents", "path", since="2026", until="2026-05") == [("met.md",)]

    def test_actors(self, store: Store) -> None:
        assert answer(store, "actors", "name", "kind", "total", least="5")[0] == (MET, "police force", "12")

    def test_stances(self, store: Store) -> None:
        assert answer(store, "stances", "what", "stance", "actors") == [(MET, "against", "1"), (LFR, "against", "1")]

    def test_doubtful(self, store: Store) -> None:
        assert answer(store, "doubtful", "frame", most="0.5") == []
        assert len(answer(store, "doubtful", "frame", most="0.9")) == 23

    @pytest.mark.parametrize("name", ["support", "approvals", "misidentified", "funding", "structure"])
    def test_what_nobody_says_is_not_found(self, store: Store, name: str) -> None:
        assert answer(store, name, "sentence") == []

    def test_two_documents_that_say_the_same_are_two_lines_of_a_contract_and_money_is_counted_once(self, story: Any) -> None:
        from kgraph.model import Qualifiers

        three = story.document("other.md")
        other = Qualifiers(amount=48_000_000, currency="GBP", status="blocked")
        story.say(three, "The deal was worth £48m.", ("deal", "buyer", "met", other), ("deal", "supplier", "palantir", other))
        store = Store()
        add_quads(store, story.quads())
        assert answer(store, "contracts", "bought_by", "amount", "document", supplier="palantir") == [
            (MET, "50000000", "Met chief wants more drones"),
            (MET, "48000000", "other.md"),
        ]
        assert answer(store, "spending", "contracts", "total", buyer=MET) == [("1", "50000000")]


class TestAsking:
    def test_every_query_says_what_it_is_for_and_runs(self, store: Store) -> None:
        queries = load_queries()
        assert len(queries) >= 20
        for query in queries.values():
            assert query.title
            assert query.description.endswith(".")
            values = {param.name: {"entity": MET, "date": "2026"}.get(param.kind, "1") for param in query.params}
            assert ask(store, query, values).kind == "select"

    @pytest.mark.parametrize("name", sorted(load_queries()))
    def test_every_answer_shows_its_sentence_or_is_a_sum(self, name: str, store: Store) -> None:
        query = load_queries()[name]
        values = {param.name: MET for param in query.params if param.required}
        columns = ask(store, query, values).columns
        assert {"sentence", "affirmation", "total"} & set(columns)

    def test_says_what_is_missing(self, store: Store) -> None:
        with pytest.raises(QueryError, match="the query claims needs 'speaker': whose word"):
            ask(store, load_queries()["claims"], {})

    def test_says_what_it_takes(self, store: Store) -> None:
        with pytest.raises(QueryError, match=r"suppliers has no parameter 'farce' \(it takes force, min_confidence\)"):
            ask(store, load_queries()["suppliers"], {"farce": "x"})

    def test_says_that_a_number_is_none(self, store: Store) -> None:
        for value in ("much", "1) || true", "nan", "inf"):
            with pytest.raises(QueryError, match="least must be a number"):
                ask(store, load_queries()["contracts"], {"least": value})

    def test_says_that_a_date_is_none(self, store: Store) -> None:
        for value in ("May", "2026-13", "2026-1", "2026-05-32", '2026" || true'):
            with pytest.raises(QueryError, match="since must be a date of the form YYYY, YYYY-MM or YYYY-MM-DD"):
                ask(store, load_queries()["timeline"], {"since": value})

    @pytest.mark.parametrize(
        "name",
        [
            'x" } UNION { ?force ?p ?o',
            "https://example.org/> } UNION { ?s ?p ?o",
            "x\\u0022 } # \n",
            "}\n# parameters\n{",
            "🚔 \u202e\x00'",
        ],
    )
    def test_a_hostile_name_is_only_a_name(self, name: str, story: Any) -> None:
        with pytest.raises(QueryError):
            ask(_store(story), load_queries()["suppliers"], {"force": name})
        story.entity("odd", "PoliceForce", name.removeprefix("https://"))
        result = ask(_store(story), load_queries()["suppliers"], {"force": name.removeprefix("https://")})
        assert result.rows == ()

    def test_a_text_parameter_is_bound_not_pasted(self, store: Store, tmp_path: Path) -> None:
        (tmp_path / "say.rq").write_text(
            "# title: T\n# description: D.\n# param word: text, optional — the word\n\nSELECT ?word {\n  # parameters\n}\n"
        )
        hostile = 'a" } UNION { ?s ?p ?word } # \\ \n'
        assert ask(store, load_queries(tmp_path)["say"], {"word": hostile}).rows == ((hostile,),)


def _store(story: Any) -> Store:
    store = Store()
    add_quads(store, entity_quads(story.entities.values()))
    return store


class TestBadFiles:
    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("# description: D.\nSELECT * {}", "lack '# title"),
            ("# title: T\nSELECT * {}", "lack '# description"),
            ("# title: T\n# example: --a\n# exemple: --a\nSELECT * {}", "line 3: expected"),
            ("# title: T\n# param x: thing, required — y\nSELECT * {}", "line 2: expected"),
            ("# title: T\n# description: D.\n# param x: text, required — y\nSELECT * {}", "'# parameters' must say where"),
        ],
    )
    def test_names_file_and_line(self, tmp_path: Path, text: str, message: str) -> None:
        (tmp_path / "odd.rq").write_text(text)
        with pytest.raises(DataError) as caught:
            load_queries(tmp_path)
        assert str(tmp_path / "odd.rq") in str(caught.value)
        assert message in str(caught.value)
