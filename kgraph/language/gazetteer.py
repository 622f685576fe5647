"""Known names: actors and products of the seeds, technologies of the SKOS scheme, found in a Doc and already identified."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from kgraph.ontology import Technology
from kgraph.seeds import Seed

_ACRONYM = 6  # letters at most
# A court that is called by these words only has no proper name.
_COURT_WORDS = {"Court", "of", "Appeal", "Appeals", "High", "Supreme", "Administrative", "Divisional", "Session", "Crown", "County"}


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens start..end of a Doc carry a known name. `seed` is its IRI."""

    start: int
    end: int
    type: str
    seed: str


class Gazetteer:
    """Matches names as written, those of several words in capitals too, and technologies in any case.

    Built once for a pipeline, used for every document. `generic`: words that add nothing to the name of a technology before them.
    """

    def __init__(self, pipeline: Language, seeds: Sequence[Seed], technologies: Sequence[Technology], generic: frozenset[str]) -> None:
        self._generic = generic
        self._types = {seed.id: seed.cls for seed in seeds} | {tech.id: "Technology" for tech in technologies}
        self._countries = {seed.id: seed.country for seed in seeds if seed.country}
        self._sure: dict[str, str] = {}
        self._doubtful: dict[str, list[str]] = defaultdict(list)
        self._lower: dict[str, str] = {}
        for seed in seeds:
            for name in (seed.name, *seed.names):
                if name not in seed.ambiguous:
                    self._sure[name] = seed.id
            for name in seed.ambiguous:
                self._doubtful[name].append(seed.id)
        for technology in technologies:
            for name in _variants((technology.label, *technology.names)):
                if _is_acronym(name):
                    self._sure.setdefault(name, technology.id)
                else:
                    self._lower.setdefault(name.lower(), technology.id)
        # The head of a judgment is in capitals. A single word in capitals may be any word.
        for name, seed_id in list(self._sure.items()):
            if " " in name and not name.startswith("the "):
                self._sure.setdefault(name.upper(), seed_id)
        # Some papers write "Metropolitan police" and "the court of appeal".
        for name, seed_id in list(self._sure.items()):
            for form in _house_styles(name, self._types[seed_id]):
                self._sure.setdefault(form, seed_id)
        for name, bearers in list(self._doubtful.items()):
            for form in _house_styles(name, self._types[bearers[0]]):
                self._doubtful.setdefault(form, bearers)
        # Typeset documents have curly apostrophes.
        self._sure.update({_curly(name): seed for name, seed in self._sure.items() if "'" in name})
        self._doubtful.update({_curly(name): bearers for name, bearers in self._doubtful.items() if "'" in name})
        self._exact = _matcher(pipeline, "ORTH", [*self._sure, *self._doubtful])
        self._folded = _matcher(pipeline, "LOWER", self._lower)

    def find(self, doc: Doc) -> list[Hit]:
        """The known names in the Doc, longest first where they overlap, in the order of the text."""
        sure, doubtful = [], []
        for start, end in _spans(self._exact, doc):
            name = doc[start:end].text
            if _is_shouted(doc, start, end):
                continue
            if name in self._sure:
                sure.append(self._hit(start, end, self._sure[name]))
            else:
                doubtful.append((start, end, name))
        for start, end in _spans(self._folded, doc):
            name = doc[start:end].text.lower()
            if name in self._lower:
                plain, _, last = name.rpartition(" ")
                spare = last in self._generic and self._lower.get(plain) == self._lower[name]
                sure.append(self._hit(start, end - spare, self._lower[name]))
        return _longest([*sure, *self._settle(doubtful, sure)])

    def country(self, names: Iterable[str | None]) -> str | None:
        """The country that most of the known things come from (ISO 3166-1 alpha-2), or None where none leads."""
        ranked = Counter(self._countries[name] for name in names if name in self._countries).most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]

    def _settle(self, doubtful: Iterable[tuple[int, int, str]], sure: Iterable[Hit]) -> Iterator[Hit]:
        """A name that several things bear is believed where the sure names of the document speak of one of their countries.

        Firms sell everywhere, so that theirs count only where no others are named.
        """
        placed = [hit for hit in sure if hit.seed in self._countries]
        public = [hit for hit in placed if hit.type not in {"Company", "Product"}]
        countries = Counter(self._countries[hit.seed] for hit in public or placed)
        known = {hit.seed for hit in sure}
        for start, end, name in doubtful:
            bearers = self._doubtful[name]
            named = [bearer for bearer in bearers if bearer in known]
            local = [bearer for bearer in bearers if countries and self._countries.get(bearer) == countries.most_common(1)[0][0]]
            choice = named or local
            if len(choice) == 1:
                yield self._hit(start, end, choice[0])

    def _hit(self, start: int, end: int, seed: str) -> Hit:
        return Hit(start, end, self._types[seed], seed)


def _is_shouted(doc: Doc, start: int, end: int) -> bool:
    """A word among capitals is no name for being in capitals: "HIGH COURT OF JUSTICE" is not the charity JUSTICE."""
    beside = [doc[index].text for index in (start - 1, end) if 0 <= index < len(doc)]
    return end == start + 1 and len(doc[start]) > _ACRONYM and doc[start].text.isupper() and any(w.isupper() and len(w) > 1 for w in beside)


def _house_styles(name: str, kind: str) -> Iterator[str]:
    """The name as papers write it that keep capitals for proper names."""
    words = name.split(" ")
    if kind == "PoliceForce" and len(words) > 1 and words[-1] == "Police":
        yield " ".join([*words[:-1], "police"])
    if kind == "Court" and len(words) > 1 and set(words) <= _COURT_WORDS:
        yield name.lower()


def _curly(name: str) -> str:
    return name.replace("'", "’")


def _matcher(pipeline: Language, attribute: str, names: Iterable[str]) -> PhraseMatcher:
    matcher = PhraseMatcher(pipeline.vocab, attr=attribute)
    matcher.add("name", [pipeline.make_doc(name) for name in names])
    return matcher


def _spans(matcher: PhraseMatcher, doc: Doc) -> list[tuple[int, int]]:
    return [(start, end) for _, start, end in matcher(doc)]


def _longest(hits: Iterable[Hit]) -> list[Hit]:
    taken: set[int] = set()
    kept = []
    for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start, hit.seed)):
        if not taken.intersection(range(hit.start, hit.end)):
            taken.update(range(hit.start, hit.end))
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


def _is_acronym(name: str) -> bool:
    return len(name) <= _ACRONYM and sum(char.isupper() for char in name) >= 2


def _variants(names: Iterable[str]) -> Iterator[str]:
    """Each name as given, with hyphens for blanks and the other way round in its modifiers, in the plural and the singular."""
    for name in names:
        for form in {
            name,
            name.replace("-", " "),
            "-".join(name.rsplit(" ", 1)[0].split(" ")) + " " + name.rsplit(" ", 1)[-1] if name.count(" ") > 1 else name,
        }:
            yield form
            if _is_acronym(form):
                if not form.endswith("s"):
                    yield form + "s"
            elif form.endswith(("era", "one", "sor", "ner", "der", "ker", "tor", "one", "ser", "bot", "van", "tag", "gun", "tem", "ool")):
                yield form + "s"
            elif form.endswith("s") and not form.endswith(("ss", "ics", "sis")):
                yield form[:-1]
