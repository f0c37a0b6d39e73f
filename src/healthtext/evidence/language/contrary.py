"""Whom a claim and a study are of, where these exclude each other: children and adults.

A study of people without diabetes says nothing of those with it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from healthtext.evidence.language.named import PEOPLE
from healthtext.records import Claim

OTHERS = 0.6  # of a match, where a study was of others than the claim is
_LACKING = re.compile(
    r"\b(?:without|with no|free of|who do not have|not having|no history of)\b[^,;()]*", re.I
)
_CHILD = (
    r"child\w*|infants?|newborns?|neonat\w+|babies|baby|toddlers?|p(?:a)?ediatric|adolescents?"
    r"|teen\w*|preschool\w*|school-?age\w*"
)
_PAIRS = (
    (_CHILD, r"adults?|older people|elderly|older adults|older women|older men|postmenopausal"),
    (r"twins?|multiple (?:pregnanc\w+|gestations?)|triplets?", r"singletons?"),
    (r"men|male|boys", r"women|female|pregnan\w+|girls|postmenopausal|mothers?"),
    (r"smokers?(?! quit)", r"non-?smokers?|never smokers?"),
    (r"(?<!non-)(?:vertebral|spinal|spine) fractures?", r"non-?vertebral"),
    (r"typical antipsychotics?", r"atypical antipsychotics?"),
    (r"positive symptoms?", r"negative symptoms?"),
)
_OPPOSED = tuple(
    (re.compile(rf"\b(?:{one})\b", re.I), re.compile(rf"\b(?:{other})\b", re.I))
    for one, other in _PAIRS
)


@lru_cache(maxsize=1 << 14)
def having(population: str) -> str:
    """Return whom a study was of without what they did not have."""
    return _LACKING.sub("", population)


@lru_cache(maxsize=1 << 14)
def lacks(text: str) -> bool:
    """Tell whether a wording says what people do not have."""
    return bool(_LACKING.search(text))


_THOSE = re.compile(
    rf"(?:(?:in|of|among|for|to) )?(?:(?:healthy|most|other|older|young|all|any) )*"
    rf"(?:{PEOPLE}|persons|someone|anybody|everyone|everybody|they|individuals)? ?", re.I
)  # fmt: skip


_BEFORE = re.compile(
    rf"\b{PEOPLE} (?:without|with no|free of|who do not have) (?:an? |the )?$", re.I
)  # fmt: skip


def is_lacked(claim: Claim, acted: str) -> bool:
    """Tell whether nothing is said but what people do not have: "helps people without gout"."""
    at = claim.object.start - claim.start if claim.object else 0
    if _BEFORE.search(claim.text, 0, max(at, 0)):
        return True
    return bool(_THOSE.fullmatch(having(acted)))


_KEPT = re.compile(
    r"\b(?:stop|keep|prevent|hinder|discourag|block)\w* (?:[\w-]+ ){1,4}from (?:quitting|giving up"
    r"|stopping|sleeping|living|growing|recovering|healing|getting (?:better|well|fit)"
    r"|losing weight|exercising|breast-?feeding|breathing)\b",
    re.I,
)


def is_kept_from_good(text: str) -> bool:
    """Tell whether people are said to be kept from what does them good, which prevents no ill."""
    return bool(_KEPT.search(text))


# What is counted of people, or who they are.
_COUNTED = (
    rf"(?:{PEOPLE}|rates?|risks?|numbers?|cases|deaths|bab(?:y|ies)|bones|diabetes|strokes?"
    r"|cancers?|infections?|attacks?)"
)
_ILL_SPOKEN = re.compile(
    r"\b(?:bad(?:ly)?|harmful|dangerous|mistake|wors\w+(?! than\b)|(?:more|twice as|as) often"
    rf"|(?:more|most|higher|greater|increased|raised)(?= (?:[\w-]+ ){{0,2}}{_COUNTED}))\b",
    re.I,
)


def is_spoken_ill(claim: Claim) -> bool:
    """Tell whether a sentence read as of help, without a verb that says so, tells of harm.

    "More people on statins had a heart attack", "exercise is a bad idea in arthritis".
    """
    helping = claim.kind in ("treatment", "prevention") and not claim.relation
    return helping and bool(_ILL_SPOKEN.search(claim.text))


_MILDER = re.compile(r"\b(?:subclinical|asymptomatic|borderline)\b", re.I)


def agreement(asked: str, studied: str) -> float:
    """Return how much of a match is left by whom a study was of."""
    if _MILDER.search(studied) and not _MILDER.search(asked):
        return OTHERS  # who is hardly ill gains little where others do
    return OTHERS if _are_others(asked, studied) else 1.0


@lru_cache(maxsize=1 << 14)
def _are_others(asked: str, studied: str) -> bool:
    return any(
        _only(asked, one, other) and _only(studied, other, one)
        for pair in _OPPOSED for one, other in (pair, pair[::-1])
    )  # fmt: skip


def _only(text: str, one: re.Pattern[str], other: re.Pattern[str]) -> bool:
    return bool(one.search(text)) and not other.search(text)
