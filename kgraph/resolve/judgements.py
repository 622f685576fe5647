"""What people decided: a plain text file, one judgement a line, which every build applies.

    same      | Company: Vellumic | Company: Vellumic Sensors               | anna 2026-05-28 | so named in the annual report
    different | Person: Ida Roe [in a.txt] | Person: Ida Roe [in b.txt]     | anna 2026-05-28 | one is a judge
    not sure  | PoliceForce: NIB | PoliceForce: Northern Imaging Bureau     | anna 2026-05-28
    name      | Company: Vellumic | Vellumic Group plc                      | anna 2026-05-28
    class     | Company: Kestrane Board | OversightBody                     | anna 2026-05-28
    wrong     | Vellumic | not suppliesTo | Oldmere Council | The sentence. | anna 2026-05-28 | the parser lost the subject
    right     | Vellumic | planned uses | drones | The sentence.            | anna 2026-05-28

A thing is given by a class and a name, as some document names it; `[in PATH]` says in which document, where other things bear the name
too. A statement is given by its words: the names of its ends as in the text, the property (after `not` where it is denied, `planned` or
`possible` where it is), and the sentence. Who, when and why come last and may be left out. A bar inside a name or a sentence is
written `\\|`. Lines that begin with `#` and empty lines are passed over. To take a judgement back, delete its line.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kgraph.errors import DataError
from kgraph.model import Statement
from kgraph.resolve.entities import CLASSES
from kgraph.resolve.names import cleaned, family_of, key_of

JUDGEMENTS = "judgements.txt"

PAIRS = ("same", "different", "not sure")
CHANGES = ("name", "class")
STATEMENTS = ("right", "wrong")

_HEAD = "# What people decided, one judgement a line; every build applies it. Delete a line to take it back.\n"
_BAR = re.compile(r"\s*(?<!\\)\|\s*")
_THING = re.compile(r"(?P<cls>\w+): (?P<name>.*?)(?: \[in (?P<document>[^\]]+)\])?")
_CLAIM = re.compile(r"(?P<denied>not )?(?:(?P<modality>planned|possible) )?(?P<predicate>\w+)")


@dataclass(frozen=True, slots=True)
class Thing:
    """Whatever documents call by this name, or what one document does. `document` is the path under which it was read."""

    cls: str
    name: str
    document: str | None = None

    @property
    def key(self) -> tuple[str, str]:
        """Kind and key of the name: spellings of one name are one."""
        family = family_of(self.cls)
        return family, key_of(self.name, family)

    def __str__(self) -> str:
        return f"{self.cls}: {self.name}" + (f" [in {self.document}]" if self.document else "")


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement by its words."""

    subject: str
    predicate: str
    object: str
    sentence: str
    polarity: str = "positive"
    modality: str = "actual"

    @property
    def property(self) -> str:
        """The property with how it holds: "not suppliesTo", "planned uses"."""
        denied = "not " if self.polarity == "negative" else ""
        return denied + (f"{self.modality} " if self.modality != "actual" else "") + self.predicate


@dataclass(frozen=True, slots=True)
class Judgement:
    """One line. `things` are two for PAIRS and one for CHANGES, whose new name or class is `value`; `claim` is for STATEMENTS."""

    verdict: str
    things: tuple[Thing, ...] = ()
    value: str = ""
    claim: Claim | None = None
    who: str = ""
    why: str = ""
    file: str = JUDGEMENTS
    line: int = 0

    @property
    def place(self) -> str:
        """The file and the line."""
        return f"{self.file}, line {self.line}"

    def __str__(self) -> str:
        if self.claim is not None:
            fields = [self.claim.subject, self.claim.property, self.claim.object, self.claim.sentence]
        else:
            fields = [*map(str, self.things), *([self.value] if self.value else [])]
        ends = [self.who, self.why] if self.why else [self.who] if self.who else []
        return " | ".join(" ".join(field.split()).replace("|", "\\|") for field in (self.verdict, *fields, *ends))


def read_judgements(path: Path) -> tuple[Judgement, ...]:
    """The judgements of a file, in its order; none where there is no file.

    Raises DataError by line where one is malformed, and names both lines where two contradict each other.
    """
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: not UTF-8 (byte {error.start}): save it as UTF-8") from error
    return parse_judgements(text, path.name)


