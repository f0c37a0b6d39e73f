"""What articles say of a claim, with a judge whose opinions are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from healthtext import evidence
from healthtext.annotator import Pair, Relation
from healthtext.evidence.store import EvidenceStore
from healthtext.library import Library, Record, judging, places
from healthtext.records import Claim, Party, Study
from healthtext.settings import Settings

SUBJECT, OBJECT = "ginger", "nausea"


def claim(kind: str = "treatment", polarity: str = "positive", relation: str = "") -> Claim:
    text = "Ginger relieves nausea."
    return Claim(
        0, len(text), text, kind, "direct_causal", polarity, "none", "none", relation=relation,
        subject=Party(0, 6, SUBJECT), object=Party(16, 22, OBJECT),
    )  # fmt: skip


def judge(pairs: Sequence[Pair]) -> tuple[Relation, ...]:
    """Take "reduced" for support and "useless" for the contrary."""
    assert len(pairs) <= judging.ARTICLES * judging.SENTENCES
    return tuple(
        Relation(0.1, 0.8, 0.1) if "reduced" in pair.second
        else Relation(0.1, 0.1, 0.8) if "useless" in pair.second else Relation(0.8, 0.1, 0.1)
        for pair in pairs
    )  # fmt: skip


def record(number: int, *sentences: str, retracted: bool = False, kind: str = "article") -> Record:
    return Record((f"pmid:{number}",), "", sentences, 2014, kind, "", retracted)


@pytest.fixture
def filled(library: Library) -> Iterator[Library]:
    with library.writing():
        for one in (
            record(1001, "We asked 80 people.", "Ginger reduced nausea.", "Funded by none."),
            record(1002, "Ginger was useless against nausea."),
            record(1003, "Ginger and nausea are words."),
            record(1004, "Ginger reduced nausea.", retracted=True),
            record(1005, "Mint reduced nausea."),
        ):
            library.put(one)
    yield library


def _by_id(found: Sequence[Study]) -> dict[str, Study]:
    return {study.evidence.identifier: study for study in found}


def test_articles_on_both_sides_that_say_something_are_studies(filled: Library) -> None:
    found = _by_id(judging.studies(claim(), filled, judge))
    assert {name: one.evidence.effect for name, one in found.items()} == {
        "PMID:1001": "benefit", "PMID:1002": "none", "PMID:1004": "benefit",
    }  # fmt: skip
    first = found["PMID:1001"]
    assert first.evidence.sentence == "Ginger reduced nausea."
    assert first.link == "https://pubmed.ncbi.nlm.nih.gov/1001/"
    assert min(first.subject_match, first.object_match) > 0.9
    assert found["PMID:1004"].evidence.retracted is True


def test_a_denied_claim_and_one_of_a_mechanism(filled: Library) -> None:
    denied = _by_id(judging.studies(claim(polarity="negative"), filled, judge))
    assert denied["PMID:1001"].evidence.effect == "none"
    assert denied["PMID:1002"].evidence.effect == "benefit"
    reduces = _by_id(judging.studies(claim("mechanism", relation="reduces"), filled, judge))
    assert reduces["PMID:1001"].evidence.direction == "decreased"
    assert reduces["PMID:1002"].evidence.direction == "increased"
    assert judging.studies(claim("statistic"), filled, judge) == ()


def _verdict(library: Library) -> str:
    with EvidenceStore.empty() as base:
        place = places.source(library, judge)
        (found,) = evidence.check([claim()], base=base, more=[place])
    assert found.verdict is not None
    assert "own.sqlite of 20" in found.verdict.looked_up
    return found.verdict.value


def test_a_verdict_rests_on_own_articles_and_never_on_retracted_ones(library: Library) -> None:
    with library.writing():
        library.put(record(1001, "Ginger reduced nausea.", retracted=True))
    assert _verdict(library) == "nothing_found"
    with library.writing():
        for number in range(1002, 1005):
            library.put(record(number, "Ginger reduced nausea.", kind="systematic review"))
    assert _verdict(library) == "supported"


def test_sentences_that_say_no_contradict(library: Library) -> None:
    with library.writing():
        library.put(record(1001, "Ginger was useless against nausea."))
    assert _verdict(library) == "contradicted"


def test_what_is_judged_is_bounded(library: Library) -> None:
    with library.writing():
        for number in range(1000, 1100):
            library.put(record(number, *["Ginger reduced nausea."] * 50))
    assert 0 < len(judging.studies(claim(), library, judge)) <= judging.ARTICLES


def test_the_nearest_sentences_are_those_with_most_words_in_common() -> None:
    text = ("Ginger.", "Nothing.", "Ginger relieves nausea.", "Nausea and ginger.", "Ginger tea.")
    assert judging.nearest("Ginger relieves nausea", text) == (
        "Ginger relieves nausea.", "Nausea and ginger.", "Ginger tea.",
    )  # fmt: skip
    assert judging.nearest("Ginger", ("Nothing.",)) == judging.nearest("x", ()) == ()


def test_an_article_that_nobody_has_judged_is_shown_and_decides_nothing(filled: Library) -> None:
    found = _by_id(judging.studies(claim(), filled, judging.nobody))
    assert {one.evidence.effect for one in found.values()} == {"unknown"}
    assert found["PMID:1001"].evidence.sentence == "Ginger reduced nausea."
    with EvidenceStore.empty() as base:
        place = places.source(filled, judging.nobody)
        (made,) = evidence.check([claim()], base=base, more=[place])
    assert made.verdict is not None
    assert made.verdict.value == "nothing_found"
    assert {one.evidence.identifier for one in made.verdict.studies} == {*found}
    assert made.verdict.studies[-1].evidence.retracted


def test_a_store_of_findings_is_a_place(tmp_path: Path) -> None:
    EvidenceStore.create(tmp_path / "base.sqlite", "2026-01-01").close()
    found = places.load(Settings(evidence=frozenset((str(tmp_path / "base.sqlite"),))))
    assert len(found.sources) == 1
    assert found.online is None
    found.close()
