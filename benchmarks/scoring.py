"""Score repairs of spun text against gold edits.

A gold edit is firm, or free when its certainty is `unclear`: touching that one neither helps nor
hurts. An edit touches a gold edit when they share a character, or when it inserts at or inside it.

    touched    share of firm gold edits that some edit touches
    precision  share of edits that touch a gold edit, firm or free
    exact      share of firm gold edits whose place then reads as the gold or an alternative does,
               capitals, spacing and punctuation aside
    net        word edits saved, less word edits added outside gold, as a share of the word edits
               needed: 1 is a perfect repair, 0 is leaving the text alone
    wrong/1k   edits that touch no gold edit, in 1,000 words
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from healthtext import edits as arithmetic
from healthtext.records import Edit

_TOKEN = re.compile(r"[^\W_]+(?:['-][^\W_]+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Gold:
    """A place to mend: text[start:end] should read as one of `references` does."""

    start: int
    end: int
    references: tuple[str, ...]
    free: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A spun text with its gold edits, in order."""

    id: str
    dialect: str
    text: str
    gold: tuple[Gold, ...]
    site: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one page or of several added up; `needed`, `saved` and `added` are word edits."""

    words: int = 0
    gold: int = 0
    needed: int = 0
    edits: int = 0
    wrong: int = 0
    added: int = 0
    touched: int = 0
    exact: int = 0
    saved: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))

    def figures(self) -> dict[str, float | None]:
        """Return the figures by name; None where there is nothing to divide by."""
        return {
            "touched": _share(self.touched, self.gold),
            "precision": _share(self.edits - self.wrong, self.edits),
            "exact": _share(self.exact, self.gold),
            "net": _share(self.saved - self.added, self.needed),
            "wrong/1k": _share(1000 * self.wrong, self.words),
        }


def read(path: Path) -> list[Page]:
    """Read gold.jsonl: a page a line."""
    return [_page(json.loads(line)) for line in path.read_text("utf-8").splitlines() if line]


def score(page: Page, edits: Sequence[Edit]) -> Score:
    """Count what the edits, in order and not overlapping, do for a page."""
    arithmetic.check(page.text, edits)
    wrong = [edit for edit in edits if not any(touches(edit, gold) for gold in page.gold)]
    counts = Score(
        words=len(page.text.split()),
        edits=len(edits),
        wrong=len(wrong),
        added=sum(max(1, distance(_tokens(edit.old), _tokens(edit.new))) for edit in wrong),
    )
    return sum((_one(page.text, gold, edits) for gold in page.gold if not gold.free), counts)


def total(scores: Iterable[Score]) -> Score:
    """Add scores up."""
    return sum(scores, Score())


def _page(record: dict[str, object]) -> Page:
    listed = record["edits"]
    assert isinstance(listed, list)
    gold = tuple(
        Gold(
            item["start"], item["end"], (item["gold"], *(item.get("alternatives") or ())),
            item.get("certainty") == "unclear",
        )
        for item in listed
    )  # fmt: skip
    site = str(record.get("site", ""))
    return Page(str(record["id"]), str(record["dialect"]), str(record["text"]), gold, site)


def _one(text: str, gold: Gold, edits: Sequence[Edit]) -> Score:
    """Score one firm gold edit."""
    mine = [edit for edit in edits if touches(edit, gold)]
    spun = _tokens(text[gold.start : gold.end])
    needed = max(1, min(distance(spun, _tokens(wording)) for wording in gold.references))
    if not mine:
        return Score(gold=1, needed=needed)
    start, end = min(gold.start, mine[0].start), max(gold.end, mine[-1].end)
    mended = _tokens(applied(text, start, end, mine))
    before, after = text[start : gold.start], text[gold.end : end]
    wanted = [_tokens(before + wording + after) for wording in gold.references]
    left = min(distance(mended, wording) for wording in wanted)
    exact = any(_words(mended) == _words(wording) for wording in wanted)
    return Score(gold=1, needed=needed, touched=1, exact=int(exact), saved=needed - left)


def touches(edit: Edit, gold: Gold) -> bool:
    """Tell whether an edit shares a character with a gold edit, or inserts at or inside it."""
    if edit.start == edit.end:
        return gold.start <= edit.start <= gold.end
    return edit.start < gold.end and gold.start < edit.end


def applied(text: str, start: int, end: int, edits: Sequence[Edit]) -> str:
    """Return text[start:end] with the edits inside it made."""
    parts, at = [], start
    for edit in edits:
        parts += [text[at : edit.start], edit.new]
        at = edit.end
    return "".join([*parts, text[at:end]])


def _tokens(text: str) -> list[str]:
    """Split into words and marks, capitals and the kind of apostrophe aside."""
    return _TOKEN.findall(text.lower().replace("’", "'"))


def normal(text: str) -> list[str]:
    """Return the words of a wording as they are compared: capitals and marks do not count."""
    return _words(_tokens(text))


def _words(tokens: list[str]) -> list[str]:
    return [token for token in tokens if token[0].isalnum()]


def distance(left: list[str], right: list[str]) -> int:
    """Count the words to put in, take out or replace to get from one to the other."""
    row = list(range(len(right) + 1))
    for at, word in enumerate(left, 1):
        above = row
        row = [at]
        for column, other in enumerate(right):
            replaced = above[column] + (word != other)
            row.append(min(replaced, above[column + 1] + 1, row[column] + 1))
    return row[-1]


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None
