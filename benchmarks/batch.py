"""Batches under stress: kills, growth, resuming, two workers against one, and what a run costs.

    python -m benchmarks.batch kills --kills 200     0 lost, 0 repeated, the same bytes
    python -m benchmarks.batch memory                main process and workers over 20,000 articles
    python -m benchmarks.batch resume                10,000 articles that are done already
    python -m benchmarks.batch workers               two workers against one, in one run
    python -m benchmarks.batch cost                  time, memory and disk of an article

`--quick` takes the pipeline of quick.py for the real one; kills and resume always do, since it is
not the models that are tried there.
"""

from __future__ import annotations

import argparse
import itertools
import json
import signal
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from benchmarks.kills import ROOT, child, kills, records
from healthtext import settings
from healthtext.batch import Options, run
from healthtext.batch.runs import Progress
from healthtext.engines import PIPELINE, Limits

ARTICLES = ROOT / "corpora" / "spun_health" / "spun"
QUICK = "benchmarks.quick:load"


def memory(articles: int, *, quick: bool) -> tuple[float, float]:
    """Print the memory of the run and its worker over many articles; return how both grow.

    Growth is in MB per 1,000 articles, over the second half.
    """
    points: list[tuple[int, float, float]] = []
    text = next(iter(sorted(ARTICLES.glob("*.txt")))).read_text("utf-8")
    parts = [part for part in text.split("\n") if len(part) > 150]
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "articles.jsonl")
        with source.open("w", encoding="utf-8") as stream:
            for number, part in zip(range(articles), itertools.cycle(parts)):
                stream.write(json.dumps({"id": str(number), "text": part[number % 40 :]}) + "\n")

        def look(progress: Progress) -> None:
            if progress.done % max(1, articles // 100) == 0:
                me = psutil.Process()
                children = sum(_resident(process) for process in me.children())
                points.append((progress.done, _resident(me), children))

        _go([str(source)], Path(folder, "out"), quick=quick, show=look, workers=1)
    half = [point for point in points if point[0] >= articles / 2]
    return _growth("main process", half, 1), _growth("worker", half, 2)


def _growth(name: str, points: list[tuple[int, float, float]], column: int) -> float:
    slope = 1_000 * _slope([(point[0], point[column]) for point in points])
    first, last = points[0], points[-1]
    print(f"{name}: {first[column]:.0f} MB after {first[0]:,} articles, {last[column]:.0f} MB "
          f"after {last[0]:,}; slope {slope:+.3f} MB per 1,000")  # fmt: skip
    return slope


def _slope(points: list[tuple[int, float]]) -> float:
    return statistics.linear_regression(*zip(*points, strict=True)).slope


def _resident(process: psutil.Process) -> float:
    try:
        return float(process.memory_info().rss) / 1e6
    except psutil.NoSuchProcess:
        return 0.0


def resume(articles: int) -> float:
    """Print how long it takes to go on after many articles that are done; return the longest."""
    longest = 0.0
    with tempfile.TemporaryDirectory() as folder:
        lines = records(Path(folder, "articles.jsonl"), articles)
        files = Path(folder, "articles")
        files.mkdir()
        for number, line in enumerate(lines.read_text("utf-8").splitlines()):
            (files / f"{number:06d}.txt").write_text(json.loads(line)["text"] * 20, "utf-8")
        for source in (lines, files):
            out = Path(folder, f"out-{source.stem}-{source.is_dir()}")
            child(source, out, "--shard-size", "500").wait()
            began = time.monotonic()
            assert child(source, out, "--shard-size", "500").wait() == 0
            longest = max(longest, time.monotonic() - began)
            what = "files" if source.is_dir() else "records of one file"
            print(f"{articles:,} {what} are done: {time.monotonic() - began:.2f} s")
            longest = max(longest, _gap(source, out, articles))
    return longest


def _gap(source: Path, out: Path, articles: int) -> float:
    """Take the last shard away and return the time until its first article is done."""
    last = sorted((out / "shards").glob("*.json"))[-1]
    last.unlink()
    began = time.monotonic()
    first: list[float] = []

    def show(progress: Progress) -> None:
        if progress.done == 0:
            first.append(time.monotonic() - began)

    _go([str(source)], out, quick=True, show=show, shard_size=500)
    print(f"{articles:,} but the last shard are done: {first[0]:.2f} s until the workers start")
    return first[0]


def workers(rounds: int, *, quick: bool) -> float:
    """Print the rate of one worker and of two, loading left out; return the ratio."""
    rates: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(rounds):
        for count in rates:
            rates[count].append(_rate(count, quick=quick))
    one, two = (statistics.median(rates[count]) for count in (1, 2))
    print(f"one worker {one:.2f} articles a second, two {two:.2f}: {two / one:.2f} times")
    return two / one


def _rate(count: int, *, quick: bool) -> float:
    """Return the articles a second between the first and the last one."""
    moments: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        source = [str(path) for path in sorted(ARTICLES.glob("*.txt"))] * 12
        if quick:
            source = [str(_waiting(Path(folder, "articles.jsonl"), len(source)))]
        _go(source, Path(folder, "out"), quick=quick, workers=count, shard_size=40,
            show=lambda _: moments.append(time.monotonic()))  # fmt: skip
    steady = moments[1 + 6 * count :]  # after every worker has loaded and warmed up
    return (len(steady) - 1) / (steady[-1] - steady[0])


def _waiting(path: Path, count: int) -> Path:
    """Write articles that take a known time and no processor."""
    lines = (json.dumps({"id": str(n), "text": f"{n} takes 0.05 seconds."}) for n in range(count))
    path.write_text("\n".join(lines), "utf-8")
    return path


def cost(*, quick: bool) -> None:
    """Print what an article of the corpus costs, the first ones left out of the time."""
    with tempfile.TemporaryDirectory() as folder:
        source = [str(path) for path in sorted(ARTICLES.glob("*.txt"))]
        out = Path(folder, "out")
        moments: list[tuple[float, float]] = []
        peak: list[float] = []

        def look(_: Progress) -> None:
            moments.append((time.monotonic(), time.process_time()))
            peak.append(sum(_resident(process) for process in psutil.Process().children()))

        _go(source, out, quick=quick, workers=1, show=look)
        steps = len(moments) - 4
        whole, own = (moments[-1][kind] - moments[3][kind] for kind in (0, 1))
        words = sum(len(Path(name).read_text("utf-8").split()) for name in source) / len(source)
        print(f"{len(source)} articles of {words:.0f} words, without grammar: "
              f"{1_000 * whole / steps:.0f} ms each, {1_000 * own / steps:.2f} of them the main "
              f"process's; a worker takes at most {max(peak):.0f} MB")  # fmt: skip
        for form in ("parquet", "jsonl"):
            held = sum(path.stat().st_size for path in out.glob(f"*/*.{form}"))
            print(f"{form}: {held / len(source) / 1_000:.2f} kB an article")


def _go(
    given: list[str], out: Path, *, quick: bool, workers: int = 2, shard_size: int = 500,
    show: Callable[[Progress], object] = lambda _: None,
) -> None:  # fmt: skip
    chosen = settings.Settings(skip=frozenset(("grammar",)))
    pipeline = QUICK if quick else PIPELINE
    how = Options(workers, shard_size=shard_size, pipeline=pipeline, limits=Limits(recycle=10**9))
    run(given, str(out), chosen, how, show)


def _run(asked: argparse.Namespace) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    _go([asked.source], Path(asked.out), quick=asked.quick, shard_size=asked.shard_size)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("what", choices=("kills", "memory", "resume", "workers", "cost", "run"))
    parser.add_argument("source", nargs="?", default="")
    parser.add_argument("out", nargs="?", default="")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--articles", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--shard-size", type=int, default=50)
    asked = parser.parse_args()
    acts: dict[str, Callable[[], object]] = {
        "kills": lambda: print(kills(asked.kills, asked.articles or 1_000)),
        "memory": lambda: memory(asked.articles or 20_000, quick=asked.quick),
        "resume": lambda: resume(asked.articles or 10_000),
        "workers": lambda: workers(asked.rounds, quick=asked.quick),
        "cost": lambda: cost(quick=asked.quick),
        "run": lambda: _run(asked),
    }
    acts[asked.what]()


if __name__ == "__main__":
    main()
