"""What an edit says of itself: each kind of evidence is named where it is, and only there."""

from __future__ import annotations

import numpy as np

from healthtext import words
from healthtext.despin import features, page, tiers
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
