"""Are `safe` edits right? By the gold, and by wordings judged one by one.

A safe edit is right when it touches a gold edit and its place then reads as the gold, as an
alternative, or as a wording listed in acceptable.tsv does. An edit of a few words of a longer gold
edit, whose other words stay as the spinner left them, is right in part when every word it changed
is one that the gold wants changed so, or when its own words are listed; that is counted apart.
rejected.tsv holds the edits that were read and found wrong, so that each is read once; its reasons
begin with the class of error.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from difflib import SequenceMatcher
from itertools import islice, product
from pathlib import Path

from benchmarks.scoring import Gold, Page, applied, distance, normal, touches
from healthtext.records import Edit

ACCEPTABLE = Path(__file__).with_name("acceptable.tsv")
REJECTED = Path(__file__).with_name("rejected.tsv")
READINGS = 500  # readings of one place that are compared: alternatives of its gold edits combined
AROUND = 60  # characters shown on each side of a place to be judged
Key = tuple[str, str, str]


@dataclass(slots=True)
class Place:
    """Edits with the gold edits they touch: what belongs together is judged together."""

    page: Page
    edits: list[Edit]
    gold: list[Gold] = field(default_factory=list)

    @property
    def span(self) -> tuple[int, int]:
        start = min(self.edits[0].start, *(g.start for g in self.gold), len(self.page.text))
        end = max(self.edits[-1].end, *(g.end for g in self.gold), 0)
        return start, end

    @property
    def spun(self) -> str:
        return self.page.text[slice(*self.span)]

    @property
    def ours(self) -> str:
        return applied(self.page.text, *self.span, self.edits)

    @property
    def wanted(self) -> str:
        """What the gold says the place should read; the text itself where it says nothing."""
        return next(self._readings())

    @property
    def key(self) -> Key:
        return key(self.spun, self.ours, self.wanted)

    def core(self, edit: Edit) -> Key:
        """Return the key of one edit alone: its words, and those of the gold in their place."""
        words, wanted = normal(self.spun), normal(self.wanted)
        first = len(normal(self.page.text[self.span[0] : edit.start]))
        last = first + len(normal(edit.old))
        mine: list[str] = []
        blocks = SequenceMatcher(None, words, wanted, autojunk=False).get_opcodes()
        for kind, lo, hi, start, end in blocks:
            if kind == "equal":
                mine += words[max(lo, first) : max(first, min(hi, last))]
            elif (lo < last and first < hi) or (lo == hi and first < lo < last):
                mine += wanted[start:end]
        return key(edit.old, edit.new, " ".join(mine))

    @property
    def restored(self) -> bool:
        """Tell whether the gold or alternatives stand at every gold edit of the place."""
        mended = normal(self.ours)
        readings = islice(self._readings(), READINGS)
        return bool(self.gold) and any(mended == normal(reading) for reading in readings)

    def partly(self, edit: Edit) -> bool:
        """Tell whether all that an edit changes is what a reading of the place has changed too."""
        start, end = self.span
        cost = distance(normal(edit.old), normal(edit.new))
        before = normal(self.spun)
        after = normal(applied(self.page.text, start, end, [edit]))
        return (
            bool(self.gold)
            and cost > 0
            and any(
                distance(before, wanted) - distance(after, wanted) == cost
                for wanted in map(normal, islice(self._readings(), READINGS))
            )
        )

    def _readings(self) -> Iterator[str]:
        """Yield every reading that the gold allows; an unclear edit may also be left alone."""
        text = self.page.text
        options = [(*g.references, *([text[g.start : g.end]] if g.free else [])) for g in self.gold]
        for wordings in product(*options):
            mended = [
                Edit(g.start, g.end, text[g.start : g.end], new, "", "")
                for g, new in zip(self.gold, wordings, strict=True)
            ]
            yield applied(text, *self.span, mended)


def places(page: Page, edits: Sequence[Edit]) -> list[Place]:
    """Group edits, in order and not overlapping, by the gold edits that they share."""
    found: list[Place] = []
    for edit in edits:
        mine = [gold for gold in page.gold if touches(edit, gold)]
        if found and mine and mine[0] in found[-1].gold:
            found[-1].edits.append(edit)
            found[-1].gold += [gold for gold in mine if gold not in found[-1].gold]
        else:
            found.append(Place(page, [edit], mine))
    return found


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Edits by what they are, each in the first class that fits.

    `restored`: the place reads as the gold or an alternative; `acceptable`: as a listed wording;
    `part`: right in part; `harmless`: outside gold and listed as acceptable; `wrong`: listed as
    rejected; `unread`: not judged yet. Only the first two are right by the strict definition.
    """

    restored: int = 0
    acceptable: int = 0
    part: int = 0
    harmless: int = 0
    wrong: int = 0
    unread: int = 0

    @property
    def shares(self) -> dict[str, float | None]:
        """The shares of edits that are right, right at least in part, and that do no harm."""
        every = sum(astuple(self))
        right = self.restored + self.acceptable
        counts = {
            "right": right,
            "right or in part": right + self.part,
            "no harm": right + self.part + self.harmless,
        }
        return {name: count / every if every else None for name, count in counts.items()}


