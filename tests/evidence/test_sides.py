"""Sides of a claim: what they are about, and how well a row's wording speaks of it."""

from __future__ import annotations

import pytest

from healthtext.evidence.language import classes
from healthtext.evidence.language.generic import GENERIC
from healthtext.evidence.language.sides import side
from healthtext.evidence.language.stems import stems
from healthtext.evidence.language.synonyms import canonical


@pytest.mark.parametrize(
    ("asked", "studied", "least"),
    [
        ("botulinum toxin injections", "intravesical botulinum toxin", 0.9),
        ("people with asthma", "asthma", 1.0),
        ("vitamin D supplements", "vitamin D supplementation", 1.0),
        ("arm movement after a stroke", "motor function in people with stroke", 0.6),
        ("vaccinating", "vaccine", 0.9),
        ("bladder pain from cystitis", "cystitis", 0.6),
        ("family therapy", "family intervention", 0.9),
        ("child mortality", "mortality", 0.9),
        ("Epley manoeuvre", "canalith repositioning", 0.9),
        ("cholesterol levels", "LDL cholesterol", 0.9),
        ("fever medicines", "paracetamol", 0.5),
        ("decay", "dental caries", 0.9),
        ("male fertility", "male subfertility", 0.9),
        ("DHEA", "dehydroepiandrosterone supplementation", 0.9),
        ("pressure sore", "pressure ulcers", 0.9),  # one of what the table has several of
        ("wet age related macular degeneration", "neovascular AMD", 0.9),
        ("quality of life", "health-related quality of life", 0.9),
        ("tongue-tie surgery", "frenotomy", 0.9),
        ("vibrating plates", "whole-body vibration", 0.9),
        ("taking naps", "daytime napping", 0.9),
        ("big babies", "large for gestational age", 0.9),
        ("urinary infections", "infections of the urine", 0.9),  # words of one family
        ("renal function", "kidney function", 0.9),
        ("duration of hospital stay", "length of hospital stay", 0.9),
        ("malnourished children", "severe malnutrition", 0.9),
        ("peptic ulcer disease", "peptic ulcer", 0.9),
        ("anxiety disorders", "anxiety", 0.9),
        ("chronic insomnia", "insomnia", 0.6),  # of all stages
        ("acute sinusitis", "sinusitis", 0.6),
    ],
)
def test_what_is_the_same_matches(asked: str, studied: str, least: float) -> None:
    assert side(asked).match(studied) >= least


@pytest.mark.parametrize(
    ("asked", "studied"),
    [
        ("Guillain-Barre syndrome", "carpal tunnel syndrome"),
        ("pneumococcal disease", "sickle cell disease"),
        ("carotid surgery", "knee surgery"),
        ("mental health", "dental health"),
        ("retinopathy of prematurity", "preterm birth"),
        ("the bowels recover after surgery", "surgery duration"),
        ("botulinum toxin injections", "local corticosteroid injections"),
        ("quality of life", "quality of sleep"),
        ("quality of life", "life expectancy"),
        ("watching television", "watching the diet"),
        ("running water", "jogging"),
        ("acute sinusitis", "chronic sinusitis"),
        ("heart disease", "heart rate"),
    ],
)
def test_what_shares_a_vague_word_only_does_not(asked: str, studied: str) -> None:
    assert side(asked).match(studied) < 0.7


def test_a_search_is_made_in_american_spelling_too() -> None:
    assert {"immobilisation", "immobilization"} <= set(side("immobilisation").words)


def test_vague_words_are_left_out_of_the_search() -> None:
    assert side("people with asthma").words[0] == "asthma"
    assert "disease" not in side("Crohn's disease").words


def test_vague_words_are_written_as_the_stems_they_are_compared_with() -> None:
    said = "people disease supplement individual quality efficacy condition general"
    assert stems(said) <= GENERIC


def test_a_class_is_searched_for_by_all_its_names() -> None:
    assert "corticosteroid" in classes.members("steroids")


def test_abbreviations_are_written_out_unless_they_are_words() -> None:
    assert canonical("DHEA for ALL") == "dehydroepiandrosterone for ALL"
    assert canonical("dhea") == "dhea"


