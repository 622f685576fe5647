"""The file of judgements: what a line may say, what is objected to, and what comes of each kind."""

from __future__ import annotations

import pytest

from kgraph import ids
from kgraph.errors import DataError
from kgraph.model import Evidence, Mention, Qualifiers, Source, Statement
from kgraph.resolve import Resolution, add_judgement, judge_statements, parse_judgements, read_judgements, resolve, statement_claim
from kgraph.seeds import Seed

AXON = Seed(ids.ACTOR + "axon", "Company", "Axon Enterprise", names=("Axon",), country="US")

EVERY_KIND = r"""# what people decided

same | Company: Vellumic | Company: Vellumic Sensors | anna 2026-05-28 | so named in the annual report
different | Person: Ida Roe [in a.txt] | Person: Ida Roe [in b.txt] | anna 2026-05-28 | one is a judge
not sure | PoliceForce: NIB | PoliceForce: Northern Imaging Bureau | anna 2026-05-28
name | Company: Vellumic | Vellumic Group plc
class | Company: Kestrane Board | OversightBody | bo
wrong | Vellumic | not suppliesTo | Oldmere Council | A \| stands there. | anna 2026-05-28 | the parser lost the subject
right | Vellumic | planned uses | drones | It will use drones.
"""


class Library:
    """Documents in the making; each call adds a mention behind the last of its document."""

    def __init__(self) -> None:
        self.mentions: dict[str, list[Mention]] = {}
        self.statements: list[Statement] = []

    def says(self, document: str, text: str, cls: str, seed: str | None = None, of: Mention | None = None) -> Mention:
        there = self.mentions.setdefault(document, [])
        start = there[-1].end + 1 if there else 0
        there.append(Mention(document, start, start + len(text), text, cls, seed, of))
        return there[-1]

    def resolved(self, judgements: str = "") -> Resolution:
        sources = [Source(document, f"{document}.txt") for document in self.mentions]
        return resolve(self.statements, self.mentions, [AXON], [], parse_judgements(judgements), sources)


class TestFile:
    def test_a_line_is_written_as_it_was_read(self) -> None:
        read = parse_judgements(EVERY_KIND)
        written = "\n".join(map(str, read))
        assert [line for line in EVERY_KIND.splitlines() if line and line[0] != "#"] == written.splitlines()

    def test_every_part_is_read(self) -> None:
        same, different, *_, wrong, right = parse_judgements(EVERY_KIND)
        assert (same.who, same.why, same.line) == ("anna 2026-05-28", "so named in the annual report", 3)
        assert [(thing.name, thing.document) for thing in different.things] == [("Ida Roe", "a.txt"), ("Ida Roe", "b.txt")]
        assert wrong.claim is not None
        assert right.claim is not None
        assert (wrong.claim.polarity, wrong.claim.predicate, wrong.claim.sentence) == ("negative", "suppliesTo", "A | stands there.")
        assert (right.claim.modality, right.claim.polarity) == ("planned", "positive")

    def test_no_file_is_no_judgement(self, tmp_path) -> None:
        assert read_judgements(tmp_path / "judgements.txt") == ()

    def test_what_is_added_is_read_again_and_what_was_there_stays(self, tmp_path) -> None:
        path = tmp_path / "judgements.txt"
        for judgement in parse_judgements(EVERY_KIND):
            add_judgement(path, judgement)
        assert path.read_text(encoding="utf-8").startswith("# ")
        assert list(map(str, read_judgements(path))) == list(map(str, parse_judgements(EVERY_KIND)))

    def test_a_line_without_its_end_is_not_written_into(self, tmp_path) -> None:
        path = tmp_path / "judgements.txt"
        path.write_text("name | Company: A | B", encoding="utf-8")
        add_judgement(path, parse_judgements("name | Company: C | D")[0])
        assert [judgement.value for judgement in read_judgements(path)] == ["B", "D"]

    @pytest.mark.parametrize(
        ("line", "problem"),
        [
            ("equal | Company: A | Company: B", "line 2: 'equal' is no verdict: write one of same, different"),
            ("same | Company: A", "line 2: 'same' takes 2 parts"),
            ("same | Company: A | Company: B | who | why | more", "takes 2 parts"),
            ("same | A | Company: B", "'A' is not of the form `Class: Name`"),
            ("same | Firm: A | Company: B", "'Firm: A' is not of the form"),
            ("same | Company: B Ltd | Company: B", "both sides are Company: B Ltd: say "),
            ("class | Company: A | Firm", "'Firm' is no class"),
            ("wrong | A | hardly uses | B | It does.", "'hardly uses' is no property"),
            ("right | A | uses | B", "takes 4 parts"),
        ],
    )
    def test_a_malformed_line_is_told_by_number_and_remedy(self, line: str, problem: str) -> None:
        with pytest.raises(DataError, match=problem.replace("(", r"\(").replace("[", r"\[")):
            parse_judgements(f"# first\n{line}\n")

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("same | Company: C | Company: B", "different | Company: B | Company: C Ltd"),
            ("name | Company: A | X", "name | Company: A | Y"),
            ("class | Company: A | Company", "class | Company: A | OversightBody"),
            ("right | A | uses | B | It does.", "wrong | A | uses | B | It  does."),
        ],
    )
    def test_a_contradiction_names_both_lines(self, first: str, second: str) -> None:
        with pytest.raises(DataError, match=r"line 3 .* contradicts line 1 "):
            parse_judgements(f"{first}\n\n{second}\n")

    def test_a_contradiction_by_way_of_a_third_names_all_lines(self) -> None:
        with pytest.raises(DataError, match=r"line 3 .* contradicts line 1 .* and line 2 "):
            parse_judgements("same | Company: A | Company: B\nsame | Company: B | Company: C\ndifferent | Company: C | Company: A\n")


