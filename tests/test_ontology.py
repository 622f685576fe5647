"""The vocabulary and the technologies, as they come along and as somebody might spoil them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kgraph import ids, resources
from kgraph.errors import DataError
from kgraph.ontology import Ontology, Technology, load_ontology, load_technologies

ORGANIZATIONS = {
    "PoliceForce",
    "GovernmentBody",
    "OversightBody",
    "Court",
    "Company",
    "CivilSocietyOrganization",
    "MediaOrganization",
    "ResearchOrganization",
    "PoliticalParty",
}
ACTORS = ORGANIZATIONS | {"Person"}
GOODS = {"Technology", "Product"}
LEAVES = ACTORS | GOODS | {"Place", "LegalInstrument", "Contract"}


@pytest.fixture
def spoilt(tmp_path: Path) -> Path:
    """A copy of the two files, to be edited."""
    for name in ("policing.ttl", "technologies.ttl"):
        (tmp_path / name).write_text((resources.folder("ontology") / name).read_text())
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


class TestOntology:
    def test_has_the_classes_of_the_vocabulary(self) -> None:
        ontology = load_ontology()
        assert set(ontology.classes) == LEAVES | {"Entity", "Actor", "Organization"}
        assert ontology.leaves("Entity") == LEAVES
        assert ontology.leaves("Organization") == ORGANIZATIONS

    def test_every_kind_of_organization_is_an_actor_and_a_place_is_not(self) -> None:
        ontology = load_ontology()
        assert all(ontology.is_a(name, "Organization") and ontology.is_a(name, "Actor") for name in ORGANIZATIONS)
        assert ontology.is_a("Court", "Court")
        assert not ontology.is_a("Person", "Organization")
        assert not ontology.is_a("Place", "Actor")
        assert not ontology.is_a("Unicorn", "Unicorn")

    @pytest.mark.parametrize(
        ("name", "domain", "range_"),
        [
            ("uses", ORGANIZATIONS, GOODS),
            ("provides", {"Company", "ResearchOrganization"}, GOODS),
            ("suppliesTo", {"Company"}, ORGANIZATIONS),
            ("deployedIn", GOODS, {"Place"}),
            ("funds", ACTORS, ACTORS | GOODS),
            ("acquires", ORGANIZATIONS, ORGANIZATIONS),
            ("partOf", ORGANIZATIONS, ORGANIZATIONS),
            ("partnersWith", ORGANIZATIONS, ORGANIZATIONS),
            ("sharesDataWith", ORGANIZATIONS, ORGANIZATIONS),
            ("criticizes", ACTORS, ACTORS | GOODS | {"LegalInstrument", "Contract"}),
            ("supports", ACTORS, ACTORS | GOODS | {"LegalInstrument", "Contract"}),
            ("blocks", ACTORS, ORGANIZATIONS | GOODS | {"LegalInstrument", "Contract"}),
            ("authorizes", ACTORS, ORGANIZATIONS | GOODS | {"LegalInstrument", "Contract"}),
            ("challenges", ACTORS, ACTORS),
            ("rulesInFavorOf", {"Court", "OversightBody"}, ACTORS),
            ("rulesAgainst", {"Court", "OversightBody"}, ACTORS),
            ("investigates", ACTORS, ACTORS | GOODS),
            ("oversees", ACTORS, ORGANIZATIONS | {"Technology"}),
            ("sanctions", {"OversightBody", "Court", "GovernmentBody"}, ACTORS),
            ("affiliatedWith", {"Person"}, ORGANIZATIONS),
            ("misidentifies", ORGANIZATIONS | GOODS, {"Person"}),
            ("locatedIn", ORGANIZATIONS, {"Place"}),
            ("buyer", {"Contract"}, ORGANIZATIONS),
            ("supplier", {"Contract"}, {"Company"}),
            ("concerns", {"Contract"}, GOODS),
        ],
    )
    def test_domain_and_range(self, name: str, domain: set[str], range_: set[str]) -> None:
        found = load_ontology().properties[name]
        assert found.domain == domain
        assert found.range == range_

    def test_has_no_other_properties_and_one_is_symmetric(self) -> None:
        properties = load_ontology().properties
        assert len(properties) == 25
        assert [name for name, found in properties.items() if found.symmetric] == ["partnersWith"]
        assert all(found.label and found.definition.endswith(".") for found in properties.values())

    def test_importing_it_stays_light(self) -> None:
        code = "import sys, kgraph.ontology; print(sorted({'rdflib', 'spacy', 'yaml', 'networkx'} & set(sys.modules)))"
        assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


class TestBadOntology:
    def test_names_file_and_line_of_broken_turtle(self, spoilt: Path) -> None:
        edit(spoilt / "policing.ttl", "kg:Actor a owl:Class ;", "kg:Actor a owl:Class")
        with pytest.raises(DataError, match=r"policing\.ttl: line \d+: "):
            load_ontology(spoilt)

    @pytest.mark.parametrize(
        ("old", "new", "message"),
        [
            ('  rdfs:label "court"@en ;\n', "", "kg:Court: needs one rdfs:label, has 0"),
            ("  rdfs:domain kg:Person ;\n", "", "kg:affiliatedWith: needs one rdfs:domain, has 0"),
            ("  rdfs:range kg:Person .", "  rdfs:range kg:Human .", "kg:misidentifies: rdfs:range names Human, which is no class"),
            ("(kg:Company kg:ResearchOrganization)", "(kg:Company kg:Lab)", "kg:provides: rdfs:domain names Lab, which is no class"),
            (
                "  rdfs:subClassOf kg:Organization ;",
                "  rdfs:subClassOf kg:Organization, kg:Thing ;",
                "kg:Thing does not lie under kg:Entity",
            ),
        ],
    )
    def test_names_file_and_term(self, spoilt: Path, old: str, new: str, message: str) -> None:
        edit(spoilt / "policing.ttl", old, new)
        with pytest.raises(DataError) as caught:
            load_ontology(spoilt)
        assert str(spoilt / "policing.ttl") in str(caught.value)
        assert message in str(caught.value)

    def test_names_a_missing_file(self, tmp_path: Path) -> None:
        with pytest.raises(DataError, match=r"technologies\.ttl: cannot be read"):
            load_technologies(tmp_path)


class TestTechnologies:
    @pytest.fixture
    def by_name(self) -> dict[str, Technology]:
        return {name.casefold(): found for found in load_technologies() for name in (found.label, *found.names)}

    def test_there_are_many_and_their_iris_are_ours(self) -> None:
        technologies = load_technologies()
        assert len(technologies) >= 60
        assert all(found.id.startswith(ids.TECHNOLOGY) for found in technologies)
        assert [found.id for found in technologies] == sorted(found.id for found in technologies)

    @pytest.mark.parametrize(
        ("wording", "label"),
        [
            ("LFR", "live facial recognition"),
            ("facial recognition technology", "facial recognition"),
            ("RFR", "retrospective facial recognition"),
            ("operator initiated facial recognition", "operator-initiated facial recognition"),
            ("ALPRs", "automatic number plate recognition"),
            ("license plate readers", "automatic number plate recognition"),
            ("number-plate cameras", "automatic number plate recognition"),
            ("CCTV", "surveillance cameras"),
            ("bodycams", "body-worn cameras"),
            ("body worn video", "body-worn cameras"),
            ("UAV", "drones"),
            ("drone-as-first-responder", "drones as first responders"),
            ("Tasers", "stun guns"),
            ("IMSI catcher", "IMSI catchers"),
            ("AI", "artificial intelligence"),
            ("mobile phone forensics", "mobile phone extraction"),
            ("acoustic gunshot detectors", "gunshot detection"),
            ("knife arch", "knife arches"),
            ("ankle tags", "electronic monitoring"),
        ],
    )
    def test_knows_how_documents_call_them(self, by_name: dict[str, Technology], wording: str, label: str) -> None:
        assert by_name[wording.casefold()].label == label

    def test_a_wider_thing_is_not_a_name_of_a_narrower(self, by_name: dict[str, Technology]) -> None:
        live, wide = by_name["live facial recognition"], by_name["facial recognition"]
        assert live is not wide
        assert live.broader == (wide.id,)
        assert by_name["biometrics"].id in wide.broader

    def test_labels_are_written_as_in_running_text(self) -> None:
        for found in load_technologies():
            assert found.label == found.label.strip()
            first = found.label.split()[0]
            assert first.islower() or any(letter.isupper() for letter in first[1:]), found.label


class TestBadTechnologies:
    def test_a_label_of_two(self, spoilt: Path) -> None:
        edit(spoilt / "technologies.ttl", '"drone"@en', '"CCTV"@en')
        with pytest.raises(DataError, match=r"technologies\.ttl: .*its label 'CCTV' is one of"):
            load_technologies(spoilt)

    def test_a_broader_one_that_is_not_there(self, spoilt: Path) -> None:
        edit(spoilt / "technologies.ttl", "skos:broader tech:drones ", "skos:broader tech:dragons ")
        with pytest.raises(DataError, match="dragons, which is not there"):
            load_technologies(spoilt)

    def test_a_circle(self, spoilt: Path) -> None:
        edit(
            spoilt / "technologies.ttl",
            "tech:biometrics a skos:Concept ;",
            "tech:biometrics a skos:Concept ; skos:broader tech:live-facial-recognition ;",
        )
        with pytest.raises(DataError, match="leads back to itself"):
            load_technologies(spoilt)

    def test_no_label(self, spoilt: Path) -> None:
        edit(spoilt / "technologies.ttl", '  skos:prefLabel "drones"@en ;\n', "")
        with pytest.raises(DataError, match=r"technology/drones: needs one skos:prefLabel, has 0"):
            load_technologies(spoilt)


def test_an_ontology_answers_without_its_files() -> None:
    ontology = Ontology({"A": (), "B": ("A",), "C": ("B",)}, {})
    assert ontology.is_a("C", "A")
    assert ontology.leaves("A") == {"C"}
