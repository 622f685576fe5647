"""Names that no list knows, as runs of capitalised words: where a run begins, and which lower-case words it steps over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from kgraph.language.cuts import FILLERS, LINKS, cut
from kgraph.language.gazetteer import Hit
from kgraph.language.kinds import ORGANIZATIONS, Kinds

_FUNCTION = {"DET", "PRON", "ADP", "ADV", "CCONJ", "SCONJ", "AUX", "PART", "INTJ", "NUM", "PUNCT"}
UNITS = {
    "Committee",
    "Subcommittee",
    "Unit",
    "Chamber",
    "Division",
    "Section",
    "Branch",
    "Chapter",
    "Team",
    "Squad",
    "Panel",
    "Wing",
    "Bureau",
    "Directorate",
}
_LOCAL = {"PoliceForce", "GovernmentBody", "OversightBody", "Court"}
_AFTER_HYPHEN = {"based", "headquartered", "born", "owned", "listed", "registered", "backed", "led", "run", "funded"}
_QUOTES = set("\"'“”‘’")


def find_names(doc: Doc, hits: Sequence[Hit], kinds: Kinds) -> list[Span]:
    """Spans of names beside the gazetteer's `hits`: in the order of the text, without titles, not overlapping.

    A run that contains a hit and goes on to an organization's head ("Santa Cruz" in "Santa Cruz Police Department")
    is returned whole; the caller drops the hit inside it.
    """
    known = {index: hit for hit in hits for index in range(hit.start, hit.end)}
    found: list[Span] = []
    for sentence in doc.sents:
        if _shouted(sentence):
            continue
        for run in _runs(sentence, kinds):
            found.extend(cut(run, known, kinds))
    return found


def _shouted(sentence: Span) -> bool:
    """A line in capitals says nothing about what is a name."""
    letters = [char for char in sentence.text if char.isalpha()]
    return len(letters) > 8 and sum(char.isupper() for char in letters) > 0.8 * len(letters)


def is_capitalised(token: Token) -> bool:
    text = token.text
    return text[0].isupper() or (len(text) > 2 and text[0].islower() and any(char.isupper() for char in text[1:]))


def _opens_sentence(token: Token) -> bool:
    if token.is_sent_start:
        return True
    before = token.nbor(-1)
    return (before.text in _QUOTES or before.is_space or before.text in {":", "-", "*", "•", "#", "."}) and (
        before.is_sent_start is True or before.text in _QUOTES | {":", "."}
    )


def _starts_name(token: Token, kinds: Kinds) -> bool:
    if not is_capitalised(token) or token.text.rstrip(".") in kinds.common or kinds.is_party(token.lower_):
        return False
    if token.is_stop and not _hyphenated(token) and not _protests(token) and token.text not in kinds.demonyms:
        return False
    if not _opens_sentence(token):
        return token.pos_ != "PUNCT"
    if token.pos_ in _FUNCTION or token.pos_ == "VERB":
        return False
    if token.pos_ == "PROPN" or token.ent_type_:
        return True
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return following is not None and is_capitalised(following) and following.text not in kinds.common and not following.is_sent_start


def _protests(token: Token) -> bool:
    """The "No" of "a spokesman for No Faces", which opens no sentence."""
    return token.text == "No" and not _opens_sentence(token) and token.i + 1 < len(token.doc) and is_capitalised(token.nbor(1))


def _hyphenated(token: Token) -> bool:
    """ "First" in "First-tier Tribunal" is part of a name, a capital "First" elsewhere hardly."""
    return token.i + 1 < len(token.doc) and token.nbor(1).text == "-" and not token.is_sent_start


def _runs(sentence: Span, kinds: Kinds) -> Iterator[Span]:
    doc, index = sentence.doc, sentence.start
    while index < sentence.end:
        if not _starts_name(doc[index], kinds):
            index += 1
            continue
        end = _extend(doc, index, sentence.end, kinds)
        yield doc[crowned(doc, index) : end]
        index = end


def crowned(doc: Doc, start: int) -> int:
    """Where a name begins whose "His Majesty's" may stand before it, in part or as a whole."""
    majesty = start if doc[start].text == "Majesty" else start - 2
    crown = majesty > 0 and doc[majesty].text == "Majesty" and doc[majesty - 1].text in {"His", "Her"}
    return majesty - 1 if crown else start


def _extend(doc: Doc, start: int, limit: int, kinds: Kinds) -> int:
    end = start + 1
    while end < limit:
        token = doc[end]
        if _continues(token) or (token.text,) in kinds.endings:
            end += 1
            continue
        bridge = _bridge(doc, start, end, limit, kinds)
        if not bridge:
            break
        end = bridge
    return end


def _continues(token: Token) -> bool:
    if is_capitalised(token) and token.pos_ != "PUNCT":
        return not (token.is_stop and token.text[1:].islower() and token.pos_ in {"PRON", "DET", "ADP", "SCONJ"})
    # "Apollo 4", "VB400", "Cassandra 2"; not "Article 8 rights", which the caller never sees as a name of its own.
    if not token.like_num or not token.text[0].isdigit() or len(token.text) > 4 or token.ent_type_ in {"DATE", "MONEY", "PERCENT"}:
        return False
    return token.ent_type_ != "CARDINAL" or not _counts(token)


def _counts(token: Token) -> bool:
    """The number belongs to a noun behind it ("bought 9 cameras"), not to the name before it ("bought Apollo 4")."""
    if len(token.text) > 1 or token.i + 1 >= len(token.doc):
        return True
    return token.nbor(1).pos_ in {"NOUN", "ADJ", "NUM", "PROPN"} or token.nbor(1).text in {"%", "-", "per"}


def _bridge(doc: Doc, start: int, end: int, limit: int, kinds: Kinds) -> int:
    """The end of the run once lower-case words inside a name are stepped over, else 0."""
    token, ahead = doc[end], end + 1
    previous = doc[end - 1]
    if ahead >= limit:
        return 0
    following = doc[ahead]
    if token.text in {"&", "-", "/", "+", "–"} and not (token.text in "-–" and token.whitespace_):
        tier = token.text == "-" and previous.is_stop and following.is_alpha
        if following.lower_ in _AFTER_HYPHEN:
            return 0  # "Ohio-based Brightline"
        done = following.tag_ in {"VBN", "VBD", "VBG"}  # "Vellumic-built AI", but "Jin-woo Hale"
        given = token.text == "-" and following.is_alpha and not done and ahead + 1 < limit and is_capitalised(doc[ahead + 1])
        return ahead + 1 if is_capitalised(following) or following.text[0].isdigit() or tier or given else 0
    if token.text in {"'s", "’s", "'", "’"} and _owned(doc, start, end, ahead, kinds):
        return ahead + 1
    whole_follows = following.text == "the" or _heads_body(doc, ahead, limit, kinds)
    if token.text == "of" and previous.text in UNITS and end - start > 1 and whole_follows:
        return 0  # "Rights Committee of the Ostrelay Assembly" are two, one part of the other
    if token.text == "for" and kinds.of_name([word.text for word in doc[start:end]]) in {"PoliceForce", "Company"}:
        return 0
    if token.text in LINKS and _takes_complement(doc, start, end, kinds):
        while ahead < limit and doc[ahead].text in FILLERS:
            ahead += 1
        if ahead >= limit or not is_capitalised(doc[ahead]) or doc[ahead].text in kinds.common:
            return 0
        return 0 if kinds.is_office(previous.lower_) and _heads_body(doc, ahead, limit, kinds) else ahead + 1
    if token.text == "on" and previous.text in {"Commission", "Committee", "Council", "Board", "Observatory", "Institute"}:
        return ahead + 1 if is_capitalised(following) and following.text not in kinds.common else 0
    if token.text in FILLERS - {"the", "an"} and is_capitalised(following):
        return ahead + 1
    if token.text == "and" and is_capitalised(following) and _is_one(doc, start, end, limit, kinds):
        return ahead + 1
    return 0


def _takes_complement(doc: Doc, start: int, end: int, kinds: Kinds) -> bool:
    """Whether "of …" belongs to the run: behind the head of a body, and behind any run with an article that is no office's."""
    head = doc[end - 1]
    if kinds.takes_complement(head.text):
        return True
    article = start > head.sent.start and doc[start - 1].lower_ == "the"
    return article and not kinds.is_office(head.lower_) and head.text not in kinds.titles and not head.text.isupper()