class TestPairs:
    def test_same_joins_what_the_scores_keep_apart(self) -> None:
        library = Library()
        one, other = library.says("a", "Vellumic Ltd", "Company"), library.says("b", "Owl Street Optics", "Company")
        resolution = library.resolved("same | Company: Vellumic | Company: Owl Street Optics | anna | the old name")
        entity = resolution.entity_of(one)
        assert resolution.entity_of(other) is entity
        assert "judged the same (judgements.txt, line 1; anna: the old name)" in entity.reasons

    def test_same_makes_a_name_one_of_a_known_actor(self) -> None:
        library = Library()
        name = library.says("a", "Taser International", "Company")
        entity = library.resolved("same | Company: Taser International | Company: Axon").entity_of(name)
        assert (entity.id, entity.label) == (AXON.id, "Axon Enterprise")

    def test_different_keeps_apart_what_the_scores_join(self) -> None:
        library = Library()
        one, other = library.says("a", "Kent Valley Police", "PoliceForce"), library.says("b", "Kent Valley Constabulary", "PoliceForce")
        assert library.resolved().entity_of(one) is not None
        resolution = library.resolved("different | PoliceForce: Kent Valley Police | PoliceForce: Kent Valley Constabulary")
        assert resolution.entity_of(one).id != resolution.entity_of(other).id
        assert resolution.candidates == ()

    def test_different_parts_two_of_one_name(self) -> None:
        library = Library()
        one, other = library.says("a", "Ida Roe", "Person"), library.says("b", "Ida Roe", "Person")
        assert library.resolved().entity_of(one).id == library.resolved().entity_of(other).id
        resolution = library.resolved("different | Person: Ida Roe [in a.txt] | Person: Ida Roe [in b.txt]")
        assert resolution.entity_of(one).id != resolution.entity_of(other).id

    def test_different_takes_a_mention_from_the_known_actor(self) -> None:
        library = Library()
        wrong, right = library.says("a", "Axon", "Company", AXON.id), library.says("b", "Axon", "Company", AXON.id)
        resolution = library.resolved("different | Company: Axon [in a.txt] | Company: Axon Enterprise")
        assert resolution.entity_of(right).id == AXON.id
        assert resolution.entity_of(wrong).id != AXON.id
        assert resolution.entity_of(wrong).label == "Axon"

    def test_not_sure_changes_nothing_but_is_not_asked_again(self) -> None:
        library = Library()
        library.says("a", "Northern Imaging Bureau", "Company")
        library.says("b", "NIB", "Company")
        before, after = library.resolved(), library.resolved("not sure | Company: NIB | Company: Northern Imaging Bureau")
        assert after.entities == before.entities
        assert len(before.candidates) == 1
        assert after.candidates == ()

    def test_a_candidate_says_how_a_judgement_names_it(self) -> None:
        library = Library()
        library.says("a", "Northern Imaging Bureau", "Company")
        library.says("b", "NIB", "Company")
        (candidate,) = library.resolved().candidates
        judged = library.resolved(f"same | {candidate.things[0]} | {candidate.things[1]}")
        assert len(judged.entities) == 1

    def test_judgements_that_meet_in_one_thing_contradict(self) -> None:
        library = Library()
        for document, name in zip("abc", ("Vellumic", "Halberd", "Owl"), strict=True):
            library.says(document, name, "Company")
        text = "same | Company: Vellumic | Company: Halberd\ndifferent | Company: Vellumic [in a.txt] | Company: Halberd [in b.txt]\n"
        with pytest.raises(DataError, match=r"line 2 .* contradicts line 1 "):
            library.resolved(text)


