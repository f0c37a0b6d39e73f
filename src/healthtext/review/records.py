"""A review: every edit of one article with what an editor decided about it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from healthtext import __version__
from healthtext.records import Edit, Report, Safety
from healthtext.render.sides import changes

Decision = Literal["pending", "accept", "reject", "choose", "write"]

SCHEMA = "healthtext-review/1"
DECISIONS: tuple[Decision, ...] = ("pending", "accept", "reject", "choose", "write")
REACH = 40  # characters of the original on each side by which a place is known again


@dataclass(frozen=True, slots=True)
class Subject:
    """The article a review is about: its text by digest and length in characters."""

    id: str
    name: str
    sha256: str
    characters: int


@dataclass(frozen=True, slots=True)
class Item:
    """An edit and the decision about it.

    `start` and `end` are into the original text, `before` and `after` what stands around there.
    `made` says what becomes of the edit while it is pending. `text` is the wording of `choose`
    (one of the alternatives) and `write` (the editor's own). `seconds` is how long the decision
    took, None where nobody thought about it, and `at` when it fell, in ISO 8601.
    """

    id: str
    start: int
    end: int
    old: str
    new: str
    before: str
    after: str
    rule: str
    tier: Safety
    score: float
    made: bool
    decision: Decision = "pending"
    text: str = ""
    seconds: float | None = None
    at: str = ""

    @property
    def wording(self) -> str:
        """Return what is to stand at the place."""
        if self.decision in ("choose", "write"):
            return self.text
        taken = self.made if self.decision == "pending" else self.decision == "accept"
        return self.new if taken else self.old


@dataclass(frozen=True, slots=True)
class Review:
    """All edits of one article in the order of the text. `version` is that of healthtext."""

    article: Subject
    items: tuple[Item, ...] = ()
    schema: str = SCHEMA
    version: str = __version__

    @property
    def decided(self) -> int:
        """Count the items that somebody decided."""
        return sum(item.decision != "pending" for item in self.items)


def of_report(report: Report) -> Review:
    """Return the review of a report in which nothing is decided yet."""
    items = zip(changes(report), identities(report.original, report.edits), strict=True)
    return Review(
        subject(report.id, report.source.name, report.original),
        tuple(
            _item(report.original, change.edit, made=change.made, identity=identity)
            for change, identity in items
        ),
    )


def subject(identity: str, name: str, text: str) -> Subject:
    """Describe an article by its text."""
    return Subject(identity, name, digest(text), len(text))


def digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8; half a character counts as itself."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def identities(text: str, edits: Sequence[Edit]) -> Iterator[str]:
    """Yield a name for each edit that stays the same while the words around it do.

    It is made of the rule, both wordings and the text around; among equals the order decides.
    """
    seen: Counter[str] = Counter()
    for edit in edits:
        around = around_of(text, edit.start, edit.end)
        key = "\0".join((edit.rule, edit.old, edit.new, *around))
        name = f"{key}\0{seen[key]}"
        seen[key] += 1
        yield digest(name)[:16]


def around_of(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the REACH characters, or what there is, before and after a place."""
    return text[max(start - REACH, 0) : start], text[end : end + REACH]


def decide(
    item: Item, decision: Decision, text: str = "", *, seconds: float | None, at: str
) -> Item:
    """Return the item with a decision."""
    return replace(item, decision=decision, text=text, seconds=seconds, at=at)


def undecided(item: Item) -> Item:
    """Return the item as nobody had seen it."""
    return replace(item, decision="pending", text="", seconds=None, at="")


def changed(review: Review, items: Iterable[tuple[int, Item]]) -> Review:
    """Return the review with other items at some indices."""
    every = list(review.items)
    for index, item in items:
        every[index] = item
    return replace(review, items=tuple(every))


def _item(text: str, edit: Edit, *, made: bool, identity: str) -> Item:
    before, after = around_of(text, edit.start, edit.end)
    return Item(
        identity, edit.start, edit.end, edit.old, edit.new, before, after,
        edit.rule, edit.safety, edit.score, made,
    )  # fmt: skip
