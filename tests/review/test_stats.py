"""Accept rates by tier and by rule, and the time of a decision."""

from __future__ import annotations

from dataclasses import replace

from healthtext.review.records import Review, changed
from healthtext.review.stats import stats, table, to_json
from tests.review.conftest import decided


def test_rates_and_times_are_counted_by_tier_and_by_rule(review: Review) -> None:
    review = decided(decided(review, 1, "accept"), 2, "accept")
    review = decided(decided(review, 3, "reject"), 4, "write", "soreness")
    review = changed(review, [(2, replace(review.items[2], seconds=9.0))])
    review = changed(review, [(4, replace(review.items[4], seconds=None))])
    found = stats([review, review])
    assert found.reviews == 2
    assert (found.whole.edits, found.whole.decided, found.whole.rate) == (10, 8, 0.5)
    assert found.whole.seconds == 2.0
    assert [row.name for row in found.tiers] == ["safe", "review", "suggest"]
    rules = {row.name: row for row in found.rules}
    assert rules["despin-word"].rate == 0.5
    assert rules["despin-word"].other == 2
    assert rules["despin-word"].seconds == 9.0
    assert rules["clean-boilerplate"].rate is None
    assert next(iter(rules)) == "despin-word"
    assert to_json(found)["all"]["accept_rate"] == 0.5  # type: ignore[index]
    assert list(table(found))[-1] == ("all", "10", "8", "4", "2", "2", "50%", "2.0")


def test_no_review_is_counted_as_none() -> None:
    found = stats([])
    assert found.whole.rate is None
    assert list(table(found))[1:] == [("all", "0", "0", "0", "0", "0", "", "")]
