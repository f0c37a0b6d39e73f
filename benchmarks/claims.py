"""Claims and what is found about them: on consumer prose, on published corpora, on clean answers.

`python -m benchmarks.claims` measures corpora/health_claims: rules and thresholds were chosen on
its half `dev`, the part `rules` of its development list and the genres `fit` and `told`, the
figure is `held`'s; `unseen` and `fresh` are genres that nothing was learnt from. `--data FOLDER`
adds sentences of scientific papers: causal language (the fifth that training leaves out, in halves
as well), AbstRCT and scientific claims, and clean answers of MedQuAD. `--rules` leaves the second
network out, `--models FOLDER` reads another one than the packaged. `--development` leaves the half
held out, `--errors` lists what goes wrong where rules are chosen; `--floor` fails below the floors.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import health_claims
from benchmarks.claim_scores import Counts, Scores, alike, macro
from benchmarks.health_claims import FINDINGS, LABELS, Label, Place
from benchmarks.tables import Cell, show
from healthtext import annotator, assets, claims, context, entities, evidence, syntax
from healthtext.claims import STRENGTHS
from healthtext.records import Claim, Finding

FLOORS = {"claim F1": 0.85, "finding precision": 0.90}
PARTS = (*health_claims.PARTS, "fit", "unseen", "told", "fresh")  # of the lists
CLEAN_WORDS = 30_000
CLEAN_FINDINGS = 5.0  # in 1,000 words, at most
Read = Callable[[str], "Found"]


@dataclass(frozen=True, slots=True)
class Found:
    """What healthtext says of a text."""

    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]


def reader(model: annotator.Annotator | None) -> Read:
    """Return what reads a text as the pipeline does, with the second network or without."""
    nlp = syntax.load()

    def read(text: str) -> Found:
        doc = nlp(text)
        reading = model.read(text) if model else None
        named = context.label(doc, entities.find(doc, reading))
        made = evidence.check(claims.find(doc, named, reading), named)
        return Found(made, evidence.findings(doc, named, made, reading=reading))

    return read


def judged(
    read: Read, labels: Mapping[Place, Label], half: str
) -> Iterator[tuple[Place, str, Label, Claim | None, frozenset[str]]]:
    """Yield every sentence of a half with its label and what is found in it."""
    for passage in health_claims.passages(half=half):
        found = read(passage.text)
        for number, (start, end) in enumerate(passage.spans):
            place = passage.id, number
            claim = claims.leading(c for c in found.claims if start <= c.start < end)
            rules = frozenset(f.rule for f in found.findings if start <= f.start < end)
            yield place, passage.sentences[number], labels[place], claim, rules


def measure(read: Read, labels: Mapping[Place, Label], half: str) -> Scores:
    """Count one half of the corpus."""
    scores = Scores()
    for _, _, label, claim, rules in judged(read, labels, half):
        scores.add(label, claim, rules)
    return scores


def alone(read: Read, part: str) -> Iterator[tuple[str, Label, Claim | None, frozenset[str]]]:
    """Yield every sentence of a part of the lists, read by itself."""
    lists = health_claims.development(), health_claims.genres(), health_claims.tellers()
    for one in (one for every in lists for one in every if one.part == part):
        found = read(one.text)
        rules = frozenset(finding.rule for finding in found.findings)
        yield one.text, one.label, claims.leading(found.claims), rules


def measure_alone(read: Read, part: str) -> Scores:
    """Count one part of the lists."""
    scores = Scores()
    for _, label, claim, rules in alone(read, part):
        scores.add(label, claim, rules)
    return scores


def _chosen(
    read: Read, labels: Mapping[Place, Label]
) -> Iterator[tuple[str, str, Label, Claim | None, frozenset[str]]]:
    """Yield every sentence that rules are chosen on, with where it stands."""
    for place, text, label, claim, rules in judged(read, labels, "dev"):
        yield f"{place[0]} {place[1]}", text, label, claim, rules
    for part in ("rules", "fit", "told"):
        for text, label, claim, rules in alone(read, part):
            yield part, text, label, claim, rules


def errors(read: Read, labels: Mapping[Place, Label]) -> Iterator[str]:
    """Yield what goes wrong in the half and the part that rules are chosen on."""
    for place, text, label, claim, rules in _chosen(read, labels):
        wanted = (label.kind, label.strength, label.polarity) if label.claim else ()
        given = (claim.kind, claim.strength, claim.polarity) if claim else ()
        named = rules.intersection(FINDINGS)
        if wanted != given or named != label.findings:
            missed, extra = sorted(label.findings - named), sorted(named - label.findings)
            yield f"{place}: {text}\n  wanted {wanted} given {given}" + (
                f"\n  missed {missed} extra {extra}" if missed or extra else ""
            )


def tables(halves: Mapping[str, Scores]) -> None:
    """Print the scores of both halves."""
    columns = ("", "there", "precision", "recall", "F1")
    for half, scores in halves.items():
        rows = [("claim", *scores.claim.cells), ("findings", *scores.findings.cells)]
        rows += [(rule, *counts.cells) for rule, counts in scores.rules.items()]
        show(f"Consumer prose, {half}", columns, rows)
    names = ("kind accuracy", "strength macro-F1", "strength accuracy", "polarity accuracy")
    values = {
        half: (alike(s.kinds), macro(s.strengths, STRENGTHS), alike(s.strengths),
               alike(s.polarities))
        for half, s in halves.items()
    }  # fmt: skip
    rows = [(name, *(values[half][at] for half in halves)) for at, name in enumerate(names)]
    show("Of claims that both see", ("", *halves), rows)


def causal(read: Read, data: Path) -> Iterator[tuple[Cell, ...]]:
    """Yield strength on the sentences of causal language that training leaves out, by halves."""
    from training.annotator import corpora

    rows = corpora.strength(data)
    _, held = corpora.folds(len(rows), 0)
    for half, places in (("chosen", held[::2]), ("held", held[1::2])):
        pairs = []
        for at in places:
            text, strength, _ = rows[at]
            strongest = next(
                (c.strength for c in read(text).claims if c.strength != "none"), "none"
            )
            pairs.append((corpora.STRENGTHS[strength], strongest))
        yield f"causal language, {half}", len(pairs), alike(pairs), macro(pairs, STRENGTHS)


def published(read: Read, data: Path) -> Iterator[tuple[Cell, ...]]:
    """Yield how far sentences that others call claims are claims here."""
    from training.annotator import corpora

    for part in ("neoplasm_test", "glaucoma_test", "mixed_test"):
        rows = [(text, corpora.PARTS[label] == "claim") for text, label in
                corpora.abstrct(data, part)]  # fmt: skip
        yield f"AbstRCT {part}", *_seen(read, rows)
    file = data / "scientific_claim_extraction/dataset/test_labels.json"
    rows = []
    for line in file.read_text("utf-8").splitlines():
        record = json.loads(line)
        rows += list(zip(record["sentences"], (label == "1" for label in record["labels"]),
                         strict=True))  # fmt: skip
    yield "scientific claims", *_seen(read, rows)


def _seen(read: Read, rows: Sequence[tuple[str, bool]]) -> tuple[Cell, ...]:
    counts = Counts()
    for text, wanted in rows:
        counts.add(bool(read(text).claims), wanted)
    return counts.cells


def clean(read: Read, data: Path) -> tuple[int, int, Counter[str]]:
    """Return words, claims and findings of answers drawn at random."""
    path = data / "medquad/medquad_answers.jsonl"
    answers = [json.loads(line)["answer"] for line in path.read_text("utf-8").splitlines()]
    random.Random(41).shuffle(answers)
    words, stated, rules = 0, 0, Counter[str]()
    for answer in answers:
        if words >= CLEAN_WORDS:
            break
        found = read(answer)
        words, stated = words + len(answer.split()), stated + len(found.claims)
        rules.update(finding.rule for finding in found.findings)
    return words, stated, rules


def network(chosen: argparse.Namespace) -> annotator.Annotator | None:
    """Load the second network, if it is asked for and there."""
    folder = chosen.models or assets.DATA
    if chosen.rules or not (folder / annotator.NETWORK).is_file():
        return None
    return annotator.load(folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--data", type=Path, help="folder of the unpacked corpora")
    parser.add_argument("--models", type=Path, help="folder of another second network")
    parser.add_argument("--rules", action="store_true", help="leave the second network out")
    parser.add_argument("--errors", action="store_true", help="list what goes wrong in dev")
    parser.add_argument("--development", action="store_true", help="leave the half held out")
    parser.add_argument("--floor", action="store_true", help="fail below the floors")
    chosen = parser.parse_args()
    read = reader(network(chosen))
    if chosen.data:
        show("Strength", ("", "sentences", "accuracy", "macro-F1"), causal(read, chosen.data))
        columns = ("", "there", "precision", "recall", "F1")
        show("Sentences called claims by others", columns, published(read, chosen.data))
        words, stated, rules = clean(read, chosen.data)
        each = [(rule, count, 1000 * count / words) for rule, count in rules.most_common()]
        rows = [("claims", stated, 1000 * stated / words),
                ("findings", rules.total(), 1000 * rules.total() / words), *each]  # fmt: skip
        show(f"{words} words of clean answers", ("", "count", "in 1,000 words"), rows)
    labels = health_claims.labels(chosen.labels, health_claims.passages())
    if chosen.errors:
        print("\n".join(errors(read, labels)))
        return
    halves = ("dev",) if chosen.development else health_claims.HALVES
    scored = {half: measure(read, labels, half) for half in halves}
    scored |= {part: measure_alone(read, part) for part in PARTS}
    tables(scored)
    if chosen.development:
        return
    held = scored["held"]
    figures = {"claim F1": held.claim.f1, "finding precision": held.findings.precision}
    low = [f"{name} {value} is below {FLOORS[name]}" for name, value in figures.items()
           if (value or 0.0) < FLOORS[name]]  # fmt: skip
    if chosen.floor and low:
        raise SystemExit("; ".join(low))


if __name__ == "__main__":
    main()
