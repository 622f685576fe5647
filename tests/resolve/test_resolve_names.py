"""Names as keys and as labels."""

import pytest

from kgraph.resolve.names import best_label, cleaned, is_generic, is_name, organization_key, person_key, thing_key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Palantir Technologies Inc.", "palantir technologies"),
        ("PALANTIR TECHNOLOGIES", "palantir technologies"),
        ("the Guardian", "guardian"),
        ("The Guardian's", "guardian"),
        ("Boots’", "boots"),
        ("Hallam & Roake", "hallam and roake"),
        ("Smith & Co. Ltd", "smith"),
        ("Konvoi d.o.o.", "konvoi"),
        ("Nordlicht Sensorik A.G.", "nordlicht sensorik"),
        ("Falck A/S", "falck"),
        ("Højgaard ApS", "hojgaard"),
        ("Łódź Vision sp. z o.o.", "lodz vision sp z oo"),
        ("Straße GmbH", "strasse"),
        ("A.C.L.U.", "aclu"),
        ("O'Neill\u00a0Systems", "oneill systems"),
        ("Limited", "limited"),
        ("Ltd", "ltd"),
        ("Роснано", "роснано"),
        ("!!!", "!!!"),
    ],
)
def test_organization_key(name: str, key: str) -> None:
    assert organization_key(name) == key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Dr. José Ruiz", "jose ruiz"),
        ("Sir Mark Rowley", "mark rowley"),
        ("MARK ROWLEY", "mark rowley"),
        ("Traoré-Quist’s", "traore quist"),
        ("Anne Co", "anne co"),
        ("Dame", "dame"),
    ],
)
def test_person_key(name: str, key: str) -> None:
    assert person_key(name) == key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("thermal cameras", "thermal camera"),
        ("a thermal camera", "thermal camera"),
        ("bodies of proxies", "bodies of proxy"),
        ("body-worn glass", "body worn glass"),
        ("Owls", "owls"),
        ("Seeker SE", "seeker se"),
    ],
)
def test_thing_key(name: str, key: str) -> None:
    assert thing_key(name) == key


@pytest.mark.parametrize(
    ("text", "label"), [("the  Met", "Met"), ("NEC's", "NEC"), ("The", "The"), ("A Plus", "Plus"), ("Theresa May", "Theresa May")]
)
def test_cleaned(text: str, label: str) -> None:
    assert cleaned(text) == label


def test_descriptions_and_pronouns_are_no_names() -> None:
    assert [text for text in ("the Met", "The force", "It", "its", "a second company", "3M", "Its") if is_name(text)] == ["the Met", "3M"]


def test_a_name_of_offices_alone_is_generic() -> None:
    generic = ("the Council", "Act", "City Council", "Ministry of the Interior", "Data Protection Act")
    names = ("Oldmere Council", "the Met", "Denver Police Department", "Court of Session")
    assert [text for text in (*generic, *names) if is_generic(text)] == list(generic)


class TestBestLabel:
    def test_the_most_frequent_form_wins(self) -> None:
        assert best_label(["Vellumic", "Vellumic Ltd", "Vellumic"]) == "Vellumic"

    def test_of_equals_the_longest(self) -> None:
        assert best_label(["Vellumic", "Vellumic Ltd"]) == "Vellumic Ltd"

    def test_capitals_only_where_there_is_no_other_casing(self) -> None:
        assert best_label(["HALBERD", "HALBERD", "Halberd"]) == "Halberd"
        assert best_label(["ICO", "ICO"]) == "ICO"

    def test_the_order_of_the_forms_does_not_matter(self) -> None:
        assert best_label(["Ab Cd", "Ab-Cd"]) == best_label(["Ab-Cd", "Ab Cd"])


@pytest.mark.parametrize(
    ("key", "name", "wanted"),
    [
        (person_key, "Jack Ma", "jack ma"),
        (person_key, "Don Smith", "don smith"),
        (organization_key, "MS Society", "ms society"),
        (organization_key, "M/s Suryadrishti Pvt. Ltd.", "suryadrishti"),
    ],
)
def test_what_may_be_a_title_or_a_form_elsewhere_stays_in_a_name(key, name, wanted):
    assert key(name) == wanted
