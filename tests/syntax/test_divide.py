"""Sentences by full stops: abbreviations end none, and real ends stay."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from healthtext import syntax, tokens


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


LETTERED = [
    ("Eat foods rich in vitamin C.", "Garlic prevents colds."),
    ("Eat foods rich in vitamin c.", "Garlic prevents colds."),
    ("Oranges contain vitamin C.", "Vitamin D prevents fractures."),
    ("Most people lack vitamin-D.", "It prevents fractures."),
    ("It protects against hepatitis B.", "The virus attacks the liver."),
    ("It protects against hepatitis A and B.", "2 billion people had it."),
    ("He has blood of type O.", "Blood is red."),
    ("Vitamins A, D, E and K.", "These are stored in fat."),
    ("She carries group B/C.", "Nobody knows why."),
    ("It is rich in vitamins B6, B12, and C.", "Zinc helps too."),
    ("She lacks factor V.", "It clots blood."),
    ("The tumour was of grade I.", "A doctor removed it."),
    ("He has haemophilia A.", "It is rare."),
    ("Her cancer is in stage A.", "It can be cured."),
    ("Take vit. D.", "It helps."),
    ("Zinc helps vitamin C.[2]", "Honey helps."),
    ("Zinc helps vitamin C.²", "Honey helps."),
    ("They had a fever over 102 F.", "Call a doctor."),
    ("Take 5 g.", "It helps."),
]


@pytest.mark.parametrize(("one", "other"), LETTERED)
def test_a_letter_that_names_something_may_end_a_sentence(one: str, other: str) -> None:
    assert divided(f"{one} {other}") == [one, other]
    assert divided(f"{one}\n{other}") == [one, other]
    assert divided(f"{one} {one}") == [one, one]


def test_a_quotation_ends_with_its_mark() -> None:
    assert divided("“Eat vitamin C.” Garlic helps.") == ["“Eat vitamin C.”", "Garlic helps."]


@pytest.mark.parametrize(
    "text",
    [
        "Experts such as J. Smith and A. B. Jones take vitamin D.",
        "We thank vitamin D. S. Smith for it.",
        "Vitamin B. 12 is stored.",
        "In the U.S. Doctors earn more.",
        "Bacteria of type E. coli live there.",
        "Of this type A. Smith saw two.",
        "Experts on vitamin D, A. Smith among them, met.",
        "Eat vitamin C. or not.",
        "In 2010 C. Smith and 5 G. Jones met.",
        "By the prototype A. Smith was led.",
    ],
)
def test_initials_and_small_letters_end_none(text: str) -> None:
    assert divided(text) == [text]


def test_a_letter_is_a_word_without_its_full_stop() -> None:
    doc = syntax.load()("Eat vitamin C. Garlic and vitamin D.\nTake 37C. Then hepatitis B")
    assert doc.text == "Eat vitamin C. Garlic and vitamin D.\nTake 37C. Then hepatitis B"
    assert [token.text for token in doc][1:4] == ["vitamin", "C", "."]
    assert [token.text for token in doc][7:10] == ["D", ".", "\n"]


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


def _one_sentence(doc: Doc) -> Doc:
    for token in doc:
        token.is_sent_start = token.i == 0
    return doc


def test_the_sentences_of_a_user_s_model_end_behind_such_a_letter_too() -> None:
    nlp = spacy.blank("en")
    text = "Oranges contain vitamin C. Vitamin D prevents fractures. It does."
    assert len(list(syntax.sentences(_one_sentence(syntax.read(nlp, text))))) == 2
    whole = _one_sentence(nlp.make_doc(text))  # whose tokens are the user's
    assert [sent.text for sent in syntax.sentences(whole)] == [text[:26], text[27:]]
    assert [token.text for token in whole][3] == "C."


def test_tokens_alone_set_no_sentences() -> None:
    doc = tokens.read(spacy.blank("en"), "Oranges contain vitamin C. Vitamin D helps.")
    assert not doc.has_annotation("SENT_START")
