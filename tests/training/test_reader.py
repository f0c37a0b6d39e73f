"""The reader of directions: marks, skeletons, numbers, and what it learns from made-up trials."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from training.evidence import reader, sources
from training.evidence.arms import arms, template
from training.evidence.passages import Passage, content
from training.evidence.skeleton import FAR, numbers, shapes, skeleton
from training.evidence.sources import Prompt

PROMPT = Prompt(1, "9", "pain score", "Magnet bracelet (MB)", "leather strap in group B")
FOODS = ("Honey", "Ginger", "Garlic", "Sage", "Fennel", "Turmeric", "Cinnamon", "Thyme")
HELD = "p9"


@pytest.mark.parametrize(
    ("said", "marks"),
    [
        ("The MB group had less pain", "the zint group had less zout"),
        (
            "Pain was lower in group B than with magnets",
            "zout was lower in group zcmp than with zint",
        ),
        ("Pain fell in the intervention group only", "zout fell in the zint group only"),
        ("Pain fell by 3.2 with placebo (P = 0.03)", "zout fell by znum with zcmp ( zpsig )"),
        ("a plan B for pain", "a plan b for zout"),
    ],
)
def test_outcome_and_arms_are_marked(said: str, marks: str) -> None:
    assert " ".join(template(PROMPT, said)) == marks


def test_an_active_group_is_no_mark_where_the_comparator_is_one() -> None:
    other = Prompt(2, "9", "pain", "honey", "standard treatment")
    assert "zint" not in template(other, "Pain fell in the treatment group")
    assert arms(other.intervention, other.comparator)[1].only == content("standard treatment")


def test_skeleton_keeps_order_and_says_nothing_twice() -> None:
    said = "Pain was much lower, far lower, with magnets than with straps, but not significantly"
    assert skeleton(PROMPT, said) == [
        "OUT", "DOWN", "INT", "THAN", "CMP", "BUT", "NO", "SIGNIFICANT",
    ]  # fmt: skip


def test_shapes_are_runs_and_pairs_in_order() -> None:
    found = set(shapes(["OUT", "DOWN", "INT"]))
    assert found == {
        "OUT", "DOWN", "INT", "OUT_DOWN", "DOWN_INT", "OUT_DOWN_INT", "OUT<DOWN", "OUT<INT",
        "DOWN<INT",
    }  # fmt: skip
    far = [str(n) for n in range(FAR + 1)]
    assert f"0<{FAR - 1}" in set(shapes(far)) and f"0<{FAR}" not in set(shapes(far))


@pytest.mark.parametrize(
    ("said", "order"),
    [
        ("was 3.2 ± 1.5 in the magnet group and 12.7 ± 2.9 in the strap group", "zint>zcmp,-1"),
        ("Magnets scored 7.5 (95% CI 7.1 to 8) and leather scored 4.1 (p=0.01)", "zint>zcmp,1"),
        ("Magnets and leather differed: 2.0 and 1.5", "zint>zcmp,far,1"),
        ("it changed by −2.7 with magnets and 1.5 with leather", "zint>zcmp,below,-1"),
    ],
)
def test_two_numbers_are_compared_with_their_arms(said: str, order: str) -> None:
    assert order in list(numbers(PROMPT, said))


def test_one_number_is_not_compared() -> None:
    assert not list(numbers(PROMPT, "Pain fell by 3.2 ± 1.5 (p < 0.05) with magnets"))


def made() -> Iterator[tuple[Prompt, str, str]]:
    """Yield what annotators might have marked in ten articles."""
    for at in range(80):
        food, trial = FOODS[at % len(FOODS)], f"p{at % 10}"
        prompt = Prompt(at, trial, "nausea", food, "placebo")
        up, other = ("higher", "lower") if at % 2 else ("lower", "higher")
        label = "increased" if at % 2 else "decreased"
        if at % 4 < 2:
            yield prompt, f"Nausea was {up} with {food} than with placebo.", label
        else:
            yield prompt, f"Nausea was {other} with placebo than with {food}.", label
        yield prompt, f"Nausea did not differ between {food} and placebo.", "no_difference"


@pytest.fixture
def trials(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = {"train": {f"p{n}" for n in range(8)}, "validation": {"p8"}, "test": {HELD}}
    rows = list(made())
    asked = [
        Prompt(100 + n, p.trial, p.outcome, p.intervention, p.comparator, label)
        for n, (p, _, label) in enumerate(rows)
    ]
    monkeypatch.setattr(sources, "parts", lambda _: {k: frozenset(v) for k, v in parts.items()})
    monkeypatch.setattr(sources, "marked", lambda _: iter(rows))
    monkeypatch.setattr(sources, "prompts", lambda _: iter(asked))


@pytest.mark.usefixtures("trials")
def test_a_reader_tells_trials_that_it_never_saw(tmp_path: Path) -> None:
    read = reader.fit(tmp_path, {})
    figures = reader.measured(tmp_path, read, {}, frozenset([HELD]))
    assert figures["passages"] == 16 and figures["passage_accuracy"] == 1
    assert figures["prompts_given"] == 0  # no sentence was found for any
    swapped = Prompt(7, "x", "vomiting", "Basil", "Mint")
    said = "Vomiting was lower with Mint than with Basil."
    label, chance = read.direction(swapped, [(2.0, Passage(said, content(said), 1.0))])
    assert label == "increased" and chance > 0.5


@pytest.mark.usefixtures("trials")
def test_folds_leave_out_the_articles_that_they_judge(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[frozenset[str], frozenset[str]]] = []

    def noted(
        _: Path, fitted: frozenset[str], __: object, held: frozenset[str]
    ) -> dict[str, float]:
        seen.append((fitted, held))
        return {}

    monkeypatch.setattr(reader, "fit", lambda _, __, articles: articles)
    monkeypatch.setattr(reader, "measured", noted)
    assert len(list(reader.folds(tmp_path, {}))) == reader.FOLDS
    assert all(not fitted & held and HELD not in fitted | held for fitted, held in seen)
    assert frozenset().union(*(held for _, held in seen)) == {f"p{n}" for n in range(9)}
