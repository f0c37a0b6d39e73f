"""What articles say of a claim: found by words, judged sentence by sentence where a judge is given.

A judge reads a claim with a sentence and says whether the sentence supports or contradicts it. Of
each article the sentence decides that it is surest of. What is judged is bounded: ARTICLES articles
of a claim, SENTENCES sentences of each. No judge is packaged: the head `entailment` of the second
network cannot tell support from contradiction yet (benchmarks/entailment.py). An article that
nobody has judged is shown with the sentence nearest to the claim, and decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from healthtext.annotator import Pair, Relation
from healthtext.evidence import match
from healthtext.evidence.asking import Asked, asked
from healthtext.evidence.fulltext import Group
from healthtext.evidence.sides import stems
from healthtext.library.records import Record
from healthtext.library.store import Library
from healthtext.records import Claim, Evidence, Study

FOUND = 40  # articles of the text search
ARTICLES = 12  # that are judged
SENTENCES = 3  # of each that are judged
READ = 2_000  # sentences of an article that are looked at
# Probabilities from which a sentence supports or contradicts, chosen on the training part of
# SciFact (benchmarks/entailment.py).
SUPPORTS, CONTRADICTS = 0.55, 0.35
_OPPOSITE = {"increased": "decreased", "decreased": "increased"}

Judge = Callable[[Sequence[Pair]], tuple[Relation, ...]]


@dataclass(frozen=True, slots=True)
class Judged:
    """What an article says of a claim: `support`, `contradict` or nothing, by which sentence."""

    record: Record
    says: str
    sentence: str


def nobody(pairs: Sequence[Pair]) -> tuple[Relation, ...]:
    """Judge nothing."""
    return (Relation(1.0, 0.0, 0.0),) * len(pairs)


def studies(claim: Claim, library: Library, judge: Judge) -> tuple[Study, ...]:
    """Return what a library says of a claim: findings on both sides, articles that say something.

    Nothing for a claim that does not name what acts and what it acts on.
    """
    question = asked(claim)
    if question is None:
        return ()
    acting, acted = Group(question.subject.words), Group(question.object.words)
    records = library.records([acting, acted], FOUND)
    findings = match.studies(question.subject, question.object, library)
    return (*findings, *of_articles(claim, question, records, judge))


def of_articles(
    claim: Claim, question: Asked, records: Sequence[Record], judge: Judge
) -> tuple[Study, ...]:
    """Return a study for each article on both sides of a claim, with what it says if judged.

    Where there is a judge, articles that say nothing are left out.
    """
    near = [(record, *_nearness(question, claim.text, record)) for record in records]
    near = [one for one in near if min(one[1:]) >= match.LEAST]
    near.sort(key=lambda one: -one[1] * one[2])
    matches = {record.ids: both for record, *both in near}
    chosen = [one[0] for one in near[:ARTICLES]]
    found = unjudged(claim.text, chosen) if judge is nobody else judged(claim.text, chosen, judge)
    return tuple(_study(question, one, *matches[one.record.ids]) for one in found)


def _nearness(question: Asked, claim: str, record: Record) -> tuple[float, float]:
    """Return how well what an article says nearest to a claim matches its sides."""
    text = " ".join((record.title, *nearest(claim, record.sentences)))
    return question.subject.match(text), question.object.match(text)


def judged(claim: str, records: Sequence[Record], judge: Judge) -> tuple[Judged, ...]:
    """Return the articles that support or contradict a claim, in the order given."""
    chosen = [(record, one) for record in records for one in nearest(claim, record.sentences)]
    said = judge([Pair(claim, sentence) for _, sentence in chosen]) if chosen else ()
    best: dict[tuple[str, ...], tuple[float, Judged]] = {}
    for (record, sentence), relation in zip(chosen, said, strict=True):
        says, sure = verdict(relation)
        if says and sure > best.get(record.ids, (0.0,))[0]:
            best[record.ids] = sure, Judged(record, says, sentence)
    return tuple(best[one.ids][1] for one in records if one.ids in best)


def unjudged(claim: str, records: Sequence[Record]) -> tuple[Judged, ...]:
    """Return articles with the sentence that shares most words with a claim."""
    said = stems(claim)
    found = []
    for record in records:
        near = nearest(claim, record.sentences)
        if near:
            best = max(near, key=lambda one: len(said & stems(one)))
            found.append(Judged(record, "", best))
    return tuple(found)


def nearest(claim: str, sentences: Sequence[str]) -> tuple[str, ...]:
    """Return the sentences of an article that share most words with a claim, in its order."""
    said = stems(claim)
    shared = [(len(said & stems(one)), at) for at, one in enumerate(sentences[:READ])]
    best = sorted(shared, key=lambda one: (-one[0], -one[1]))[:SENTENCES]
    return tuple(sentences[at] for number, at in sorted(best, key=lambda one: one[1]) if number)


def verdict(relation: Relation) -> tuple[str, float]:
    """Return what the probabilities of a sentence come to, and how sure that is; "" for nothing."""
    supports, contradicts = relation.support / SUPPORTS, relation.contradict / CONTRADICTS
    if max(supports, contradicts) < 1:
        return "", 0.0
    if supports >= contradicts:
        return "support", relation.support
    return "contradict", relation.contradict


def _study(question: Asked, found: Judged, acting: float, acted: float) -> Study:
    record = found.record
    borne_out = (found.says == "support") is not question.denied
    effect, direction = "unknown", "unknown"
    if found.says and question.wanted in _OPPOSITE:
        direction = question.wanted if borne_out else _OPPOSITE[question.wanted]
    elif found.says:
        effect = question.wanted if borne_out else "none"
    row = Evidence(
        question.subject.text, question.object.text, "", "", direction, "", record.kind,
        record.identifier, record.year, effect, record.retracted, found.sentence,
    )  # fmt: skip
    return Study(row, match.link(record.identifier), round(acting, 3), round(acted, 3))
