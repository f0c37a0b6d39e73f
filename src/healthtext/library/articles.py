"""What a library says of a claim: findings, and articles that speak of both of its sides.

Of the sentences of an article nearest to the claim the one that says most of it, as the second
network reads them, is shown for the reader to judge. It decides nothing: no model of this size
tells support from contradiction well enough (docs/decisions/0012-evidence-base.md). How many
articles are listed is bounded.
"""

from __future__ import annotations

from collections.abc import Sequence

from healthtext import annotator
from healthtext.annotator import Pair
from healthtext.evidence.asked.asking import Asked, asked
from healthtext.evidence.fulltext import Group
from healthtext.evidence.language.stems import stems
from healthtext.evidence.weighing import match
from healthtext.library.records import Record, kept
from healthtext.library.store import Library
from healthtext.records import Claim, Evidence, Study

FOUND = 40  # articles of the text search
ARTICLES = 12  # that are listed
SENTENCES = 3  # of each that are held against the claim
READ = 2_000  # sentences of an article that are looked at


def studies(claim: Claim, library: Library) -> tuple[Study, ...]:
    """Return what a library says of a claim: findings and articles on both of its sides.

    Nothing for a claim that does not name what acts and what it acts on.
    """
    question = asked(claim)
    if question is None:
        return ()
    acting, acted = Group(question.subject.words), Group(question.object.words)
    records = library.records([acting, acted], FOUND)
    findings = match.studies(question.subject, question.object, library)
    return (*findings, *listed(claim, question, records))


def listed(claim: Claim, question: Asked, records: Sequence[Record]) -> tuple[Study, ...]:
    """Return a study of unknown effect for each article on both sides of a claim, best first."""
    said = _said(claim)
    near = [(record, *_nearness(question, said, record)) for record in records]
    near = [one for one in near if min(one[1:]) >= match.LEAST]
    near.sort(key=lambda one: -one[1] * one[2])
    found = ((*one, nearest(said, one[0].sentences)) for one in near[:ARTICLES])
    return tuple(
        _study(question, record, telling(said, sentences), acting, acted)
        for record, acting, acted, sentences in found
        if sentences
    )


def cited(identifier: str, library: Library) -> tuple[Evidence, ...]:
    """Return what a library keeps of the study of an identifier: findings, and whole articles."""
    found = library.by_ids(kept(identifier))
    return (*library.by_identifier(identifier), *map(_whole, found))


def _whole(record: Record) -> Evidence:
    return Evidence(
        record.title.rstrip("."), "", "", "", "unknown", "", record.kind, record.identifier,
        record.year, "unknown", record.retracted, " ".join(record.sentences),
    )  # fmt: skip


def _said(claim: Claim) -> str:
    """Return the words of a claim, with the subject that it shares with the part before it."""
    subject = claim.subject
    shared = subject and claim.sentence_start <= subject.start < subject.end <= claim.start
    return f"{subject.text} {claim.text}" if subject and shared else claim.text


def _nearness(question: Asked, claim: str, record: Record) -> tuple[float, float]:
    """Return how well what an article says nearest to a claim matches its sides."""
    text = " ".join((record.title, *nearest(claim, record.sentences)))
    return question.subject.match(text), question.object.match(text)


def nearest(claim: str, sentences: Sequence[str]) -> tuple[str, ...]:
    """Return the sentences of an article that share most words with a claim, in its order."""
    said = stems(claim)
    shared = [(len(said & stems(one)), at) for at, one in enumerate(sentences[:READ])]
    most = sorted(shared, key=lambda one: (-one[0], -one[1]))[:SENTENCES]
    return tuple(sentences[at] for number, at in sorted(most, key=lambda one: one[1]) if number)


def telling(claim: str, sentences: Sequence[str]) -> str:
    """Return the sentence that likeliest says something of a claim, for it or against it."""
    if len(sentences) == 1:
        return sentences[0]
    pairs = [Pair(claim, one) for one in sentences]
    silent = annotator.load().pairs("entailment", pairs)[:, 0]
    return sentences[int(silent.argmin())]


def _study(question: Asked, record: Record, sentence: str, acting: float, acted: float) -> Study:
    row = Evidence(
        question.subject.text, question.object.text, "", "", "unknown", "", record.kind,
        record.identifier, record.year, "unknown", record.retracted, sentence,
    )  # fmt: skip
    return Study(row, match.link(record.identifier), round(acting, 3), round(acted, 3))
