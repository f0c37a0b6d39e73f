"""The command line as a whole: start, help, usage errors, pipes, encodings, logs."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable
from inspect import cleandoc
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

import healthtext
from healthtext.cli import COMMANDS, cli, jsonl, progress, terminal
from healthtext.cli.progress import Progress
from healthtext.errors import SettingsError
from healthtext.records import STEPS

Run = Callable[..., Result]
MODULE = "from healthtext.cli import main; main()"


def python(code: str, *arguments: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, timeout=60, check=False, **options)  # type: ignore[call-overload,no-any-return]


def parent() -> click.Context:
    """Make the context that commands are called in; they keep the help option it gives them."""
    return click.Context(cli, info_name="healthtext", **cli.context_settings)


def command(name: str) -> click.Command:
    found = cli.get_command(parent(), name)
    assert found is not None
    return found


def examples(name: str) -> list[str]:
    """Return the example calls in a command's help."""
    lines = cleandoc(command(name).help or "").splitlines()
    return [line.strip() for line in lines if line.startswith("  healthtext ")]


def test_help_imports_nothing_heavy() -> None:
    """It may take twice as long as `import click`; modules show that, clocks vary."""
    code = (
        "import sys\nfrom click.testing import CliRunner\nbefore = set(sys.modules)\n"
        "from healthtext.cli import cli\nresult = CliRunner().invoke(cli, ['--help'])\n"
        "assert result.exit_code == 0\nprint(*sorted(set(sys.modules) - before))"
    )
    loaded = set(python(code).stdout.decode().split())
    assert {"healthtext", "healthtext.cli", "healthtext.errors"} <= loaded
    assert len(loaded) <= 8, loaded


def test_every_command_is_listed_with_its_own_help_line(run: Run) -> None:
    shown = run("--help").stdout
    for name, (_, line) in COMMANDS.items():
        assert command(name).get_short_help_str(limit=100) == line
        assert (command(name).help or "").startswith(line)
        assert f"{name} " in shown
        assert line in shown


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_examples_that_parse(name: str) -> None:
    assert examples(name)
    for line in examples(name):
        words = shlex.split(line.split(" > ")[0])[1:]
        assert words[0] == name
        command(name).make_context(name, words[1:], parent=parent())


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").stdout == f"healthtext {healthtext.__version__}\n"


def test_the_package_is_run_as_a_module_too() -> None:
    command = [sys.executable, "-m", "healthtext", "--version"]
    done = subprocess.run(command, capture_output=True, timeout=60, check=True)
    assert done.stdout.decode().rstrip().endswith(f" {healthtext.__version__}")


@pytest.mark.parametrize(
    ("arguments", "wrong", "remedy"),
    [
        (["fix", "--skip", "clean,despn", "x"], "'despn'", ", ".join(STEPS)),
        (["report", "--format", "pdf", "x"], "'pdf'", "'html', 'json', 'jsonl'"),
        (["rules", "--format", "xml"], "'xml'", "'text', 'json'"),
        (["fix"], "Missing argument", "healthtext fix --help"),
        (["fix", "--nope", "x"], "'--nope'", "healthtext fix --help"),
        (["mend", "x"], "'mend'", "healthtext --help"),
        (["--nope"], "'--nope'", "healthtext --help"),
    ],
)
def test_bad_usage_is_one_line_with_what_is_allowed(
    run: Run, arguments: list[str], wrong: str, remedy: str
) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert result.stderr.startswith("healthtext: ")
    assert wrong in result.stderr
    assert remedy in result.stderr


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ('aply = "safe"', "unknown setting 'aply'; did you mean 'apply'?"),
        ('apply = "safest"', "unknown apply 'safest'; did you mean 'safe'?"),
        ("timeout = 'long'", "timeout = 'long' is not a number"),
        ("=", "is no valid TOML"),
    ],
)
@pytest.mark.usefixtures("small")
def test_a_bad_configuration_is_one_line_before_anything_runs(
    run: Run, article: Path, tmp_path: Path, toml: str, message: str
) -> None:
    (tmp_path / "healthtext.toml").write_text(toml)
    for name in ("fix", "check", "report"):
        result = run(name, article)
        assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
        assert f"healthtext: {tmp_path / 'healthtext.toml'}: " in result.stderr
        assert message in result.stderr


@pytest.mark.usefixtures("small")
def test_a_model_that_does_not_load_ends_the_run_at_once(
    run: Run, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise SettingsError("model", "cannot load 'x'", "give an installed one")

    monkeypatch.setattr(healthtext, "load", refuse)
    result = run("check", "--model", "x", article, article)
    expected = "healthtext: model: cannot load 'x'; give an installed one\n"
    assert (result.exit_code, result.stderr) == (2, expected)


@pytest.mark.usefixtures("small")
def test_models_are_loaded_once_and_only_for_an_article(run: Run, article: Path) -> None:
    pipeline = healthtext.load
    run("fix", "gone.txt")
    assert pipeline.loads == 0  # type: ignore[attr-defined]
    run("fix", article, article)
    assert pipeline.loads == 1  # type: ignore[attr-defined]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("name", ["fix", "check", "report"])
def test_what_the_pipeline_has_started_is_ended(
    run: Run, article: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    pipeline = healthtext.load
    run(name, article)
    assert pipeline.closed == 1  # type: ignore[attr-defined]

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "load", stop)
    assert run(name, article).exit_code == 130
    assert pipeline.closed == 2  # type: ignore[attr-defined]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("status", "lines"), [("6.7", 0), ("off: skipped", 0), ("off: no Java; install it", 1)]
)
def test_that_grammar_is_off_is_told_once_unless_it_was_asked_for(
    run: Run, article: Path, monkeypatch: pytest.MonkeyPatch, status: str, lines: int
) -> None:
    monkeypatch.setattr(healthtext.load, "grammar", status)
    result = run("fix", article, article)
    told = "healthtext: grammar is off: no Java; install it\n"
    assert result.stderr.count(told) == lines == result.stderr.count("grammar")


