"""What shares words with a claim and is another thing, and what more a claim says than a study."""

from __future__ import annotations

import pytest

from healthtext.records import Evidence
from tests.evidence.conftest import row, told

OXYGEN = row("ambulatory oxygen", "exercise performance", "benefit", direction="increased")
OXYGEN_WATER = row("oxygenated water", "exercise performance", "none", certainty="high")
RARER = row("lower meal frequency", "weight loss", "benefit", direction="increased")
FREQUENT = row("frequent meals", "weight loss", "none", comparator="three meals or fewer")
ALL_FAT = row("squats", "weight loss", "benefit", direction="increased")
WAIST = row("squats", "waist circumference", "none", certainty="high")
KNEE = row("jellies", "treatment of knee osteoarthritis", "benefit")
CARTILAGE = row("jellies", "knee cartilage volume", "benefit", direction="increased")
FALL_ILL = row("sugar", "risk of cancer", "harm")
GROWS = row("sugar", "risk of cancer progression", "none", certainty="high")
HURTS = row("statins", "risk of muscle pain", "harm")
SPARED = row("statins", "risk of muscle pain", "none", certainty="high")
TENSION = row("botulinum toxin", "treatment of tension-type headache", "benefit")
OVERUSE = row("botulinum toxin", "treatment of medication overuse headache", "benefit")
SLEEP_BRA = row("wearing a bra during sleep", "risk of breast cancer", "harm")
BRA = row("wearing a bra", "risk of breast cancer", "unclear")
BORN_ILL = row("jellies", "risk of birth defects", "harm")
BORN_WELL = row("jellies", "risk of birth defects", "none", certainty="high")
ENOUGH = row("vitamin A", "risk of birth defects", "none", certainty="high")
EXCESS = row("vitamin A excess", "risk of birth defects", "harm")
APNEA = row("sleep apnea", "risk of cancer", "harm")
BESIDE = row("sleeping near a mobile phone", "risk of cancer", "none", certainty="high")
SPRAY = row("nasal irrigation", "hay fever", "benefit")
NOSE = row("nasal surgery", "hay fever", "benefit")
BUTTER = row("olive oil instead of butter", "cholesterol", "benefit")
SALT = row("low-sodium salt substitutes", "blood pressure", "benefit")
MALARIA = row("malaria chemoprophylaxis", "birth weight", "benefit", direction="increased")
TOXINS = row("detox diets", "toxin elimination", "unclear")
IMMUNE = row("jellies", "prevention of influenza", "benefit")
BLADDER = row("jellies", "risk of urinary tract infection", "harm")
HONEY = row("honey", "cough", "benefit", certainty="high")
MEMORY = row("jellies", "memory decline", "benefit")
SCORE = row("coronary calcium score", "prevention of heart disease", "benefit")
CALCIUM = row("calcium", "prevention of heart disease", "none", certainty="high")
GLOOM = row("jellies", "treatment of depression", "benefit")
MOOD = row("jellies", "mood", "none", certainty="high")
RUBS = row("alcohol hand rubs", "prevention of influenza", "benefit")


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Oxygen water improves performance.", OXYGEN, "nothing_found"),
        ("Oxygen water improves performance.", OXYGEN_WATER, "contradicted"),
        ("Oxygen improves performance.", OXYGEN, "supported"),
        ("Frequent meals help you lose weight.", RARER, "contradicted"),
        ("Frequent meals help you lose weight.", FREQUENT, "contradicted"),
        ("Lower meal frequency helps you lose weight.", RARER, "supported"),
        ("Squats burn belly fat.", ALL_FAT, "nothing_found"),
        ("Squats burn belly fat.", WAIST, "contradicted"),
        ("Squats burn body fat.", ALL_FAT, "supported"),
        ("Jellies regrow knee cartilage.", KNEE, "insufficient"),
        ("Jellies regrow knee cartilage.", CARTILAGE, "supported"),
        ("Jellies help knee arthritis.", KNEE, "supported"),
        ("Jellies lift your mood.", GLOOM, "supported"),
        ("Jellies improve mood.", GLOOM, "nothing_found"),
        ("Jellies improve mood.", MOOD, "contradicted"),
        ("Sugar feeds cancer.", FALL_ILL, "nothing_found"),
        ("Sugar feeds cancer.", GROWS, "contradicted"),
        ("Sugar makes tumours grow faster.", GROWS, "contradicted"),
        ("Sugar causes cancer.", FALL_ILL, "supported"),
        ("Does botox help tension headaches?", OVERUSE, "nothing_found"),
        ("Does botox help tension headaches?", TENSION, "supported"),
        ("Does botox help headaches?", OVERUSE, "supported"),
        ("Does sleeping near a mobile phone cause cancer?", APNEA, "nothing_found"),
        ("Does sleeping near a mobile phone cause cancer?", BESIDE, "contradicted"),
        ("Does nasal surgery help hay fever?", SPRAY, "nothing_found"),
        ("Does nasal surgery help hay fever?", NOSE, "supported"),
        ("Using butter instead of olive oil lowers cholesterol.", BUTTER, "nothing_found"),
        ("Using olive oil instead of butter lowers cholesterol.", BUTTER, "supported"),
        ("Replacing salt with substitutes lowers blood pressure.", SALT, "supported"),
        ("Malaria in pregnancy leads to lower birth weight.", MALARIA, "nothing_found"),
        ("Malaria chemoprophylaxis raises birth weight.", MALARIA, "supported"),
        ("Does calcium prevent heart disease?", SCORE, "nothing_found"),
        ("Does calcium prevent heart disease?", CALCIUM, "contradicted"),
        ("Does alcohol prevent flu?", RUBS, "nothing_found"),
        ("Do alcohol hand rubs prevent flu?", RUBS, "supported"),
    ],
)
def test_what_only_shares_words(text: str, study: Evidence, value: str) -> None:
    assert told(text, study) == value


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Statins cause muscle pain in most people.", HURTS, "insufficient"),
        ("Statins cause muscle pain in most people.", SPARED, "contradicted"),
        ("Statins do not cause muscle pain in most people.", HURTS, "nothing_found"),
        ("Statins cause muscle pain.", HURTS, "supported"),
        ("Jellies help most people with knee osteoarthritis.", KNEE, "supported"),
        ("Jellies help no one with knee osteoarthritis.", KNEE, "contradicted"),
        ("Do jellies help nobody with knee osteoarthritis?", KNEE, "contradicted"),
        ("There is no evidence that detox diets remove toxins.", TOXINS, "supported"),
        ("It has never been proven that detox diets remove toxins.", TOXINS, "supported"),
        ("Detox diets do not remove toxins.", TOXINS, "insufficient"),
        ("There is no proven link between statins and muscle pain.", HURTS, "contradicted"),
        ("There is no proven link between statins and muscle pain.", SPARED, "supported"),
        ("There is a proven link between statins and muscle pain.", HURTS, "supported"),
        ("Too much vitamin A harms the unborn child.", ENOUGH, "nothing_found"),
        ("Too much vitamin A harms the unborn child.", EXCESS, "supported"),
        ("Vitamin A harms the unborn child.", ENOUGH, "contradicted"),
        ("Jellies are dangerous in pregnancy.", BORN_ILL, "supported"),
        ("Are jellies dangerous during pregnancy?", BORN_WELL, "contradicted"),
        ("Jellies are dangerous for unborn babies.", BORN_ILL, "supported"),
        ("Jellies are dangerous in winter.", BORN_ILL, "not_checkable"),
        ("Jellies weaken the immune system.", IMMUNE, "contradicted"),
        ("Jellies weaken the immune system.", BLADDER, "nothing_found"),
        ("Is honey good for a baby's cough?", HONEY, "not_checkable"),
        ("Is honey good for a cough?", HONEY, "supported"),
        ("Jellies may slow memory decline.", MEMORY, "supported"),
        ("Jellies speed up memory decline.", MEMORY, "contradicted"),
    ],
)
def test_what_is_said_beyond_it(text: str, study: Evidence, value: str) -> None:
    assert told(text, study) == value


