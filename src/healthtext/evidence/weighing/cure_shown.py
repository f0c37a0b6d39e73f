"""Whether a study shows a cure, and not only relief."""

from __future__ import annotations

import re

from healthtext.evidence.asked.asking import Asked
from healthtext.evidence.language import aims, broader
from healthtext.evidence.weighing import match
from healthtext.records import Evidence

# Bacteria, parasites and fungi: who is better has got rid of them. Viruses go by themselves.
_GERMS = frozenset(
    ("DOID:104", "MESH:D001424", "DOID:1398", "MESH:D010272", "DOID:1564", "MESH:D009181")
)


def is_shown(question: Asked, row: Evidence) -> bool:
    """Tell whether a benefit shows a cure: of an infection, or by the outcome that was counted."""
    asked = question.object
    if _LACK.search(asked.text) and asked.match(row.outcome) >= match.LEAST:
        return True
    if aims.is_of_falling_ill(row.outcome):
        return False  # who does not fall ill is cured of nothing
    if _BACTERIAL.search(asked.text) and question.subject.match("antibiotics") >= OF_CLASS:
        return asked.match(row.outcome) >= match.LEAST
    rid = _RID.search(asked.text) or _RID.search(row.outcome)
    if rid and asked.match(row.outcome) >= match.LEAST:
        return True
    if any(_GERMS & broader.kinds(one) for one in asked.concepts):
        return asked.match(row.outcome) >= match.LEAST or shows_cure(row)
    return shows_cure(row)


# What keeps a lack away ends it.
_LACK = re.compile(
    r"\b(?:scurvy|rickets|pellagra|beri-?beri|(?:vitamin \w+|iron|iodine|zinc|folate|folic acid"
    r"|magnesium|calcium|selenium|copper|thiamine?) deficienc(?:y|ies))\b",
    re.I,
)
OF_CLASS = 0.6  # of a match, from which one is an antibiotic
# Infections that end where an antibiotic helps, which no vocabulary calls bacterial.
_BACTERIAL = re.compile(
    r"\b(?:pneumonia|cellulitis|erysipelas|bacterial meningitis|endocarditis|osteomyelitis"
    r"|h(?:elicobacter|\.)? pylori|lyme disease|scarlet fever|mastitis|pyelonephritis"
    r"|kidney infections?|gonorrh\w+|chlamydia|syphilis)\b",
    re.I,
)
# What is over where it is treated with success: there is no half of it.
_RID = re.compile(
    r"\b(?:bed-?wetting|nocturnal enuresis|positional vertigo|hepatitis C|ear ?wax|warts?"
    r"|clostridi\w+ difficile|c\. ?diff(?:icile)?|stress (?:urinary )?incontinence|phobias?"
    r"|strep(?:tococcal)? (?:throat|pharyngitis)|bacterial (?:pharyngitis|sore throat)"
    r"|urinary tract infections?|snake ?bites?|scorpion stings?|appendicitis|cataracts?"
    r"|(?:inguinal )?hernias?|dehydration|intussusception|ectopic pregnanc(?:y|ies))\b",
    re.I,
)


def shows_cure(row: Evidence) -> bool:
    """Tell whether a study counted who was rid of a disorder."""
    return bool(_CURED.search(row.outcome))


_CURED = re.compile(
    r"\b(?:cur(?:e|es|ed|ing)\b|eradicat|remission|resolution|resolved|clear(?:ance|ed|ing)\b"
    r"|recover|heal|disappear|free of|success|persist|failure|remov|eliminat)",
    re.I,
)
