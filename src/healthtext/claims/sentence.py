"""One sentence as the claim rules see it: its words, the things it names, what it cannot assert."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from healthtext import syntax
from healthtext.claims import again, cues
from healthtext.records import Cue, Entity, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LONGEST = 250
HEADING_WORDS = 12
_LINE_END = re.compile(r"[ \t\r]*(?:\n|$)")
CLASS_OF_TYPE = {
    "CONDITION": "disorder", "SYMPTOM": "disorder", "DRUG": "intervention",
    "CHEMICAL": "substance", "NUTRIENT": "nutrient", "TREATMENT": "intervention",
    "ANATOMY": "body", "TEST": "test",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Thing:
    """Something the sentence names at words[start:end]."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence without its bullet: lower-case words, their places in the document, things.

    `entities` are those in it, in order, but for those that name a thing `again` in brackets, whose
    words are left out; `breaks` is 0 where it follows the sentence before on its
    line, 1 where it begins a line and 2 where it begins a paragraph. A heading has its line to
    itself and no full stop.
    """

    text: str
    words: tuple[str, ...]
    spans: tuple[Span, ...]
    things: tuple[Thing, ...]
    entities: tuple[Entity, ...] = ()
    breaks: int = 2
    heading: bool = False
    again: tuple[Entity, ...] = ()

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]

    def thing(self, window: Span, names: frozenset[str], *, last: bool = False) -> Thing | None:
        """Return the first or last thing of these names that begins in words[window].

        A pronoun counts only at an edge of the window, and as last thing only at its end: "it",
        not the "this" of "this drug".
        """
        start, end = window
        found = [
            thing
            for thing in self.things
            if start <= thing.start < end and thing.name in names
            if thing.name != "pronoun" or thing.end == end or (thing.start == start and not last)
        ]
        return (found[-1] if last else found[0]) if found else None

    def cue(self, start: int, end: int, kind: str) -> Cue:
        """Make a cue of words[start:end]."""
        at, to = self.spans[start][0], self.spans[end - 1][1]
        return Cue(at, to, self.text[at - self.start : to - self.start], kind)

    def quote(self, start: int, end: int) -> str:
        """Return the text between two places of the document that lie in the sentence."""
        return self.text[start - self.start : end - self.start]

    def part(self, start: int, end: int) -> Sentence:
        """Return words[start:end] as a sentence of their own, with the things in them."""
        at, to = self.spans[start][0], self.spans[end - 1][1]
        things = tuple(
            Thing(one.start - start, one.end - start, one.name)
            for one in self.things if start <= one.start and one.end <= end
        )  # fmt: skip
        inside = tuple(one for one in self.entities if at <= one.start and one.end <= to)
        aside = tuple(one for one in self.again if at <= one.start and one.end <= to)
        return Sentence(
            self.quote(at, to), self.words[start:end], self.spans[start:end], things, inside,
            self.breaks if not start else 0, again=aside,
        )  # fmt: skip

    def text_cue(self, span: Span, kind: str) -> Cue:
        """Make a cue of a span of the sentence's text."""
        at, to = span
        return Cue(at + self.start, to + self.start, self.text[at:to], kind)


def sentences(doc: Doc, entities: Sequence[Entity]) -> Iterator[Sentence]:
    """Yield the sentences of a document.

    What has no full stop for LONGEST words is a table or a list, and is cut there, so that the
    time a text takes grows with its length only.
    """
    ordered = sorted(entities, key=lambda entity: entity.start)
    starts = [entity.start for entity in ordered]
    text, before = doc.text, 0  # the text is made anew from the tokens at every call
    for tokens in _pieces(doc):
        if not tokens:
            continue
        out = again.named_again([token.lower_ for token in tokens])
        kept = [token for at, token in enumerate(tokens) if at not in out]
        spans = tuple((token.idx, token.idx + len(token)) for token in kept)
        start, end = spans[0][0], spans[-1][1]
        words = tuple(token.lower_ for token in kept)
        named = ordered[bisect_left(starts, start) : bisect_left(starts, end)]
        inside = tuple(one for one in named if not out or _is_met(one, spans))
        aside = tuple(one for one in named if out and one not in inside)
        things = _compounds(_outermost([*_entities(inside, spans), *_listed(words)]))
        breaks = min(text.count("\n", before, start), 2) if before else 2
        alone = breaks > 0 and _LINE_END.match(text, end) is not None
        heading = alone and len(words) <= HEADING_WORDS and words[-1] not in (".", "!", ";", ",")
        yield Sentence(text[start:end], words, spans, things, inside, breaks, heading, aside)
        before = end


def _is_met(entity: Entity, spans: Sequence[Span]) -> bool:
    """Tell whether an entity has a word among these, and does not stand in brackets left out."""
    at = bisect_left(spans, (entity.end, 0))
    return at > 0 and spans[at - 1][1] > entity.start


def _pieces(doc: Doc) -> Iterator[list[Token]]:
    for span in syntax.sentences(doc):
        tokens = [token for token in span if not token.is_space]
        for at in range(0, len(tokens), LONGEST):
            yield _without_bullet(tokens[at : at + LONGEST])


