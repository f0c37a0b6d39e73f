"""The packaged policy is well formed, and every rule it names is in the catalogue."""

from __future__ import annotations

from healthtext import rules
from healthtext.grammar import policy
from healthtext.records import SAFETIES


def test_every_entry_leads_to_a_rule_of_the_grammar_step() -> None:
    named = {entry.rule for entry in policy.load().entries}
    assert named == {rule.id for rule in rules.of_step("grammar")}


def test_tiers_scores_and_names() -> None:
    for entry in policy.load().entries:
        assert entry.tier in SAFETIES
        assert 0 < entry.score < 1
        assert all(name.count("/") == 1 for name in entry.ids)


def test_the_first_entry_that_matches_decides_and_others_are_dropped() -> None:
    load = policy.load()
    safe, review = load.entry("GRAMMAR", "MANY_NN"), load.entry("GRAMMAR", "MANY_NN_U")
    assert safe and review and (safe.tier, review.tier) == ("safe", "review")
    assert load.entry("NO_SUCH_CATEGORY", "X") is None
    assert load.entry("STYLE", "EXTREME_ADJECTIVES") is None
    assert load.entry("PUNCTUATION", "COMMA_COMPOUND_SENTENCE") is None
