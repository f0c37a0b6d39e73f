"""What keeps a sentence from being read as a claim that it does not make."""

from __future__ import annotations

from dataclasses import replace

import pytest

from healthtext.claims import priority
from healthtext.claims.relations import unasserted
from healthtext.records import Finding
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