def parse_judgements(text: str, file: str = JUDGEMENTS) -> tuple[Judgement, ...]:
    """As `read_judgements`, from the text of the file."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            found.append(_judgement(line, file, number))
    check_pairs([(thing_id(each.things[0]), thing_id(each.things[1]), each) for each in found if each.verdict in PAIRS])
    _check_values(found)
    return tuple(found)


def add_judgement(path: Path, judgement: Judgement) -> None:
    """Write the judgement behind the others; a new file begins by saying what it is. Raises DataError where that cannot be done."""
    try:
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        gap = "" if before.endswith("\n") else "\n" if before else _HEAD
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{gap}{judgement}\n")
    except OSError as error:
        raise DataError(f"{path}: cannot be written ({error.strerror or error})") from error


def statement_claim(statement: Statement) -> Claim:
    """The words by which a judgement can name the statement."""
    qualifiers, ends = statement.qualifiers, (statement.subject, statement.object)
    subject, object_ = (cleaned(end.root.text) for end in ends)
    sentence = " ".join(statement.evidence.sentence.split())
    return Claim(subject, statement.predicate, object_, sentence, qualifiers.polarity, qualifiers.modality)


def check_pairs(pairs: Sequence[tuple[Hashable, Hashable, Judgement]]) -> None:
    """Raises DataError where two are judged the same, be it by way of others, and different."""
    root: dict[Hashable, Hashable] = {}

    def first(one: Hashable) -> Hashable:
        while root.setdefault(one, one) != one:
            one = root[one]
        return one

    for left, right, judgement in pairs:
        if judgement.verdict == "same":
            root[first(right)] = first(left)
    for left, right, judgement in pairs:
        if judgement.verdict == "different" and first(left) == first(right):
            against = [other for one, _, other in pairs if other.verdict == "same" and first(one) == first(left)]
            lines = " and ".join(f"line {other.line} ({other})" for other in against)
            raise DataError(f"{judgement.place} ({judgement}) contradicts {lines}: delete what is wrong")


def contradiction(one: Judgement, other: Judgement) -> DataError:
    """The error for two judgements that cannot both hold."""
    return DataError(f"{one.place} ({one}) contradicts line {other.line} ({other}): delete one of them")


def thing_id(thing: Thing) -> Hashable:
    """The same for two spellings of one name."""
    return *thing.key, thing.document


def _check_values(judgements: Iterable[Judgement]) -> None:
    said: dict[Hashable, Judgement] = {}
    for each in judgements:
        if each.verdict in CHANGES:
            before = said.setdefault((each.verdict, thing_id(each.things[0])), each)
            if before.value != each.value:
                raise contradiction(each, before)
        elif each.claim is not None:
            before = said.setdefault(each.claim, each)
            if before.verdict != each.verdict:
                raise contradiction(each, before)


def _judgement(line: str, file: str, number: int) -> Judgement:
    verdict, *fields = (field.replace("\\|", "|").strip() for field in _BAR.split(line.strip()))
    wanted = {**dict.fromkeys(PAIRS, 2), **dict.fromkeys(CHANGES, 2), **dict.fromkeys(STATEMENTS, 4)}.get(verdict)
    if wanted is None:
        raise DataError(f"{file}, line {number}: {verdict!r} is no verdict: write one of {', '.join((*PAIRS, *CHANGES, *STATEMENTS))}")
    if not wanted <= len(fields) <= wanted + 2 or not all(fields[:wanted]):
        raise DataError(f"{file}, line {number}: {verdict!r} takes {wanted} parts, then who and why, with | between them")
    given, (who, why) = fields[:wanted], (*fields[wanted:], "", "")[:2]
    if verdict in STATEMENTS:
        return Judgement(verdict, claim=_claim(given, file, number), who=who, why=why, file=file, line=number)
    things = tuple(_things(given if verdict in PAIRS else given[:1], file, number))
    if verdict in PAIRS and thing_id(things[0]) == thing_id(things[1]):
        raise DataError(f"{file}, line {number}: both sides are {things[0]}: say [in DOCUMENT] behind the names")
    value = "" if verdict in PAIRS else given[1]
    if verdict == "class" and value not in CLASSES:
        raise DataError(f"{file}, line {number}: {value!r} is no class: write one of {', '.join(CLASSES)}")
    return Judgement(verdict, things, value, who=who, why=why, file=file, line=number)


def _things(fields: Iterable[str], file: str, number: int) -> Iterator[Thing]:
    for field in fields:
        parts = _THING.fullmatch(field)
        if parts is None or parts["cls"] not in CLASSES or not parts["name"].strip():
            raise DataError(f"{file}, line {number}: {field!r} is not of the form `Class: Name` or `Class: Name [in DOCUMENT]`")
        yield Thing(parts["cls"], parts["name"].strip(), parts["document"])


def _claim(fields: Sequence[str], file: str, number: int) -> Claim:
    subject, said, object_, sentence = fields
    parts = _CLAIM.fullmatch(said)
    if parts is None:
        raise DataError(f"{file}, line {number}: {said!r} is no property, nor one after `not`, `planned` or `possible`")
    polarity = "negative" if parts["denied"] else "positive"
    return Claim(subject, parts["predicate"], object_, " ".join(sentence.split()), polarity, parts["modality"] or "actual")
