"""How far two people agree on corpora/health_claims: observed, Cohen's kappa, F1 and Jaccard.

`python -m benchmarks.agreement A.tsv B.tsv` compares two label files; with one file it only checks
it and counts. `--half` keeps to one half, `--differences` lists the sentences labelled differently;
`--list` takes two readings of a list of sentences that stand alone (voices_a.tsv, voices_b.tsv).
Claim is compared on all sentences; kind, strength and polarity on those that both call a claim.
Kappa: Cohen 1960, A Coefficient of Agreement for Nominal Scales.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from benchmarks import health_claims
from benchmarks.health_claims import FINDINGS, HALVES, Label, Labels, Passage, labels, passages
from benchmarks.tables import Cell, show

Pair = tuple[Label, Label]
PROPERTIES = ("kind", "strength", "polarity")


def observed(pairs: Sequence[tuple[object, object]]) -> float | None:
    """Return the share labelled alike; None of nothing."""
    return sum(a == b for a, b in pairs) / len(pairs) if pairs else None


def kappa(pairs: Sequence[tuple[object, object]]) -> float | None:
    """Return Cohen's kappa; None of nothing, and where both always gave one and the same label."""
    if not pairs:
        return None
    ours, theirs = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    met = sum(a == b for a, b in pairs)
    # Counts, not shares: whether chance alone explains everything must be decided exactly.
    chance = sum(count * theirs[value] for value, count in ours.items())
    whole = len(pairs) ** 2
    return None if chance == whole else (met * len(pairs) - chance) / (whole - chance)


def f1(pairs: Sequence[Pair], rules: Iterable[str] = FINDINGS) -> float | None:
    """Return F1 of the findings, the same whoever is taken for right; None when there are none."""
    names = frozenset(rules)
    both = sum(len(a.findings & b.findings & names) for a, b in pairs)
    given = sum(len(a.findings & names) + len(b.findings & names) for a, b in pairs)
    return 2 * both / given if given else None


def jaccard(pairs: Sequence[Pair]) -> float | None:
    """Return the mean overlap of the findings of a sentence, where either gave any."""
    shares = [
        len(a.findings & b.findings) / len(a.findings | b.findings)
        for a, b in pairs
        if a.findings | b.findings
    ]
    return sum(shares) / len(shares) if shares else None


def paired(ours: Labels, theirs: Labels, of: Sequence[Passage]) -> list[Pair]:
    """Return both labels of every sentence of the passages."""
    chosen = {passage.id for passage in of}
    return [(label, theirs[place]) for place, label in ours.items() if place[0] in chosen]


def properties(pairs: Sequence[Pair]) -> Iterator[tuple[Cell, ...]]:
    """Yield a property, the sentences compared, observed agreement and kappa."""
    claims: list[tuple[object, object]] = [(a.claim, b.claim) for a, b in pairs]
    yield "claim", len(claims), observed(claims), kappa(claims)
    shared = [(a, b) for a, b in pairs if a.claim and b.claim]
    for name in PROPERTIES:
        values = [(getattr(a, name), getattr(b, name)) for a, b in shared]
        yield name, len(values), observed(values), kappa(values)


def findings(pairs: Sequence[Pair]) -> Iterator[tuple[Cell, ...]]:
    """Yield a rule, how often each gave it, F1 and kappa, and last all rules together."""
    for rule in FINDINGS:
        given = [(rule in a.findings, rule in b.findings) for a, b in pairs]
        counts = sum(a for a, _ in given), sum(b for _, b in given)
        yield rule, *counts, f1(pairs, [rule]), kappa(given)
    yield "all", *(sum(len(pair[at].findings) for pair in pairs) for at in (0, 1)), f1(pairs), None


def differences(ours: Labels, theirs: Labels, of: Sequence[Passage]) -> Iterator[str]:
    """Yield every sentence labelled differently, with both labels."""
    for passage in of:
        for number, sentence in enumerate(passage.sentences):
            mine, other = ours[passage.id, number], theirs[passage.id, number]
            if mine != other:
                yield f"{passage.id} {number}: {sentence}\n  {_shown(mine)}\n  {_shown(other)}"


def _shown(label: Label) -> str:
    named = ",".join(sorted(label.findings)) or "-"
    return f"{int(label.claim)} {label.kind} {label.strength} {label.polarity} {named}"


def counts(file: Labels) -> Iterator[tuple[str, int]]:
    """Yield how many sentences are claims, and how many have each finding."""
    yield "claim", sum(label.claim for label in file.values())
    for rule in FINDINGS:
        yield rule, sum(rule in label.findings for label in file.values())


def listed(first: Path, second: Path) -> list[Pair]:
    """Return both labels of every sentence of a list. Raises ValueError where they differ."""
    ours, theirs = (health_claims.genres(file=file) for file in (first, second))
    if [one.text for one in ours] != [one.text for one in theirs]:
        raise ValueError(f"{first.name} and {second.name} are not of the same sentences")
    return [(one.label, other.label) for one, other in zip(ours, theirs, strict=True)]


def compare(pairs: Sequence[Pair]) -> None:
    """Print the agreement of two people."""
    columns = ("property", "sentences", "observed", "kappa")
    show(f"Agreement, {len(pairs)} sentences", columns, properties(pairs))
    show("Findings", ("rule", "first", "second", "F1", "kappa"), findings(pairs))
    mean = jaccard(pairs)
    print("Mean Jaccard of a sentence's findings:", "-" if mean is None else f"{mean:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path, nargs="?")
    parser.add_argument("--half", choices=HALVES, help="only the sentences of one half")
    parser.add_argument("--list", action="store_true", help="of sentences that stand alone")
    parser.add_argument("--differences", action="store_true", help="list what differs")
    chosen = parser.parse_args()
    if chosen.list and chosen.second:
        compare(listed(chosen.first, chosen.second))
        return
    every, part = passages(), passages(half=chosen.half)
    ours = labels(chosen.first, every)
    if chosen.second is None:
        show(f"{chosen.first.name}, {len(ours)} sentences", ("label", "given"), counts(ours))
        return
    theirs = labels(chosen.second, every)
    compare(paired(ours, theirs, part))
    if chosen.differences:
        print("\n".join(differences(ours, theirs, part)))


if __name__ == "__main__":
    main()
