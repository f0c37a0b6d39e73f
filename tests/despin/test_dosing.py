"""How a medicine is taken, what is no longer so, and half a repair: what the gate leaves alone."""

from __future__ import annotations

import pytest

from healthtext.despin import tiers
from tests.despin.test_safety import judged
from tests.despin.test_traps import P, proposal


@pytest.mark.parametrize(
    ("text", "old", "new", "tier"),
    [
        # how often, where a number has a unit
        ("Adults need 800 mg an afternoon.", "an afternoon", "a day", "suggest"),
        ("An afternoon take 800 mg.", "an afternoon", "a day", "suggest"),
        ("Drink two cups of it each day.", "each day", "every day", "suggest"),
        ("A tablet every six hours is enough.", "every six hours", "each six hours", "suggest"),
        ("It is 5 mg in a regular manner.", "in a regular manner", "each night", "suggest"),
        ("We met an afternoon later.", "an afternoon", "a day", "safe"),  # nothing is measured
        ("Have 800 mg. We met an afternoon later.", "an afternoon", "a day", "safe"),
        ("Adults need 800 mg of this stuff.", "stuff", "thing", "safe"),  # no interval
        ("Adults need 800 mg an afternoon of that stuff.", "that stuff", "the thing", "safe"),
        # or something is taken
        ("Take it each different day.", "different", "other", "suggest"),
        ("Swallow it an afternoon later.", "an afternoon", "a day", "suggest"),
        ("Take it once every week.", "once every week", "once a week", "safe"),  # the same
        # or days are left out
        ("Wash it each different day.", "different", "other", "suggest"),
        ("Wash it on each different leg.", "different", "other", "safe"),
        # with or without food
        ("Best with out meals.", "meals", "food", "review"),
        ("Best before the meals.", "meals", "food", "review"),
        ("Such meals are good.", "meals", "food", "safe"),
        ("Best with a feast.", "feast", "meal", "safe"),
        # a denial that is worded anew
        ("You no longer see it.", "no longer", "not", "review"),
        ("It has never been so.", "never", "not", "review"),
        ("It is now not so.", "now not", "not", "safe"),
        ("It is no longer so.", "no longer", "not", "suggest"),
        ("It is no longer so.", "is no longer", "is not", "suggest"),
        ("It is no longer so.", "longer", "great", "suggest"),
        ("It is no longer so.", "is no longer so", "is no longer thus", "safe"),
        # good words
        ("The veins get restricted.", "restricted", "limited", "suggest"),
        ("She felt tiredness.", "tiredness", "fatigue", "suggest"),
        ("She felt exhaustion.", "exhaustion", "fatigue", "safe"),
        # half a repair
        ("It is far secure.", "secure", "safe", "suggest"),
        ("It is far more secure.", "secure", "safe", "safe"),
        ("It is far securer.", "securer", "safer", "safe"),
        ("It is secure.", "secure", "safe", "safe"),
    ],
)
def test_what_an_editor_decides(text: str, old: str, new: str, tier: str) -> None:
    assert judged(text, old, new) == tier


@pytest.mark.parametrize(
    ("text", "old"),
    [
        ("She is no longer allergic to eggs.", "no longer"),
        ("The dose is 1200 mg an afternoon.", "an afternoon"),
        ("Take it each different day.", "different"),
        ("It is far secure for most of them.", "secure"),
    ],
)
def test_on_a_spun_page_it_is_only_suggested(text: str, old: str) -> None:
    whole = f"{P}\n{text}"
    at = whole.index(old, len(P))
    assert {e.safety for e in proposal(whole).edits if e.start <= at < e.end} == {"suggest"}


def test_what_is_no_dose_is_still_mended_on_a_spun_page() -> None:
    whole = f"{P}\nWash your skin two times an afternoon. These creams do now not sting."
    made = {e.old: e.safety for e in proposal(whole).edits if e.start > len(P)}
    assert made["an afternoon"] in tiers.MADE
    assert made["now not"] in tiers.MADE
