"""Shapes of questions and statements that are asked about, and those near them that are not."""

from __future__ import annotations

import pytest

from healthtext.evidence.asked import framed
from healthtext.records import Claim, Party
from tests.evidence.conftest import row, told
from tests.evidence.test_questions import put

HARM = row("jellies", "risk of gout", "harm")
NONE = row("jellies", "risk of gout", "none", certainty="high")
KEEPS = row("jellies", "prevention of gout", "benefit")
GOOD = row("jellies", "treatment of gout", "benefit")
EASES = row("jellies", "gout", "benefit")
FALLS = row("jellies", "falls", "benefit")
USELESS = row("jellies", "treatment of gout", "none", certainty="high")
SALT = row("salt", "blood pressure", "harm", direction="increased")
SMOKE = row("smoking", "risk of gout", "harm")
FATTER = row("quitting smoking", "risk of weight gain", "harm")
HOOKS = row("opioids", "risk of addiction", "harm")
LICE = row("dirty hair", "head lice", "none", certainty="high")
SPREADS = row("jellies", "cancer spread", "harm")
HEART = row("jellies", "cardiovascular disease", "benefit")


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Head lice come from dirty hair.", LICE, "contradicted"),
        ("Head lice do not come from dirty hair.", LICE, "supported"),
        ("Head lice are not spread by dirty hair.", LICE, "supported"),
        ("Combs come from dirty hair.", LICE, "not_checkable"),
        ("Jellies make cancer spread.", SPREADS, "supported"),
        ("Jellies do not let a cancer spread.", SPREADS, "contradicted"),
        ("Jellies make rumours spread.", SPREADS, "not_checkable"),
        ("Opioids are highly addictive.", HOOKS, "supported"),
        ("Opioids are not addictive.", HOOKS, "contradicted"),
        ("Are opioids habit-forming?", HOOKS, "supported"),
        ("Putting jellies on gout helps.", GOOD, "supported"),
        ("Putting jellies on gout does not help.", GOOD, "contradicted"),
        ("Putting jellies on a shelf helps.", GOOD, "nothing_found"),
        ("You get gout from jellies.", HARM, "supported"),
        ("You don't get gout from jellies.", HARM, "contradicted"),
        ("You won't get gout from jellies.", HARM, "contradicted"),
        ("You get relief from jellies.", GOOD, "not_checkable"),
        ("If you eat jellies, you get gout.", HARM, "supported"),
        ("If you eat jellies, you will not get gout.", HARM, "contradicted"),
        ("If you eat jellies, you get less gout.", HARM, "contradicted"),
        ("If you smoke, you are more likely to get gout.", SMOKE, "supported"),
        ("You get gout if you smoke.", SMOKE, "supported"),
        ("You get gout if you quit smoking.", SMOKE, "contradicted"),
        ("If you do not smoke, you get gout.", SMOKE, "not_checkable"),
        ("Will I gain weight if I quit smoking?", FATTER, "supported"),
        ("You won't gain weight if you quit smoking.", FATTER, "contradicted"),
        ("Am I less likely to get gout if I eat jellies?", KEEPS, "supported"),
        ("Will I get gout if I ask?", HARM, "nothing_found"),
        ("The more jellies you eat, the higher your risk of gout.", HARM, "supported"),
        ("The more jellies you eat, the lower your risk of gout.", HARM, "contradicted"),
        ("The more you smoke, the higher your risk of gout.", SMOKE, "supported"),
        ("The more salt you eat, the higher your blood pressure.", SALT, "supported"),
        ("The more salt you eat, the lower your blood pressure.", SALT, "contradicted"),
        ("The more jellies you eat, the happier the cook.", HARM, "not_checkable"),
        ("Jellies and gout: is there a link?", HARM, "supported"),
        ("Gout and jellies: is there a link?", HARM, "supported"),
        ("Jellies and gout: is there a benefit?", GOOD, "supported"),
        ("Jellies and gout: what next?", GOOD, "not_checkable"),
        ("Are jellies and gout connected?", KEEPS, "supported"),
        ("Jellies and gout are not linked.", HARM, "contradicted"),
        ("Jellies and gout are not linked.", NONE, "supported"),
        ("Do jellies have anything to do with gout?", HARM, "supported"),
        ("Jellies have nothing to do with gout.", NONE, "supported"),
        ("Jellies have nothing to do with less gout.", KEEPS, "contradicted"),
        ("Are jellies the reason for gout?", HARM, "supported"),
        ("Jellies are the reason for fewer falls.", FALLS, "supported"),
        ("Are jellies causing gout?", HARM, "supported"),
        ("Are jellies giving me gout?", HARM, "supported"),
        ("Do jellies make you get gout?", HARM, "supported"),
        ("Do jellies make you get less gout?", HARM, "contradicted"),
        ("Does smoking leave men impotent?", row("smoking", "erectile dysfunction", "harm"),
         "supported"),
        ("Should people with gout avoid jellies?", HARM, "supported"),
        ("Should people with gout avoid jellies?", EASES, "contradicted"),
        ("You should avoid jellies if you have gout.", EASES, "contradicted"),
        ("Do I have to avoid jellies if I have gout?", HARM, "supported"),
        ("Should people with gout not avoid jellies?", HARM, "nothing_found"),
        ("Do women benefit from jellies for gout?", GOOD, "supported"),
        ("Jellies for gout: any good?", GOOD, "supported"),
        ("Any benefit of jellies for gout?", USELESS, "contradicted"),
        ("What about jellies for gout?", USELESS, "contradicted"),
        ("Try jellies for your gout.", GOOD, "supported"),
        ("What do jellies do for gout?", GOOD, "supported"),
        ("If you eat jellies, your gout will go away.", USELESS, "contradicted"),
        ("Will my gout get better if I eat jellies?", GOOD, "supported"),
        ("Can you get addicted to opioids?", HOOKS, "supported"),
        ("You cannot get addicted to opioids.", HOOKS, "contradicted"),
        ("Do jellies keep your heart healthy?", HEART, "supported"),
        ("Do jellies support heart health?", HEART, "supported"),
        ("Are jellies dangerous for the heart?", HEART, "contradicted"),
        ("Are jellies dangerous for people with gout?", GOOD, "not_checkable"),
        ("How bad are jellies for gout?", HARM, "supported"),
        ("Is it bad for your heart to eat jellies?", HEART, "contradicted"),
        ("Do jellies give protection against gout?", KEEPS, "supported"),
    ],
)  # fmt: skip
def test_shapes_are_read(text: str, study: object, value: str) -> None:
    assert told(text, study) == value  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "Do you need jellies for gout?",
        "Children need jellies for gout.",
        "Are jellies enough to treat gout?",
        "Should everybody take jellies to prevent gout?",
        "Do runners need jellies to prevent gout?",
        "Do jellies bring gout?",
    ],
)
def test_what_is_needed_enough_or_for_everybody_is_not(text: str) -> None:
    assert told(text, GOOD, KEEPS) in ("not_checkable", "nothing_found")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Jellies treat gout, right?", "supported"),
        ("Jellies don't treat gout, do they?", "contradicted"),
        ("Jellies don't treat gout, right?", "contradicted"),
        ("True or false: jellies treat gout?", "supported"),
        ("True or false: jellies do not treat gout?", "contradicted"),
        ("I heard that jellies treat gout. Is that true?", "supported"),
        ("Jellies for gout, do they help?", "supported"),
    ],
)
def test_what_is_asked_about_in_a_frame_is_a_sentence(text: str, value: str) -> None:
    assert told(text, GOOD) == value


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("Zinc cures colds, doesn't it?", "Zinc cures colds"),
        ("Fact or fiction: zinc cures colds?", "zinc cures colds"),
        ("Is it true?", "Is it true?"),
        ("Zinc for colds, does it help?", "Zinc for colds, does it help?"),
        ("Does zinc cure colds?", "Does zinc cure colds?"),
    ],
)
def test_frames(text: str, inner: str) -> None:
    assert text[slice(*framed.inside(text))] == inner


