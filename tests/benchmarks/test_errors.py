"""Each cause and kind of error is told from the others on a page made for it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from benchmarks import errors, judging, scoring
from benchmarks.scoring import Gold, Page

TEXT = """\
Massage remedy is one of many oldest methods to deal with again pain. It impacts your decrease \
again, reminiscent of the muscle across the spinal twine, and the place it is completed nicely it \
might decrease your coronary heart charge. In being pregnant, ask your physician earlier than you \
begin. Take 20 mg each day.
"""


def gold(spun: str, *wanted: str, free: bool = False) -> Gold:
    start = TEXT.index(spun)
    return Gold(start, start + len(spun), wanted, free)


@cache
def judged() -> errors.Read:
    return errors.read(Page("s", "S", TEXT, ()), errors.steps(None)(""))


def read(*found: Gold) -> errors.Read:
    return replace(judged(), page=Page("s", "S", TEXT, found))


def without(one: errors.Read, spun: str) -> errors.Read:
    """Return a page on which what is proposed at a place is not made."""
    start = TEXT.index(spun)
    made = [e for e in one.made if not (e.start < start + len(spun) and start < e.end)]
    assert len(made) < len(one.made)
    return replace(one, made=made)


def test_what_is_restored_is_no_error() -> None:
    one = read(gold("spinal twine", "spinal cord"), gold("reminiscent of", "such as"))
    assert not list(errors.missed(one))
    wrong = {found.edit.old for found in errors.wrong(one, judging.lists())}
    assert not wrong & {"spinal twine", "reminiscent of"}


def test_unclear_gold_is_no_error() -> None:
    assert not list(errors.missed(read(gold("spinal twine", "backbone", free=True))))


@pytest.mark.parametrize(
    ("spun", "wanted", "cause", "outcome"),
    [
        ("20", "40", "no candidate", "left alone"),
        ("spinal twine", "spinal xylophone", "gold not among", "no better"),
        ("spinal twine, and the place", "spinal xylophone, and where", "gold not among",
         "partly right"),
        ("spinal twine", "spinal string", "other span", "no better"),
        ("reminiscent of", "like", "other wording", "no better"),
    ],
)  # fmt: skip
def test_causes(spun: str, wanted: str, cause: str, outcome: str) -> None:
    (found,) = errors.missed(read(gold(spun, wanted)))
    assert (found.cause, found.outcome) == (cause, outcome)


def test_a_right_wording_that_is_not_made_was_refused_or_is_unlikely() -> None:
    one = without(read(gold("spinal twine", "spinal cord")), "spinal twine")
    assert [m.cause for m in errors.missed(one)] == ["refused"]
    at = next(n for n, p in enumerate(one.judged.picks) if "cord" in p.option.new)
    picks = [*one.judged.picks]
    picks[at] = replace(picks[at], spun=0.1)
    unlikely = replace(one, judged=replace(one.judged, picks=picks))
    assert [m.cause for m in errors.missed(unlikely)] == ["below threshold"]
    del picks[at]
    untouched = replace(one, judged=replace(one.judged, picks=picks))
    assert [m.cause for m in errors.missed(untouched)] == ["left as it stands"]


@pytest.mark.parametrize(
    ("new", "wanted", "kind"),
    [
        ("muscle", "muscles", "inflection"),
        ("on the back", "in the back", "words of grammar"),
        ("the back", "back", "words of grammar"),
        ("help", "care", "other words"),
        ("help", "aid", "polish"),
    ],
)
def test_kinds(new: str, wanted: str, kind: str) -> None:
    assert errors.kind(["aid"], new.split(), wanted.split()) == kind


def test_an_edit_that_mends_nothing_is_counted_by_place() -> None:
    known = judging.Lists({}, {}, {})
    one = read(gold("spinal twine", "spinal bone"))
    found = {wrong.edit.old: wrong for wrong in errors.wrong(one, known)}
    assert found["reminiscent of"].kind == "polish"
    assert not found["reminiscent of"].inside
    twine = next(wrong for old, wrong in found.items() if "twine" in old)
    assert (twine.kind, twine.inside) == ("other words", True)


def test_tables_and_places_are_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = Page("s", "S", TEXT, (gold("spinal twine", "spinal xylophone"),))
    monkeypatch.setattr(scoring, "read", lambda _: [page, replace(page, dialect="P")])
    path = tmp_path / "places.tsv"
    monkeypatch.setattr("sys.argv", ["errors", "--dialect", "S", "--list", str(path)])
    errors.main()
    assert "1 gold edits, 0 restored" in capsys.readouterr().out
    assert "gold not among\tno better\tspinal xylophone\tspinal cord" in path.read_text("utf-8")
