"""Frames and network weighed into a confidence."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from kgraph.errors import DataError, SetupError
from kgraph.relate.learned import Opinion, weighed
from kgraph.relate.proposal import Proposal
from kgraph.relate.relate import once, specific
from kgraph.relate.weighing import Said, Weighing, load_weighing

WEIGHING = Weighing({"always": -1.0, "network odds, network": 0.5, "network odds, frame": 0.5, "wording odds, network": 0.2, "frame": 1.0})


def test_the_surer_the_network_the_more_confidence():
    found = [WEIGHING.confidence("uses", Said(network=probability)) for probability in (0.1, 0.5, 0.9)]
    assert found == sorted(set(found))


def test_two_sources_say_more_than_one():
    alone = WEIGHING.confidence("uses", Said(network=0.6))
    assert WEIGHING.confidence("uses", Said(frame="uses/run", network=0.6)) > alone
    assert WEIGHING.confidence("uses", Said(network=0.6, wording=0.9)) > alone


def test_confidence_is_a_share_with_two_places():
    assert Weighing({"always": 999.0}).confidence("uses", Said(frame="uses/run")) == 1.0
    assert Weighing({"always": 0.111}).confidence("uses", Said(frame="uses/run")) == 0.53


def test_a_frame_that_was_right_more_often_says_more():
    weighing = Weighing({"frame odds": 1.0}, {"uses/run": 0.9, "uses/have": 0.4})
    assert weighing.confidence("uses", Said(frame="uses/run")) > weighing.confidence("uses", Said(frame="uses/have"))


def test_of_who_is_only_listed_side_by_side_the_network_is_not_believed(read, relater):
    reading = read("Wexmoor Police works with Castrey Police and Aldersend University. Ostrow Police came too.")
    worded = [
        Proposal(reading.mentions[0], "partnersWith", reading.mentions[other], reading.doc[2], "partnersWith/work together", 0.7)
        for other in (1, 2)
    ]
    heard = {(opinion.subject, opinion.predicate, opinion.object): opinion for opinion in (sure(reading, 1, 2), sure(reading, 2, 3))}
    found = [proposal.key for proposal in weighed(worded, heard, Weighing({"always": 1.0}), {}, {})]
    assert (reading.mentions[1], "partnersWith", reading.mentions[2]) not in found
    assert (reading.mentions[2], "partnersWith", reading.mentions[3]) in found


@pytest.mark.parametrize(("worded", "heard"), [("criticizes", "supports"), ("criticizes", "criticizes")])
def test_the_network_does_not_gainsay_a_wording_of_the_same_sentence(read, relater, worded, heard):
    reading = read("Wexmoor Police works with Castrey Police and Aldersend University. Ostrow Police came too.")
    one, other = reading.mentions[0], reading.mentions[1]
    ends = (other, one) if worded == heard else (one, other)  # the opposite, or the other way round
    said = [Proposal(one, worded, other, reading.doc[2], f"{worded}/attack", 0.7)]
    opinion = Opinion(ends[0], heard, ends[1], 0.99, 0.99, False, 0.0, "actual", reading.doc[2], reading.doc[4])
    found = [proposal.predicate for proposal in weighed(said, {(*ends[:1], heard, *ends[1:]): opinion}, Weighing({"always": 1.0}), {}, {})]
    assert found == [worded]


def test_the_network_has_no_say_where_both_are_only_pointed_to(read):
    reading = read("Wexmoor Police works with Castrey Police and Aldersend University. Ostrow Police came too.")
    said = Proposal(reading.mentions[0], "partnersWith", reading.mentions[1], reading.doc[2], "partnersWith/both", 0.8, pointed=True)
    (found,) = weighed([said], {}, Weighing({"always": -9.0}, {"partnersWith/both": 0.7}), {}, {})
    assert found.confidence == 0.7


@pytest.mark.parametrize(("confidence", "modality"), [(0.2, "planned"), (0.5, "actual")])
def test_what_hardly_happens_is_still_planned(statements, confidence, modality):
    (said,) = statements("The Data Standards Commission fined Vellumic Ltd.")
    planned = replace(said, confidence=0.6, qualifiers=replace(said.qualifiers, modality="planned"))
    (kept,) = once([replace(said, confidence=confidence), planned])
    assert kept.qualifiers.modality == modality


@pytest.mark.parametrize(("confidence", "left"), [(0.2, {"blocks", "uses"}), (0.6, {"blocks"})])
def test_only_what_is_likely_takes_the_place_of_what_says_less(read, confidence, left):
    reading = read("Wexmoor Police works with Castrey Police and Aldersend University. Ostrow Police came too.")
    ends = {"subject": reading.mentions[0], "object": reading.mentions[1], "trigger": reading.doc[2]}
    more = Proposal(predicate="blocks", frame="blocks/network", confidence=confidence, **ends)
    less = Proposal(predicate="uses", frame="uses/operate", confidence=0.9, **ends)
    assert {proposal.predicate for proposal in specific([more, less])} == left


def test_a_statement_of_a_thing_that_may_be_another_has_less_confidence(read, relater):
    reading = read("Wexmoor Police works with Castrey Police and Aldersend University. Ostrow Police came too.")
    heard = {(opinion.subject, opinion.predicate, opinion.object): opinion for opinion in (sure(reading, 1, 2), sure(reading, 1, 3))}
    weighing = Weighing({"mention odds, network": 0.5})
    doubt = {reading.mentions[2]: 0.6}
    found = {proposal.object: proposal.confidence for proposal in weighed([], heard, weighing, {}, doubt)}
    assert found[reading.mentions[2]] < found[reading.mentions[3]]


@pytest.mark.parametrize(("trigger", "left"), [(13, {"uses/network"}), (3, set())])
def test_what_one_sentence_only_supposes_another_may_say(read, trigger, left):
    reading = read("If Wexmoor Police uses drones, Lantern Rights will sue. Wexmoor Police flew drones.")
    force, drones = reading.mentions[0], reading.mentions[1]
    supposed = Proposal(force, "uses", drones, reading.doc[3], "uses/operate", 0.9)
    told = Opinion(force, "uses", drones, 0.9, 0.9, False, 0.0, "actual", reading.doc[trigger], reading.doc[4])
    found = weighed([supposed], {(force, "uses", drones): told}, Weighing({"always": 1.0}), {}, {})
    assert {proposal.frame for proposal in found} == left


def sure(reading, one, other):
    ends = reading.mentions[one], "partnersWith", reading.mentions[other]
    return Opinion(*ends, 0.99, 0.99, False, 0.0, "actual", reading.doc[2], reading.doc[4])


class TestFiles:
    def test_weights_are_read(self, tmp_path):
        (tmp_path / "w.json").write_text(json.dumps({"weights": {"always": -1}, "records": {"uses/run": 0.7}}), encoding="utf-8")
        assert load_weighing(tmp_path / "w.json") == Weighing({"always": -1.0}, {"uses/run": 0.7})

    def test_none_are_there(self, tmp_path):
        with pytest.raises(SetupError, match=r"w\.json is missing"):
            load_weighing(tmp_path / "w.json")

    @pytest.mark.parametrize("text", ["{", "[1]", '{"weights": {"always": "much"}, "records": {}}', '{"weights": {}}'])
    def test_what_is_no_weight_is_named(self, tmp_path, text):
        (tmp_path / "w.json").write_text(text, encoding="utf-8")
        with pytest.raises(DataError, match=r"w\.json: not weights"):
            load_weighing(tmp_path / "w.json")
