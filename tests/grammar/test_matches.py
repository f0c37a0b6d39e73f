"""From matches to edits: offsets in UTF-16, guards, tiers. No server is needed."""

from __future__ import annotations

import copy
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from language_tool_python import Match

from healthtext import edits as arithmetic
from healthtext import rules
from healthtext.grammar import guards, matches, policy
from healthtext.records import Edit, Safety, Span
from tests.grammar.fake_languagetool import match as answer

SPELLING = ("MORFOLOGIK_RULE_EN_US", "TYPOS")
AGREEMENT = ("HE_VERB_AGR", "GRAMMAR")
OTHER = ("MD_BASEFORM", "GRAMMAR")
LETTERS = "ab \nİ́가😀👩‍⚕️𝒳"


def propose(
    text: str, old: str, *new: str, rule: tuple[str, str] = SPELLING,
    protected: tuple[Span, ...] = (), despun: tuple[Span, ...] = (),
) -> tuple[Edit, ...]:  # fmt: skip
    """Return what becomes of a match of the (last) `old` in a text."""
    start = text.rindex(old)
    found = answer(text, start, start + len(old), *new, rule=rule[0], category=rule[1])
    return matches.edits(text, [(0, Match(found, text))], policy.load(), protected, despun)


@given(st.text(LETTERS, max_size=12), st.text(LETTERS, max_size=5), st.text(LETTERS, max_size=12))
@settings(max_examples=80, deadline=None)
def test_offsets_and_lengths_come_back_from_utf16(before: str, old: str, after: str) -> None:
    text = before + old + after
    found = Match(answer(text, len(before), len(before + old), "x", rule="R", category="C"), text)
    span = matches.code_points(text, found.offset, found.error_length)
    assert span == (len(before), len(before) + len(old))


@pytest.mark.parametrize("text", ["😀 한국어 teh 😀", "A 𝒳teh😀 end", "Ärzte İ 👩‍⚕️ teh"])
def test_emoji_korean_and_astral_characters_around_a_match(text: str) -> None:
    (edit,) = propose(text, "teh", "the", rule=("X", "TYPOS"))
    assert text[edit.start : edit.end] == "teh"
    assert arithmetic.apply(text, [edit]) == text.replace("teh", "the")


@pytest.mark.parametrize("before", ["Rest helps, and so does", "As did", "Nor does"])
def test_what_does_the_same_is_no_verb_of_does(before: str) -> None:
    rule = ("DID_BASEFORM", "GRAMMAR")
    assert propose(f"{before} lying down.", "lying", "lie", rule=rule) == ()
    (edit,) = propose(f"{before} it. He does lying down.", "lying", "lie", rule=rule)
    assert edit.new == "lie"


def test_an_astral_character_inside_a_match_takes_nothing_after_it() -> None:
    text = "They may 😀 involving a diet 😀 and rest."
    (edit,) = propose(text, "😀 involving", "involve", rule=OTHER)
    assert arithmetic.apply(text, [edit]) == "They may involve a diet 😀 and rest."


def test_a_match_outside_the_text_is_dropped() -> None:
    assert matches.code_points("short", 3, 9) is None
    assert matches.code_points("x😀", 1, 1) is None  # half a character


@pytest.mark.parametrize(
    ("old", "new", "trimmed"),
    [
        ("a couple of session", "a couple of sessions", ("session", "sessions")),
        ("want sell", "want to sell", ("sell", "to sell")),
        ("discuss about approaches", "discuss approaches", ("about approaches", "approaches")),
        ("to to", "to", ("to to", "to")),
        (" but", ", but", (" but", ", but")),
        ("alot", "a lot", ("alot", "a lot")),
    ],
)
def test_only_the_words_that_change_are_edited(
    old: str, new: str, trimmed: tuple[str, str]
) -> None:
    text = f"x {old} y"
    start, end, wordings = matches.trimmed(text, 2, 2 + len(old), [new])
    assert (text[start:end], wordings[0]) == trimmed
    assert text[:start] + wordings[0] + text[end:] == f"x {new} y"


def test_alternatives_are_of_the_same_words() -> None:
    (edit,) = propose(
        "We may see involving it.", "see involving", "see involve", "see evolve", "saw it",
        rule=OTHER,
    )  # fmt: skip
    assert (edit.old, edit.new, edit.alternatives) == ("involving", "involve", ("evolve",))


def test_an_edit_names_languagetools_rule_category_and_message() -> None:
    (edit,) = propose("She have pain.", "have", "has", rule=AGREEMENT)
    assert (edit.step, edit.rule, edit.safety) == ("grammar", "grammar-agreement", "review")
    assert edit.reason == "Say has. (LanguageTool GRAMMAR/HE_VERB_AGR)"
    assert edit.rule in rules.catalogue()


