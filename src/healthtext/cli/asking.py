"""The terminal's side of a review: one edit, one key; every decision is on disk before the next."""

from __future__ import annotations

import shlex
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from healthtext.cli import outputs
from healthtext.cli.keys import Keys
from healthtext.cli.terminal import note, put, wants_colour
from healthtext.errors import InputError
from healthtext.records import Edit, Report
from healthtext.render.sides import Lines
from healthtext.render.text import count, quoted, seen
from healthtext.review import store
from healthtext.review.records import (
    Decision,
    Item,
    Review,
    changed,
    decide,
    of_report,
)
from healthtext.review.replay import carry, described

if TYPE_CHECKING:
    from rich.text import Text

LONGEST = 600.0  # seconds; whoever took longer was doing something else
_REACH = 150
_TIERS = {"safe": "green", "review": "yellow", "suggest": "magenta"}
_HELP = (
    "a accept, r reject, 1-9 another wording, e own words, A and R the same for every edit like it,"
    " s skip, b back, u undo, q stop (all is saved)"
)
_KEYS: dict[str, Decision] = {"a": "accept", "r": "reject", "A": "accept", "R": "reject"}
_STOP = ("q", "\x04")


def resumed(path: Path, report: Report) -> Review:
    """Begin a review, with the decisions of an earlier one if there is a file.

    Raises InputError for a file about another article.
    """
    review = of_report(report)
    if not path.exists():
        return review
    earlier = store.load(path)
    review, lost = carry(earlier, review, report.original)
    if earlier.article.sha256 != review.article.sha256 and 2 * len(lost) > earlier.decided:
        problem = f"is a review of another article ({earlier.article.name})"
        raise InputError(str(path), problem, "give another one with --file")
    for item in lost:
        note(f"{path}: no longer there and left out: {described(item)}")
    return review


