"""Features of wordings, worked out one by one."""

from __future__ import annotations

from healthtext import despin, terms, words
from healthtext.despin import ngrams, on_page
from healthtext.despin.features import NAMES

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
