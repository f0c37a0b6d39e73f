"""Compile the inverted spinner channel for healthtext.despin.channel.

python -m training.channel.build --data FOLDER --list-forms FORMS.txt
python -m training.channel.embed --forms FORMS.txt --out VECTORS.npz
python -m training.channel.build --data FOLDER --vectors VECTORS.npz [--wider]

The packaged channel is made with `--wider`, of the lists of `training/channel/wider` (see CARD.md).
"""

from __future__ import annotations

import argparse
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from healthtext import assets, words
from healthtext.despin import ngrams
from healthtext.despin.channel import (
    DIALECT,
    HALLMARK,
    LISTED,
    LONGEST,
    MOBY_BACK,
    MOBY_THERE,
    STEP,
    TORTURED,
    WORDNET,
)
from training import files
from training.channel import inflect, lists, sources, strength

OUT = Path("src/healthtext/data/despin/channel.npz")
LEXICONS = Path("src/healthtext/data/lexicons")
MOST = 200  # originals kept for a form
COMMON = -13.0  # the same for every word of a thesaurus phrase
RAREST = -14.5  # log probability an original must have in clean prose
FUNCTION = assets.function_words()
# of pairs in the wider lists, by weight: bits and strength in nats; what is only plausible is no
# sign of a dialect, as nearly every word is written for some other
WIDER = {3: (DIALECT | HALLMARK, -0.6), 2: (DIALECT, -1.2), 1: (0, -3.5)}


@dataclass(slots=True)
class Found:
    """What is known of a pair of forms: its sources and the lemmas it comes from."""

    bits: int
    lemmas: tuple[str, str]


def singles(data: Path, model: ngrams.NGrams) -> dict[tuple[str, str], Found]:
    """Return every usable pair (spun form, original form)."""
    found: dict[tuple[str, str], Found] = {}
    for spun, original, bits, lemmas in (*_inflected(data), *_surface(data)):
        if usable(spun, original, model):
            known = found.setdefault((spun, original), Found(0, lemmas))
            known.bits |= bits
    return found


def _inflected(data: Path) -> Iterator[tuple[str, str, int, tuple[str, str]]]:
    for (spun, original), bits in sources.lemma_pairs(data).items():
        if " " not in spun and " " not in original:
            for left, right in sorted({*inflect.alike(spun, original), (spun, original)}):
                yield left, right, bits, (spun, original)


def _surface(data: Path) -> Iterator[tuple[str, str, int, tuple[str, str]]]:
    for (spun, original), bits in sources.surface_pairs(data).items():
        yield spun, original, bits, (inflect.lemma(spun), inflect.lemma(original))


def usable(spun: str, original: str, model: ngrams.NGrams) -> bool:
    number = model.id(original)
    return (
        spun != original
        and number != ngrams.UNKNOWN
        and model.unigram[number] > RAREST
        and not {spun, original} & FUNCTION
        and len(original) > 2 < len(spun)
    )


def strengths(
    found: dict[tuple[str, str], Found],
    data: Path,
    vectors: Path,
    model: ngrams.NGrams,
    wider: bool = False,
) -> npt.NDArray[np.float64]:
    """Return log P(original | spun form) of every pair, before any context."""
    pairs = list(found)
    numbers = {spun: at for at, spun in enumerate(sorted({spun for spun, _ in pairs}))}
    groups = np.array([numbers[spun] for spun, _ in pairs])
    logs = np.array([model.unigram[model.id(original)] for _, original in pairs])
    bits = np.array([known.bits for known in found.values()], float)
    similar = strength.Similarity(sources.moby(data), vectors)
    lemmas = [known.lemmas for known in found.values()]
    rows = strength.features(pairs, bits, lemmas, similar, logs)
    known = known_pairs(data, wider)
    right = np.array([pair in known for pair in pairs])
    taught = np.isin(groups, groups[right])
    learn = taught & (groups % 5 > 0)
    weights = strength.fit(rows[learn], groups[learn], right[learn])
    held = taught & (groups % 5 == 0)
    print({name: round(float(w), 2) for name, w in zip(strength.NAMES, weights, strict=True)})
    print("held out", strength.top(rows[held], weights, groups[held], right[held]))
    return strength.log_share(rows @ weights, groups)


def known_pairs(data: Path, wider: bool = False) -> set[tuple[str, str]]:
    """Return single-form pairs that spinners are known to have made."""
    listed = {pair for pair, bits in sources.surface_pairs(data).items() if bits & TORTURED}
    written = phrases_of(_written(wider)).keys()
    return listed | {pair for pair in written if " " not in pair[0] and " " not in pair[1]}


