"""What a library says of a claim: articles are listed with a sentence, findings decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from healthtext import evidence
from healthtext.evidence.store import EvidenceStore
from healthtext.library import Library, Record, articles, places
from healthtext.records import Claim, Evidence, Party, Study, Verdict
from healthtext.settings import Settings

SUBJECT, OBJECT = "ginger", "nausea"


def claim(kind: str = "treatment", polarity: str = "positive", relation: str = "") -> Claim:
    text = "Ginger relieves nausea."
    return Claim(
        0, len(text), text, kind, "direct_causal", polarity, "none", "none", relation=relation,
        subject=Party(0, 6, SUBJECT), object=Party(16, 22, OBJECT),
    )  # fmt: skip


def record(number: int, *sentences: str, retracted: bool = False, kind: str = "article") -> Record:
    return Record((f"pmid:{number}",), "", sentences, 2014, kind, "", retracted)


@pytest.fixture
def filled(library: Library) -> Iterator[Library]:
    with library.writing():
        for one in (
            record(1001, "We asked 80 people.", "Ginger reduced nausea.", "Funded by none."),
            record(1002, "Ginger was useless against nausea."),
            record(1004, "Ginger reduced nausea.", retracted=True),
            record(1005, "Mint reduced nausea."),
        ):
            library.put(one)
    yield library


def _by_id(found: Sequence[Study]) -> dict[str, Study]:
    return {study.evidence.identifier: study for study in found}


def _verdict(library: Library) -> Verdict:
    with EvidenceStore.empty() as base:
        (found,) = evidence.check([claim()], base=base, more=[places.source(library)])
    assert found.verdict is not None
    return found.verdict


def test_articles_on_both_sides_are_listed_with_the_nearest_sentence(filled: Library) -> None:
    found = _by_id(articles.studies(claim(), filled))
    assert {*found} == {"PMID:1001", "PMID:1002", "PMID:1004"}
    first = found["PMID:1001"]
    assert first.evidence.sentence == "Ginger reduced nausea."
    assert first.link == "https://pubmed.ncbi.nlm.nih.gov/1001/"
    assert min(first.subject_match, first.object_match) > 0.9
    assert found["PMID:1004"].evidence.retracted is True
    assert {(one.evidence.effect, one.evidence.direction) for one in found.values()} == {
        ("unknown", "unknown")
    }
    assert articles.studies(claim("statistic"), filled) == ()


def test_articles_decide_nothing(filled: Library) -> None:
    made = _verdict(filled)
    assert made.value == "nothing_found"
    assert "own.sqlite of 20" in made.looked_up
    assert {one.evidence.identifier for one in made.studies} == {
        "PMID:1001", "PMID:1002", "PMID:1004",
    }  # fmt: skip
    assert made.studies[-1].evidence.retracted


@pytest.mark.parametrize("sentence", ["", "Nothing came of it."])
def test_a_finding_of_no_effect_counts_alike_with_and_without_its_sentence(sentence: str) -> None:
    row = Evidence(
        SUBJECT, OBJECT, "placebo", "", "unknown", "", "randomised trial", "PMID:1", 2014, "none",
        sentence=sentence,
    )  # fmt: skip
    source = evidence.Source("mine", lambda _: (Study(row, "", 1.0, 1.0),))
    with EvidenceStore.empty() as base:
        (found,) = evidence.check([claim()], base=base, more=[source])
    assert found.verdict is not None
    assert found.verdict.value == "insufficient"


def test_what_is_listed_is_bounded(library: Library) -> None:
    with library.writing():
        for number in range(1000, 1100):
            library.put(record(number, *["Ginger reduced nausea."] * 50))
    assert len(articles.studies(claim(), library)) == articles.ARTICLES


def test_the_nearest_sentences_are_those_with_most_words_in_common() -> None:
    text = ("Ginger.", "Nothing.", "Ginger relieves nausea.", "Nausea and ginger.", "Ginger tea.")
    assert articles.nearest("Ginger relieves nausea", text) == (
        "Ginger relieves nausea.", "Nausea and ginger.", "Ginger tea.",
    )  # fmt: skip
    assert articles.nearest("Ginger", ("Nothing.",)) == articles.nearest("x", ()) == ()


def test_the_sentence_that_says_most_is_shown_not_the_one_with_most_words() -> None:
    aim = "Ginger for nausea was compared with placebo in 80 women who had nausea."
    result = "Nausea was less frequent with ginger than with placebo."
    assert articles.telling("Ginger relieves nausea.", (aim, result)) == result
    assert articles.telling("Ginger relieves nausea.", (aim,)) == aim


def test_a_store_of_findings_is_a_place(tmp_path: Path) -> None:
    EvidenceStore.create(tmp_path / "base.sqlite", "2026-01-01").close()
    found = places.load(Settings(evidence=frozenset((str(tmp_path / "base.sqlite"),))))
    assert len(found.sources) == 1
    assert found.online is None
    found.close()
