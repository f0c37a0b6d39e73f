"""Characters broken by a wrong encoding, mended by ftfy; quotes and widths stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from healthtext.records import Edit

RULE = "clean-mojibake"
# ftfy is given a stretch at a time: it judges neighbours, and one stray byte spoils a whole line.
_STRETCH = re.compile(r"[^\r\n]{1,400}[^\r\n ]{0,200}")
_RUNS = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]+")
_CONTROLS = re.compile("[\x80-\x9f\ufffd]")
# A closing quote whose last byte no character stood for, and which is therefore lost.
_CUT_QUOTE = re.compile(r"â€(?=[\s.,;:!?)\]]|\Z)")


def find(text: str) -> Iterator[Edit]:
    """Yield an edit for every run of broken characters."""
    if text.isascii():
        return
    for stretch in _STRETCH.finditer(text):
        if not stretch.group().isascii():
            yield from _mended(stretch.group(), stretch.start())


def _mended(old: str, at: int) -> Iterator[Edit]:
    from ftfy import TextFixerConfig, fix_encoding
    from ftfy.badness import is_bad

    if not (is_bad(old) or _CONTROLS.search(old)):
        return
    new = fix_encoding(_CUT_QUOTE.sub("â€\x9d", old), TextFixerConfig()).replace("\ufeff", "")
    certain = not is_bad(new) and not _CONTROLS.search(new)
    for start, end, wording in _differences(old, new):
        yield Edit(
            at + start, at + end, old[start:end], wording, "clean", RULE,
            0.99 if certain else 0.6, "safe" if certain else "review",
            "text read in the wrong encoding",
        )  # fmt: skip


def _differences(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """Yield what to replace in `old`, run by run of characters that are ASCII or not."""
    olds, news = _RUNS.findall(old), _RUNS.findall(new)
    starts = [match.start() for match in _RUNS.finditer(old)] + [len(old)]
    for tag, low, high, new_low, new_high in SequenceMatcher(None, olds, news, False).get_opcodes():
        if tag != "equal":
            yield _trimmed(old, starts[low], starts[high], "".join(news[new_low:new_high]))


def _trimmed(old: str, start: int, end: int, new: str) -> tuple[int, int, str]:
    """Leave out what both wordings begin and end with."""
    while start < end and new and old[start] == new[0]:
        start, new = start + 1, new[1:]
    while start < end and new and old[end - 1] == new[-1]:
        end, new = end - 1, new[:-1]
    if start == end and new and start:  # an edit that replaces something has one place only
        start, new = start - 1, old[start - 1] + new
    return start, end, new
