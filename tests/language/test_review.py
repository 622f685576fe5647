"""Rules and network vote on names."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from kgraph.language.kinds import load_kinds
from kgraph.language.mentions import Name
from kgraph.language.review import is_name, reviewed, trimmed
from kgraph.learned import Tagged

WORDS = ["The", "Harrow", "Police", "Federation", "sued", "Lumetrix", ",", "which", "it", "accuses", "\n", "the", "force", "said", "."]


@pytest.fixture
def doc(reader) -> Doc:
    return Doc(reader.pipeline.vocab, WORDS)


def agreed(doc: Doc, names: list[Name], tags: list[Tagged], outside: float = 0.1) -> set[tuple[int, int, str]]:
    found = reviewed(doc, names, tags, [outside] * len(doc), load_kinds())
    return {(name.start, name.end, name.type) for name in found}


FIRM = Name(5, 6, "Person", None, "lumetrix")


class TestReview:
    def test_the_network_chooses_the_class_of_a_name_that_both_see(self, doc):
        assert agreed(doc, [FIRM], [Tagged(5, 6, "Company", 0.9, 1.0)]) == {(5, 6, "Company")}

    def test_the_rule_keeps_the_class_where_the_network_is_unsure(self, doc):
        assert agreed(doc, [FIRM], [Tagged(5, 6, "Company", 0.9, 0.3)]) == {(5, 6, "Person")}

    def test_a_name_that_only_the_network_sees(self, doc):
        assert agreed(doc, [], [Tagged(5, 6, "Company", 0.9, 1.0)]) == {(5, 6, "Company")}
        assert agreed(doc, [], [Tagged(5, 6, "Company", 0.2, 1.0)]) == set()

    def test_two_known_names_are_not_one(self, doc):
        known = [Name(1, 3, "PoliceForce", "urn:harrow", "urn:harrow"), Name(5, 6, "Company", "urn:lumetrix", "urn:lumetrix")]
        assert agreed(doc, known, [Tagged(1, 6, "PoliceForce", 0.95, 1.0)]) == {(1, 3, "PoliceForce"), (5, 6, "Company")}

    @pytest.mark.parametrize(("kinds_of_word", "found"), [(["ADJ", "NOUN"], {(0, 2, "Technology")}), (["ADJ", "ADJ"], set())])
    def test_a_quality_is_no_technology(self, reader, kinds_of_word, found):
        words = Doc(reader.pipeline.vocab, ["small", "cameras"], pos=kinds_of_word)
        assert agreed(words, [], [Tagged(0, 2, "Technology", 0.9, 1.0)]) == found

    def test_two_bodies_joined_by_and_are_not_one(self, reader):
        words = Doc(reader.pipeline.vocab, ["Wexmoor", "Police", "and", "Fell", "Constabulary", "paid"])
        forces = [Name(0, 2, "PoliceForce", None, "wexmoor police"), Name(3, 5, "PoliceForce", None, "fell constabulary")]
        assert agreed(words, forces, [Tagged(0, 5, "PoliceForce", 0.95, 1.0)]) == {(0, 2, "PoliceForce"), (3, 5, "PoliceForce")}

    def test_the_seat_of_a_court_is_no_part_of_its_name(self, reader):
        words = Doc(reader.pipeline.vocab, ["High", "Court", "in", "Brookmarket"])
        found = trimmed(words, [Tagged(0, 4, "Court", 0.9, 1.0)], load_kinds())
        assert [(tag.start, tag.end, tag.type) for tag in found] == [(0, 2, "Court"), (3, 4, "Place")]

    def test_an_office_is_no_longer_name_of_what_it_belongs_to(self, reader):
        words = Doc(reader.pipeline.vocab, ["Harrow", "Police", "Commissioner", "Roe"])
        known = [Name(0, 2, "PoliceForce", "urn:harrow", "urn:harrow")]
        assert agreed(words, known, [Tagged(0, 3, "OversightBody", 0.95, 1.0)]) == {(0, 2, "PoliceForce")}

    def test_a_name_that_only_the_rules_see(self, doc):
        assert agreed(doc, [FIRM], [], outside=0.5) == {(5, 6, "Person")}
        assert agreed(doc, [FIRM], [], outside=0.99) == set()

    def test_where_they_cut_differently_the_network_s_cut_holds(self, doc):
        force = Name(1, 3, "PoliceForce", None, "harrow police")
        assert agreed(doc, [force], [Tagged(1, 4, "CivilSocietyOrganization", 0.8, 1.0)]) == {(1, 4, "CivilSocietyOrganization")}

    @pytest.mark.parametrize(
        ("words", "heads", "span", "kind", "name"),
        [
            (["Hexley", "railway", "station"], [2, 2, 2], (0, 2), "Place", "Hexley railway station"),
            (["Darrow", "town", "centre"], [2, 2, 2], (0, 2), "Place", "Darrow"),
            (["Sallow", "ferry", "terminal"], [2, 2, 2], (0, 3), "Place", "Sallow ferry terminal"),
            (["the", "Patrol-4", "robot"], [2, 2, 2], (1, 3), "Product", "Patrol-4"),
            (["His", "Majesty", "'s", "Inspectorate"], [1, 3, 1, 3], (1, 4), "OversightBody", "His Majesty 's Inspectorate"),
            (["Her", "Majesty", "'s", "Inspectorate"], [1, 3, 1, 3], (3, 4), "OversightBody", "Her Majesty 's Inspectorate"),
        ],
    )
    def test_a_name_is_whole_and_no_more(self, reader, words, heads, span, kind, name):
        doc = Doc(reader.pipeline.vocab, words, heads=heads, deps=["dep"] * len(words))
        (tag,) = trimmed(doc, [Tagged(*span, kind, 0.9, 1.0)], load_kinds())
        assert doc[tag.start : tag.end].text == name

    @pytest.mark.parametrize(("person", "posts"), [(True, set()), (False, {(2, 5, "GovernmentBody")})])
    def test_a_post_that_somebody_holds_is_no_body(self, reader, person, posts):
        words = ["Roe", ",", "Mayor", "of", "Castrey"]
        doc = Doc(reader.pipeline.vocab, words, heads=[0, 0, 0, 2, 3], deps=["ROOT", "punct", "appos", "prep", "pobj"])
        tags = [Tagged(2, 5, "GovernmentBody", 0.9, 1.0), *([Tagged(0, 1, "Person", 0.9, 1.0)] if person else [])]
        assert {name for name in agreed(doc, [], tags) if name[2] != "Person"} == posts

    def test_a_name_does_not_end_with_of(self, reader):
        words = Doc(reader.pipeline.vocab, ["Nordic", "Gate", "of", "Bergen"])
        assert [tag[:2] for tag in trimmed(words, [Tagged(0, 3, "Company", 0.9, 1.0)], load_kinds())] == [(0, 2)]

    @pytest.mark.parametrize("word", ["Force", "Constabulary", "Commissioner", "Panel", "R", "Lord"])
    def test_what_something_is_is_no_name_for_its_capital_letter(self, reader, word):
        words = Doc(reader.pipeline.vocab, ["The", word, "said"])
        assert agreed(words, [], [Tagged(0, 2, "PoliceForce", 0.95, 1.0)]) == set()

    def test_letters_behind_a_name_are_no_part_of_it(self, reader):
        words = Doc(reader.pipeline.vocab, ["Ida", "Roe", "KC", "spoke"])
        assert agreed(words, [], [Tagged(0, 3, "Person", 0.95, 1.0)]) == {(0, 2, "Person")}

    def test_what_the_gazetteer_knows_stays(self, doc):
        known = Name(5, 6, "Company", "https://example.org/lumetrix", "https://example.org/lumetrix")
        assert agreed(doc, [known], [Tagged(5, 6, "Person", 0.99, 1.0)], outside=0.99) == {(5, 6, "Company")}

    def test_an_article_is_no_part_of_a_name(self, doc):
        assert agreed(doc, [], [Tagged(0, 4, "CivilSocietyOrganization", 0.9, 1.0)]) == {(1, 4, "CivilSocietyOrganization")}

    def test_contracts_pronouns_and_descriptions_are_no_names(self, doc):
        tags = [Tagged(8, 9, "PoliceForce", 0.9, 1.0), Tagged(11, 13, "PoliceForce", 0.9, 1.0), Tagged(5, 6, "Contract", 0.9, 1.0)]
        assert agreed(doc, [], tags) == set()


@pytest.mark.parametrize(("start", "end", "name"), [(8, 9, False), (11, 13, False), (0, 4, True), (5, 6, True), (7, 8, False)])
def test_what_is_a_name(doc, start, end, name):
    assert is_name(doc, Tagged(start, end, "PoliceForce", 0.9, 1.0), load_kinds()) is name


@pytest.mark.parametrize(
    ("words", "name"), [("the First Defendant", False), ("Claimants", False), ("Claimants United", True), ("the Labour Party", True)]
)
def test_what_a_side_is_called_in_court_is_no_name(reader, words, name):
    doc = Doc(reader.pipeline.vocab, words.split())
    assert is_name(doc, Tagged(0, len(doc), "Person", 0.9, 1.0), load_kinds()) is name


@pytest.mark.parametrize(("words", "name"), [("Orwellian", False), ("the Orwellian Society", True)])
def test_an_adjective_that_a_writer_gave_his_name_to_is_no_name(reader, words, name):
    doc = Doc(reader.pipeline.vocab, words.split())
    assert is_name(doc, Tagged(0, len(doc), "Product", 0.9, 1.0), load_kinds()) is name


def test_marks_and_line_breaks_are_cut_off(doc):
    tags = [Tagged(5, 7, "Company", 0.9, 1.0), Tagged(8, 13, "PoliceForce", 0.9, 1.0), Tagged(10, 11, "Place", 0.9, 1.0)]
    assert [(tag.start, tag.end) for tag in trimmed(doc, tags, load_kinds())] == [(5, 6), (8, 10)]


def test_a_person_is_called_without_title(reader):
    doc = Doc(reader.pipeline.vocab, ["Sir", "Ivo", "Lantry", "spoke", "."])
    assert agreed(doc, [], [Tagged(0, 3, "Person", 0.9, 1.0)]) == {(1, 3, "Person")}