@pytest.mark.parametrize(
    ("said", "studied"),
    [
        ("liquorice", "licorice"),
        ("poo transplants", "fecal microbiota transplantation"),
        ("c. diff", "clostridioides difficile infection"),
        ("varicocelectomy", "varicocele repair"),
        ("TAVI", "transcatheter aortic valve replacement"),
        ("yo-yo dieting", "weight fluctuation"),
        ("contraceptive jabs", "injectable contraceptives"),  # no vaccine
        ("scalp ringworm", "tinea capitis"),  # not that of the body
        ("membrane stripping", "membrane sweeping"),
        ("brain haemorrhage", "cerebral hemorrhage"),
        ("bone infection", "osteomyelitis"),
        ("chronic moist cough", "chronic wet cough"),  # not the acute one
        ("swollen ankles", "ankle edema"),
        ("ICD implantation", "implantable cardioverter defibrillator"),
    ],
)
def test_readers_and_studies_mean_the_same(said: str, studied: str) -> None:
    assert canonical(said) == canonical(studied) == studied


@pytest.mark.parametrize(
    ("said", "studied"),
    [
        ("mobile phones", "cell phones"), ("tummy ache", "abdominal pain"),
        ("Botox injections", "botulinum toxin"), ("stomach bleeding", "gastrointestinal bleeding"),
        ("secondhand smoke", "passive smoking"), ("venous thrombosis", "blood clots"),
        ("forest bathing", "forest therapy"), ("kinesiology tape", "kinesio taping"),
        ("heliox", "helium-oxygen mixtures"), ("spinal fusion", "lumbar fusion"),
        ("sensitive teeth", "dentin hypersensitivity"), ("early death", "mortality"),
        ("children's intelligence", "child IQ"), ("a lumbar brace", "back belts"),
        ("sunbeds", "tanning beds"), ("lavender oil", "lavender"),
        ("deodorants", "antiperspirants"), ("a sedentary lifestyle", "physical inactivity"),
        ("skin glue", "tissue adhesives"), ("leaking urine", "urinary incontinence"),
        ("lung clots", "pulmonary embolism"), ("fizzy drinks", "sugar-sweetened beverages"),
        ("food poisoning", "foodborne illness"), ("chillies", "chili pepper"),
        ("colds and flu", "acute respiratory infections"), ("flight socks", "support stockings"),
        ("a high-fibre diet", "dietary fiber"), ("cold water baths", "cold-water immersion"),
        ("trimodal therapy", "trimodality therapy"), ("smacking children", "spanking"),
        ("tight underpants", "tight underwear"), ("toothache", "dental pain"),
        ("dance movement therapy", "dance therapy"), ("earphones", "personal listening devices"),
        ("alcohol problems", "alcohol abuse"), ("heavy school bags", "heavy schoolbags"),
        ("tight blood sugar control", "intensive glycemic control"),
        ("staying sober", "abstinence from alcohol"), ("drinking alcohol", "alcohol"),
        ("walking speed", "gait velocity"), ("injuries in runners", "running-related injuries"),
        ("complications after surgery", "surgical complications"),
        ("loss of sight", "visual loss"), ("bone density", "bone mineral density"),
        ("latent TB", "latent tuberculosis infection"), ("whiter teeth", "tooth bleaching"),
        ("cocaine addiction", "cocaine use disorder"), ("road crashes", "traffic accidents"),
        ("cold caps", "scalp cooling"), ("TMJ pain", "jaw joint pain"),
        ("PRP injections", "platelet-rich plasma"), ("fat freezing", "cryolipolysis"),
        ("stress at work", "job strain"), ("pain after surgery", "postoperative pain"),
        ("anosmia", "losing the sense of smell"), ("collapsed lung", "pneumothorax"),
        ("peeing at night", "nocturia"), ("scarring", "scars"), ("home birth", "homebirth"),
        ("forever chemicals", "PFAS"), ("paleo diet", "palaeolithic diet"),
        ("chronic pain after surgery", "chronic postsurgical pain"),
        ("brushing your teeth", "toothbrushing"), ("blocked nose", "nasal congestion"),
        ("happier people", "happiness"), ("hospice care at home", "home palliative care"),
        ("outer ear infection", "otitis externa"), ("watchful waiting", "expectant management"),
    ],
)  # fmt: skip
def test_lay_names_are_those_of_studies(said: str, studied: str) -> None:
    assert side(said).match(studied) >= 0.9


@pytest.mark.parametrize(
    ("brand", "group"),
    [
        ("Ozempic", "GLP-1 receptor agonists"), ("Ritalin", "stimulants"), ("Nexium", "PPIs"),
        ("Jardiance", "SGLT2 inhibitors"), ("Lipitor", "statins"), ("Xanax", "benzodiazepines"),
    ],
)  # fmt: skip
def test_a_brand_is_of_the_group_of_its_medicine(brand: str, group: str) -> None:
    assert side(brand).match(group) == classes.CLASS
    assert side(group).match(brand) == classes.MEMBER


