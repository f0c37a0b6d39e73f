"""`healthtext batch`: any number of articles into tables, to be taken up again at any time."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from healthtext.batch import Options, Summary, run
from healthtext.batch.runs import ENGINES, FAILURES, SHARD
from healthtext.batch.tables import FORMATS
from healthtext.cli import options
from healthtext.cli.pace import Pace
from healthtext.cli.terminal import note, put
from healthtext.engines import LIMITS, Limits
from healthtext.records import Safety
from healthtext.render.text import count

_NUMBER = click.IntRange(min=1)


@click.command("batch", short_help="Work on any number of articles, each exactly once.")
@options.sources
@options.fetching
@click.option(
    "--out", required=True, metavar="DIR",
    help="Folder for the results, local or by fsspec: s3://bucket/folder.",
)  # fmt: skip
@click.option("--workers", type=_NUMBER, metavar="N", help="Processes.  [one a core]")
@click.option(
    "--engine", type=click.Choice(ENGINES), default="local", show_default=True,
    help="Processes of this machine, or Ray.",
)  # fmt: skip
@click.option("--address", default="", metavar="ADDRESS", help="A Ray cluster that is running.")
@click.option(
    "--format", "form", type=click.Choice(("both", *FORMATS)), default="both", show_default=True,
    help="Format of the tables.",
)  # fmt: skip
@click.option(
    "--shard-size", type=_NUMBER, default=SHARD, show_default=True, metavar="N",
    help="Articles in a shard, which is done as a whole or not at all.",
)  # fmt: skip
@click.option(
    "--article-timeout", type=options.Amount(min=0, min_open=True), default=LIMITS.seconds,
    show_default=True, metavar="SECONDS", help="Time that one article may take.",
)  # fmt: skip
@click.option(
    "--memory", type=_NUMBER, default=LIMITS.megabytes, show_default=True, metavar="MB",
    help="Memory that one process may take.",
)  # fmt: skip
@click.option(
    "--recycle", type=_NUMBER, default=LIMITS.recycle, show_default=True, metavar="N",
    help="Articles after which a process is replaced.",
)  # fmt: skip
@click.option("--review", "apply", flag_value="review", help="Make edits of the tier review too.")
@click.option("--all", "apply", flag_value="suggest", help="Make every edit, suggestions too.")
def batch(
    *, sources: tuple[str, ...], out: str, workers: int | None, engine: str, address: str,
    form: str, shard_size: int, article_timeout: float, memory: int, recycle: int,
    apply: Safety | None, **chosen: Any,
) -> None:  # fmt: skip
    """Work on any number of articles, each exactly once.

    A SOURCE is a file, a folder, a glob in quotes, a table of records, an archive, a feed, a list
    of addresses or - for standard input. DIR gets the tables reports, texts (the repaired ones),
    edits, entities, hyponyms, quantities, claims, findings and failures, in numbered shards;
    failures.jsonl, with all failures and their reasons; and manifest.json, with versions,
    settings, digests and counts.

    However a run ends, the same command goes on where it was: no article is lost and none is done
    twice, and the tables have the same bytes as if nothing had happened. Another number of
    workers or another engine may be given then; other settings or sources are refused. An article
    that ends its process, or takes too long or too much memory, twice, is a failure and harms no
    other.

    \b
    Example:
      healthtext batch articles/ --out out
      healthtext batch records.jsonl --text-field body --out out --workers 8
      healthtext batch "pages/*.warc.gz" --out s3://bucket/run --engine ray --address auto

    Exit status: 0, or 2 when an input failed, or nothing could be done.
    """
    if address and engine != "ray":
        raise click.UsageError("--address goes with --engine ray.")
    settings = options.run_settings(apply=apply, **chosen)
    how = Options(
        workers or _cores(), engine, address, shard_size, FORMATS if form == "both" else (form,),
        Limits(article_timeout, memory, recycle),
    )  # fmt: skip
    with _stopped_cleanly(), Pace() as pace:
        done = run(sources, out, settings, how, pace)
    put(_account(done))
    if done.failures:
        note(f"{out.rstrip('/')}/{FAILURES} says why")
    click.get_current_context().exit(2 if done.failures else 0)


def _account(done: Summary) -> str:
    before = f", {done.before:,} of them before" if done.before else ""
    return (
        f"{count(done.inputs, 'input')} = {count(done.reports, 'report')} + "
        f"{count(done.failures, 'failure')}{before}\n"
    )


@contextmanager
def _stopped_cleanly() -> Iterator[None]:
    """Take SIGTERM for Ctrl-C, and say how to go on after either."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    except KeyboardInterrupt:
        note("complete shards are kept: the same command goes on after them")
        raise
    finally:
        signal.signal(signal.SIGTERM, before)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
