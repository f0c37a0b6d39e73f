"""What an article taught is really gone while it is switched off, and comes back after."""

from __future__ import annotations

from benchmarks import seed
from benchmarks.scoring import Gold, Page
from healthtext import words
from healthtext.despin import channel
from healthtext.despin.channel import DIALECT, TORTURED

TEXT = "A decrease again ache, reminiscent of colic."
PAGE = Page("p", "S", TEXT, (Gold(2, 21, ("lower back pain",)), Gold(23, 37, ("such as",))))


def test_what_is_taken_from_a_page() -> None:
    exactly = seed.taken(PAGE, inside=False)
    assert ("decrease", "again", "ache") in exactly and ("ache",) not in exactly
    assert ("the", "place") in exactly  # a hallmark
    assert {("ache",), ("again", "ache")} <= seed.taken(PAGE, inside=True)


def test_only_what_a_dialect_list_knew_is_gone() -> None:
    rows = [
        f"the place\twhere\t{DIALECT}\tS",
        f"the place\tthe spot\t{DIALECT | TORTURED}\tQS",
        f"the place\tthe site\t{TORTURED}\tQ",
        "the place\tthe scene\t0\tS\t56",
        f"physique\tbody\t{DIALECT}\tP",
    ]
    kept = list(seed.masked(rows, {("the", "place")}))
    assert kept == [f"the place\tthe spot\t{TORTURED}\tQ", rows[2], rows[4]]


def test_the_channel_is_masked_while_it_is_switched_off() -> None:
    def known() -> bool:
        return any(o.words == ("such", "as") for o in channel.load().phrase(["reminiscent", "of"]))

    assert known()
    with seed.switched_off(seed.taken(PAGE, inside=False)) as count:
        assert count > 0
        assert not known()
        assert channel.load().single("twine")  # the thesauri stay
    assert known()


def test_the_rows_of_the_lists() -> None:
    rows = list(seed.rows_of_lists({seed.forms("reminiscent of")}))
    assert any(row.startswith("dialect_s.tsv: reminiscent of\tsuch as") for row in rows)
    assert all(words.split(row.partition(": ")[2])[0].form == "reminiscent" for row in rows)