class TestChanges:
    def test_a_new_name_is_the_label_and_the_iri_stays(self) -> None:
        library = Library()
        name = library.says("a", "Vellumic Ltd", "Company")
        before, after = library.resolved().entity_of(name), library.resolved("name | Company: Vellumic | Lumen plc").entity_of(name)
        assert (after.id, after.label, after.names) == (before.id, "Lumen plc", ("Vellumic Ltd",))

    def test_a_class_is_changed_and_the_iri_stays(self) -> None:
        library = Library()
        name = library.says("a", "Kestrane Board", "Company")
        before, after = (
            library.resolved().entity_of(name),
            library.resolved("class | Company: Kestrane Board | OversightBody").entity_of(name),
        )
        assert (after.id, after.type) == (before.id, "OversightBody")

    def test_two_names_for_what_is_one_thing_contradict(self) -> None:
        library = Library()
        library.says("a", "Kent Valley Police", "PoliceForce")
        library.says("b", "Kent Valley Constabulary", "PoliceForce")
        with pytest.raises(DataError, match=r"line 1 .* contradicts line 2 |line 2 .* contradicts line 1 "):
            library.resolved("name | PoliceForce: Kent Valley Police | X\nname | PoliceForce: Kent Valley Constabulary | Y\n")


def stated(subject: str, predicate: str, object_: str, sentence: str, **qualifiers: object) -> Statement:
    ends = Mention("a", 0, len(subject), subject, "Company"), Mention("a", 50, 50 + len(object_), object_, "PoliceForce")
    said = Qualifiers(**qualifiers)  # type: ignore[arg-type]
    return Statement(ends[0], predicate, ends[1], Evidence("a", 0, len(sentence), sentence), "test", 0.8, said)


class TestStatements:
    SALE = stated("Vellumic Ltd", "suppliesTo", "Kent Police", "Vellumic supplies\nthe force.")

    def line(self, verdict: str, statement: Statement) -> str:
        claim = statement_claim(statement)
        return f"{verdict} | {claim.subject} | {claim.property} | {claim.object} | {claim.sentence}"

    def test_a_wrong_one_is_left_out(self) -> None:
        other = stated("Vellumic Ltd", "uses", "Kent Police", "Vellumic supplies\nthe force.")
        judged = judge_statements([self.SALE, other], parse_judgements(self.line("wrong", self.SALE)))
        assert (judged.statements, judged.dropped, judged.stale) == ((other,), 1, ())

    def test_a_right_one_is_certain(self) -> None:
        (statement,) = judge_statements([self.SALE], parse_judgements(self.line("right", self.SALE))).statements
        assert statement.confidence == 1.0

    def test_it_fits_wherever_the_sentence_stands_and_however_full_the_name_has_become(self) -> None:
        moved = stated("Vellumic Sensors Ltd", "suppliesTo", "Kent Police", "Vellumic  supplies the force.")
        assert judge_statements(
            [moved], parse_judgements("wrong | Vellumic | suppliesTo | Kent Police | Vellumic supplies the force.")
        ).dropped

    def test_one_that_is_denied_now_is_not_the_one_that_was_judged(self) -> None:
        denied = stated("Vellumic Ltd", "suppliesTo", "Kent Police", "Vellumic supplies\nthe force.", polarity="negative")
        judged = judge_statements([denied], parse_judgements(self.line("wrong", self.SALE)))
        assert judged.statements == (denied,)
        assert "the sentence is now read as: Vellumic Ltd not suppliesTo Kent Police" in str(judged.stale[0])

    def test_a_changed_sentence_is_shown(self) -> None:
        changed = stated("Vellumic Ltd", "suppliesTo", "Kent Police", "Vellumic no longer supplies the force.")
        (stale,) = judge_statements([changed], parse_judgements(self.line("wrong", self.SALE))).stale
        assert str(stale).endswith("the sentence has changed; the closest now is: Vellumic no longer supplies the force.")

    def test_one_that_nobody_says_any_more_is_reported(self) -> None:
        (stale,) = judge_statements([], parse_judgements(self.line("right", self.SALE))).stale
        assert str(stale).endswith("no document says this any more")


@pytest.mark.parametrize(
    ("line", "change"),
    [
        ("same | Company: Velumic | Company: Halberd", "nothing is called 'Velumic' any more; the closest name is 'vellumic'"),
        ("same | Company: Zzyzx | Company: Halberd", "nothing is called 'Zzyzx' any more"),
        ("name | Person: Vellumic | X", "'Vellumic' is now of another kind: organization"),
        ("name | Company: Vellumic [in z.txt] | X", "the document z.txt is not there any more"),
        ("name | Company: Vellumic [in b.txt] | X", "b.txt does not speak of 'Vellumic' any more"),
        ("name | GovernmentBody: City Council | X", "2 things are called 'City Council' now: say which with [in DOCUMENT], such as a"),
        ("different | Company: Axon | Company: Axon Enterprise", "both names stand for one known thing: say [in DOCUMENT]"),
    ],
)  # fmt: skip
def test_what_fits_nothing_or_more_than_one_is_reported_and_changes_nothing(line: str, change: str) -> None:
    library = Library()
    library.says("a", "Vellumic", "Company")
    library.says("b", "Halberd", "Company")
    library.says("a", "City Council", "GovernmentBody")
    library.says("b", "City Council", "GovernmentBody")
    judged = library.resolved(line)
    (stale,) = judged.stale
    assert change in str(stale)
    assert str(stale).startswith("judgements.txt, line 1: ")
    assert judged.entities == library.resolved().entities
