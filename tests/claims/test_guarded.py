"""What keeps a sentence from being read as a claim that it does not make."""

from __future__ import annotations

from dataclasses import replace

import pytest

from healthtext import claims
from healthtext.claims import priority
from healthtext.claims.relations import unasserted
from healthtext.records import Finding
from tests.claims.test_cases import CASES
from tests.claims.test_opinions import Fixed, found
from tests.claims.test_priority import claim_of


@pytest.mark.parametrize(
    "text",
    [
        "Curtains soaked in permethrin prevent malaria.",  # the curtains do
        "Men taking garlic reduce gout.",
        "Scans before heart surgery prevent complications.",
        "Rubbing honey in eases psoriasis.",  # no verb behind a particle
        "Men who slept well were 30% less likely to die of stroke.",
    ],
)
def test_what_stands_beside_a_verb_is_not_what_does_it(text: str) -> None:
    assert not [one for one in found(text, None) if one.subject]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Eating too little zinc causes psoriasis.", ["cause"]),
        ("Low iron causes hair loss.", ["cause"]),
        ("Zinc causes nausea.", ["harm"]),
    ],
)
def test_the_lack_of_a_thing_is_no_harm_of_it(text: str, kinds: list[str]) -> None:
    assert [one.kind for one in found(text, None)] == kinds


@pytest.mark.parametrize(
    ("text", "strengths"),
    [
        ("Garlic eases nausea and may prevent colds.", ["correlational", "conditional_causal"]),
        ("Garlic eases nausea and prevents colds.", ["correlational", "correlational"]),
    ],
)
def test_the_network_leaves_a_claim_that_is_put_otherwise_than_the_first(
    text: str, strengths: list[str]
) -> None:
    made = found(text, Fixed("treatment", "correlational", 0.97))
    assert [one.strength for one in made] == strengths


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("Turmeric may prevent cancer.", "high", "high"),
        ("Ginger relieves nausea.", "medium", "medium"),
        ("Ginger may relieve nausea.", "low", "medium"),
    ],
)
def test_a_warning_raises_what_is_low_and_lowers_nothing(
    text: str, before: str, after: str
) -> None:
    claim = claim_of(text)
    warning = Finding(claim.start, claim.end, "ABSOLUTE_WORDING", "warning", "")
    (raised,) = priority.raised([replace(claim)], [warning])
    assert (claim.priority, raised.priority) == (before, after)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Men who cycled daily were 30% less likely to die of stroke.", "less likely to die of"),
        ("Quit smoking: it is harmful in pregnancy.", "is harmful"),
    ],
)
def test_nobody_acts_where_only_a_habit_is_named(text: str, relation: str) -> None:
    (claim,) = found(text, None)
    assert (claim.subject, claim.relation) == (None, relation)


@pytest.mark.parametrize(
    ("text", "subject", "acted"),
    [
        ("Obesity has been a curse for the joints.", "Obesity", "joints"),
        ("Diabetes has long been no friend of the kidneys.", "Diabetes", "kidneys"),
    ],
)
def test_what_acts_is_not_acted_on(text: str, subject: str, acted: str) -> None:
    (claim,) = found(text, Fixed("cause", "direct_causal", 0.97))
    assert claim.subject and claim.object
    assert (claim.subject.text, claim.object.text) == (subject, acted)


@pytest.mark.parametrize("end", ["", "."])
def test_what_a_sentence_opens_with_is_led_in_by_none_of_its_last_words(end: str) -> None:
    assert not found(f"Chew some ginger. That relieves nausea, they say{end}", None)
    assert not unasserted(("who", "relieves", "nausea", "we", "see", end), 0, 1)
    assert unasserted(("we", "see", "who", "relieves", "nausea", end), 2, 3)


def test_every_value_that_a_claim_may_have_is_one_that_some_claim_has() -> None:
    made = [claim for case in CASES for claim in found(case["text"], None)]
    assert {claim.kind for claim in made} == set(claims.KINDS)
    assert {claim.strength for claim in made} == set(claims.STRENGTHS)
    assert {claim.hedge for claim in made} == set(claims.HEDGES)
    assert {claim.polarity for claim in made} == set(claims.POLARITIES)
    assert {claim.attribution for claim in made} == set(claims.ATTRIBUTIONS)
    assert {claim.priority for claim in made} == set(priority.LEVELS)


@pytest.mark.parametrize(
    ("text", "level", "reason"),
    [
        ("Take 500 mg of garlic a day.", "high", "an amount to take without a source"),
        ("Take 500 mg of garlic a day (PMID 31064345).", "medium", "an amount"),
        ("Ginger is safe.", "medium", "said to be safe without a source"),
        ("Ginger may be safe.", "low", "said to be safe"),
        ("Ginger causes headaches.", "low", "little to act on"),
        ("Ginger relieves nausea.", "medium", "a plain promise without a source"),
        ("Ginger relieves nausea (PMID 31064345).", "low", "cites a source"),
        ("Ginger is linked to headaches.", "low", "little to act on"),
        ("Ginger boosts immunity.", "medium", "a plain promise without a source"),
        ("Ginger may relieve nausea.", "low", "hedged"),
        ("Ginger does not cure cancer.", "medium", "about cancer"),
        ("Ginger cures cancer.", "high", "about cancer"),
        ("There is limited evidence that ginger cures cancer.", "medium", "about cancer"),
    ],
)
def test_how_much_harm_a_claim_could_do(text: str, level: str, reason: str) -> None:
    (claim,) = found(text, None)
    assert (claim.priority, claim.priority_reason) == (level, reason)


def test_claims_are_ordered_by_harm_source_strength_and_place() -> None:
    claim = claim_of("Ginger relieves nausea.")
    low = replace(claim, priority="low")
    weaker = replace(claim, strength="conditional_causal")
    tied = replace(claim, strength="correlational")
    bare = replace(claim, strength="none")
    unknown = replace(claim, strength="?")
    later = replace(claim, start=claim.start + 9)
    unranked = replace(claim, priority="")
    every = [unranked, low, unknown, bare, tied, weaker, later, claim]
    assert sorted(every, key=priority.order) == every[::-1]


def test_a_finding_before_or_behind_a_claim_raises_nothing() -> None:
    claim = replace(claim_of("Ginger may relieve nausea."), start=40, end=70)
    around = [Finding(0, 40, "R", "error", ""), Finding(70, 90, "R", "error", "")]
    assert priority.raised([claim], around) == (claim,)
    (raised,) = priority.raised([claim], [Finding(0, 41, "R", "error", "")])
    assert (raised.priority, raised.priority_reason) == ("high", "dangerous advice")
    high = replace(claim, priority="high", priority_reason="about cancer")
    assert priority.raised([high], [Finding(41, 60, "R", "error", "")]) == (high,)
