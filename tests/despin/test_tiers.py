"""Tiers of neighbours: what a repair says of the place beside it; what only an editor decides."""

from __future__ import annotations

from dataclasses import replace
from unittest import mock

import numpy as np
import pytest

from healthtext import words
from healthtext.despin import features, page, safety, tiers
from healthtext.despin.features import AT
from healthtext.despin.options import Lattice, Option
from healthtext.despin.tiers import Pick

TEXT = "Warm light reaches the objective region quickly and eases the sore abdomen."


def pick(
    old: str, new: str, *, spun: float = 0.95, mends: float = 0.9, term: bool = False,
    close: tuple[str, ...] = (), hallmark: bool = True,
) -> Pick:  # fmt: skip
    """Return a pick of the text whose pair is in a list of a dialect, a hallmark of it."""
    forms = [word.form for word in words.split(TEXT)]
    wanted = old.split()
    at = next(n for n in range(len(forms)) if forms[n : n + len(wanted)] == wanted)
    row = np.zeros(len(features.NAMES), np.float32)
    row[AT["listed"]] = 1
    row[AT["hallmark"]] = hallmark
    row[AT["makes a term"]] = term
    option = Option(at, at + len(wanted), tuple(new.split()), 64)
    return Pick(option, row, spun, spun, mends, (), close)


def safeties(*picks: Pick, spun: float = 1.0, random: float = 0.0) -> dict[str, str]:
    """Return the tier of every edit that is made of picks, by what it replaces."""
    found = words.split(TEXT)
    judged = page.Page(spun, 20.0, len(found), {}, random=random)
    made = tiers.edits(TEXT, Lattice.of(found, []), picks, judged, ())
    return {edit.old: edit.safety for edit in made}


def test_what_is_listed_as_common_and_no_hallmark_is_left_to_the_editor() -> None:
    assert safeties(pick("eases", "relaxes")) == {"eases": "safe"}
    assert safeties(pick("eases", "relaxes", hallmark=False)) == {"eases": "review"}
    assert safeties(pick("eases", "relaxes", hallmark=False, term=True)) == {"eases": "safe"}


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
    assert safeties(objective, region, spun=0.1) == {"objective": "review"}


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
    assert safeties(pick("abdomen", "stomach", mends=0.82)) == {"abdomen": "review"}
    assert safeties(pick("abdomen", "stomach", mends=0.78)) == {"abdomen": "suggest"}
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


def test_what_may_be_a_name_is_put_to_review_where_it_was_surely_spun() -> None:
    text = "Better breathing often gives patients improved Organ Capability at night."
    found = words.split(text)
    at = next(n for n, word in enumerate(found) if word.form == "capability")

    def tiers_of(spun: float, page_spun: float = 1.0) -> list[str]:
        named = pick("region", "function", spun=spun)
        named = replace(named, option=named.option._replace(start=at, end=at + 1))
        judged = page.Page(page_spun, 20.0, len(found), {})
        edits = tiers.edits(text, Lattice.of(found, []), [named], judged, ())
        return [edit.safety for edit in edits]

    assert tiers_of(0.97) == ["review"]
    assert tiers_of(0.90) == ["suggest"]
    assert tiers_of(0.97, page_spun=0.1) == []


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
        (0.75, 0.80, "review"),  # spun and mended both is not likely enough
        (0.85, 0.77, "safe"),
    ],
)
def test_a_wording_is_put_to_review_where_it_outweighs_a_sound_word_lost(
    spun: float, mends: float, tier: str
) -> None:
    assert safeties(pick("objective", "target", spun=spun, mends=mends)) == {"objective": tier}


@pytest.mark.parametrize(
    ("old", "new"),
    [("sore", "painful"), ("sore", "asthma")],  # nothing was wrong with it; it names a condition
)
def test_some_repairs_are_safe_only_where_the_place_was_surely_spun(
    old: str, new: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    alike = {"sore": frozenset({1}), "painful": frozenset({1})}
    monkeypatch.setattr(safety, "_grouped", lambda name: alike if name == "alike" else {})
    safety._meaning.cache_clear()
    assert safeties(pick(old, new, spun=0.97)) == {old: "safe"}
    assert safeties(pick(old, new, spun=0.90)) == {old: "review"}
    assert safeties(pick(old, "tender", spun=0.90)) == {old: "safe"}
    safety._meaning.cache_clear()


def test_a_condition_is_named_unasked_only_by_what_surely_mends() -> None:
    assert safeties(pick("sore", "asthma", spun=0.97, mends=0.78)) == {"sore": "review"}


def test_no_repair_is_safe_where_another_form_of_its_word_reads_as_well() -> None:
    assert safeties(pick("eases", "relaxes", close=("relax",))) == {"eases": "review"}
    assert safeties(pick("eases", "relaxes", close=("loosens",))) == {"eases": "safe"}
    assert safeties(pick("the sore", "the painful", close=("the",))) == {"the sore": "safe"}


def test_what_reads_as_well_is_kept_of_one_word_only() -> None:
    found = words.split("It eases pain.")
    options = [
        Option(1, 2, new, 64) for new in (("relaxes",), ("relax",), ("calms",), ("puts", "off"))
    ]
    rows = np.zeros((4, len(features.NAMES)), np.float32)
    rows[:, AT["gain"]] = 5.0, 4.5, 2.0, 6.0
    choices = features.Choices(
        np.arange(4), rows, np.zeros(4, np.float32), np.array([0, 4])
    )  # fmt: skip
    trees = mock.Mock()
    trees.mends.probability.return_value = np.array([0.9, 0.5, 0.4, 0.3])
    trees.sign.probability.return_value = trees.spun.probability.return_value = np.ones(1)
    lattice = Lattice.of(found, options)
    assert tiers.pick(lattice, choices, trees)[0].close == ("relax",)
    trees.mends.probability.return_value = np.array([0.7, 0.5, 0.4, 0.3])
    assert tiers.pick(lattice, choices, trees)[0].close == ()


@pytest.mark.parametrize(
    ("text", "new"),
    [("CALL FOR AID AND WAIT.", "HELP"), ("call for AID and wait.", "Help"),
     ("CALL FOR Aid AND WAIT.", "Help"), ("CALL FOR A BODY AND WAIT.", "HELP")],
)  # fmt: skip
def test_what_is_put_into_a_sentence_in_capitals_is_in_capitals(text: str, new: str) -> None:
    found = words.split(text)
    chosen = Pick(
        Option(2, 3, ("help",), 64), np.zeros(len(features.NAMES), np.float32), 1, 1, 1, ()
    )
    assert tiers.edit(text, Lattice.of(found, []), chosen, "safe").new == new


@pytest.mark.parametrize(("term", "tier"), [(True, "safe"), (False, "review")])
def test_neighbours_that_restore_a_term_together_are_spun_as_surely(term: bool, tier: str) -> None:
    """Alone neither is sure enough; of a term half would be mended."""
    objective = pick("objective", "target", spun=0.97, term=term)
    region = pick("region", "relaxes", spun=0.71, term=term)
    assert safeties(region) == {"region": "review"}
    assert safeties(objective, region) == {"objective": "safe", "region": tier}
    apart = pick("eases", "relaxes", spun=0.71, term=term)
    assert safeties(objective, apart)["eases"] == "review"
