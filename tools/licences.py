"""Lists the licences of everything a default installation brings along, and objects to what kgraph could not be shipped with.

`python tools/licences.py` reads the metadata of the packages installed beside it; it fetches nothing.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PYPROJECT = Path(__file__).parent.parent / "pyproject.toml"

# GPL and AGPL bind what is shipped with them; LGPL and MPL bind only changes of their own files.
_BINDING = re.compile(r"(?<!L)(?<!Lesser )(?:\bA?GPL|GNU (?:Affero )?General Public)", re.IGNORECASE)
_FREE = re.compile(r"MIT|BSD|Apache|ISC|MPL|Mozilla|PSF|Python Software|LGPL|Lesser|W3C|Unlicense|Zope|CC0|0BSD", re.IGNORECASE)


def main() -> int:
    """The table, one package a line; 1 if one of them has no licence that is fit."""
    direct = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]["dependencies"]
    packages = [(name, licence(metadata.metadata(name))) for name in sorted(closure(direct))]
    for name, words in packages:
        print(f"{name:28} {metadata.version(name):16} {words}{'' if fit(words) else '   <- not fit'}")
    return int(not all(fit(words) for _, words in packages))


def closure(requirements: Iterable[str]) -> set[str]:
    """The names of all packages that these requirements bring along on this platform."""
    found: set[str] = set()
    waiting = [Requirement(requirement) for requirement in requirements]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        if name not in found:
            found.add(name)
            waiting.extend(_needs(name, requirement.extras))
    return found


def _needs(name: str, extras: Iterable[str]) -> Iterator[Requirement]:
    for text in metadata.requires(name) or ():
        need = Requirement(text)
        if need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield need


def licence(of: metadata.PackageMetadata) -> str:
    """What a package says of its licence: expression, classifiers, or the first line of its free text."""
    if "License-Expression" in of:
        return of["License-Expression"]
    classifiers = [text.split(" :: ")[-1] for text in of.get_all("Classifier") or () if text.startswith("License :: ")]
    named = [text for text in classifiers if text != "OSI Approved"]
    if named:
        return " OR ".join(named)
    return (of["License"].strip().splitlines() or ["unknown"])[0] if "License" in of else "unknown"


def fit(words: str) -> bool:
    """Whether one of the licences offered does not bind the whole program."""
    return any(_FREE.search(choice) and not _BINDING.search(choice) for choice in re.split(r"\bOR\b|,|/", words))


if __name__ == "__main__":
    sys.exit(main())
