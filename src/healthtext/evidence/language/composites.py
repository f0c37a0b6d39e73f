"""Outcomes that trials count together, a heart attack as one of the "cardiovascular events", and
what claims speak of together: harm to an unborn child is any of what studies count of it.
"""

from __future__ import annotations

import re
from functools import cache

from healthtext.evidence.language import broader
from healthtext.evidence.language.sides import Side, side
from healthtext.evidence.language.units import Unit

_CARDIOVASCULAR = re.compile(
    r"\b(?:cardio-?vascular|vascular|cardiac|coronary)"
    r" (?:diseases?|events?|outcomes?|morbidity|complications?)\b|\bheart disease\b",
    re.I,
)
_MEMBERS = ("heart attack", "stroke", "angina", "coronary heart disease", "heart disease")
WORDS = ("cardiovascular", "vascular")  # that find the whole in a store


@cache
def _members() -> frozenset[str]:
    return frozenset(concept for name in _MEMBERS for concept in side(name).concepts)


def is_member(object_: Side) -> bool:
    """Tell whether a disorder is one that is counted together with others."""
    return not _members().isdisjoint(object_.concepts)


def nearness(object_: Side, outcome: str) -> float:
    """Return how well an outcome that counts several disorders speaks of one of them."""
    return broader.BROADER[0] if is_member(object_) and _CARDIOVASCULAR.search(outcome) else 0.0


UNBORN = "harm to the unborn child"
_HARMS = ("birth defects", "congenital malformations", "miscarriage", "stillbirth", "preterm birth",
          "low birth weight", "fetal growth restriction", "fetal alcohol spectrum disorder",
          "small for gestational age")  # fmt: skip


# What ails a part of the body, where a thing is said to be good or bad for it.
_AILING = {
    "heart": ("cardiovascular disease", "coronary heart disease", "heart attack", "heart failure",
              "heart disease", "heart health"),
    "brain": ("dementia", "cognitive decline", "cognitive function", "cognitive impairment"),
    "eyes": ("macular degeneration", "cataract", "glaucoma", "myopia", "visual acuity", "dry eye"),
    "gut": ("constipation", "irritable bowel syndrome", "diarrhea", "inflammatory bowel disease"),
    "bladder": ("urinary tract infection", "urinary incontinence", "bladder cancer"),
    "teeth": ("dental caries", "gingivitis", "periodontitis", "dental erosion"),
    "stomach": ("peptic ulcer", "gastritis", "gastrointestinal bleeding", "dyspepsia"),
    "bones": ("osteoporosis", "fractures", "bone mineral density", "hip fracture"),
    "kidneys": ("chronic kidney disease", "kidney failure", "kidney stones", "acute kidney injury",
                "kidney function"),
    "liver": ("fatty liver disease", "cirrhosis", "liver cancer", "liver injury",
              "liver function"),
    "joints": ("osteoarthritis", "joint pain", "rheumatoid arthritis"),
    "prostate": ("benign prostatic hyperplasia", "lower urinary tract symptoms"),
    "knees": ("knee osteoarthritis", "knee pain"),
    "infertility": ("infertility", "subfertility", "premature ovarian insufficiency"),
    "obesity": ("obesity", "overweight", "weight gain"),
    "immune system": ("respiratory tract infections", "common cold", "influenza",
                      "respiratory infections", "immune function", "weakened immune system"),
    "belly fat": ("waist circumference", "visceral fat", "abdominal fat", "abdominal obesity",
                  "localized fat"),
    "lungs": ("lung cancer", "chronic obstructive pulmonary disease", "lung function", "asthma"),
}  # fmt: skip
_OTHERWISE = {
    "knee": "knees",
    "eye": "eyes", "lung": "lungs", "airways": "lungs",
    "bowel": "gut", "bowels": "gut", "digestion": "gut",
    "kidney": "kidneys", "bone": "bones", "joint": "joints", "immunity": "immune system",
}  # fmt: skip
_ORGAN = re.compile(
    rf"(?:(?:the|your|our|my|human) )*(?P<what>{'|'.join((*_AILING, *_OTHERWISE))})(?: health)?",
    re.I,
)


def whole(text: str) -> Side | None:
    """Return the side of what claims speak of together; None where a text is none of these."""
    if text.startswith(UNBORN):
        return _any_of(UNBORN, _HARMS)
    organ = _ORGAN.fullmatch(text)
    if organ is None:
        return None
    what = organ["what"].lower()
    return _any_of(text, _AILING[_OTHERWISE.get(what, what)])


@cache
def _any_of(text: str, names: tuple[str, ...]) -> Side:
    """Return a side that a row speaks of which names any of several things."""
    sides = [side(name) for name in names]
    units = [unit for one in sides for unit in one.main]
    concepts = tuple(dict.fromkeys(one for unit in units for one in unit.concepts))
    wordings = tuple(dict.fromkeys(one for unit in units for one in unit.wordings))
    words = tuple(dict.fromkeys(word for one in sides for word in one.words))
    return Side(text, (Unit(text, concepts, wordings, "CONDITION"),), (), words)


_FOR = re.compile(
    r"\b(?:good|bad|healthy|beneficial|harmful|dangerous|great|protect\w*|harms?|hard on"
    r"|weaken\w*|irritat\w*)\b",
    re.I,
)
# What helps a part of the body; fewer colds do not show that more of immunity is there.
_KEEPS = re.compile(r"\b(?:support|strengthen|nourish|keep|help)s?\b", re.I)
_IMMUNE = re.compile(r"\bimmun", re.I)


def is_of_part(relation: str, acted: str) -> bool:
    """Tell whether a thing is called good or bad for what it acts on, or is said to keep it up."""
    kept = _KEEPS.search(relation) and not _IMMUNE.search(acted)
    return bool(kept or _FOR.search(relation))
