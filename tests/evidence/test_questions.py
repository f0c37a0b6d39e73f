"""Questions as people put them, read as a treatment and what it is asked to do something about."""

from __future__ import annotations

import re

import pytest

from healthtext import context, entities, syntax
from healthtext.evidence import ask
from healthtext.evidence.asked import asking, question_table, questions
from healthtext.evidence.store import EvidenceStore
from healthtext.records import Claim
from tests.evidence.conftest import row, told


def put(text: str) -> Claim | None:
    doc = syntax.load()(text)
    return questions.read(doc, context.label(doc, entities.find(doc)))


@pytest.mark.parametrize(
    ("text", "acting", "acted"),
    [
        ("Do smokers die younger than others?", "smokers", "younger"),
        ("Can you die from smoking?", "smoking", "die"),
        ("Are vegans more likely to break bones?", "vegans", "break bones"),
        ("Will red meat make you die earlier?", "red meat", "die earlier"),
        ("Can hopping change your DNA?", "hopping", "your DNA"),
        ("Does hopping affect fertility?", "hopping", "fertility"),
        ("Can mosquitoes spread HIV?", "mosquitoes", "HIV"),
        ("Do lockdowns increase domestic violence?", "lockdowns", "domestic violence"),
    ],
)
def test_what_comes_of_a_thing_is_harm(text: str, acting: str, acted: str) -> None:
    claim = put(text)
    assert claim and claim.subject and claim.object
    assert (claim.kind, claim.subject.text, claim.object.text) == ("harm", acting, acted)


@pytest.mark.parametrize(
    ("like", "pattern"),
    list(
        zip((form["like"] for form in question_table.forms()), questions._patterns(), strict=True)
    ),
)
def test_every_form_reads_what_it_is_like(like: str, pattern: re.Pattern[str]) -> None:
    match = pattern.match(like)
    assert match is not None
    assert match["acting"]
    assert match["acted"]


@pytest.mark.parametrize(
    ("text", "acting", "acted"),
    [
        ("Does it help to suck zinc when you have a cold?", "zinc", "a cold"),
        ("Should you take zinc if you have a cold?", "zinc", "a cold"),
        ("Can you lose weight by hopping?", "hopping", "weight"),
        ("Do people who eat nuts live longer?", "nuts", "longer"),
        ("Is hopping better than running against hiccups?", "hopping", "hiccups"),
        ("Does hopping beat running for hiccups?", "hopping", "hiccups"),
        ("Is hopping any use for hiccups?", "hopping", "hiccups"),
        ("Is hopping of any benefit in hiccups?", "hopping", "hiccups"),
        ("Is hopping worthwhile for hiccups?", "hopping", "hiccups"),
        ("Does hopping cut short a cold?", "hopping", "a cold"),
        ("Does hopping bring down blood pressure?", "hopping", "blood pressure"),
        ("Do people with hiccups benefit from hopping?", "hopping", "people with hiccups"),
        ("Is hopping of benefit to people with hiccups?", "hopping", "people with hiccups"),
        ("Do burns heal faster with honey?", "honey", "burns"),
        ("Do hiccups get better with hopping?", "hopping", "hiccups"),
        ("Can you treat hiccups with hopping?", "hopping", "hiccups"),
        ("Can you prevent hiccups by hopping?", "hopping", "hiccups"),
        ("Is there any benefit of hopping for hiccups?", "hopping", "hiccups"),
        ("How effective is hopping for hiccups?", "hopping", "hiccups"),
        ("Does hopping for hiccups work?", "hopping", "hiccups"),
        ("For people with hiccups, does hopping help?", "hopping", "people with hiccups"),
        ("In old people, is hopping better than placebo?", "hopping", "old people"),
        ("Is hopping superior to placebo for hiccups?", "hopping", "hiccups"),
        ("Does hopping reduce hiccups compared with placebo?", "hopping", "hiccups"),
        ("Does hopping, compared with rest, prevent hiccups?", "hopping", "hiccups"),
        ("Is hopping an effective option for hiccups?", "hopping", "hiccups"),
        ("Does hopping raise the chances of pregnancy?", "hopping", "pregnancy"),
        ("Can hopping keep hiccups away?", "hopping", "hiccups"),
        ("Does hopping keep hiccups at bay?", "hopping", "hiccups"),
        ("Does hopping lead to fewer hiccups?", "hopping", "hiccups"),
        ("Should I apply ice to a burn?", "ice", "a burn"),
        ("Should children be given antibiotics for earache?", "antibiotics", "earache"),
        ("Should people take aspirin to prevent strokes?", "aspirin", "strokes"),
        ("Does wearing a brace help knee pain?", "a brace", "knee pain"),
        ("Does a course of steroids help sinusitis?", "steroids", "sinusitis"),
        ("Does chewing gum prevent tooth decay?", "chewing gum", "tooth decay"),
        ("Is it worth taking zinc for a cold?", "zinc", "a cold"),
        ("Is it a good idea to use honey for burns?", "honey", "burns"),
        ("Does it help to put ice on a burn?", "ice", "a burn"),
        ("Is it advisable to take honey for hiccups?", "honey", "hiccups"),
        ("Is hopping as good as running for hiccups?", "hopping", "hiccups"),
        ("Is hopping of benefit after a burn?", "hopping", "after a burn"),
        ("Is hopping better at removing hiccups?", "hopping", "hiccups"),
        ("Should people with hiccups take honey?", "honey", "hiccups"),
        ("Should older women with knee pain wear a brace?", "a brace", "knee pain"),
        ("Can hiccups be shortened by hopping?", "hopping", "hiccups"),
        ("Is hopping useless for hiccups?", "hopping", "hiccups"),
        (
            "Do bed nets treated with insecticide reduce malaria?",
            "bed nets treated with insecticide",
            "malaria",
        ),
        ("Does giving up alcohol lower blood pressure?", "giving up alcohol", "blood pressure"),
    ],
)
def test_either_side_of_a_question_is_found(text: str, acting: str, acted: str) -> None:
    claim = put(text)
    assert claim and claim.subject and claim.object
    assert (claim.subject.text, claim.object.text) == (acting, acted)
    for party in (claim.subject, claim.object):
        assert text[party.start : party.end] == party.text
    assert claim.kind in ("treatment", "prevention")


