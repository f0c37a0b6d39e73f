"""What the second network adds to the rules, and where it has no say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

import pytest

from healthtext import claims, entities, evidence, syntax
from healthtext.annotator import Opinion, Reading
from healthtext.annotator.reading import KINDS, STRENGTHS
from healthtext.records import Claim


class Fixed:
    """A reading that holds the same of every sentence."""

    def __init__(self, kind: str, strength: str, sure: float) -> None:
        self._opinion = Opinion(
            _spread(KINDS, kind, sure), _spread(STRENGTHS, strength, sure),
        )  # fmt: skip

    def opinions(self, spans: Sequence[tuple[int, int]]) -> tuple[Opinion, ...]:
        return (self._opinion,) * len(spans)


def _spread(labels: Sequence[str], label: str, sure: float) -> dict[str, float]:
    rest = (1 - sure) / (len(labels) - 1)
    return {name: sure if name == label else rest for name in labels}


def found(text: str, fixed: Fixed | None) -> tuple[Claim, ...]:
    doc = syntax.load()(text)
    return claims.find(doc, entities.for_claims(entities.find(doc)), cast(Reading, fixed))


SILENT = "Garlic has been a blessing in hypertension."


def test_the_network_adds_a_claim_that_no_rule_sees_when_it_is_sure() -> None:
    assert found(SILENT, None) == ()
    (claim,) = found(SILENT, Fixed("treatment", "direct_causal", 0.97))
    assert (claim.kind, claim.strength, claim.text) == ("treatment", "direct_causal", SILENT)
    assert claim.subject is not None
    assert claim.object is not None
    assert (claim.subject.text, claim.object.text) == ("Garlic", "hypertension")
    assert claim.priority
    assert not any(cue.kind == "kind" for cue in claim.cues)
    doc = syntax.load()(SILENT)
    assert "NO_CITATION" not in {one.rule for one in evidence.findings(doc, (), (claim,))}


@pytest.mark.parametrize(
    ("text", "kind", "strength"),
    [
        (SILENT, "treatment", "direct_causal"),
        ("Garlic may have been a blessing in hypertension.", "treatment", "conditional_causal"),
        ("Colds were fewer and farther between with garlic.", "prevention", "correlational"),
        ("Hypertension and strokes are old companions.", "cause", "direct_causal"),
        ("Strokes are seen at a lower rate with garlic.", "prevention", "correlational"),
        ("Sciatica wanders, and the lower back feels it.", "cause", "direct_causal"),
        ("Garlic has been a blessing in circulation.", "mechanism", "direct_causal"),
    ],
)
def test_a_kind_that_is_not_sure_follows_from_what_is_named_and_is_not_looked_up(
    text: str, kind: str, strength: str
) -> None:
    (claim,) = found(text, Fixed("treatment", "direct_causal", 0.3))
    assert (claim.kind, claim.strength) == (kind, strength)
    assert (claim.subject, claim.object) == (None, None)
    (judged,) = evidence.check((claim,))
    assert judged.verdict is not None
    assert judged.verdict.value == "not_checkable"
    assert "no rule tells" in judged.verdict.looked_up


def test_a_claim_of_the_network_about_two_disorders_has_no_sides() -> None:
    text = "Garlic has been a blessing in hypertension, never mind asthma."
    (claim,) = found(text, Fixed("treatment", "direct_causal", 0.97))
    assert (claim.kind, claim.object) == ("treatment", None)


def test_an_unsure_network_adds_nothing() -> None:
    assert found(SILENT, Fixed("none", "none", 0.6)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Has garlic been a blessing in hypertension?",
        "Add garlic to every meal in hypertension.",
        "Hypertension is a disease of the arteries.",
        "Sciatica is actually a term for any pain that affects your leg.",
        "The exact cause of hypertension is unknown.",
        "Sciatica is pain along the leg.",
        "A migraine is more than a headache.",
        "Garlic in Hypertension\n\n",
    ],
)
def test_what_can_make_no_claim_makes_none(text: str) -> None:
    assert found(text, Fixed("treatment", "direct_causal", 0.99)) == ()


@pytest.mark.parametrize(
    "text", ["The weather was fine all week.", "Smoking is the leading cause of lung disease."]
)
def test_only_a_certain_network_sees_a_claim_that_names_nothing_or_defines(text: str) -> None:
    assert found(text, Denying(0.2)) == ()
    (claim,) = found(text, Denying(0.05))
    assert claim.text == text
    assert found("Garlic in Hypertension\n\n", Denying(0.05)) == ()


@pytest.mark.parametrize(
    "text",
    ["No wart survives it, guaranteed!",
     "Your body will thank you as years of toxins are flushed out of the gut.",
     "It is just a plant, so you can't do yourself any damage."],
)  # fmt: skip
def test_of_a_promise_the_network_need_not_be_sure(text: str) -> None:
    assert found(text, Denying(0.95)) == ()
    (claim,) = found(text, Denying(0.8))
    assert claim.text == text
    assert found(f"{text.rstrip('.!')}?", Denying(0.8)) == ()


def test_a_figure_needs_neither_a_sure_network_nor_a_name() -> None:
    text = "Nine out of ten get well again by the summer."
    (claim,) = found(text, Counting(0.35))
    assert (claim.kind, claim.strength) == ("statistic", "none")
    assert found(text, Counting(0.25)) == ()
    assert found("Do nine out of ten get well again by the summer?", Counting(0.35)) == ()


def test_what_promises_nothing_is_not_claimed_by_an_unsure_network() -> None:
    assert found("No parcel came on Monday.", Denying(0.8)) == ()
    assert found("The idea that no wart survives it is a myth.", Denying(0.8)) == ()


def test_a_sure_network_decides_how_strong_a_claim_of_the_rules_is() -> None:
    (ruled,) = found("Garlic lowers the risk of stroke.", None)
    (weighed,) = found("Garlic lowers the risk of stroke.", Fixed("cause", "correlational", 0.9))
    (unsure,) = found("Garlic lowers the risk of stroke.", Fixed("cause", "correlational", 0.3))
    assert (ruled.strength, weighed.strength) == ("direct_causal", "correlational")
    assert (weighed.kind, weighed.cues) == (ruled.kind, ruled.cues)
    assert unsure == ruled


def test_figures_have_no_strength_whatever_the_network_holds() -> None:
    (claim,) = found("One in five adults has chronic pain.", Fixed("cause", "correlational", 0.99))
    assert (claim.kind, claim.strength) == ("statistic", "none")


def test_a_denial_is_seen_in_a_claim_of_the_network() -> None:
    text = "Garlic is not a blessing in hypertension."
    (claim,) = found(text, Fixed("treatment", "direct_causal", 0.97))
    assert claim.polarity == "negative"


def test_a_figure_that_only_the_network_sees_has_no_strength() -> None:
    text = "Hypertension is met in every second house."
    (claim,) = found(text, Fixed("statistic", "direct_causal", 0.97))
    assert (claim.kind, claim.strength) == ("statistic", "none")


class Denying(Fixed):
    """A reading that holds a sentence for no claim, `none` sure, whatever its strength."""

    def __init__(self, none: float) -> None:
        super().__init__("none", "direct_causal", 0.9)
        self._opinion = replace(self._opinion, kinds=_spread(KINDS, "none", none))


class Counting(Fixed):
    """A reading that holds a sentence for a statistic by a share, and else for no claim."""

    def __init__(self, share: float) -> None:
        super().__init__("none", "none", 0.9)
        kinds = dict.fromkeys(KINDS, 0.0) | {"none": 1 - share, "statistic": share}
        self._opinion = replace(self._opinion, kinds=kinds)


def test_what_is_hardly_likely_makes_no_claim() -> None:
    assert found(SILENT, Denying(0.45)) == ()
    assert len(found(SILENT, Denying(0.35))) == 1


def test_the_network_takes_back_a_claim_of_the_rules() -> None:
    ruled = "Garlic lowers the risk of stroke."
    assert len(found(ruled, Denying(0.93))) == 1
    assert found(ruled, Denying(0.97)) == ()


def test_a_no_in_passing_denies_nothing() -> None:
    text = "Garlic has been a blessing in hypertension with no cause."
    (claim,) = found(text, Fixed("treatment", "direct_causal", 0.97))
    assert claim.polarity == "positive"
