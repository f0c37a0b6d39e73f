"""The data a page's script works on: what the review file says, and the text between the edits."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from healthtext.records import SAFETIES, Edit, Report
from healthtext.review.records import of_report
from healthtext.review.store import to_json

# What could end the script element, or a line of a script; half a character has no UTF-8.
_RISKY = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
_STEM = re.compile(r"[^\w.-]+")


def island(report: Report) -> str:
    r"""Return JSON for a script element: no `<`, `>` or `&` is left, \u003c and so on stand there.

    `head` is the review file without its items; `items` are the edits as lists, in the order that
    sheet.js names; `rules`, `tiers` and `reasons` what they point to by number; `gaps` the
    original text before, between and after them; `file` a name to save under. A book of 50,000
    spun words has 14,000 edits, so what follows from the gaps is left to the script.
    """
    review = of_report(report)
    rules, reasons = Numbers(), Numbers()
    items = [
        [item.id, item.old, item.new, rules.of(item.rule), SAFETIES.index(item.tier), item.score,
         int(item.made), reasons.of(edit.reason), _others(edit)]
        for item, edit in zip(review.items, report.edits, strict=True)
    ]  # fmt: skip
    whole: dict[str, Any] = {
        "head": to_json(replace(review, items=())), "items": items, "gaps": list(_gaps(report)),
        "rules": list(rules), "reasons": list(reasons), "tiers": SAFETIES,
        "file": file_name(report),
    }  # fmt: skip
    del whole["head"]["items"]
    return _RISKY.sub(_escaped, json.dumps(whole, ensure_ascii=False, separators=(",", ":")))


class Numbers(dict[str, int]):
    """Texts, each once, with the numbers they got."""

    def of(self, text: str) -> int:
        """Return a text's number, a new one if need be."""
        return self.setdefault(text, len(self))


def file_name(report: Report) -> str:
    """Return a name for files about an article, without what a system refuses in names."""
    name = PurePath(report.id if report.source.line else report.source.name).name
    stem = _STEM.sub("-", PurePath(name).stem).strip("-.")
    return stem[:80] or "article"


def _gaps(report: Report) -> Iterator[str]:
    at = 0
    for edit in report.edits:
        yield report.original[at : edit.start]
        at = edit.end
    yield report.original[at:]


def _others(edit: Edit) -> list[str]:
    return [other for other in dict.fromkeys(edit.alternatives) if other != edit.new]


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04x}"
