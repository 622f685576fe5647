"""Frames over predicates: every wording that a sentence uses, with the things that fill its roles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kgraph.language.cues import load_cues
from kgraph.model import Mention
from kgraph.relate.clauses import Argument, Predicate
from kgraph.relate.ends import MentionOf, things
from kgraph.relate.frames import Frame, Frames
from kgraph.relate.proposal import Proposal
from kgraph.relate.scene import Scene

_STANCES = frozenset({"criticizes", "supports"})
_MONEY = set("£$€")
_WINDOW = 10  # tokens behind a verb in which the rest of a fixed expression stands ("held the force to account")
_GAP = 5  # tokens within which the next word of it must follow
_FAR = 26  # tokens behind the head in which its last word stands
_REACH = 6  # tokens behind it in which the thing stands that it is about
_NEAR = {
    "advmod",
    "amod",
    "neg",
    "det",
    "compound",
    "acomp",
    "attr",
    "oprd",
    "dobj",
    "prep",
    "pobj",
    "xcomp",
    "ccomp",
    "prt",
    "npadvmod",
    "pcomp",
    "nmod",
    "conj",
    "agent",
}


def worded(predicates: Sequence[Predicate], frames: Frames, scene: Scene) -> Iterator[Proposal]:
    """A proposal for each pair of fitting things that a frame joins."""
    for predicate in predicates:
        around: _Around | None = None
        for frame in frames.evoked_by(predicate.kind, predicate.lemma):
            if frame.words and around is None:
                around = _around(predicate)
            if _evokes(predicate, frame, around) and _has_needs(predicate, frame, frames):
                yield from _filled(predicate, frame, frames, scene, around)


@dataclass(frozen=True, slots=True)
class _Around:
    """The words that a frame may want besides its lemma: `there` anywhere about the predicate, `behind` it in their order, each as
    written and as lemma, `later` the same without order. Read off once, since many frames ask."""

    there: frozenset[str]
    behind: tuple[tuple[str, str], ...]
    later: frozenset[str]


def _around(predicate: Predicate) -> _Around:
    head = predicate.head
    following = head.doc[head.i + 1 : min(head.i + _FAR, head.sent.end)]
    behind = tuple((token.lower_, token.lemma_.lower()) for token in following)
    there = set(predicate.lemma.split(" ")[1:])
    for argument in predicate.arguments:
        there.update(argument.role.split(" "))
        there.add(argument.head.lemma_.lower())
    there.update(child.lower_ for child in head.lefts)
    for token, forms in zip(following[: _WINDOW - 1], behind, strict=False):
        if head.is_ancestor(token):
            there.update(forms)
    return _Around(frozenset(there), behind, frozenset(form for forms in behind for form in forms))


def _evokes(predicate: Predicate, frame: Frame, around: _Around | None) -> bool:
    """The words that follow the lemma in the frame stand there: its particle, a preposition, or the head of an argument."""
    if around is None or not frame.words:
        # "roll out" is another verb than "roll"; so is "look into" where the frame wants the bare verb.
        return " " not in predicate.lemma
    if frame.words == ("of",):
        # "Approved of X" is, "approved the sale of X" is not "approve of".
        return predicate.kind != "verb" or any(child.lower_ == "of" for child in predicate.head.children)
    if "after" in frame.object or "after" in frame.subject:
        return around.later.issuperset(frame.words) and _last_word(around, frame.words) is not None
    return around.there.issuperset(frame.words)


def _has_needs(predicate: Predicate, frame: Frame, frames: Frames) -> bool:
    return all(_has(predicate, need, frames) for need in frame.needs) and not any(_has(predicate, word, frames) for word in frame.unless)


def _has(predicate: Predicate, need: str, frames: Frames) -> bool:
    if need == "money":
        return any(char in _MONEY for token in predicate.head.subtree for char in token.text)
    words = frames.needs.get(need)
    if words is None:
        return any(argument.role == need for argument in predicate.arguments)
    heads = [argument.head for argument in predicate.arguments if argument.role in {"object", "complement", "attribute"}]
    near = [*_near(predicate.head), *heads, *(token for head in heads for token in _near(head))]
    return any(token.lemma_.lower() in words or token.lower_ in words for token in near)


def _near(head: Token, depth: int = 5) -> Iterator[Token]:
    for child in head.children:
        if child.dep_ in _NEAR:
            yield child
            if depth:
                yield from _near(child, depth - 1)


def _filled(predicate: Predicate, frame: Frame, frames: Frames, scene: Scene, around: _Around | None) -> Iterator[Proposal]:
    through = frames.transparent_object.union(*(frames.needs.get(need, ()) for need in frame.needs))
    asker = _asker(predicate.head, scene.heads) if frame.predicate in _STANCES else None
    subjects = _fillers(asker or predicate, frame.subject, frame.domain, frames.transparent_subject, scene)
    if not subjects and "after" in frame.subject and around is not None:
        subjects = _behind(predicate.head, frame.words, frame.domain, around, scene.mention_of)
    if not subjects:
        return
    # The prepositions of the expression lead to its object, unless they lead to its subject ("X answers to Y").
    leading = () if "after" in frame.subject else frame.words
    roles = (*(word for word in leading if any(argument.role == word for argument in predicate.arguments)), *frame.object)
    targets = _fillers(predicate, roles, frame.range, through, scene)
    if not targets and "after" in frame.object and around is not None:
        targets = _behind(predicate.head, frame.words, frame.range, around, scene.mention_of)
    if not targets and "object" in frame.object:
        targets = list(_misread(predicate, frame, scene.mention_of))
    pointed = not targets and "speaker" in frame.object
    if pointed:
        body = scene.body_of(predicate.head)
        targets = [(body, predicate.head)] if body is not None and body.root.type in frame.range else []
    for target, token in targets:
        for subject, _ in subjects:
            if subject.root != target.root and subject.root.seed != (target.root.seed or ""):
                yield Proposal(
                    subject,
                    frame.predicate,
                    target,
                    predicate.head,
                    frame.label,
                    frame.confidence,
                    polarity=frame.polarity,
                    modality=frame.modality if frame.modality != "actual" else None,
                    object_token=token,
                    pointed=pointed,
                )


def _misread(predicate: Predicate, frame: Frame, mention_of: MentionOf) -> Iterator[tuple[Mention, Token]]:
    """A thing whose name the parser took for a clause: "recommended body worn video"."""
    for argument in predicate.arguments:
        mention = mention_of(argument.head) if argument.role == "complement" else None
        if mention is not None and mention.root.type in frame.range:
            yield mention, argument.head


def _behind(
    head: Token, words: Sequence[str], classes: frozenset[str], around: _Around, mention_of: MentionOf
) -> list[tuple[Mention, Token]]:
    """The first fitting things behind a fixed expression, whatever the parser makes of it: "laid the blame at the door of X and Y"."""
    last = _last_word(around, words)
    if last is None:
        return []
    start = head.i + 2 + last
    for token in head.doc[start : min(start + _REACH, head.sent.end)]:
        mention = mention_of(token)
        if mention is not None and mention.root.type in classes:
            others = (mention_of(other) for other in token.conjuncts if other.i > token.i)
            return [(mention, token), *((other, token) for other in others if other is not None and other.root.type in classes)]
        if mention is not None or token.text in {";", ":", "–", "—"}:
            break
    return []


def _last_word(around: _Around, words: Sequence[str]) -> int | None:
    """Where behind the head the last word of a fixed expression stands, if all follow in their order and not far apart."""
    index = -1
    for word in words:
        near = range(index + 1, min(index + _GAP, len(around.behind)))
        index = next((place for place in near if word in around.behind[place]), -1)
        if index < 0:
            return None
    return index


def _asker(head: Token, heads: Mapping[int, Predicate]) -> Predicate | None:
    """Who asks another to back or oppose something takes the stance: "the chief asked the committee to back the contract"."""
    asking = head.dep_ in {"xcomp", "ccomp"} and head.head.lemma_.lower() in load_cues().calling and head.head.lemma_.lower() != "want"
    return heads.get(head.head.i) if asking else None


def _fillers(
    predicate: Predicate,
    roles: Sequence[str],
    classes: frozenset[str],
    through: frozenset[str],
    scene: Scene,
) -> list[tuple[Mention, Token]]:
    """Things of the first role that has any, with the token that held them."""
    for role in roles:
        found = [
            (thing, argument.head)
            for argument in _arguments(predicate, role, scene.heads)
            for thing in things(argument.head, classes, through, scene.mention_of)
        ]
        if found:
            return list(dict.fromkeys(found))
    return []


def _arguments(predicate: Predicate, role: str, heads: Mapping[int, Predicate]) -> Iterator[Argument]:
    """Arguments of a role; `complement.subject` is the subject of the predicate that fills the complement."""
    first, _, rest = role.partition(".")
    for argument in predicate.arguments:
        if argument.role != first:
            continue
        if not rest:
            yield argument
        elif argument.head.i in heads:
            yield from _arguments(heads[argument.head.i], rest, heads)
