"""The known actors and the sample documents, as they come along and as somebody might spoil them."""

from __future__ import annotations

import datetime
import itertools
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from kgraph import ids, resources
from kgraph.errors import DataError
from kgraph.ingest import read_documents
from kgraph.model import Document
from kgraph.ontology import load_ontology, load_technologies
from kgraph.seeds import CLASSES, Post, Seed, by_id, holders, load_seeds

SEEDS = load_seeds()
KNOWN = by_id(SEEDS)
DOCUMENTS = resources.folder("seeds") / "documents"
GOLD = Path(__file__).parent / "gold"

TERRITORIAL = {
    "avon-and-somerset-police", "bedfordshire-police", "cambridgeshire-constabulary", "cheshire-constabulary", "city-of-london-police",
    "cleveland-police", "cumbria-constabulary", "derbyshire-constabulary", "devon-and-cornwall-police", "dorset-police",
    "durham-constabulary", "dyfed-powys-police", "essex-police", "gloucestershire-constabulary", "greater-manchester-police",
    "gwent-police", "hampshire-and-isle-of-wight-constabulary", "hertfordshire-constabulary", "humberside-police", "kent-police",
    "lancashire-constabulary", "leicestershire-police", "lincolnshire-police", "merseyside-police", "metropolitan-police-service",
    "norfolk-constabulary", "north-wales-police", "north-yorkshire-police", "northamptonshire-police", "northumbria-police",
    "nottinghamshire-police", "south-wales-police", "south-yorkshire-police", "staffordshire-police", "suffolk-constabulary",
    "surrey-police", "sussex-police", "thames-valley-police", "warwickshire-police", "west-mercia-police", "west-midlands-police",
    "west-yorkshire-police", "wiltshire-police",
}  # fmt: skip


def seed(local: str) -> Seed:
    return KNOWN[ids.ACTOR + local]


def folder(tmp_path: Path, text: str) -> Path:
    (tmp_path / "actors.yaml").write_text(text, encoding="utf-8")
    return tmp_path


class TestWhatComesAlong:
    @pytest.mark.parametrize(
        ("cls", "at_least"),
        [
            ("PoliceForce", 100), ("GovernmentBody", 60), ("OversightBody", 50), ("Court", 25), ("Company", 40), ("Product", 40),
            ("CivilSocietyOrganization", 25), ("MediaOrganization", 30), ("ResearchOrganization", 20), ("PoliticalParty", 10),
            ("Person", 50), ("LegalInstrument", 20), ("Place", 150),
        ],
    )  # fmt: skip
    def test_has_enough_of_each_class(self, cls: str, at_least: int) -> None:
        assert Counter(seed.cls for seed in SEEDS)[cls] >= at_least

    def test_has_the_territorial_forces_of_england_and_wales(self) -> None:
        assert len(TERRITORIAL) == 43
        assert {seed(local).cls for local in TERRITORIAL} == {"PoliceForce"}
        assert {seed(local).country for local in TERRITORIAL} == {"GB"}

    def test_classes_are_those_of_the_vocabulary(self) -> None:
        assert load_ontology().leaves("Entity") - {"Technology", "Contract"} == CLASSES

    def test_comes_sorted(self) -> None:
        assert [seed.id for seed in SEEDS] == sorted(seed.id for seed in SEEDS)

    def test_references_lead_to_what_they_should(self) -> None:
        for one in SEEDS:
            for reference in (one.place, one.part_of, one.maker, *(post.organization for post in one.posts)):
                assert reference is None or reference in KNOWN, one.id
        assert seed("neoface-watch").maker == seed("nec").id
        assert seed("metropolitan-police-service").place == seed("london").id

    def test_technologies_of_products_stand_in_the_scheme(self) -> None:
        known = {technology.id for technology in load_technologies()}
        assert {one.technology for one in SEEDS if one.technology} <= known

    def test_a_name_that_is_a_wording_of_a_technology_belongs_to_a_product_of_that_technology(self) -> None:
        wordings = {name.casefold(): technology.id for technology in load_technologies() for name in (technology.label, *technology.names)}
        for one in SEEDS:
            for name in (one.name, *one.names, *one.ambiguous):
                assert wordings.get(name.casefold(), one.technology) == one.technology, name

    def test_a_name_leads_to_one_seed(self) -> None:
        sure = Counter(name for one in SEEDS for name in {one.name, *one.names} - set(one.ambiguous))
        doubtful = {name for one in SEEDS for name in one.ambiguous}
        assert [name for name, count in sure.items() if count > 1] == []
        assert doubtful & sure.keys() == set()

    def test_words_for_people_of_a_place_are_no_names_of_it(self) -> None:
        places = {name for one in SEEDS if one.cls == "Place" for name in (one.name, *one.names)}
        assert places & {"British", "English", "Scottish", "Welsh", "American", "Dutch", "French", "German", "Swedish", "Canadian"} == set()

    def test_only_people_have_posts_and_genders(self) -> None:
        assert {one.cls for one in SEEDS if one.posts or one.gender} == {"Person"}

    def test_one_wikidata_item_stands_for_one_seed(self) -> None:
        items = Counter(one.wikidata for one in SEEDS if one.wikidata)
        assert items.most_common(1)[0][1] == 1

    @pytest.mark.parametrize(
        ("local", "names"),
        [
            ("metropolitan-police-service", {"Metropolitan Police", "the Met", "Scotland Yard"}),
            ("nypd", {"NYPD", "New York Police Department"}),
            ("axon", {"Axon"}),
            ("bluelight-commercial", {"Bluelight Commercial"}),
            ("aclu", {"ACLU"}),
        ],
    )
    def test_knows_the_usual_short_forms(self, local: str, names: set[str]) -> None:
        assert names <= set(seed(local).names)

    @pytest.mark.parametrize(
        ("local", "name"),
        [
            ("liberty", "Liberty"),
            ("high-court-england-and-wales", "High Court"),
            ("us-supreme-court", "Supreme Court"),
            ("pegasus", "Pegasus"),
        ],
    )
    def test_marks_names_that_mean_other_things_too(self, local: str, name: str) -> None:
        assert name in seed(local).ambiguous
        assert name not in seed(local).names

    def test_reading_them_loads_nothing_heavy(self) -> None:
        code = "import sys; from kgraph.seeds import load_seeds; load_seeds(); print(*sys.modules)"
        modules = set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())
        assert modules & {"spacy", "rdflib", "pyoxigraph", "networkx", "pyvis", "numpy"} == set()


