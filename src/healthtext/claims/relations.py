"""Find the relation that a sentence asserts, between which things, by the cues of the table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from healthtext.claims import asides, cues
from healthtext.claims.cues import Relation, grammar
from healthtext.claims.phrases import Match
from healthtext.claims.sentence import (
    Sentence,
    Thing,
    asks,
    definition_start,
    instruction_end,
)
from healthtext.claims.verbs import Chain, chain, follows
from healthtext.records import Span

OBJECT_WORDS = 7
MEANS_WORDS = 12
UNKNOWN_WORDS = 6  # of a subject of no known class
_INTERVENTIONS = frozenset(("intervention", "nutrient"))


@dataclass(frozen=True, slots=True)
class Assertion:
    """A relation found at words[start:end] of the clause that begins at words[clause].

    `object` is the disorder, function or organ, `other` what acts on it; `acting` and `acted` are
    the words in which what acts and what is acted on can stand; `tags` are those of the cue.
    """

    start: int
    end: int
    clause: int
    chain: Chain
    relation: Relation
    kind: str
    object: Thing | None
    other: Thing | None
    acting: Span
    acted: Span
    tags: frozenset[str] = frozenset()

    @property
    def rank(self) -> tuple[bool, bool, int]:
        return self.chain.participle, self.kind == "mechanism", self.start

    @property
    def distance(self) -> tuple[int, int]:
        """How far the object is from the cue, in words; of equals the longer cue is nearer."""
        gap = 0
        if self.object and self.object.start >= self.end:
            gap = self.object.start - self.end
        elif self.object and self.object.end <= self.start:
            gap = self.start - self.object.end
        return gap, self.start - self.end


def best(sentence: Sentence) -> Assertion | None:
    """Return what the sentence asserts first: finite verbs first, mechanisms after the rest."""
    return min(assertions(sentence), key=lambda found: found.rank, default=None)


def assertions(sentence: Sentence) -> Iterator[Assertion]:
    """Yield one relation a place: of the phrases there the one with the nearest object."""
    by_place: dict[int, list[Assertion]] = {}
    for match in _matches(sentence):
        clause = clause_start(sentence.words, match.start)
        if unasserted(sentence.words, clause, match.start):
            continue
        verb = chain(sentence, match, clause)
        found = _bound(sentence, match, verb, clause) if verb else None
        if found and not _is_told(sentence.words, match, found):
            by_place.setdefault(match.start, []).append(found)
    for made in by_place.values():
        yield min(made, key=lambda found: found.distance)


def led(sentence: Sentence, before: Sequence[Assertion]) -> Iterator[Assertion]:
    """Yield what plain verbs assert that hang on one of these: "may ease pain and help sleep"."""
    for match in _matches(sentence) if any(map(_is_plain, before)) else ():
        clause = clause_start(sentence.words, match.start)
        near = [one for one in before if one.clause == clause and one.end < match.start]
        verb = follows(sentence, match, clause) if near and _is_plain(near[-1]) else None
        found = _bound(sentence, match, verb, clause) if verb else None
        if found and not unasserted(sentence.words, clause, match.start):
            yield found


def _is_plain(found: Assertion) -> bool:
    return bool(found.tags & {"VB", "VBP"}) and not found.chain.passive


def narrowed(sentence: Sentence, found: Assertion, clause: int) -> Assertion | None:
    """Return an assertion bound anew in a clause that begins later; None where it is none there."""
    match = Match(found.start, found.end, 0, found.tags, found.relation)
    verb = chain(sentence, match, clause)
    return _bound(sentence, match, verb, clause) if verb else None


def _matches(sentence: Sentence) -> Iterator[Match[Relation]]:
    """Yield the cues that stand where something can be asserted."""
    if asks(sentence):
        return
    first, last = instruction_end(sentence), definition_start(sentence)
    for match in cues.load().relations.find(sentence.words):
        # "attacks" is no verb in "heart attacks"
        named = any(thing.start < match.start < thing.end for thing in sentence.things)
        if first <= match.start < last and not named:
            yield match


def _bound(
    sentence: Sentence, match: Match[Relation], verb: Chain, clause: int
) -> Assertion | None:
    """Bind the relation to its object and its other side, if they are there."""
    relation = match.payload
    windows = _windows(sentence, match, verb, clause)
    if windows is None:
        return None
    before, after = windows
    behind = relation.reversed or (verb.passive and relation.passive)
    target = sentence.thing(after, relation.objects, last=behind)
    if target is None and verb.passive and sentence.words[match.end : match.end + 1] == ("of",):
        target = sentence.thing((match.end, before[0]), relation.objects)  # "are cured of"
    if target is None and relation.either:
        target = sentence.thing(before, relation.objects)
    other = sentence.thing(before, relation.subjects or _INTERVENTIONS)
    if relation.objects and target is None:
        return None
    if relation.subjects and other is None and verb.start > clause:
        bare = relation.objects and "intervention" in relation.subjects
        if not (bare and is_noun_phrase(sentence.words[slice(*before)])):
            return None
    acted = relation.by_intervention and other and _acts(sentence.words, before, other)
    acted = acted and other and sentence.words[other.end - 1] not in grammar("foods")
    kind = relation.by_intervention if acted else relation.kind
    return Assertion(
        match.start, match.end, clause, verb, relation, kind, target, other, before, after,
        match.tags,
    )  # fmt: skip


def _windows(
    sentence: Sentence, match: Match[Relation], verb: Chain, clause: int
) -> tuple[Span, Span] | None:
    """Return where what acts and where what is acted on can stand; None when nothing acts."""
    words, relation = sentence.words, match.payload
    stop = clause_end(words, match.end)
    by = grammar("means")
    means = next((at for at in range(match.end, stop) if words[at] in by), 0)
    subject = clause, asides.without(words, clause, verb.start)
    if verb.passive and relation.passive:
        near = match.end <= means <= match.end + 3
        return ((means, min(stop, means + MEANS_WORDS)), subject) if near else None
    if relation.reversed:
        return (match.end, stop), subject
    # "prevents cells from growing" says nothing about what comes after "from"
    reach = next((at for at in range(match.end, stop) if words[at] == "from"), stop)
    object_ = match.start + 1, min(reach, match.end + OBJECT_WORDS)
    if relation.passive and grammar("agents").intersection(words[verb.start - 1 : verb.start]):
        return ((means, stop), object_) if means else None  # "doctors treat it with a drug"
    return subject, object_


_OWNING = ("'s", "’s")  # "a night's sleep"


def is_noun_phrase(words: Sequence[str]) -> bool:
    """Tell whether words before a verb can name something unknown: no person, no other verb."""
    ruled_out = ("agents", "tellers", "modals", "auxiliaries", "unasserted", "pronouns", "distant")
    named = [word for word in words if word.isalpha() and word not in grammar("edges")]
    return (
        bool(named)
        and len(words) <= UNKNOWN_WORDS
        and not any(
            word in grammar(key) for word in words if word not in _OWNING for key in ruled_out
        )
    )


def _acts(words: tuple[str, ...], window: Span, thing: Thing) -> bool:
    """Tell whether a thing itself does it, not its lack, and not something said in passing."""
    start, end = window
    lacks = grammar("missing").intersection(words[max(start, thing.start - 4) : thing.start])
    return not lacks and (thing.start - start <= 3 or end - thing.end <= 2)


def _is_told(words: tuple[str, ...], match: Match[Relation], found: Assertion) -> bool:
    """Tell whether somebody tells what happened to them: "it stopped my cough"."""
    if "VBD" not in match.tags or match.tags & {"VB", "VBP"}:
        return False
    end = found.object.start if found.object else found.end
    return bool(grammar("tellers").intersection(words[found.clause : max(end, found.end)]))


def clause_start(words: tuple[str, ...], at: int) -> int:
    """Return where the cue's clause begins; a relative pronoun counts as its subject."""
    stops, complements = grammar("stops"), grammar("complements")
    aside = asides.before(words, at)
    for k in range(at - 1, -1, -1):
        if aside[0] <= k < aside[1]:
            continue
        if words[k] in stops:
            return k if words[k] in ("which", "who") else k + 1
        if words[k - 1 : k + 1] == (",", "as") and words[k + 1] in ("it", "they"):
            return k + 1  # "should be avoided, as they wreck"
        if k and words[k] == "that" and words[k - 1] in complements:
            return k + 1
    return 0


def clause_end(words: Sequence[str], at: int) -> int:
    """Return where the clause of words[at] ends."""
    stops = grammar("stops")
    return next((k for k in range(at, len(words)) if words[k] in stops), len(words))


def _denies(words: tuple[str, ...]) -> bool:
    """Tell whether what others say is denied: "claims that it cures are false"."""
    return bool(grammar("denying").intersection(words)) or "no evidence" in " ".join(words)


def unasserted(words: tuple[str, ...], clause: int, at: int) -> bool:
    """Tell whether the cue is asked, tested, supposed or advised and not asserted."""
    marks = grammar("unasserted")
    if clause and words[clause] in ("which", "who") and words[clause - 1] in grammar("showing"):
        return True
    if grammar("distant").intersection(words[:at]) and not _denies(words):
        return True
    if "whether" in words[:at] and not {";", ":", "but"}.intersection(words[:at]):
        return True
    if clause and words[clause - 1] in marks and "," not in words[clause:at]:
        return True
    return bool(marks.intersection(words[clause:at]))
