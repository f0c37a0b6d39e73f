"""The scorer: cases worked out by hand, and agreement with another scorer of the same figures."""

import importlib.util
import json
import os
import random
import re
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from benchmarks.scoring import Gold, Page, Score, read, score, total
from healthtext.records import Edit

GOLD = Path(__file__).parents[2] / "corpora" / "spun_health" / "gold.jsonl"
OTHER = "HEALTHTEXT_OTHER_SCORER"

#       0         1         2         3         4
#       0123456789012345678901234567890123456789012
TEXT = "The spinal twine, or back again, hurts much."
TWINE = Gold(4, 16, ("spinal cord", "cord"))
AGAIN = Gold(21, 31, ("back",))
MUCH = Gold(39, 43, ("a lot",), free=True)


def edit(start: int, end: int, new: str) -> Edit:
    return Edit(start, end, TEXT[start:end], new, "despin", "despin-word")


def scored(*edits: Edit) -> Score:
    return score(Page("p", "S", TEXT, (TWINE, AGAIN, MUCH)), edits)


def test_leaving_the_text_alone_is_worth_nothing() -> None:
    assert scored().figures() == {
        "touched": 0, "precision": None, "exact": 0, "net": 0, "wrong/1k": 0,
    }  # fmt: skip


def test_a_perfect_repair_is_worth_one() -> None:
    counts = scored(edit(11, 16, "cord"), edit(26, 31, ""))
    assert (counts.gold, counts.needed, counts.touched, counts.exact, counts.saved) == (
        2,
        2,
        2,
        2,
        2,
    )
    assert counts.figures()["net"] == 1


@pytest.mark.parametrize(
    ("start", "end", "new", "exact"),
    [
        (4, 16, "Spinal  cord!", 1),  # capitals, spacing and punctuation do not count
        (4, 16, "cord", 1),  # an alternative is as good
        (0, 16, "The spinal cord", 1),  # what lies around the gold edit is compared too
        (0, 16, "A spinal cord", 0),
        (11, 16, "string", 0),
    ],
)
def test_exact(start: int, end: int, new: str, exact: int) -> None:
    counts = scored(edit(start, end, new))
    assert (counts.touched, counts.exact, counts.wrong) == (1, exact, 0)


def test_an_edit_outside_gold_is_wrong_and_costs_its_words() -> None:
    counts = scored(edit(33, 38, "aches very badly"))
    assert (counts.wrong, counts.added) == (1, 3)
    assert counts.figures()["net"] == -3 / 2
    assert counts.figures()["wrong/1k"] == 1000 / 8


def test_a_wrong_edit_costs_at_least_one_word() -> None:
    assert scored(edit(33, 38, "Hurts")).added == 1


def test_an_unclear_gold_edit_is_free() -> None:
    for new in ("a lot", "nonsense"):
        counts = scored(edit(39, 43, new))
        assert (counts.wrong, counts.touched, counts.saved, counts.gold) == (0, 0, 0, 2)


def test_an_insertion_touches_at_the_border_and_a_neighbour_does_not() -> None:
    assert scored(edit(16, 16, "s")).touched == 1
    assert scored(edit(16, 17, ";")).touched == 0


def test_one_edit_over_two_gold_edits_touches_both() -> None:
    counts = scored(edit(4, 31, "spinal cord, or back"))
    assert (counts.touched, counts.edits, counts.wrong) == (2, 1, 0)


def test_a_worse_wording_has_a_negative_saving() -> None:
    assert scored(edit(4, 16, "big long twisted rope")).saved < 0


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(ValueError, match="out of order"):
        scored(edit(4, 16, "cord"), edit(11, 16, "cord"))


def test_our_gold_is_worth_one() -> None:
    for page in read(GOLD):
        edits = [
            Edit(g.start, g.end, page.text[g.start : g.end], g.references[0], "despin", "x")
            for g in page.gold
        ]
        figures = score(page, edits).figures()
        assert (figures["touched"], figures["exact"], figures["wrong/1k"]) == (1, 1, 0), page.id
        assert figures["net"] == pytest.approx(1), page.id


def random_edits(page: Page, random_: random.Random) -> list[Edit]:
    """Return edits of all kinds: on gold, beside it, right, wrong, insertions, deletions."""
    edits, at = [], 0
    for match in re.finditer(r"\S+(?: \S+)?", page.text):
        start, end = match.span()
        if start < at or random_.random() > 0.2:
            continue
        gold = next((g for g in page.gold if g.start >= start), None)
        if gold and random_.random() < 0.5:
            start, end, new = (
                gold.start,
                gold.end,
                random_.choice([*gold.references, "", "Dr. O’X"]),
            )
        else:
            new = random_.choice(["", "of the", match[0].upper(), "it's-a_b 5%"])
            start = random_.choice([start, end])
        edits.append(Edit(start, end, page.text[start:end], new, "despin", "x"))
        at = end + 1
    return edits


@pytest.fixture
def other() -> ModuleType:
    if OTHER not in os.environ:
        pytest.skip(f"{OTHER} does not name a scorer to compare with")
    spec = importlib.util.spec_from_file_location("other", os.environ[OTHER])
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_agrees_with_the_other_scorer(other: ModuleType) -> None:
    records = {r["id"]: r for r in map(json.loads, GOLD.read_text("utf-8").splitlines())}
    choice = random.Random(7)
    scores, theirs = [], Counter[str]()
    for page in read(GOLD) * 5:
        edits = random_edits(page, choice)
        scores.append(score(page, edits))
        predicted = [{"start": e.start, "end": e.end, "new": e.new} for e in edits]
        counts = other.score_text(page.text, records[page.id]["edits"], predicted, None)
        mine = scores[-1].figures()
        for name, value in mine.items():
            assert value == pytest.approx(other.figures(counts)[name], abs=0.00051), (page.id, name)
        theirs.update(counts)
    for name, value in total(scores).figures().items():
        assert value == pytest.approx(other.figures(theirs)[name], abs=0.00051), name
