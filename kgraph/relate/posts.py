"""Who holds which post where: titles before names, appositions, "Labour's", "X of Y", "who heads Y"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from kgraph.language import Reading
from kgraph.language.kinds import ORGANIZATIONS, Kinds
from kgraph.model import Mention
from kgraph.relate.proposal import Proposal

_LEADING = {
    "head": "head",
    "chair": "chair",
    "lead": "leader",
    "direct": "director",
    "run": "head",
    "manage": "manager",
    "found": "founder",
    "command": "commander",
}
_FORMER = {"former", "ex", "once", "then", "previously", "late", "formerly", "outgoing", "ex-", "retired", "erstwhile"}
# The class of organization that a post belongs to where no organization is named beside it.
_IMPLIED = {
    "chief constable": "PoliceForce", "deputy chief constable": "PoliceForce", "assistant chief constable": "PoliceForce", "police chief": "PoliceForce",
    "chief superintendent": "PoliceForce", "superintendent": "PoliceForce", "acting superintendent": "PoliceForce", "councillor": "GovernmentBody",
    "councilmember": "GovernmentBody", "councilman": "GovernmentBody", "councilwoman": "GovernmentBody", "councilor": "GovernmentBody",
    "councilmembers": "GovernmentBody", "councillors": "GovernmentBody", "mayor": "GovernmentBody", "alderman": "GovernmentBody", "sheriff": "PoliceForce",
}  # fmt: skip


def posts(reading: Reading, kinds: Kinds) -> Iterator[Proposal]:
    """`affiliatedWith` proposals of the document, with the title as role where one is given."""
    for mention in reading.mentions:
        if mention.type == "Person" and mention.text[0].isupper() and mention in reading.spans:
            yield from _of_person(reading, mention, kinds)


def _of_person(reading: Reading, person: Mention, kinds: Kinds) -> Iterator[Proposal]:
    span = reading.span_of(person)
    found = [*_before(reading, person, span, kinds), *_after(reading, person, span, kinds)]
    explicit = [proposal for proposal in found if proposal.confidence >= 0.7]
    seen = set()
    for proposal in explicit or found:
        if proposal.object.root not in seen:
            seen.add(proposal.object.root)
            yield proposal


def _before(reading: Reading, person: Mention, span: Span, kinds: Kinds) -> Iterator[Proposal]:
    """ "[Org] Title Name", "Org's title, Name", "Org's Name"."""
    doc, index = span.doc, span.start - 1
    if index >= span.sent.start and doc[index].text == ",":
        index -= 1
    end = index + 1
    while index >= span.sent.start and reading.mention_of(doc[index]) is None and _titular(doc[index], kinds):
        index -= 1
    title = doc[index + 1 : end]
    role = _role(title.text)
    if role and any(word.lower() in _FORMER for word in title.text.split()):
        return
    if index < span.sent.start:
        if role and end == span.start:
            yield from _implied(reading, person, span, role)
        return
    possessive = doc[index].text in {"'s", "’s", "'", "’"}
    holder = reading.mention_of(doc[index - 1] if possessive and index > span.sent.start else doc[index])
    if index - 1 >= 0 and any(token.lower_ in _FORMER for token in doc[max(span.sent.start, index - 2) : end]):
        return
    if holder is not None and holder.root.type in ORGANIZATIONS and (role or possessive):
        party = holder.root.type == "PoliticalParty"
        if role or party or possessive:
            yield Proposal(person, "affiliatedWith", holder, span.root, "affiliatedWith/title", 0.85, role=role or None)
    elif role and end == span.start:
        after = _of_organization(reading, doc, span.end)
        if after is not None:
            yield Proposal(person, "affiliatedWith", after, span.root, "affiliatedWith/title of", 0.85, role=role)
        else:
            yield from _implied(reading, person, span, role)
    elif role:
        # "the Commissioner of the VDPA, Anselm Roeg" comes the other way round.
        yield from ()


def _titular(token: Token, kinds: Kinds) -> bool:
    word = token.text
    return (
        word in kinds.titles
        or kinds.is_office(word.lower())
        or word.lower() in {"acting", "deputy", "assistant", "chief", "general", "senior", "policing", "interim", "shadow", "vice", "policy", "press", "staff", "legal", "managing", "executive", "police", "crime", "-"}
        or (token.pos_ in {"NOUN", "ADJ", "PROPN"} and token.dep_ in {"compound", "amod"} and token.i + 1 < len(token.doc) and _titular_head(token, kinds))
    )  # fmt: skip


def _titular_head(token: Token, kinds: Kinds) -> bool:
    return kinds.is_office(token.head.text.lower()) or token.head.text in kinds.titles


_BARE = {"mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady", "prof", "professor", "baroness", "mx"}


def _role(text: str) -> str:
    words = [word for word in text.replace(",", " ").split() if word.lower().rstrip(".") not in _BARE]
    return " ".join(words)


def _of_organization(reading: Reading, doc: object, index: int) -> Mention | None:
    """The organization of `… of Y` or `… at Y` that begins at the token."""
    tokens = reading.doc
    if index + 1 < len(tokens) and tokens[index].lower_ in {"of", "at", "from"}:
        step = index + 1
        if tokens[step].lower_ in {"the", "its", "his", "her", "their", "our"} and reading.mention_of(tokens[step]) is None:
            step += 1
        mention = reading.mention_of(tokens[step]) if step < len(tokens) else None
        if mention is not None and mention.root.type in ORGANIZATIONS:
            return mention
    return None


def _implied(reading: Reading, person: Mention, span: Span, role: str) -> Iterator[Proposal]:
    """A chief constable without a force beside the name belongs to the only force that the document has spoken of so far."""
    words = role.lower().split()
    wanted = _IMPLIED.get(" ".join(words)) or _IMPLIED.get(words[-1]) or _IMPLIED.get(" ".join(words[-2:]))
    if wanted is None:
        return
    candidates = {
        mention.root
        for mention in reading.mentions
        if mention.root.type == wanted
        and mention.start < span.start_char
        and (wanted != "GovernmentBody" or "ouncil" in mention.root.text or "City" in mention.root.text)
    }
    if len(candidates) == 1:
        yield Proposal(person, "affiliatedWith", candidates.pop(), span.root, "affiliatedWith/implied", 0.6, role=role)


def _after(reading: Reading, person: Mention, span: Span, kinds: Kinds) -> Iterator[Proposal]:
    """ "Name, title of Org", "Name, Org's title", "Name of Org", "Name, who heads Org", "Name is the title of Org"."""
    doc = span.doc
    direct = _of_organization(reading, doc, span.end)
    if direct is not None and not _titled(span, kinds):
        yield Proposal(person, "affiliatedWith", direct, span.root, "affiliatedWith/of", 0.75, role=None)
    for noun in _predicated(span):
        yield from _post_noun(reading, person, span, noun, kinds)
    for child in span.root.children:
        if child.dep_ == "relcl" and child.lemma_ in _LEADING:
            for target in (grand for grand in child.children if grand.dep_ == "dobj"):
                mention = reading.mention_of(target)
                if mention is not None and mention.root.type in ORGANIZATIONS:
                    yield Proposal(person, "affiliatedWith", mention, child, "affiliatedWith/heads", 0.85, role=_LEADING[child.lemma_])


def _titled(span: Span, kinds: Kinds) -> bool:
    return span.start > 0 and (kinds.is_office(span.doc[span.start - 1].text.lower()) or span.doc[span.start - 1].text in kinds.titles)


def _predicated(span: Span) -> Iterator[Token]:
    """Nouns said of the person: appositions either way, and what the person is or became."""
    root = span.root
    for child in root.children:
        if child.dep_ in {"appos", "conj"} and child.pos_ in {"NOUN", "PROPN"} and child.i >= span.end:
            yield child
    if root.dep_ in {"appos", "compound"} and root.head.pos_ in {"NOUN", "PROPN"} and not span.start <= root.head.i < span.end:
        yield root.head
    if root.dep_ == "nsubj" and root.head.lemma_ in {"be", "become", "serve"}:
        for child in root.head.children:
            if child.dep_ == "attr":
                yield child
            elif child.dep_ == "prep" and child.lower_ == "as":
                yield from (grand for grand in child.children if grand.dep_ == "pobj")
    after = span.end
    if after + 1 < len(span.doc) and span.doc[after].text == ",":
        # The parser loses many appositions; the head of the phrase right behind the comma is tried as well.
        for token in span.doc[after + 1 : after + 6]:
            if token.pos_ in {"NOUN", "PROPN"} and token.dep_ not in {"compound", "poss", "amod", "nmod"}:
                yield token
                break


def _post_noun(reading: Reading, person: Mention, span: Span, noun: Token, kinds: Kinds) -> Iterator[Proposal]:
    phrase = [child for child in noun.lefts if child.dep_ in {"compound", "amod", "nmod"} and reading.mention_of(child) is None]
    words = [token.text for token in phrase if token.lower_ not in _FORMER]
    if any(token.lower_ in _FORMER for token in noun.lefts) or any(token.lower_ in _FORMER for token in span.doc[span.end : noun.i]):
        return
    if not (kinds.is_office(noun.lower_) or kinds.is_office(noun.lemma_.lower())):
        return
    role = " ".join([*words, noun.text])
    field = next((child for child in noun.rights if child.dep_ == "prep" and child.lower_ in {"of", "for"} and child.i == noun.i + 1), None)
    holder = None
    for child in noun.children:
        mention = reading.mention_of(child)
        if child.dep_ in {"poss", "compound", "nmod"} and mention is not None and mention.root.type in ORGANIZATIONS:
            holder = mention
    if field is not None and holder is None:
        for inner in (child for child in field.children if child.dep_ == "pobj"):
            mention = reading.mention_of(inner)
            if mention is not None and mention.root.type in ORGANIZATIONS:
                holder, field = mention, None
                break
    if holder is None:
        for token in noun.doc[noun.i + 1 : min(noun.i + 10, noun.sent.end)]:
            if token.lower_ in {"at", "of", "for", "in", "with"} and reading.mention_of(token) is None:
                step = token.i + 1
                while step < noun.sent.end and noun.doc[step].lower_ in {"the", "its"} and reading.mention_of(noun.doc[step]) is None:
                    step += 1
                mention = reading.mention_of(noun.doc[step]) if step < noun.sent.end else None
                if mention is not None and mention.root.type in ORGANIZATIONS:
                    holder = mention
                    break
            if token.text in {",", ".", ";"}:
                break
    if field is not None and field.lower_ in {"of", "for"}:
        tail = []
        for token in noun.doc[field.i : noun.sent.end]:
            if (
                token.text in {",", ".", ";", ")"}
                or (token.lower_ in {"at", "who"})
                or (token.i > field.i and reading.mention_of(token) is not None and reading.mention_of(token).root.type in ORGANIZATIONS)
                or token.pos_ in {"VERB", "AUX"}
            ):
                break
            tail.append(token.text_with_ws)
        role = f"{role} {''.join(tail).strip()}".strip()
    if holder is not None and holder.root != person.root:
        yield Proposal(person, "affiliatedWith", holder, noun, "affiliatedWith/apposition", 0.8, role=role)
    else:
        yield from _implied(reading, person, span, role)
