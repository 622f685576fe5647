"""Other names that stand in brackets: `Northern Imaging Bureau (NIB)`, `… Purchasing Board ("the Board")`, `the regulator (Garante)`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from spacy.tokens import Doc

_LONGEST = 6  # tokens between the brackets
_AROUND = frozenset({"the", '"', "“", "”", "‘", "’", "'"})
_BETWEEN_FORMS = re.compile(r"\s*[/;,]\s*|\s+or\s+")


def short_forms(doc: Doc, names: Mapping[int, int]) -> dict[str, int]:
    """Each short form and the end of the name that it stands for. `names`: ends of names, each with where it starts."""
    found: dict[str, int] = {}
    for token in doc:
        if token.text == "(" and token.i in names:
            closing = next((i for i in range(token.i + 1, min(token.i + _LONGEST + 2, len(doc))) if doc[i].text == ")"), None)
            if closing is not None:
                name, inside = doc[names[token.i] : token.i].text, doc[token.i + 1 : closing].text
                found |= dict.fromkeys(_forms(inside, name), token.i)
    return found


def other_names(doc: Doc, names: Mapping[int, int]) -> dict[int, int]:
    """Where a name has another one, and nothing else, in brackets behind it: the starts of both. `names`: starts of names, each with its
    end."""
    found: dict[int, int] = {}
    for start, end in names.items():
        if end < len(doc) and doc[end].text == "(":
            inner = next((i for i in range(end + 1, len(doc)) if doc[i].lower_ not in _AROUND), end)
            behind = names.get(inner, len(doc))
            while behind < len(doc) and doc[behind].text in _AROUND:
                behind += 1
            if behind < len(doc) and doc[behind].text == ")":
                found[start] = inner
    return found


def _forms(inside: str, name: str) -> Iterator[str]:
    form = inside.strip("\"'“”‘’ ").removeprefix("the ")
    if not form or not form[0].isupper():
        return
    if _abbreviates(form, name) or "the " in inside:
        yield form
    parts = _BETWEEN_FORMS.split(form)
    if len(parts) == 2 and _abbreviates(parts[1], parts[0]) and " " not in parts[1]:
        yield from parts  # another name and what it is shortened to: `(Autoriteit Persoonsgegevens/AP)`


def _abbreviates(form: str, name: str) -> bool:
    letters = re.sub(r"[^A-Za-z]", "", form).lower()
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", name)).lower()
    if len(letters) < 2 or sum(char.isupper() for char in form) < 2:
        return False
    remaining = iter(name.lower())
    return letters[0] == initials[0] and all(letter in remaining for letter in letters.removesuffix("s"))