@pytest.mark.parametrize(
    ("text", "acting", "acted"),
    [
        ("Does mobile phone use cause headaches?", "mobile phone use", "headaches"),
        ("Does hopping lead to hiccups?", "hopping", "hiccups"),
        ("Is there a link between mobile phones and asthma?", "mobile phones", "asthma"),
        ("Is there any real connection between mould and asthma?", "mould", "asthma"),
        ("Does mould raise asthma risk?", "mould", "asthma risk"),
        ("Is asthma caused by mould?", "mould", "asthma"),
        ("Can asthma be triggered by mould?", "mould", "asthma"),
        ("Is asthma made worse by mould?", "mould", "asthma"),
        ("Is asthma due to mould?", "mould", "asthma"),
        ("Can asthma come from mould?", "mould", "asthma"),
        ("Is mould to blame for asthma?", "mould", "asthma"),
        ("Is mould responsible for asthma?", "mould", "asthma"),
        ("Is mould behind asthma?", "mould", "asthma"),
        ("Does mould play a role in asthma?", "mould", "asthma"),
        ("Can mould result in asthma?", "mould", "asthma"),
        ("Is asthma linked to mould?", "mould", "asthma"),
        ("Is mould linked to asthma?", "mould", "asthma"),
        ("Has mould been linked to asthma?", "mould", "asthma"),
        ("Has mould been shown to cause asthma?", "mould", "asthma"),
        ("Does mould put you at risk of asthma?", "mould", "asthma"),
        ("Does mould make children more likely to get asthma?", "mould", "asthma"),
        ("Does mould raise your chances of asthma?", "mould", "asthma"),
        ("Does mould carry a risk of asthma?", "mould", "asthma"),
        ("Does mould have an asthma risk?", "mould", "asthma"),
        ("Is there a risk of asthma from mould?", "mould", "asthma"),
        ("Are people with eczema more likely to develop asthma?", "eczema", "asthma"),
    ],
)
def test_harm_stays_harm(text: str, acting: str, acted: str) -> None:
    claim = put(text)
    assert claim and claim.subject and claim.object and claim.kind == "harm"
    assert (claim.subject.text, claim.object.text) == (acting, acted)


def test_recovery_from_something_is_not_brought_by_it() -> None:
    claim = put("Does hyperbaric oxygen help people recover from stroke?")
    assert claim and claim.subject and claim.subject.text == "hyperbaric oxygen"


@pytest.mark.parametrize(
    "text",
    [
        "Is hopping better than placebo?",
        "Is it raining?",
        "Should I see a doctor?",
        "Are crowns better than bridges?",
    ],
)
def test_without_a_disorder_nothing_is_asked(text: str) -> None:
    claim = put(text)
    assert claim is None or asking.asked(claim) is None


