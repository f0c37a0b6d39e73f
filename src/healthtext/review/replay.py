"""Make the text that a review asks for, of its article or one that has changed a little since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from healthtext.records import Span
from healthtext.render.text import count, quoted
from healthtext.review.records import REACH, Item, Review, digest, undecided

_REACHES = (REACH, 20, 10)
_ENOUGH = 12  # characters by which a place can be known at all
_MOST = 100  # places that are looked for: an article of one word has no end of them
_GONE = "gone from the text"


@dataclass(frozen=True, slots=True)
class Replay:
    """What a review makes of a text: the text, or the problems for which it was not made.

    `moved` counts the places that were found elsewhere than the review says.
    """

    text: str
    problems: tuple[str, ...] = ()
    moved: int = 0
    foreign: bool = False


def replay(review: Review, text: str, *, partial: bool = False) -> Replay:
    """Make every decision of a review, pending edits as the run would have, on a text.

    Nothing is made when a place is gone, ambiguous or taken twice, unless `partial` asks for the
    others; and nothing at all when fewer than half of the places are there (`foreign`). What
    leaves the words as they are, a rejection say, needs no place.
    """
    same = digest(text) == review.article.sha256
    places = [(_place(text, item, exact=same), item) for item in review.items]
    found = [(place, item) for place, item in places if not isinstance(place, str)]
    there = sum(place != _GONE for place, _ in places)
    if not same and 2 * there < max(len(places), 1):
        told = f"{there} of {count(len(places), 'place')} found"
        return Replay(text, (f"the review is of another article: {told}",), foreign=True)
    problems = [
        f"{described(item)}: {place}"
        for place, item in places
        if isinstance(place, str) and item.wording != item.old
    ]
    effective = [(place, item) for place, item in found if item.wording != item.old]
    kept, clashes = _apart(sorted(effective, key=lambda pair: pair[0]))
    problems += clashes
    if problems and not partial:
        return Replay(text, tuple(problems))
    moved = sum(place != (item.start, item.end) for place, item in kept)
    return Replay(_made(text, kept), tuple(problems), moved)


def _place(text: str, item: Item, *, exact: bool) -> Span | str:
    if exact and text[item.start : item.end] == item.old:
        return item.start, item.end
    return find(text, item)


def find(text: str, item: Item) -> Span | str:
    """Return where an item's words now stand in a text, or why that cannot be told.

    The words around decide: as many as there are on both sides, then fewer, then those of one
    side. The first of these that is found anywhere is believed if it is found once.
    """
    for before, after in _contexts(item):
        places = sorted(
            {place for one, other in zip(before, after, strict=True)
             for place in _all(text, one, item.old, other)}
        )  # fmt: skip
        if len(places) == 1:
            return places[0]
        if places:
            more = " or more" if len(places) >= _MOST else ""
            return f"ambiguous, it may stand at {len(places)} places{more}"
    return _GONE


def _contexts(item: Item) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield what may stand before and after an item's words, the surest first."""
    for reach in _REACHES:
        before, after = item.before[-reach:], item.after[:reach]
        if len(before) + len(item.old) + len(after) >= _ENOUGH:
            yield (before,), (after,)
    sides = [(item.before, ""), ("", item.after)]
    known = [side for side in sides if len(item.old.join(side)) >= _ENOUGH]
    if known:
        yield tuple(side[0] for side in known), tuple(side[1] for side in known)


def carry(earlier: Review, review: Review, text: str) -> tuple[Review, tuple[Item, ...]]:
    """Take over earlier decisions; return them with those whose edit is no longer there.

    `text` is the article of the new review. An edit counts as the same if its name is, or if its
    wordings are and its place is found again.
    """
    decided = [item for item in earlier.items if item.decision != "pending"]
    names = {item.id: item for item in decided}
    same = earlier.article.sha256 == review.article.sha256
    places = {
        (*place, item.old, item.new): item
        for item in decided
        for place in [_place(text, item, exact=same)]
        if not isinstance(place, str)
    }
    used: set[str] = set()
    items: list[Item] = []
    for item in review.items:
        known = names.get(item.id) or places.get((item.start, item.end, item.old, item.new))
        if known is None or known.id in used:
            items.append(undecided(item))
            continue
        used.add(known.id)
        items.append(_like(item, known))
    lost = tuple(item for item in decided if item.id not in used)
    return replace(review, items=tuple(items)), lost


def described(item: Item) -> str:
    """Name an item for a person."""
    return f"{item.decision} {quoted(item.old)} to {quoted(item.wording)} at {item.start}"


def _like(item: Item, known: Item) -> Item:
    return replace(
        item, decision=known.decision, text=known.text, seconds=known.seconds, at=known.at
    )


def _all(text: str, before: str, old: str, after: str) -> list[Span]:
    """Return the places where `old` stands between the two, up to _MOST."""
    whole = before + old + after
    found: list[Span] = []
    at = text.find(whole) if whole else -1
    while at >= 0 and len(found) < _MOST:
        start = at + len(before)
        found.append((start, start + len(old)))
        at = text.find(whole, at + 1)
    return found


def _apart(found: Sequence[tuple[Span, Item]]) -> tuple[list[tuple[Span, Item]], list[str]]:
    """Part the places from those that another one has taken already."""
    kept: list[tuple[Span, Item]] = []
    clashes: list[str] = []
    for place, item in found:
        last = kept[-1] if kept else None
        if last and (place[0] < last[0][1] or (place == last[0] and place[0] < place[1])):
            clashes.append(f"{described(item)}: in conflict with {described(last[1])}")
        else:
            kept.append((place, item))
    return kept, clashes


def _made(text: str, kept: Sequence[tuple[Span, Item]]) -> str:
    parts: list[str] = []
    at = 0
    for (start, end), item in kept:
        parts += (text[at:start], item.wording)
        at = end
    return "".join([*parts, text[at:]])
