"""Plain lines for terminals and other programs: advice, failures, wordings made visible."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from healthtext.records import Edit, Failure, Report, Severity
from healthtext.render.sides import changes

# A tier as a severity: what `fix` mends by itself or on request is a warning, a mere idea is not.
SEVERITY_OF: dict[str, Severity] = {"safe": "warning", "review": "warning", "suggest": "info"}
OPTION_OF = {"safe": "no --skip", "review": "--review", "suggest": "--all"}
COLOURS = {"error": "red", "warning": "yellow", "info": "blue"}

# Everything that ends a line, drives a terminal, reverses writing or cannot be seen, but not the
# joiners and selectors that emoji and many scripts need.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_ESCAPES = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


def seen(text: str) -> str:
    r"""Write characters that break a line, drive a terminal or cannot be seen as \n, \u200b."""
    return _UNSEEN.sub(_escape, text)


def quoted(text: str, width: int = 60) -> str:
    """Quote a wording on one line, its middle left out when it is longer than `width`."""
    if len(text) > width:
        text = f"{text[: width // 2]} … {text[-width // 2 :]}"
    if text and not _UNSEEN.sub("", text).strip():
        return " ".join(map(_named, text[:3])) + (" …" if len(text) > 3 else "")
    return f"“{seen(text)}”"


def advice(edit: Edit) -> str:
    """Say in one line what an edit would do, with its reason, other wordings and tier."""
    parts = [_change(edit)]
    if edit.reason:
        parts.append(f": {edit.reason}")
    if edit.alternatives:
        others = ", ".join(quoted(other) for other in edit.alternatives[:3])
        parts.append(f" (or {others})")
    return f"{''.join(parts)} [{edit.safety}]"


def edit_counts(report: Report) -> str:
    """Say how many edits were made and how many wait for which option."""
    waiting = Counter(change.edit.safety for change in changes(report) if not change.made)
    done = len(report.edits) - waiting.total()
    parts = [f"{count(done, 'edit')} made"]
    parts += [f"{number:,} more with {OPTION_OF[tier]}" for tier, number in waiting.items()]
    return ", ".join(parts)


def failure(item: Failure) -> str:
    """Return a failure's one line: file, problem, remedy."""
    return seen(str(item))


def tally(reports: int, failures: int) -> str:
    """Account for every article of a run."""
    return (
        f"{count(reports + failures, 'article')}: "
        f"{count(reports, 'report')}, {count(failures, 'failure')}"
    )


def count(number: int, noun: str) -> str:
    """Return `number` with its noun in the right form."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Align columns with spaces; the last column is left as it is."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        yield "  ".join([*cells[:-1], row[-1]]).rstrip()


def _change(edit: Edit) -> str:
    if not edit.old:
        return f"insert {quoted(edit.new)}"
    if not edit.new:
        return f"remove {quoted(edit.old)}"
    return f"{quoted(edit.old)} should be {quoted(edit.new)}"


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if match.group() in _ESCAPES:
        return _ESCAPES[match.group()]
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _named(character: str) -> str:
    code = f"U+{ord(character):04X}"
    return f"{code} {unicodedata.name(character)}" if unicodedata.name(character, "") else code
