"""What sentences come to, from probabilities that are known."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.entailment import Case, Odds, choose, label, macro_f1, most_words, right, shown


def _odds(*rows: tuple[float, float, float]) -> Odds:
    return np.array(rows, np.float32).reshape(-1, 3)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (_odds(), ""),
        (_odds((0.6, 0.3, 0.1)), ""),
        (_odds((0.2, 0.6, 0.2)), "support"),
        (_odds((0.3, 0.3, 0.4)), "contradict"),
        (_odds((0.2, 0.6, 0.2), (0.1, 0.1, 0.8)), "contradict"),
        (_odds((0.6, 0.3, 0.1), (0.1, 0.9, 0.0)), "support"),
    ],
)
def test_the_surest_sentence_decides_from_its_threshold(said: Odds, wanted: str) -> None:
    assert label(said, (0.5, 0.35)) == wanted


def test_only_what_is_decided_can_be_right_or_wrong() -> None:
    gold, found = ["support", "", "contradict", ""], ["support", "support", "", ""]
    assert right(gold, found) == (0.5, 2)
    assert right(gold, [""] * 4) == (0.0, 0)


def test_thresholds_are_chosen_that_tell_labels_apart() -> None:
    said = [_odds((0.3, 0.7, 0.0)), _odds((0.5, 0.5, 0.0)), _odds((0.4, 0.0, 0.6))]
    gold = [Case("", (), (), name) for name in ("support", "", "contradict")]
    score, at = choose(gold, said)
    assert score == 1.0
    assert at[0] > 0.5
    assert macro_f1(["support"], [""]) == 0.0


def test_a_sentence_that_annotators_did_not_choose_is_shown_for_nothing() -> None:
    text = ("Ginger and nausea were studied.", "Mint relieved nausea.", "Nothing else was.")
    cases = [Case("Ginger relieves nausea", text, (text[0],), "support"),
             Case("Ginger relieves nausea", text, (text[1],), "contradict"),
             Case("Ginger relieves nausea", text, (), "")]  # fmt: skip
    assert shown(cases, most_words) == 0.5
    assert shown(cases, lambda _, near: near[-1]) == 0.5
    assert shown([], most_words) == 0.0
