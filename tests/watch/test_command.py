"""The command `watch`: its options, its words and its exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import healthtext
from healthtext.cli.watch import watch
from tests.fetch.site import PROSE, Site
from tests.watch.stub import StubPipeline


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> CliRunner:
    monkeypatch.setattr(healthtext, "load", StubPipeline)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "healthtext.toml").write_text("delay = 0.001\n")
    return CliRunner()


def call(run: CliRunner, *arguments: str) -> Result:
    return run.invoke(watch, ["--allow-private", "--out", "out", "--once", *arguments])


def feed(*texts: str) -> str:
    items = "".join(
        f"<item><title>T</title><description>{text}</description></item>" for text in texts
    )
    return f"<rss><channel>{items}</channel></rss>"


def test_once_says_what_it_did_and_fails_when_an_item_did(site: Site, run: CliRunner) -> None:
    url = site.page("/feed", feed(PROSE * 10))
    done = call(run, url)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.splitlines() == [
        f"healthtext: {url}: 1 item, 1 of them new",
        "healthtext: out: 1 article: 1 report, 0 failures, 0 waiting",
    ]
    site.page("/feed", feed(PROSE * 10, "crash " + PROSE * 10))
    assert call(run, url).exit_code == 2
    assert call(run, url).exit_code == 0  # the failure is an old one


def test_the_options_reach_the_settings(site: Site, run: CliRunner) -> None:
    short = site.page("/feed", feed("Short."))
    assert call(run, "--pages", "never", "--contact", "me@site.org", short).exit_code == 0
    assert "me@site.org" in site.headers[-1]["User-Agent"]
    [row] = [json.loads(line) for line in Path("out/items.jsonl").read_text().splitlines()]
    assert row["status"] == "report"


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["feed.xml", "--out", "o"], "is no address"),
        (["https://a.org/", "--every", "0", "--out", "o"], "--every"),
        (["--out", "o"], "FEED"),
        (["https://a.org/"], "--out"),
        (["https://a.org/", "--out", "o", "--pages", "some"], "--pages"),
    ],
)
def test_bad_usage_is_said(run: CliRunner, arguments: list[str], word: str) -> None:
    done = run.invoke(watch, arguments)
    assert done.exit_code == 2 and word in done.stderr
    assert not Path("o").exists()
