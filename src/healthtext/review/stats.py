"""How often editors take an edit, by rule and by tier, and how long a decision takes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from healthtext.records import SAFETIES
from healthtext.review.records import Item, Review


@dataclass(frozen=True, slots=True)
class Row:
    """Counts of one rule, one tier or of everything.

    `other` edits were replaced by an alternative or the editor's own words. `seconds` is the
    median time of a decision; None where no time was taken.
    """

    name: str
    edits: int
    accepted: int
    rejected: int
    other: int
    seconds: float | None

    @property
    def decided(self) -> int:
        """Count the edits that somebody decided."""
        return self.accepted + self.rejected + self.other

    @property
    def rate(self) -> float | None:
        """Return the share of decided edits that were accepted as they were, in 0..1."""
        return self.accepted / self.decided if self.decided else None


@dataclass(frozen=True, slots=True)
class Stats:
    """The counts over any number of reviews."""

    reviews: int
    whole: Row
    tiers: tuple[Row, ...]
    rules: tuple[Row, ...]


def stats(reviews: Sequence[Review]) -> Stats:
    """Count the decisions of all reviews."""
    items = [item for review in reviews for item in review.items]
    tiers = sorted(_rows(items, lambda item: item.tier), key=lambda row: _rank(row.name))
    rules = sorted(_rows(items, lambda item: item.rule), key=lambda row: (-row.decided, row.name))
    return Stats(len(reviews), _row("all", items), tuple(tiers), tuple(rules))


def to_json(found: Stats) -> dict[str, object]:
    """Turn the counts into plain JSON values."""
    return {
        "reviews": found.reviews,
        "all": _values(found.whole),
        "tiers": [_values(row) for row in found.tiers],
        "rules": [_values(row) for row in found.rules],
    }


def table(found: Stats) -> Iterator[tuple[str, ...]]:
    """Yield the lines of a table for people, its head first."""
    yield "", "edits", "decided", "accepted", "rejected", "other", "accept rate", "seconds each"
    for row in (*found.tiers, *found.rules, found.whole):
        rate = "" if row.rate is None else f"{row.rate:.0%}"
        seconds = "" if row.seconds is None else f"{row.seconds:.1f}"
        counts = (row.edits, row.decided, row.accepted, row.rejected, row.other)
        yield row.name, *(f"{number:,}" for number in counts), rate, seconds


def _rank(tier: str) -> int:
    return next(index for index, name in enumerate(SAFETIES) if name == tier)


def _rows(items: Iterable[Item], name: Callable[[Item], str]) -> Iterator[Row]:
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(name(item), []).append(item)
    for key, group in groups.items():
        yield _row(key, group)


def _row(name: str, items: Sequence[Item]) -> Row:
    taken = [item.decision for item in items]
    times = [i.seconds for i in items if i.decision != "pending" and i.seconds is not None]
    return Row(
        name, len(items), taken.count("accept"), taken.count("reject"),
        taken.count("choose") + taken.count("write"), median(times) if times else None,
    )  # fmt: skip


def _values(row: Row) -> dict[str, object]:
    return {
        "name": row.name, "edits": row.edits, "decided": row.decided, "accepted": row.accepted,
        "rejected": row.rejected, "other": row.other, "accept_rate": row.rate,
        "seconds_median": row.seconds,
    }  # fmt: skip
