"""What `check` lists: findings and proposed edits, each with its place and a lasting identity."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from healthtext.records import Claim, Edit, Report, Severity, Span, Verdict
from healthtext.render.sides import Lines
from healthtext.render.text import SEVERITY_OF, advice, seen
from healthtext.render.verdicts import note
from healthtext.rules import catalogue

EXTRACTED = ("html", "docx")  # main text is read from these
_IN_FILE = ("text", "markdown")  # of anything else lines and columns are not those of the file


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding or a proposed edit (`edit` is None for a finding).

    `line` and `column` are one-based, `span` counts in the original text, `words` stand there.
    `kind` is the source's; `record` is the id of a JSONL record, else empty; `verdict` is that of
    the claim it speaks of, if it is one about evidence.
    """

    name: str
    line: int
    column: int
    severity: Severity
    rule: str
    message: str
    end: tuple[int, int] = (1, 1)
    span: Span = (0, 0)
    words: str = ""
    edit: Edit | None = None
    kind: str = "text"
    record: str = ""
    verdict: Verdict | None = None

    def __str__(self) -> str:
        place = f"{seen(self.name)}:{self.line}:{self.column}"
        return f"{place}: {self.severity} {self.rule} {seen(self.said)}"

    @property
    def said(self) -> str:
        """Return the message with the verdict and its best study, unless it names them itself."""
        rule = catalogue().get(self.rule)
        told = "" if rule and "{study}" in rule.message else note(self.verdict)
        return f"{self.message} {told}" if told else self.message

    @property
    def in_file(self) -> bool:
        """Tell whether line, column and span count in the file itself."""
        return self.kind in _IN_FILE and not self.record


def problems(report: Report) -> tuple[Problem, ...]:
    """List findings and proposed edits in the order of their places in the original text.

    For a JSONL record the line is the record's and the column counts in its text field.
    """
    source = report.source
    lines = Lines(report.original) if source.line is None else None
    record = "" if lines else report.id
    found = []
    judged = sorted(
        (one for one in report.claims if one.verdict), key=lambda claim: claim.original_start
    )
    starts = [claim.original_start for claim in judged]
    for start, end, severity, rule, message, edit in sorted(_marks(report), key=lambda m: m[:5]):
        line, column = lines.at(start) if lines else (source.line or 0, start + 1)
        last = lines.at(end) if lines else (line, end + 1)
        words = report.original[start:end]
        verdict = _verdict(rule, message, (start, end), judged, starts)
        found.append(
            Problem(source.name, line, column, severity, rule, message, last, (start, end), words,
                    edit, source.kind, record, verdict)
        )  # fmt: skip
    return tuple(found)


def _verdict(
    rule: str, message: str, span: Span, judged: Sequence[Claim], starts: Sequence[int]
) -> Verdict | None:
    """Return the verdict of the claim that something about evidence speaks of.

    Of several in the same words or sentence it is the one that the message is about: whose study it
    names, whose verdict the rule is named after; else the first that was looked up.
    """
    if not _is_of_evidence(rule):
        return None
    first = max(bisect_right(starts, span[0]) - 1, 0)
    first = bisect_left(starts, starts[first]) if starts else 0
    near = judged[first : max(bisect_left(starts, span[1]), first + 1)]
    found = [one.verdict for one in near if one.verdict and _meets(one, span)]
    return min(found, key=lambda verdict: _fit(rule, message, verdict), default=None)


def is_of_evidence(problem: Problem) -> bool:
    """Tell whether a problem is about claims and their evidence."""
    return _is_of_evidence(problem.rule)


def _is_of_evidence(rule: str) -> bool:
    known = catalogue().get(rule)
    return known is not None and known.step == "evidence"


def _meets(claim: Claim, span: Span) -> bool:
    """Tell whether a span lies within a claim, or the claim within it."""
    start, end = claim.original_start, claim.original_end
    return (start <= span[0] and span[1] <= end) or (span[0] <= start and end <= span[1])


def _fit(rule: str, message: str, verdict: Verdict) -> tuple[bool, bool, bool]:
    named = any(study.evidence.identifier in message for study in verdict.studies)
    return not named, verdict.value != rule.lower(), verdict.value == "not_checkable"


_Marked = tuple[int, int, Severity, str, str, Edit | None]


def _marks(report: Report) -> Iterator[_Marked]:
    for edit in report.edits:
        yield edit.start, edit.end, SEVERITY_OF[edit.safety], edit.rule, advice(edit), edit
    for finding in report.findings:
        start = max(finding.original_start, 0)
        end = max(finding.original_end, start)
        yield start, end, finding.severity, finding.rule, finding.message, None


def identity(problem: Problem, name: str | None = None) -> str:
    """Return what stays the same when lines move: a digest of file, record, rule and words.

    The same words twice in a file have one identity; `numbered` tells them apart. `name` is what
    the file is called where the identity is kept, if not as in the problem.
    """
    words = " ".join(problem.words.split()).casefold()
    parts = (problem.name if name is None else name, problem.record, problem.rule, words)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def numbered(listed: Sequence[Problem]) -> Iterator[tuple[Problem, str]]:
    """Pair each problem of a run with its identity and the number of its occurrence."""
    met: Counter[str] = Counter()
    for problem in listed:
        key = identity(problem)
        met[key] += 1
        yield problem, f"{key}:{met[key]}"