def test_a_study_of_a_kind_of_it_says_less_than_its_own_word_on_the_thing() -> None:
    assert told("Wearing a bra causes breast cancer.", SLEEP_BRA, BRA) == "insufficient"
    assert told("Wearing a bra during sleep causes breast cancer.", SLEEP_BRA, BRA) == "supported"


def test_of_the_short_run_what_takes_years_tells_nothing() -> None:
    lasting = row("coffee", "prevention of high blood pressure", "benefit")
    assert told("Coffee raises blood pressure for a short time.", lasting) == "nothing_found"
    assert told("In most people coffee raises blood pressure.", lasting) == "contradicted"


CONTAGION = row("psoriasis", "risk of contagion", "none", certainty="high")
TUMOURS = row("jellies", "risk of cancer", "none", certainty="high")
STRETCH = row("stretching before exercise", "prevention of injuries", "none", certainty="high")
FASTER = row("jellies", "treatment of fever", "benefit")
SLOWER = row("jellies", "treatment of fever", "none", certainty="high")


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Psoriasis is contagious.", CONTAGION, "contradicted"),
        ("Is psoriasis contagious?", CONTAGION, "contradicted"),
        ("Psoriasis is not contagious.", CONTAGION, "supported"),
        ("Laughter is contagious.", CONTAGION, "nothing_found"),
        ("Are jellies carcinogenic?", TUMOURS, "contradicted"),
        ("Jellies are carcinogenic.", TUMOURS, "contradicted"),
        ("Jellies are delicious.", TUMOURS, "not_checkable"),
        ("You must stretch before exercise to prevent injuries.", STRETCH, "contradicted"),
        ("You need to take jellies to treat a fever.", SLOWER, "contradicted"),
        ("You need to take jellies to treat a fever.", FASTER, "nothing_found"),
        ("You need to call a friend to help with homework.", FASTER, "not_checkable"),
        ("A fever means you need jellies.", SLOWER, "contradicted"),
        ("A fever means you need jellies.", FASTER, "nothing_found"),
        ("A fever does not mean you need jellies.", SLOWER, "supported"),
        ("A fever does not mean you need jellies.", FASTER, "nothing_found"),
        ("A smile means you need jellies.", SLOWER, "not_checkable"),
    ],
)
def test_more_shapes_of_statements(text: str, study: Evidence, value: str) -> None:
    assert told(text, study) == value