def test_whom_a_question_asks_of_first_is_asked_too() -> None:
    claim = put("In adults with asthma, does vitamin D reduce the number of attacks?")
    assert claim and claim.population == "adults with asthma"
    question = asking.asked(claim)
    assert question and question.object.match("asthma attacks", "adults with asthma") > 0.9


def test_courses_of_a_drug_are_no_place() -> None:
    claim = put("Do long courses of antibiotics help people with Lyme disease?")
    question = asking.asked(claim) if claim else None
    assert question and question.object.text == "people with Lyme disease"
    screened = put("Does screening for prostate cancer reduce deaths?")
    question = asking.asked(screened) if screened else None
    assert question and "prostate cancer" in question.object.text


def test_a_dose_is_no_question_of_efficacy() -> None:
    with EvidenceStore.empty() as nothing:
        found = ask("Is 500 mg of paracetamol four times a day too much?", base=nothing).verdict
    assert found and found.value == "not_checkable"


@pytest.mark.parametrize("text", ["Is zinc useless for gout?", "Is zinc ineffective in gout?"])
def test_what_is_asked_to_be_useless_is_denied(text: str) -> None:
    found = put(text)
    assert found is not None and found.polarity == "negative"
    plain = put(text.replace("useless", "useful").replace("ineffective", "effective"))
    assert plain is not None and plain.polarity == "positive"


@pytest.mark.parametrize(
    "text", ["Should people with gout get better?", "Should people with gout get well?"]
)
def test_how_one_should_fare_is_no_treatment(text: str) -> None:
    found = put(text)
    assert found is None or found.subject is None or "gout" in found.subject.text


@pytest.mark.parametrize(
    ("text", "acting", "acted"),
    [
        ("Do probiotics prevent diarrhoea caused by antibiotics?", "probiotics", "diarrhoea"),
        ("Can sildenafil treat impotence caused by diabetes?", "sildenafil", "impotence"),
        ("Does rest help back pain due to lifting?", "rest", "back pain"),
        ("Can diarrhoea caused by antibiotics be prevented by yoghurt?", "yoghurt", "diarrhoea"),
    ],
)
def test_what_a_disorder_is_due_to_is_not_asked_where_something_helps(
    text: str, acting: str, acted: str
) -> None:
    claim = put(text)
    assert claim is not None and claim.subject is not None and claim.object is not None
    assert claim.kind != "harm" and claim.subject.text.lower() == acting
    assert claim.object.text.lower().startswith(acted)


@pytest.mark.parametrize(
    "text", ["Are there risks to taking aspirin daily?", "Do statins have side effects on muscles?"]
)
def test_what_speaks_of_risks_is_no_treatment(text: str) -> None:
    assert put(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Should children with fever take aspirin?", "Should babies with cough have honey?",
        "Should pregnant women with acne take isotretinoin?",
        "Are vaccines by no means useless against measles?",
        "Is insulin hardly useless for diabetes?",
    ],
)  # fmt: skip
def test_whom_it_harms_and_doubled_denials_are_not_asked(text: str) -> None:
    assert put(text) is None


@pytest.mark.parametrize(
    "text", ["Should people with asthma stop using honey?", "Should people with HIV not take zinc?"]
)
def test_advice_against_is_none_for(text: str) -> None:
    found = put(text)
    assert found is None or found.object is None or "asthma" not in found.object.text


@pytest.mark.parametrize(
    ("text", "acting", "polarity"),
    [
        ("Are statins no better than placebo for heart attacks?", "statins", "negative"),
        ("Patches are no better than placebo for quitting smoking.", "Patches", "negative"),
        ("Are antibiotics of no use for colds?", "antibiotics", "negative"),
        ("Are statins better than placebo for heart attacks?", "statins", "positive"),
        ("Don't antibiotics help against colds?", "antibiotics", "positive"),
    ],
)
def test_no_better_than_another_denies(text: str, acting: str, polarity: str) -> None:
    claim = put(text)
    assert claim and claim.subject
    assert (claim.subject.text, claim.polarity) == (acting, polarity)


@pytest.mark.parametrize(
    ("text", "effect", "value"),
    [
        ("Does aniseed go with gout?", "harm", "supported"),
        ("Does aniseed go along with gout?", "harm", "supported"),
        ("Aniseed goes with gout.", "harm", "supported"),
        ("Does aniseed go with gout?", "benefit", "contradicted"),
        ("Does aniseed go with less gout?", "harm", "not_checkable"),
    ],
)
def test_what_goes_with_a_disorder_is_linked_to_it(text: str, effect: str, value: str) -> None:
    assert told(text, row("aniseed", "risk of gout", effect, certainty="high")) == value
