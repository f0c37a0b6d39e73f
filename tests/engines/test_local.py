"""The local pool: whatever an article does to its process, it is one failure and nobody else's."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from benchmarks.batch import QUICK
from healthtext.batch.tables import Rows
from healthtext.engines import Job, Limits
from healthtext.engines.local import ONE_THREAD, Pool, Task
from healthtext.errors import AssetError, StepError
from healthtext.read import from_text
from healthtext.settings import Settings

LIMITS = Limits(seconds=3, megabytes=250, recycle=1_000)


def results(pool: Pool, *texts: str) -> dict[int, Rows]:
    """Have a pool work on texts and return the rows by number; each number comes once."""
    tasks = iter([Task(number, from_text(text)) for number, text in enumerate(texts)])
    found: dict[int, Rows] = {}
    for task, rows in pool.results(lambda: next(tasks, None)):
        assert task.number not in found
        found[task.number] = rows
    return found


def pool(workers: int = 1, settings: Settings | None = None, limits: Limits = LIMITS) -> Pool:
    return Pool(Job(settings or Settings(), limits, QUICK), workers)


@pytest.fixture(autouse=True)
def alone() -> Iterator[None]:
    """No process may be left behind."""
    before = set(psutil.Process().children())
    yield
    left = set(psutil.Process().children()) - before
    assert not {child for child in left if child.is_running() and child.status() != "zombie"}


def test_what_breaks_a_process_is_one_failure_and_harms_nobody() -> None:
    breaks = ["segfault", "os-exit", "kill-nine", "hang", "hog"]
    texts = [text for word in breaks for text in ("twine", word)] + ["twine"]
    with pool(2) as two:
        found = results(two, *texts)
    assert sorted(found) == list(range(len(texts)))
    assert all(found[number]["texts"][0]["text"] == "cord" for number in range(0, len(texts), 2))
    failures = [found[number]["failures"][0] for number in range(1, len(texts), 2)]
    assert [(row["code"], row["message"]) for row in failures] == [
        ("crash", "ended the process that worked on it, twice (signal SIGSEGV)"),
        ("crash", "ended the process that worked on it, twice (exit status 3)"),
        ("crash", "ended the process that worked on it, twice (signal SIGKILL)"),
        ("timeout", "took longer than 3 s"),
        ("memory", "took more than 250 MB of memory"),
    ]
    assert all(row["stage"] == "worker" and row["remedy"] for row in failures)


def test_an_article_whose_process_was_killed_by_chance_is_a_report(tmp_path: Path) -> None:
    with pool() as one:
        found = results(one, f"twine dies once at {tmp_path / 'mark'}", "twine")
    assert found[0]["texts"][0]["text"].startswith("cord")
    assert "failures" not in found[1]


def workers() -> list[psutil.Process]:
    """Return the pool's processes; other tests of the same run may have children of their own."""
    found = psutil.Process().children()
    return [one for one in found if "healthtext.engines.worker" in one.cmdline()]


def test_workers_stay_for_the_next_tasks_and_are_replaced_after_their_share() -> None:
    with pool(limits=Limits(recycle=3)) as one:
        results(one, "a")
        (first,) = workers()
        results(one, "b")
        assert workers() == [first]
        results(one, "c", "d")
        assert first not in workers()


def test_a_model_that_is_missing_stops_the_run_with_its_reason() -> None:
    with (
        pool(settings=Settings(id_field="no-model")) as one,
        pytest.raises(AssetError, match="model: is missing; install it"),
    ):
        results(one, "a")


def test_workers_that_cannot_load_stop_the_run() -> None:
    with (
        pool(settings=Settings(id_field="dies-loading")) as one,
        pytest.raises(StepError, match=r"while they load the models \(exit status 7\)"),
    ):
        results(one, "a")


def test_a_worker_has_one_thread_and_ends_with_its_pool() -> None:
    with pool() as one:
        results(one, "a")
        (worker,) = workers()
        environment = worker.environ()
        assert {name: environment[name] for name in ONE_THREAD} == ONE_THREAD
        worker.send_signal(signal.SIGINT)  # Ctrl-C goes to the whole terminal
        assert results(one, "b")
        assert worker.is_running()
    assert not worker.is_running()


def test_a_worker_ends_when_its_parent_is_killed() -> None:
    if not hasattr(os, "fork"):
        pytest.skip("there is no fork here")
    reading, writing = os.pipe()
    parent = os.fork()
    if parent == 0:  # pragma: no cover
        one = pool()
        results(one, "a")
        os.write(writing, str(psutil.Process().children()[0].pid).encode())
        os.kill(os.getpid(), signal.SIGKILL)
    os.close(writing)
    os.waitpid(parent, 0)
    worker = int(os.read(reading, 20))
    os.close(reading)
    psutil.wait_procs([psutil.Process(worker)] if psutil.pid_exists(worker) else [], timeout=5)
    assert not psutil.pid_exists(worker) or psutil.Process(worker).status() == "zombie"


class Grammar:
    """Stands for a server that is lost after a while."""

    made = closed = 0
    alive = False

    def answers(self) -> bool:
        return self.alive

    def close(self) -> None:
        type(self).closed += 1


def test_a_lost_grammar_server_is_replaced_and_the_article_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from healthtext.engines import local

    def start(_: Job) -> Grammar:
        Grammar.made += 1
        return Grammar()

    monkeypatch.setattr(local, "_grammar", start)
    monkeypatch.setattr(local.Worker, "_tell", _without_grammar(local.Worker._tell))
    with pool() as one:
        found = results(one, "off", "b")
    assert sorted(found) == [0, 1]
    assert (Grammar.made, Grammar.closed) == (3, 3)


def _without_grammar(tell: Callable[..., None]) -> Callable[..., None]:
    """Send workers no grammar: the quick pipeline says `off: skipped` for every article."""

    def told(self: object, *messages: object) -> None:
        tell(self, *((item[0], None, item[2]) if isinstance(item, tuple) and len(item) == 3
                     else item for item in messages))  # fmt: skip

    return told
