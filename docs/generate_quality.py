"""Measures the extraction and writes docs/quality.md: `python docs/generate_quality.py`. Takes some minutes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kgraph.build import Extracted, Means, extractor, reader_by
from kgraph.evaluate import (
    GoldDocument,
    Scores,
    Tally,
    causes,
    documents,
    evaluate,
    mention_scores,
    read_annotations,
    read_passages,
    relations_given,
    rows,
)
from kgraph.evaluate.causes import CAUSES
from kgraph.evaluate.passages import gold as annotated
from kgraph.evaluate.reliability import expected_error, reliability
from kgraph.ontology import load_ontology
from kgraph.relate import Relater
from kgraph.relate.weighing import Said, Weighing, load_weighing

ROOT = Path(__file__).parent.parent
PAGE = Path(__file__).with_name("quality.md")

HEAD = """\
# Quality

How much of what documents say is found, and how much of what is found they say. Written by `python docs/generate_quality.py`;
[tests/floors.yaml](../tests/floors.yaml) pins the figures, so that none falls unseen.

**Documents** are the 20 annotated ones in `tests/gold`, real and invented, for which the rules were written; **passages** the fifth of
those in `seeds/passages` that took no part in anything (`kgraph evaluate seeds/passages --held-out`), dense and worded oddly on purpose.
**Strange documents** are news, notices, minutes, decisions and reports in plain prose, invented without a look at the rules or at those
documents: the held-out fifth of `seeds/plain` (`kgraph evaluate seeds/plain --held-out`), to which no weight is fitted, though the errors
in some twenty of them led to better rules. They tell best what to expect of documents of your own.
A statement is right when its property and both ends are those of the annotation, a technology only by a name that stands there; two
careful annotators of the documents agree at F1 0.95.
"""


def page() -> str:
    """The whole page."""
    sets = {
        "documents": read_annotations(ROOT / "tests" / "gold"),
        "passages": read_annotations(ROOT / "seeds" / "passages", held_out=True),
    }
    ways = {"by rule alone": Means(frames_only=True), "with the network": Means()}
    strange = {"strange documents": read_annotations(ROOT / "seeds" / "plain", held_out=True)}
    found = {(name, way): extract(gold, means) for name, gold in (sets | strange).items() for way, means in ways.items()}
    scores = {key: score((sets | strange)[key[0]], extracted) for key, extracted in found.items()}
    everything = extract(sets["passages"], Means(min_confidence=0.0))
    parts = [
        HEAD,
        "\n## Statements\n",
        *overall(scores),
        "\n## Qualifiers of right statements\n",
        *qualifiers(scores),
        "\n## Parts\n",
        *each_part(),
        "\n## What each part adds\n",
        *ablation(sets),
        "\n## Properties\n\nF1 with the network, and how many there were to find.\n",
        *properties(scores),
        "\n## Confidence\n",
        *confidence(sets["passages"], everything),
        "\n## Where statements get lost\n",
        "The first stage at which a missed statement of the passages failed (`kgraph evaluate --losses`).\n",
        *losses(sets["passages"], found["passages", "with the network"]),
    ]
    return "\n".join(parts) + "\n"


def extract(gold: Sequence[GoldDocument], means: Means) -> list[Extracted]:
    return list(extractor(means)(documents(gold)))


def score(gold: Sequence[GoldDocument], extracted: Sequence[Extracted]) -> Scores:
    return evaluate(gold, [row for document, _, statements in extracted for row in rows(document, statements)])


def overall(scores: dict[tuple[str, str], Scores]) -> Iterator[str]:
    yield "| measured on | read | precision | recall | F1 | F1 of pairs | classes of ends right |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for (name, way), found in scores.items():
        whole = found.statements
        yield f"| {name} | {way} | {figures(whole)} | {found.pairs.f1:.3f} | {found.types.ratio:.3f} |"


def figures(tally: Tally) -> str:
    return f"{tally.precision:.3f} | {tally.recall:.3f} | {tally.f1:.3f}"


def qualifiers(scores: dict[tuple[str, str], Scores]) -> Iterator[str]:
    columns = {name: scores[name, "with the network"].qualifiers for name in ("documents", "passages")}
    yield "| qualifier | documents | of | passages | of |"
    yield "| --- | --- | --- | --- | --- |"
    for qualifier in sorted(set().union(*columns.values())):
        shares = [columns[name].get(qualifier) for name in columns]
        yield f"| {qualifier} | " + " | ".join(f"{share.ratio:.2f} | {share.of}" if share else "– | 0" for share in shares) + " |"


def each_part() -> Iterator[str]:
    yield "On the same passages (`kgraph evaluate seeds/passages --held-out --parts`). Relations are those that the network alone finds"
    yield "between mentions that are given, with what they stand for.\n"
    yield "| part | precision | recall | F1 |"
    yield "| --- | --- | --- | --- |"
    passages = [passage for passage in read_passages(ROOT / "seeds" / "passages") if passage.held_out]
    reader = reader_by(Means())
    read = {Path(reading.document.source.path).stem: reading.mentions for reading in reader.read(documents(annotated(passages)))}
    mentions = mention_scores(passages, read)
    together = mentions.together
    yield f"| mentions | {figures(mentions.spans)} |"
    yield f"| mentions of the right class | {figures(mentions.typed)} |"
    yield f"| mentions of one thing together (B³) | {together.precision:.3f} | {together.recall:.3f} | {together.f1:.3f} |"
    yield f"| relations, mentions given | {figures(sum(relations_given(passages, reader).values(), Tally()))} |"


@dataclass(frozen=True)
class Without(Weighing):
    """Hears all sources but one, "frames" or "wording"."""

    source: str = ""

    @classmethod
    def of(cls, source: str) -> Without:
        whole = load_weighing()
        return cls(whole.weights, whole.records, source)

    def confidence(self, predicate: str, said: Said) -> float:
        if self.source == "frames":
            return super().confidence(predicate, replace(said, frame=None)) if said.network is not None else 0.0
        # What the linear model would say is taken to be what the network says.
        return super().confidence(predicate, replace(said, wording=said.network))


def ablation(sets: dict[str, Sequence[GoldDocument]]) -> Iterator[str]:
    yield "The highest F1 that any cut of confidence gives, with some of the parts.\n"
    yield "| read by | documents | passages |"
    yield "| --- | --- | --- |"
    ontology = load_ontology()
    by_rule, by_both = reader_by(Means(frames_only=True)), reader_by(Means())
    network = by_both.network
    ways = {
        "rules alone": (by_rule, Relater.load(ontology)),
        "mentions and references of the network too, statements by frames": (by_both, Relater.load(ontology)),
        "statements by the network alone": (by_both, Relater.load(ontology, network, Without.of("frames"))),
        "network and frames, without the linear model": (by_both, Relater.load(ontology, network, Without.of("wording"))),
        "all": (by_both, Relater.load(ontology, network, load_weighing())),
    }
    for name, (reader, relater) in ways.items():
        best = []
        for gold in sets.values():
            found = [row for reading in reader.read(documents(gold)) for row in rows(reading.document, relater.relate(reading))]
            cuts = (0.0, *(cut / 20 for cut in range(2, 16)))
            best.append(max(evaluate(gold, [row for row in found if row.confidence >= cut]).statements.f1 for cut in cuts))
        yield f"| {name} | " + " | ".join(f"{f1:.3f}" for f1 in best) + " |"


def properties(scores: dict[tuple[str, str], Scores]) -> Iterator[str]:
    columns = {name: scores[name, "with the network"].predicates for name in ("documents", "strange documents", "passages")}
    yield "| property | documents | of | strange documents | of | passages | of |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for name in sorted(set().union(*columns.values())):
        tallies = [columns[each].get(name, Tally()) for each in columns]
        yield f"| `{name}` | " + " | ".join(f"{tally.f1:.2f} | {tally.wanted}" for tally in tallies) + " |"


def confidence(gold: Sequence[GoldDocument], extracted: Sequence[Extracted]) -> Iterator[str]:
    found = [row for document, _, statements in extracted for row in rows(document, statements)]
    bins = reliability(gold, found)
    yield "Of the statements that are given such a confidence, how many are right; on the passages, with `--min-confidence 0`."
    yield f"The expected calibration error (Naeini et al. 2015) is {expected_error(bins):.3f}.\n"
    yield "| confidence | statements | on average | right | |"
    yield "| --- | --- | --- | --- | --- |"
    for each in bins:
        yield f"| {each.low:.1f}–{each.high:.1f} | {each.of} | {each.mean:.2f} | {each.right:.2f} | {'█' * round(20 * each.right)} |"
    yield "\nWhat `--min-confidence` gives there:\n"
    yield "| at least | precision | recall | F1 |"
    yield "| --- | --- | --- | --- |"
    for least in (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        tally = evaluate(gold, [row for row in found if row.confidence >= least]).statements
        yield f"| {least:.1f} | {figures(tally)} |"


def losses(gold: Sequence[GoldDocument], extracted: Sequence[Extracted]) -> Iterator[str]:
    table = causes(gold, extracted)
    total = {cause: sum(counts[cause] for counts in table.values()) for cause in CAUSES}
    yield "| cause | statements | what it means |"
    yield "| --- | --- | --- |"
    for cause in sorted(CAUSES, key=lambda cause: -total[cause]):
        yield f"| {cause} | {total[cause]} | {CAUSES[cause]} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