def _without_bullet(tokens: list[Token]) -> list[Token]:
    for number, token in enumerate(tokens):
        worded = any(map(str.isalnum, token.text))  # "Omega-3" is no word of letters
        if worded or token.is_quote or token.is_left_punct:
            return tokens[number:]
    return []


def _outermost(things: list[Thing]) -> list[Thing]:
    """Order things by their place; what is part of a longer name is none: "syrup" of a disease."""
    kept: list[Thing] = []
    for thing in sorted(things, key=_place):
        last = kept[-1] if kept else None
        if last is None or thing.end > last.end or thing.end - thing.start == last.end - last.start:
            kept.append(thing)
    return kept


def _compounds(things: Iterable[Thing]) -> tuple[Thing, ...]:
    """Make one of a part of the body and the disorder right behind it: "urinary symptoms"."""
    kept: list[Thing] = []
    for thing in things:
        last = kept[-1] if kept else None
        if last and (last.name, last.end, thing.name) == ("body", thing.start, "disorder"):
            kept[-1] = Thing(last.start, thing.end, "disorder")
        else:
            kept.append(thing)
    return tuple(kept)


def _place(thing: Thing) -> tuple[int, int, str]:
    return thing.start, -thing.end, thing.name


def _entities(entities: Sequence[Entity], spans: Sequence[Span]) -> Iterator[Thing]:
    starts = [start for start, _ in spans]
    for entity in entities:
        if entity.type in CLASS_OF_TYPE:
            first = max(bisect_left(starts, entity.start + 1) - 1, 0)
            last = bisect_left(starts, entity.end)
            yield Thing(first, max(last, first + 1), CLASS_OF_TYPE[entity.type])


def _listed(words: Sequence[str]) -> Iterator[Thing]:
    table = cues.load()
    for match in table.classes.find(words):
        yield Thing(match.start, match.end, match.payload)
    pronouns, others = table.words["grammar.pronouns"], table.words["endings.not_disorder"]
    for at, word in enumerate(words):
        if word in pronouns:
            yield Thing(at, at + 1, "pronoun")
        if len(word) > 6 and word.endswith(table.endings) and word not in others:
            yield Thing(at, at + 1, "disorder")


def asks(sentence: Sentence) -> bool:
    """Tell whether the sentence is a question, or a heading in the form of one."""
    words, table = sentence.words, cues.load().words
    if "?" in words[-3:]:
        return True
    if words[:2] in _ORDERS or ("." in words[-2:] and words[0] not in table["sentences.questions"]):
        return False
    return words[0] in table["sentences.questions"] or words[0] in table["sentences.inverted"]


def instruction_end(sentence: Sentence) -> int:
    """Return how many words an instruction reaches over, from the start: 0 if there is none.

    "Drink ginger tea because it cures nausea": what follows "because" may be asserted.
    """
    words, table = sentence.words, cues.load().words
    named = {thing.start for thing in sentence.things}  # "Massage eases pain": a name, no order
    orders = table["sentences.imperatives"]
    if not any(words[at] in orders and at not in named for at in _clause_starts(words)):
        return 0
    resumes = table["grammar.resumes"]
    return next((at for at in range(2, len(words)) if words[at] in resumes), len(words))


def _clause_starts(words: Sequence[str]) -> Iterator[int]:
    """Yield where the main clause may begin: the start, and what follows an introducing clause.

    "Note:" and "remember that" only lead to what is said.
    """
    yield _NOTED if words[0] in ("note", "remember") and words[1:2] in _LEADING else 0
    if words[0] in cues.load().words["sentences.introducing"]:
        yield from (at + 1 for at in range(1, len(words) - 1) if words[at] == ",")


_NOTED = 2  # the word behind "note" and its colon
_LEADING = ((":",), (",",), ("that",))


def definition_start(sentence: Sentence) -> int:
    """Return from which word on the sentence only says what its subject is: len(words) if never."""
    words, table = sentence.words, cues.load()
    found = (match for match in table.definitions.find(words) if not _infers(words, match.end))
    named = next((match.start for match in found), len(words))
    heads = table.words["sentences.definition_heads"]
    for at in range(1, min(len(words) - 2, named)):
        if words[at] in ("is", "are", "was") and words[at + 1] in ("a", "an", "the", "one"):
            stop = next(
                (k for k in range(at, min(at + 9, len(words))) if words[k] in _ENDS), at + 9
            )
            if heads.intersection(words[at + 2 : stop]):
                return at
    return named


def _infers(words: Sequence[str], at: int) -> bool:
    """Tell whether "means" says what follows: "a high reading means that you have", "fewer"."""
    return words[at - 1] == "means" and bool(_INFERRED.intersection(words[at : at + 1]))


_INFERRED = frozenset(("that", "you", "fewer", "less", "more", "better"))
_ORDERS = (("do", "not"), ("do", "n't"))
_ENDS = frozenset(("that", "which", "in", "where", "when", ",", ".", "caused", "for", "because"))