def test_what_supports_a_breastfeeding_mother_is_no_verb() -> None:
    claim = put("Does continuous support in labour reduce pain?")
    assert claim
    assert claim.subject
    assert claim.subject.text == "continuous support in labour"


def test_to_avoid_a_thing_is_not_what_is_like_it() -> None:
    study = row("potassium-rich salt substitute", "blood pressure", "benefit")
    assert told("Should people with high blood pressure avoid potassium?", study) != "supported"


BUNIONS = row("splints", "bunion pain", "benefit")
PAIN = row("splints", "pain", "benefit")
KNEES = row("jellies", "treatment of knee osteoarthritis", "benefit")


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Does a splint help jaw joint pain?", BUNIONS, "nothing_found"),
        ("Does a splint help pain in the jaw?", row("splints", "jaw pain", "benefit"), "supported"),
        ("Does a splint help pain from heel pricks?", PAIN, "supported"),
        ("Do splints help joint pain?", row("splints", "knee osteoarthritis pain", "benefit"),
         "supported"),
        ("Do splints help jaw joint pain?", row("splints", "osteoarthritis pain", "benefit"),
         "nothing_found"),
        ("Do splints help vertigo?", row("splints", "treatment of Meniere disease", "benefit"),
         "supported"),
        ("Do jellies delay language development?",
         row("jellies", "risk of poor language development", "harm"), "supported"),
        ("Do jellies delay labour?", row("jellies", "preterm labor", "benefit"), "supported"),
        ("You get warts from jellies.", row("jellies", "risk of warts", "none", certainty="high"),
         "contradicted"),
        ("Are jellies making me constipated?", row("jellies", "constipation", "harm"), "supported"),
        ("Can jellies make you fat?", row("jellies", "risk of weight gain", "harm"), "supported"),
        ("Do jellies cause weight gain?", row("jellies", "risk of overweight", "harm"),
         "nothing_found"),
        ("Do jellies cause infertility?",
         row("jellies", "risk of premature ovarian insufficiency", "none", certainty="high"),
         "contradicted"),
        ("Do jellies help the knees?", KNEES, "supported"),
        ("Do jellies boost immunity?", row("jellies", "prevention of influenza", "benefit"),
         "nothing_found"),
    ],
)  # fmt: skip
def test_what_a_study_calls_otherwise(text: str, study: object, value: str) -> None:
    assert told(text, study) == value  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Does counselling help insomnia?", row("counseling", "insomnia", "benefit"), "supported"),
        ("Do jellies help MS?", row("jellies", "multiple sclerosis", "benefit"), "supported"),
        ("Does lignocaine relieve pain?", row("lidocaine", "pain", "benefit"), "supported"),
        ("Does keto help epilepsy?", row("ketogenic diet", "epilepsy", "benefit"), "supported"),
        ("Do jellies prevent vertebral fractures?",
         row("jellies", "non-vertebral fractures", "benefit"), "nothing_found"),
        ("Do jellies help weed allergy?", row("cannabis", "allergy", "benefit"), "nothing_found"),
    ],
)  # fmt: skip
def test_other_names(text: str, study: object, value: str) -> None:
    assert told(text, study) == value  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("There is no evidence that jellies help gout.", GOOD, "contradicted"),
        ("There is no proof that jellies help gout.", USELESS, "supported"),
        ("Nobody has shown that jellies treat gout.", GOOD, "contradicted"),
        ("No study has shown that jellies treat gout.", USELESS, "supported"),
        ("It has never been shown that jellies treat gout.", GOOD, "contradicted"),
        ("Science has not proven that jellies treat gout.", GOOD, "contradicted"),
        ("Studies do not show that jellies cause gout.", NONE, "supported"),
        ("Nobody has shown that jellies do not treat gout.", GOOD, "supported"),
        ("Studies show that jellies treat gout.", GOOD, "supported"),
        ("There is little evidence that jellies treat gout.", GOOD, "not_checkable"),
        ("Jellies have little effect on gout.", USELESS, "supported"),
        ("Jellies have no effect on gout.", GOOD, "contradicted"),
        ("Jellies have a positive effect on gout.", GOOD, "supported"),
        ("Jellies have a negative effect on gout.", HARM, "supported"),
        ("Jellies have a bad effect on gout.", GOOD, "nothing_found"),
        ("Jellies make gout sag.", GOOD, "not_checkable"),
        ("I wonder whether jellies treat gout.", GOOD, "supported"),
        ("Are obese people more likely to get gout?", row("obesity", "risk of gout", "harm"),
         "supported"),
        ("The more you drink, the higher your risk of gout.",
         row("alcohol", "risk of gout", "harm"), "supported"),
        ("Does diet have anything to do with gout?",
         row("diet soft drinks", "risk of gout", "harm"), "nothing_found"),
        ("Does the pill make you fat?",
         row("contraceptive pill", "risk of weight gain", "none", certainty="high"),
         "contradicted"),
    ],
)  # fmt: skip
def test_what_nobody_has_shown_is_denied(text: str, study: object, value: str) -> None:
    assert told(text, study) == value  # type: ignore[arg-type]


