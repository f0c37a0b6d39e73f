"""Features of wordings, worked out one by one."""

from __future__ import annotations

import pytest

from healthtext import despin, terms, words
from healthtext.despin import ngrams, on_page
from healthtext.despin.features import NAMES
from healthtext.despin.options import Lattice, Option, columns
from healthtext.despin.repaired import Text

TEXT = (
    "Pain in the decrease again and the spinal twine is common. Many people have a tough time "
    "with sleep, and a sound diet can forestall coronary heart illness in most youngsters."
)


def test_gain_in_the_text_as_it_stands_is_that_of_each_wording_alone() -> None:
    chosen = despin.choose(TEXT, despin.packaged_scorers())
    forms = ["<s>", "<s>", *(word.form for word in words.split(TEXT)), "<s>", "<s>"]
    alone = chosen.choices.rows[:, NAMES.index("gain in the text as it stands")].tolist()
    among = chosen.choices.rows[:, NAMES.index("gain")].tolist()
    model = ngrams.load()
    for row, gain in zip(chosen.choices.options.tolist(), alone, strict=True):
        option = chosen.lattice.option(row)
        before, after = forms[option.start : option.start + 2], forms[option.end + 2 :][:2]
        old = forms[option.start + 2 : option.end + 2]
        stands, reads = model.log_probability(
            [[*before, *old, *after], [*before, *option.new, *after]]
        )
        assert gain == reads - stands
    assert sum(one != other for one, other in zip(alone, among, strict=True)) > 3
    assert sum(one == other for one, other in zip(alone, among, strict=True)) > 3


def test_only_terms_of_several_words_can_be_broken() -> None:
    text = "Pain and coronary heart disease, migraine and a T-cell."
    found = words.split(text)
    kept = on_page.kept_terms(found, terms.load().find(text))
    marked = [word.text for word, inside in zip(found, kept, strict=True) if inside]
    assert marked == ["coronary", "heart", "disease", "T", "-", "cell"]


def made(text: str, *edits: tuple[str, str]) -> list[bool]:
    """Tell of each edit, in order, whether it makes a part of a term."""
    found, options = words.split(text), []
    forms = [word.form for word in found]
    for old, new in edits:
        size = len(old.split())
        at = next(n for n in range(len(forms)) if forms[n : n + size] == old.split())
        options.append(Option(at, at + size, tuple(new.split()), 0))
    return on_page.making(Lattice.of(found, []), columns(options))


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("Watch your circulatory strain daily.", "circulatory strain", "blood pressure"),
        ("Watch your circulatory strain daily.", "your circulatory strain", "your blood pressure"),
        ("Watch your blood strain daily.", "strain", "pressure"),
        ("He died of heart coronary disease.", "coronary", ""),  # its neighbours are one term
        ("Watch your blood\nstrain daily.", "strain", "pressure"),  # the line is wrapped
    ],
)
def test_an_edit_makes_a_term_of_which_it_is_a_part(text: str, old: str, new: str) -> None:
    assert made(text, (old, new)) == [True]


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("Ills reminiscent of blood pressure.", "reminiscent of", "such as"),  # it follows
        ("A lot of blood pressure pills help.", "a lot of", "many"),
        ("Blood pressure to a great extent.", "to a great extent", "largely"),  # it precedes
        ("He has very coronary heart disease.", "very", ""),
        ("He sees blood.\n\nStrain is common.", "strain", "pressure"),
        ("Notes on blood\n\nStrain is common.", "strain", "pressure"),  # of two paragraphs
    ],
)
def test_an_edit_beside_a_term_makes_none(text: str, old: str, new: str) -> None:
    assert made(text, (old, new)) == [False]


def test_only_the_words_of_a_term_and_of_edits_that_reach_into_it_are_marked() -> None:
    found = words.split("Ills reminiscent of low circulatory strain now.")
    options = [Option(1, 3, ("such", "as"), 0), Option(4, 6, ("blood", "pressure"), 0)]
    marked = on_page.made_terms(Text(Lattice.of(found, []), columns(options)))
    inside = [word.text for word, one in zip(found, marked, strict=True) if one]
    assert inside == ["low", "circulatory"]
