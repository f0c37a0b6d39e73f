"""More of what is bad and less of what is good is harm, whatever the verb says of itself."""

from __future__ import annotations

import pytest

from healthtext import context, entities, evidence, syntax
from healthtext.evidence.asked import asking
from healthtext.evidence.language import signs
from healthtext.evidence.store import EvidenceStore, Row
from healthtext.records import Claim, Party
from tests.evidence.conftest import row, told
from tests.evidence.test_questions import put


@pytest.mark.parametrize(
    ("verb", "acted"),
    [
        ("increase", "mortality"),
        ("raises", "the death rate"),
        ("increases", "blood pressure in adults"),
        ("reduces", "sperm quality"),
        ("lower", "your fertility"),
        ("impairs", "memory"),
        ("shorten", "your life"),
        ("reduce", "the effects of insulin"),
        ("reduces", "the effect of checkpoint inhibitors"),
        ("stunts", "children's growth"),
        ("greatly increases", "early deaths"),
        ("increase", "suicide risk in young people"),
        ("raises", "your heart attack risk"),
        ("raises the chances of", "bleeding"),
        ("increase", "birth defects"),
        ("increases", "wound infections after surgery"),
        ("lengthens", "labour"),
        ("prolongs", "the hospital stay"),
        ("raises", "systolic blood pressure"),
        ("raises", "your blood sugar"),
        ("lowers", "semen quality"),
        ("lower", "oxygen saturation"),
        ("increase", "smoking"),
        ("raise", "drinking among students"),
        ("increase", "overdose deaths"),
        ("increases", "breast cancer deaths"),
        ("raises", "asthma hospitalisations"),
        ("reduce", "vaccination rates"),
        ("slows", "wound healing"),
    ],
)
def test_more_of_what_is_bad_is_harm(verb: str, acted: str) -> None:
    assert signs.is_harm(verb, Party(0, len(acted), acted), ())


@pytest.mark.parametrize(
    ("verb", "acted"),
    [
        ("reduces", "mortality"),
        ("increases", "fertility"),
        ("reduces", "memory loss"),
        ("shortens", "wound healing"),
        ("reduces", "healing time"),
        ("lowers", "blood pressure"),
        ("reduces", "suicide risk"),
        ("increases", "risk awareness"),
        ("increases", "bleeding control"),
        ("reduce", "sleep problems"),
        ("reduces", "life-threatening attacks"),
        ("helps", "memory"),
        ("increases", "walking distance"),
        ("raises the chances of", "pregnancy"),
        ("reduces", "the effects of ageing"),
        ("increases", "resistance to infections"),
        ("lengthens", "life"),
        ("prolongs", "survival"),
        ("lengthens", "labour contracts"),
        ("reduce", "smoking"),
        ("increase", "smoking cessation"),
        ("increases", "drinking of water"),
        ("increase", "vaccination rates"),
        ("slows", "the illness"),
    ],
)
def test_less_of_what_is_bad_is_none(verb: str, acted: str) -> None:
    assert not signs.is_harm(verb, Party(0, len(acted), acted), ())


@pytest.mark.parametrize(
    ("text", "kind", "acting"),
    [
        ("Do trampolines increase asthma?", "harm", "trampolines"),
        ("Do trampolines increase recovery from asthma?", "treatment", "trampolines"),
        ("Do trampolines increase pregnancy?", "treatment", "trampolines"),
        ("Do trampolines increase weight loss?", "treatment", "trampolines"),
        ("Do trampolines reduce asthma?", "treatment", "trampolines"),
        ("Does night shift work cause asthma?", "harm", "night shift work"),
        ("Does shift work increase the risk of asthma?", "harm", "shift work"),
        ("Does hopping work for asthma?", "treatment", "hopping"),
        ("Is hopping a risk factor for early death?", "harm", "hopping"),
        ("Is hopping bad for asthma?", "harm", "hopping"),
        ("Does hopping stunt children's growth?", "harm", "hopping"),
        ("Is hopping linked to asthma?", "harm", "hopping"),
        ("Do birth control pills clear acne?", "treatment", "birth control pills"),
        ("Does hopping raise mortality?", "harm", "hopping"),
        ("Does hopping help lower urinary tract symptoms?", "treatment", "hopping"),
        ("Does hopping help lower blood pressure?", "treatment", "hopping"),
    ],
)
def test_questions_know_harm_from_help(text: str, kind: str, acting: str) -> None:
    claim = put(text)
    assert claim is not None and claim.subject is not None
    assert (claim.kind, claim.subject.text) == (kind, acting)