def _heads_body(doc: Doc, start: int, limit: int, kinds: Kinds) -> bool:
    """The capitalised words from here on name a body: what stands before their "of" is a post in it."""
    end = start
    while end < limit and is_capitalised(doc[end]):
        end += 1
    return doc[start].text.isupper() or kinds.ends_as([token.text for token in doc[start:end]]) in ORGANIZATIONS


def _is_one(doc: Doc, start: int, end: int, limit: int, kinds: Kinds) -> bool:
    """Whether the "and" at `end` is inside a name: "Police and Crime Panel", "Moor and Fell Police", "Inspectorate of Lifts and Hoists"."""
    before, after = doc[end - 1], doc[end + 1]
    if before.text in kinds.joined and after.text in kinds.joined:
        return True
    stop = end + 1
    while stop < limit and is_capitalised(doc[stop]):
        stop += 1
    of_office = end - start > 2 and doc[end - 2].text == "of" and kinds.is_office(doc[end - 3].lower_)
    if end - start > 2 and doc[end - 2].text in LINKS and not of_office:
        return stop == end + 2 and before.text.endswith("s") and after.text.endswith("s")
    if not (end - start == 1 or of_office) or before.text.isupper() or (start > before.sent.start and doc[start - 1].text == ","):
        return False
    kind = kinds.ends_as([token.text for token in doc[end + 1 : stop]])
    never_alone = all(doc[token.i + 1 : token.i + 3].text == f"and {after.text}" for token in doc if token.text == before.text)
    return stop > end + 2 and never_alone and kind in _LOCAL


def _owned(doc: Doc, start: int, end: int, ahead: int, kinds: Kinds) -> bool:
    """Whether the possessive belongs to the name: "Information Commissioner's Office", not "Axon's Draft One"."""
    words = [token.text for token in doc[start:end]]
    following = doc[ahead].text
    if not is_capitalised(doc[ahead]):
        return False
    if doc[end].text in {"'", "’"}:
        return kinds.of_name([following]) in ORGANIZATIONS or (words[-1].endswith("s") and kinds.ends_as(words) != "Company")
    if len(words) == 1 and words[0] in kinds.owners:
        return kinds.of_name([following]) is not None or kinds.is_office(following.lower())
    return (f"{words[-1]}'s", following) in kinds.phrases or (f"{words[-1]}'s", following) in kinds.endings or (
        len(words) > 1
        and following in {"Office", "Department", "Court", "Bench", "Union", "League", "Association", "Society", "Guild"}
        and words[-1] not in kinds.common
    )
