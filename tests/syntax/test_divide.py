"""Sentences by full stops: abbreviations end none, and real ends stay."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthtext import syntax


def divided(text: str) -> list[str]:
    return [sent.text for sent in syntax.sentences(syntax.load()(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Smith et al., 2010 found that it helps.",
        "Smith et al. found that it helps.",
        "Smith et al. (2010) found that it helps.",
        "Smith et al. [4] found that it helps.",
        "Smith et al. 2010 wrote it.",
        "Aspirin vs. Placebo was tested.",
        "It takes approx. 20 minutes.",
        "See Fig. 2, Figs. 3 and 4, and Fig. B for more.",
        "Use no. 5 needles.",
        "Some drugs, e.g., aspirin (i.e. Aspro), help.",
        "Ask Dr. Smith, Prof. Jones and Mrs. Brown.",
        "Take aspirin, ibuprofen, etc. with food.",
        "Take aspirin, etc.; it helps.",
        "Take 5 mg. daily.",
        "See ref. 4 and vol. 3, pp. 4-5, cf. Jones.",
        "Vit. D helps.",
        "Painkillers incl. Aspirin help.",
        "Bacteria such as E. coli cause it at 5 p.m. daily.",
    ],
)
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert divided(text) == [text]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("This was shown by Smith et al.", "The results were good."),
        ("Is there a risk with no.", "It is safe."),
        ("Take aspirin, ibuprofen, etc.", "They help."),
        ("Take 5 mg.", "It helps."),
        ("The drug is safe, yes or no.", "Five people said so."),
        ("He cut a fig.", "They ate it."),
        ("Read the ref.", "Then ask."),
        ("It helped.", "also it is cheap."),  # a sentence begun without its capital
        ("It helped (a lot).", "It is cheap."),
    ],
)
def test_a_real_end_stays(one: str, other: str) -> None:
    assert divided(f"{one} {other}") == [one, other]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zinc prevents colds.[2]", "Honey helps."),
        ("Zinc prevents colds. [2]", "Honey helps."),
        ("Zinc prevents colds.[2][3]", "Honey helps."),
        ("Zinc prevents colds[^1].", "Honey helps."),
        ("Zinc prevents colds.[^1]", "Honey helps."),
        ("Zinc prevents colds^1^.", "Honey helps."),
        ("Zinc prevents colds^12^.", "Honey helps."),
        ("Zinc prevents colds [@smith2010].", "Honey helps."),
        ("Zinc prevents colds.[2–4,7]", "It is cheap."),
        ("Zinc prevents colds.[citation needed]", "Honey helps."),
        ("He called it “a cure.”[1]", "Honey helps."),
        ("It helped (a lot).[1]", "Honey helps."),
        ("Zinc prevents colds.2", "Honey helps."),
        ("Zinc prevents colds.2,3", "Honey helps."),
        ("Zinc prevents colds!²", "Honey helps."),
        ("Zinc prevents colds.¹,²", "Honey helps."),
    ],
)
def test_the_mark_of_a_reference_ends_the_sentence_it_is_for(one: str, other: str) -> None:
    assert divided(f"{one} {other}") == [one, other]
    assert divided(f"{one}\n{other}") == [one, other]


@pytest.mark.parametrize(
    "text", ["See ref.4 and fig.2 for more.", "Use file.4 for it.", "Take 2.5 mg [of it] twice."]
)
def test_a_number_behind_a_dot_need_not_be_a_mark(text: str) -> None:
    assert divided(text) == [text]


@pytest.mark.parametrize("bullet", ["-", "*", "•", "–", ">", "##", "**", "✓", "2)", "- **"])
def test_a_bullet_stands_alone(bullet: str) -> None:
    assert divided(f"Do this:\n{bullet} Skip it.") == ["Do this:", bullet, "Skip it."]


@pytest.mark.parametrize("text", ["...", "- -", "(2) days", "$5 a day", "-5 °C is cold", "[1] It"])
def test_what_is_no_bullet_stays(text: str) -> None:
    assert divided(text) == [text]


def test_the_mark_of_a_reference_is_no_part_of_a_word() -> None:
    words = [token.text for token in syntax.load()("Zinc prevents colds.[2]")]
    assert words == ["Zinc", "prevents", "colds", ".", "[", "2", "]"]


def test_an_answer_is_no_number() -> None:
    assert divided("Is it safe? No. 5 people died.") == ["Is it safe?", "No.", "5 people died."]


def test_a_line_break_ends_a_sentence_behind_an_abbreviation() -> None:
    assert divided("Approx.\n20 minutes") == ["Approx.", "20 minutes"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["al.", "no.", "No.", " ", ",", ".", "5", "(", "A", "is", "\n"])))
def test_every_word_is_in_one_sentence(parts: list[str]) -> None:
    text = " ".join(parts)
    kept = "".join("".join(sent.split()) for sent in divided(text))
    assert kept == "".join(text.split())


def test_marks_of_markdown_are_no_part_of_a_word() -> None:
    words = [token.text for token in syntax.load()("Zinc prevents colds[^1] and flu^2^.")]
    assert "colds" in words and "flu" in words


def test_markup_that_opens_what_follows_is_no_part_of_a_sentence() -> None:
    found = [span.text for span in syntax.sentences(syntax.load()("Zinc helps.\n*Honey* heals. *"))]
    assert "*Honey* heals." in found or "Honey* heals." in found