FINE = "Drink water every mornning."


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The label says “water every mornning” in red.", id="quotation"),
        pytest.param('The label says "water every mornning" in red.', id="straight quotation"),
        pytest.param("> water every mornning", id="quoted line"),
        pytest.param("It was found (the mornning trial, 2019).", id="citation"),
        pytest.param("Smith A, mornning B, et al. Journal of Things 2019.", id="reference"),
        pytest.param("Write to mornning@example.org about it.", id="mail"),
        pytest.param("See https://example.org/mornning for it.", id="address"),
        pytest.param("See example.org/mornning for it.", id="bare address"),
        pytest.param("Set `mornning` to false.", id="code"),
        pytest.param("```\nmornning = 5\n```", id="block of code"),
        pytest.param("It is <img alt=mornning> drawn.", id="tag"),
        pytest.param("It was said on mornning.org again.", id="domain"),
        pytest.param("Ask @mornning about it.", id="handle"),
        pytest.param("It was bought by Mornning last year.", id="name"),
        pytest.param("It was measured by MornNing last year.", id="brand"),
        pytest.param("It was measured by mornNing last year.", id="small letter before a capital"),
        pytest.param("A mornning is a mornning is a mornning.", id="used three times"),
        pytest.param("It weighs 5 mornning or more.", id="unit"),
        pytest.param("It was naturopathic in kind.", id="part of a medical term"),
        pytest.param("They loved gardening.", id="clean health prose"),
    ],
)
def test_what_is_left_alone(text: str) -> None:
    start = re.search("mornning|naturopathic|gardening", text, re.IGNORECASE)
    assert start is not None
    word = start.group()
    assert propose(FINE, "mornning", "morning")
    assert propose(text, word, "morning") == ()


@pytest.mark.parametrize(
    ("old", "new"), [("COPD", "copy"), ("peroneal", "perineal"), ("rosacea", "rosanna")]
)
def test_what_a_speller_makes_of_medical_words_is_dropped(old: str, new: str) -> None:
    assert propose(f"The nurse wrote {old} on the chart.", old, new) == ()


def test_nothing_inside_a_known_term() -> None:
    text = "Restless legs syndrome keeps them awake."
    assert propose(text, "legs syndrome", "leg syndromes", rule=OTHER) == ()
    assert propose("The legs keeps still.", "keeps", "keep", rule=OTHER)


def test_nothing_in_protected_spans() -> None:
    start = FINE.index("mornning")
    assert propose(FINE, "mornning", "morning", protected=((start - 3, start + 2),)) == ()


@pytest.mark.parametrize(
    ("old", "new"), [("take 3", "takes 5"), ("can not", "can"), ("do", "don't"), ("6-8", "6–8")]
)
def test_numbers_and_negations_are_never_touched(old: str, new: str) -> None:
    assert propose(f"They may {old} more.", old, new, rule=OTHER) == ()


def test_an_apostrophe_is_no_negation() -> None:
    assert propose("They dont hurt.", "dont", "don't", rule=("EN_CONTRACTION", "TYPOS"))


@pytest.mark.parametrize(
    ("old", "new"), [("fibres", "fibers"), ("summarising", "summarizing"), ("anaemias", "anemias")]
)
def test_the_spelling_of_another_country_stays(old: str, new: str) -> None:
    assert propose(f"It has {old} in it.", old, new) == ()
    assert guards.same_word(old, new)
    assert not guards.same_word("monday", "Monday")


def test_what_the_speller_itself_calls_another_country_s_stays() -> None:
    text = "It had an odour."
    found = answer(text, 10, 15, "odor", rule=SPELLING[0], category=SPELLING[1])
    found["message"] = "Possible spelling mistake. ‘odour’ is British English."
    assert matches.edits(text, [(0, Match(found, text))], policy.load(), (), ()) == ()


def test_a_small_letter_is_only_raised_behind_the_end_of_a_sentence() -> None:
    case = ("UPPERCASE_SENTENCE_START", "CASING")
    assert propose("It spread. then it went.", "then", "Then", rule=case)
    assert propose("Ask about\n\nopening hours", "opening", "Opening", rule=case) == ()


def test_a_heading_run_into_its_sentence_is_not_doubled() -> None:
    rule = ("ENGLISH_WORD_REPEAT_RULE", "MISC")
    assert propose("It can go. Signs Signs may vary.", "Signs Signs", "Signs", rule=rule) == ()
    assert propose("It is serving\nto to heal.", "to to", "to", rule=rule)
    assert propose("What it does to\nto heal.", "to\nto", "to", rule=rule) == ()


@pytest.mark.parametrize("category", sorted(policy.load().disabled_categories))
def test_dropped_categories(category: str) -> None:
    assert propose(FINE, "mornning", "morning", rule=("X", category)) == ()


