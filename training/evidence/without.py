"""Doing without a thing, as what reviews test: less salt, stopping a drug, losing weight.

The words that say so belong to the intervention: without them a row says the opposite. They are
kept in the form that the look-up knows (healthtext.evidence.language.absence).
"""

from __future__ import annotations

import re

from training.evidence import cues, linking
from training.evidence.phrases import noun

_BEFORE = cues.pattern("without", "before")
_AFTER = cues.pattern("without", "after")
_LOSING = cues.pattern("without", "losing")
_TAKEN = cues.pattern("without", "taken")
_AMOUNT = cues.pattern("without", "amount")
_UP_TO = re.compile(rf"(?<!exposure)(?:{cues.text('reviews', 'split_subject')})", re.I)


def without(text: str) -> str:
    """Return what a subject says is done without, with the words that say so; '' where it is not.

    What is less of an outcome ("a reduction in mortality") is no intervention.
    """
    losing = _LOSING.match(text.strip())
    if losing:
        return losing["x"].lower()
    after = _AFTER.match(text.strip())
    if after and _is_taken(after["what"]):
        return f"{noun(after['what'])} {after['done'].lower()}"
    before = _BEFORE.match(text.strip())
    what = noun(_UP_TO.split(before["what"], maxsplit=1)[0]) if before else ""
    if before is None or not _is_taken(what):
        return ""
    done = " ".join(before["done"].lower().split())
    done = re.sub(r"s (?=in|of)", " ", done)
    return f"{done} {what}"


def _is_taken(what: str) -> bool:
    """Tell whether words name something that people take or do, and not how much of it they get."""
    kinds = {match.type for match in linking.matches(what)}
    if not what or _AMOUNT.search(what) or kinds & linking.SUFFERED:
        return False
    return bool(_TAKEN.search(what) or kinds & linking.ACTS)


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of a thing in a text with words around it that say it is done without."""
    if not _is_taken(text[start:end]):
        return start, end
    before = _LEADING.search(text[max(start - 40, 0) : start])
    after = _FOLLOWING.match(text, end)
    return (start - len(before[0]) if before else start), (after.end() if after else end)


_LEADING = cues.pattern("without", "leading")
_FOLLOWING = cues.pattern("without", "following")