class TestHolders:
    @pytest.mark.parametrize(
        ("day", "name"),
        [
            ("2016-01-01", "Theresa May"),
            ("2019-01-01", "Sajid Javid"),
            ("2019-07-24", "Priti Patel"),
            ("2022-10-19", "Grant Shapps"),
            ("2022-10-26", "Suella Braverman"),
            ("2024-02-01", "James Cleverly"),
            ("2025-01-01", "Yvette Cooper"),
            ("2025-10-01", "Shabana Mahmood"),
        ],
    )
    def test_home_secretaries(self, day: str, name: str) -> None:
        found = holders(SEEDS, ids.ACTOR + "home-office", "Home Secretary", datetime.date.fromisoformat(day))
        assert [one.name for one in found] == [name]

    def test_a_role_counts_in_any_letter_case(self) -> None:
        found = holders(SEEDS, ids.ACTOR + "metropolitan-police-service", "commissioner", datetime.date(2026, 5, 28))
        assert [one.name for one in found] == ["Mark Rowley"]

    def test_nobody_held_an_office_before_it_is_recorded(self) -> None:
        assert holders(SEEDS, ids.ACTOR + "home-office", "Home Secretary", datetime.date(1900, 1, 1)) == ()

    def test_another_organization_has_its_own_holders(self) -> None:
        assert holders(SEEDS, ids.ACTOR + "city-of-london-police", "Commissioner", datetime.date(2024, 1, 1)) == ()

    def test_no_two_hold_one_office_at_a_time(self) -> None:
        """Offices that are one person's by their nature."""
        unique = {"Home Secretary", "Prime Minister", "Mayor", "Mayor of London", "Commissioner", "Chief Constable", "Chief of Police"}
        spans = sorted(
            (post.organization, post.role, post.start, post.end or datetime.date.max)
            for one in SEEDS
            for post in one.posts
            if post.role in unique and post.start
        )
        for before, after in itertools.pairwise(spans):
            if before[:2] == after[:2]:
                assert before[3] <= after[2], before


