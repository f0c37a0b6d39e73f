"""One worker: a fresh interpreter that loads the models once and answers article by article.

It is started by local.py with one end of a socket pair and ends with it: when the socket closes,
and on Linux at once when its parent dies, however it dies.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from healthtext import light

if TYPE_CHECKING:
    from healthtext.batch.inputs import Item
    from healthtext.engines import Job
    from healthtext.records import Article, Failure, Report

PR_SET_PDEATHSIG = 1


def main() -> None:
    """Load what the first message says, then answer one item after the other."""
    handle, parent = int(sys.argv[1]), int(sys.argv[2])
    light.own_process()
    _end_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what Ctrl-C means
    os.set_inheritable(handle, False)
    connection = Connection(handle)
    try:
        sys.path[:] = connection.recv()
        _serve(connection, *connection.recv())
    except (EOFError, BrokenPipeError, ConnectionResetError):
        os._exit(0)  # the run has ended; nobody waits for a tidy end


def _serve(connection: Connection[Any, Any], job: Job, grammar: Any, level: int) -> None:
    from healthtext.errors import HealthtextError

    logging.basicConfig(level=level, stream=sys.stderr, format="%(name)s: %(message)s")
    try:
        pipeline = _maker(job.pipeline)(job.settings)
        if grammar is not None:
            pipeline.grammar = grammar  # one server a run, not one a worker
        pipeline.load()
    except HealthtextError as error:
        connection.send(("error", error))
        return
    connection.send(("ready", None))
    while True:
        number, item = connection.recv()
        connection.send(("done", _rows(pipeline, job, number, item)))


def _rows(pipeline: Any, job: Job, number: int, item: Item) -> tuple[Any, str]:
    """Return the rows of one item and how grammar fared."""
    from healthtext.batch import tables
    from healthtext.records import Failure

    article = read_part(item, job) if isinstance(item, str) else item
    if isinstance(article, Failure):
        return tables.rows(number, article), ""
    result: Report | Failure = pipeline.run(article)
    status = "" if isinstance(result, Failure) else result.versions.get("grammar", "")
    return tables.rows(number, result), status


def read_part(part: str, job: Job) -> Article | Failure:
    """Read a file that holds one article."""
    from healthtext import sources

    return next(sources.open(part, job.settings))


def _maker(name: str) -> Callable[..., Any]:
    module, _, function = name.partition(":")
    maker: Callable[..., Any] = getattr(import_module(module), function)
    return maker


def _end_with(parent: int) -> None:
    """Ask Linux to end this process with its parent; elsewhere the closed socket tells."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)


if __name__ == "__main__":
    main()
