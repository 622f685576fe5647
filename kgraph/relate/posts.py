"""Who holds which post where: titles before names, appositions, "Labour's", "X of Y", "who heads Y"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Span, Token

from kgraph.language import Reading
from kgraph.language.kinds import ORGANIZATIONS, Kinds
from kgraph.model import Mention
from kgraph.relate.proposal import Proposal
from kgraph.relate.titles import is_titled, title_before, title_words, untitled

_POSSESSIVE = {"'s", "’s", "'", "’"}
_AT = {"of", "at", "from", "with", "for", "in"}
_STOPS = {",", ".", ";", ":", "(", ")"}
_CITIES = ("City of", "Town of", "Borough of")
_BEING = {"be", "become", "serve"}
_CHOOSING = {"appoint", "name", "elect", "make", "confirm", "promote", "swear"}
_SERVING = {"work": {"for", "at"}, "sit": {"on"}, "serve": {"on"}}
_NOW = {"VBZ", "VBP"}
_STRONG = 0.7  # below it, a post is a guess that an explicit one makes superfluous


def posts(reading: Reading, kinds: Kinds) -> Iterator[Proposal]:
    """`affiliatedWith` proposals of the document, with the title as role where one is given; posts held once are left out."""
    for mention in reading.mentions:
        if mention.type == "Person" and mention.text[0].isupper():
            yield from _surest(found for found in _of_person(reading, mention, kinds) if not _is_overseer(found, kinds))


def _surest(found: Iterator[Proposal]) -> Iterator[Proposal]:
    proposals = list(found)
    explicit = [proposal for proposal in proposals if proposal.confidence >= _STRONG]
    seen: set[Mention] = set()
    for proposal in explicit or proposals:
        if proposal.object.root not in seen:
            seen.add(proposal.object.root)
            yield proposal


def _is_overseer(proposal: Proposal, kinds: Kinds) -> bool:
    """Whether it makes somebody one of a force who holds it to account or governs: "its police and crime commissioner", a mayor."""
    noun = proposal.trigger
    titles = (proposal.role or "", noun.doc[max(0, noun.i - 1) : noun.i + 1].text)
    return proposal.object.root.type == "PoliceForce" and any(title.lower().endswith(kinds.overseers) for title in titles)


def _of_person(reading: Reading, person: Mention, kinds: Kinds) -> Iterator[Proposal]:
    span = reading.span_of(person)
    yield from _before(reading, person, span, kinds)
    if not is_titled(span, kinds):
        organization = _organization_after(reading, span.end, {"of", "from", "at"})
        if organization is not None:
            yield _post(person, organization, span.root, "of", 0.75)
    organization = _organization_beside(reading, span)
    if organization is not None:
        start, end = title_before(reading, span, kinds)
        yield _post(person, organization, span.root, "beside", 0.7, untitled(span.doc[start:end], kinds))
    for noun in _said_of(span):
        yield from _by_noun(reading, person, span, noun, kinds)
    for verb in _doings(span):
        for child in verb.children:
            leads = verb.lemma_ in kinds.leading and child.dep_ == "dobj"
            serves = verb.lemma_ in _SERVING and child.dep_ == "prep" and child.lower_ in _SERVING[verb.lemma_]
            for target in [child] if leads else child.children if serves else ():
                organization = _organization(reading, target)
                if organization is not None:
                    role = kinds.leading[verb.lemma_] if leads else None
                    yield _post(person, organization, verb, "leads" if leads else "serves", 0.85, role)


def with_roles(proposals: Iterable[Proposal], reading: Reading, kinds: Kinds) -> Iterator[Proposal]:
    """The proposals; posts that only the network saw have the title that the person is given in the document, if no other post has it."""
    proposals = list(proposals)
    taken = {(proposal.subject.root, proposal.role) for proposal in proposals}
    for proposal in proposals:
        if proposal.predicate == "affiliatedWith" and proposal.role is None:
            titles = _titles(reading, proposal.subject.root, kinds)
            role = next((title for title in titles if title and (proposal.subject.root, title) not in taken), None)
            yield replace(proposal, role=role)
        else:
            yield proposal


def _titles(reading: Reading, person: Mention, kinds: Kinds) -> Iterator[str]:
    """The titles by which a person is called, before and behind the name."""
    for mention in reading.mentions:
        if mention.root == person and mention.text[0].isupper():
            span = reading.span_of(mention)
            start, end = title_before(reading, span, kinds)
            if start < end and not any(word.lower_ in kinds.former for word in span.doc[max(span.sent.start, start - 2) : end]):
                yield untitled(span.doc[start:end], kinds)
            for noun in _said_of(span):
                if kinds.is_office(noun.lower_) and not _is_past(span, noun, kinds):
                    yield _role(reading, noun, _field(reading, noun, noun.sent.end))


def _doings(span: Span) -> Iterator[Token]:
    """Verbs of what the person does now: "who heads Y", "an analyst, Ida Roe, now works for Y"."""
    root = span.root
    yield from (child for child in root.children if child.dep_ == "relcl")
    named = root.head if root.dep_ == "appos" else root
    if named.dep_ == "nsubj":
        # A finite verb that the parser joins to an infinitive ("helped set it up and now works for Y") has the same subject.
        verbs = [named.head, *(child for child in named.head.children if child.dep_ == "xcomp")]
        chain = [named.head, *(other for verb in verbs for other in verb.conjuncts)]
        yield from (verb for verb in chain if verb.tag_ in _NOW and _is_theirs(verb, named))


def _is_theirs(verb: Token, subject: Token) -> bool:
    return all(child.dep_ not in {"neg", "nsubj"} or child == subject for child in verb.children)


def _post(person: Mention, organization: Mention, trigger: Token, frame: str, confidence: float, role: str | None = None) -> Proposal:
    """What somebody is called is so, whatever the sentence asks, plans or denies; what a verb says of him may be denied."""
    said = frame in {"leads", "serves"} or (frame == "apposition" and trigger.dep_ in {"attr", "oprd", "pobj"})
    post = Proposal(person, "affiliatedWith", organization, trigger, f"affiliatedWith/{frame}", confidence, role=role or None)
    return post if said else replace(post, polarity="positive", modality="actual")


def is_held(proposal: Proposal, kinds: Kinds) -> bool:
    """Whether anybody can belong there, if that is what it says: to a body, in a post that such a body has."""
    if proposal.predicate != "affiliatedWith":
        return True
    return not is_post(proposal.object, kinds) and not _is_overseer(proposal, kinds)


def is_post(mention: Mention, kinds: Kinds) -> bool:
    """ "The Police and Crime Commissioner for Holderby", "the Security Minister": nobody belongs to a post."""
    head = re.split(r" (?:for|of) ", mention.root.text)[0]
    return mention.root.seed is None and kinds.is_office(head.rsplit(" ", 1)[-1].lower())


def _organization(reading: Reading, token: Token) -> Mention | None:
    mention = reading.mention_of(token)
    return mention if mention is not None and mention.root.type in ORGANIZATIONS else None


def _before(reading: Reading, person: Mention, span: Span, kinds: Kinds) -> Iterator[Proposal]:
    """ "Org Title Name", "Org's title, Name", "Labour's Name", "Title Name of Org", "Title Name"."""
    doc, first = span.doc, span.sent.start
    start, end = title_before(reading, span, kinds)
    role = untitled(doc[start:end], kinds)
    if any(word.lower_ in kinds.former for word in doc[max(first, start - 2) : end]):
        return
    possessive = start > first and doc[start - 1].text in _POSSESSIVE
    holder = _organization(reading, doc[start - 1 - possessive]) if start - possessive > first else None
    if holder is not None and (role or possessive):
        yield _post(person, holder, span.root, "title", 0.85, role)
    elif role and end == span.start:
        after = _organization_after(reading, span.end, _AT)
        if after is not None:
            yield _post(person, after, span.root, "title of", 0.85, role)
        else:
            yield from _implied(reading, person, span, role, kinds)


def _organization_after(reading: Reading, index: int, words: set[str]) -> Mention | None:
    """The organization of `of Y`, `at Y` … that begins at the token."""
    doc = reading.doc
    if index + 1 >= len(doc) or doc[index].lower_ not in words:
        return None
    step = index + 1
    while step + 1 < len(doc) and doc[step].pos_ == "DET" and reading.mention_of(doc[step]) is None:
        step += 1
    return _organization(reading, doc[step])


def _organization_beside(reading: Reading, span: Span) -> Mention | None:
    """ "In attendance: Superintendent Ida Roe, Wexmoor Police; …"."""
    doc, start = reading.doc, span.end + 1
    if start >= len(doc) or doc[span.end].text != ",":
        return None
    organization = _organization(reading, doc[start])
    if organization is None or reading.spans[organization][0] != start or not organization.text[0].isupper():
        return None
    end = reading.spans[organization][1]
    return organization if end == len(doc) or doc[end].text in {".", ";", ")"} or doc[end].is_space else None


def _implied(reading: Reading, person: Mention, span: Span, role: str, kinds: Kinds) -> Iterator[Proposal]:
    """A chief constable with no force beside the name belongs to the only force that the document has spoken of so far, or at all."""
    words = [word.rstrip(".") for word in role.lower().split()]
    wanted = kinds.body_of_post(words)
    fitting = [mention for mention in reading.mentions if mention.root.type == wanted]
    candidates = {mention.root for mention in fitting if mention.start < span.start_char} or {mention.root for mention in fitting}
    if wanted == "GovernmentBody":
        mayoral = words[-1] == "mayor"
        candidates = {
            mention
            for mention in candidates
            if mention.text.startswith(_CITIES) == mayoral and (mayoral or mention.text.endswith("Council"))
        }
    if len(candidates) == 1:
        yield _post(person, candidates.pop(), span.root, "implied", 0.6, role)


def _said_of(span: Span) -> Iterator[Token]:
    """Nouns said of the person: appositions either way, and what the person is or became."""
    root = span.root
    for child in root.children:
        if child.dep_ in {"appos", "conj"} and child.pos_ in {"NOUN", "PROPN"} and child.i >= span.end:
            yield child
    if root.dep_ in {"appos", "compound"} and root.head.pos_ in {"NOUN", "PROPN"} and not span.start <= root.head.i < span.end:
        yield root.head
        if root.head.dep_ == "pobj":
            yield root.head.head.head  # "the chief constable of the force, Ida Roe", whom the parser hangs on the force
    verb = root.head
    if (root.dep_ == "nsubj" and verb.lemma_ in _BEING) or (root.dep_ == "nsubjpass" and verb.lemma_ in _CHOOSING):
        for child in verb.children:
            if child.dep_ in {"attr", "oprd"}:
                yield child
            elif child.dep_ == "prep" and child.lower_ == "as":
                yield from (grand for grand in child.children if grand.dep_ == "pobj")
    after = span.end
    if after + 1 < len(span.doc) and span.doc[after].text == ",":
        # The parser loses many appositions: the head of the phrase right behind the comma is tried as well.
        near = (token for token in span.doc[after + 1 : after + 6] if token.pos_ in {"NOUN", "PROPN"})
        yield from (token for token in list(near)[:3] if token.dep_ not in {"compound", "poss", "amod", "nmod"})


def _by_noun(reading: Reading, person: Mention, span: Span, noun: Token, kinds: Kinds) -> Iterator[Proposal]:
    if not (kinds.is_office(noun.lower_) or kinds.is_office(noun.lemma_.lower())):
        return
    if _is_past(span, noun, kinds) or _is_of_several(noun):
        return
    holder = next(
        (found for child in noun.children if child.dep_ in {"poss", "compound", "nmod"} and (found := _organization(reading, child))), None
    )
    if holder is None and any(child.dep_ == "poss" for child in noun.children):
        return  # somebody's, but nobody can tell whose
    if holder is None:
        holder, field = _behind(reading, noun)
    else:
        field = _field(reading, noun, noun.sent.end)
    role = _role(reading, noun, field)
    if holder is not None and holder.root != person.root:
        yield _post(person, holder, noun, "apposition", 0.8, role)
    else:
        yield from _implied(reading, person, span, role, kinds)


def _is_past(span: Span, noun: Token, kinds: Kinds) -> bool:
    return any(token.lower_ in kinds.former for token in (*noun.lefts, *span.doc[span.end : noun.i]))


def _is_of_several(noun: Token) -> bool:
    """ "Mayor Ida Roe and members of the council": she is not one of those."""
    return noun.dep_ == "conj" and noun.tag_ in {"NNS", "NNPS"}


def _behind(reading: Reading, noun: Token) -> tuple[Mention | None, str]:
    """The organization behind an office and what the office is for: "head of research at Big Brother Watch"."""
    doc, stop = noun.doc, min(noun.i + 12, noun.sent.end)
    field: list[str] = []
    for token in doc[noun.i + 1 : stop]:
        if token.text in _STOPS or token.pos_ in {"VERB", "AUX"} or token.lower_ == "who":
            break
        if token.lower_ in _AT and reading.mention_of(token) is None:
            organization = _organization_after(reading, token.i, _AT)
            if organization is not None:
                return organization, " ".join(field)
        field.append(token.text)
    return None, _field(reading, noun, stop)


def _field(reading: Reading, noun: Token, stop: int) -> str:
    """What an office is for, unless that is an organization: "of research and investigations", "of London"."""
    words: list[str] = []
    for token in noun.doc[noun.i + 1 : stop]:
        if token.text in _STOPS or token.pos_ in {"VERB", "AUX"} or token.lower_ == "who" or (words and token.lower_ in _AT - {"of"}):
            break
        if _organization(reading, token) is not None:
            return ""
        words.append(token.text)
    return " ".join(words) if words and words[0].lower() in {"of", "for"} else ""


def _role(reading: Reading, noun: Token, field: str) -> str:
    return " ".join([*(token.text for token in title_words(reading, noun)), field]).strip()