def best(
    found: dict[tuple[str, str], Found], strength_of: npt.NDArray[np.float64]
) -> dict[str, list[tuple[str, int, float]]]:
    """Keep the likeliest originals of every spun form, best first, with bits and strength."""
    rows: dict[str, list[tuple[str, int, float]]] = defaultdict(list)
    for ((spun, original), known), value in zip(found.items(), strength_of.tolist(), strict=True):
        rows[spun].append((original, known.bits, value))
    return {
        spun: sorted(row, key=lambda item: (-item[2], item[0]))[:MOST]
        for spun, row in sorted(rows.items())
    }


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a listed pair of forms: sources, dialects as letters, strength in nats."""

    bits: int = 0
    dialects: str = ""
    strength: float = -math.inf

    def __or__(self, other: Known) -> Known:
        """Return what is best of both."""
        dialects = "".join(sorted({*self.dialects, *other.dialects}))
        return Known(self.bits | other.bits, dialects, max(self.strength, other.strength))


Listed = Iterable[tuple[str, str, str, Known]]


def phrases_of(listed: Listed) -> dict[tuple[str, str], Known]:
    """Return every listed pair in every form."""
    found: dict[tuple[str, str], Known] = {}
    for spun, original, kind, known in listed:
        for pair in {*inflect.phrases_alike(spun, original, kind), (spun, original)}:
            left, right = (" ".join(w.form for w in words.split(side)) for side in pair)
            if left and left != right and len(left.split()) <= LONGEST:
                found[left, right] = found.get((left, right), Known()) | known
    return found


def _written(wider: bool = False) -> Listed:
    """Yield the lists written for this project."""
    if wider:
        yield from _wider()
        return
    for path in sorted(LEXICONS.glob("dialect_*.tsv")):
        for spun, original, kind, weight in _rows(path):
            known = Known(_weight(weight), path.stem[-1].upper(), LISTED)
            yield spun, original, kind, known
    for spun, original, kind, weight, dialects in _rows(LEXICONS / "function_templates.tsv"):
        yield spun, original, kind, Known(_weight(weight), dialects, LISTED)


def _wider() -> Listed:
    """Yield the wider lists, but what is only plausible in dialect S and not in its first list.

    They are three times as many as of any other dialect; with all of them S was mended worse.
    """
    first = {(spun, original) for spun, original, *_ in _rows(LEXICONS / "dialect_s.tsv")}
    for row in lists.read():
        bits, nats = WIDER[row.weight]
        kept = row.weight > 1 or (row.spun, row.original) in first
        if dialects := row.dialects if kept else row.dialects.replace("S", ""):
            yield row.spun, row.original, row.inflect, Known(bits, dialects, nats)


def _thesaurus_phrases(data: Path, model: ngrams.NGrams) -> Listed:
    """Yield phrases of the thesauri and of the tortured-phrase lists."""
    for spun, original in sources.tortured_phrases(data):
        yield spun, original, "n", Known(TORTURED, "Q", LISTED)
    both = MOBY_THERE | MOBY_BACK
    for (spun, original), bits in sources.lemma_pairs(data).items():
        if (" " not in spun and " " not in original) or {spun, original} & FUNCTION:
            continue
        if (bits & WORDNET or bits & both == both) and _common(original, model):
            yield spun, original, "n", Known(bits, "", LISTED)


def _common(phrase: str, model: ngrams.NGrams) -> bool:
    return all(model.unigram[model.id(form)] > COMMON and model.id(form) for form in phrase.split())


def _weight(weight: str) -> int:
    return DIALECT | HALLMARK if weight == "3" else DIALECT


def _rows(path: Path) -> Iterator[list[str]]:
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith(("#", "spun\t")):
            yield line.split("\t")


def pack(
    single: dict[str, list[tuple[str, int, float]]], phrase: dict[tuple[str, str], Known]
) -> dict[str, npt.NDArray[Any]]:
    vocabulary = sorted({original for row in single.values() for original, _, _ in row})
    number = {form: at for at, form in enumerate(vocabulary)}
    flat = [item for row in single.values() for item in row]
    rows = [_row(*pair, known) for pair, known in sorted(phrase.items())]
    logs = np.array([value for _, _, value in flat])
    return {
        "spun": _bytes(single),
        "counts": np.array([len(row) for row in single.values()], np.uint16),
        "vocabulary": _bytes(vocabulary),
        "originals": np.array([number[original] for original, _, _ in flat], np.uint16),
        "bits": np.array([bits for _, bits, _ in flat], np.uint8),
        "strength": np.clip(np.round(-logs * STEP), 0, 255).astype(np.uint8),
        "phrases": _bytes(rows),
    }


def _row(spun: str, original: str, known: Known) -> str:
    """Return a row of the phrases; a strength other than that of all lists stands last."""
    row = f"{spun}\t{original}\t{known.bits}\t{known.dialects}"
    return row if known.strength == LISTED else f"{row}\t{round(-known.strength * STEP)}"


def _bytes(lines: Iterable[str]) -> npt.NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode(), np.uint8)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--vectors", type=Path, help="made by training.channel.embed")
    parser.add_argument("--list-forms", type=Path, help="write the forms to embed here and stop")
    parser.add_argument("--wider", action="store_true", help="compile the wider lists, too")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    model = ngrams.load()
    files.check(options.data, files.THESAURI)
    found = singles(options.data, model)
    if options.list_forms or not options.vectors:
        forms = sorted({form for pair in found for form in pair})
        (options.list_forms or Path("forms.txt")).write_text("\n".join(forms), "utf-8")
        return
    values = strengths(found, options.data, options.vectors, model, options.wider)
    kept = best(found, values)
    listed = phrases_of([*_thesaurus_phrases(options.data, model), *_written(options.wider)])
    table = pack(kept, listed)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(options.out, **table)
    print(
        f"{len(table['counts']):,} forms, {len(table['bits']):,} pairs,"
        f" {table['phrases'].tobytes().count(10) + 1:,} phrases,"
        f" {options.out.stat().st_size / 1e6:.1f} MB"
    )


if __name__ == "__main__":
    main()
