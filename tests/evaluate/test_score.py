"""Scoring: what counts as right, wrong, missed and misplaced."""

import dataclasses
import datetime

import pytest

from kgraph.evaluate import GoldDocument, GoldStatement, Tally, evaluate
from kgraph.evaluate.gold import normal
from kgraph.model import Node, Row, Source

TEXT = "The Met uses Lattice. Liberty condemned Lattice on Tuesday. The Met will pay Palantir £2m."

FORCE, SYSTEM, GROUP, VENDOR = ("met", "lattice", "liberty", "palantir")
NAMES = {
    FORCE: ("Metropolitan Police", "the Met"),
    SYSTEM: ("Lattice",),
    GROUP: ("Liberty",),
    VENDOR: ("Palantir", "Palantir Technologies"),
    "deal": (),
}
TYPES = {FORCE: "PoliceForce", SYSTEM: "Product", GROUP: "CivilSocietyOrganization", VENDOR: "Company", "deal": "Contract"}


def gold(*statements: GoldStatement, text: str | None = TEXT, names: dict[str, tuple[str, ...]] = NAMES) -> GoldDocument:
    bearers: dict[str, frozenset[str]] = {}
    for id_, labels in names.items():
        for label in labels:
            bearers[normal(label)] = bearers.get(normal(label), frozenset()) | {id_}
    labels = {id_: labels[0] if labels else "contract" for id_, labels in names.items()}
    return GoldDocument("story", datetime.date(2026, 5, 1), text, TYPES, labels, bearers, statements)


USES = GoldStatement(FORCE, "uses", SYSTEM, "The Met uses Lattice.")
CRITICIZES = GoldStatement(GROUP, "criticizes", SYSTEM, "Liberty condemned Lattice on Tuesday.", date="2026-04-28")


def node(label: str, type_: str = "PoliceForce", id_: str | None = None) -> Node:
    return Node(id_ or f"urn:{label}", label, type_)


def row(subject: Node, predicate: str, object_: Node, sentence: str = "The Met uses Lattice.", **changes: object) -> Row:
    start = TEXT.find(sentence)
    plain = Row(
        id="",
        source=Source("", "folder/story.md"),
        subject=subject,
        predicate=predicate,
        object=object_,
        sentence=sentence,
        start=start,
        end=start + len(sentence),
        polarity="positive",
        modality="actual",
        attributed_to=None,
        date=None,
        amount=None,
        currency=None,
        count=None,
        role=None,
        status=None,
        confidence=1.0,
        frame="",
    )
    return dataclasses.replace(plain, **changes)


MET, LATTICE = node("Metropolitan Police"), node("Lattice", "Product")


class TestStatements:
    def test_a_statement_found_and_one_missed(self):
        scores = evaluate([gold(USES, CRITICIZES)], [row(MET, "uses", LATTICE)])
        assert scores.statements == Tally(right=1, claimed=1, wanted=2)
        assert [loss.predicate for loss in scores.missed] == ["criticizes"]
        assert scores.extra == ()

    @pytest.mark.parametrize("label", ["the Met", "The Met's", "THE MET", "Met", "metropolitan police"])
    def test_case_article_and_possessive_do_not_tell_names_apart(self, label):
        assert evaluate([gold(USES)], [row(node(label), "uses", LATTICE)]).statements.right == 1

    @pytest.mark.parametrize("label", ["Metropolitan", "", "London Police"])
    def test_another_name_is_wrong(self, label):
        scores = evaluate([gold(USES)], [row(node(label), "uses", LATTICE)])
        assert scores.statements == Tally(right=0, claimed=1, wanted=1)
        assert scores.extra[0].subject == label

    def test_the_wrong_way_round_is_wrong_but_still_a_pair(self):
        scores = evaluate([gold(USES)], [row(LATTICE, "uses", MET)])
        assert scores.statements.right == 0
        assert scores.pairs == Tally(1, 1, 1)

    def test_a_partnership_has_no_direction(self):
        partners = GoldStatement(FORCE, "partnersWith", GROUP, "evidence")
        scores = evaluate([gold(partners)], [row(node("Liberty"), "partnersWith", MET)])
        assert scores.statements.right == 1
        assert scores.types.of == 0

    def test_saying_the_same_twice_counts_once(self):
        right, wrong = row(MET, "uses", LATTICE), row(MET, "provides", LATTICE)
        assert evaluate([gold(USES)], [right, right, wrong, wrong]).statements == Tally(1, 2, 1)

    def test_a_name_that_two_bear_may_mean_either(self):
        shared = {**NAMES, GROUP: ("Liberty", "the Met")}
        assert evaluate([gold(USES, names=shared)], [row(node("the Met"), "uses", LATTICE)]).statements == Tally(1, 1, 1)

    def test_rows_of_other_documents_are_left_out(self):
        stray = row(MET, "uses", LATTICE, source=Source("", "elsewhere.md"))
        assert evaluate([gold(USES)], [stray]).statements == Tally(0, 0, 1)

    def test_nothing_claimed_scores_nought_rather_than_failing(self):
        scores = evaluate([gold(USES)], [])
        assert (scores.statements.precision, scores.statements.recall, scores.statements.f1) == (0.0, 0.0, 0.0)

    def test_figures_by_property(self):
        scores = evaluate([gold(USES, CRITICIZES)], [row(MET, "uses", LATTICE), row(MET, "provides", LATTICE)])
        assert scores.predicates == {"criticizes": Tally(0, 0, 1), "provides": Tally(0, 1, 0), "uses": Tally(1, 1, 1)}