SHOT = row("MMR vaccine", "prevention of measles", "benefit")


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("It is unlikely that jellies treat gout.", GOOD, "not_checkable"),
        ("It is doubtful whether jellies treat gout.", GOOD, "not_checkable"),
        ("It isn't true that jellies treat gout.", GOOD, "contradicted"),
        ("Nothing suggests that jellies treat gout.", GOOD, "contradicted"),
        ("Jellies are said to treat gout, but they do not.", GOOD, "contradicted"),
        ("Jellies are said to treat gout, but they do so slowly.", GOOD, "supported"),
        ("Gout is rarely due to jellies.", HARM, "not_checkable"),
        ("Gout is due to jellies.", HARM, "supported"),
        ("Jellies do little for gout.", GOOD, "contradicted"),
        ("Jellies are unable to relieve gout.", GOOD, "contradicted"),
        ("Jellies have no effect on gout.", HARM, "contradicted"),
        ("Rather than jellies, rest helps gout.", GOOD, "nothing_found"),
        ("The less jelly you eat, the less gout you have.", HARM, "not_checkable"),
        ("Without the vaccine children get less measles.", SHOT, "not_checkable"),
        ("Children who are not vaccinated get more measles.", SHOT, "supported"),
        ("Children who are not vaccinated get less measles.", SHOT, "contradicted"),
        ("Unvaccinated children get more measles.", SHOT, "supported"),
        ("Vaccinated children get more measles.", SHOT, "contradicted"),
    ],
)
def test_doubts_and_denials_turn_no_verdict_round(text: str, study: object, value: str) -> None:
    assert told(text, study) == value  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "acted", "left"),
    [
        ("Zinc treats colds; take it at night.", "colds", "Zinc treats colds"),
        ("Zinc treats colds.", "colds", "Zinc treats colds."),
        (
            "Zinc treats; so does rest; colds pass.",
            "colds",
            "Zinc treats; so does rest; colds pass.",
        ),
    ],
)
def test_a_semicolon_behind_both_sides_ends_a_claim(text: str, acted: str, left: str) -> None:
    at = text.index(acted)
    claim = Claim(
        5, 5 + len(text), text, "treatment", "direct_causal", "positive", "none", "none",
        subject=Party(5, 9, "Zinc"), relation="treats",
        object=Party(at + 5, at + 5 + len(acted), acted),
    )  # fmt: skip
    alone = framed.alone(claim)
    assert (alone.text, alone.start, alone.end) == (left, 5, 5 + len(left))