@dataclass(frozen=True, slots=True)
class Lists:
    """Wordings judged before, with the reasons: of whole places, and of edits alone."""

    whole: Mapping[Key, str]
    part: Mapping[Key, str]
    rejected: Mapping[Key, str]


def verdicts(found: Iterable[Place], lists: Lists) -> Verdicts:
    """Count the edits of places by verdict."""
    return Verdicts(**Counter(verdict(p, edit, lists) for p in found for edit in p.edits))


def verdict(place: Place, edit: Edit, lists: Lists) -> str:
    """Return the verdict on one edit of a place: the name of a field of Verdicts."""
    if place.restored:
        return "restored"
    if place.key in lists.whole:
        return "acceptable" if place.gold else "harmless"
    core = place.core(edit)
    if place.partly(edit) or core in lists.part:
        return "part"
    return "wrong" if core in lists.rejected else "unread"


def lists() -> Lists:
    """Return the wordings judged so far."""
    accepted = list(_rows(ACCEPTABLE))
    whole, part = (
        {_key(row): row["reason"] for row in accepted if row["extent"] == extent}
        for extent in ("whole", "part")
    )
    return Lists(whole, part, {_key(row): row["reason"] for row in _rows(REJECTED)})


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _key(row: Mapping[str, str]) -> Key:
    return key(row["spun"], row["ours"], row["gold"])


def key(spun: str, ours: str, gold: str) -> Key:
    """Return wordings as they are compared."""
    one, two, three = (" ".join(normal(text)) for text in (spun, ours, gold))
    return one, two, three


def write_unread(path: Path, found: Iterable[Place], known: Lists) -> int:
    """Write the edits that nobody has judged, each wording once, with the text around them.

    The file is for reading only: it quotes the pages, which the lists must not.
    """
    unread = {
        place.core(edit): place
        for place in found
        for edit in place.edits
        if verdict(place, edit, known) == "unread"
    }
    with path.open("w", encoding="utf-8") as file:
        print("spun", "ours", "gold", "place", "its gold", "page", "text", sep="\t", file=file)
        for core, place in sorted(unread.items(), key=lambda item: item[0]):
            readings = " | ".join(" / ".join(gold.references) for gold in place.gold)
            rest = (" -> ".join(place.key[:2]), readings, place.page.id, _quoted(place))
            print(*core, *rest, sep="\t", file=file)
    return len(unread)


def _quoted(place: Place) -> str:
    start, end = place.span
    text = place.page.text
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return " ".join(f"{before}[{text[start:end]} -> {place.ours}]{after}".split())
