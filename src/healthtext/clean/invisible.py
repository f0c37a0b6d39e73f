"""Characters that nobody sees: zero-width ones, soft hyphens, direction marks, stray controls."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

from healthtext.records import Edit

RULE = "clean-invisible"
_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_RUN = re.compile(
    f"[\u00ad\u180e\u200b-\u200d{_DIRECTION}\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0001\U000e0020-\U000e007f\x01-\x08\x0e-\x1f\x7f]+"
)
_IS_DIRECTION = re.compile(f"[{_DIRECTION}]")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# Joiners belong between emoji and in scripts whose letters join; Latin text has no use for them.
_LATIN = re.compile("[\x00-\u024f\u1e00-\u1eff\u2000-\u206f]")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff]")
_JOINERS = "\u200c\u200d"
_BREAK = "\u200b"
_HYPHEN = "\u00ad"
_TAGS = re.compile("[\U000e0020-\U000e007f]")
_FLAG = "\U0001f3f4"
_LINE_END = re.compile(r"\r\n?|\n")


def find(text: str) -> Iterator[Edit]:
    """Yield the removal of invisible characters, but of none that its script or emoji needs."""
    line = (0, 0, False)
    for run in _RUN.finditer(text):
        if run.start() >= line[1]:
            line = _line(text, run.start(), line[1])
        for needed, places in groupby(
            range(*run.span()), key=lambda at: _is_needed(text, at, run, line[2])
        ):
            if not needed:
                span = list(places)
                yield _edit(text, span[0], span[-1] + 1)


def _line(text: str, at: int, low: int) -> tuple[int, int, bool]:
    """Return the bounds of a place's line and whether it holds letters written from the right."""
    start = max(text.rfind("\n", low, at) + 1, low)
    end = text.find("\n", at) + 1 or len(text)
    return start, end, bool(_RIGHT_TO_LEFT.search(text, start, end))


def _is_needed(text: str, at: int, run: re.Match[str], right_to_left: bool) -> bool:
    char = text[at]
    before = text[run.start() - 1 : run.start()]
    after = text[run.end() : run.end() + 1]
    if char in _JOINERS:
        return any(side and not _LATIN.match(side) for side in (before, after))
    if char == _BREAK:
        return bool(_UNSPACED.match(before) or _UNSPACED.match(after))
    if _TAGS.match(char):
        return before == _FLAG
    return right_to_left and bool(_IS_DIRECTION.match(char))


def _edit(text: str, start: int, end: int) -> Edit:
    """Remove a run; a soft hyphen at the end of a line goes with the line end, after a look."""
    names = dict.fromkeys(unicodedata.name(char, "CONTROL") for char in text[start:end])
    reason = f"invisible: {', '.join(names).lower()}"
    line_end = _LINE_END.match(text, end)
    if (
        text[end - 1] == _HYPHEN
        and line_end
        and text[line_end.end() : line_end.end() + 1].islower()
    ):
        end = line_end.end()
        return Edit(start, end, text[start:end], "", "clean", RULE, 0.8, "review", reason)
    return Edit(start, end, text[start:end], "", "clean", RULE, 0.99, "safe", reason)