@pytest.mark.usefixtures("small")
def test_a_stopped_run_leaves_no_file_and_is_not_taken_for_findings(
    run: Run, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    records = article.with_name("a.jsonl")
    records.write_text('{"text": "one"}\n{"text": "two"}\n')
    monkeypatch.setattr(jsonl.Records, "line", stop)
    result = run("fix", records, "-o", "out.jsonl")
    assert (result.exit_code, result.stderr) == (130, "healthtext: stopped\n")
    assert not Path("out.jsonl").exists()


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="signals of POSIX")
@pytest.mark.parametrize(
    ("name", "status", "left"),
    [("SIGTERM", 143, []), ("SIGHUP", 129, []), ("nohup", 0, ["out.jsonl"])],
)
def test_a_signal_leaves_no_half_file(
    tmp_path: Path, name: str, status: int, left: list[str]
) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "one"}\n' * 3)
    sent = "SIGHUP" if name == "nohup" else name
    kept = "SIG_IGN" if name == "nohup" else "SIG_DFL"  # whatever the tests were started with
    code = (
        f"import os, signal, sys\nsignal.signal(signal.{sent}, signal.{kept})\n"
        "from healthtext.cli import main, fix\n"
        f"fix._tell = lambda *_: os.kill(os.getpid(), signal.{sent})\n"
        "sys.argv[1:] = ['fix', '--skip', 'despin,grammar,entities,claims,evidence', 'a.jsonl',\n"
        "                '-o', 'new/out.jsonl']\n"
        "main()\n"
    )
    done = python(code, cwd=tmp_path)
    assert done.returncode == status, done.stderr
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == left


@pytest.mark.usefixtures("small")
def test_a_mistake_of_ours_is_one_line_and_not_taken_for_findings(
    run: Run, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise ValueError("first\nsecond")

    monkeypatch.setattr(healthtext, "load", fail)
    result = run("check", article)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert result.stderr.startswith("healthtext: internal error: ValueError: first; report it")


def test_output_is_utf_8_whatever_the_locale_says() -> None:
    plain = {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    code = MODULE.replace("main()", "import healthtext.rules as r; r.catalogue = c; main()")
    fake = (
        "from healthtext.rules import Rule\n"
        "rule = Rule('x-y', 'clean', 'info', '\\u00e9\\ud55c', 'w', 's', ('a',), ('b',))\n"
        "c = lambda: {rule.id: rule}\n"
    )
    done = python(fake + code, "rules", env=os.environ | plain)
    assert done.stdout.decode("utf-8") == "x-y  clean  info  é한\n"


def test_a_reader_that_leaves_ends_the_command_quietly() -> None:
    code = (
        f"{sys.executable} -c '{MODULE}' rules --format json | head -c 10; echo ${{PIPESTATUS[0]}}"
    )
    done = subprocess.run(["bash", "-c", code], capture_output=True, timeout=60, check=False)
    assert done.stderr == b""
    assert done.stdout.split()[-1] == b"0"


FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")


@FULL
@pytest.mark.parametrize("argument", ["rules", "--version", "--help"])
def test_a_full_disk_behind_standard_output_is_one_line(argument: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", MODULE, argument], stdout=full, stderr=subprocess.PIPE,
            timeout=60, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith(b"healthtext: output: No space left on device; ")
    assert done.stderr.count(b"\n") == 1


@FULL
def test_a_failure_that_cannot_be_told_is_not_taken_for_findings() -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-c", MODULE, "check", "gone.txt"]
        done = subprocess.run(command, stderr=full, timeout=60, check=False)
    assert done.returncode == 2


@pytest.mark.parametrize("name", ["evidence", "review", "setup"])
def test_a_group_without_a_command_shows_its_help_and_nothing_around_it(
    run: Run, name: str
) -> None:
    result = run(name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == run(name, "--help").stdout


def test_a_line_a_minute_where_there_is_no_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    with Progress(1) as shown:
        for articles in range(1, 6):
            now[0] += 29
            shown.article_done(articles, 1)
    assert capsys.readouterr().err == "healthtext: 3 articles, 1 failed, 87 s\n"


@pytest.mark.parametrize(
    ("total", "quiet", "bar"), [(2, False, True), (1, False, False), (2, True, False)]
)
def test_a_bar_on_a_terminal_for_several_sources(
    monkeypatch: pytest.MonkeyPatch, total: int, quiet: bool, bar: bool
) -> None:
    monkeypatch.setattr(progress, "is_terminal", lambda _: True)
    with Progress(total, quiet=quiet) as shown:
        assert (shown._bar is not None) is bar
        shown.source_done()


def test_a_closed_standard_output_is_one_line_and_closed_notes_are_none() -> None:
    code = f"{sys.executable} -c '{MODULE}' rules >&-; echo $?"
    done = subprocess.run(["bash", "-c", code], capture_output=True, timeout=60, check=False)
    said = b"healthtext: standard output: Bad file descriptor; give another file or folder\n"
    assert (done.stdout, done.stderr) == (b"2\n", said)
    assert not terminal.is_terminal(None)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ("reprot", "No such command 'reprot'. Did you mean 'report'?; see healthtext --help"),
        ("xyzzy", "No such command 'xyzzy'; see healthtext --help"),
    ],
)
def test_a_wrong_command_is_told_with_the_nearest_one(wrong: str, says: str) -> None:
    result = CliRunner().invoke(cli, [wrong, "a.txt"])
    assert (result.exit_code, result.output) == (2, f"healthtext: {says}\n")
