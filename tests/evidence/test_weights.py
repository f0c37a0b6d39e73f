"""How much a row says for or against a claim: by its kind, its outcome, what it was set beside."""

from __future__ import annotations

from dataclasses import replace

import pytest

from healthtext.evidence.language import disowned
from healthtext.evidence.weighing import match, weigh
from healthtext.records import Evidence
from tests.evidence.conftest import REVIEW, TRIAL, row, told

BODY = "guidance of CDC"


@pytest.mark.parametrize(
    ("study", "certainty", "weak"),
    [
        (REVIEW, "high", False), (REVIEW, "", False), (REVIEW, "low", True),
        (TRIAL, "high", True), (BODY, "high", False), (BODY, "", True),
    ],
)  # fmt: skip
def test_a_single_study_is_weak_and_what_a_body_did_not_rate(
    study: str, certainty: str, weak: bool
) -> None:
    assert (
        weigh.is_weak(row("aniseed", "gout", "benefit", study=study, certainty=certainty)) is weak
    )


GOOD = row("aniseed", "gout", "benefit", identifier="PMC1000201")
GOOD_TOO = row("aniseed", "gout", "benefit", identifier="PMC1000202")
BAD = row("aniseed", "gout", "harm", identifier="PMC1000203")
OF_GOUT = "people with gout"
HEARTS = row("aniseed", "cardiovascular events", "benefit", population=OF_GOUT)
APPETITE = row("aniseed", "appetite", "harm", direction="decreased", population=OF_GOUT)
VERSUS = row("aniseed", "gout", "benefit", comparator="fennel", identifier="PMC1000204")
NONE = row("aniseed", "gout", "none", identifier="PMC1000205")
RISEN = row("aniseed", "risk of gout", "harm", comparator="fennel")
LESS = replace(NONE, comparator="low-dose fennel")
AIRWAY = replace(NONE, comparator="air way devices")
AIR = replace(NONE, comparator="room air")
NO_RISK = replace(NONE, outcome="risk of gout", comparator="fennel", certainty="high")
FEWER = row("aniseed", "risk of stroke", "benefit", identifier="PMC1000206")
FEWER_TOO = row("aniseed", "risk of gout", "benefit", identifier="PMC1000207")
VAGUELY = tuple(
    row("aniseed", f"cough {n}", "benefit", certainty="low", identifier=f"PMC100022{n}")
    for n in range(6)
)
WARTS = row("aniseed", "warts", "benefit", population=OF_GOUT, certainty="high")
SHORTER = row("aniseed", "survival", "harm", direction="decreased", population=OF_GOUT)
STROKES = row("aniseed", "risk of stroke", "harm", population=OF_GOUT)


@pytest.mark.parametrize(
    ("text", "rows", "value"),
    [
        ("Does aniseed help gout?", (GOOD, BAD), "mixed"),
        ("Does aniseed help gout?", (GOOD, GOOD_TOO, BAD), "supported"),  # harms count half
        ("Does aniseed help gout?", (HEARTS,), "insufficient"),
        ("Does aniseed help gout?", (APPETITE,), "nothing_found"),
        ("Does aniseed help gout?", (SHORTER,), "contradicted"),
        ("Does aniseed prevent stroke?", (HEARTS,), "supported"),  # a stroke is one of these
        ("Aniseed harms people with gout.", (STROKES,), "supported"),
        ("Aniseed causes gout.", (STROKES,), "nothing_found"),
        ("Aniseed causes gout.", (RISEN,), "supported"),  # whatever it was set beside
        ("Does aniseed help gout?", (VERSUS, NONE), "insufficient"),  # better than fennel counts
        ("Does aniseed cure people with gout?", (WARTS,), "insufficient"),
        ("Does aniseed help gout?", (LESS,), "nothing_found"),  # less of fennel is no placebo
        ("Does aniseed help gout?", (AIRWAY,), "nothing_found"),
        ("Does aniseed help gout?", (AIR,), "contradicted"),
        ("Aniseed causes gout.", (NO_RISK,), "contradicted"),
        ("Is aniseed harmful?", (FEWER, FEWER_TOO), "contradicted"),
        ("Does aniseed work?", (*VAGUELY, replace(NONE, certainty="high")), "mixed"),
    ],
)
def test_another_outcome_in_the_same_people_says_little(
    text: str, rows: tuple[Evidence, ...], value: str
) -> None:
    assert told(text, *rows) == value


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("stops gout", "insufficient"), ("eliminates gout", "insufficient"),
        ("stops tremor", "supported"), ("ends fatigue", "supported"),
        ("stops migraine", "supported"), ("stops gout from getting worse", "supported"),
        ("stops the spread of gout", "supported"), ("relieves gout", "supported"),
        ("reverses gout", "insufficient"), ("reverses sedation", "supported"),
    ],
)  # fmt: skip
def test_what_is_stopped_is_cured_where_it_is_a_disorder_that_lasts(said: str, value: str) -> None:
    ills = ("gout", "tremor", "fatigue", "migraine", "sedation")
    what = next(one for one in ills if one in said)
    eased = row("aniseed", f"treatment of {what}", "benefit", certainty="high")
    assert told(f"Aniseed {said}.", eased) == value


