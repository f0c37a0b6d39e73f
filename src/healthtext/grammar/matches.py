"""From LanguageTool's matches to Edits: offsets, the words that really change, guards and tiers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from healthtext.despin.agreement import article
from healthtext.grammar.guards import Places, changes_meaning, guesses, same_word
from healthtext.grammar.policy import Entry, Policy
from healthtext.records import SAFETIES, Edit, Safety, Span

if TYPE_CHECKING:
    from language_tool_python import Match

ALTERNATIVES = 4
_PARTS = re.compile(r"\s+|\w+(?:['’]\w+)*|[^\w\s]")
_COUNTRY = re.compile(r"\bis (?:British|American) English\b")  # as the speller's message says
_TOO = re.compile(r"\b(?:so|as|nor|neither) (?:do|does|did) $", re.I)  # "so does lying down"
_NEIGHBOUR = re.compile(r"[ \t]*(?:[^\W\d_]+[ \t]+)?")  # at most one word between


def edits(
    text: str, found: Iterable[tuple[int, Match]], policy: Policy,
    protected: Sequence[Span], despun: Sequence[Span],
) -> tuple[Edit, ...]:  # fmt: skip
    """Return the edits that pass policy and guards, in order, never overlapping.

    `found` pairs each match with the offset of the part of the text it is into.
    """
    matches = list(found)
    if not matches:
        return ()
    places = Places(text, protected)
    made = (_edit(text, at, match, policy, places, despun) for at, match in matches)
    return tuple(_apart(edit for edit in made if edit is not None))


def _edit(
    text: str, at: int, match: Match, policy: Policy, places: Places, despun: Sequence[Span]
) -> Edit | None:
    entry = policy.entry(match.category, match.rule_id)
    span = code_points(text, at + match.offset, match.error_length)
    if entry is None or span is None or not match.replacements or _COUNTRY.search(match.message):
        return None
    start, end, wordings = trimmed(text, *span, match.replacements[: ALTERNATIVES + 1])
    old, new = text[start:end], wordings[0]
    speller = match.rule_id.startswith("MORFOLOGIK")
    tier = _tier(text, entry, start, end, despun)
    if old == new or refused(places, entry.rule, start, end, new, speller=speller):
        return None
    if speller and places.perhaps_name(start, end, new):
        tier = "suggest"
    reason = f"{match.message} (LanguageTool {match.category}/{match.rule_id})"
    return Edit(
        start, end, old, new, "grammar", entry.rule, entry.score,
        tier, reason, tuple(wordings[1:]),
    )  # fmt: skip


def without_former_articles(edits: Iterable[Edit], waiting: Sequence[Edit]) -> tuple[Edit, ...]:
    """Leave out articles that are right before the wording in review behind them.

    "a everlasting" has the article of "permanent": both mended would give "an permanent".
    """
    fitting = {(edit.start, article(edit.new)) for edit in waiting if edit.safety == "review"}
    return tuple(
        edit for edit in edits
        if edit.rule != "grammar-article" or (edit.end + 1, edit.old.lower()) not in fitting
    )  # fmt: skip


def code_points(text: str, start: int, units: int) -> Span | None:
    """Turn a start in code points and a length in UTF-16 units into a span; None when outside.

    The wrapper converts offsets and leaves lengths as Java counts them.
    """
    end = start
    while units > 0 and end < len(text):
        units -= 2 if text[end] > "\uffff" else 1
        end += 1
    return (start, end) if start >= 0 and units == 0 else None


def trimmed(text: str, start: int, end: int, wordings: list[str]) -> tuple[int, int, list[str]]:
    """Leave out whole words that old and first new wording share; neither side down to nothing.

    Other wordings stay only where they share those words too.
    """
    old, new = _PARTS.findall(text[start:end]), _PARTS.findall(wordings[0])
    shorter = min(len(old), len(new))
    head = next((k for k in range(shorter) if old[k] != new[k]), shorter)
    rest = shorter - head
    tail = next((k for k in range(rest) if old[-1 - k] != new[-1 - k]), rest)
    while (head or tail) and not all(
        "".join(side[head : len(side) - tail]).strip() for side in (old, new)
    ):  # an insertion or deletion keeps a word beside it
        head, tail = (head, tail - 1) if tail else (head - 1, tail)
    before, after = "".join(old[:head]), "".join(old[len(old) - tail :])
    kept = [w for w in wordings if w.startswith(before) and w.endswith(after)
            and len(w) >= len(before) + len(after)]  # fmt: skip
    cut = [w[len(before) : len(w) - len(after)] for w in kept]
    return start + len(before), end - len(after), cut


def refused(
    places: Places, rule: str, start: int, end: int, new: str, *, speller: bool = False
) -> bool:
    """Tell whether a guard forbids an edit; `speller` says that the words are in no dictionary."""
    old = places.text[start:end]
    if places.fixed(start, end) or places.number(start, end):
        return True
    if changes_meaning(old, new) or same_word(old, new):
        return True
    if old.endswith("ing") and _TOO.search(places.text, max(start - 16, 0), start):
        return True  # what does so is named behind the verb
    if rule == "grammar-doubled":
        return not _doubles(old, new)
    if rule == "grammar-case":
        return places.measure(start) or not (old == "i" or places.after_sentence(start))
    if places.name(start, end) or (rule == "grammar-spelling" and places.measure(start)):
        return True
    return speller and (places.meant(start, end) or guesses(old, new))


def _doubles(old: str, new: str) -> bool:
    """Tell whether a wording is the new one twice over, and not a heading before its sentence."""
    words = old.split()
    second = words[len(words) // 2 :]
    return "\n" not in old and not second[0][0].isupper() and (
        words == new.split() * 2 or old == new * 2
    )  # fmt: skip


def _tier(text: str, entry: Entry, start: int, end: int, despun: Sequence[Span]) -> Safety:
    near = any(
        _NEIGHBOUR.fullmatch(text, end, lo) or _NEIGHBOUR.fullmatch(text, hi, start)
        or (lo < end and start < hi)
        for lo, hi in despun
    )  # fmt: skip
    return "safe" if entry.tier == "review" and entry.promote and near else entry.tier


def _apart(made: Iterable[Edit]) -> Iterator[Edit]:
    """Yield edits in order; of two that meet the safer, then the surer, then the first stays."""
    chosen: list[Edit] = []
    taken: set[int] = set()
    for edit in sorted(made, key=lambda e: (SAFETIES.index(e.safety), -e.score, e.start)):
        reach = range(edit.start, edit.end + 1)
        if taken.isdisjoint(reach):
            taken.update(reach)
            chosen.append(edit)
    yield from sorted(chosen, key=lambda edit: edit.start)
