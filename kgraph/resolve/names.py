"""Names as keys: two spellings of one name give the same key; and names as labels, fit to be shown."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from kgraph.resolve.wording import load_wording

_LEGAL_FORMS = frozenset(
    {
        "ltd", "limited", "inc", "incorporated", "plc", "llc", "llp", "lp", "corp", "corporation", "co", "gmbh", "ag", "kg", "kgaa", "se",
        "sa", "sas", "sarl", "srl", "spa", "bv", "nv", "ab", "as", "asa", "aps", "oy", "oyj", "pty", "pvt", "pte", "doo", "sro", "kft",
        "sl", "slu", "sau", "private", "aktiebolag", "clg", "cic", "cio", "ulc", "ohg", "vof", "cvba", "sprl", "asbl", "vzw", "ev", "pbc",
        "pllc", "mbh", "gesellschaft", "teoranta", "cooperatief", "ua", "sociedad", "anonima",
    }
)  # fmt: skip
# Some stand before the name: "Stichting Vrij Gezicht", "M/s Suryadrishti Technologies".
_FORMS_BEFORE = frozenset({"stichting", "verein", "asbl", "vzw", "firma", "messrs"})
# A name made of nothing but offices and their matters ("the Council", "Interior Ministry", "Data Protection Act") says which only
# within its document: every town has a City Council.
_GENERIC = frozenset(
    {
        # offices and instruments
        "act", "agency", "assembly", "association", "authority", "bill", "board", "bureau", "chamber", "charity", "charter", "city",
        "code", "commission", "commissioner", "committee", "company", "constabulary", "convention", "council", "county", "court",
        "department", "directorate", "district", "federation", "force", "foundation", "government", "group", "house", "inspectorate",
        "institute", "legislature", "mayor", "ministry", "office", "ombudsman", "order", "panel", "parliament", "party", "police",
        "prosecutor", "regulations", "regulator", "senate", "service", "services", "society", "state", "town", "treaty", "tribunal",
        "trust", "union", "university",
        # matters and reach
        "administrative", "affairs", "appeal", "appeals", "border", "complaints", "constitutional", "crime", "data", "defence", "defense",
        "education", "federal", "finance", "fire", "general", "health", "high", "home", "immigration", "information", "interior",
        "internal", "justice", "local", "metropolitan", "municipal", "national", "planning", "prison", "privacy", "procurement",
        "protection", "public", "regional", "review", "safety", "security", "standards", "supreme", "transport",
        "and", "for", "of", "on", "the",
    }
)  # fmt: skip
# Titles that may be a given name as well.
_NAMES_TOO = frozenset({"baron", "captain", "chief", "constable", "di", "judge", "justice", "officer", "general", "president"})
_ARTICLE = re.compile(r"^(?:the|a|an)\s+(?=\S)", re.IGNORECASE)
# "Open Streets Party (OSP)", but not "Ministry (UK)", which is another than that of France.
_ABBREVIATED = re.compile(r"\s+\((?!UK\)|USA?\)|EU\))[^()\s]*[A-Z][^()\s]*[A-Z][^()\s]*\)$")
_ALSO = re.compile(r",? (?:d/b/a|dba|t/a|trading as) .*$", re.IGNORECASE)
_MESSRS = re.compile(r"^M/s\.? ", re.IGNORECASE)
_MARKS = re.compile(r"[™®©]")
_VERSION = re.compile(r"\bv(?=\d)")
_ADDRESS = re.compile(r"^(?:https?://)?(?:www\.)?([\w-]{3,})\.(?:com|org|net|info|co)(?:\.[a-z]{2})?$", re.IGNORECASE)
_INITIALS = re.compile(r"\b(?:\w\.){2,}")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
# Letters that decomposition leaves as they are, though they are written without the stroke or apart as often as not.
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})
_PRONOUNS = frozenset(
    {
        "i", "me", "my", "we", "us", "our", "ours", "you", "your", "he", "him", "his", "she", "her", "hers", "it", "its", "they", "them",
        "their", "theirs", "this", "that", "these", "those", "who", "whom", "whose", "which", "both", "each",
    }
)  # fmt: skip


ORGANIZATION = "organization"
PERSON = "Person"
_FAMILIES = dict.fromkeys(
    (
        "PoliceForce", "GovernmentBody", "OversightBody", "Court", "Company", "CivilSocietyOrganization", "MediaOrganization",
        "ResearchOrganization", "PoliticalParty",
    ),
    ORGANIZATION,
) | {"Technology": "technology", "Product": "technology"}  # fmt: skip


def family_of(cls: str) -> str:
    """What kind of thing has the class; things of different kinds are never one. Other classes are kinds of their own."""
    return _FAMILIES.get(cls, cls)


@lru_cache(maxsize=65536)
def key_of(name: str, family: str) -> str:
    """The key of a name of that kind of thing."""
    if family == ORGANIZATION:
        return organization_key(name)
    return person_key(name) if family == PERSON else thing_key(name)


def organization_key(name: str) -> str:
    """Without article, legal form, case, accents, punctuation and possessive: "The Vellumic Co., Ltd" is "vellumic", and so is
    "www.vellumic.com". Its acronym in brackets is no part of it."""
    return " ".join(_without_legal_form(_words(_ADDRESS.sub(r"\1", _ALSO.sub("", _ABBREVIATED.sub("", _MESSRS.sub("", name)))))))


def person_key(name: str) -> str:
    """Without titles, letters behind the name, case, accents and punctuation: "Dr. José Ruiz MP" is "jose ruiz", and so is "RUIZ, José"."""
    wording = load_wording()
    words = _words(_INITIALS.sub(lambda letters: letters[0].replace(".", ". "), _in_order(name)))
    while len(words) > 1 and words[-1] in wording.after:
        words.pop()
    while words[0] in wording.titles and len(words) > (2 if words[0] in _NAMES_TOO else 1):
        words = words[1:]
    return " ".join(words)


def _in_order(name: str) -> str:
    """The given name first: "RUIZ, José"; and once only: "Ana Ruiz, Baroness Ruiz"."""
    wording = load_wording()
    before, comma, behind = name.partition(",")
    words = _words(behind) if behind.strip() else []
    if not comma or not words or all(word in wording.after | wording.suffixes for word in words):
        return name
    return before if words[0] in wording.titles else f"{behind.strip()} {before}"


def thing_key(name: str) -> str:
    """As for organizations, legal forms kept; a common noun's plural is its singular: "thermal cameras" is "thermal camera". "Glance v2"
    is "Glance 2"."""
    name = _VERSION.sub("", _ABBREVIATED.sub("", name))
    words = _words(name)
    last = cleaned(name).split()[-1:] or [""]
    if last[0].islower():
        words[-1] = _singular(words[-1])
    return " ".join(words)


def cleaned(text: str) -> str:
    """The name as a label: in one line, without a leading article or a possessive ending."""
    text = _POSSESSIVE.sub("", " ".join(text.split()))
    return _ARTICLE.sub("", text) or text


def is_name(text: str) -> bool:
    """Whether the text is a proper name, and not a description ("the force") or a pronoun."""
    words = cleaned(text).split()
    return any(word[0].isupper() or word[0].isdigit() for word in words) and " ".join(words).lower() not in _PRONOUNS


def is_generic(text: str) -> bool:
    """Whether the name says what kind of thing is meant, but not which: "the Act", "City Council", "Ministry of the Interior"."""
    return all(word in _GENERIC for word in cleaned(text).casefold().split())


def best_label(forms: Iterable[str]) -> str:
    """The most frequent form; capitals only where there is no other casing; then the longest, then the first in the alphabet."""
    counted = Counter(cleaned(form) for form in forms)
    return min(counted, key=lambda form: (_shouted(form, counted), not is_name(form), -counted[form], -len(form), form))


def _shouted(form: str, among: Iterable[str]) -> bool:
    return form.isupper() and any(other.casefold() == form.casefold() and not other.isupper() for other in among)


def _words(name: str) -> list[str]:
    """The words of the key; the text itself, folded, where nothing else is left of it."""
    text = _MARKS.sub("", cleaned(name)).casefold().translate(_PLAIN)
    text = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    text = re.sub(r"\b((?:\w\.){2,})", lambda match: match[1].replace(".", "") + " ", text)  # "A.C.L.U.", "d.o.o."
    text = re.sub(r"\b([a-z])/([a-z])\b", r"\1\2", text)  # "A/S"
    text = re.sub(r"['’‘`]", "", text.replace("&", " and ").replace("+", " and "))
    words = re.sub(r"[\W_]+", " ", text).split()
    return words or [name.strip().casefold()]


def _without_legal_form(words: list[str]) -> list[str]:
    kept = list(words)
    while len(kept) > 1 and kept[0] in _FORMS_BEFORE:
        kept = kept[1:]
    while len(kept) > 1 and kept[-1] in _LEGAL_FORMS:
        kept.pop()
    if len(kept) > 1 and kept[-1] == "and":  # "Smith & Co"
        kept.pop()
    return kept


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word
