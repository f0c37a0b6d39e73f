"""Read CoNLL-U and the CoNLL-X that Stanford's converter writes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, LABEL, MISC = 1, 2, 3, 4, 5, 6, 7, 9
BRACKETS = {
    "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}",
    "&lt;": "<", "&gt;": ">", "&amp;": "&",
}  # fmt: skip


@dataclass(slots=True)
class Token:
    """A word with its Penn tag; `head` is a place in the sentence, its own place for the root."""

    form: str
    lemma: str
    tag: str
    head: int
    label: str
    spaced: bool
    upos: str = ""


Sentence = list[Token]


def read(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a file: words only, no ranges (`1-2`) and no empty nodes (`1.1`)."""
    rows: list[list[str]] = []
    for line in [*path.read_text("utf-8").split("\n"), ""]:
        if line.strip() and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif rows:
            yield _sentence(rows)
            rows = []


def _sentence(rows: list[list[str]]) -> Sentence:
    tight = _tight(rows)
    words = [row for row in rows if row[0].isdigit()]
    return [
        Token(
            plain(row[FORM]), plain(row[LEMMA]), row[XPOS], _head(row), row[LABEL],
            int(row[0]) not in tight, row[UPOS],
        )
        for row in words
    ]  # fmt: skip


def _head(row: list[str]) -> int:
    return int(row[HEAD] if row[HEAD] != "0" else row[0]) - 1


def _tight(rows: list[list[str]]) -> set[int]:
    """Tell which words no space follows; within a range ("don't") none does but the last."""
    tight: set[int] = set()
    for row in rows:
        first, _, last = row[0].partition("-")
        if last:
            tight |= set(range(int(first), int(last)))
        if "SpaceAfter=No" in row[MISC] and "." not in row[0]:
            tight.add(int(last or first))
    return tight


def plain(form: str) -> str:
    """Return a form with the brackets and signs that stand escaped in files."""
    for escaped, character in BRACKETS.items():
        if escaped in form:
            form = form.replace(escaped, character)
    return form