class Asking:
    """One review at one terminal."""

    def __init__(self, review: Review, report: Report, path: Path, tiers: frozenset[str]) -> None:
        self.review = review
        self._report = report
        self._path = path
        self._order = [i for i, item in enumerate(review.items) if item.tier in tiers]
        self._lines = Lines(report.original)
        self._keys = Keys()
        self._history: list[list[tuple[int, Item]]] = []
        self._saved = b""

    def run(self) -> None:
        """Ask until everything is decided or the editor stops."""
        self._save()  # a place that cannot be written is found before the first decision
        at = self._next(-1)
        if at is not None:
            put(f"{_HELP}\n")
        with self._keys:
            while at is not None:
                at = self._ask(at)
        self._close()

    def _ask(self, at: int) -> int | None:
        """Ask about one edit and return the place in the order of the next one, None to stop."""
        index = self._order[at]
        self._show(index)
        since = time.monotonic()
        while True:
            pressed = self._keys.key()
            if pressed in _STOP:
                return None
            if pressed in _KEYS:
                return self._decided(at, _KEYS[pressed], "", since, alike=pressed.isupper())
            if pressed == "e":
                text = self._keys.line("own words, nothing to go back")
                if text:
                    return self._decided(at, self._kind(index, text), text, since)
            elif pressed.isdecimal() and 0 < int(pressed) <= len(self._others(index)):
                text = self._others(index)[int(pressed) - 1]
                return self._decided(at, "choose", text, since)
            elif pressed == "s":
                return self._next(at)
            elif pressed == "b":
                return max(at - 1, 0)
            elif pressed == "u":
                return self._undone(at)
            else:
                put(f"{_HELP}\n")

    def _decided(
        self, at: int, decision: Decision, text: str, since: float, *, alike: bool = False
    ) -> int | None:
        index = self._order[at]
        seconds = round(time.monotonic() - since, 1)
        when = datetime.now(UTC).isoformat(timespec="seconds")
        took = seconds if seconds <= LONGEST else None
        new = [(index, decide(self.review.items[index], decision, text, seconds=took, at=when))]
        if alike:
            new += [
                (other, decide(self.review.items[other], decision, text, seconds=None, at=when))
                for other in self._alike(index)
            ]
        self._history.append([(place, self.review.items[place]) for place, _ in new])
        self.review = changed(self.review, new)
        self._save()
        more = f", and {count(len(new) - 1, 'edit')} like it" if len(new) > 1 else ""
        put(f"  {decision}{': ' + quoted(text) if text else ''}{more}\n")
        return self._next(at)

    def _undone(self, at: int) -> int:
        if not self._history:
            put("  nothing to undo\n")
            return at
        last = self._history.pop()
        self.review = changed(self.review, last)
        self._save()
        put(f"  {count(len(last), 'decision')} taken back\n")
        return self._order.index(last[0][0])

    def _next(self, at: int) -> int | None:
        """Return the next undecided edit behind a place, or before it when none is left there."""
        places = [*range(at + 1, len(self._order)), *range(at)]
        pending = (p for p in places if self.review.items[self._order[p]].decision == "pending")
        return next(pending, None)

    def _alike(self, index: int) -> list[int]:
        item = self.review.items[index]
        return [
            other
            for other in self._order
            if other != index
            and self.review.items[other].decision == "pending"
            and (self.review.items[other].old, self.review.items[other].new) == (item.old, item.new)
            and self.review.items[other].rule == item.rule
        ]

    def _others(self, index: int) -> list[str]:
        edit = self._report.edits[index]
        return [other for other in dict.fromkeys(edit.alternatives) if other != edit.new][:9]

    def _kind(self, index: int, text: str) -> Decision:
        return "choose" if text in self._report.edits[index].alternatives else "write"

    def _save(self) -> None:
        """Write the review file; raises InputError when it is no longer as it was written last."""
        if self._saved and self._path.exists() and self._path.read_bytes() != self._saved:
            problem = "was changed by somebody else meanwhile; the last decision is not in it"
            raise InputError(str(self._path), problem, "start again: it goes on with what is there")
        self._saved = store.dumps(self.review).encode("utf-8", "backslashreplace")
        outputs.replace(self._path, self._saved)

    def _close(self) -> None:
        done = f"{self.review.decided:,} of {count(len(self.review.items), 'edit')} decided"
        note(f"{done}, in {self._path}")
        call = ("healthtext", "review", "apply", str(self._path), self._report.source.name)
        note(f"the text: {shlex.join(call)}")

    def _show(self, index: int) -> None:
        from rich.console import Console
        from rich.padding import Padding
        from rich.text import Text

        colour = wants_colour()
        console = Console(
            force_terminal=colour, highlight=False, emoji=False, legacy_windows=False,
            color_system="standard" if colour else None,
        )  # fmt: skip
        edit = self._report.edits[index]
        console.print()
        console.print(self._head(index, edit))
        console.print(Padding(self._sentence(edit, colour), (0, 2)))
        if edit.reason:
            console.print(Padding(Text(seen(edit.reason), "dim"), (0, 2)))
        for number, other in enumerate(self._others(index), 1):
            console.print(Padding(Text(f"{number} {quoted(other)}"), (0, 4)))
        alike = self._alike(index)
        if alike:
            console.print(Padding(Text(f"A or R: {len(alike)} more like it", "dim"), (0, 4)))

    def _head(self, index: int, edit: Edit) -> Text:
        """Return which edit it is, its tier, rule and place, and the decision if there is one."""
        from rich.text import Text

        decision = self.review.items[index].decision
        line = self._lines.at(edit.start)[0]
        head = Text(f"{index + 1} of {len(self.review.items)} ", "bold")
        head.append(edit.safety, _TIERS[edit.safety])
        head.append(f" {edit.rule}, {edit.score:.0%} sure, line {line}", "dim")
        if decision != "pending":
            head.append(f" [{decision}]", "bold")
        return head

    def _sentence(self, edit: Edit, colour: bool) -> Text:
        from rich.text import Text

        text = self._report.original
        before = text[max(edit.start - _REACH, 0) : edit.start].rpartition("\n")[2]
        after = text[edit.end : edit.end + _REACH].partition("\n")[0]
        if len(before) == _REACH:
            before = f"… {before.partition(' ')[2]}"
        if len(after) == _REACH:
            after = f"{after.rpartition(' ')[0]} …"
        shown = Text(seen(before))
        if edit.old:
            shown.append(seen(edit.old) if colour else f"[-{seen(edit.old)}-]", "red strike")
        if edit.new:
            shown.append(seen(edit.new) if colour else f"{{+{seen(edit.new)}+}}", "bold green")
        return shown.append(seen(after.rstrip("\r")))
