"""What spinners are known to write for what: the wider lists written for this project.

`training/channel/wider/*.tsv`, a line an original wording, by its first letter:

    original TAB inflect TAB form CODE [CODE ...]; form CODE [CODE ...]; ...

A code is the letters of the dialects that write the form and how often they do: 3 hallmark,
2 common, 1 plausible (`decrease S3 PQ1`). Both sides are lemmas where they inflect: `n` noun
phrases (the last word), `v` verb phrases (the first word), `a` adjectives; `x` is fixed. The
rows of `data/lexicons/dialect_*.tsv` and `function_templates.tsv` are among them. The packaged
channel is made of them (`training.channel.build --wider`); what that gains and costs: CARD.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "wider"
_CODE = re.compile(r"([SPQ]{1,3})([123])")
INFLECT = frozenset("nvax")


class Listed(NamedTuple):
    """A form that spinners write for an original, how often (1 to 3), and in which dialects."""

    spun: str
    original: str
    inflect: str
    weight: int
    dialects: str


def read(folder: Path = FOLDER) -> Iterator[Listed]:
    """Yield every row of a folder of lists. Raises ValueError naming file, line and fault."""
    for path in sorted(folder.glob("*.tsv")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line and not line.startswith("#"):
                try:
                    yield from _rows(line)
                except ValueError as error:
                    raise ValueError(f"{path.name}:{number}: {error}") from None


def _rows(line: str) -> Iterator[Listed]:
    original, inflect, written = line.split("\t")
    if inflect not in INFLECT:
        raise ValueError(f"inflect is {inflect!r}, not one of n, v, a, x")
    for item in written.split("; "):
        form, codes = _item(item)
        for letters, weight in codes:
            yield Listed(form, original, inflect, int(weight), letters)


def _item(item: str) -> tuple[str, list[tuple[str, str]]]:
    words = item.split(" ")
    codes: list[tuple[str, str]] = []
    while words and (code := _CODE.fullmatch(words[-1])):
        codes.insert(0, (code[1], code[2]))
        words.pop()
    if not (words and codes):
        raise ValueError(f"{item!r} is no form with the letters and weight of a dialect")
    return " ".join(words), codes
