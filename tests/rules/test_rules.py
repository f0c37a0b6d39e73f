"""The catalogue loads, names what is malformed, and refuses regular expressions that can hang."""

from __future__ import annotations

import time

import pytest

from healthtext import rules
from healthtext.errors import AssetError

RULE = """
[[rule]]
id = "CHANTING_HEALS"
step = "evidence"
severity = "warning"
title = "Chanting"
why = "It does not."
source = "An example"
good = ["Chanting is fun."]
bad = ["Chanting heals."]
patterns = ['\\bchanting heals\\b']
"""


def test_a_rule_is_typed_and_its_patterns_compiled() -> None:
    (rule,) = rules.parse(RULE, "evidence.toml")
    assert (rule.id, rule.severity, rule.good) == (
        "CHANTING_HEALS",
        "warning",
        ("Chanting is fun.",),
    )
    assert rule.patterns[0].search("CHANTING HEALS all")


def test_word_groups_are_put_into_patterns() -> None:
    text = f'[words]\nsound = "chanting|humming"\n{RULE}'.replace("bchanting", "b<sound>")
    (rule,) = rules.parse(text, "evidence.toml")
    assert rule.patterns[0].search("humming heals")
    with pytest.raises(AssetError, match="no word group 'noise'"):
        list(rules.parse(text.replace("<sound>", "<noise>"), "evidence.toml"))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"warning"', '"fatal"', "severity = 'fatal'"),
        ('"evidence"', '"claims"', "step = 'claims'"),
        ('"CHANTING_HEALS"', '"chanting heals"', "id is no rule name"),
        ('"CHANTING_HEALS"', '"clean-chant"', "id is no rule name"),
        ('title = "Chanting"', "", "title is missing or empty"),
        ('title = "Chanting"', "title = 3", "title = 3 is no text"),
        ('good = ["Chanting is fun."]', "good = []", "good is missing or empty"),
        ('good = ["Chanting is fun."]', 'good = "Chanting is fun."', "good is no list of texts"),
        ("patterns", "paterns", "unknown key 'paterns'"),
        ("heals\\b'", "(heals\\b'", "is no regular expression"),
        ("heals\\b'", "(?:heals+)+\\b'", "repeats a group that repeats"),
    ],
)
def test_a_malformed_rule_is_named(old: str, new: str, says: str) -> None:
    with pytest.raises(AssetError) as caught:
        list(rules.parse(RULE.replace(old, new), "evidence.toml"))
    message = str(caught.value)
    assert says in message
    assert message.startswith("evidence.toml: rule ")


def test_broken_toml_and_foreign_tables_are_named() -> None:
    with pytest.raises(AssetError, match="is no valid TOML"):
        list(rules.parse("[[rule", "evidence.toml"))
    with pytest.raises(AssetError, match="unknown table 'rules'"):
        list(rules.parse("[[rules]]\nid = 'X'", "evidence.toml"))


@pytest.mark.parametrize("pattern", ["(a+)+", "(?:a|b*)*", "((a+)b)*c", "(a+){2,9}", r"([\w)]+)*"])
def test_nested_quantifiers_are_seen(pattern: str) -> None:
    assert rules.nests_quantifiers(pattern)


@pytest.mark.parametrize("pattern", ["(a+)?", r"\(a+\)+", "[(a+)]+", "(?:ab){0,3}", "a+b*", "(a)+"])
def test_single_quantifiers_pass(pattern: str) -> None:
    assert not rules.nests_quantifiers(pattern)


def test_ids_carry_the_name_of_their_step() -> None:
    for rule in rules.catalogue().values():
        assert rule.id.isupper() or rule.id.startswith(f"{rule.step}-")


@pytest.mark.parametrize("rule", rules.catalogue().values(), ids=lambda rule: rule.id)
def test_patterns_are_fast_on_hostile_text(rule: rules.Rule) -> None:
    texts = ["a" * 20_000, " " * 20_000, "no " * 7_000, "stop taking " * 2_000, "100% " * 4_000]
    began = time.process_time()
    for pattern in (*rule.patterns, *rule.unless):
        for text in texts:
            list(pattern.finditer(text))
    assert time.process_time() - began < 2.0
