"""Tiers of neighbours: what a repair says of the place beside it; what only an editor decides."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from healthtext import words
from healthtext.despin import features, page, tiers
from healthtext.despin.options import Lattice, Option
from healthtext.despin.tiers import Pick

TEXT = "Warm light reaches the objective region quickly and eases the sore abdomen."
AT = {name: number for number, name in enumerate(features.NAMES)}


def pick(old: str, new: str, *, spun: float = 0.95, mends: float = 0.9, term: bool = False) -> Pick:
    """Return a pick of the text whose pair is in a list of a dialect."""
    forms = [word.form for word in words.split(TEXT)]
    wanted = old.split()
    at = next(n for n in range(len(forms)) if forms[n : n + len(wanted)] == wanted)
    row = np.zeros(len(features.NAMES), np.float32)
    row[AT["listed"]] = 1
    row[AT["makes a term"]] = term
    option = Option(at, at + len(wanted), tuple(new.split()), 64)
    return Pick(option, row, spun, spun, mends, ())


def safeties(*picks: Pick, spun: float = 1.0, random: float = 0.0) -> dict[str, str]:
    """Return the tier of every edit that is made of picks, by what it replaces."""
    found = words.split(TEXT)
    judged = page.Page(spun, 20.0, len(found), {}, random=random)
    made = tiers.edits(TEXT, Lattice.of(found, []), picks, judged, ())
    return {edit.old: edit.safety for edit in made}


def test_an_equally_good_wording_beside_a_repair_joins_it() -> None:
    region = pick("region", "area")
    assert safeties(region) == {"region": "suggest"}
    assert safeties(pick("objective", "target"), region)["region"] == "review"
    assert safeties(pick("light", "beams"), region)["region"] == "suggest"


def test_it_needs_to_be_spun_itself_and_a_page_whose_senses_are_known() -> None:
    objective = pick("objective", "target")
    doubted = pick("region", "area", spun=0.5)
    assert safeties(objective, doubted)["region"] == "suggest"
    region = pick("region", "area")
    assert safeties(objective, region, random=0.9)["region"] == "suggest"


def test_wordings_join_one_after_the_other() -> None:
    made = safeties(
        pick("reaches", "hits"), pick("the", "each"), pick("objective", "target"),
        pick("region", "area"),
    )  # fmt: skip
    assert made["region"] == "review"


def test_an_equally_good_wording_that_restores_a_term_is_put_to_review() -> None:
    assert safeties(pick("region", "area", term=True)) == {"region": "review"}
    assert safeties(pick("region", "area", term=True, mends=0.7)) == {"region": "suggest"}


def test_a_term_for_another_is_put_to_review_where_it_surely_mends_a_spun_page() -> None:
    assert safeties(pick("abdomen", "stomach", mends=0.88)) == {"abdomen": "review"}
    assert safeties(pick("abdomen", "stomach", mends=0.83)) == {"abdomen": "suggest"}
    assert safeties(pick("abdomen", "stomach", mends=0.88), spun=0.1) == {}


def test_a_quotation_is_put_to_review_on_a_spun_page_only() -> None:
    found = words.split(f'"{TEXT}"')
    at = next(n for n, word in enumerate(found) if word.form == "objective")
    quoted = pick("objective", "target")
    quoted = replace(quoted, option=quoted.option._replace(start=at, end=at + 1))

    def tiers_of(spun: float) -> list[str]:
        judged = page.Page(spun, 20.0, len(found), {})
        edits = tiers.edits(f'"{TEXT}"', Lattice.of(found, []), [quoted], judged, ())
        return [edit.safety for edit in edits]

    assert tiers_of(1.0) == ["review"]
    assert tiers_of(0.1) == []


@pytest.mark.parametrize(
    ("beside", "tier"),
    [
        (pick("region", "zone", mends=0.5), "review"),  # only reviewed itself
        (pick("region", "zone", mends=0.01), "review"),  # spun, and nothing mends it
        (pick("region", "zone", spun=0.8, mends=0.5), "safe"),  # perhaps sound
        (pick("region", "zone"), "safe"),  # as safely mended
        (pick("quickly", "fast", mends=0.5), "safe"),  # not beside it
        (pick("the", "a", mends=0.5), "safe"),  # a place of its own
        (pick("reaches the", "reaches a", mends=0.5), "safe"),
        (pick("the", "large", mends=0.5), "review"),
    ],
)
def test_no_repair_is_safe_beside_what_is_spun_and_not_safely_mended(
    beside: Pick, tier: str
) -> None:
    assert safeties(pick("objective", "target"), beside)["objective"] == tier


@pytest.mark.parametrize(
    ("spun", "mends", "tier"),
    [
        (0.70, 0.70, "review"),  # doubtful, but it would surely mend
        (0.70, 0.40, "suggest"),  # a sound word exchanged costs more than that
        (0.60, 0.90, "suggest"),  # too likely sound, however surely it mends
        (0.75, 0.25, "suggest"),
        (0.95, 0.25, "review"),
        (0.70, 0.90, "review"),  # not safe, however surely it mends
    ],
)
def test_a_wording_is_put_to_review_where_it_outweighs_a_sound_word_lost(
    spun: float, mends: float, tier: str
) -> None:
    assert safeties(pick("objective", "target", spun=spun, mends=mends)) == {"objective": tier}
