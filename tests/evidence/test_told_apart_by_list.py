"""What only shares a name with what is asked about says nothing of it: told_apart.toml."""

from __future__ import annotations

import pytest

from healthtext.evidence.language import told_apart
from healthtext.records import Evidence
from tests.evidence.conftest import row, told

STEROIDS = row("glucocorticoids", "risk of acne", "harm")
ANABOLIC = row("anabolic-androgenic steroids", "risk of acne", "harm")
LOW_CARB = row("low-carbohydrate diet", "weight loss", "benefit", direction="increased")
LOW_CARB_FALLS_ILL = row("low-carbohydrate diet", "prevention of diabetes", "benefit")
LOW_FAT = row("low-fat diet", "LDL cholesterol", "benefit")
SORE = row("creatine", "muscle soreness", "benefit")
MASS = row("creatine", "muscle mass", "benefit", direction="increased")
WITHOUT = row("creatine without exercise", "muscle mass", "none")
LABOUR_PAIN = row("epidural analgesia", "labor pain", "benefit")
LABOUR = row("epidural analgesia", "duration of labor", "harm")
SPANKING = row("spanking", "risk of aggression", "harm", population="children")
JUVENILE = row("yoga", "treatment of juvenile idiopathic arthritis", "none")
KNEE = row("yoga", "arthritis", "benefit")


@pytest.mark.parametrize(
    ("asked", "tested", "other"),
    [
        ("methylphenidate", "appetite stimulants", True),
        ("appetite stimulants", "appetite stimulants", False),
        ("methylphenidate", "stimulants", False),
        ("anabolic steroids", "glucocorticoids", True),
        ("anabolic steroids", "anabolic-androgenic steroids", False),
        ("steroids", "anabolic steroids", False),
        ("bath emollients", "emollients", True),
        ("bath emollients", "emollient bath additives", False),
        ("asbestos testing", "asbestos", True),
        ("PSA screening", "PSA testing", False),
        ("lung cancer screening", "low-dose CT", False),
        ("sugary drinks", "sugar-sweetened beverage taxes", True),
        ("a tax on sugary drinks", "sugar-sweetened beverage taxes", False),
        ("beta blockers", "beta-adrenergic blockers", False),
        ("smoking", "smoke-free legislation", False),
        ("bicycle helmets", "bicycle helmet legislation", True),
        ("blue light", "blue-light filtering glasses", True),
        ("blue light glasses", "blue-light filtering glasses", False),
        ("hepatitis A vaccine", "hepatitis B vaccine", True),
        ("hepatitis A vaccine", "hepatitis A and B vaccine", False),
        ("hepatitis vaccines", "hepatitis B vaccine", False),
        ("vitamin B6", "vitamin B12", True),
        ("vitamin D3", "vitamin D", False),
        ("vitamins A and E", "vitamin E", False),
        ("lithium orotate", "lithium", True),
        ("lithium orotate", "lithium orotate", False),
        ("lithium", "lithium carbonate", False),
        ("Schuessler salts", "salt water gargle", True),
        ("Schuessler salts", "Schüssler salts", False),
        ("copper insoles", "foot orthoses", True),
        ("copper insoles", "insoles with copper", False),
        ("neck manipulation", "neck strengthening exercise", True),
        ("neck manipulation", "spinal mobilisation", False),
        ("food combining", "combination diuretic group", True),
        ("food combining", "combining foods", False),
        ("copper coil", "intrauterine device", False),
        ("facial yoga", "yoga", True),
        ("face yoga", "facial exercise", False),
        ("full-body CT scans", "computed tomography", True),
        ("full-body CT scans", "whole-body CT", False),
        ("diabetic foods", "diabetes education", True),
        ("diabetic foods", "foods for diabetics", False),
        ("asbestos pipes", "asbestos", True),
        ("asbestos pipes", "asbestos in drinking water", False),
    ],
)
def test_what_acts_is_another_thing_by_what_its_name_needs(
    asked: str, tested: str, other: bool
) -> None:
    assert told_apart.is_other_thing(asked, tested) is other


@pytest.mark.parametrize(
    ("asked", "counted", "other"),
    [
        ("an allergic reaction", "risk of food allergy", True),
        ("allergic reactions", "risk of anaphylaxis", False),
        ("allergies", "risk of food allergy", False),
        ("your skin", "prevention of skin grafting", True),
        ("the skin", "skin hydration", False),
        ("skin grafts", "prevention of skin grafting", False),
        ("neck arteries", "neck pain", True),
        ("neck arteries", "risk of cervical artery dissection", False),
        ("duration of labor", "labor pain", True),
        ("duration of labor", "length of the first stage of labor", False),
        ("shoulder pain", "knee pain ; people with osteoarthritis", True),
        ("shoulder pain", "shoulder pain ; adults", False),
        ("neck and shoulder pain", "neck pain", False),
        ("shoulder pain", "chronic pain ; adults", False),
        ("shoulder function", "knee function", False),
        ("red blood cells", "red blood cell transfusion", True),
        ("red blood cell transfusion", "red blood cell transfusion", False),
        ("red blood cells", "red blood cell count", False),
        ("arthritis", "juvenile idiopathic arthritis", True),
        ("juvenile arthritis", "juvenile idiopathic arthritis", False),
        ("arthritis in children", "juvenile idiopathic arthritis", False),
        ("chronic pain", "period pain", True),
        ("chronic pain", "treatment of chronic low back pain", False),
        ("good cholesterol", "risk of high LDL cholesterol", True),
        ("HDL", "total cholesterol", True),
        ("HDL cholesterol", "HDL cholesterol", False),
        ("cholesterol", "LDL cholesterol", False),
        ("hepatitis B", "prevention of hepatitis A", True),
        ("hepatitis B", "prevention of hepatitis B", False),
    ],
)
def test_what_was_counted_is_another_thing_by_what_its_name_needs(
    asked: str, counted: str, other: bool
) -> None:
    assert told_apart.is_other_outcome(asked, counted) is other


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Anabolic steroids cause acne.", STEROIDS, "nothing_found"),
        ("Anabolic steroids cause acne.", ANABOLIC, "supported"),
        ("Do carbs make you fat?", LOW_CARB, "nothing_found"),
        ("Do carbs cause diabetes?", LOW_CARB_FALLS_ILL, "supported"),
        ("Does fat raise LDL cholesterol?", LOW_FAT, "supported"),
        ("Does creatine build muscle?", SORE, "nothing_found"),
        ("Does creatine build muscle?", MASS, "supported"),
        ("Does exercise build muscle?", WITHOUT, "nothing_found"),
        ("Does an epidural lengthen labour?", LABOUR_PAIN, "nothing_found"),
        ("Does an epidural lengthen labour?", LABOUR, "supported"),
        ("An epidural makes labour longer.", LABOUR, "supported"),
        ("Epidurals shorten labour.", LABOUR, "contradicted"),
        ("Smacking children makes them more aggressive.", SPANKING, "supported"),
        ("Smacking children makes them less aggressive.", SPANKING, "nothing_found"),
        ("Does yoga help arthritis?", JUVENILE, "nothing_found"),
        ("Does yoga help juvenile arthritis?", JUVENILE, "contradicted"),
        ("Does yoga help arthritis?", KNEE, "supported"),
    ],
)
def test_a_study_of_another_thing_decides_nothing(text: str, study: Evidence, value: str) -> None:
    assert told(text, study) == value
