"""Classes of treatments: what a study of one says of another."""

from __future__ import annotations

import pytest

from healthtext.evidence.language import classes
from healthtext.evidence.language.sides import side


@pytest.mark.parametrize(
    ("asked", "studied", "match"),
    [
        ("statins", "simvastatin", classes.MEMBER),
        ("ibuprofen", "anti-inflammatory drugs", classes.CLASS),
        ("herbal remedies", "echinacea", classes.MEMBER),
        ("echinacea", "Chinese herbal medicines", 0.0),  # other herbs
        ("oseltamivir", "antiviral drugs", 0.0),  # for other viruses
        ("oseltamivir", "neuraminidase inhibitors", classes.CLASS),
        ("ibuprofen", "naproxen", 0.0),
        ("biological drugs", "secukinumab", classes.MEMBER),
        ("eltrombopag", "thrombopoietin receptor agonists", classes.CLASS),
        ("anti-inflammatory drugs", "aspirin", 0.0),  # it spares the heart that they endanger
        ("torcetrapib", "CETP inhibitors", 0.0),  # one harmed, one helped
        ("solanezumab", "anti-amyloid antibodies", 0.0),
        ("acid blockers", "proton pump inhibitors", classes.MEMBER),
        ("acid blockers", "H2 receptor antagonists", classes.MEMBER),
        ("biologics", "dupilumab", classes.MEMBER),
        ("immunotherapy", "pembrolizumab", classes.MEMBER),
        ("allergen immunotherapy", "pembrolizumab", 0.0),
        ("sex", "sexual intercourse", classes.MEMBER),
        ("sex hormones", "sexual intercourse", 0.0),
        ("too little sleep", "short sleep duration", classes.MEMBER),
        ("sleep deprivation", "short sleep duration", 0.0),  # a night, or a habit
        ("cholesterol pills", "ezetimibe", classes.MEMBER),
        ("cholesterol-lowering drugs", "statins", classes.MEMBER),
        ("statins", "ezetimibe", 0.0),
        ("simvastatin", "lipid-lowering drugs", 0.0),  # fibrates are among these
        ("salt solution", "crystalloids", classes.MEMBER),
        ("crystalloids", "salt solution", 0.0),  # gargled, or given into a vein
        ("antiangiogenic drugs", "ranibizumab", classes.MEMBER),
        ("anti-VEGF drugs", "antiangiogenic steroids", 0.0),
        ("viscosupplementation", "hyaluronic acid", 0.0),  # the skin has it too
        ("viscosupplementation", "intra-articular hyaluronic acid", classes.MEMBER),
        ("advice to quit smoking", "medical advice", 0.0),
        ("weight-loss jabs", "semaglutide", classes.MEMBER),
        ("diet pills", "semaglutide", 0.0),
        ("dental fillings", "dental restorations", 0.0),
        ("memory loss", "cognitive decline", classes.MEMBER),
        ("dupilumab", "biologics", 0.0),
        ("coffee in pregnancy", "caffeine in pregnancy", classes.CLASS),
        ("coffee", "caffeine in pregnancy", 0.0),
        ("EGFR inhibitors", "erlotinib", classes.MEMBER),
        ("erlotinib", "gefitinib", 0.0),
        ("winter swimming", "cold water immersion", classes.CLASS),
        ("sperm count", "semen quality", classes.CLASS),
        ("sperm count", "sperm motility", 0.0),
        ("male fertility", "sperm quality", classes.MEMBER),
        ("sperm quality", "male fertility", 0.0),  # more than sperm
        ("meniscus surgery", "partial meniscectomy", classes.MEMBER),
        ("compression stockings", "compression garments", classes.CLASS),
        ("athletic performance", "aerobic endurance", classes.MEMBER),
        ("accidents", "traffic injuries", classes.MEMBER),
        ("hypnobirthing", "hypnotherapy", classes.CLASS),
        ("10,000 steps a day", "walking more daily steps", classes.CLASS),
        ("snus", "smokeless tobacco", 0.0),  # far less of what causes cancer
        ("silicone breast implants", "breast implants", classes.CLASS),
        ("belly fat", "visceral fat", classes.MEMBER),
        ("heartburn drugs", "proton pump inhibitors", classes.MEMBER),
        ("nuts", "walnuts", classes.MEMBER),
        ("betel nut", "walnuts", 0.0),
        ("deferasirox", "iron chelators", classes.CLASS),
        ("stop-smoking drugs", "varenicline", classes.MEMBER),
        ("varenicline", "smoking cessation drugs", 0.0),  # bupropion is among these
        ("sleeve gastrectomy", "bariatric surgery", classes.CLASS),
    ],
)
def test_a_class_answers_for_its_members_where_they_do_the_same(
    asked: str, studied: str, match: float
) -> None:
    assert classes.nearness(asked, studied) == match


def test_a_brand_is_of_the_class_of_its_drug() -> None:
    asked = side("Ozempic", acts=True)
    assert asked.match("GLP-1 receptor agonists") == classes.CLASS
    assert asked.match("statins") == 0
    assert "agonist" in asked.words
    assert side("Ozempic overdose", acts=True).match("GLP-1 receptor agonists") < classes.CLASS
