"""`healthtext review`: keys at a terminal, resuming, replaying, counting, learning."""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

import pexpect
import pytest
from click.testing import CliRunner, Result

from healthtext.cli import cli, outputs, review
from healthtext.review import store
from tests.cli.conftest import ARTICLE, Run

pytestmark = pytest.mark.usefixtures("small")
FIXED = ARTICLE.replace("twine", "cord")


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Answer `review` with keys, as at a terminal."""
    monkeypatch.setattr(review, "is_terminal", lambda _: True)

    def call(keys: str, *arguments: object) -> Result:
        result = CliRunner().invoke(cli, ["review", *map(str, arguments)], input=keys)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return call


def decisions(path: Path) -> list[str]:
    return [item.decision for item in store.load(path).items]


def file_of(article: Path) -> Path:
    return article.with_name(f"{article.name}.review.json")


def test_every_edit_is_asked_for_and_the_text_follows(ask: Run, run: Run, article: Path) -> None:
    result = ask("rae\x73oreness\n", article)
    assert result.exit_code == 0, result.output
    assert "The spinal [-twine-]{+cord+}" not in result.output
    assert "The [-spinal twine-]{+spinal cord+} and agony." in result.output
    assert "3 of 3 edits decided" in result.output
    assert decisions(file_of(article)) == ["reject", "accept", "write"]
    done = run("review", "apply", file_of(article), article)
    assert done.exit_code == 0
    assert done.stdout == ARTICLE.replace("agony", "pain").replace("irritation", "soreness")
    seconds = [item.seconds for item in store.load(file_of(article)).items]
    assert all(value is not None and value < 60 for value in seconds)


def test_stopping_keeps_what_was_decided_and_only_the_rest_is_asked(
    ask: Run, article: Path
) -> None:
    ask("aq", article)
    assert decisions(file_of(article)) == ["accept", "pending", "pending"]
    result = ask("rr", article)
    assert "1 of 3" not in result.output
    assert decisions(file_of(article)) == ["accept", "reject", "reject"]
    assert "3 of 3 edits decided" in ask("", article).output


def test_skip_back_undo_and_help(ask: Run, article: Path) -> None:
    result = ask("?" + "s" + "b" + "a" + "u" + "r" + "q", article)
    assert "A and R the same" in result.output
    assert decisions(file_of(article)) == ["reject", "pending", "pending"]
    assert "nothing to undo" in ask("uq", article).output


def test_own_words_can_be_given_up(ask: Run, article: Path) -> None:
    ask("e\nq", article)
    assert decisions(file_of(article)) == ["pending"] * 3


def test_only_a_tier_is_asked_about(ask: Run, article: Path) -> None:
    ask("a", "--tier", "review", article)
    assert decisions(file_of(article)) == ["pending", "accept", "pending"]


def test_decisions_are_kept_when_the_article_changes_a_little(ask: Run, article: Path) -> None:
    ask("rrr", article)
    article.write_text("First a new line.\n" + ARTICLE.replace("agony", "ache"), "utf-8")
    result = ask("", article)
    assert "no longer there and left out: reject “agony”" in result.stderr
    assert decisions(file_of(article)) == ["reject", "reject"]


def test_a_file_about_another_article_is_refused(ask: Run, article: Path) -> None:
    ask("rrr", article)
    before = file_of(article).read_bytes()
    article.write_text("Something else with irritation only, far from any word it had.\n", "utf-8")
    result = ask("a", article)
    assert result.exit_code == 2
    assert "is a review of another article" in result.stderr
    assert file_of(article).read_bytes() == before


def test_decisions_of_somebody_else_are_not_written_over(
    ask: Run, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = outputs.replace

    def then_somebody_decides(path: Path, data: bytes) -> None:
        real(path, data.replace(b'"pending"', b'"reject"'))

    monkeypatch.setattr(outputs, "replace", then_somebody_decides)
    result = ask("aaa", article)
    assert result.exit_code == 2
    assert "was changed by somebody else meanwhile" in result.stderr
    assert decisions(file_of(article)) == ["reject"] * 3


def test_bad_usage_of_review_is_named(article: Path, ask: Run) -> None:
    for arguments, said in (
        (("-",), "asks at a terminal"),
        ((article, article), "one article"),
    ):
        result = ask("", *arguments)
        assert result.exit_code == 2
        assert said in result.stderr
    lines = "".join(json.dumps({"id": str(k), "text": ARTICLE}) + "\n" for k in range(2))
    Path("two.jsonl").write_text(lines, "utf-8")
    assert "holds 2 articles" in ask("", "two.jsonl").stderr
    assert ask("", "none.txt").exit_code == 2
    assert not list(Path().glob("*.review.json"))


def test_without_a_terminal_nothing_is_asked(run: Run, article: Path) -> None:
    result = run("review", article)
    assert result.exit_code == 2
    assert "asks at a terminal" in result.stderr


def test_a_moved_place_is_found_and_a_lost_one_stops_everything(
    ask: Run, run: Run, article: Path
) -> None:
    ask("aaa", article)
    Path("moved.txt").write_text(f"More before it.\n{ARTICLE}", "utf-8")
    done = run("review", "apply", file_of(article), "moved.txt", "-o", "out.txt")
    assert done.exit_code == 0
    assert "3 places had moved" in done.stderr
    fixed = FIXED.replace("agony", "pain").replace("irritation", "inflammation")
    assert Path("out.txt").read_text("utf-8") == f"More before it.\n{fixed}"
    Path("lost.txt").write_text(ARTICLE.replace("agony", "sorrow"), "utf-8")
    lost = run("review", "apply", file_of(article), "lost.txt", "-o", "none.txt")
    assert lost.exit_code == 2
    assert "accept “agony” to “pain” at 21: gone from the text" in lost.stderr
    assert "nothing was written" in lost.stderr
    assert not Path("none.txt").exists()
    part = run("review", "apply", "--partial", file_of(article), "lost.txt")
    assert part.exit_code == 1
    assert part.stdout == FIXED.replace("agony", "sorrow").replace("irritation", "inflammation")


def test_bad_input_of_apply_is_named(ask: Run, run: Run, article: Path) -> None:
    ask("aaa", article)
    good = file_of(article)
    Path("other.txt").write_text("Nothing of it is in here at all, not a word.\n", "utf-8")
    Path("bad.json").write_text("{", "utf-8")
    values = json.loads(good.read_text("utf-8"))
    values["items"].append(values["items"][0] | {"decision": "reject"})
    Path("clash.json").write_text(json.dumps(values), "utf-8")
    for arguments, said in (
        ((good, "other.txt"), "the review is of another article: 0 of 3 places found"),
        ((good, "other.txt", "--partial"), "the review is of another article"),
        ((good, "none.txt"), "none.txt"),
        (("bad.json", article), "bad.json: is no JSON"),
        (("none.json", article), "none.json: cannot be read"),
        (("clash.json", article), "decisions conflict at characters 4-16"),
        ((good, article, "-o", article), "is an input"),
        ((good, article, "-o", good), "is an input"),
    ):
        result = run("review", "apply", *arguments)
        assert result.exit_code == 2, arguments
        assert said in result.stderr
        assert result.stdout == ""
    assert article.read_text("utf-8") == ARTICLE


def test_stats_are_a_table_or_json(ask: Run, run: Run, article: Path) -> None:
    ask("aar", article)
    table = run("review", "stats", file_of(article))
    assert table.exit_code == 0
    assert [line.split()[0] for line in table.stdout.splitlines()] == [
        "edits", "safe", "review", "suggest", "despin-page", "despin-term", "despin-word", "all",
    ]  # fmt: skip
    assert "67%" in table.stdout.splitlines()[-1]
    found = json.loads(run("review", "stats", "--format", "json", file_of(article)).stdout)
    assert found["all"]["decided"] == 3
    assert {row["name"]: row["accept_rate"] for row in found["tiers"]} == {
        "safe": 1.0, "review": 1.0, "suggest": 0.0,
    }  # fmt: skip
    assert run("review", "stats", article).exit_code == 2


def test_learning_writes_lists_on_request_only(ask: Run, run: Run, article: Path) -> None:
    ask("aar", article)
    call = ("review", "learn", file_of(article))
    assert "Give --allow FILE" in run(*call).stderr
    result = run(*call, "--allow", "allow.txt", "--phrases", "phrases.csv")
    assert result.exit_code == 0
    assert Path("allow.txt").read_text("utf-8") == "irritation\n"
    assert Path("phrases.csv").read_text("utf-8") == "wrong,right\nspinal twine,spinal cord\n"
    assert "phrases.csv: 1 phrase added" in result.stderr
    again = run(*call, "--allow", "allow.txt", "--phrases", "phrases.csv", "--words-at-least", "1")
    assert "allow.txt: 0 wordings added" in again.stderr
    assert Path("phrases.csv").read_text("utf-8").splitlines()[2:] == ["agony,pain"]


TERMINAL = """
import healthtext
from healthtext.cli import main
from tests.cli.conftest import SmallPipeline
healthtext.load = SmallPipeline
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="pexpect needs a pseudo-terminal")
def test_a_killed_review_goes_on_where_it_was(article: Path) -> None:
    root = Path(__file__).parents[2]
    arguments = ["-c", TERMINAL, "review", article.name]
    environment = os.environ | {"PYTHONPATH": str(root), "NO_COLOR": "1"}
    child = pexpect.spawn(
        sys.executable, arguments, cwd=str(article.parent), env=environment, timeout=60,
    )  # fmt: skip
    child.expect("1 of 3")
    child.send("a")
    child.expect("2 of 3")
    child.send("r")
    child.expect("3 of 3")
    child.send("\x1b[A")  # an arrow is no A
    child.expect("a accept")
    child.kill(signal.SIGKILL)
    child.wait()
    assert decisions(file_of(article)) == ["accept", "reject", "pending"]
    child = pexpect.spawn(
        sys.executable, arguments, cwd=str(article.parent), env=environment, timeout=60,
    )  # fmt: skip
    child.expect("3 of 3")
    child.send("a")
    child.expect("3 of 3 edits decided")
    child.close()
    assert decisions(file_of(article)) == ["accept", "reject", "accept"]