def test_agreement_beside_a_repair_of_the_despin_step_is_made() -> None:
    text = "The tight muscle press on the nerve."
    near, far = text.index("muscle"), text.index("nerve")
    beside = propose(text, "press", "presses", rule=AGREEMENT, despun=((near, near + 6),))
    apart = propose(text, "press", "presses", rule=AGREEMENT, despun=((far, far + 5),))
    assert [edit.safety for edit in (*beside, *apart)] == ["safe", "review"]


@pytest.mark.parametrize(
    ("new", "tier", "left"),
    [
        ("permanent", "review", True),  # whose article it was
        ("enduring", "review", False),
        ("permanent", "suggest", False),  # too little to leave a mistake for
    ],
)
def test_an_article_that_fits_the_wording_in_review_behind_it_stays(
    new: str, tier: Safety, left: bool
) -> None:
    text = "A everlasting hue stays."
    made = propose(text, "A", "An", rule=("EN_A_VS_AN", "MISC"))
    assert [edit.new for edit in made] == ["An"]
    waiting = Edit(2, 13, "everlasting", new, "despin", "despin-word", safety=tier)
    assert matches.without_former_articles(made, [waiting]) == (() if left else made)


def test_what_is_no_article_is_mended_beside_a_wording_in_review() -> None:
    made = propose("Put teh cap on.", "teh", "the")
    waiting = Edit(8, 11, "cap", "lid", "despin", "despin-word", safety="review")
    assert matches.without_former_articles(made, [waiting]) == made != ()


def test_of_edits_that_meet_one_stays() -> None:
    text = "They may involving diet."
    start = text.index("involving")
    rows = [
        answer(text, start, start + 9, "involve", rule="MD_BASEFORM", category="GRAMMAR"),
        answer(text, 5, start + 9, "may involve", rule="X", category="PUNCTUATION"),
    ]
    for order in (rows, rows[::-1]):
        found = [(0, Match(copy.deepcopy(row), text)) for row in order]
        (edit,) = matches.edits(text, found, policy.load(), (), ())
        assert edit.rule == "grammar-punctuation"  # the surer of the two


@pytest.mark.parametrize(("old", "new"), [("argenine", "Argentine"), ("dermaplaning", "deplaning")])
def test_a_speller_that_guesses_a_name_or_another_word_is_not_heard(old: str, new: str) -> None:
    assert propose(f"Peels with {old} work.", old, new) == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("moderen", "modern"),
        ("spf", "SPF"),
        ("honolulu", "Honolulu"),
        ("workrelated", "work related"),
    ],
)
def test_a_slip_of_the_pen_is_mended(old: str, new: str) -> None:
    (edit,) = propose(f"Peels with {old} care.", old, new)
    assert edit.new == new


@pytest.mark.parametrize(
    ("text", "old", "new", "tier"),
    [
        ("Creams\n\nDolorex\nAspra", "Aspra", "Aspire", "suggest"),  # items of lists
        ("Creams\n\n- Dolorex balm\n", "Dolorex", "Dolores", "suggest"),
        ("Aspra, Dolorex and others help.", "Aspra", "Aspire", "suggest"),
        ("Aspra and Dolorex help.", "Aspra", "Aspire", "suggest"),
        ("Aspra helps. We like Aspra too.", "Aspra", "Aspire", "suggest"),  # inside a sentence
        ("Bengay helps much.", "Bengay", "Bengal", "suggest"),  # no word of health prose
        ("Backcare helps much.", "Backcare", "Back care", "suggest"),  # two words for one
        ("Becouse it helps, we like it.", "Becouse", "Because", "review"),
        ("Infact it helps them.", "Infact", "In fact", "review"),
        ("We rest, and becouse it helps, we like it.", "becouse", "because", "review"),
        ("We like it.\nbecouse\nIt helps.", "becouse", "because", "review"),
    ],
)
def test_the_spelling_of_what_may_be_a_name_is_only_suggested(
    text: str, old: str, new: str, tier: Safety
) -> None:
    start = text.index(old)
    found = answer(text, start, start + len(old), new, rule=SPELLING[0], category=SPELLING[1])
    (edit,) = matches.edits(text, [(0, Match(found, text))], policy.load(), (), ())
    assert (edit.new, edit.safety) == (new, tier)


def test_other_rules_may_mend_the_first_word_of_a_list() -> None:
    (edit,) = propose("Tips\n\nThis helps\n", "helps", "help", rule=OTHER)
    assert edit.safety == "review"


def test_two_rare_words_are_not_put_for_one() -> None:
    assert propose("Many sell nosodes here.", "nosodes", "nos odes") == ()
    (edit,) = propose("Many sell alot here.", "alot", "a lot")
    assert edit.new == "a lot"
