"""What formats with offsets share: spans without overlaps, spans cut at line ends, XML's limits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from healthtext.records import Entity, Finding, Span

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE = re.compile(r"[^\r\n]+")
_FIRST_WORDS = re.compile(r"\S[^\r\n]*")


def xml_text(text: str) -> str:
    """Put U+FFFD for each character that XML 1.0 cannot hold; offsets stay as they are."""
    return _NO_XML.sub("\ufffd", text)


def flat(entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """Leave out entities that overlap a longer one, or an earlier one of the same length."""
    kept: list[Entity] = []
    for entity in sorted(entities, key=lambda e: (e.start, -e.end)):
        if entity.start == entity.end:
            continue
        while kept and entity.start < kept[-1].end and _length(kept[-1]) < _length(entity):
            kept.pop()
        if not kept or kept[-1].end <= entity.start:
            kept.append(entity)
    return tuple(kept)


def _length(entity: Entity) -> int:
    return entity.end - entity.start


def fragments(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut a span at line ends, which belong to none of its fragments."""
    for match in _LINE.finditer(text, start, end):
        yield match.span()


def place(finding: Finding, text: str) -> Span:
    """Return where a finding stands; one about the whole article stands on its first line."""
    if 0 <= finding.start < finding.end:
        return finding.start, finding.end
    first = _FIRST_WORDS.search(text)
    return first.span() if first else (0, 0)