class TestReading:
    def test_gives_a_record_with_iris(self, tmp_path: Path) -> None:
        seeds = load_seeds(
            folder(
                tmp_path,
                "- {id: wells, class: Place, name: Wells, ambiguous: [Wells], country: NO}\n"
                "- {id: force, class: PoliceForce, name: Wells Police, names: [WP], place: wells, wikidata: Q5}\n"
                "- {id: firm, class: Company, name: Firm Ltd}\n"
                "- {id: tool, class: Product, name: Tool, maker: firm, technology: drones}\n"
                "- id: ann\n"
                "  class: Person\n"
                "  name: Ann Roe\n"
                "  gender: female\n"
                "  posts: [{organization: force, role: Chief, from: 2021-03-04, to: }]\n",
            )
        )
        found = by_id(seeds)
        assert found[ids.ACTOR + "wells"].country == "NO"
        assert found[ids.ACTOR + "force"] == Seed(
            ids.ACTOR + "force", "PoliceForce", "Wells Police", ("WP",), place=ids.ACTOR + "wells", wikidata="Q5"
        )
        assert found[ids.ACTOR + "tool"].maker == ids.ACTOR + "firm"
        assert found[ids.ACTOR + "tool"].technology == ids.TECHNOLOGY + "drones"
        assert found[ids.ACTOR + "ann"].posts == (Post(ids.ACTOR + "force", "Chief", datetime.date(2021, 3, 4), None),)

    def test_of_a_month_or_year_takes_the_days_that_are_certain(self, tmp_path: Path) -> None:
        seeds = load_seeds(
            folder(
                tmp_path,
                "- {id: force, class: PoliceForce, name: Wells Police}\n"
                "- {id: ann, class: Person, name: Ann Roe, posts: [{organization: force, role: Chief, from: 2020-02, to: 2022}]}\n",
            )
        )
        assert by_id(seeds)[ids.ACTOR + "ann"].posts[0] == Post(
            ids.ACTOR + "force", "Chief", datetime.date(2020, 2, 29), datetime.date(2022, 1, 1)
        )

    def test_a_shared_name_is_fine_where_both_say_so(self, tmp_path: Path) -> None:
        seeds = load_seeds(
            folder(
                tmp_path,
                "- {id: a, class: Court, name: Court of A, ambiguous: [High Court]}\n"
                "- {id: b, class: Court, name: Court of B, ambiguous: [High Court]}\n",
            )
        )
        assert len(seeds) == 2

    def test_references_may_cross_files(self, tmp_path: Path) -> None:
        (tmp_path / "a.yaml").write_text("- {id: force, class: PoliceForce, name: Wells Police, place: wells}\n")
        (tmp_path / "b.yaml").write_text("- {id: wells, class: Place, name: Wells}\n")
        assert len(load_seeds(tmp_path)) == 2


