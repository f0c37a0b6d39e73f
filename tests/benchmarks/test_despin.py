"""The despin benchmark on tiny inputs: its systems, detection, and the tables it prints."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks import despin, detection, systems
from benchmarks.scoring import Gold, Page
from healthtext.records import Edit, Proposal
from healthtext.words import Word

TEXT = "The spinal twine hurts, and the immune framework is weak."
PAGE = Page("p", "S", TEXT, (Gold(4, 16, ("spinal cord",)), Gold(32, 48, ("immune system",))), "a")
CLEAN = [Page(f"clean-{n}", "", f"The spinal cord is {'very ' * n}long.", ()) for n in range(4)]
CORD = Edit(11, 16, "twine", "cord", "despin", "x")
WEAK = Edit(52, 56, "weak", "frail", "despin", "x", safety="review")


def test_leaving_the_text_alone_touches_nothing() -> None:
    found = {"nothing": [systems.nothing(PAGE).edits]}
    for row in despin.compare([PAGE], found):
        assert (row.edits, row.figures["touched"], row.figures["net"]) == (0, 0, 0)
        assert row.figures["precision"] is None


def test_rows_by_dialect_and_tier() -> None:
    other = Page("q", "P", TEXT, PAGE.gold, "b")
    mine = [Proposal((CORD, WEAK)), Proposal()]
    rows = despin.compare([PAGE, other], despin.repairs([PAGE, other], mine, {}))
    figures = {(row.dialect, row.system): row.figures for row in rows}
    assert list(figures) == [
        (dialect, f"ours, {tier}") for dialect in ("P", "S", "all")
        for tier in ("safe", "safe+review")
    ]  # fmt: skip
    assert figures["S", "ours, safe"]["exact"] == 0.5
    assert figures["S", "ours, safe+review"]["precision"] == 0.5
    assert figures["all", "ours, safe"]["exact"] == 0.25
    assert rows[-1].intervals["touched"] == (0, 0.5)


def test_the_dictionary_takes_the_longest_tortured_phrase() -> None:
    text = "Breast malignancy and counterfeit consciousness, Bosom disease."
    edits = systems.dictionary(Page("d", "Q", text, ())).edits
    made = {edit.old: edit.new for edit in edits}
    assert made["counterfeit consciousness"] == "artificial intelligence"
    assert made["Bosom disease"] == "Breast cancer"
    assert systems.dictionary(Page("d", "Q", "The spinal cord.", ())).edits == ()


def test_n_grams_alone_put_a_broken_term_together() -> None:
    edits = systems.n_grams(PAGE).edits
    assert ("spinal twine", "spinal cord") in {
        (TEXT[min(4, e.start) : 16], TEXT[4 : e.start] + e.new) for e in edits if e.end == 16
    }
    assert systems.n_grams(CLEAN[0]).edits == ()


def test_edits_that_meet_are_made_apart() -> None:
    edits = [Edit(4, 16, "", "a", "x", "x"), Edit(0, 3, "", "b", "x", "x"),
             Edit(11, 16, "", "c", "x", "x")]  # fmt: skip
    assert [edit.new for edit in systems.apart(edits)] == ["b", "a"]


def test_ready_made_edits_are_read_and_a_missing_page_is_named(tmp_path: Path) -> None:
    path = tmp_path / "edits.jsonl"
    record = {
        "id": "p",
        "edits": [{"start": 11, "end": 16, "new": "cord", "safety": "review"}],
        "scores": {"page": 0.9},
    }
    path.write_text(json.dumps(record) + "\n", "utf-8")
    found = systems.ready_made(path)(PAGE)
    assert [(edit.old, edit.new, edit.safety) for edit in found.edits] == [
        ("twine", "cord", "review")
    ]
    assert found.scores == {"page": 0.9}
    record["edits"][0]["safety"] = "perhaps"
    path.write_text(json.dumps(record), "utf-8")
    with pytest.raises(SystemExit, match="unknown tier"):
        systems.ready_made(path)(PAGE)
    with pytest.raises(SystemExit, match="no edits for q"):
        systems.ready_made(path)(Page("q", "S", TEXT, ()))


@pytest.mark.parametrize(
    ("spun", "clean", "area"),
    [([0.9, 0.8], [0.1, 0.2], 1), ([0.1, 0.9], [0.5, 0.5], 0.5), ([0.9, None], [0.1], None),
     ([0.9], [], None)],
)  # fmt: skip
def test_area(spun: list[float | None], clean: list[float | None], area: float | None) -> None:
    assert detection.area(spun, clean) == area


def test_words_are_told_apart_by_their_own_scores() -> None:
    assert detection.word_area([(True, 0.9), (False, 0.2), (False, 0.1)]) == 1
    assert detection.word_area([(False, 0.2)]) is None


class Reader:
    """A scorer that takes every word of six letters and more for spun."""

    def read(self, _: str, found: list[Word]) -> Reader:
        self.spun = np.array([0.9 if len(word.text) > 5 else 0.1 for word in found])
        return self


def test_words_are_labelled_by_the_firm_gold_edits(monkeypatch: pytest.MonkeyPatch) -> None:
    gold = (*PAGE.gold, Gold(52, 56, ("ill",), free=True))
    page = Page("p", "S", TEXT, gold)
    alone = detection.despin.packaged_scorers()[:1]
    monkeypatch.setattr(detection.despin, "packaged_scorers", lambda: alone)
    assert detection.word_scores(page) == []  # the channel does not judge words
    monkeypatch.setattr(detection.despin, "packaged_scorers", lambda: [Reader()])
    assert [label for label, _ in detection.word_scores(page)] == [
        False, True, True, False, False, False, True, True, False,
    ]  # fmt: skip
    assert detection.figures([page], [Proposal()], [], lambda _: Proposal(), False)["S"][
        "words"
    ] == pytest.approx(0.875)


def test_clean_texts_are_cut_to_the_length_of_their_pages() -> None:
    short = Page("s", "S", "Four words are here.", ())
    found = detection.equally_long([short, short, short], CLEAN)
    assert [len(text.text.split()) for text in found] == [4, 4, 4]
    assert [text.id for text in found] == ["clean-0", "clean-1", "clean-2"]
    long = Page("l", "S", "word " * 7, ())
    assert [text.id for text in detection.equally_long([long], CLEAN)] == ["clean-2"]
    assert detection.equally_long([long], []) == []


def test_the_gold_repair_of_a_page() -> None:
    wanted = "The spinal cord hurts, and the immune system is weak."
    assert detection.repaired(PAGE).text == wanted


def test_page_areas_by_dialect() -> None:
    def ours(_: Page) -> Proposal:
        return Proposal((), {"page": 0.1})

    mine = [Proposal((), {"page": 0.9})]
    found = detection.figures([PAGE], mine, CLEAN, ours, False)
    assert found["S"]["against clean answers"] == found["all"]["against own gold repairs"] == 1
    ready_made = detection.figures([PAGE], mine, CLEAN, ours, True)
    assert ready_made["all"]["against own gold repairs"] is None


def test_clean_rates_and_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one two three four", "utf-8")
    (tmp_path / "b.jsonl").write_text('{"text": "five six"}\n{"text": "seven"}\n', "utf-8")
    assert [page.text for page in despin.clean_pages(tmp_path)] == ["one two three four"]
    pages = despin.clean_pages(tmp_path / "b.jsonl")
    assert [page.text for page in pages] == ["five six", "seven"]
    rates = despin.clean_rates(pages, lambda _: Proposal((CORD, WEAK, WEAK)))
    assert rates == {"texts": 2, "words": 3, "safe/1k": 2000 / 3, "review/1k": 4000 / 3}


def test_every_table_is_printed_and_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    gold, clean = tmp_path / "gold.jsonl", tmp_path / "clean.txt"
    edits = [
        {"start": g.start, "end": g.end, "gold": g.references[0], "certainty": "sure"}
        for g in PAGE.gold
    ]
    record = {"id": "p", "site": "a", "dialect": "S", "text": TEXT, "edits": edits}
    gold.write_text(json.dumps(record) + "\n", "utf-8")
    clean.write_text("The spinal cord is long.", "utf-8")
    monkeypatch.setattr(systems, "language_tool", lambda _: "no Java here")
    written = tmp_path / "figures.json"
    command = ["--gold", str(gold), "--clean", str(clean), "--json", str(written)]
    monkeypatch.setattr("sys.argv", ["despin", *command])
    despin.main()
    printed = capsys.readouterr().out
    for part in ("S leaving it alone", "all ours, safe+review", "AUROC", "no Java here", "right"):
        assert part in printed
    figures = json.loads(written.read_text("utf-8"))
    assert {row["system"] for row in figures["rows"]} >= {"tortured phrases", "n-grams alone"}


def test_a_file_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sys.argv", ["despin", "--gold", str(tmp_path / "none.jsonl")])
    with pytest.raises(SystemExit):
        despin.main()