class TestContracts:
    BUYER = GoldStatement("deal", "buyer", FORCE, "evidence", amount=2_000_000.0, currency="GBP")
    SUPPLIER = GoldStatement("deal", "supplier", VENDOR, "evidence")

    def contract(self, id_: str, buyer: str = "the Met", supplier: str = "Palantir") -> list[Row]:
        deal = node("some deal or other", "Contract", id_)
        return [row(deal, "buyer", node(buyer)), row(deal, "supplier", node(supplier, "Company"))]

    def test_a_contract_is_known_by_its_parties(self):
        assert evaluate([gold(self.BUYER, self.SUPPLIER)], self.contract("urn:1")).statements == Tally(2, 2, 2)

    def test_another_buyer_makes_another_contract(self):
        assert evaluate([gold(self.BUYER, self.SUPPLIER)], self.contract("urn:1", buyer="Liberty")).statements == Tally(0, 2, 2)

    def test_one_claimed_contract_stands_for_one_gold_contract(self):
        rows = [*self.contract("urn:1"), *self.contract("urn:2")]
        assert evaluate([gold(self.BUYER, self.SUPPLIER)], rows).statements == Tally(2, 4, 2)

    def test_a_contract_may_be_the_object_of_a_statement(self):
        blocks = GoldStatement(GROUP, "blocks", "deal", "evidence")
        rows = [*self.contract("urn:1"), row(node("Liberty"), "blocks", node("deal", "Contract", "urn:1"))]
        assert evaluate([gold(self.BUYER, self.SUPPLIER, blocks)], rows).statements == Tally(3, 3, 3)


class TestQualifiers:
    def share(self, name: str, statement: GoldStatement, **changes: object) -> tuple[int, int]:
        made = row(node(NAMES[statement.subject][0]), statement.predicate, node(NAMES[statement.object][0]), **changes)
        share = evaluate([gold(statement)], [made]).qualifiers.get(name)
        return (share.right, share.of) if share else (0, 0)

    @pytest.mark.parametrize(
        ("name", "changes", "expected"),
        [
            ("date", {"date": "2026-04-28"}, (1, 1)),
            ("date", {"date": "2026-04"}, (0, 1)),
            ("date", {}, (0, 1)),
            ("count", {}, (0, 0)),
            ("count", {"count": 9.0}, (0, 1)),
            ("polarity", {"polarity": "negative"}, (0, 1)),
            ("modality", {"modality": "actual"}, (1, 1)),
            ("attributedTo", {}, (1, 1)),
            ("attributedTo", {"attributed_to": MET}, (0, 1)),
        ],
    )
    def test_on_a_right_statement(self, name, changes, expected):
        assert self.share(name, CRITICIZES, **changes) == expected

    def test_the_speaker_is_compared_by_name(self):
        said = dataclasses.replace(USES, attributed_to=GROUP)
        assert self.share("attributedTo", said, attributed_to=node("LIBERTY")) == (1, 1)
        assert self.share("attributedTo", said, attributed_to=MET) == (0, 1)

    @pytest.mark.parametrize(("role", "right"), [("Met Commissioner", 1), ("director", 0), (None, 0)])
    def test_titles_agree_where_they_share_a_word(self, role, right):
        post = GoldStatement(VENDOR, "affiliatedWith", FORCE, "evidence", role="Commissioner of the Metropolis")
        assert self.share("role", post, role=role) == (right, 1)

    def test_they_are_not_judged_on_wrong_statements(self):
        assert evaluate([gold(CRITICIZES)], [row(MET, "uses", LATTICE)]).qualifiers == {}


class TestEvidence:
    def test_a_sentence_that_stands_elsewhere_is_misplaced(self):
        right = row(MET, "uses", LATTICE)
        assert evaluate([gold(USES)], [right]).misplaced == 0
        assert evaluate([gold(USES)], [dataclasses.replace(right, start=right.start + 1)]).misplaced == 1

    def test_line_breaks_within_a_sentence_do_not_matter(self):
        right = row(MET, "uses", LATTICE)
        assert evaluate([gold(USES, text=TEXT.replace("Met uses", "Met\nuses"))], [right]).misplaced == 0

    def test_without_the_text_nothing_can_be_said(self):
        assert evaluate([gold(USES, text=None)], [row(MET, "uses", LATTICE, start=40, end=50)]).misplaced == 0


def test_classes_are_judged_at_both_ends_of_right_statements():
    types = evaluate([gold(USES)], [row(node("Met", "Company"), "uses", LATTICE)]).types
    assert (types.right, types.of) == (1, 2)
