"""A pattern is tried only where a text stands that it cannot do without, and so finds the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthtext import needed, rules
from healthtext.claims import cues
from healthtext.claims.wordings import Wordings

CORPUS = Path(__file__).parents[2] / "corpora" / "health_claims"
EVIDENCE = rules.of_step("evidence")
PATTERNS = [pattern for rule in EVIDENCE for pattern in rule.patterns]


def may_match(pattern: re.Pattern[str], text: str) -> bool:
    texts = needed.needed(pattern.pattern, pattern.flags)
    return not texts or any(one in needed.folded(text) for one in texts)


@pytest.mark.parametrize(
    ("pattern", "texts"),
    [
        (r"\bCures?\b", {"cure"}),
        (r"\b(?:will|going to) never\b", {" never"}),
        (r"\b(?:drink|swallow)s? (?:bleach|petrol)\b", {"bleach", "petrol"}),
        (r"(?:very )?(?:safe|sound)", {"afe", "ound"}),  # the parser takes the "s" out
        (r"(?:very )+safe", {"very "}),
        (r"heal(?:s|ed)?(?=x)", {"heal"}),
        (r"a[bc]d", {"a"}),
        (r"(?:safe|\w+)", set()),
        (r"(?:safe)?", set()),
        (r"", set()),
    ],
)
def test_what_a_pattern_needs(pattern: str, texts: set[str]) -> None:
    assert needed.needed(pattern, re.I) == texts


def test_nearly_every_pattern_of_the_rules_needs_something() -> None:
    known = [pattern for pattern in PATTERNS if needed.needed(pattern.pattern, pattern.flags)]
    assert len(known) > 0.95 * len(PATTERNS)


def test_no_match_in_the_examples_of_the_rules_is_passed_over() -> None:
    passed = fired = 0
    for text in [text for rule in EVIDENCE for text in (*rule.good, *rule.bad)]:
        for pattern in PATTERNS:
            if pattern.search(text):
                fired += 1
                assert may_match(pattern, text), (pattern.pattern, text)
            else:
                passed += not may_match(pattern, text)
    assert fired > 100
    assert passed > 100 * fired, "hardly anything is saved"


def test_a_sentence_is_asked_for_few_of_the_patterns_of_a_page() -> None:
    sound = "Ask your doctor before you stop your medicine, as every child knows."
    page = f"{sound} Drink bleach to cure autism. Garlic flushes all toxins out of the blood."
    asked = Wordings(EVIDENCE, page).asked
    there = sum(len(one.possible) for one in asked)
    tried = [len(one.patterns(needed.folded(sound))) for one in asked]
    assert 0 < sum(tried) < there < 0.5 * len(PATTERNS)


PIECES = st.sampled_from(
    [
        "cure",
        "CURES",
        "safe",
        "ſafe",
        "İs",
        "ıs",
        "is",
        "Kelp",
        "\u212aelp",
        "a",
        "b",
        " ",
        "-",
        "ß",
    ]
)
SOURCES = (r"\b(?:cures?|safe) ?", r"(?:is|a)+ kelp", r"s(?:afe|b)|is", r"(?:a|b)(?:is){1,2}")


@given(st.lists(PIECES, max_size=12).map("".join), st.sampled_from(SOURCES))
@settings(max_examples=300, deadline=None)
def test_whatever_matches_has_what_is_needed(text: str, source: str) -> None:
    pattern = re.compile(source, re.I)
    assert may_match(pattern, text) or not pattern.search(text)


def test_the_possible_patterns_keep_their_order() -> None:
    every = [re.compile(pattern, re.I) for pattern in (r"\bsafe\b", r"\w+", r"\bcures?\b")]
    assert list(needed.possible(every, "It CURES.")) == every[1:]
    assert list(needed.possible(every, "A safe cure")) == every
    assert list(needed.possible(every, "")) == every[1:2]


def test_no_cue_of_a_claim_is_passed_over() -> None:
    patterns = [one for group in cues.load().patterns.values() for one in group]
    texts = (CORPUS / "development.tsv").read_text("utf-8").splitlines()
    fired = 0
    for text in texts:
        likely = set(needed.possible(patterns, text))
        found = {one for one in patterns if one.search(text)}
        fired += len(found)
        assert found <= likely, text
    assert fired > 100