def test_what_a_verb_leads_up_to_is_no_verb() -> None:
    claim = put("Does hopping help lower urinary tract symptoms?")
    assert claim is not None and claim.object is not None
    assert claim.object.text == "lower urinary tract symptoms"


def test_a_sentence_that_lowers_what_is_good_asks_for_harm() -> None:
    text = "Trampolines reduce sleep."
    doc = syntax.load()(text)
    found = context.label(doc, entities.find(doc))
    parts = Party(0, 11, "Trampolines"), Party(19, 24, "sleep")
    claim = Claim(
        0, len(text), text, "mechanism", "direct_causal", "positive", "none", "none",
        subject=parts[0], relation="reduce", object=parts[1],
    )  # fmt: skip
    wanted = asking.asked(claim, found)
    assert wanted is not None and wanted.wanted == "harm"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Jellies cause weight loss.", "supported"),
        ("Jellies lead to weight loss.", "supported"),
        ("Tonics cause weight loss.", "supported"),
        ("Jellies cause weight gain.", "nothing_found"),
    ],
)
def test_to_cause_what_is_wished_for_is_no_harm(text: str, value: str) -> None:
    rows = (
        row("jellies", "weight loss", "benefit", direction="increased"),
        row("tonics", "risk of weight loss", "harm"),
    )
    with EvidenceStore.empty() as store:
        store.add([Row(one) for one in rows])
        found = evidence.ask(text, base=store).verdict
    assert found is not None and found.value == value


def test_of_deaths_only_deaths_tell() -> None:
    rows = (
        row("trampolines", "blood loss", "benefit", population="people with hip fractures"),
        row("trampolines", "mortality", "none", population="people with hip fractures"),
        row("jellies", "progression-free survival", "benefit", population="people with cancer"),
    )
    with EvidenceStore.empty() as store:
        store.add([Row(one) for one in rows])
        for text, value in (
            ("Do trampolines reduce deaths in people with hip fractures?", "contradicted"),
            ("Do jellies prolong survival in people with cancer?", "nothing_found"),
            ("Do jellies prolong progression-free survival in people with cancer?", "supported"),
        ):
            found = evidence.ask(text, base=store).verdict
            assert found is not None and found.value == value, text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Do jellies increase smoking?", "contradicted"),
        ("Do jellies reduce smoking?", "supported"),
        ("Do tonics increase smoking?", "contradicted"),
        ("Do jellies increase smoking cessation?", "supported"),
        ("Do trampolines increase cancer deaths?", "contradicted"),
        ("Do trampolines reduce cancer deaths?", "supported"),
    ],
)
def test_what_does_good_does_not_raise_what_is_bad(text: str, value: str) -> None:
    """Who has given smoking up smokes less: no matter of those who are treated."""
    rows = (
        row("jellies", "smoking cessation", "benefit", population="smokers"),
        row("tonics", "prevention of smoking", "benefit"),
        row("trampolines", "cancer mortality", "benefit"),
    )
    assert told(text, *rows) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Do jellies stop labour?", "nothing_found"),
        ("Do tonics stop labour?", "supported"),
        ("Do jellies shorten labour?", "supported"),
    ],
)
def test_labour_is_stopped_where_it_is_too_early(text: str, value: str) -> None:
    rows = (
        row("jellies", "length of labor", "benefit", population="women in labor"),
        row("tonics", "preterm labor", "benefit"),
    )
    assert told(text, *rows) == value


@pytest.mark.parametrize(
    ("verb", "said", "more"),
    [
        ("increase", "the spread of measles", True), ("speeds", "up the onset of dementia", True),
        ("do not increase", "the severity of asthma", True),
        ("reduce", "the spread of measles", False), ("accelerates", "healing of wounds", False),
        ("increases", "the frequency of exercise", False),
    ],
)  # fmt: skip
def test_more_severe_or_more_spread_is_harm(verb: str, said: str, more: bool) -> None:
    assert signs.is_more_of(verb, said) is more