NURSING = row("breastfeeding", "risk of breast cancer", "benefit")
REGAIN = row("stopping semaglutide", "risk of weight regain", "harm")
BED = row("bed rest", "treatment of back pain", "none", certainty="high")
HEIGHT = row("jellies", "height", "none", certainty="high", population="children")
JUMP = row("jellies", "jump height", "benefit", direction="increased")
THOUGHTS = row("jellies", "risk of suicidal thoughts", "none", certainty="high")
BETTER = row("jellies", "treatment of depression", "benefit")
TEETH = row("jellies", "risk of tooth sensitivity", "harm")
SEATS = row("toilet seats", "risk of chlamydia", "none", certainty="high")
PRESSURE = row("salt", "blood pressure", "harm", direction="increased")
PILL = row("oral contraceptives", "risk of cancer", "none", certainty="high")
BODY_FAT = row("jellies", "body fat", "none", certainty="high")
LIGHT = row("jellies with light", "gout", "none", comparator="jellies without light")
ENERGY = row("jellies", "energy", "none", population="older men", certainty="high")


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Women who breastfeed are less likely to get breast cancer.", NURSING, "supported"),
        ("Women who breastfeed get more breast cancer.", NURSING, "contradicted"),
        ("Women who worry get more breast cancer.", NURSING, "not_checkable"),
        ("People regain weight after stopping semaglutide.", REGAIN, "supported"),
        ("People do not regain weight after stopping semaglutide.", REGAIN, "contradicted"),
        ("Should you rest in bed for back pain?", BED, "contradicted"),
        ("Should you rest for a few days?", BED, "not_checkable"),
        ("Jellies make children taller.", HEIGHT, "contradicted"),
        ("Jellies make children taller.", JUMP, "nothing_found"),
        ("Jellies make people suicidal.", THOUGHTS, "contradicted"),
        ("Jellies make depression better.", BETTER, "supported"),
        ("Jellies make the world better.", BETTER, "nothing_found"),
        ("Jellies can make teeth sensitive.", TEETH, "supported"),
        ("Jellies can make eyes sensitive.", TEETH, "not_checkable"),
        ("Toilet seats spread chlamydia.", SEATS, "contradicted"),
        ("Toilet seats spread joy.", SEATS, "not_checkable"),
        ("Could salt be raising your blood pressure?", PRESSURE, "supported"),
        ("The pill causes cancer.", PILL, "contradicted"),
        ("A pill causes trouble.", PILL, "nothing_found"),
        ("Do jellies melt fat?", BODY_FAT, "contradicted"),
        ("Do jellies melt ice?", BODY_FAT, "not_checkable"),
        ("Do jellies help gout?", LIGHT, "nothing_found"),
        ("Do jellies with light help gout?", LIGHT, "contradicted"),
        ("Jellies give older men more energy.", ENERGY, "contradicted"),
        ("Jellies are healthy.", NURSING, "nothing_found"),
    ],
)
def test_who_does_what_comes_of_it(text: str, study: Evidence, value: str) -> None:
    assert told(text, study) == value


