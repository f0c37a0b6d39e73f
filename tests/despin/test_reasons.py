"""What an edit says of itself: each kind of evidence is named where it is, and only there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from healthtext import words
from healthtext.despin import features, page, reasons, tiers
from healthtext.despin.candidates import ENCODER
from healthtext.despin.features import AT
from healthtext.despin.options import Lattice, Option
from healthtext.despin.tiers import Pick
from healthtext.records import Edit

TEXT = "Watch your circulatory strain every single day."


def pick(old: str, new: str, **evidence: float) -> Pick:
    """Return a pick of TEXT, surely spun and mended, with some features (blanks as `_`)."""
    forms, wanted = [word.form for word in words.split(TEXT)], old.split()
    at = next(n for n in range(len(forms)) if forms[n : n + len(wanted)] == wanted)
    row = np.zeros(len(features.NAMES), np.float32)
    for name, value in evidence.items():
        row[AT[name.replace("_", " ")]] = value
    return Pick(Option(at, at + len(wanted), tuple(new.split()), 64), row, 0.95, 0.95, 0.9, ())


def made(*picks: Pick) -> dict[str, Edit]:
    """Return the edits that are made of picks on a spun page, by what they replace."""
    found = words.split(TEXT)
    lattice, spun = Lattice.of(found, []), page.Page(1.0, 20.0, len(found), {})
    return {edit.old: edit for edit in tiers.edits(TEXT, lattice, picks, spun, ())}


def test_a_term_is_named_where_the_edits_make_it_and_not_where_only_the_path_did() -> None:
    """The features are those of the decoder's path, other wordings of which may be taken."""
    told = pick("circulatory", "blood", makes_a_term=1), pick("strain", "pressure", makes_a_term=1)
    both = made(*told)
    assert all(edit.reason.startswith("It restores a known medical term") for edit in both.values())
    assert {edit.rule for edit in both.values()} == {"despin-term"}
    for one in told:
        (edit,) = made(one).values()
        assert "restores" not in edit.reason
        assert edit.rule == "despin-word"
    unknown = made(pick("circulatory", "blood"), pick("strain", "pressure"))
    assert all("restores a known medical term" in edit.reason for edit in unknown.values())


FAR, SOMEWHAT = "is far likelier in health prose", "is somewhat likelier in health prose"
SPINNERS, ASKS = "spinners of dialect P/S put one for the other", "the paragraph asks for it"
TERM, ELSEWHERE = "it restores a known medical term", "the page uses it elsewhere"
SUGGESTS, THESAURUS = "the paragraph suggests it", "a thesaurus links the two"
KINDS = (FAR, SOMEWHAT, SPINNERS, ASKS, TERM, ELSEWHERE, SUGGESTS, THESAURUS)


@pytest.mark.parametrize(
    ("option", "evidence", "said"),
    [
        ({}, {}, {THESAURUS}),
        ({"bits": ENCODER}, {}, {SUGGESTS}),
        ({"bits": ENCODER}, {"gain": 2.0}, {SOMEWHAT}),
        ({}, {"makes_a_term": 1}, {TERM}),
        ({"dialects": "PS"}, {"listed": 1}, {SPINNERS}),
        ({}, {"listed": 1}, {THESAURUS}),  # of no dialect that is known
        ({"dialects": "PS"}, {}, {THESAURUS}),  # no list of a dialect has the pair
        ({}, {"gain": 0.9}, {THESAURUS}),
        ({}, {"gain": 1.1}, {SOMEWHAT}),
        ({}, {"gain": 5.9}, {SOMEWHAT}),
        ({}, {"gain": 6.1}, {FAR}),
        ({}, {"context": 2.9}, {THESAURUS}),
        ({}, {"context": 3.1}, {ASKS}),
        ({}, {"page_has_new": 1}, {ELSEWHERE}),
        ({"dialects": "PS", "bits": ENCODER},
         {"makes_a_term": 1, "listed": 1, "gain": 9.0, "context": 9.0, "page_has_new": 2},
         {TERM, SPINNERS, FAR, ASKS, ELSEWHERE}),
    ],
)  # fmt: skip
def test_each_kind_of_evidence_is_named_where_it_is_and_only_there(
    option: dict[str, Any], evidence: dict[str, float], said: set[str]
) -> None:
    one = pick("strain", "pressure", **evidence)
    one = replace(one, option=one.option._replace(**option))
    told = reasons.reason(one, "")
    assert {kind for kind in KINDS if kind in f"{told[0].lower()}{told[1:]}"} == said
    assert reasons.reason(one, "it may be a name") == f"{told}; it may be a name"
