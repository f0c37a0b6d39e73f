"""Whole runs: nothing is lost or done twice, and the bytes do not tell what happened."""

from __future__ import annotations

import errno
import json
import os
import shutil
import uuid
from collections.abc import Callable
from pathlib import Path

import fsspec
import pytest

from benchmarks.batch import QUICK
from benchmarks.kills import digests, kills, numbers
from healthtext.batch import Options, Summary, storage
from healthtext.batch.runs import Progress
from healthtext.engines import Limits
from healthtext.errors import SettingsError, StepError
from healthtext.settings import Settings

Go = Callable[..., Summary]
Lines = Callable[..., Path]
TEXTS = [f"Article {number} on twine." for number in range(10)]
TEXTS[4] = "refuse"


@pytest.fixture
def calm(
    tmp_path: Path, lines: Lines, go: Go, tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> tuple[Path, dict[str, str]]:  # fmt: skip
    """Return ten articles and the digests of a run over them that nothing disturbed.

    Its output is in `calm`; the run itself is done once for all tests.
    """
    monkeypatch.chdir(tmp_path)
    source = lines(*TEXTS)
    relative = Path(source.name)
    kept = tmp_path_factory.getbasetemp() / "calm"
    if not kept.exists():
        done = go(relative, out=tmp_path / "calm")
        assert (done.inputs, done.reports, done.failures, done.before) == (10, 9, 1, 0)
        shutil.copytree(tmp_path / "calm", kept)
    else:
        shutil.copytree(kept, tmp_path / "calm")
    return relative, digests(kept)


class StoppedError(Exception):
    """Ends a run in its middle."""


def stop_after(most: int) -> Callable[[Progress], None]:
    def show(progress: Progress) -> None:
        if progress.done == most:
            raise StoppedError

    return show


def test_a_run_taken_up_again_and_again_has_the_same_bytes(
    tmp_path: Path, calm: tuple[Path, dict[str, str]], go: Go
) -> None:
    source, expected = calm
    out = tmp_path / "out"
    for _ in range(2):
        with pytest.raises(StoppedError):
            go(source, out=out, show=stop_after(4))
    done = go(source, out=out, workers=2)
    assert (done.inputs, done.reports, done.failures, done.before) == (10, 9, 1, 6)
    assert digests(out) == expected
    assert sorted(numbers(out)) == list(range(10))
    runs = json.loads((out / "manifest.json").read_text())["runs"]
    assert [run.get("done") for run in runs] == [None, None, 4]


def test_a_finished_run_is_left_alone(
    tmp_path: Path, calm: tuple[Path, dict[str, str]], go: Go
) -> None:
    source, _ = calm
    before = (tmp_path / "calm" / "manifest.json").read_bytes()
    assert go(source, out=tmp_path / "calm", show=stop_after(0)).before == 10
    assert (tmp_path / "calm" / "manifest.json").read_bytes() == before


@pytest.mark.parametrize("harm", ["marker", "half a marker", "file", "half a file"])
def test_a_shard_that_is_not_complete_is_done_again(
    harm: str, tmp_path: Path, calm: tuple[Path, dict[str, str]], go: Go
) -> None:
    source, expected = calm
    out = tmp_path / "calm"
    victim = out / ("shards/000001.json" if "marker" in harm else "edits/000001.parquet")
    if "half" in harm:
        victim.write_bytes(victim.read_bytes()[:-9])
    else:
        victim.unlink()
    assert go(source, out=out).before == 7
    assert digests(out) == expected


def test_halves_of_a_killed_worker_do_not_stay(tmp_path: Path, lines: Lines, go: Go) -> None:
    half = tmp_path / "out" / "edits" / f".000000.jsonl.77{storage.PART}"

    def leave_one(progress: Progress) -> None:
        if progress.done:
            half.parent.mkdir(exist_ok=True)
            half.write_bytes(b"half")

    go(lines(*map(str, range(4))), out=tmp_path / "out", show=leave_one)
    assert half.parent.is_dir()
    assert not half.exists()


def test_the_account_and_the_failures_are_written(
    tmp_path: Path, calm: tuple[Path, dict[str, str]]
) -> None:
    manifest = json.loads((tmp_path / "calm" / "manifest.json").read_text())
    assert manifest["complete"] is True
    assert manifest["counts"]["rows"]["edits"] == 9
    assert manifest["sources"][0]["name"] == str(calm[0])
    (failure,) = (tmp_path / "calm" / "failures.jsonl").read_text().splitlines()
    assert json.loads(failure)["message"] == "it asks for"
    (text,) = (tmp_path / "calm" / "texts" / "000003.jsonl").read_text().splitlines()
    assert json.loads(text) == {"article": 9, "id": "a9", "text": "Article 9 on cord."}


def test_failures_are_gathered_from_parquet_too(tmp_path: Path, lines: Lines, go: Go) -> None:
    source = lines("refuse", "twine")
    for form in ("parquet", "jsonl"):
        go(source, out=tmp_path / form, formats=(form,))
    names = [tmp_path / form / "failures.jsonl" for form in ("parquet", "jsonl")]
    assert names[0].read_bytes() == names[1].read_bytes() != b""
    assert not list((tmp_path / "jsonl").glob("*/*.parquet"))


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"settings": Settings(skip=frozenset(("grammar",)))},
         r"settings.skip: \[\] before, \[\"grammar\"\] now"),
        ({"limits": Limits(seconds=1)}, r"run.article_timeout: 300.0 before, 1 now"),
        ({"shard_size": 4}, r"run.shard_size: 3 before, 4 now"),
        ({"formats": ("jsonl",)}, r"run.formats: .*before"),
    ],
)  # fmt: skip
def test_other_settings_are_refused_by_name(
    changed: dict[str, object], named: str, tmp_path: Path, calm: tuple[Path, dict[str, str]],
    go: Go,
) -> None:  # fmt: skip
    with pytest.raises(SettingsError, match=named):
        go(calm[0], out=tmp_path / "calm", **changed)


