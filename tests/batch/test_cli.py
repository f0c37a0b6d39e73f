"""`healthtext batch` as it is called: the account, the progress, the exit status."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from healthtext.batch import Progress, Summary
from healthtext.cli import batch as command
from healthtext.cli import cli, pace

SOURCE = Path(__file__).parents[2] / "corpora" / "spun_health" / "spun"
Asked = dict[str, Any]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Put in the place of a run something that notes what it was asked."""
    noted: Asked = {}

    def run(given: object, out: object, settings: object, how: object, show: object) -> Summary:
        noted.update(given=given, out=out, settings=settings, how=how, show=show)
        return Summary(3, 2, noted.get("failures", 0), noted.get("before", 0))

    monkeypatch.setattr(command, "run", run)
    return noted


def call(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["batch", *arguments])


def test_what_was_chosen_reaches_the_run(asked: Asked) -> None:
    result = call(
        "a", "b", "--out", "o", "--workers", "3", "--skip", "grammar", "--id-field", "i",
        "--text-field", "t", "--format", "jsonl", "--shard-size", "7", "--memory", "9",
        "--article-timeout", "1.5", "--recycle", "4", "--engine", "ray", "--address", "auto",
        "--review",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    how, settings = asked["how"], asked["settings"]
    assert (asked["given"], asked["out"]) == (("a", "b"), "o")
    assert (how.workers, how.engine, how.address) == (3, "ray", "auto")
    assert (how.shard_size, how.formats) == (7, ("jsonl",))
    assert (how.limits.seconds, how.limits.megabytes, how.limits.recycle) == (1.5, 9, 4)
    assert (settings.id_field, settings.text_field, settings.apply) == ("i", "t", "review")
    assert settings.skip == {"grammar"}


def test_the_account_is_printed_and_failures_show_in_the_exit_status(asked: Asked) -> None:
    result = call("a", "--out", "o")
    assert (result.stdout, result.stderr) == ("3 inputs = 2 reports + 0 failures\n", "")
    asked.update(failures=1, before=2)
    result = call("a", "--out", "o")
    assert result.stdout == "3 inputs = 2 reports + 1 failure, 2 of them before\n"
    assert result.stderr == "healthtext: o/failures.jsonl says why\n"
    assert result.exit_code == 2


@pytest.mark.parametrize(
    "arguments",
    [(), ("a",), ("a", "--out", "o", "--workers", "0"), ("a", "--out", "o", "--address", "x"),
     ("a", "--out", "o", "--engine", "x"), ("a", "--out", "o", "--article-timeout", "0"),
     ("a", "--out", "o", "--article-timeout", "nan"),
     ("a", "--out", "o", "--article-timeout", "inf")],
)  # fmt: skip
@pytest.mark.usefixtures("asked")
def test_bad_usage(arguments: tuple[str, ...]) -> None:
    assert call(*arguments).exit_code == 2


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_it_and_says_how_to_go_on(
    sign: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "run", lambda *_: os.kill(os.getpid(), sign))
    before = signal.getsignal(signal.SIGTERM)
    # A shell that starts tests in the background has them ignore Ctrl-C.
    ignored = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        result = call("a", "--out", "o")
    finally:
        signal.signal(signal.SIGINT, ignored)
    assert result.exit_code == 130
    assert "the same command goes on" in result.stderr
    assert signal.getsignal(signal.SIGTERM) is before


def test_the_rate_and_the_time_left_are_told() -> None:
    progress = Progress(total=1_000, before=400, done=100, failed=3)
    assert pace.position(progress) == "500 of 1,000 articles"
    assert pace.state(progress, 10.0) == "3 failed, 10 a second, 50 s left"
    progress.total = None
    assert pace.position(progress) == "500 articles"
    assert pace.state(progress, 10.0) == "3 failed, 10 a second"
    assert [pace.span(n) for n in (5, 150, 7_200, 900_000)] == ["5 s", "2 min", "2 h", "10 days"]


def test_elsewhere_than_on_a_terminal_it_is_a_line_a_minute(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = [0.0]
    monkeypatch.setattr(pace.time, "monotonic", lambda: now[0])
    with pace.Pace() as show:
        show(Progress(100, 10))
        for second in range(1, 130):
            now[0] = second
            show(Progress(1_000, 10, second, 0))
    assert capsys.readouterr().err.splitlines() == [
        "healthtext: going on after 10 articles",
        "healthtext: 70 of 1,000 articles, 0 failed, 1 a second, 16 min left",
        "healthtext: 130 of 1,000 articles, 0 failed, 1 a second, 14 min left",
    ]


def test_on_a_terminal_it_is_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "is_terminal", lambda _: True)
    monkeypatch.setenv("COLUMNS", "100")
    with pace.Pace() as show:
        show(Progress(100))
        show(Progress(100, 0, 50, 2))
        assert show._bar
        (task,) = show._bar.tasks
        assert (task.completed, task.total) == (50, 100)
        assert "2 failed" in task.fields["state"]


def test_real_articles_through_the_real_pipeline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = (SOURCE / "S01_migraine_acupuncture.txt").read_text("utf-8")
    Path("a.jsonl").write_text("".join(
        json.dumps({"id": name, "text": text[start : start + 400]}) + "\n"
        for name, start in (("a", 0), ("b", 400), ("c", 0))
    ), "utf-8")  # fmt: skip
    Path("no.txt").write_bytes(b"\0\1\2")
    arguments = ("a.jsonl", "no.txt", "--out", "out", "--skip", "grammar", "--workers", "1")
    result = call(*arguments, "--shard-size", "2")
    assert result.stdout == "4 inputs = 3 reports + 1 failure\n", result.output
    texts = [
        json.loads(line)["text"]
        for path in sorted(Path("out/texts").glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]
    assert texts[0] == texts[2] != text[:400]
    manifest = json.loads(Path("out/manifest.json").read_text("utf-8"))
    assert any(name.startswith("terms/") for name in manifest["data"])
    found = CliRunner().invoke(cli, ["query", "out", "SELECT count(*) AS n FROM edits",
                                     "--format", "jsonl"])  # fmt: skip
    assert json.loads(found.stdout)["n"] == manifest["counts"]["rows"]["edits"] > 0
    again = call(*arguments, "--shard-size", "9")
    assert again.exit_code == 2
    assert "run.shard_size: 2 before, 9 now" in again.stderr