SHRINKS = row("jellies", "tumour size", "benefit")
RETURNS = row("jellies", "prevention of tumour recurrence", "benefit")
GAMES = row("video games", "memory", "benefit", direction="increased")
FOOT = row("honey dressing", "diabetes", "benefit", comparator="other dressings")
DIABETES = row("exercise", "prevention of diabetes", "benefit")
FALLS = row("jellies", "treatment of fever", "benefit")


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Do jellies shrink tumours?", RETURNS, "insufficient"),
        ("Do jellies shrink tumours?", SHRINKS, "supported"),
        ("Do music videos improve memory?", GAMES, "nothing_found"),
        ("Do video games improve memory?", GAMES, "supported"),
        ("Is honey better than sugar for diabetes?", FOOT, "nothing_found"),
        ("Is honey better than a sugar pill for diabetes?", FOOT, "supported"),
        ("Diabetics who exercise have higher blood sugar.", DIABETES, "not_checkable"),
        ("Jellies cure a fever overnight.", FALLS, "insufficient"),
        ("Jellies relieve a fever instantly.", FALLS, "insufficient"),
        ("Jellies relieve a fever.", FALLS, "supported"),
        ("Jellies for a fever: helpful or useless?", FALLS, "supported"),
        ("Jellies for a fever: what's the use?", FALLS, "supported"),
        ("Jellies for a fever: what next?", FALLS, "not_checkable"),
    ],
)
def test_how_fast_and_beside_what(text: str, study: Evidence, value: str) -> None:
    assert told(text, study) == value


UNSHOWN = row("ibuprofen", "risk of birth defects", "none", certainty="high")
SHOWN = row("ibuprofen", "risk of birth defects", "harm")


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Ibuprofen is dangerous in pregnancy.", UNSHOWN, "nothing_found"),
        ("Ibuprofen is dangerous in pregnancy.", SHOWN, "supported"),
        ("Ibuprofen does not harm the unborn child in pregnancy.", SHOWN, "contradicted"),
        ("Jellies are dangerous in pregnancy.", BORN_WELL, "contradicted"),
    ],
)
def test_who_must_not_have_a_thing_is_not_soothed(text: str, study: Evidence, value: str) -> None:
    assert told(text, study) == value
