"""Context: how the entities of a text are spoken of, each label with its cue and scope.

- `negated`       absent, not brought about, not taken or not to be taken. A verb that leaves its
                  object as it is denies nothing of it: "does not cure diabetes", "do not ignore"
- `hedged`        said to be possible or likely only
- `hypothetical`  supposed, asked, feared, looked for: "if you have", "risk of", "tested for"
- `historical`    over and done with
- `subject`       whom it is about: `reader` (anybody), `family` or `other`
- `population`    in what it was seen, when not in people at large: `animal`, `in_vitro`, `children`

The rules are NegEx's and ConText's (Chapman 2001, Harkema 2009) with a clause for the scope
instead of a window of words. A dependency parse, where the document has one, narrows it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from healthtext.claims.phrases import Match
from healthtext.context import cues
from healthtext.context.clauses import Line, lines
from healthtext.context.cues import Cue
from healthtext.context.scope import Reach, left_out, reach
from healthtext.records import Context, Entity, Modifier, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

KINDS = ("negated", "hedged", "hypothetical", "historical", "subject", "population")
_NARROWED = frozenset(("noun", "verb", "clause", "modal", "if"))


@dataclass(frozen=True, slots=True)
class _Marked:
    """A modifier with what it spares; `result` says that it speaks of what a test found."""

    modifier: Modifier
    spared: tuple[Span, ...]
    result: bool


def label(doc: Doc, entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """Return the entities, in their order, with their context."""
    every, parsed = list(lines(doc)), doc.has_annotation("DEP")
    found, starts = [_marked(line, parsed) for line in every], [line.start for line in every]
    places = sorted((entity.start, entity.end) for entity in entities)
    for number, marks in enumerate(found):
        found[number] = [mark for mark in marks if not _is_part(mark.modifier, places)]
    labelled = []
    for entity in entities:
        at = bisect_right(starts, entity.start) - 1
        marks = found[at] if at >= 0 else []
        applied = [mark for mark in marks if _applies(mark, entity)]
        labelled.append(replace(entity, context=_context(entity, _settled(applied))))
    return tuple(labelled)


def modifiers(doc: Doc) -> tuple[Modifier, ...]:
    """Return the cues of a document that reach over anything, in order."""
    parsed = doc.has_annotation("DEP")  # which looks at every token
    return tuple(mark.modifier for line in lines(doc) for mark in _marked(line, parsed))


def _marked(line: Line, parsed: bool) -> list[_Marked]:
    found = [(match, reach(line, match)) for match in cues.find(line.words)]
    denied = [
        (match.start, max(span[1], match.end + 1))
        for match, span in found
        if match.payload.kind == "negated" and match.payload.scope in ("noun", "verb", "effect")
    ]
    return [
        _mark(line, match, _narrowed(line, match, span) if parsed else span)
        for match, span in found
        if span[0] < span[1] and not _is_denied(match, denied)
    ]


def _is_denied(match: Match[Cue], denied: Sequence[Reach]) -> bool:
    """Tell whether a hedge is itself denied: "nothing suggests"."""
    inside = any(start <= match.start < end for start, end in denied)
    return match.payload.kind == "hedged" and inside


def _mark(line: Line, match: Match[Cue], span: Reach) -> _Marked:
    cue, (start, end) = match.payload, line.span(match.start, match.end)
    text = line.text(match.start, match.end)
    made = Modifier(start, end, text, cue.kind, cue.value, *line.span(*span))
    spared = tuple(line.span(*part) for part in left_out(line, match, span))
    return _Marked(made, spared, cue.scope == "result")


def _narrowed(line: Line, match: Match[Cue], span: Reach) -> Reach:
    """Cut a scope to what depends on the cue or on the word that the cue belongs to."""
    if match.payload.scope not in _NARROWED:
        return span
    last = line.tokens[match.end - 1]
    head = last if last.right_edge.i > last.i else last.head
    numbers = [token.i for token in line.tokens]
    start = max(bisect_left(numbers, head.left_edge.i), span[0])
    end = min(bisect_right(numbers, head.right_edge.i), span[1])
    return (start, end) if start < end else span


def _is_part(modifier: Modifier, places: Sequence[Span]) -> bool:
    """Tell whether a cue is part of a name: "never event"; not the "no" of "no headache".

    Nor is it where the recogniser names what something was seen in: "cell cultures".
    """
    at = bisect_right(places, (modifier.start, float("inf"))) - 1
    if at < 0 or places[at][1] < modifier.end:
        return False
    if modifier.kind == "population" and places[at][1] == modifier.end:
        return False
    begins = places[at][0] == modifier.start and places[at][1] > modifier.end
    return not (begins and modifier.kind == "negated")


def _settled(applied: Sequence[_Marked]) -> list[Modifier]:
    """Leave out what a test's result has settled: "my tests for HIV were negative"."""
    settled = any(mark.result for mark in applied)
    found = (mark.modifier for mark in applied)
    return [item for item in found if not (settled and item.kind == "hypothetical")]


def _applies(mark: _Marked, entity: Entity) -> bool:
    modifier = mark.modifier
    if entity.start == modifier.start and modifier.kind == "negated":
        return True  # the recogniser took the cue into the name
    if mark.result and entity.type == "TEST":
        return False
    inside = modifier.scope_start <= entity.start and entity.end <= modifier.scope_end
    return inside and not any(start <= entity.start < end for start, end in mark.spared)


def _context(entity: Entity, applied: Sequence[Modifier]) -> Context:
    kinds = {modifier.kind for modifier in applied}
    return Context(
        negated="negated" in kinds,
        hedged="hedged" in kinds,
        subject=_nearest(entity, applied, "subject") or "reader",
        cues=tuple((modifier.start, modifier.end) for modifier in applied),
        hypothetical="hypothetical" in kinds,
        historical="historical" in kinds,
        population=_nearest(entity, applied, "population"),
        modifiers=tuple(applied),
    )


def _nearest(entity: Entity, applied: Sequence[Modifier], kind: str) -> str:
    distances = ((_distance(entity, mark), mark.value) for mark in applied if mark.kind == kind)
    return min(distances, default=(0, ""))[1]


def _distance(entity: Entity, modifier: Modifier) -> int:
    return max(modifier.start - entity.end, entity.start - modifier.end, 0)


def notes(context: Context) -> Iterator[str]:
    """Yield a context's labels in words, for people."""
    for name in ("negated", "hedged", "hypothetical", "historical"):
        if getattr(context, name):
            yield name
    if context.subject != "reader":
        yield f"about: {context.subject}"
    if context.population:
        yield f"in: {context.population.replace('_', ' ')}"
