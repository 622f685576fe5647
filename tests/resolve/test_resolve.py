"""What is one thing, under which IRI, and why."""

import pytest

from kgraph import ids
from kgraph.errors import DataError
from kgraph.model import Evidence, Mention, Qualifiers, Statement
from kgraph.ontology import Technology
from kgraph.resolve import Resolution, resolve
from kgraph.seeds import Seed

MET = Seed(
    id=ids.ACTOR + "metropolitan-police-service",
    cls="PoliceForce",
    name="Metropolitan Police Service",
    names=("Metropolitan Police", "Met Police"),
    ambiguous=("the Met", "London Police"),
    country="GB",
    wikidata="Q1131500",
)
DRONES = Technology(ids.TECHNOLOGY + "drones", "drones", ("unmanned aerial vehicles", "UAV"), ())


class Page:
    """A document in the making: each call writes one more mention behind the last."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.mentions: list[Mention] = []

    def says(self, text: str, cls: str, seed: str | None = None, of: Mention | None = None) -> Mention:
        start = self.mentions[-1].end + 1 if self.mentions else 0
        mention = Mention(self.name, start, start + len(text), text, cls, seed, of)
        self.mentions.append(mention)
        return mention


def resolved(*pages: Page, statements: tuple[Statement, ...] = ()) -> Resolution:
    return resolve(statements, {page.name: page.mentions for page in pages}, [MET], [DRONES])


def stated(subject: Mention, predicate: str, object_: Mention, **qualifiers: object) -> Statement:
    return Statement(
        subject, predicate, object_, Evidence(subject.document, 0, 1, "…"), "test", 1.0, Qualifiers(**qualifiers)  # type: ignore[arg-type]
    )  # fmt: skip


def test_a_known_actor_has_the_label_names_and_identifier_of_its_seed() -> None:
    page = Page("a")
    name = page.says("the Met", "PoliceForce", seed=MET.id)
    entity = resolved(page).entity_of(name)
    assert (entity.id, entity.label, entity.type) == (MET.id, "Metropolitan Police Service", "PoliceForce")
    assert entity.names == ("London Police", "Met Police", "Metropolitan Police", "the Met")
    assert entity.identifiers == ("http://www.wikidata.org/entity/Q1131500",)
    assert entity.reasons == ("known actor by name 'Met'",)


def test_a_known_technology_has_the_iri_of_the_scheme() -> None:
    page = Page("a")
    name = page.says("UAV", "Technology", seed=DRONES.id)
    entity = resolved(page).entity_of(name)
    assert (entity.id, entity.label, entity.identifiers) == (DRONES.id, "drones", ())


def test_an_unknown_seed_is_told_by_document_and_place() -> None:
    page = Page("a")
    page.says("Norrowby", "Company", seed=ids.ACTOR + "norrowby")
    with pytest.raises(DataError, match=r"a, 0-8: 'Norrowby'.*actor/norrowby"):
        resolved(page)


def test_another_spelling_of_a_known_name_is_the_known_actor() -> None:
    page = Page("a")
    name = page.says("METROPOLITAN POLICE", "PoliceForce")
    entity = resolved(page).entity_of(name)
    assert entity.id == MET.id
    assert entity.reasons == ("same name as the known actor 'Metropolitan Police Service'",)


def test_an_ambiguous_name_is_left_to_the_gazetteer() -> None:
    page = Page("a")
    name = page.says("London Police", "PoliceForce")
    assert resolved(page).entity_of(name).id != MET.id


def test_a_reference_belongs_to_the_entity_of_its_root() -> None:
    page = Page("a")
    name = page.says("Vellumic Ltd", "Company")
    short = page.says("Vellumic", "Company", of=name)
    pronoun = page.says("its", "Company", of=short)
    resolution = resolved(page)
    entity = resolution.entity_of(pronoun)
    assert entity == resolution.entity_of(name)
    assert entity.mentions == (name, short, pronoun)
    assert entity.reasons == ("same name as 'Vellumic Ltd'", "refers back to 'Vellumic Ltd'", "refers back to 'Vellumic Ltd'")
    assert (entity.label, entity.names) == ("Vellumic Ltd", ("Vellumic",))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Vellumic Ltd", "VELLUMIC"),
        ("Hallam & Roake", "Hallam and Roake plc"),
        ("the Camera Ombudsman", "Camera Ombudsman's"),
        ("Société Générale d’Optique S.A.", "Societe Generale d'Optique"),
    ],
)
def test_organizations_are_joined_across_documents_by_name(first: str, second: str) -> None:
    one, two = Page("a"), Page("b")
    names = one.says(first, "Company"), two.says(second, "Company")
    resolution = resolved(one, two)
    assert resolution.entity_of(names[0]) is resolution.entity_of(names[1])


def test_of_two_classes_of_organization_the_more_frequent_stands_and_of_equals_the_first_in_the_vocabulary() -> None:
    one, two, three = Page("a"), Page("b"), Page("c")
    name = one.says("Kestrane Board", "OversightBody")
    two.says("Kestrane Board", "Company")
    assert resolved(one, two).entity_of(name).type == "OversightBody"
    three.says("Kestrane Board", "Company")
    assert resolved(one, two, three).entity_of(name).type == "Company"


def test_people_are_joined_by_their_full_name() -> None:
    one, two = Page("a"), Page("b")
    names = one.says("Maureen Ellickby", "Person"), two.says("Maureen Ellickby", "Person")
    resolution = resolved(one, two)
    assert resolution.entity_of(names[0]) is resolution.entity_of(names[1])


def test_two_people_with_one_surname_stay_two() -> None:
    one, two = Page("a"), Page("b")
    sarah = one.says("Sarah Jones", "Person")
    one.says("Jones", "Person", of=sarah)
    peter = two.says("Peter Jones", "Person")
    lone = two.says("Jones", "Person", of=peter)
    resolution = resolved(one, two)
    assert resolution.entity_of(sarah).label == "Sarah Jones"
    assert resolution.entity_of(lone).label == "Peter Jones"


def test_a_lone_surname_is_not_followed_into_another_document() -> None:
    one, two = Page("a"), Page("b")
    names = one.says("Jones", "Person"), one.says("Jones", "Person"), two.says("Jones", "Person")
    resolution = resolved(one, two)
    assert resolution.entity_of(names[0]) is resolution.entity_of(names[1])
    assert resolution.entity_of(names[0]).id != resolution.entity_of(names[2]).id


@pytest.mark.parametrize(
    ("text", "cls"), [("the council", "GovernmentBody"), ("the Act", "LegalInstrument"), ("the Board", "OversightBody")]
)
def test_a_name_that_says_no_more_than_the_kind_means_another_thing_in_another_document(text: str, cls: str) -> None:
    one, two = Page("a"), Page("b")
    names = one.says(text, cls), two.says(text, cls)
    resolution = resolved(one, two)
    assert resolution.entity_of(names[0]).id != resolution.entity_of(names[1]).id


def test_a_bare_head_is_no_other_name() -> None:
    page = Page("a")
    name = page.says("Oldmere Council", "GovernmentBody")
    page.says("the Council", "GovernmentBody", of=name)
    page.says("Oldmere", "GovernmentBody", of=name)
    page.says("It", "GovernmentBody", of=name)
    assert resolved(page).entity_of(name).names == ("Oldmere",)


@pytest.mark.parametrize(("first", "second"), [("Person", "Company"), ("Place", "GovernmentBody"), ("Product", "Company")])
def test_different_kinds_of_one_name_stay_two(first: str, second: str) -> None:
    page = Page("a")
    names = page.says("Morgan Ashdale", first), page.says("Morgan Ashdale", second)
    resolution = resolved(page)
    assert [resolution.entity_of(name).type for name in names] == [first, second]
    assert resolution.entity_of(names[0]).id != resolution.entity_of(names[1]).id


def test_the_label_is_the_frequent_form_and_not_in_capitals() -> None:
    one, two, three = Page("a"), Page("b"), Page("c")
    name = one.says("HALBERD GROUP", "Company")
    two.says("The Halberd Group", "Company")
    three.says("HALBERD GROUP", "Company")
    entity = resolved(one, two, three).entity_of(name)
    assert (entity.label, entity.names) == ("Halberd Group", ("HALBERD GROUP",))


def test_singular_and_plural_of_a_technology_are_one_and_of_a_product_two() -> None:
    page = Page("a")
    cameras = page.says("fog cameras", "Technology"), page.says("fog camera", "Technology")
    products = page.says("Hawkeyes", "Product"), page.says("Hawkeye", "Product")
    resolution = resolved(page)
    assert resolution.entity_of(cameras[0]) is resolution.entity_of(cameras[1])
    assert resolution.entity_of(products[0]) is not resolution.entity_of(products[1])


def test_an_iri_says_the_name_and_is_of_fixed_form() -> None:
    page = Page("a")
    name = page.says("Vellumic Ltd", "Company")
    entity = resolved(page).entity_of(name)
    assert entity.id == ids.ENTITY + "vellumic-" + ids.digest("organization", "vellumic", length=8)


def test_a_name_without_latin_letters_has_an_iri() -> None:
    page = Page("a")
    name = page.says("Роснано", "Company")
    entity = resolved(page).entity_of(name)
    assert entity.label == "Роснано"
    assert len(entity.id) == len(ids.ENTITY) + 8


def deal(page: Page, buyer: str | None, supplier: str | None, amount: float | None = None, thing: str | None = None) -> list[Statement]:
    contract = page.says("contract", "Contract")
    qualifiers: dict[str, object] = {"amount": amount, "currency": "GBP" if amount else None, "status": "awarded"}
    ends = [("buyer", buyer, "GovernmentBody"), ("supplier", supplier, "Company"), ("concerns", thing, "Product")]
    return [stated(contract, role, page.says(text, cls), **qualifiers) for role, text, cls in ends if text is not None]


def contracts(resolution: Resolution) -> list[str]:
    return [entity.label for entity in resolution.entities if entity.type == "Contract"]


class TestContracts:
    def test_the_label_names_the_parties_and_the_sum(self) -> None:
        page = Page("a")
        statements = deal(page, "Oldmere Council", "Vellumic Ltd", 1_260_000)
        assert contracts(resolved(page, statements=tuple(statements))) == ["Contract: Oldmere Council – Vellumic Ltd (£1.26m)"]

    def test_a_tender_without_a_supplier_is_named_by_what_is_bought(self) -> None:
        page = Page("a")
        statements = deal(page, "Oldmere Council", None, None, "Seeker")
        assert contracts(resolved(page, statements=tuple(statements))) == ["Contract: Oldmere Council for Seeker"]

    def test_within_a_document_the_same_parties_are_one_contract(self) -> None:
        page = Page("a")
        statements = deal(page, "Oldmere Council", "Vellumic Ltd", 5e7) + deal(page, "Oldmere Council", "Vellumic")
        resolution = resolved(page, statements=tuple(statements))
        first, second = statements[0].subject, statements[2].subject
        assert resolution.entity_of(first) is resolution.entity_of(second)
        assert resolution.entity_of(first).mentions == (first, second)

    def test_different_sums_are_different_contracts(self) -> None:
        page = Page("a")
        statements = deal(page, "Oldmere Council", "Vellumic", 1e6) + deal(page, "Oldmere Council", "Vellumic", 2e6)
        assert len(contracts(resolved(page, statements=tuple(statements)))) == 2

    def test_two_tenders_of_one_buyer_for_different_things_stay_two(self) -> None:
        page = Page("a")
        statements = deal(page, "Oldmere Council", None, None, "Seeker") + deal(page, "Oldmere Council", None, None, "Owlsight")
        assert len(contracts(resolved(page, statements=tuple(statements)))) == 2

    @pytest.mark.parametrize(
        ("supplier", "amount", "count"),
        [("Vellumic", 1e6, 1), ("Vellumic", None, 2), (None, 1e6, 2)],
    )
    def test_across_documents_buyer_supplier_and_sum_must_agree(self, supplier: str | None, amount: float | None, count: int) -> None:
        one, two = Page("a"), Page("b")
        statements = deal(one, "Oldmere Council", supplier, amount) + deal(two, "Oldmere Council", supplier, amount)
        assert len(contracts(resolved(one, two, statements=tuple(statements)))) == count

    def test_a_contract_that_is_only_an_object_is_an_entity(self) -> None:
        page = Page("a")
        mayor, contract = page.says("Sadiq Khan", "Person"), page.says("the deal", "Contract")
        resolution = resolved(page, statements=(stated(mayor, "blocks", contract),))
        assert resolution.entity_of(contract).label == "Contract: the deal"

    def test_two_nameless_contracts_of_a_document_stay_two(self) -> None:
        page = Page("a")
        names = page.says("the deal", "Contract"), page.says("an order", "Contract")
        resolution = resolved(page)
        assert resolution.entity_of(names[0]).id != resolution.entity_of(names[1]).id


def library() -> tuple[list[Page], list[Statement]]:
    one, two = Page("a"), Page("b")
    one.says("the Met", "PoliceForce", seed=MET.id)
    one.says("Sarah Jones", "Person")
    one.says("Kestrane Board", "Company")
    two.says("Kestrane Board", "OversightBody")
    two.says("Jones", "Person")
    statements = deal(one, "Oldmere Council", "Vellumic Ltd", 1e6) + deal(two, "OLDMERE COUNCIL", "Vellumic", 1e6)
    return [one, two], statements + deal(two, "Oldmere Council", None, None, "Seeker")


def test_the_order_of_documents_mentions_and_statements_changes_nothing() -> None:
    pages, statements = library()
    forward = resolve(statements, {page.name: page.mentions for page in pages}, [MET], [DRONES])
    backward = resolve(statements[::-1], {page.name: page.mentions[::-1] for page in reversed(pages)}, [MET], [DRONES])
    assert forward.entities == backward.entities


def test_entities_are_sorted_by_iri_and_each_iri_is_there_once() -> None:
    pages, statements = library()
    found = [entity.id for entity in resolved(*pages, statements=tuple(statements)).entities]
    assert found == sorted(set(found))


def test_an_unrelated_document_moves_no_iri() -> None:
    pages, statements = library()
    before = resolved(*pages, statements=tuple(statements))
    other = Page("0")
    more = deal(other, "Tallis County", "Lumetrix", 3e6)
    other.says("Jones", "Person")
    after = resolved(*pages, other, statements=(*more, *statements))
    mentions = [mention for page in pages for mention in page.mentions]
    assert [before.entity_of(mention).id for mention in mentions] == [after.entity_of(mention).id for mention in mentions]


def test_mentions_that_only_statements_carry_are_resolved() -> None:
    page = Page("a")
    name = page.says("Vellumic", "Company")
    place = Mention("a", 500, 507, "Oldmere", "Place")
    resolution = resolve([stated(name, "locatedIn", place)], {"a": [name]}, [], [])
    assert resolution.entity_of(place).label == "Oldmere"


def test_a_mention_that_was_not_resolved_is_an_error() -> None:
    with pytest.raises(KeyError):
        resolved(Page("a")).entity_of(Mention("z", 0, 3, "Met", "PoliceForce"))
