"""A dossier holds every statement of its entity once, and what it was quoted as saying."""

from __future__ import annotations

import pytest

from kgraph import ids
from kgraph.model import Entity
from kgraph.views.dossier import dossier

MET = Entity(ids.ENTITY + "met", "Met", "PoliceForce")


@pytest.fixture
def rows(say):
    return [
        say("Palantir", "suppliesTo", "Met", speaker="Met"),
        say("NEC", "suppliesTo", "Met", document="b.txt"),
        say("NEC", "suppliesTo", "Met", document="a.txt", start=50),
        say("NEC", "suppliesTo", "Met", document="a.txt", start=7, polarity="negative"),
        say("Met", "uses", "drones"),
        say("Met", "partnersWith", "Liberty"),
        say("Met", "investigates", "Met"),
        say("Liberty", "criticizes", "Palantir", speaker="Met"),
        say("Liberty", "criticizes", "NEC", speaker="Liberty"),
    ]


def test_groups_go_by_direction_and_property(rows):
    assert [(group.predicate, group.outgoing) for group in dossier(rows, MET).groups] == [
        ("investigates", True),
        ("partnersWith", True),
        ("uses", True),
        ("suppliesTo", False),
    ]


def test_lines_go_by_counterpart_document_and_place(rows):
    lines = dossier(rows, MET).groups[-1].lines
    assert [(line.counterpart.label, line.row.source.path, line.row.start, line.row.polarity) for line in lines] == [
        ("NEC", "a.txt", 7, "negative"),
        ("NEC", "a.txt", 50, "positive"),
        ("NEC", "b.txt", 0, "positive"),
        ("Palantir", "deal.txt", 0, "positive"),
    ]


def test_the_counterpart_is_the_other_end(rows):
    for group in dossier(rows, MET).groups:
        for line in group.lines:
            assert line.counterpart == (line.row.object if group.outgoing else line.row.subject)


def test_each_statement_of_the_entity_is_there_once_and_no_other(rows):
    held = [line.row for group in dossier(rows, MET).groups for line in group.lines]
    assert sorted(row.id for row in held) == sorted(row.id for row in rows if MET.id in (row.subject.id, row.object.id))


def test_what_it_is_quoted_as_saying_may_be_about_others(rows):
    assert {row.predicate for row in dossier(rows, MET).spoken} == {"suppliesTo", "criticizes"}
    assert all(row.attributed_to.id == MET.id for row in dossier(rows, MET).spoken)


def test_the_order_of_the_rows_does_not_show(rows):
    assert dossier(rows[::-1], MET) == dossier(rows, MET)


def test_of_one_of_whom_nothing_is_said_it_is_empty(rows):
    nobody = Entity("urn:nobody", "Nobody", "Person")
    assert (dossier(rows, nobody).groups, dossier(rows, nobody).spoken) == ((), ())
