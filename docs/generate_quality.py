"""Measures the extraction and writes docs/quality.md: `python docs/generate_quality.py`. Takes some minutes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from kgraph.build import Extracted, Means, extractor
from kgraph.evaluate import GoldDocument, Scores, Tally, causes, documents, evaluate, read_annotations, rows
from kgraph.evaluate.causes import CAUSES
from kgraph.evaluate.reliability import expected_error, reliability

ROOT = Path(__file__).parent.parent
PAGE = Path(__file__).with_name("quality.md")

HEAD = """\
# Quality

How much of what documents say is found, and how much of what is found they say. Written by `python docs/generate_quality.py`;
[tests/floors.yaml](../tests/floors.yaml) pins the figures, so that none falls unseen.

**Documents** are the 20 annotated ones in `tests/gold`, real and invented, for which the rules were written; **passages** the fifth of
those in `seeds/passages` that took no part in anything (`kgraph evaluate seeds/passages --held-out`). What to expect of a document
of your own lies between the two: passages are dense and worded oddly on purpose. A statement is right when its property and both ends
are those of the annotation; two careful annotators of the documents agree at F1 0.95.
"""


def page() -> str:
    """The whole page."""
    sets = {
        "documents": read_annotations(ROOT / "tests" / "gold"),
        "passages": read_annotations(ROOT / "seeds" / "passages", held_out=True),
    }
    ways = {"by rule alone": Means(frames_only=True), "with the network": Means()}
    found = {(name, way): extract(gold, means) for name, gold in sets.items() for way, means in ways.items()}
    scores = {key: score(sets[key[0]], extracted) for key, extracted in found.items()}
    everything = extract(sets["passages"], Means(min_confidence=0.0))
    parts = [
        HEAD,
        "\n## Statements\n",
        *overall(scores),
        "\n## Qualifiers of right statements\n",
        *qualifiers(scores),
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


def properties(scores: dict[tuple[str, str], Scores]) -> Iterator[str]:
    columns = {name: scores[name, "with the network"].predicates for name in ("documents", "passages")}
    yield "| property | documents | of | passages | of |"
    yield "| --- | --- | --- | --- | --- |"
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
