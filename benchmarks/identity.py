"""How long resolving takes as mentions grow: made-up documents from a vocabulary of names that grows with them.

    python benchmarks/identity.py [MENTIONS...]

Prints for each number of mentions the seconds of processor time, the seconds for 100,000 mentions, and how many entities came of them.
If the last but one column hardly changes, the time grows linearly.
"""

from __future__ import annotations

import random
import sys
import time

from kgraph.model import Evidence, Mention, Qualifiers, Statement
from kgraph.ontology import load_technologies
from kgraph.resolve import resolve
from kgraph.seeds import Seed, load_seeds

_SYLLABLES = [first + vowel + last for first in "bdfglmnprstvw" for vowel in "aeiou" for last in ("", "l", "n", "r", "st")]
_GIVEN = ["John", "Jane", "Owain", "Maria", "William", "Bill", "Priya", "Chidi", "Anna", "Tom", "Ewa", "Luis", "Grace", "Ivan", "Mei", "J."]
_PER_DOCUMENT = 20


def word(numbers: random.Random) -> str:
    return "".join(numbers.choices(_SYLLABLES, k=numbers.choice((2, 3)))).capitalize()


def vocabulary(size: int, numbers: random.Random) -> list[tuple[str, str]]:
    """Names and their classes, many in more than one form."""
    names: list[tuple[str, str]] = []
    while len(names) < size:
        stem = word(numbers)
        names += [
            (f"{numbers.choice(_GIVEN)} {stem}", "Person"),
            (f"{numbers.choice(_GIVEN)} {stem}", "Person"),
            (f"{stem} Police", "PoliceForce"),
            (f"{stem} Constabulary", "PoliceForce"),
            (f"{stem} City Council", "GovernmentBody"),
            (f"{stem} {numbers.choice(('Systems', 'Vision', 'Group', 'Robotics'))} Ltd", "Company"),
            (stem, "Company"),
            (f"{stem} {word(numbers)} Alliance", "CivilSocietyOrganization"),
            (stem, "Place"),
        ]
    return names


def collection(mentions: int, seeds: list[Seed]) -> tuple[list[Statement], dict[str, list[Mention]]]:
    """Documents of twenty mentions each; a quarter of the mentions are of things that are known."""
    numbers = random.Random(mentions)
    names = vocabulary(mentions // 6, numbers)
    found: dict[str, list[Mention]] = {}
    statements = []
    for number in range(mentions // _PER_DOCUMENT):
        document, there = f"{number:08d}", []
        for place in range(_PER_DOCUMENT):
            if place % 4 == 0:
                seed = numbers.choice(seeds)
                text, cls, iri = seed.name, seed.cls, seed.id
            else:
                (text, cls), iri = numbers.choice(names), None
            there.append(Mention(document, place * 100, place * 100 + len(text), text, cls, iri))
        found[document] = there
        person = next((mention for mention in there if mention.type == "Person"), None)
        force = next((mention for mention in there if mention.type == "PoliceForce"), None)
        if person and force:
            evidence = Evidence(document, 0, 1, "…")
            statements.append(Statement(person, "affiliatedWith", force, evidence, "made up", 1.0, Qualifiers(role="chief")))
    return statements, found


def main() -> None:
    sizes = [int(argument) for argument in sys.argv[1:]] or [25_000, 50_000, 100_000, 200_000]
    seeds, technologies = load_seeds(), load_technologies()
    print(f"{'mentions':>10} {'seconds':>8} {'per 100,000':>12} {'entities':>9}")
    for size in sizes:
        statements, mentions = collection(size, list(seeds))
        started = time.process_time()
        resolution = resolve(statements, mentions, seeds, technologies)
        seconds = time.process_time() - started
        print(f"{size:>10,} {seconds:>8.1f} {seconds / size * 100_000:>12.1f} {len(resolution.entities):>9,}")


if __name__ == "__main__":
    main()
