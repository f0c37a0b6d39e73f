"""The real LanguageTool, one server for this file; skipped, saying why, where there is none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from healthtext import edits as arithmetic
from healthtext import grammar, rules
from healthtext.grammar import Grammar, java
from healthtext.rules import Rule
from healthtext.settings import Settings


@pytest.fixture(scope="module")
def real() -> Iterator[Grammar]:
    """The grammar step as users have it."""
    with grammar.load(Settings()) as step:
        reason = step.status if step.status.startswith("off") else java.problem()
        if reason:
            pytest.skip(reason)
        step.start()
        yield step


EXAMPLES = [
    pytest.param(rule, text, fires, id=f"{rule.id}-{'bad' if fires else 'good'}-{number}")
    for rule in rules.of_step("grammar")
    for texts, fires in ((rule.good, False), (rule.bad, True))
    for number, text in enumerate(texts)
]


@pytest.mark.parametrize(("rule", "text", "fires"), EXAMPLES)
def test_example(real: Grammar, rule: Rule, text: str, fires: bool) -> None:
    edits = real.propose(text).edits
    assert any(edit.rule == rule.id for edit in edits) is fires, edits
    assert real.status == "LanguageTool 6.7"


@pytest.mark.parametrize("around", ["😀 {} 😀", "한국어 {} 한국어", "𝒳 İ́ {} 👩‍⚕️"])
def test_emoji_korean_and_astral_characters(real: Grammar, around: str) -> None:
    text = around.format("Massage 😀 helps to to loosen a important 😀 muscle.")
    safe = [edit for edit in real.propose(text).edits if edit.safety == "safe"]
    mended = around.format("Massage 😀 helps to loosen an important 😀 muscle.")
    assert arithmetic.apply(text, safe) == mended


def test_what_is_protected_stays(real: Grammar) -> None:
    text = "Massage helps to to loosen it."
    assert real.propose(text, ((13, 18),)).edits == ()


def test_medical_prose_draws_no_alarm(real: Grammar) -> None:
    text = (
        "Dyspnoea, paraesthesia and thrombocytopenia were rare. Pembrolizumab was given with "
        "carboplatin every 3 weeks (Keynote trial, 2018). The HbA1c fell from 8.1% to 7.2%.\n\n"
        "Signs\n\n- pain in the joints\n- swelling\n\nCall 911 if the pain does not go away."
    )
    assert real.propose(text).edits == ()


def test_a_text_that_is_not_english_or_no_text(real: Grammar) -> None:
    for text in ("안녕하세요 세계", "\x00\x01 \ud83d", "=" * 300, "🏥" * 30):
        assert all(text[e.start : e.end] == e.old for e in real.propose(text).edits)
    assert real.status == "LanguageTool 6.7"
