"""Agreement of two label files: cases worked out by hand, and what must always hold."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import agreement
from benchmarks.agreement import f1, findings, jaccard, kappa, observed, paired, properties
from benchmarks.health_claims import COLUMNS, Label, Passage, labels, passages, places

NOTHING = Label(False)
CURE = Label(True, "treatment", "direct_causal", "positive", frozenset({"NO_CITATION"}))
MAY = Label(True, "treatment", "conditional_causal", "positive")
TOXIN = Label(True, "mechanism", "direct_causal", "positive", frozenset({"PSEUDO_MECHANISM"}))
BOTH = Label(
    True, "treatment", "direct_causal", "positive", frozenset({"NO_CITATION", "PSEUDO_MECHANISM"})
)


def test_kappa_of_a_table_worked_out_by_hand() -> None:
    # 20 yes-yes, 15 no-no, 5 and 10 of the rest: observed .70, by chance .50.
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert observed(pairs) == 0.7
    assert kappa(pairs) == pytest.approx(0.4)


def test_kappa_of_full_none_and_opposite_agreement() -> None:
    assert kappa([(1, 1), (0, 0)]) == 1
    assert kappa([(1, 0), (0, 1)]) == -1
    assert kappa([(1, 0), (1, 1), (0, 0), (0, 1)]) == 0
    assert kappa([(1, 1)] * 3) is None
    assert kappa([]) is observed([]) is None


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=40))
def test_kappa_is_symmetrical_and_at_most_the_observed(pairs: list[tuple[int, int]]) -> None:
    turned = [(b, a) for a, b in pairs]
    found, met = kappa(pairs), observed(pairs)
    assert found == kappa(turned)
    assert found is None or met is None or -1 <= found <= met


def test_findings_overlap() -> None:
    pairs = [(CURE, BOTH), (TOXIN, MAY), (NOTHING, NOTHING)]
    assert f1(pairs) == pytest.approx(2 * 1 / 4)
    assert f1(pairs, ["NO_CITATION"]) == 1
    assert f1(pairs, ["PSEUDO_MECHANISM"]) == 0
    assert jaccard(pairs) == pytest.approx((1 / 2 + 0) / 2)
    assert f1([(NOTHING, MAY)]) is jaccard([(NOTHING, MAY)]) is None


def test_properties_are_compared_where_both_see_a_claim() -> None:
    pairs = [(CURE, MAY), (CURE, TOXIN), (NOTHING, CURE), (NOTHING, NOTHING)]
    found = {str(name): figures for name, *figures in properties(pairs)}
    assert found["claim"][:2] == [4, 0.75]
    assert found["claim"][2] == pytest.approx(0.5)
    assert found["kind"] == [2, 0.5, 0]
    assert found["strength"] == [2, 0.5, 0]
    assert found["polarity"] == [2, 1, None]


def test_each_rule_has_its_counts() -> None:
    found = {str(rule): figures for rule, *figures in findings([(CURE, BOTH), (TOXIN, MAY)])}
    assert found["NO_CITATION"] == [1, 1, 1, 1]
    assert found["PSEUDO_MECHANISM"] == [1, 1, 0, -1]
    assert found["ABSOLUTE_WORDING"] == [0, 0, None, None]
    assert found["all"] == [2, 2, 0.5, None]


def test_only_the_chosen_passages_are_compared() -> None:
    one, two = (Passage(name, "a", "blog", half, ("S.",)) for name, half in (("a", "dev"), "bh"))
    ours, theirs = {("a", 0): CURE, ("b", 0): MAY}, {("b", 0): TOXIN, ("a", 0): BOTH}
    assert paired(ours, theirs, [one]) == [(CURE, BOTH)]
    assert paired(ours, theirs, [one, two]) == [(CURE, BOTH), (MAY, TOXIN)]


def line(label: Label) -> str:
    found = ",".join(sorted(label.findings)) or "-"
    return "\t".join([str(int(label.claim)), label.kind, label.strength, label.polarity, found])


def written(file: Path, made: list[Label]) -> Path:
    """Write a label file for the corpus: the labels given, in turn."""
    rows = [
        f"{passage}\t{number}\t{line(made[at % len(made)])}"
        for at, (passage, number) in enumerate(places(passages()))
    ]
    file.write_text("\n".join(["\t".join(COLUMNS), *rows]) + "\n", encoding="utf-8")
    return file


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> None:
    monkeypatch.setattr(sys, "argv", ["agreement", *map(str, arguments)])
    agreement.main()


def test_two_files_are_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first = written(tmp_path / "a.tsv", [CURE, NOTHING])
    second = written(tmp_path / "b.tsv", [CURE, NOTHING, MAY, NOTHING])
    run(monkeypatch, first, second, "--half", "dev", "--differences")
    told = capsys.readouterr().out
    assert "Agreement, 200 sentences" in told
    every = passages()
    pairs = paired(labels(first, every), labels(second, every), passages(half="dev"))
    assert told.count("\n  1 treatment conditional_causal positive -") == sum(
        a != b for a, b in pairs
    )
    assert f"{f1(pairs):.3f}" in told


def test_one_file_is_checked_and_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(monkeypatch, written(tmp_path / "a.tsv", [CURE, NOTHING, TOXIN, NOTHING]))
    told = capsys.readouterr().out
    assert "400 sentences" in told
    assert [row.split()[1] for row in told.splitlines() if "_CITATION" in row] == ["100"]


def listed(file: Path, sentences: str, made: list[Label]) -> Path:
    """Write a list of sentences that stand alone."""
    rows = [f"g\t{text}\t{line(label)}" for text, label in zip(sentences, made, strict=True)]
    head = "\t".join(("genre", "sentence", *COLUMNS[2:]))
    file.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return file


def test_two_readings_of_a_list_are_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first = listed(tmp_path / "a.tsv", "abc", [CURE, NOTHING, MAY])
    second = listed(tmp_path / "b.tsv", "abc", [CURE, NOTHING, NOTHING])
    assert agreement.listed(first, second) == [(CURE, CURE), (NOTHING, NOTHING), (MAY, NOTHING)]
    run(monkeypatch, first, second, "--list")
    assert "Agreement, 3 sentences" in capsys.readouterr().out


def test_readings_of_other_sentences_are_not_compared(tmp_path: Path) -> None:
    first = listed(tmp_path / "a.tsv", "ab", [CURE, MAY])
    second = listed(tmp_path / "b.tsv", "ac", [CURE, MAY])
    with pytest.raises(ValueError, match="not of the same sentences"):
        agreement.listed(first, second)