@pytest.mark.parametrize(
    ("identifier", "link"),
    [
        ("10.1/x", "https://doi.org/10.1/x"),
        ("PMC123", "https://pmc.ncbi.nlm.nih.gov/articles/PMC123"),
        ("PMID: 1234567", "https://pubmed.ncbi.nlm.nih.gov/1234567/"),
        ("12345", "https://pubmed.ncbi.nlm.nih.gov/12345/"),
        ("PMID:12", ""),
        ("http://example.org/x", "http://example.org/x"),
        ("leaflet 7", ""),
    ],
)
def test_where_a_study_can_be_read(identifier: str, link: str) -> None:
    assert match.link(identifier) == link


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("The idea that aniseed treats gout is nonsense.", True),
        ("The idea that aniseed treats gout is sound, although the recipe is wrong.", False),
        ("The claim that aniseed treats gout is old, but that it harms is a myth.", False),
    ],
)
def test_what_is_said_beside_a_claim_does_not_turn_it(text: str, turned: bool) -> None:
    assert disowned.is_turned(text) is turned


def risks(*said: str) -> tuple[Evidence, ...]:
    """Return a review of a risk for each effect that is said."""
    return tuple(
        row("aniseed", "risk of gout", one, identifier=f"PMC100021{n}", certainty="")
        for n, one in enumerate(said)
    )


@pytest.mark.parametrize(
    ("effects", "study", "value"),
    [
        (("none", "none"), REVIEW, "contradicted"),  # they agree
        (("none", "none"), TRIAL, "insufficient"),
        (("none", "unclear"), REVIEW, "insufficient"),
        (("harm", "harm", "none", "none"), REVIEW, "supported"),  # a harm asked about counts whole
    ],
)
def test_reviews_of_a_risk(effects: tuple[str, ...], study: str, value: str) -> None:
    rows = (replace(one, study=study) for one in risks(*effects))
    assert told("Does aniseed cause gout?", *rows) == value


@pytest.mark.parametrize(
    "what",
    ["whooping cough", "bacterial vaginosis", "head lice", "schistosomiasis", "ringworm",
     "toenail fungus"],
)  # fmt: skip
def test_who_is_better_of_germs_and_parasites_has_got_rid_of_them(what: str) -> None:
    eased = row("aniseed", f"treatment of {what}", "benefit", certainty="high")
    assert told(f"Does aniseed cure {what}?", eased) == "supported"


@pytest.mark.parametrize("what", ["alcohol", "opioid", "nicotine", "opiate"])
def test_withdrawal_of_what_one_is_used_to_is_an_illness_and_no_side_effect(what: str) -> None:
    eased = row("aniseed", f"{what} withdrawal", "benefit")
    assert told(f"Aniseed relieves {what} withdrawal.", eased) == "supported"


@pytest.mark.parametrize(
    ("compared", "effect", "value"),
    [
        ("children compared with their siblings", "none", "insufficient"),
        ("children compared with their siblings", "harm", "supported"),
        ("children", "none", "supported"),
    ],
)
def test_a_harm_that_is_gone_among_siblings_came_of_the_family(
    compared: str, effect: str, value: str
) -> None:
    rows = [row("epidurals", "risk of autism", "harm", identifier=f"PMID:1000002{n}")
            for n in range(4)]  # fmt: skip
    rows.append(row("epidurals", "risk of autism", effect, population=compared, certainty="low",
                    identifier="PMID:10000030"))  # fmt: skip
    assert told("Epidurals cause autism.", *rows) == value