def test_other_sources_are_refused_by_name(
    tmp_path: Path, calm: tuple[Path, dict[str, str]], lines: Lines, go: Go
) -> None:
    other = lines("x", name="other.jsonl")
    with pytest.raises(SettingsError, match=r"list of sources: .*other.jsonl"):
        go(other, out=tmp_path / "calm")
    lines(*TEXTS, "one more")
    with pytest.raises(SettingsError, match=r"content of .*articles.jsonl, which has changed"):
        go(calm[0], out=tmp_path / "calm")


def test_a_word_list_that_changed_is_refused(tmp_path: Path, lines: Lines, go: Go) -> None:
    words = tmp_path / "words.txt"
    words.write_text("twine\n")
    settings = Settings(allow_files=frozenset((str(words),)))
    source = lines("twine")
    go(source, out=tmp_path / "out", settings=settings)
    words.write_text("cord\n")
    with pytest.raises(SettingsError, match=r"another data.*words.txt"):
        go(source, out=tmp_path / "out", settings=settings)


@pytest.mark.parametrize("content", ["{", "[]", "{}", '{"format": "other/1"}'])
def test_a_folder_of_something_else_is_refused(
    content: str, tmp_path: Path, lines: Lines, go: Go
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "manifest.json").write_text(content)
    with pytest.raises(SettingsError, match="is not of a batch"):
        go(lines("x"), out=tmp_path / "out")
    (tmp_path / "out" / "manifest.json").rename(tmp_path / "out" / "thesis.txt")
    with pytest.raises(SettingsError, match=r"holds other files \(thesis.txt\)"):
        go(lines("x"), out=tmp_path / "out")


def test_a_run_on_nothing_ends_with_nothing(tmp_path: Path, go: Go) -> None:
    done = go(out=tmp_path / "out")
    assert (done.inputs, done.reports, done.failures) == (0, 0, 0)


def test_a_file_is_no_folder(lines: Lines, go: Go) -> None:
    articles = lines("one")
    with pytest.raises(SettingsError, match="is a file, not a folder; give another --out"):
        go(articles, out=articles)


def test_two_runs_do_not_share_a_folder(tmp_path: Path, lines: Lines, go: Go) -> None:
    with (
        storage.Folder(str(tmp_path / "out")).locked(),
        pytest.raises(SettingsError, match="another run is writing there"),
    ):
        go(lines("x"), out=tmp_path / "out")


def test_a_full_disk_stops_the_run_and_it_goes_on_after(
    tmp_path: Path, calm: tuple[Path, dict[str, str]], go: Go, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, expected = calm
    out, left = tmp_path / "out", [60]

    def fsync(_: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fsync)
        with pytest.raises(StepError, match=r"out: cannot be written \(No space left on device\)"):
            go(source, out=out)
    done = go(source, out=out)
    assert 0 < done.before < 10
    assert digests(out) == expected


def test_a_shard_that_the_disk_does_not_hold_whole_is_none(
    tmp_path: Path, lines: Lines, go: Go, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = storage.Folder.read

    def cut(folder: storage.Folder, name: str) -> bytes:
        return real(folder, name)[: 0 if name.startswith("reports/") else None]

    articles = lines("one", "two")
    with monkeypatch.context() as patch:
        patch.setattr(storage.Folder, "read", cut)
        with pytest.raises(StepError, match="holds 0 rows after 2 were written; check the disk"):
            go(articles, out=tmp_path / "out", formats=("jsonl",))
    assert go(articles, out=tmp_path / "out", formats=("jsonl",)).before == 0


def test_a_store_without_renaming_holds_the_same(
    calm: tuple[Path, dict[str, str]], go: Go, tmp_path: Path
) -> None:
    source, expected = calm
    place = f"/{uuid.uuid4()}"
    with pytest.raises(StoppedError):
        go(source, out=f"memory:/{place}", show=stop_after(5))
    assert go(source, out=f"memory:/{place}").before == 3
    fsspec.filesystem("memory").get(place, str(tmp_path / "fetched"), recursive=True)
    assert digests(tmp_path / "fetched") == expected


def test_files_are_read_by_workers(tmp_path: Path, go: Go) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text("twine")
    out = tmp_path / "out"
    done = go(tmp_path / "0.txt", tmp_path / "no.txt", f"{tmp_path}/[12].txt", out=out)
    assert (done.reports, done.failures) == (3, 1)
    assert sorted(numbers(out)) == [0, 1, 2, 3]


@pytest.mark.parametrize("source", ["in", "in/**/*.txt", "in/sub/..", "."])
def test_an_output_within_a_source_is_refused(
    source: str, tmp_path: Path, go: Go, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in" / "sub").mkdir(parents=True)
    (tmp_path / "in" / "a.txt").write_text("twine")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SettingsError, match="lies within the source"):
        go(source, out="in/out")
    assert not (tmp_path / "in" / "out").exists()


def test_an_engine_that_is_none_is_refused(tmp_path: Path, lines: Lines, go: Go) -> None:
    with pytest.raises(SettingsError, match="known: local, ray"):
        go(lines("x"), out=tmp_path / "out", engine="steam")


def test_real_kills_lose_and_repeat_nothing() -> None:
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    found = kills(2, articles=60, pause=0.002, place=memory)
    assert (found["kills"], found["lost"], found["repeated"]) == (2, 0, 0)


def test_the_options_of_a_run_say_what_they_are() -> None:
    assert Options(pipeline=QUICK).formats == ("parquet", "jsonl")
