"""Print the candidates' ceiling: the share of gold edits they can express at all.

python -m benchmarks.ceiling GOLD.jsonl [--misses N]

A gold edit counts when its span can be cut into pieces, each kept or replaced by one of its
candidates, so that the result is the gold wording or an alternative. No ranker gets past this.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from healthtext import words
from healthtext.despin import candidates

Gold = dict[str, Any]


def expressible(edit: Gold, options: candidates.Lattice) -> bool:
    """Tell whether any reference wording is a path through the lattice over the edit's words."""
    references = [edit["gold"], *(edit.get("alternatives") or [])]
    return reaches(edit["start"], edit["end"], references, options)


def reaches(start: int, end: int, references: Iterable[str], options: candidates.Lattice) -> bool:
    """Tell whether text[start:end] can become one of some wordings."""
    inside = [i for i, w in enumerate(options.words) if w.start >= start and w.end <= end]
    if not inside:
        return False
    return any(_path(options, inside[0], inside[-1] + 1, _forms(text)) for text in references)


def _forms(text: str) -> tuple[str, ...]:
    return tuple(word.form for word in words.split(text) if word.is_word)


def _path(options: candidates.Lattice, start: int, end: int, wanted: tuple[str, ...]) -> bool:
    """Walk the lattice and the wanted words together; marks are stepped over."""
    reached = {(start, 0)}
    for at in range(start, end):
        for _, used in [state for state in reached if state[0] == at]:
            word = options.words[at]
            if not word.is_word:
                reached.add((at + 1, used))
            elif wanted[used : used + 1] == (word.form,):
                reached.add((at + 1, used + 1))
            for option in options.at[at]:
                stop = used + len(option.new)
                if option.end <= end and wanted[used:stop] == option.new:
                    reached.add((option.end, stop))
    return (end, len(wanted)) in reached


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--misses", type=int, default=0)
    options = parser.parse_args()
    tally: Counter[tuple[str, str]] = Counter()
    missed = []
    for line in options.gold.open(encoding="utf-8"):
        record = json.loads(line)
        lattice = candidates.lattice(words.split(record["text"]))
        for edit in record["edits"]:
            if edit["certainty"] == "unclear":
                continue
            length = str(min(4, len(_forms(edit["spun"]))))
            found = expressible(edit, lattice)
            for key in ("all", f"dialect {record['dialect']}", f"{length} words"):
                tally[key, "of"] += 1
                tally[key, "in"] += found
            if not found:
                missed.append((edit["spun"], edit["gold"]))
    for key in sorted({key for key, _ in tally}):
        print(f"{key:12} {tally[key, 'in'] / tally[key, 'of']:.3f} of {tally[key, 'of']}")
    for spun, gold in missed[: options.misses]:
        print(f"MISS {spun!r} <- {gold!r}")


if __name__ == "__main__":
    main()
