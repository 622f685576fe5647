"""Technologies that no list knows, by the heads of their noun phrases ("crime-mapping software", "pole-mounted cameras")."""

from __future__ import annotations

from collections.abc import Iterator, Set

from spacy.tokens import Doc, Span, Token

from kgraph.language.kinds import Kinds

_DEFINITE = {"the", "this", "that", "these", "those", "its", "their", "his", "her", "both"}
_OPENING = {"the", "this", "these", "those", "its", "their", "his", "her", "a", "an", "our", "your", "’s", "'s"}
_MODIFIERS = {"compound", "amod", "nmod", "punct", "npadvmod", "advmod", "nummod"}


def find_technologies(doc: Doc, taken: Set[int], kinds: Kinds) -> Iterator[Span]:
    """Spans of noun phrases whose head is a kind of device, software or technique, less determiner, number and opinion.

    Tokens in `taken` belong to names already; a phrase ends where it meets one.
    """
    for token in doc:
        word = token.lower_
        if word not in kinds.technology_heads and word not in kinds.technology_alone:
            continue
        if token.i in taken or token.pos_ not in {"NOUN", "PROPN", "VERB", "ADJ"} or _is_named(token) or _leads_on(token, taken, kinds):
            continue
        start = _start(token, taken, kinds)
        if start < token.i or (word in kinds.technology_alone and not _refers(token, kinds)):
            yield doc[start : token.i + 1]


def _is_named(token: Token) -> bool:
    return token.text[0].isupper() and not token.is_sent_start and not token.text.isupper()


def _refers(token: Token, kinds: Kinds) -> bool:
    """ "The cameras" are those told of before, "CAMERAS" is a heading; "the drones" may be told of for the first time."""
    before = token.nbor(-1) if token.i > token.sent.start else None
    definite = before is not None and before.lower_ in _DEFINITE
    return token.lower_ in kinds.technology_heads and (definite or token.text.isupper())


def _leads_on(token: Token, taken: Set[int], kinds: Kinds) -> bool:
    """The word only modifies a further head: "detection" in "gunshot detection sensors"."""
    if token.i + 1 >= len(token.doc):
        return False
    following = token.nbor(1)
    return following.pos_ == "NOUN" and following.i not in taken and following.lower_ in kinds.technology_heads


def _behind_determiner(head: Token, taken: Set[int]) -> int:
    """Where a phrase opened by a determiner or a possessive begins: what lies between belongs to it, whatever its grammar."""
    doc = head.doc
    for index in range(head.i - 1, max(head.sent.start, head.i - 6) - 1, -1):
        token = doc[index]
        if token.lower_ in _OPENING:
            return index + 1
        if index in taken or not (token.is_lower or token.text in {"-", "–"}) or (token.is_stop and token.nbor(-1).text != "-"):
            break
        if token.pos_ not in {"NOUN", "ADJ", "VERB", "PUNCT"} or (token.text in {"-", "–"} and token.whitespace_):
            break
    return head.i


def _start(head: Token, taken: Set[int], kinds: Kinds) -> int:
    doc, index = head.doc, _behind_determiner(head, taken)
    while index - 1 >= head.sent.start:
        before = doc[index - 1]
        if before.i in taken or before.is_space:
            break
        if before.text in {"-", "–"} and not before.whitespace_ and index - 2 >= head.sent.start and doc[index - 2].i not in taken:
            index -= 2
            continue
        if index - 2 >= head.sent.start and doc[index - 2].text in {"-", "–"} and not doc[index - 2].whitespace_ and before.is_lower:
            index -= 1  # "ride-along cameras", whatever the parser makes of "along"
            continue
        if before.dep_ not in _MODIFIERS or before.is_punct or before.like_num or before.is_stop:
            break
        if before.text[0].isupper() and not before.text.isupper() and not before.is_sent_start:
            break
        if before.tag_ in {"JJR", "JJS", "RB", "RBR", "VBN", "VBD", "CD"} and not (index - 2 >= 0 and doc[index - 2].text == "-"):
            break
        if before.lower_ in kinds.technology_vague:
            break
        index -= 1
    # What remains must say what the thing does, not how good or how old it is.
    while index < head.i and (doc[index].lower_ in kinds.technology_vague or doc[index].is_punct or doc[index].like_num):
        index += 1
    return index
