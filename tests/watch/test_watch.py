"""Watching feeds of a real server: every item once, whatever comes between."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

import healthtext
from healthtext.watch import Watch, schedule
from healthtext.watch.state import FeedState, State
from tests.fetch.site import Handler, Site
from tests.watch.helpers import NEAR, full, ids, once, rows, rss, words
from tests.watch.stub import StubPipeline


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(healthtext, "load", StubPipeline)


# What goes well


def test_new_items_are_written_and_old_ones_are_not_again(site: Site, tmp_path: Path) -> None:
    url = site.page("/feed", full("a", "b"))
    assert once(tmp_path, url) == {"waiting": 0, "report": 2, "failure": 0}
    site.page("/feed", full("c", "a", "b"))
    said: list[str] = []
    assert once(tmp_path, url, said=said)["report"] == 3
    assert ids(tmp_path) == ids(tmp_path, "reports") == ["a", "b", "c"]
    assert said == [f"{url}: 3 items, 1 of them new"]
    assert [row["article"] for row in rows(tmp_path, "texts")] == [0, 1, 2]


def test_the_tables_are_those_of_the_batch(site: Site, tmp_path: Path) -> None:
    from healthtext.batch.tables import COLUMNS

    text = f"The spinal twine and {words(1)}"
    once(tmp_path, site.page("/feed", rss(("a", text), ("b", "crash " + words(2)))))
    for table in ("reports", "texts", "edits", "failures"):
        assert [list(row) for row in rows(tmp_path, table)] == [list(COLUMNS[table])]
    assert rows(tmp_path, "texts")[0]["text"] == text.replace("twine", "cord")
    assert rows(tmp_path, "edits")[0]["new"] == "cord"
    assert rows(tmp_path, "failures")[0]["message"] == "fell over"
    assert [row["status"] for row in rows(tmp_path, "items")] == ["report", "failure"]


def test_an_unchanged_feed_is_not_sent_again(site: Site, tmp_path: Path) -> None:
    url = site.page("/feed", full("a"), ETag='"1"')
    once(tmp_path, url)
    site.page("/feed", b"", 304)
    assert once(tmp_path, url)["report"] == 1
    assert site.headers[-1]["If-None-Match"] == '"1"'


def test_copies_of_one_article_are_one_family(site: Site, tmp_path: Path) -> None:
    original = words("original", 300).split()
    spun = [word if n % 5 else f"{word}x" for n, word in enumerate(original)]
    text = rss(("a", " ".join(original)), ("b", words("other", 300)), ("c", " ".join(spun)))
    once(tmp_path, site.page("/1", text))
    once(tmp_path, site.page("/2", rss(("d", " ".join(original)))))
    found = rows(tmp_path, "items")
    assert [row["family"] for row in found] == [0, 1, 0, 0]
    assert [row["near_duplicate_of"] for row in found] == [None, None, 0, 0]
    assert found[3]["similarity"] == 1.0 and 0.12 < found[2]["similarity"] < 0.7


# What goes wrong


def test_trouble_that_may_pass_is_tried_again_and_then_told_once(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [time.time()]
    monkeypatch.setattr("healthtext.watch.loop.time", SimpleNamespace(time=lambda: clock[0]))
    for path in ("/1", "/2"):
        site.page(path, "busy", 500)
    items = (f"<item><guid>{n}</guid><link>{site.url}/{n}</link></item>" for n in (1, 2))
    url = site.page("/feed", f"<rss><channel>{''.join(items)}</channel></rss>")
    assert once(tmp_path, url) == {"waiting": 2, "report": 0, "failure": 0}
    site.page("/1", words(1), Content_Type="text/plain")
    for _ in range(schedule.TRIES + 2):
        clock[0] += 8 * schedule.DAY
        counts = once(tmp_path, url)
    assert counts == {"waiting": 0, "report": 1, "failure": 1}
    assert [row["code"] for row in rows(tmp_path, "failures")] == ["http-5xx"]
    assert site.asked.count("/2") == schedule.TRIES and site.asked.count("/1") == 2


@pytest.mark.parametrize(("ahead", "asked"), [(365.0, 2), (3.0, 1)])
def test_a_clock_that_was_ahead_keeps_no_feed_waiting_for_years(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ahead: float, asked: int
) -> None:
    """Up to a week it may be what somebody asked for; Retry-After holds for --once too."""
    now = time.time()
    clock = [now + ahead * schedule.DAY]
    monkeypatch.setattr("healthtext.watch.loop.time", SimpleNamespace(time=lambda: clock[0]))
    url = site.page("/feed", "busy", 503, Retry_After="3600")
    once(tmp_path, url)
    clock[0] = now
    once(tmp_path, url)
    assert site.asked.count("/feed") == asked


def test_what_is_wrong_with_an_item_is_one_failure(site: Site, tmp_path: Path) -> None:
    blocked = site.page("/blocked", "no", 403)
    items = f"<item><guid>a</guid><link>{blocked}</link></item><item><title>bare</title></item>"
    url = site.page("/feed", f"<rss><channel>{items}</channel></rss>")
    assert once(tmp_path, url)["failure"] == once(tmp_path, url)["failure"] == 2
    assert [row["code"] for row in rows(tmp_path, "failures")] == ["blocked", "empty"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ("<html><body>sorry", 200, "not-a-feed"), ("", 200, "empty"), ("gone", 410, "gone"),
        ("<!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>", 200, "entities"), ("no", 403, "blocked"),
        ("<rss><channel><item", 200, "xml"), ("oh", 500, "http-5xx"),
    ],
)  # fmt: skip
def test_a_feed_that_fails_is_told_once_and_the_others_go_on(
    site: Site, tmp_path: Path, body: str, status: int, code: str
) -> None:
    bad, good = site.page("/bad", body, status), site.page("/good", full("a"))
    said: list[str] = []
    for _ in range(2):
        assert once(tmp_path, bad, good, said=said) == {"waiting": 0, "report": 1, "failure": 1}
    [failure] = rows(tmp_path, "failures")
    assert (failure["code"], failure["source"]) == (code, bad)
    assert failure["remedy"] and said[0].startswith(f"{bad}: ")


def test_a_feed_that_breaks_off_is_asked_for_again(site: Site, tmp_path: Path) -> None:
    whole = full("a", "b")
    url = site.page("/feed", whole[: whole.index("b</guid>") + 300], ETag='"1"')
    once(tmp_path, url)
    assert ids(tmp_path) == ["a"]
    site.page("/feed", whole, ETag='"1"')
    once(tmp_path, url)
    assert ids(tmp_path) == ["a", "b"] and "If-None-Match" not in site.headers[-1]


def test_private_addresses_are_refused_without_the_option(site: Site, tmp_path: Path) -> None:
    once(tmp_path, site.page("/feed", full("a")), allow_private=False)
    assert [row["code"] for row in rows(tmp_path, "failures")] == ["private"]
    assert site.asked == []


def test_what_breaks_a_library_is_a_failure_and_not_the_end(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import feedparser

    def broken(*_: object, **__: object) -> None:
        raise RecursionError("too deep")

    url, good = site.page("/feed", full("a", "b")), site.page("/good", full("c"))
    with monkeypatch.context() as patch:
        patch.setattr("healthtext.sources.web.gates.admit", broken)
        assert once(tmp_path, url)["failure"] == 2
    monkeypatch.setattr(feedparser, "parse", broken)
    assert once(tmp_path, good)["failure"] == 3
    found = rows(tmp_path, "failures")
    assert [(row["code"], row["id"]) for row in found[:2]] == [("internal", "a"), ("internal", "b")]
    assert found[2]["code"] == "internal" and "too deep" in found[2]["message"]


# Politeness


def test_feeds_are_asked_when_they_are_due() -> None:
    feed = FeedState("u", errors=3)
    assert schedule.answered(feed, 100.0, 60.0) == FeedState("u", due=160.0)
    assert schedule.answered(feed, 0.0, 60.0, minutes=90).due == 5400
    assert schedule.answered(feed, 0.0, 60.0, max_age=120).due == 120
    assert schedule.answered(feed, 0.0, 60.0, minutes=1e9).due == schedule.DAY
    trouble = schedule.Failed("u", "timeout", "p", "r")
    waits = [schedule.failed(replace(feed, errors=n), 0.0, 60.0, trouble).due for n in range(30)]
    assert waits[:3] == [60, 120, 240] and waits[-1] == schedule.DAY
    assert schedule.failed(feed, 0.0, 60.0, replace(trouble, code="gone")).due == schedule.DAY
    rest = schedule.failed(feed, 0.0, 60.0, replace(trouble, retry_after=9e4))
    assert (rest.due, rest.rest) == (9e4, 9e4)


def test_the_ttl_of_a_feed_is_kept(site: Site, tmp_path: Path) -> None:
    url = site.page("/feed", rss(("a", words(1)), head="<ttl>90</ttl>"))
    began = time.time()
    once(tmp_path, url, every=60.0)
    state = State(tmp_path)
    due = state.feed(url).due
    state.close()
    assert 5400 <= due - began < 5500


def test_retry_after_holds_over_a_restart(site: Site, tmp_path: Path) -> None:
    url = site.page("/feed", "later", 503, Retry_After="600")
    once(tmp_path, url)
    asked = len(site.asked)
    once(tmp_path, url)
    assert len(site.asked) == asked


def test_feeds_are_polled_until_it_is_told_to_stop(site: Site, tmp_path: Path) -> None:
    url, stop = site.page("/feed", full("a")), threading.Event()

    def change() -> None:
        time.sleep(0.3)
        site.page("/feed", full("a", "b"))
        while "b" not in ids(tmp_path):
            time.sleep(0.05)
        stop.set()

    changer = threading.Thread(target=change)
    changer.start()
    with Watch([url], tmp_path, NEAR, every=0.1, stop=stop, say=print) as run:
        assert run.run()["report"] == 2
    changer.join()


def test_the_time_of_an_answer_is_limited(site: Site, tmp_path: Path) -> None:
    def drip(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for _ in range(40):
            handler.wfile.write(b"X: y\r\n")
            time.sleep(0.1)

    site.answers["/slow"] = drip
    began = time.monotonic()
    once(tmp_path, site.url + "/slow", timeout=0.5)
    assert time.monotonic() - began < 3
    assert [row["code"] for row in rows(tmp_path, "failures")] == ["timeout"]
