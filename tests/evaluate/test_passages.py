"""Annotated passages: what is read, and what is objected to."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from kgraph.errors import DataError
from kgraph.evaluate.passages import as_gold, read_passages

ONE = """\
@ 2026-03-04 | news
[[Harrow Vale Police|PoliceForce|a]] will not renew [[its|PoliceForce|a]] deal with [[Lumetrix|Company|b]], which has
supplied [[the force|PoliceForce|a]] with [[number-plate cameras|Technology|c]] since 2021.
# a remark
> b suppliesTo a; date=2021
> k buyer a; status=cancelled; amount=2300000; currency=GBP
> a uses c; polarity=negative; attributedTo=b
> ! b criticizes a
"""


@pytest.fixture
def read(tmp_path):
    def one(text: str):
        (tmp_path / "news.txt").write_text(text, encoding="utf-8")
        return read_passages(tmp_path)

    return one


class TestReading:
    def test_the_text_is_what_was_marked_up(self, read):
        (passage,) = read(ONE)
        assert passage.text.startswith("Harrow Vale Police will not renew its deal with Lumetrix, which has supplied the force with")
        assert passage.date == datetime.date(2026, 3, 4)

    def test_mentions_stand_at_their_offsets(self, read):
        (passage,) = read(ONE)
        assert [passage.text[mention.start : mention.end] for mention in passage.mentions] == [mention.text for mention in passage.mentions]
        assert [mention.entity for mention in passage.mentions] == ["a", "a", "b", "a", "c"]

    def test_statements_with_their_qualifiers_and_none_that_do_not_hold(self, read):
        supplies, buyer, uses = read(ONE)[0].statements
        assert (supplies.subject, supplies.predicate, supplies.object, supplies.date) == ("b", "suppliesTo", "a", "2021")
        assert (buyer.amount, buyer.currency) == (2_300_000, "GBP")
        assert (uses.polarity, uses.attributed_to) == ("negative", "b")

    def test_a_contract_needs_no_mention(self, read):
        assert read(ONE)[0].types["k"] == "Contract"

    def test_names_are_mentions_that_are_neither_pronouns_nor_descriptions(self, read):
        gold = as_gold(read(ONE)[0])
        assert gold.named("Harrow Vale Police") == {"a"}
        assert gold.named("the force") == gold.named("its") == frozenset()

    def test_what_is_held_out_depends_on_the_text_alone(self, read):
        texts = [f"@ 2026-01-01 | news\n[[Force {number}|PoliceForce|a]] spoke." for number in range(200)]
        alone = {passage.text: passage.held_out for text in texts[:20] for passage in read(text)}
        together = read("\n\n".join(reversed(texts)))
        assert all(alone[passage.text] == passage.held_out for passage in together if passage.text in alone)
        assert 20 < sum(passage.held_out for passage in together) < 60


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Harrow spoke.", r"news\.txt, block 1: begins with 'Harrow spoke\.'"),
        ("@ 2026-13-01 | news\nHarrow spoke.", "'2026-13-01' is no day"),
        ("@ | news\n[[Harrow|PoliceForce|a spoke.", "a mark is not closed"),
        ("@ | news\n[[A|Company|a]] and [[B|Court|a]]", "'a' is marked as Company and as Court"),
        ("@ | news\n[[A|Company|a]]\n> a uses", "is not `subject property object`"),
        ("@ | news\n[[A|Company|a]]\n> a uses a; when=2021", "'when=2021' is no qualifier"),
        ("@ | news\nfine\n\n@ | news\n[[A|Company|a]]\n> a uses a; date=", "block 2"),
    ],
)
def test_what_is_malformed_is_named_by_file_and_block(read, text, message):
    with pytest.raises(DataError, match=message):
        read(text)


def test_what_no_network_has_learned_from_is_apart_from_what_it_learns_from():
    root = Path(__file__).parent.parent.parent
    learned = {passage.text for folder in ("passages", "plain") for passage in read_passages(root / "seeds" / folder)}
    apart = {passage.text for passage in read_passages(root / "tests/passages")}
    assert len(apart) >= 500
    assert apart.isdisjoint(learned)


LONG = "The council paid for the drones that its officers had tried over the river last summer"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["Council buys cameras", "Castrey City Council paid."], "Council buys cameras\n\nCastrey City Council paid."),
        (["The council paid.", "The force did not."], "The council paid.\n\nThe force did not."),
        (["The council paid for the", "Drone Unit."], "The council paid for the Drone Unit."),
        ([f"{LONG},", "Ida Roe said."], f"{LONG}, Ida Roe said."),
        (["Dear Ida Roe,", "The council paid."], "Dear Ida Roe,\n\nThe council paid."),
        (["The council paid", "for it."], "The council paid for it."),
    ],
)
def test_lines_are_paragraphs_unless_one_breaks_off(tmp_path, lines, text):
    path = tmp_path / "lines.txt"
    path.write_text("\n".join(["@ 2024-05-03 | news", *lines, ""]))
    assert read_passages(path)[0].text == text


def test_whether_a_passage_is_held_out_does_not_hang_on_its_lines(tmp_path):
    held_out = set()
    for joint in ("\n", " "):
        path = tmp_path / "lines.txt"
        path.write_text("@ 2024-05-03 | news\n" + joint.join(["The council paid.", "The force did not."]) + "\n")
        held_out.add(read_passages(path)[0].held_out)
    assert len(held_out) == 1
