"""The local pool: processes of their own, one article at a time each, under watch.

Every worker has a socket pair to itself, so that one that dies half-way through an answer is seen
as a closed socket and spoils nobody else's. (A pool whose workers share a pipe, as those of
concurrent.futures and pebble do, is broken or hangs when one of them is killed while it writes.)
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import TYPE_CHECKING, Any, cast

from healthtext.batch import tables
from healthtext.errors import HealthtextError, StepError
from healthtext.read import files
from healthtext.records import Failure, Source

if TYPE_CHECKING:
    from healthtext.batch.inputs import Item
    from healthtext.engines import Job
    from healthtext.grammar import Grammar

LOADING = 600.0  # seconds until a worker must have loaded its models; 10 on an idle machine
LOADS = 3  # workers in a row that may end while they load
TICK = 0.25  # seconds between two looks at time and memory
ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"), "1"
)


@dataclass(slots=True)
class Task:
    """One input of the run and how often it was tried."""

    number: int
    item: Item
    tries: int = 0


class Worker:
    """One process and what it is doing. `state` is loading, idle or busy."""

    def __init__(self, job: Job, grammar: Grammar | None) -> None:
        mine, other = socket.socketpair()
        with other:
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-m", "healthtext.engines.worker",
                 str(other.fileno()), str(os.getpid())],
                pass_fds=(other.fileno(),), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                env={**os.environ, **ONE_THREAD},
            )  # fmt: skip
        self.connection: Connection[Any, Any] = Connection(mine.detach())
        self.grammar = grammar
        self.state = "loading"
        self.task: Task | None = None
        self.since = time.monotonic()
        self.done = 0
        self._tell(sys.path, (job, grammar, logging.getLogger().getEffectiveLevel()))

    def _tell(self, *messages: object) -> None:
        try:
            for message in messages:
                self.connection.send(message)
        except OSError:
            return  # it has ended already, which the next look at its socket shows

    def give(self, task: Task) -> None:
        """Hand it an article."""
        self.state, self.task, self.since = "busy", task, time.monotonic()
        self._tell((task.number, task.item))

    def end(self) -> int:
        """End it now and return its exit status."""
        self.process.kill()
        self.connection.close()
        return self.process.wait()

    def ended(self) -> int:
        """Return the exit status of a process whose socket has closed."""
        self.connection.close()
        try:
            return self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            return self.end()

    def overstays(self, job: Job) -> tuple[str, str, str] | None:
        """Say which limit it is over, as code, problem and remedy, or None."""
        limits, held = job.limits, time.monotonic() - self.since
        if self.state == "loading" and held > LOADING:
            return "timeout", "the models did not load in time", "see whether the machine is busy"
        if self.state != "busy":
            return None
        if held > limits.seconds:
            return ("timeout", f"took longer than {limits.seconds:g} s",
                    "shorten it, or give the run a higher --article-timeout")  # fmt: skip
        if _megabytes(self.process.pid) > limits.megabytes:
            return ("memory", f"took more than {limits.megabytes:,} MB of memory",
                    "shorten it, or give the run a higher --memory")  # fmt: skip
        return None


class Pool:
    """Workers that are replaced when they end, overstay their limits or have done their share.

    Use it in a `with` block. `results` may be called again and again: the workers stay.
    """

    def __init__(self, job: Job, workers: int) -> None:
        self.job = job
        self.size = workers
        self._workers: list[Worker] = []
        self._waiting: deque[Task] = deque()
        self._again: deque[Task] = deque()  # each for a worker that has done nothing else
        self._failed_loads = 0
        self._looked = 0.0
        self._grammar = _grammar(job)

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close()

    def close(self) -> None:
        """End every worker, and the grammar server."""
        while self._workers:
            self._workers.pop().end()
        if self._grammar is not None:
            self._grammar.close()

    def results(self, take: Callable[[], Task | None]) -> Iterator[tuple[Task, tables.Rows]]:
        """Yield the rows of every task, as they are ready.

        `take` is called whenever a worker is free and returns None where there is nothing to do
        at the moment; when nobody is at work then, it is the end. Raises HealthtextError when the
        workers cannot load.
        """
        while self._hand_out(take):
            heard = {worker.connection: worker for worker in self._workers}
            for connection in wait(list(heard), TICK):
                yield from self._hear(heard[cast("Connection[Any, Any]", connection)])
            yield from self._look()

    def _hand_out(self, take: Callable[[], Task | None]) -> bool:
        """Give every free worker an article, start workers; tell whether there is work left."""
        busy = self._in("busy")
        while len(self._waiting) + len(self._again) + busy < self.size and (task := take()):
            self._waiting.append(task)
        self._make_room()
        for worker in self._workers:
            if worker.state != "idle":
                continue
            if self._again and not worker.done:
                worker.give(self._again.popleft())
            elif self._waiting:
                worker.give(self._waiting.popleft())
        return bool(self._waiting or self._again or self._in("busy"))

    def _make_room(self) -> None:
        """Start the workers that are lacking; one with a history makes room for a second try."""
        fresh = sum(worker.state != "busy" and not worker.done for worker in self._workers)
        for worker in [worker for worker in self._workers if worker.state == "idle"]:
            if fresh < len(self._again) and worker.done:
                self._retire(worker)
                fresh += 1
        lacking = len(self._waiting) + len(self._again) + self._in("busy") - len(self._workers)
        for _ in range(min(lacking, self.size - len(self._workers))):
            self._workers.append(Worker(self.job, self._grammar))

    def _in(self, state: str) -> int:
        return sum(worker.state == state for worker in self._workers)

    def _hear(self, worker: Worker) -> Iterator[tuple[Task, tables.Rows]]:
        """Take what a worker says, or note that it has ended."""
        try:
            kind, value = worker.connection.recv()
        except (EOFError, OSError):
            how = _how(worker.ended())
            problem = f"ended the process that worked on it, twice ({how})"
            yield from self._lost(worker, "crash", problem, "report it with the article")
            return
        if kind == "error":
            raise cast(HealthtextError, value)
        task, worker.state, worker.task = worker.task, "idle", None
        if kind == "ready":
            self._failed_loads = 0
            return
        assert task is not None
        yield from self._answered(worker, task, *value)

    def _answered(
        self, worker: Worker, task: Task, rows: tables.Rows, status: str
    ) -> Iterator[tuple[Task, tables.Rows]]:
        worker.done += 1
        if self._grammar is not None and status.startswith("off: ") and not task.tries:
            task.tries += 1  # a lost server must not change what comes out: ask a new one
            self._again.append(task)
            self._retire(worker)
            if worker.grammar is self._grammar and not self._grammar.answers():
                self._grammar.close()
                self._grammar = _grammar(self.job)
            return
        if worker.done >= self.job.limits.recycle:
            self._retire(worker)
        yield task, rows

    def _look(self) -> Iterator[tuple[Task, tables.Rows]]:
        """End workers that overstay their limits."""
        now = time.monotonic()
        if now - self._looked < TICK:
            return
        self._looked = now
        for worker in list(self._workers):
            if over := worker.overstays(self.job):
                worker.end()
                yield from self._lost(worker, *over)

    def _retire(self, worker: Worker) -> None:
        worker.end()
        self._workers.remove(worker)

    def _lost(
        self, worker: Worker, code: str, problem: str, remedy: str
    ) -> Iterator[tuple[Task, tables.Rows]]:
        """Try the article of a worker that has ended once more, or give it up."""
        self._workers.remove(worker)
        task = worker.task
        if task is None:
            self._failed_loads += worker.state == "loading"
            if self._failed_loads >= LOADS:
                how = _how(worker.process.returncode)
                problem = f"workers end while they load the models ({how})"
                raise StepError("batch", problem, "see what `healthtext doctor` says")
            return
        task.tries += 1
        if task.tries == 1:
            self._again.append(task)
            return
        source, id = _origin(task.item)
        failure = Failure(id, source, "worker", code, problem, remedy)
        yield task, tables.rows(task.number, failure)


def _grammar(job: Job) -> Grammar | None:
    """Start the server that all workers share, where the step is on and there is one."""
    from healthtext.engines import PIPELINE

    if job.pipeline != PIPELINE or "grammar" in job.settings.skip:
        return None
    from healthtext import grammar

    shared = grammar.load(job.settings)
    shared.start()
    return None if shared.status.startswith("off: ") else shared


def _origin(item: Item) -> tuple[Source, str]:
    if isinstance(item, str):
        name = files.shown(item)
        return Source(name, files.kind_of(item) or "text"), name
    return item.source, item.id


def _how(status: int) -> str:
    """Say how a process ended, in the same words each time."""
    if status >= 0:
        return f"exit status {status}"
    return f"signal {signal.Signals(-status).name}"


def _megabytes(pid: int) -> float:
    import psutil

    try:
        return float(psutil.Process(pid).memory_info().rss) / 1e6
    except psutil.NoSuchProcess:
        return 0.0
