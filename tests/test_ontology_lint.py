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
        ("policing.ttl", '  rdfs:label "court"@en ;\n', "", "Court: needs one rdfs:label"),
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
