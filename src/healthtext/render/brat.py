"""brat standoff (brat.nlplab.org): a text file and a file of annotations for each article.

Offsets are code points. A carriage return in the text is written as a space, or as a line feed
where it stands alone: readers that translate line ends would otherwise move every offset.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from healthtext.entities import TYPES
from healthtext.records import Claim, Entity, Report, Span
from healthtext.render.spans import fragments, place
from healthtext.render.verdicts import lines
from healthtext.rules import catalogue

_BROKEN = re.compile("[\ud800-\udfff]")
_SPACE = re.compile(r"\s")
CLAIM = "CLAIM"
_FLAGS = ("negated", "hedged", "hypothetical", "historical")
_CLAIM_ATTRIBUTES = ("Kind", "Strength", "Polarity", "Hedge", "Attribution")
_JUDGED = ("Priority", "Verdict", "Confidence")  # where a claim has them


def text(report: Report) -> str:
    """Return the repaired text, each character in its place."""
    lines = report.repaired.replace("\r\n", " \n").replace("\r", "\n")
    return _BROKEN.sub("\ufffd", lines)


def standoff(report: Report) -> str:
    """Return entities with their concepts, claims and findings of the repaired text."""
    return "".join(f"{line}\n" for line in _Numbered(text(report)).lines(report))


def configuration() -> str:
    """Return brat's annotation.conf, which names every type and attribute that can occur."""
    findings = [rule.id for rule in catalogue().values() if rule.id.isupper()]
    attributes = [f"{name.title()} Arg:<ENTITY>" for name in (*_FLAGS, "subject", "population")]
    attributes += [f"{name} Arg:{CLAIM}" for name in (*_CLAIM_ATTRIBUTES, *_JUDGED)]
    attributes.append("Severity Arg:<ENTITY>")
    parts = {
        "entities": [*TYPES, CLAIM, *findings], "relations": [], "events": [],
        "attributes": attributes,
    }  # fmt: skip
    return "\n".join(f"[{name}]\n" + "".join(f"{x}\n" for x in parts[name]) for name in parts)


class _Numbered:
    """Lines of standoff, numbered by their kind."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._numbers = {"T": 0, "A": 0, "N": 0, "#": 0}

    def lines(self, report: Report) -> Iterator[str]:
        for entity in report.entities:
            yield from self._entity(entity)
        for claim in report.claims:
            yield from self._claim(claim)
        for finding in report.findings:
            span = place(finding, report.repaired)
            yield from self._span(finding.rule, span, (("Severity", finding.severity),))
            if self._written(span):
                note = _one_line(finding.message)
                yield self._line("#", f"AnnotatorNotes T{self._numbers['T']}\t{note}")

    def _entity(self, entity: Entity) -> Iterator[str]:
        context = entity.context
        attributes = [(name.title(), "") for name in _FLAGS if getattr(context, name)]
        if context.subject != "reader":
            attributes.append(("Subject", context.subject))
        if context.population:
            attributes.append(("Population", context.population))
        span = (entity.start, entity.end)
        yield from self._span(entity.type, span, attributes)
        for concept in entity.concepts if self._written(span) else ():
            name = f"Reference T{self._numbers['T']} {_word(concept.id)}\t{_one_line(concept.name)}"
            yield self._line("N", name)

    def _claim(self, claim: Claim) -> Iterator[str]:
        values = (claim.kind, claim.strength, claim.polarity, claim.hedge, claim.attribution)
        attributes = [*zip(_CLAIM_ATTRIBUTES, values, strict=True), *_judged(claim)]
        span = (claim.start, claim.end)
        yield from self._span(CLAIM, span, attributes)
        if claim.verdict and self._written(span):
            said = _one_line(" ".join(lines(claim.verdict)))
            yield self._line("#", f"AnnotatorNotes T{self._numbers['T']}\t{said}")

    def _span(
        self, kind: str, span: Span, attributes: Sequence[tuple[str, str]]
    ) -> Iterator[str]:  # fmt: skip
        """Yield a span, in fragments where it crosses line ends, and its attributes."""
        parts = list(fragments(self._text, *span))
        if not parts:
            return
        offsets = ";".join(f"{start} {end}" for start, end in parts)
        words = " ".join(_SPACE.sub(" ", self._text[start:end]) for start, end in parts)
        yield self._line("T", f"{kind} {offsets}\t{words}")
        for name, value in attributes:
            target = f"{name} T{self._numbers['T']}"
            yield self._line("A", f"{target} {_word(value)}".rstrip())

    def _written(self, span: Span) -> bool:
        return any(True for _ in fragments(self._text, *span))

    def _line(self, kind: str, rest: str) -> str:
        self._numbers[kind] += 1
        return f"{kind}{self._numbers[kind]}\t{rest}"


def _judged(claim: Claim) -> Iterator[tuple[str, str]]:
    if claim.priority:
        yield "Priority", claim.priority
    if claim.verdict:
        yield "Verdict", claim.verdict.value
        yield "Confidence", f"{claim.verdict.confidence:.2f}"


def _word(value: str) -> str:
    return "_".join(value.split())


def _one_line(value: str) -> str:
    return " ".join(value.split())
