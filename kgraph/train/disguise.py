"""Examples under other names, so that the network learns wordings rather than who is who.

Every passage has names of its own; a network that knows a name by heart knows what is said of it.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kgraph.evaluate.examples import Example

_COMMON = 3  # examples; a word of names that is in so many tells what kind of thing it is ("Police", "Ltd") and stays
_KEPT = frozenset({"Technology", "Contract", "LegalInstrument"})


@dataclass(frozen=True)
class Wardrobe:
    """Words that occur in the names of few examples, by class."""

    words: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, examples: Iterable[Example]) -> Wardrobe:
        """All such words of the examples, in alphabetical order."""
        often: Counter[str] = Counter()
        found: dict[str, set[str]] = defaultdict(set)
        for example in examples:
            names = _name_words(example)
            often.update(set(names.values()))
            for index, kind in _classes(example).items():
                if index in names:
                    found[kind].add(names[index])
        return cls({kind: sorted(word for word in words if often[word] < _COMMON) for kind, words in found.items()})

    def disguised(self, example: Example, chance: random.Random) -> Example:
        """The example with other words in place of those; one word is replaced by the same everywhere in it."""
        names, kinds = _name_words(example), _classes(example)
        words = list(example.tokens.words)
        stands_for: dict[str, str] = {}
        for index, word in names.items():
            choice = self.words.get(kinds[index], ())
            if word in choice:
                words[index] = stands_for.setdefault(word, chance.choice(choice))
        return replace(example, tokens=replace(example.tokens, words=words))


def _name_words(example: Example) -> dict[int, str]:
    """Capitalized words of mentions, by index."""
    words = example.tokens.words
    return {index: words[index] for index in _classes(example) if words[index][:1].isupper() and len(words[index]) > 1}


def _classes(example: Example) -> dict[int, str]:
    """The class of the mention at each index, but for kinds whose names tell what they are."""
    return {index: mention.type for mention in example.mentions if mention.type not in _KEPT for index in range(mention.start, mention.end)}
