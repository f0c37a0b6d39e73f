"""The encoder as a scorer, the heat of sentences, and scorers of the user beside it."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import scoring, seed
from healthtext import despin, rules, words
from healthtext.despin import (
    Despinner,
    candidates,
    choose,
    features,
    heat,
    ngrams,
    packaged_scorers,
    page,
    ranker,
    tiers,
)
from healthtext.despin.candidates import ENCODER, Lattice, Option
from healthtext.despin.channel import DIALECT
from healthtext.despin.options import Columns, columns
from healthtext.despin.scores import Floats
from healthtext.pipeline import Pipeline
from healthtext.read import from_text
from healthtext.records import Edit, Report
from healthtext.settings import Settings
from healthtext.words import Word

SPUN = (
    "The spinal twine runs down the again. An ache within the decrease again is steadily brought "
    "about by lifting. Most people really feel higher inside a couple of weeks."
)
CLEAN = (
    "The spinal cord runs down the back. Pain in the lower back is often caused by lifting. "
    "Most people feel better within a few weeks."
)


def read(text: str) -> tuple[list[Word], Floats, Lattice, Floats, Columns]:
    found = words.split(text)
    opinion = packaged_scorers()[1].read(text, found)
    assert opinion.spun is not None
    proposed = opinion.propose()
    lattice = candidates.lattice(found, proposed, opinion.spun)
    return found, opinion.spun, lattice, opinion.score(lattice), proposed


def test_spun_words_look_spun_and_clean_ones_do_not() -> None:
    (found, spun, *_), (other, clean, *_) = read(SPUN), read(CLEAN)
    by_form = dict(zip((word.form for word in found), spun.tolist(), strict=True))
    assert min(by_form["twine"], by_form["decrease"]) > 0.5
    is_word = [word.is_word for word in other]
    assert clean[is_word].mean() < 0.1 < spun.mean()


def test_the_context_prefers_what_stood_there() -> None:
    found, _, lattice, nats, _ = read(SPUN)
    at = next(n for n, word in enumerate(found) if word.form == "twine")
    own = nats[lattice.bounds[at] : lattice.bounds[at + 1]]
    scored = {o.new: float(x) for o, x in zip(lattice.at[at], own, strict=True)}
    assert scored["cord",] > max(scored.get((form,), -9.0) for form in ("rope", "yarn", "string"))
    assert scored["cord",] > 0


def test_its_own_wordings_are_known_words_of_doubted_places() -> None:
    found, spun, _, _, proposed = read(SPUN)
    model = ngrams.load()
    assert len(proposed)
    for option in (option for options in Lattice(found, proposed).at for option in options):
        assert option.bits == ENCODER
        assert spun[option.start : option.end].max() > 0.2
        assert option.new != tuple(word.form for word in found[option.start : option.end])
        assert all(model.id(form) != ngrams.UNKNOWN for form in option.new)


def test_sound_words_have_no_options_of_single_forms() -> None:
    found = words.split(CLEAN)
    sound = candidates.lattice(found, None, np.zeros(len(found), np.float32))
    doubted = candidates.lattice(found, None, np.ones(len(found), np.float32))
    assert sum(map(len, sound.at)) < 0.6 * sum(map(len, doubted.at))
    assert [len(a) for a in doubted.at] == [len(a) for a in candidates.lattice(found).at]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from([*SPUN.split(), "İ", "한국", "🦠", "3.5mg", "\n\n"]), max_size=25))
def test_every_option_has_a_finite_score(parts: list[str]) -> None:
    _, spun, lattice, nats, _ = read(" ".join(parts))
    assert len(nats) == len(lattice.options) == sum(map(len, lattice.at))
    assert np.isfinite(nats).all()
    assert ((spun >= 0) & (spun <= 1)).all()


def test_heat_tells_spun_sentences_and_covers_every_word() -> None:
    text = f"{SPUN}\n\n{CLEAN}"
    hot = Despinner(packaged_scorers(), ranker.load()).propose(text).heat
    assert text[hot[0].start : hot[0].end] == "The spinal twine runs down the again."
    spun = [one.spun for one in hot if one.start < len(SPUN)]
    clean = [one.spun for one in hot if one.start >= len(SPUN)]
    assert len(spun) == len(clean) == 3
    assert np.mean(spun) > np.mean(clean) + 0.2
    inside = [any(o.start <= w.start and w.end <= o.end for o in hot) for w in words.split(text)]
    assert all(inside[n] for n, w in enumerate(words.split(text)) if w.is_word)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_heat_grows_with_words_and_page(low: float, high: float, other: float) -> None:
    low, high = sorted((low, high))
    assert heat.probability(low, other) <= heat.probability(high, other)
    assert heat.probability(other, low) <= heat.probability(other, high)
    assert 0 < heat.probability(low, high) < 1


@pytest.mark.parametrize("text", ["", "\n\n", "?! ... --", "한국어 문장입니다."])
def test_heat_of_texts_without_english(text: str) -> None:
    proposal = Despinner(packaged_scorers(), ranker.load()).propose(text)
    assert proposal.edits == ()
    assert all(0 <= one.spun <= 1 for one in proposal.heat)


def test_without_a_scorer_that_knows_spun_words_there_is_no_heat() -> None:
    assert Despinner(packaged_scorers()[:1], ranker.load()).propose(SPUN).heat == ()


def test_what_is_proposed_for_words_that_no_list_knows_is_an_option() -> None:
    found = words.split("Qwzx vbnm.")
    assert not len(candidates.lattice(found).options)
    proposed = columns([Option(0, 1, ("spinal",), ENCODER)])
    assert candidates.lattice(found, proposed).at[0] == [Option(0, 1, ("spinal",), ENCODER)]


@dataclass(frozen=True)
class Voter:
    """A scorer of the user that wants one wording wherever it can be had."""

    wanted: str
    nats: float
    proposes: tuple[Option, ...] = ()
    name: str = "voter"
    spun: Floats | None = None

    def read(self, text: str, found: Sequence[Word]) -> Voter:
        del text, found
        return self

    def propose(self) -> Columns:
        return columns(self.proposes)

    def score(self, lattice: Lattice) -> Floats:
        every = (option for options in lattice.at for option in options)
        return np.array([self.nats * (o.new == (self.wanted,)) for o in every], np.float32)


def chosen(*others: Voter) -> str:
    """Return what stands in place of the first twine."""
    judged = Despinner(packaged_scorers(), ranker.load(), others).judge(SPUN * 3)
    forms = [word.form for word in judged.lattice.words]
    at = forms.index("twine")
    return next(
        pick.option.new[-1] for pick in judged.picks if pick.option.start <= at < pick.option.end
    )


def test_a_scorer_of_the_user_ranks_what_is_offered() -> None:
    _, _, lattice, _, _ = read(SPUN)
    at = [word.form for word in lattice.words].index("twine")
    offered = {option.new for option in lattice.at[at] if option.end == at + 1}
    other = next(new[0] for new in sorted(offered) if len(new) == 1 and new != ("cord",))
    assert chosen() == "cord"
    assert chosen(Voter(other, 99.0)) == other
    assert chosen(Voter(other, 0.0)) == "cord"


def test_a_scorer_of_the_user_proposes_and_the_gate_stays() -> None:
    found = words.split(SPUN)
    at = next(n for n, word in enumerate(found) if word.form == "twine")
    own = Option(at, at + 1, ("canal",), 0, "", -1.0)
    despinner = Despinner(packaged_scorers(), ranker.load(), [Voter("canal", 40.0, (own,))])
    judged = despinner.judge(SPUN)
    assert any(pick.option.new == ("canal",) for pick in judged.picks)
    edits = despinner.propose(SPUN).edits
    assert not any(edit.new == "canal" and edit.safety == "safe" for edit in edits)


def test_a_page_without_an_encoder_is_judged_by_its_edits() -> None:
    lattice = choose(SPUN, packaged_scorers()[:1]).lattice
    found = page.judge(lattice.words, [], None)
    assert found.mean == 0.5
    assert found.spun < 0.5


def report(text: str, chosen: Settings) -> Report:
    with Pipeline(chosen) as pipeline:
        found = pipeline.run(from_text(text))
    assert isinstance(found, Report)
    return found


def test_a_page_of_random_senses_is_reported_and_only_suggested() -> None:
    wild = rules.catalogue()[despin.RANDOM_SENSE].bad[0]
    found = report(wild, Settings(skip=frozenset({"grammar"})))
    assert found.scores["despin.random_sense"] > 0.9
    assert {edit.safety for edit in found.edits if edit.step == "despin"} == {"suggest"}
    (finding,) = [one for one in found.findings if one.rule == despin.RANDOM_SENSE]
    assert found.repaired[finding.start : finding.end].startswith("The junior wager")
    quiet = Settings(skip=frozenset({"grammar"}), disable_rules=frozenset({despin.RANDOM_SENSE}))
    assert despin.RANDOM_SENSE not in {one.rule for one in report(wild, quiet).findings}


@pytest.mark.parametrize(("margin", "listed", "is_random"), [
    (0.3, False, True),
    (2.0, False, False),  # a spinner whose lists are not known, and the network is clear
    (0.3, True, False),
])  # fmt: skip
def test_senses_are_random_where_nothing_is_listed_and_nothing_clear(
    margin: float, listed: bool, is_random: bool
) -> None:
    row = np.zeros(len(features.NAMES), np.float32)
    row[features.AT["context margin"]] = margin
    bits = DIALECT if listed else 1
    picks = [tiers.Pick(Option(n, n + 1, ("a",), bits), row, 0.9, 0.9, 0.5, ()) for n in range(20)]
    found = page.judge(words.split("word " * 60), picks, None)
    assert found.spun > 0.9
    assert (found.random > 0.5) == is_random


@pytest.mark.parametrize(("margin", "listed", "is_random"), [
    (0.3, 14, True),  # some random words are listed by chance, and the network is clear of none
    (1.15, 14, False),
    (0.3, 15, False),
    (-3.0, 16, False),  # however unclear, most of it listed is a known spinner's
])  # fmt: skip
def test_the_less_is_clear_the_more_random_words_may_be_listed(
    margin: float, listed: int, is_random: bool
) -> None:
    row = np.zeros(len(features.NAMES), np.float32)
    row[features.AT["context margin"]] = margin
    picks = [
        tiers.Pick(Option(n, n + 1, ("a",), DIALECT if n < listed else 1), row, 0.9, 0.9, 0.5, ())
        for n in range(20)
    ]
    found = page.judge(words.split("word " * 60), picks, None)
    assert (found.random > 0.5) == is_random


def test_a_page_of_a_spinner_without_lists_is_repaired() -> None:
    spun = scoring.read(Path("corpora/spun_health/gold.jsonl"))[0]
    with seed.switched_off(seed.taken(spun, inside=True)):
        found = Despinner(packaged_scorers(), ranker.load()).propose(spun.text)
    assert found.scores["random_sense"] < 0.5
    assert sum(edit.safety != "suggest" for edit in found.edits) > 0.4 * len(spun.gold)


def own_pick(mends: float, bits: int = ENCODER) -> list[Edit]:
    """Return the edits of a page on which one wording for "twine" was picked."""
    found = words.split(SPUN)
    at = next(n for n, word in enumerate(found) if word.form == "twine")
    row = np.zeros(len(features.NAMES), np.float32)
    pick = tiers.Pick(Option(at, at + 1, ("column",), bits), row, 0.99, 0.99, mends, ())
    spun = page.Page(1.0, 20.0, len(found), {})
    return list(tiers.edits(SPUN, Lattice.of(found, []), [pick], spun, ()))


def test_what_only_the_network_proposes_is_at_most_suggested() -> None:
    assert [edit.safety for edit in own_pick(0.9)] == ["suggest"]
    assert own_pick(0.2) == []
    assert [edit.safety for edit in own_pick(0.9, bits=1)] == ["review"]


@pytest.fixture(scope="module")
def despinner() -> Despinner:
    return Despinner(packaged_scorers(), ranker.load())


def test_a_page_in_capitals_is_repaired_in_capitals(despinner: Despinner) -> None:
    made = despinner.propose((f"{SPUN} " * 3).upper()).edits
    assert "SPINAL CORD" in {edit.new for edit in made}
    assert all(edit.new == edit.new.upper() for edit in made)


@pytest.mark.parametrize(
    "text",
    [
        "Der Rücken trägt das Gewicht des Oberkörpers. Wer schwer hebt, sollte die Knie beugen und "
        "den Rücken gerade halten. Ein warmes Bad am Abend löst die Muskeln. " * 4,
        "La espalda soporta el peso del cuerpo. Doble las rodillas al levantar una caja pesada y "
        "mantenga la espalda recta. Un baño caliente relaja los músculos. " * 4,
    ],
    ids=["German", "Spanish"],
)
def test_another_language_stays_as_it_is(despinner: Despinner, text: str) -> None:
    assert not [edit for edit in despinner.propose(text).edits if edit.safety != "suggest"]


def test_a_sentence_of_ten_thousand_words_is_repaired_too(despinner: Despinner) -> None:
    text = SPUN.replace(".", ",") + " "
    whole = text * (10_000 // len(text.split()))
    made = [edit for edit in despinner.propose(whole).edits if edit.new.endswith("cord")]
    assert len(made) > 200
    assert made[-1].end > len(whole) * 0.9


def test_a_page_that_is_sound_nearly_everywhere_has_options_at_doubted_words_alone() -> None:
    found = words.split(f"{CLEAN} {CLEAN} {SPUN}")
    at = next(n for n, word in enumerate(found) if word.form == "twine")
    spun = np.full(len(found), 0.05, np.float32)
    spun[at] = 0.9
    few = candidates.lattice(found, None, spun)
    assert {"cord"} <= {option.new[0] for option in few.at[at]}
    assert ("spinal", "cord") in {option.new for option in few.at[at - 1]}
    assert all(o.start <= at < o.end for options in few.at for o in options)
    spun[::4] = 0.9
    many = candidates.lattice(found, None, spun)
    assert any(not (spun[o.start : o.end] > 0.5).any() for options in many.at for o in options)


def test_pieces_of_wordings_are_the_encoder_s_whenever_they_were_met() -> None:
    from healthtext import encoder
    from healthtext.despin.context import Cut
    from healthtext.despin.stock import Stock

    shared, known = encoder.load(), Stock(ngrams.load())
    cut = Cut(shared, known)
    for wording in (("lower", "back"), (), ("musculoskeletal",), ("lower", "back")):
        numbers = np.array([known.number(wording), known.number(("pain",))])
        pieces, counts = cut.of(numbers)
        wanted = shared.pieces(wording), shared.pieces(("pain",))
        assert pieces.tolist() == [*wanted[0], *wanted[1]]
        assert counts.tolist() == [*map(len, wanted)]
    many = np.array([known.number(("lower", f"back{nth}")) for nth in range(2_000)])
    pieces, counts = cut.of(many)  # more than there is room for at first
    ends = np.cumsum(counts)
    assert pieces[ends[-2] :].tolist() == shared.pieces(("lower", "back1999"))
    assert cut.of(np.array([0]))[0].tolist() == shared.pieces(("lower", "back"))


def test_a_stock_that_was_given_up_is_forgotten_with_its_pieces() -> None:
    from healthtext import encoder
    from healthtext.despin import context
    from healthtext.despin.stock import Stock

    shared, model = encoder.load(), ngrams.load()
    stock = Stock(model)
    context._cut(shared, stock)
    gone = weakref.ref(stock)
    context._cut(shared, Stock(model))
    del stock
    gc.collect()
    assert gone() is None
