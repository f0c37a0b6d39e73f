"""Names made from annotated sentences: kept where they are mostly marked, hidden near their own."""

from __future__ import annotations

import gzip
from pathlib import Path

from training.annotator import names
from training.annotator.corpora import Sentence
from training.annotator.examples import Maker
from training.annotator.names import Names


def sentence(text: str, *marked: str) -> Sentence:
    spans = tuple(
        (text.index(name), text.index(name) + len(name), "Disease") for name in marked
    )  # fmt: skip
    return Sentence(text, spans, ("disease",))


FILL = [sentence(f"Nothing at all in number {at}.") for at in range(2 * names.NEAR)]
SENTENCES = [
    sentence("The zebra rash spread.", "zebra rash"),
    sentence("A gown was worn.", "gown"),
    sentence("Her gown was red."),
    sentence("His gown was blue."),
    *FILL,
    sentence("Another zebra rash healed.", "zebra rash"),
    sentence("The rare okapi itch was seen.", "okapi itch"),
]
MADE = Names([("NCBI-disease", SENTENCES)])


def test_a_name_that_is_mostly_not_marked_is_left_out() -> None:
    assert MADE.kept == {"zebra rash": "CONDITION", "okapi itch": "CONDITION"}


def test_a_learned_sentence_is_shown_only_names_marked_far_away() -> None:
    last = len(SENTENCES) - 1
    text = "Zebra rash and okapi itch"
    assert [one.text for one in MADE.find(text)] == ["Zebra rash", "okapi itch"]
    assert [one.text for one in MADE.find(text, names.place(0, last))] == ["Zebra rash"]
    assert [one.text for one in MADE.find(text, names.place(0, 10))] == ["Zebra rash", "okapi itch"]
    far = names.place(1, last)
    assert [one.text for one in MADE.find(text, far)] == ["Zebra rash", "okapi itch"]


def test_names_are_features_of_an_example() -> None:
    shown = Maker(MADE).sentence(sentence("An okapi itch came."), "NCBI-disease")
    plain = Maker().sentence(sentence("An okapi itch came."), "NCBI-disease")
    assert shown.features.tolist() != plain.features.tolist()
    assert shown.labels.tolist() == plain.labels.tolist(), "no type is learned from a name"


def test_the_file_is_the_same_for_the_same_names(tmp_path: Path) -> None:
    for name in ("a", "b"):
        names.write(MADE, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    with gzip.open(tmp_path / "a", "rt", encoding="utf-8") as stream:
        assert stream.read().splitlines()[1:] == ["CONDITION\tokapi itch", "CONDITION\tzebra rash"]
