"""What a claim cites is looked up in the user's own store, and its figures are compared."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from healthtext.evidence.store import Row
from healthtext.library import Finding, Library, Record, articles
from healthtext.pipeline import Pipeline
from healthtext.read import from_text
from healthtext.records import Evidence, Report
from healthtext.settings import Settings

TRIAL = Record(
    ("pmid:91000001", "doi:10.5555/rosehip"), "Rosehip powder for knees.",
    ("We gave 94 patients rosehip powder or placebo.",
     "Rosehip powder reduced knee pain in 44% of them, placebo in 33%."),
    2018, "randomised trial",
)  # fmt: skip
UNTOLD = Record(("pmid:91000002",), "Rosehip and skin.", ())
TAKEN_BACK = Record(("pmid:91000003",), "Nettle tea.", (), retracted=True)


@pytest.fixture
def own(library: Library) -> Iterator[Library]:
    with library.writing():
        for one in (TRIAL, UNTOLD, TAKEN_BACK):
            library.put(one)
    yield library


def test_a_report_names_the_store_with_its_articles_and_digest(own: Library) -> None:
    skip = frozenset(("clean", "despin", "grammar"))
    with closing(Pipeline(Settings(skip=skip, evidence=frozenset((own.name,))))) as pipeline:
        made = pipeline.run(from_text("Ginger relieves nausea."))
    assert isinstance(made, Report)
    named = made.versions["evidence 1"]
    assert named.startswith("own.sqlite of 20")
    assert f"(3 articles, 0 findings, digest {own.info().digest[:12]})" in named


def fired(text: str, own: Library) -> dict[str, str]:
    skip = frozenset(("clean", "despin", "grammar"))
    with closing(Pipeline(Settings(skip=skip, evidence=frozenset((own.name,))))) as pipeline:
        made = pipeline.run(from_text(text))
    assert isinstance(made, Report), made
    return {one.rule: one.message for one in made.findings}


@pytest.mark.parametrize("cited", ["PMID: 91000001", "https://doi.org/10.5555/ROSEHIP"])
def test_a_figure_that_the_article_does_not_give_is_reported(own: Library, cited: str) -> None:
    found = fired(f"Rosehip powder relieves knee pain by 80% ({cited}).", own)
    assert "the study cited says 33 percent, 44 percent" in found["NUMBER_MISMATCH"]


@pytest.mark.parametrize("figure", [44, 33, 11, 25])
def test_a_figure_that_it_gives_or_that_comes_of_two_is_right(own: Library, figure: int) -> None:
    found = fired(f"Rosehip powder relieves knee pain by {figure}% (PMID: 91000001).", own)
    assert "NUMBER_MISMATCH" not in found


@pytest.mark.parametrize(
    "said",
    ["does not relieve knee pain in 56% of patients", "with 90% vitamin C relieves knee pain"],
)
def test_a_figure_of_something_else_is_held_against_nothing(own: Library, said: str) -> None:
    found = fired(f"Rosehip powder {said} (PMID: 91000001).", own)
    assert "NUMBER_MISMATCH" not in found


def test_how_sure_a_range_is_is_no_share(own: Library) -> None:
    with own.writing():
        own.put(Record(("pmid:91000005",), "Quince and acne.",
                       ("Quince cleared acne in 20% (95% CI 10 to 30).",)))  # fmt: skip
    found = fired("Quince clears acne in 95% of people (PMID: 91000005).", own)
    assert "the study cited says 20 percent)" in found["NUMBER_MISMATCH"]


def test_a_title_says_what_an_article_is_about(own: Library) -> None:
    with own.writing():
        own.put(Record(("pmid:91000006",), "Acetylsalicylic acid in migraine",
                       ("It helped 60 of 90 people.",)))  # fmt: skip
    assert "CITATION_NOT_ABOUT_CLAIM" not in fired(
        "Aspirin relieves migraine (PMID 91000006).", own
    )
    assert "CITATION_NOT_ABOUT_CLAIM" in fired("Aspirin relieves acne (PMID 91000006).", own)


def test_an_article_about_something_else_is_no_source(own: Library) -> None:
    found = fired("Ginger relieves nausea (PMID: 91000001).", own)
    assert "PMID:91000001 is about Rosehip powder for knees)" in found["CITATION_NOT_ABOUT_CLAIM"]
    assert "CITATION_NOT_ABOUT_CLAIM" not in fired("Rosehip eases knee pain (PMID: 91000001).", own)


def test_a_title_alone_is_held_against_nothing(own: Library) -> None:
    assert "CITATION_NOT_ABOUT_CLAIM" not in fired("Ginger relieves nausea (PMID: 91000002).", own)


def test_a_retracted_article_is_named_though_it_has_no_abstract(own: Library) -> None:
    assert "PMID:91000003" in fired("Nettle tea eases gout (PMID: 91000003).", own)["RETRACTED"]


def test_nothing_found_is_not_said_where_an_article_is_listed(own: Library) -> None:
    assert "NOTHING_FOUND" in fired("Quince powder heals eczema.", own)
    with own.writing():
        own.put(Record(("pmid:91000004",), "", ("Quince powder reduced eczema.",)))
    assert "NOTHING_FOUND" not in fired("Quince powder heals eczema.", own)


def test_findings_and_articles_of_a_study_are_both_returned(own: Library) -> None:
    fact = Evidence("rosehip", "knee pain", "", "", "unknown", "", "review", "PMID:91000001")
    with own.writing():
        own.put(Finding(Row(fact)))
    first, whole = articles.cited("PMID:91000001", own)
    assert first == fact
    assert (whole.intervention, whole.year) == ("Rosehip powder for knees", 2018)
    assert whole.sentence.endswith("placebo in 33%.")
    assert articles.cited("PMID:1", own) == ()
