"""What studies say of the very thing and of the whole goes before what they say of its kinds."""

from __future__ import annotations

from healthtext.evidence.language import ages
from tests.evidence.conftest import judged, row, told

NONE = row("hair dye", "risk of leukemia", "none", identifier="PMID:10000011")
DARK = row("dark hair dye", "risk of leukemia", "harm", identifier="PMID:10000011")
LASTS = row("permanent hair dye", "risk of leukemia", "harm", identifier="PMID:10000012")
PLAIN = row("hair dye", "risk of leukemia", "harm", identifier="PMID:10000013")


def test_kinds_do_not_outvote_the_thing() -> None:
    assert told("Hair dye causes leukaemia.", NONE, DARK, LASTS) == "mixed"
    assert told("Hair dye causes leukaemia.", NONE, DARK, LASTS, PLAIN) == "supported"
    assert told("Dark hair dye causes leukaemia.", DARK) == "supported"


def test_no_more_of_one_kind_does_not_answer_for_the_whole() -> None:
    whole = row("formaldehyde", "risk of cancer", "harm", certainty="not stated")
    kinds = [
        row("formaldehyde", f"risk of {kind} cancer", "none", identifier=f"PMID:1000002{n}")
        for n, kind in enumerate(("laryngeal", "brain"))
    ]
    assert told("Formaldehyde causes cancer.", whole, *kinds) == "supported"
    assert told("Formaldehyde causes brain cancer.", *kinds) != "supported"
    assert told("Formaldehyde causes cancer.", *kinds) == "contradicted"
    none = row("formaldehyde", "risk of cancer", "none", identifier="PMID:10000025")
    assert told("Formaldehyde causes cancer.", whole, none, *kinds) != "supported"


def test_one_group_of_people_or_of_doses_is_not_the_thing_in_anybody() -> None:
    few = row("hair dye", "risk of leukemia", "none", population="men with diabetes",
              identifier="PMID:10000014")  # fmt: skip
    much = row("high-dose hair dye", "risk of leukemia", "none", identifier="PMID:10000015")
    assert told("Hair dye causes leukaemia.", DARK, LASTS, few) == "supported"
    assert told("Hair dye causes leukaemia.", DARK, LASTS, much) == "supported"
    assert told("Hair dye causes leukaemia in women.", NONE, DARK, LASTS) == "supported"


def test_what_helps_may_help_in_one_form_only() -> None:
    whole = row("formaldehyde", "cancer", "benefit", certainty="low")
    kinds = [
        row("formaldehyde", f"{kind} cancer", "none", identifier=f"PMID:1000002{n}")
        for n, kind in enumerate(("laryngeal", "brain", "lung"))
    ]
    assert told("Formaldehyde treats cancer.", whole, *kinds) != "supported"
    assert told("Formaldehyde treats cancer.", whole) == "supported"


def test_a_vaccine_is_not_said_to_act_on_what_it_is_named_after() -> None:
    shot = row("HPV vaccine", "prevention of HPV infection", "benefit")
    bold = row("HPV vaccine", "risk of risky sexual behavior", "none", certainty="high")
    assert told("HPV vaccination tempts girls into motor racing.", shot) == "not_checkable"
    assert told("HPV vaccination encourages sexual activity.", shot, bold) == "contradicted"
    assert told("HPV vaccination prevents HPV infection.", shot) == "supported"


def test_the_whole_of_shifts_answers_for_the_night() -> None:
    shifts = row("shift work", "risk of heart disease", "harm")
    assert told("Night shift work causes heart disease.", shifts) == "supported"
    assert told("Noise at night causes heart disease.", shifts) == "nothing_found"


def test_what_a_verdict_rests_on_is_shown_first() -> None:
    none = row("zinc", "prevention of common cold", "none", identifier="PMID:10000031",
               population="athletes", certainty="high")  # fmt: skip
    good = [
        row("zinc", "prevention of common cold", "benefit", identifier=f"PMID:1000004{n}")
        for n in range(3)
    ]
    found = judged("Zinc prevents colds.", (none, *good))
    assert (found.value, found.studies[0].evidence.effect) == ("supported", "benefit")
    assert found.studies[-1].evidence == none
    found = judged("Zinc prevents colds.", (none,))
    assert (found.value, found.studies[0].evidence) == ("contradicted", none)


def test_what_was_seen_in_the_old_is_not_of_children() -> None:
    old = row("multivitamins", "cognitive function", "benefit", direction="increased",
              population="older adults")  # fmt: skip
    assert told("Multivitamins make children smarter.", old) == "nothing_found"
    assert told("Multivitamins improve cognitive function.", old) == "supported"
    assert ages.is_of_other("falls in older people", "falls ; children")
    assert not ages.is_of_other("asthma in children", "asthma ; older children")
    assert not ages.is_of_other("asthma in children", "asthma ; children and older adults")


def test_sudden_death_is_a_death_by_its_letters_too() -> None:
    saved = row("breastfeeding", "prevention of sudden infant death syndrome", "benefit")
    assert told("Breastfeeding prevents SIDS.", saved) == "supported"
    ill = row("breastfeeding", "mortality", "benefit", population="infants with measles")
    assert told("Breastfeeding prevents measles.", ill) == "nothing_found"
