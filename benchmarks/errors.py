"""Why gold edits of spun pages are not restored, and what the edits that are wrong do.

python -m benchmarks.errors [--gold GOLD.jsonl] [--dialect S] [--folds FOLDER] [--list FILE]

Of the `safe` and `review` edits of the despin step. Every firm gold edit is restored, partly right
(fewer word edits are left than before), no better, or left alone; and what is not restored has the
first cause that holds:

    no candidate       no option of the lattice meets the place
    gold not among     no path through the options gives the gold or an alternative
    left as it stands  the decoder changes nothing there
    other span         it changes other spans of words than those that give the gold
    other wording      of the wordings of its spans another one is ranked first
    refused            the wordings are right, and the safety gate refuses or lowers one
    below threshold    the wordings are right, and one is not likely enough to be made

An edit mends nothing where it meets no gold edit, or leaves as many word edits as before where it
does. Its kind is that of the words by which it differs from what should stand there: forms of the
same words (inflection), words of grammar, other words (another sense, or a synonym that is not
listed), or polish where the text was to stay; acceptable is what acceptable.tsv lists.

FOLDER holds rankers by site, as `training.ranker.fit --folds` writes them; without it the packaged
one judges all pages. FILE gets the places themselves, for reading only.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import zip_longest
from pathlib import Path

import numpy as np

from benchmarks import ceiling, judging, scoring, tables
from benchmarks.bench import CORPUS
from benchmarks.scoring import Gold, Page, touches
from healthtext import assets, despin
from healthtext.despin import forms, ranker, safety, tiers
from healthtext.despin.options import Lattice
from healthtext.records import Edit

OUTCOMES = ("partly right", "no better", "left alone")
CAUSES = (
    "no candidate", "gold not among", "left as it stands", "other span", "other wording",
    "refused", "below threshold",
)  # fmt: skip
KINDS = ("inflection", "words of grammar", "other words", "polish", "acceptable")


@dataclass(frozen=True, slots=True)
class Missed:
    """A gold edit that is not restored."""

    gold: Gold
    cause: str
    outcome: str
    ours: str


@dataclass(frozen=True, slots=True)
class Wrong:
    """An edit that mends nothing; `inside`: at a gold edit."""

    edit: Edit
    kind: str
    inside: bool


@dataclass(frozen=True, slots=True)
class Read:
    """A page as the despin step judged it, its gate, and the edits that it makes or proposes."""

    page: Page
    judged: despin.Judged
    gate: safety.Gate
    made: list[Edit]

    @property
    def lattice(self) -> Lattice:
        return self.judged.lattice

    def allowed(self, pick: tiers.Pick) -> str | None:
        """Return the tier that the scores alone allow a pick."""
        if self.judged.page.spun_at(pick.option.start) >= 0.5:
            return tiers._tier(pick, pick.spun, tiers.SPUN)
        return tiers._tier(pick, pick.sign, tiers.CLEAN)

    def written(self, pick: tiers.Pick) -> Edit:
        """Return a pick as an edit, whatever its tier."""
        return tiers.edit(self.page.text, self.lattice, pick, "suggest")


def read(page: Page, step: despin.Despinner) -> Read:
    """Judge a page, and keep what `propose` forgets."""
    judged = step.judge(page.text)
    edits = tiers.edits(page.text, judged.lattice, judged.picks, judged.page, (), judged.known)
    gate = safety.Gate(page.text, judged.lattice.words, (), judged.known)
    return Read(page, judged, gate, [edit for edit in edits if edit.safety in tiers.MADE])


def missed(one: Read) -> Iterator[Missed]:
    """Yield every firm gold edit that is not restored."""
    for gold in one.page.gold:
        mine = [edit for edit in one.made if touches(edit, gold)]
        score = _score(one.page, gold, mine)
        if not gold.free and not score.exact:
            outcome = "left alone" if not mine else OUTCOMES[score.saved <= 0]
            yield Missed(gold, cause(one, gold), outcome, _reads(one.page, gold, mine))


def cause(one: Read, gold: Gold) -> str:
    """Return the first cause by which a gold edit is not restored."""
    if not _meets(one.lattice, gold):
        return "no candidate"
    if not ceiling.reaches(gold.start, gold.end, gold.references, one.lattice):
        return "gold not among"
    picks = [pick for pick in one.judged.picks if touches(one.written(pick), gold)]
    if not picks:
        return "left as it stands"
    if not _score(one.page, gold, [one.written(pick) for pick in picks]).exact:
        same = _of_places(one.lattice, picks)
        reached = ceiling.reaches(gold.start, gold.end, gold.references, same)
        return "other wording" if reached else "other span"
    return "refused" if any(_refused(one, pick) for pick in picks) else "below threshold"


def _meets(lattice: Lattice, gold: Gold) -> bool:
    words, options = lattice.words, lattice.options
    starts = np.array([word.start for word in words])[options.start]
    ends = np.array([word.end for word in words])[options.end - 1]
    return bool(((starts < gold.end) & (gold.start < ends)).any())


def _of_places(lattice: Lattice, picks: Sequence[tiers.Pick]) -> Lattice:
    """Return the options of the places of some picks."""
    options = lattice.options
    places = [
        (options.start == pick.option.start) & (options.end == pick.option.end) for pick in picks
    ]
    return Lattice(lattice.words, options.rows(np.any(places, axis=0)))


def _refused(one: Read, pick: tiers.Pick) -> bool:
    """Tell whether a pick that its scores allow is not made."""
    edit = one.written(pick)
    made = any((edit.start, edit.end) == (other.start, other.end) for other in one.made)
    return not made and one.allowed(pick) in tiers.MADE


def _score(page: Page, gold: Gold, edits: Sequence[Edit]) -> scoring.Score:
    """Score a gold edit alone."""
    return scoring.score(Page(page.id, page.dialect, page.text, (gold,)), edits)


def _reads(page: Page, gold: Gold, edits: Sequence[Edit]) -> str:
    """Return what stands at a gold edit with some edits made."""
    start = min([gold.start, *(edit.start for edit in edits)])
    end = max([gold.end, *(edit.end for edit in edits)])
    return scoring.applied(page.text, start, end, edits)


def wrong(one: Read, known: judging.Lists) -> Iterator[Wrong]:
    """Yield every edit that mends nothing; what meets unclear gold only is none."""
    for place in judging.places(one.page, one.made):
        firm = any(not gold.free for gold in place.gold)
        for edit in place.edits if firm or not place.gold else ():
            alone = scoring.score(one.page, [edit])
            if alone.saved <= 0 and not place.restored:
                yield Wrong(edit, _kind(place, edit, known), firm)


def _kind(place: judging.Place, edit: Edit, known: judging.Lists) -> str:
    if judging.verdict(place, edit, known) in ("acceptable", "part", "harmless"):
        return "acceptable"
    old, new, wanted = (text.split() for text in place.core(edit))
    return kind(old, new, wanted if place.gold else old)


def kind(old: Sequence[str], new: Sequence[str], wanted: Sequence[str]) -> str:
    """Return in what kind of words a new wording differs from the wanted one."""
    blocks = SequenceMatcher(None, new, wanted, autojunk=False).get_opcodes()
    changed = [(new[a:b], wanted[c:d]) for name, a, b, c, d in blocks if name != "equal"]
    pairs = [pair for ours, theirs in changed for pair in zip_longest(ours, theirs, fillvalue="")]
    if all(forms.kin(*pair) for pair in pairs):
        return "inflection"
    if all({*pair} <= assets.function_words() | {""} for pair in pairs):
        return "words of grammar"
    return "polish" if [*old] == [*wanted] else "other words"


def steps(folder: Path | None) -> Callable[[str], despin.Despinner]:
    """Return the despin step for a site: with its own ranker where a folder has them."""
    scorers = despin.packaged_scorers()

    @cache
    def step(site: str) -> despin.Despinner:
        if folder is None:
            return despin.Despinner(scorers, ranker.load())
        with np.load(folder / f"{site}.npz") as table:
            return despin.Despinner(scorers, ranker.Ranker(dict(table)))

    return step


def show(pages: Sequence[Read], lost: Sequence[Missed], bad: Sequence[Wrong]) -> None:
    """Print both tables."""
    gold = sum(not gold.free for one in pages for gold in one.page.gold)
    made = sum(len(one.made) for one in pages)
    counts = Counter((one.cause, outcome) for one in lost for outcome in (one.outcome, "all"))
    columns = ("all", *OUTCOMES)
    rows: list[tuple[tables.Cell, ...]] = [
        (cause, *(counts[cause, column] for column in columns)) for cause in CAUSES
    ]
    rows.append(("all", *(sum(counts[cause, column] for cause in CAUSES) for column in columns)))
    title = f"{gold} gold edits, {gold - len(lost)} restored; why the others are not"
    tables.show(title, ("cause", *columns), rows)
    kinds = Counter((one.kind, one.inside) for one in bad)
    tables.show(
        f"{made} edits, {len(bad)} mend nothing; what they do",
        ("kind", "all", "at gold edits", "elsewhere"),
        [(name, kinds[name, True] + kinds[name, False], kinds[name, True], kinds[name, False])
         for name in KINDS],
    )  # fmt: skip


def write(path: Path, lost: Sequence[Missed], bad: Sequence[Wrong]) -> None:
    """Write the places, for reading only: they quote the pages."""
    rows = [(one.cause, one.outcome, one.gold.references[0], one.ours) for one in lost]
    rows += [(one.kind, "at gold" if one.inside else "elsewhere", one.edit.old, one.edit.new)
             for one in bad]  # fmt: skip
    path.write_text(
        "".join("\t".join(" ".join(c.split()) for c in row) + "\n" for row in sorted(rows)), "utf-8"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, default=CORPUS / "gold.jsonl")
    parser.add_argument("--dialect", choices=("S", "P", "Q"), help="pages of one dialect only")
    parser.add_argument("--folds", type=Path, help="rankers by site")
    parser.add_argument("--list", type=Path, metavar="FILE", help="write the places")
    options = parser.parse_args()
    step = steps(options.folds)
    wanted = [p for p in scoring.read(options.gold) if options.dialect in (None, p.dialect)]
    pages = [read(page, step(page.site)) for page in wanted]
    known = judging.lists()
    lost = [found for one in pages for found in missed(one)]
    bad = [found for one in pages for found in wrong(one, known)]
    show(pages, lost, bad)
    if options.list:
        write(options.list, lost, bad)


if __name__ == "__main__":
    main()
