"""One batch: every input becomes a report or a failure, once, whatever happens in between."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from healthtext.batch import manifest, shards, tables
from healthtext.batch.inputs import Inputs, Place, Shard
from healthtext.batch.shards import Marker
from healthtext.batch.storage import Folder
from healthtext.engines import LIMITS, PIPELINE, Job, Limits
from healthtext.errors import SettingsError
from healthtext.settings import Settings

ENGINES = ("local", "ray")
FAILURES = "failures.jsonl"
SHARD = 500


@dataclass(frozen=True, slots=True)
class Options:
    """How a batch is run. Workers, engine and address may change when it is resumed.

    `shard_size` articles are complete or not done at all; `formats` are of tables.FORMATS;
    `pipeline` is MODULE:FUNCTION, see engines.Job.
    """

    workers: int = 1
    engine: str = "local"
    address: str = ""
    shard_size: int = SHARD
    formats: tuple[str, ...] = tables.FORMATS
    limits: Limits = LIMITS
    pipeline: str = PIPELINE


@dataclass(frozen=True, slots=True)
class Summary:
    """The account of a batch: inputs = reports + failures. `before` were done by earlier runs."""

    inputs: int = 0
    reports: int = 0
    failures: int = 0
    before: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class Progress:
    """How far a run is, for whoever shows it. `total` is None where counting would take long."""

    total: int | None = None
    before: int = 0
    done: int = 0
    failed: int = 0


Show = Callable[[Progress], object]


def run(
    given: Sequence[str], out: str, settings: Settings, options: Options | None = None,
    show: Show = lambda _: None,
) -> Summary:  # fmt: skip
    """Work on all articles of the sources that the folder `out` does not hold yet.

    Raises SettingsError when the folder holds a run with other settings or sources, StepError when
    it cannot be written.
    """
    options = options or Options()
    job = Job(settings, options.limits, options.pipeline)
    began = time.monotonic()
    folder = Folder(out)
    _refuse_inside(folder, given)
    with folder.locked():
        folder.tidy()
        wanted = manifest.identity(
            given, job, shard_size=options.shard_size, formats=options.formats
        )
        values = manifest.begin(folder, wanted)
        batch = _Batch(Inputs(given, settings, folder), folder, options)
        if not values["complete"] or not batch.complete():
            runs, entry = values["runs"], _entry(options)
            manifest.save(folder, {**values, "runs": [*runs, entry], "complete": False})
            _work(batch, job, show)
            folder.tidy()  # a worker that was killed while it wrote leaves halves behind
            entry |= {"seconds": round(time.monotonic() - began, 3), "done": batch.now}
            _finish(folder, batch, {**values, "runs": [*runs, entry]})
    return batch.summary(time.monotonic() - began)


def _refuse_inside(folder: Folder, given: Sequence[str]) -> None:
    """Raise SettingsError for an output that would be an input."""
    if folder.local is None:
        return
    out = folder.local.resolve()
    for source in given:
        root = Path(source.partition("**")[0] or ".") if "**" in source else Path(source)
        if root.is_dir() and out.is_relative_to(root.resolve()):
            problem = f"lies within the source {source}, so that results would be read as articles"
            raise SettingsError(folder.url, problem, "give a folder outside of it")


class _Batch:
    """Which shards are done, and the next one that is not."""

    def __init__(self, stream: Inputs, folder: Folder, options: Options) -> None:
        self.stream = stream
        self.folder = folder
        self.options = options
        self.markers = shards.done(folder)
        self.before = sum(marker.inputs for marker in self.markers.values())
        self.now = 0

    def todo(self) -> Iterator[Shard]:
        """Yield the shards that are not done, in order."""
        number, first, place, last = 0, 0, Place(), False
        while not last:
            marker = self.markers.get(number)
            if marker is None:
                shard = self.stream.shard(number, self.options.shard_size, first, place)
                if shard is None:
                    return
                count, place, last = len(shard.items), shard.after, shard.last
                yield shard
            else:
                count, place, last = marker.inputs, marker.after, marker.last
            number, first = number + 1, first + count

    def add(self, marker: Marker) -> None:
        """Note that a shard is complete."""
        self.markers[marker.number] = marker
        self.now += marker.inputs

    def complete(self) -> bool:
        """Tell whether the shards are there without a gap up to the last."""
        numbers = sorted(self.markers)
        return numbers == list(range(len(numbers))) and bool(
            numbers and self.markers[numbers[-1]].last
        )

    def summary(self, seconds: float = 0.0) -> Summary:
        """Count, and make sure that nothing is lost and nothing there twice."""
        found = self.markers.values()
        whole, reports, failures = (
            sum(getattr(marker, name) for marker in found)
            for name in ("inputs", "reports", "failures")
        )
        assert whole == reports + failures, (whole, reports, failures)
        assert sorted(marker.first for marker in found) == list(_firsts(self.markers))
        return Summary(whole, reports, failures, self.before, seconds)


def _firsts(markers: dict[int, Marker]) -> Iterator[int]:
    first = 0
    for number in range(len(markers)):
        yield first
        first += markers[number].inputs


def _work(batch: _Batch, job: Job, show: Show) -> None:
    """Have the engine do what is not done yet."""
    progress = Progress(batch.stream.total(), batch.before)
    progress.failed = sum(marker.failures for marker in batch.markers.values())
    show(progress)

    def told(rows: tables.Rows) -> None:
        progress.done += 1
        progress.failed += "failures" in rows
        show(progress)

    with closing(cast("Generator[Marker]", _engine(batch, job, told))) as markers:
        for marker in markers:
            batch.add(marker)


def _engine(batch: _Batch, job: Job, told: Callable[[tables.Rows], object]) -> Iterator[Marker]:
    options = batch.options
    if options.engine == "ray":
        from healthtext.engines import cluster

        return cluster.markers(
            batch.todo(), batch.folder, options.formats, job,
            workers=options.workers, address=options.address, told=told,
        )  # fmt: skip
    if options.engine != "local":
        remedy = f"known: {', '.join(ENGINES)}"
        raise SettingsError("engine", f"there is no engine {options.engine!r}", remedy)
    from healthtext.engines import desk

    return desk.markers(
        batch.todo(), batch.folder, options.formats, job, workers=options.workers, told=told
    )


def _entry(options: Options) -> dict[str, Any]:
    return {
        "began": datetime.now(UTC).isoformat(timespec="seconds"), "engine": options.engine,
        "workers": options.workers,
    }  # fmt: skip


def _finish(folder: Folder, batch: _Batch, values: dict[str, Any]) -> None:
    """Write the whole run's failures and account, when every shard is complete."""
    account = batch.summary()
    folder.write(FAILURES, shards.failures(folder, batch.markers))
    counts = {
        "inputs": account.inputs, "reports": account.reports, "failures": account.failures,
        "rows": {
            table: sum(marker.rows[table] for marker in batch.markers.values())
            for table in tables.TABLES
        },
    }  # fmt: skip
    manifest.save(folder, {**values, "counts": counts, "complete": True})
