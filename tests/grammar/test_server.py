"""The server's life: started when needed, shared, restarted once, never outliving the run."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from healthtext import grammar
from healthtext.errors import SettingsError
from healthtext.grammar import Grammar, install, java, server, watch
from healthtext.settings import Settings
from tests.grammar.conftest import FAKE


def listens(url: str) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", urlsplit(url).port or 0)) == 0


def gone(url: str, seconds: float = 10) -> bool:
    """Wait until nothing listens at an address."""
    end = time.monotonic() + seconds
    while listens(url) and time.monotonic() < end:
        time.sleep(0.05)
    return not listens(url)


def starts(counter: Path) -> int:
    return int(counter.read_text() or 0)


def olds(step: Grammar, text: str) -> list[str]:
    return [edit.old for edit in step.propose(text).edits]


def test_nothing_is_started_until_a_text_comes(fake: Grammar, counter: Path) -> None:
    assert fake.status == "LanguageTool 6.7"
    assert fake.propose(" \n").edits == ()
    assert starts(counter) == 0
    assert olds(fake, "Put teh cap on.") == ["teh"]
    assert olds(fake, "Put teh cap on.") == ["teh"]
    assert starts(counter) == 1


def test_one_server_for_both_variants(fake: Grammar, counter: Path) -> None:
    assert olds(fake, "Put teh tumour here.") == olds(fake, "Put teh tumor here.") == ["teh"]
    assert starts(counter) == 1


def test_closing_ends_the_server(fake: Grammar) -> None:
    fake.propose("Put teh cap on.")
    url = fake._server.url
    assert listens(url)
    fake.close()
    assert gone(url, 1)


def test_a_server_that_dies_in_the_middle_is_started_again_once(
    fake: Grammar, counter: Path
) -> None:
    assert olds(fake, "Put teh once-die here.") == ["teh"]
    assert (fake.status, starts(counter)) == ("LanguageTool 6.7", 2)
    assert olds(fake, "Let teh server die here.") == []
    assert fake.status.startswith("off: the server failed; ")
    assert olds(fake, "Put teh cap on.") == []  # for good
    assert starts(counter) == 2


def test_a_server_that_hangs_is_started_again_once(fake: Grammar, counter: Path) -> None:
    assert olds(fake, "Put teh once-hang here.") == ["teh"]
    assert (fake.status, starts(counter)) == ("LanguageTool 6.7", 2)
    assert olds(fake, "Let teh server hang here.") == []
    assert fake.status.startswith("off: the server ")
    assert starts(counter) == 2


@pytest.mark.parametrize("answer", ["html", "error", "nonsense"])
def test_one_text_that_the_server_cannot_answer(fake: Grammar, answer: str) -> None:
    assert olds(fake, f"Put teh {answer} here.") == []
    assert fake.status.startswith("off: the server ")
    assert "\n" not in fake.status
    assert olds(fake, "Put teh cap on.") == ["teh"]
    assert fake.status == "LanguageTool 6.7"


def test_a_worker_that_was_forked_shares_the_server_and_leaves_it(
    fake: Grammar, counter: Path
) -> None:
    fake.propose("Put teh cap on.")
    context = multiprocessing.get_context("fork")
    with context.Pool(1) as pool:
        assert pool.apply(olds, (fake, "Put teh cap on.")) == ["teh"]
    worker = context.Process(target=fake.close)
    worker.start()
    worker.join(10)
    assert olds(fake, "Put teh cap on.") == ["teh"]
    assert starts(counter) == 1


def test_a_worker_that_was_spawned_shares_it_too_and_can_have_it_restarted(
    fake: Grammar, counter: Path
) -> None:
    copy = pickle.loads(pickle.dumps(fake))
    assert olds(copy, "Put teh cap on.") == ["teh"]
    assert olds(copy, "Put teh once-hang here.") == ["teh"]
    copy.close()
    assert olds(fake, "Put teh cap on.") == ["teh"]
    assert starts(counter) == 2


RUN = """
import sys
from healthtext import grammar
from healthtext.grammar import install, server
from healthtext.settings import Settings
from pathlib import Path
install.find = lambda: Path("LanguageTool-6.7")
server.command = lambda *_: [sys.executable, "-S", {fake!r}, "{{port}}"]
server.shutil.which = lambda name: name
step = grammar.load(Settings())
print(step._server.url, step._server._watch_pid, flush=True)
{then}
"""


def run(then: str) -> tuple[subprocess.Popen[str], str, int]:
    """Start a run in a process of its own; return it, its server's address and who watches it."""
    script = RUN.format(fake=str(FAKE), then=then)
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    url, pid = process.stdout.readline().split()
    return process, url, int(pid)


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