@pytest.mark.parametrize(
    ("said", "studied"),
    [
        ("mobile clinics", "cell phones"), ("olive oil", "lavender"), ("sun", "tanning beds"),
        ("altitude sickness", "nausea and vomiting"), ("biliary colic", "infantile colic"),
        ("interstitial cystitis", "urinary tract infection"),
        ("vesicoureteral reflux", "gastro-oesophageal reflux"),
        ("brittle bone disease", "osteoporosis"), ("baking soda", "sugar-sweetened beverages"),
        ("forgetfulness", "memory"), ("cognitive decline", "cognition"),  # no opposites
        ("bloody diarrhoea", "dysentery"), ("bug spray", "insect repellents"),
        ("racing heart", "tachycardia"),
        ("lying face down", "prone positioning"),
        ("ipt", "interpersonal psychotherapy"), ("mct", "medium-chain triglycerides"),
        ("icd", "implantable cardioverter defibrillator"),
        ("fetal alcohol syndrome", "alcohol advertising"), ("cold water", "common cold"),
        ("soft drinks", "light alcohol drinking"),
        ("spicy food", "chili pepper"), ("bicycle helmets", "road crashes"),
        ("smoking", "alcohol drinking"), ("tart cherries", "cranberry juice"),
        ("toothache", "dental caries"), ("fluoride toothpaste", "fluoride in drinking water"),
        ("low-fat diet", "low-carbohydrate diet"), ("fingerprints", "earphones"),
        ("fetal growth", "birth weight"), ("hearing loss", "vision loss"),
        ("cooling down", "therapeutic hypothermia"), ("sprains", "running-related injuries"),
        ("thyroxine", "liothyronine"), ("stress incontinence", "urge incontinence"),
        ("outer ear infection", "otitis media"), ("ice cream", "scalp cooling"),
        ("celiac plexus block", "coeliac disease"), ("sobriety checkpoints", "staying sober"),
        ("early ejaculation", "early menopause"), ("shaking hands", "tremor"),
        ("dribbling of urine", "drooling"), ("damp cough", "dampness in the home"),
        ("low-sodium diet", "hyponatremia"), ("Ozempic", "metformin"),
        ("early menopause", "hot flushes"), ("nose bleeding", "nasal douching"),
    ],
)  # fmt: skip
def test_other_names_are_not(said: str, studied: str) -> None:
    assert side(said).match(studied) < 0.5


def test_a_disorder_in_front_of_what_acts_only_says_what_kind() -> None:
    assert side("cold weather", acts=True).match("vitamin C at cold onset") == 0
    assert side("cold weather", acts=True).match("cold weather") > 0.9
    assert side("colds", acts=True).match("common cold") > 0.9  # colds lead to sinusitis
    assert side("cold symptoms").match("common cold") > 0.9  # what is acted on is the cold


def test_what_somebody_does_is_what_acts() -> None:
    assert side("reading in dim light", acts=True).match("dim red light") == 0
    assert side("reading in dim light", acts=True).match("reading in bed") >= 0.6
    assert side("drinking coffee", acts=True).match("coffee") >= 0.7  # a thing is named


def test_whom_a_term_of_no_type_names_is_no_part_of_the_thing() -> None:
    asked = side("recovery from pneumonia in adults")
    assert asked.match("treatment of pneumonia") > 0.9
    assert asked.match("asthma in adults") < 0.5


@pytest.mark.parametrize(
    ("said", "row"),
    [("tips", "early TIPS"), ("heating pads", "exercise in PAD"), ("sad films", "light for SAD"),
     ("a cap", "antibiotics for CAP")],
)  # fmt: skip
def test_an_abbreviation_is_no_word_in_small_letters(said: str, row: str) -> None:
    assert side(said, acts=True).match(row) < 0.3


@pytest.mark.parametrize(
    ("said", "row"),
    [("TIPS", "early TIPS"), ("a transjugular intrahepatic portosystemic shunt", "early TIPS"),
     ("ICDs", "implantable cardioverter-defibrillators"), ("PAD", "exercise in PAD"),
     ("an ICD", "ICD"), ("tips for parents", "tips for parents")],
)  # fmt: skip
def test_an_abbreviation_is_what_it_stands_for(said: str, row: str) -> None:
    assert side(said, acts=True).match(row) > 0.9


def test_what_is_made_of_a_thing_or_for_it_is_another() -> None:
    assert side("diet drinks", acts=True).match("plant-based diet") < 0.5
    assert side("diet drinks", acts=True).match("artificially sweetened drinks") >= 0.6
    assert side("water birth", acts=True).match("sterile water injections") < 0.5
    assert side("perineal massage before birth", acts=True).match("perineal massage") >= 0.6