class TestObjections:
    """Each names the file, the entry, the key, and what to do."""

    @pytest.mark.parametrize(
        ("entries", "message"),
        [
            ("- {id: a, class: Court, name: A, colour: red}", r"entry 1 \(a\): colour: unknown key; known are ambiguous, class"),
            ("- {id: a, class: Court}", r"entry 1 \(a\): name: is missing"),
            ("- {class: Court, name: A}", r"entry 1 \(no id\): id: is missing"),
            ("- {id: a, class: Gang, name: A}", r"entry 1 \(a\): class: 'Gang' is not one of CivilSocietyOrganization, Company"),
            ("- {id: a, class: Technology, name: A}", r"class: 'Technology' is not one of"),
            ("- {id: A b, class: Court, name: A}", r"id: 'A b' is not lower-case words joined by hyphens"),
            ("- {id: a, class: Court, name: [A]}", r"name: must be text, is \['A'\]"),
            ("- {id: a, class: Court, name: A, country: }", r"country: must be text, is ''; leave the key out"),
            ("- {id: a, class: Court, name: A, names: B}", r"names: must be a list of texts, is 'B'"),
            ("- {id: a, class: Court, name: A, names: [B, B]}", r"names: holds a name twice; keep one"),
            ("- {id: a, class: Court, name: A, country: gb}", r"country: 'gb' is not two capital letters of ISO 3166-1"),
            ("- {id: a, class: Court, name: A, wikidata: 42}", r"wikidata: '42' is not Q and a number"),
            ("- {id: a, class: Court, name: A, wikidata: Q042}", r"wikidata: 'Q042' is not Q and a number"),
            ("- {id: a, class: Person, name: A, gender: f}", r"gender: 'f' is not male or female; leave it out where it is not sure"),
            ("- {id: a, class: Court, name: A, place: b}", r"place: no seed has the id 'b'; correct it, or add that seed"),
            ("- {id: a, class: Court, name: A, part_of: b}", r"part_of: no seed has the id 'b'"),
            ("- {id: a, class: Product, name: A, maker: b}", r"maker: no seed has the id 'b'"),
            ("- {id: a, class: Court, name: A, maker: a}", r"maker: only a Product has one"),
            ("- {id: a, class: Court, name: A, place: a}", r"place: 'a' is no Place"),
            (
                "- {id: a, class: Court, name: A}\n- {id: a, class: Court, name: B}",
                r"entry 2 \(a\): id: is the id of entry 1 of actors.yaml",
            ),
            ("- {id: a, class: Court, name: A}\n- {id: b, class: Court, name: B, names: [A]}", r"names: 'A' names .*/b too; list it under"),
            (
                "- {id: a, class: Court, name: A}\n- {id: b, class: Court, name: B, ambiguous: [A]}",
                r"entry 1 \(a\): names: 'A' names .*/b too; list it under `ambiguous` in both, or drop it from one",
            ),
            ("- {id: a, class: Person, name: A, posts: b}", r"posts: must be a list of mappings with organization and role"),
            (
                "- {id: a, class: Person, name: A, posts: [{organization: a, role: X, since: 2001}]}",
                r"posts: unknown key 'since'; known are",
            ),
            ("- {id: a, class: Person, name: A, posts: [{organization: a}]}", r"posts: a post needs a role"),
            ("- {id: a, class: Person, name: A, posts: [{organization: b, role: X}]}", r"posts: organization: no seed has the id 'b'"),
            ("- {id: a, class: Person, name: A, posts: [{role: X}]}", r"posts: organization: no seed has the id None"),
            (
                "- {id: a, class: Person, name: A, posts: [{organization: [a], role: X}]}",
                r"posts: organization: no seed has the id \['a'\]",
            ),
            (
                "- {id: a, class: Person, name: A, posts: [{organization: a, role: X, from: 2022-02-30}]}",
                r"entry 1 \(a\): posts: '2022-02-30' is no date; write 2022-09-12, 2022-09 or 2022",
            ),
            ("- {id: a, class: Person, name: A, posts: [{organization: a, role: X, to: March 2022}]}", r"posts: 'March 2022' is no date"),
            (
                "- {id: a, class: Person, name: A, posts: [{organization: a, role: X, from: 2022-02-03, to: 2021}]}",
                r"posts: ends \(2021\) before it begins \(2022-02-03\)",
            ),
            ("a: b", r"must be a list of entries, each beginning with `- id:`"),
            ("- just text", r"entry 1: must be a mapping with id, class and name"),
            ("- {id: a", r"is not YAML: .*line 1"),
        ],
    )
    def test_says_what_is_wrong_and_where(self, tmp_path: Path, entries: str, message: str) -> None:
        with pytest.raises(DataError, match=message) as caught:
            load_seeds(folder(tmp_path, entries))
        assert str(caught.value).startswith(str(tmp_path / "actors.yaml"))

    def test_a_folder_without_lists(self, tmp_path: Path) -> None:
        with pytest.raises(DataError, match=r"has no seeds: name a folder with \.yaml files"):
            load_seeds(tmp_path)


class TestSampleDocuments:
    def test_there_are_a_dozen_and_all_can_be_cited(self) -> None:
        documents = list(read_documents([DOCUMENTS]))
        assert len(documents) >= 12
        for document in documents:
            assert isinstance(document, Document), document
            assert document.source.title, document.source.path
            assert document.source.date, document.source.path
            assert document.source.publisher, document.source.path
            assert len(document.text) > 500, document.source.path

    def test_texts_are_those_of_the_gold_data(self) -> None:
        documents = {Path(one.source.path).stem: one for one in read_documents([DOCUMENTS]) if isinstance(one, Document)}
        shared = documents.keys() & {path.stem for path in GOLD.glob("*.json")}
        assert len(shared) >= 12
        for name in shared:
            gold = json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))
            assert documents[name].text == gold["text"].strip()
            assert str(documents[name].source.date) == gold["date"]