FORK = "import os, time\nos.fork()\ntime.sleep(30)"


@pytest.mark.parametrize("then", ["import time; time.sleep(30)", FORK], ids=["alone", "forked"])
def test_the_server_dies_with_a_run_that_is_killed(then: str) -> None:
    process, url, _ = run(then)
    assert listens(url)
    end(process)
    assert gone(url)


def test_the_server_dies_with_a_run_that_ends_without_closing() -> None:
    process, url, _ = run("")
    process.wait(20)
    end(process)
    assert gone(url)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can tie it to its watcher's life")
def test_the_server_dies_with_its_watcher() -> None:
    process, url, pid = run("import time; time.sleep(30)")
    os.kill(pid, signal.SIGKILL)
    assert gone(url)
    end(process)


def test_a_port_in_use_is_given_up_for_another(
    fake: Grammar, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    taken = "import sys, runpy\nn = open(sys.argv[1], 'a+'); n.write('.'); n.flush()\n"
    taken += "if n.tell() < 3: print('java.net.BindException: Address already in use'); exit(1)\n"
    taken += f"sys.argv = ['', sys.argv[2]]; runpy.run_path({str(FAKE)!r}, run_name='__main__')"
    log = tmp_path / "tries"
    command = [sys.executable, "-c", taken, str(log), "{port}"]
    monkeypatch.setattr(server, "command", lambda *_: command)
    assert olds(fake, "Put teh cap on.") == ["teh"]
    assert log.read_text() == "..."


def test_a_port_that_stays_in_use_ends_with_a_reason(
    fake: Grammar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(java, "problem", lambda: "")
    command = [sys.executable, "-c", "print('Address already in use'); exit(1)"]
    monkeypatch.setattr(server, "command", lambda *_: command)
    assert fake.propose("Put teh cap on.").edits == ()
    assert fake.status.startswith(f"off: the server did not start ({watch.TAKEN}); ")


def test_a_server_that_never_gets_ready(fake: Grammar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(java, "problem", lambda: "")
    monkeypatch.setattr(server, "READY", 0.5)
    sleeper = [sys.executable, "-c", "import time; time.sleep(30)"]
    monkeypatch.setattr(server, "command", lambda *_: sleeper)
    assert fake.propose("Put teh cap on.").edits == ()
    assert "it did not start within 0.5 seconds" in fake.status


def test_a_run_that_ends_while_the_server_starts_does_not_wait_for_it(
    fake: Grammar, monkeypatch: pytest.MonkeyPatch
) -> None:
    sleeper = [sys.executable, "-c", "import time; time.sleep(30)"]
    monkeypatch.setattr(server, "command", lambda *_: sleeper)
    fake.start()
    began = time.monotonic()
    fake.close()
    assert time.monotonic() - began < 5


def java_that_says(folder: Path, text: str) -> Callable[[str], str]:
    """Write a program called java that says something and fails; return what finds it."""
    path = folder / "java"
    path.write_text(f"#!/bin/sh\ncat <<'END'\n{text}\nEND\nexit 1\n")
    path.chmod(0o755)
    return lambda _: str(path)


@pytest.fixture
def no_cache() -> None:
    java.problem.cache_clear()


@pytest.mark.usefixtures("no_cache")
def test_no_java(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(java.shutil, "which", lambda _: None)
    with grammar.load(Settings()) as step:
        assert step.propose("She have pain.").edits == ()
        step.start()
        assert step.status == f"off: Java is not installed; {java.REMEDY}"
    java.problem.cache_clear()


@pytest.mark.usefixtures("no_cache")
@pytest.mark.parametrize(
    ("said", "problem"),
    [('openjdk version "11.0.2" 2019', "Java 11 is too old"), ('java version "1.8.0_1"', "Java 8")],
)
def test_old_java(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, said: str, problem: str) -> None:
    (tmp_path / "LanguageTool-6.7").mkdir()
    (tmp_path / "LanguageTool-6.7" / "languagetool-server.jar").touch()
    monkeypatch.setattr(install, "roots", lambda: [tmp_path])
    monkeypatch.setattr(java.shutil, "which", java_that_says(tmp_path, said))
    with grammar.load(Settings()) as step:
        assert step.propose("She have pain.").edits == ()
        assert step.status.startswith(f"off: {problem}")
        assert step.status.endswith(java.REMEDY)
    java.problem.cache_clear()


def test_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(install, "find", lambda: None)
    monkeypatch.setattr(java.shutil, "which", lambda name: f"/bin/{name}")
    with grammar.load(Settings()) as step:
        assert step.propose("She have pain.").edits == ()
        assert step.status == (
            "off: LanguageTool is not installed; run: healthtext setup languagetool"
        )


def test_a_server_of_the_user_is_used_and_left_running(fake: Grammar, counter: Path) -> None:
    fake.propose("Put teh cap on.")
    with grammar.load(Settings(languagetool_url=fake._server.url)) as step:
        assert olds(step, "Put teh cap on.") == ["teh"]
    assert olds(fake, "Put teh cap on.") == ["teh"]
    assert starts(counter) == 1


def test_a_server_of_the_user_that_is_not_there() -> None:
    url = f"http://127.0.0.1:{watch.free_port()}"
    with grammar.load(Settings(languagetool_url=url)) as step:
        assert step.propose("She have pain.").edits == ()
        assert step.status == f"off: the server failed; see whether {url} is a LanguageTool server"


def test_a_server_of_the_user_that_hangs_is_asked_only_once(fake: Grammar) -> None:
    fake.propose("Put teh cap on.")
    with grammar.load(Settings(languagetool_url=fake._server.url)) as step:
        began = time.monotonic()
        assert olds(step, "Let teh server hang here.") == []
        assert time.monotonic() - began < 1.9
        assert step.status.startswith("off: the server does not answer in time; see whether ")
        assert olds(step, "Put teh cap on.") == []  # for good: each text would wait as long


@pytest.mark.parametrize(
    "url",
    [
        "https://api.languagetool.org/v2", "languagetool.org", "https://api.languagetoolplus.com",
        "HTTPS://API.LANGUAGETOOL.ORG:443/", "https://api.languagetool.org./v2",
    ],
)  # fmt: skip
def test_never_the_public_api(url: str) -> None:
    with pytest.raises(SettingsError, match="public API"):
        grammar.load(Settings(languagetool_url=url))


@pytest.mark.parametrize("url", ["ftp://localhost", "http://", "file:///etc/passwd"])
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(SettingsError, match="is no address"):
        server.checked(url)


def test_addresses_in_every_form() -> None:
    for url in ("localhost:8081", "http://localhost:8081/", "http://localhost:8081/v2/"):
        assert server.checked(url) == "http://localhost:8081"


def test_the_server_listens_on_this_machine_only_and_its_memory_is_limited(tmp_path: Path) -> None:
    (tmp_path / "languagetool-server.jar").touch()
    command = server.command("java", tmp_path)
    assert f"-Xmx{server.MEMORY}" in command
    assert "--public" not in command
