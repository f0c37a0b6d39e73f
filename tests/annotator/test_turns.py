"""The contrary of a claim, and what both together say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthtext import annotator, assets
from healthtext.annotator import Pair, turns
from healthtext.annotator.wholes import Floats, Wholes, contrasted

SUPPORT, CONTRADICT = 1, 2
TABLE = turns.load()


@pytest.mark.parametrize(
    ("text", "contrary"),
    [
        ("Garlic lowers blood pressure.", "Garlic increases blood pressure."),
        ("High intake of salt raises it", "High intake of salt decreases it"),
        ("Aspirin does not reduce the risk.", "Aspirin reduces the risk."),
        ("Zinc is linked to fewer colds.", "Zinc is not linked to fewer colds."),
        ("There is no evidence.", "There is evidence."),
        ("Increases pain", "Decreases pain"),
    ],
)
def test_the_relation_is_turned(text: str, contrary: str) -> None:
    assert TABLE.contrary(text) == contrary


@pytest.mark.parametrize("text", ["Garlic smells.", "", "It never increased.", "No benefit."])
def test_what_has_no_pole_or_is_denied_is_not_turned(text: str) -> None:
    assert TABLE.contrary(text) is None


@given(st.lists(st.sampled_from([*TABLE.others, "garlic", "pain", "not", ".", "İ"]), max_size=8))
def test_one_wording_is_exchanged_and_the_rest_stays(words: list[str]) -> None:
    text = " ".join(words)
    made = TABLE.contrary(text)
    pairs = [(one, far) for one, far in TABLE.others.items() if one in text]
    assert made is None or any(
        text[:at] + far + text[at + len(one) :] == made
        for one, far in pairs for at in range(len(text)) if text.startswith(one, at)
    )  # fmt: skip


def odds(*row: float) -> Floats:
    return np.array([row], np.float32)


def test_the_contrary_speaks_with_its_sides_exchanged() -> None:
    sure, unsure = odds(0.1, 0.8, 0.1), odds(0.2, 0.4, 0.4)
    both = contrasted(sure, odds(0.1, 0.1, 0.8))
    assert np.allclose(both, contrasted(sure, sure[:, [0, 2, 1]])), "it says what it says alone"
    assert contrasted(unsure, odds(0.1, 0.8, 0.1)).argmax() == CONTRADICT
    same = contrasted(sure, sure)[0]
    assert same[SUPPORT] == pytest.approx(same[CONTRADICT])


def test_without_fitted_weights_the_head_speaks_alone() -> None:
    with np.load(assets.DATA / annotator.HEADS) as table:
        arrays = {name: table[name] for name in table.files if not name.startswith("twice.")}
    own = odds(0.1, 0.8, 0.1)
    assert (Wholes(arrays).twice(own, own) == own).all()


def test_the_packaged_network_judges_a_claim_and_its_contrary() -> None:
    said = "Ginger reduced nausea compared with placebo."
    claims = ("Ginger reduces nausea.", "Ginger increases nausea.")
    found = annotator.load().judged([Pair(claim, said) for claim in claims])
    assert found.argmax(1).tolist() == [SUPPORT, CONTRADICT]
    assert found.sum(1) == pytest.approx(1, abs=1e-4)
    assert annotator.load().judged([]).shape == (0, 3)
