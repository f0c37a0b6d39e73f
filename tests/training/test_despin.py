"""The spinner simulator: what it writes can be undone, and stays within what was asked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise, repeat
from pathlib import Path
from random import Random

import numpy as np
import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from healthtext.despin import ngrams
from training.despin import examples, rates, simulate, tables
from training.despin.examples import DELETE, Cutter
from training.despin.simulate import Habit, Page
from training.despin.tables import Phrase, Tables, load

CLEAN = Path("corpora/spun_health/clean")

TABLES = Tables(
    {
        "pain": (["torment", "ache"], [3.0, 4.0]),
        "doctor": (["physician"], [1.0]),
        "careful": (["attentive"], [1.0]),
        "tests": (["exams"], [1.0]),
        "swelling": (["puffiness"], [1.0]),
    },
    {
        ("skin",): [Phrase("pores and skin", 3, "P")],
        ("such", "as"): [Phrase("reminiscent of", 3, "S")],
        ("immune", "system"): [Phrase("insusceptible framework", 3, "Q")],
    },
)
TEXT = (
    "A careful doctor asks about pain, such as back pain. The skin and the immune system matter. "
    "Tests show the swelling. Pain can last 3 weeks!\nSee a doctor when the PAIN stays.\n"
) * 6


@cache
def packaged() -> Tables:
    return load()


def undone(page: Page) -> str:
    out, at = [], 0
    for swap in page.swaps:
        out += [page.text[at : swap.start], swap.original]
        at = swap.end
    return "".join([*out, page.text[at:]])


@pytest.mark.parametrize("seed", range(12))
def test_every_page_can_be_undone(seed: int) -> None:
    page = simulate.page(TEXT, TABLES, Random(seed))
    assert undone(page) == TEXT
    spans = [(swap.start, swap.end) for swap in page.swaps]
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_clean_pages_are_unchanged_and_as_many_as_wanted() -> None:
    pages = [simulate.page(TEXT, TABLES, Random(seed)) for seed in range(400)]
    clean = [page for page in pages if not page.dialect]
    assert all(page.text == TEXT and not page.swaps for page in clean)
    assert abs(len(clean) / 400 - simulate.CLEAN_PAGES) < 0.1


def test_a_seed_gives_the_same_page_again() -> None:
    assert simulate.page(TEXT, TABLES, Random(7)) == simulate.page(TEXT, TABLES, Random(7))


def test_a_dialect_uses_its_own_phrases() -> None:
    for dialect, own, others in (
        ("S", "reminiscent of", "pores and skin"),
        ("P", "pores and skin", "insusceptible"),
        ("Q", "insusceptible framework", "reminiscent of"),
    ):
        habit = Habit(dialect, 1.2, False)
        pages = [simulate.spin(TEXT, TABLES, habit, Random(n)) for n in range(5)]
        text = "\n".join(page.text for page in pages)
        assert own in text
        assert others not in text


def test_a_third_of_the_sentences_is_left_alone() -> None:
    sentence = "pain doctor swelling tests careful pain doctor swelling. "
    page = simulate.spin(sentence * 300, TABLES, Habit("M", 3.0, False), Random(2))
    untouched = page.text.count(sentence) / 300
    assert 0.2 < untouched < 0.45


def test_a_stronger_habit_spins_more() -> None:
    weak, strong = (
        len(simulate.spin(TEXT, TABLES, Habit("Q", strength, False), Random(3)).swaps)
        for strength in (0.2, 1.5)
    )
    assert weak < strong


def test_case_follows_the_original() -> None:
    assert simulate.cased("torment", "PAIN", first=False) == "TORMENT"
    assert simulate.cased("torment", "Pain", first=True) == "Torment"
    assert simulate.cased("pores and skin", "skin", first=False) == "pores and skin"
    assert simulate.cased("insusceptible framework", "Immune System", first=False).istitle()


def spun(text: str, habit: Habit, seeds: int = 40) -> list[tuple[str, str]]:
    """Return what was swapped in a text by some spinners: original and wording."""
    pages = [simulate.spin(text, TABLES, habit, Random(seed)) for seed in range(seeds)]
    return [
        (swap.original, page.text[swap.start : swap.end]) for page in pages for swap in page.swaps
    ]


def test_an_is_taken_for_a_degree_on_some_pages_only() -> None:
    text = "Take an apple and an orange. " * 4
    degrees = {"associate in nursing", "associate degree"}
    assert {new for old, new in spun(text, Habit("S", 0.5, True)) if old == "an"} & degrees
    assert not {new for _, new in spun(text, Habit("S", 0.5, False))} & degrees


def test_neighbours_change_places_and_plurals_are_lost() -> None:
    found = spun("Strong bones carry heavy loads every day. " * 20, Habit("S", 0.5, False))
    assert ("Strong bones", "Bones strong") in found
    assert ("bones", "bone") in found


def test_an_article_follows_the_new_word_or_is_damaged() -> None:
    text = "It is a pain. " * 60
    pages = [simulate.spin(text, TABLES, Habit("Q", 1.5, False), Random(n)).text for n in range(20)]
    assert any("an ache" in page for page in pages) and any("a ache" in page for page in pages)


def test_a_page_has_several_names_for_a_thing_and_three_at_most(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(TABLES.singles, "pain", (list("abcdefgh"), [n / 8 for n in range(1, 9)]))
    pages = [
        simulate.spin("pain " * 60, TABLES, Habit("Q", 2.0, False), Random(n)) for n in range(9)
    ]
    names = [{page.text[swap.start : swap.end] for swap in page.swaps} for page in pages]
    assert max(map(len, names)) > 1
    assert all(len({name.lower() for name in found}) <= 3 for found in names)


def test_numbers_and_function_words_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    for form in ("<num>", "the", "of", "were", "not", "group"):
        monkeypatch.setitem(TABLES.singles, form, (["other"], [1.0]))
    text = "The 3 of 20 were in the 5 mg group, and 7.5% was not. " * 20
    page = simulate.spin(text, TABLES, Habit("M", 2.0, False), Random(4))
    assert {swap.original for swap in page.swaps} == {"group"}


def test_names_are_mostly_left_alone() -> None:
    name, word, loud = (
        sum(old.lower() == "pain" for old, _ in spun(f"Ask about {form} today. " * 20, habit()))
        for form in ("Pain", "pain", "PAIN")
    )
    assert 0.15 < name / word < 0.5
    assert loud > 0.8 * word


def habit() -> Habit:
    return Habit("Q", 0.6, False)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    pieces = ["[PAD]", "[UNK]", *"abcdefghijklmnopqrstuvwxyz0123456789.,!",
              *(f"##{c}" for c in "abcdefghijklmnopqrstuvwxyz0123456789"),
              "skin", "pores", "and", "pain", "torment"]  # fmt: skip
    found = Tokenizer(WordPiece({p: n for n, p in enumerate(pieces)}, unk_token="[UNK]"))
    found.normalizer = BertNormalizer(lowercase=True)
    found.pre_tokenizer = BertPreTokenizer()
    return found


def test_labels_meet_their_pieces(tokenizer: Tokenizer) -> None:
    page = simulate.Page("pores and skin torment a b",
                         (simulate.Swap(0, 14, "skin"), simulate.Swap(15, 22, "pain skin"),
                          simulate.Swap(23, 24, "an", True)), "P")  # fmt: skip
    ((pieces, spun, target, longer),) = Cutter(tokenizer).windows(page)
    known = tokenizer.token_to_id
    assert spun.tolist() == [-1, 1, 1, 1, 1, -1, 0, -1]
    assert target[1:5].tolist() == [known("skin"), DELETE, DELETE, known("pain")]
    assert longer.tolist() == [0, 0, 0, 0, 1, 1, 0, 0]
    assert target[6] == pieces[6]


def test_clean_windows_predict_themselves(tokenizer: Tokenizer) -> None:
    for pieces, spun, target, longer in Cutter(tokenizer).windows(Page(TEXT, (), "")):
        assert len(pieces) <= 256
        assert np.array_equal(pieces, target)
        assert not spun[1:-1].any() and not longer.any()


def test_a_shard_is_mixed_and_as_long_as_asked(tokenizer: Tokenizer) -> None:
    def forever() -> Iterator[str]:
        while True:
            yield TEXT

    table = examples.shard(forever(), TABLES, Cutter(tokenizer), Random(5), 20_000)
    assert len(table["pieces"]) >= 20_000
    assert table["ends"][-1] == len(table["pieces"]) == len(table["target"])
    assert {0} < set(table["kinds"].tolist())
    share = (table["spun"] == 1).mean()
    assert 0.02 < share < 0.5


def test_pages_are_roughened_now_and_then() -> None:
    text = "The skin, the pain and the swelling, and then the rest."
    found = [examples.roughened(text, Random(seed)) for seed in range(2000)]
    shares = [found.count(one) / len(found) for one in (text, text.replace(",", ""), text.lower())]
    assert shares == pytest.approx([0.8, 0.1, 0.06], abs=0.03)
    assert found.count("The skin, pain & swelling, & then the rest.") / 2000 > 0.02


def test_the_pages_of_a_shard_are_roughened(
    tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(simulate, "CLEAN_PAGES", 1.0)
    text = "pain, skin, pain and skin, "
    made = examples.shard(repeat(text), TABLES, Cutter(tokenizer), Random(5), 4000)
    comma = tokenizer.token_to_id(",")
    commas = [(row == comma).sum() for row in np.split(made["pieces"], made["ends"][:-1])]
    assert 0.02 < commas.count(0) / len(commas) < 0.2
    assert commas.count(3) / len(commas) > 0.7


def test_swaps_beside_each_other_are_one_place() -> None:
    text = "the spinal twine aches, and torment stays"
    swaps = [(4, 10, "spine"), (11, 16, "cord"), (28, 35, "it")]
    assert rates.places(text, swaps) == [("spinal twine", "spine cord"), ("torment", "it")]
    found = rates.rates([(text, swaps)])
    assert found.per_100 == pytest.approx(200 / 7)
    assert found.inside == pytest.approx(3 / 7)
    assert (found.function, found.shapes) == (0.5, (0.5, 0.5, 0, 0))


@pytest.mark.parametrize("dialect", ["S", "P", "Q"])
def test_every_dialect_is_spun_about_as_densely_as_real_pages_are(dialect: str) -> None:
    """Real passages have 16 to 20 places in 100 words, and .34 to .48 of the words inside."""
    texts = [path.read_text("utf-8") for path in sorted(CLEAN.glob("*.txt"))]
    found = rates.rates(rates.simulated(texts, dialect, packaged()))
    assert 12 < found.per_100 < 22
    assert 0.25 < found.inside < 0.5
    assert 0.35 < found.shapes[0] < 0.6


def test_what_only_a_list_of_the_project_knows_is_not_taken_for_a_thesaurus(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = ngrams.load()
    rows = "doctor\tnurse\t0\tS\t56\nbody\tskin\t64\tP\nheart\tbrain\t8\t"
    np.savez(tmp_path / "channel.npz", phrases=np.frombuffer(rows.encode(), np.uint8))
    monkeypatch.setattr(tables.assets, "path", lambda _: tmp_path / "channel.npz")
    found = list(tables._from_channel(model))
    assert found == [(("brain",), tables.Phrase("heart", 0, tables.EVERY))]
