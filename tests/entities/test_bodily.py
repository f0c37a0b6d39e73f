"""Words that name parts of bodies, and words that do not."""

from __future__ import annotations

import pytest

from healthtext.entities.bodily import is_bodily


@pytest.mark.parametrize(
    "wording",
    ["serosa", "Alveoli", "subglottis", "extracellular", "supraorbital ridges", "axonal",
     "parapharyngeal space", "oesophageal", "esophageal", "peri-ventricular"],
)  # fmt: skip
def test_parts_of_bodies(wording: str) -> None:
    assert is_bodily(wording)


@pytest.mark.parametrize(
    "wording",
    ["", "sample", "sun", "shoe", "laryngoscope", "neurosurgeon", "outermost layer", "right",
     "lobe negative", "node", "stage II", "extraordinary", "subsun", "12"],
)  # fmt: skip
def test_other_words(wording: str) -> None:
    assert not is_bodily(wording)
