"""The ontology lacks nothing by the project's own rules, and the linter notices what is taken away."""

from __future__ import annotations

import shutil
from pathlib import Path

import lint_ontology
import pytest

from kgraph import resources

FOLDER = resources.folder("ontology")


def test_the_ontology_lacks_nothing() -> None:
    assert lint_ontology.faults(FOLDER) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("policing.ttl", '  rdfs:label "court"@en ;\n', "", "Court: needs one rdfs:label in English"),
        ("policing.ttl", 'rdfs:label "court"@en', 'rdfs:label "court"@de', "Court: needs one rdfs:label in English"),
        ("policing.ttl", 'rdfs:label "court"@en', 'rdfs:label "company"@en', "Court: its label 'company' is another's too"),
        ("policing.ttl", '"A court or a tribunal."', '"."', "Court: needs one skos:definition that is a sentence"),
        ("policing.ttl", '"A court or a tribunal."', '"A court or a tribunal"', "Court: needs one skos:definition that is a sentence"),
        (
            "policing.ttl",
            "kg:relation, org:linkedTo ;\n  rdfs:domain kg:Company",
            "kg:relation ;\n  rdfs:domain kg:Company",
            "suppliesTo: leads to no term",
        ),
        ("policing.ttl", "  skos:closeMatch schema:Legislation ;\n", "", "LegalInstrument: leads to no term"),
        ("policing.ttl", "  rdfs:domain kg:Company ;\n", "", "suppliesTo: needs an rdfs:domain"),
        (
            "policing.ttl",
            "  rdfs:domain kg:Organization ;\n  rdfs:range kg:Place .",
            "  rdfs:domain kg:Organization .",
            "locatedIn: needs an rdfs:range",
        ),
        ("policing.ttl", "rdfs:range xsd:decimal", "rdfs:range xsd:decimals", "amount: its rdfs:range"),
        ("policing.ttl", "(kg:Company kg:ResearchOrganization)", "(kg:Company kg:Lab)", "provides: its rdfs:domain Lab is not there"),
        ("policing.ttl", "schema:NGO", "schema:Ngo", "CivilSocietyOrganization: its vocabulary has no term https://schema.org/Ngo"),
        ("policing.ttl", "kg:relation, org:linkedTo", "kg:relation, org:linksTo", "suppliesTo: its vocabulary has no term"),
        (
            "policing.ttl",
            'rdfs:label "contract"@en ;',
            'rdfs:label "contract"@en ; skos:closeMatch schema:Order ;',
            "Contract: leads to a term of another vocabulary, but is said to have no equal",
        ),
        ("policing.ttl", "kg:frame a owl", "kg:wording a owl", "frame: is said to have no equal, but is not there"),
        ("frames.yaml", "\nacquires:\n", "\naquires:\n", "aquires: has frames, but is no relation"),
        ("frames.yaml", "\nacquires:\n", "\nacquires: []\naquires:\n", "acquires: no wording in frames.yaml makes it"),
        ("queries/people.rq", "kg:role", "kg:post", "role: no named query asks for it"),
        ("queries/sums.rq", "OPTIONAL { ?statement kg:amountText", "# kg:amountText", "amountText: no named query asks for it"),
        ("frames.yaml", "\nacquires:\n", "\naquires:\n", "acquires: no wording in frames.yaml makes it"),
        ("queries/structure.rq", "kg:acquires", "kg:partOf", "acquires: no named query asks for it"),
        ("shapes.ttl", "sh:path kg:frame", "sh:path kg:name", "frame: no shape in shapes.ttl speaks of it"),
    ],
)
def test_what_is_taken_away_is_noticed(tmp_path: Path, file: str, old: str, new: str, fault: str) -> None:
    shutil.copytree(FOLDER, tmp_path / "ontology")
    path = tmp_path / "ontology" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert any(found.startswith(fault) for found in lint_ontology.faults(tmp_path / "ontology"))
