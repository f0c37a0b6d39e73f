"""Signals, kills at any moment, full disks: no item is lost and none is written twice."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random
from typing import Any

import pytest

import healthtext
from healthtext.errors import HealthtextError
from healthtext.watch import Watch
from healthtext.watch.state import NAME, State
from tests.fetch.site import Site
from tests.watch import stub
from tests.watch.helpers import HOUR, NEAR, content, full, ids, once, rss, words
from tests.watch.stub import StubPipeline


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(healthtext, "load", StubPipeline)


FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.watch.stub"])


class Runs:
    """Start the command in processes of their own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.out = folder / "out"
        folder.mkdir()
        (folder / "healthtext.toml").write_text("delay = 0.001\n")

    @property
    def said(self) -> str:
        return (self._folder / "said").read_text()

    @contextmanager
    def start(self, *arguments: str, sleep: float) -> Iterator[Any]:
        """Run it and leave nothing running."""
        process = FORKS.Process(target=stub.main, args=(str(self._folder), sleep, list(arguments)))
        process.start()
        try:
            yield process
        finally:
            process.kill()
            process.join(10)
            process.close()


@pytest.mark.parametrize(
    "number", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.soak)]
)
def test_a_signal_ends_the_run_after_the_article_in_hand(
    site: Site, tmp_path: Path, number: signal.Signals
) -> None:
    url, runs = site.page("/feed", full(*range(100))), Runs(tmp_path / "run")
    with runs.start(url, sleep=0.05) as process:
        until(lambda: len(ids(runs.out)) >= 2)
        os.kill(process.pid, number)
        process.join(20)
        assert process.exitcode == 0, runs.said
    assert f"{number.name}: stopping" in runs.said and "waiting" in runs.said
    assert 2 <= len(ids(runs.out)) < 100
    once(runs.out, url)
    assert ids(runs.out) == [str(n) for n in range(100)]


def until(ready: Callable[[], bool], seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end
        time.sleep(0.01)


def killed(site: Site, folder: Path, kills: int, seed: int) -> int:
    """Kill runs at random moments; compare with an undisturbed one, byte for byte.

    Return how many of the kills came before the end.
    """
    texts = [(str(n), f"twine {words(n % 17, 90)} {words(n, 30)}") for n in range(kills * 4)]
    texts[7:7] = [("bad", "crash " + words(1))]
    url = site.page("/feed", rss(*texts), ETag='"1"')
    once(folder / "calm", url)
    runs, random, early = Runs(folder / "run"), Random(seed), 0
    for _ in range(kills):
        with runs.start("--once", url, sleep=0.01) as process:
            if random.random() < 0.8:  # others are killed before there is anything
                until((runs.out / NAME).exists)
            process.join(random.random() * 0.4)
            early += process.exitcode is None
    once(runs.out, url)
    assert sorted(ids(runs.out)) == sorted(id for id, _ in texts), seed
    assert content(runs.out) == content(folder / "calm"), seed
    return early


def test_no_kill_loses_an_item_or_writes_one_twice(site: Site, tmp_path: Path) -> None:
    assert killed(site, tmp_path, kills=10, seed=int(time.time()))


@pytest.mark.soak
def test_two_hundred_kills(site: Site, tmp_path: Path) -> None:
    assert killed(site, tmp_path, kills=200, seed=8) >= 100


@pytest.mark.parametrize("name", ["pwrite", "fsync"])
def test_a_full_disk_stops_the_run_and_the_next_goes_on(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    url = site.page("/feed", full(*range(5)))
    calls: Iterator[int] = iter(range(100))
    real = getattr(os, name)

    def full_disk(handle: int, *rest: Any) -> Any:
        if next(calls) == 7:
            if name == "pwrite":
                real(handle, rest[0][:5], rest[1])  # some of it is written
            raise OSError(28, "No space left on device")
        return real(handle, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(os, name, full_disk)
        with pytest.raises(OSError, match="No space"):
            once(tmp_path, url)
    assert once(tmp_path, url)["report"] == 5
    assert ids(tmp_path) == ids(tmp_path, "texts") == [str(n) for n in range(5)]


def test_a_database_without_room_is_one_clear_line(site: Site, tmp_path: Path) -> None:
    url = site.page("/feed", full(*range(60)))
    watch = Watch([url], tmp_path, NEAR, every=HOUR, stop=threading.Event(), say=print)
    with watch as run:
        database = run._state._db
        pages = database.execute("PRAGMA page_count").fetchone()[0]
        database.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(HealthtextError, match="make room"):
            run.run(once=True)
    assert once(tmp_path, url)["report"] == 60


def test_a_database_that_cannot_be_opened_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    with pytest.raises(HealthtextError, match="see who may write there, or give another --out"):
        State(tmp_path)


def test_tables_that_no_database_knows_are_not_written_over(site: Site, tmp_path: Path) -> None:
    url = site.page("/feed", full("a"))
    once(tmp_path, url)
    before = content(tmp_path)
    (tmp_path / NAME).rename(tmp_path / "moved.sqlite")
    for _ in range(2):
        with pytest.raises(HealthtextError, match=f"put {NAME} back, or give a new or empty"):
            once(tmp_path, url)
    assert {name: data for name, data in content(tmp_path).items() if name in before} == before
    (tmp_path / "moved.sqlite").rename(tmp_path / NAME)
    assert once(tmp_path, url)["report"] == 1


def test_what_was_half_written_is_mended(site: Site, tmp_path: Path) -> None:
    url = site.page("/feed", full("a", "b"))
    once(tmp_path, url)
    before = content(tmp_path)
    with (tmp_path / "items.jsonl").open("ab") as stream:
        stream.write(b'{"half a li')
    once(tmp_path, url)
    assert content(tmp_path) == before


def test_a_file_that_was_moved_away_is_begun_anew_and_a_cut_one_refused(
    site: Site, tmp_path: Path
) -> None:
    url = site.page("/feed", full("a"))
    once(tmp_path, url)
    (tmp_path / "items.jsonl").rename(tmp_path / "items-old.jsonl")
    site.page("/feed", full("a", "b"))
    once(tmp_path, url)
    assert ids(tmp_path) == ["b"] and ids(tmp_path, "items-old") == ["a"]
    (tmp_path / "texts.jsonl").write_text("")
    with pytest.raises(HealthtextError, match="shorter"):
        once(tmp_path, url)


def test_two_watches_do_not_write_to_one_folder(site: Site, tmp_path: Path) -> None:
    url = site.page("/feed", full("a"))
    with (
        Watch([url], tmp_path, NEAR, every=1, stop=threading.Event(), say=print),
        pytest.raises(HealthtextError, match="another watch"),
    ):
        once(tmp_path, url)
    assert once(tmp_path, url)["report"] == 1


def test_a_state_that_is_none_is_said_to_be_none(site: Site, tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"no database " * 100)
    with pytest.raises(HealthtextError, match="no state of a watch"):
        once(tmp_path, site.url)


def test_a_state_of_another_version_is_left_alone(site: Site, tmp_path: Path) -> None:
    url = site.page("/feed", full("a"))
    once(tmp_path, url)
    with closing(sqlite3.connect(tmp_path / NAME)) as database:
        database.execute("PRAGMA user_version = 99")
    with pytest.raises(HealthtextError, match="version 99"):
        once(tmp_path, url)
