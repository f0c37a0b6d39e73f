"""What sound pages say and no rule objects to, each beside what it does object to."""

from __future__ import annotations

import pytest

from tests.evidence.test_findings import fired

VAGUE, CITED, NOWHERE = "VAGUE_ATTRIBUTION", "NO_CITATION", "NOTHING_FOUND"


@pytest.mark.parametrize(
    ("text", "rule", "fires"),
    [
        ("None of the studies showed that yoga relieves asthma.", VAGUE, False),
        ("Some of the studies showed that yoga relieves asthma.", VAGUE, True),
        ("Studies have reported that yoga relieves asthma (Shih, Belmonte, & Zandi, 2004).",
         VAGUE, False),
        ("Studies have reported that yoga relieves asthma (Shih et al., 2004).", VAGUE, False),
        ("Studies have reported that yoga relieves asthma (in 2004).", VAGUE, True),
        ("Low quality evidence suggested that yoga relieves asthma.", VAGUE, False),
        ("High quality evidence from one trial suggested that yoga relieves asthma.", VAGUE, False),
        ("High quality evidence suggests that yoga relieves asthma.", VAGUE, True),
        ("We read two trials. Both trials showed that yoga relieves asthma.", VAGUE, False),
        ("We went home. Both trials showed that yoga relieves asthma.", VAGUE, True),
        ("Some tests are suggested for all women with asthma.", VAGUE, False),
        ("Ginger relieves nausea (Khan et al., 2019).", CITED, False),
        ("Ginger relieves nausea (in 2019).", CITED, True),
        ("Ibuprofen sometimes causes nausea.", CITED, False),
        ("Ibuprofen causes nausea in rare cases.", CITED, False),
        ("Ibuprofen causes nausea.", CITED, True),
        ("Ginger sometimes relieves nausea.", CITED, True),  # a promise all the same
        ("Some medicines can relieve nausea.", CITED, False),
        ("If you are ill, medicines can relieve nausea.", CITED, False),
        ("Ginger medicines can relieve nausea.", CITED, True),
        ("A health care provider treats nausea with ginger.", NOWHERE, False),
        ("Additional treatments can relieve nausea.", NOWHERE, False),
    ],
)  # fmt: skip
def test_what_sound_pages_say(text: str, rule: str, fires: bool) -> None:
    assert (rule in fired(text)) is fires
