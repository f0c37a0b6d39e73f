"""Kill runs of batches, and workers of runs, at random moments; compare every output.

Nothing may be lost, nothing done twice, and the bytes are those of a run that nobody disturbed.
"""

from __future__ import annotations

import hashlib
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[1]
NOT_COMPARED = ("manifest.json", ".lock")  # times stand in the first


def digests(out: Path) -> dict[str, str]:
    """Return a digest of every file of a finished run that must not differ."""
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*")) if path.is_file() and path.name not in NOT_COMPARED
    }  # fmt: skip


def numbers(out: Path) -> Counter[int]:
    """Count how often each input stands among the reports and failures of a run."""
    return Counter(
        json.loads(line)["article"]
        for table in ("reports", "failures") for path in (out / table).glob("*.jsonl")
        for line in path.read_text("utf-8").splitlines()
    )  # fmt: skip


def records(path: Path, count: int, pause: float = 0.0) -> Path:
    """Write `count` short articles, among them some that break their process or are refused."""
    breaks = {97: "segfault", 331: "refuse", 617: "os-exit"}
    with path.open("w", encoding="utf-8") as stream:
        for number in range(count):
            word = breaks.get(number % 1_000, "")
            slow = f"It takes {pause} seconds." if pause else ""
            text = f"Article {number} on the spinal twine. {word} {slow} " + "Pain. " * (number % 7)
            stream.write(json.dumps({"id": f"a{number}", "text": text}) + "\n")
    return path


def child(source: Path, out: Path, *extra: str) -> subprocess.Popen[bytes]:
    """Start a run in a process of its own, which can be killed."""
    command = [sys.executable, "-m", "benchmarks.batch", "run", str(source), str(out), "--quick"]
    return subprocess.Popen([*command, *extra], cwd=ROOT, stdout=subprocess.DEVNULL)


def kills(
    most: int, articles: int, *, seed: int = 1, pause: float = 0.0, place: str | None = None
) -> dict[str, int]:
    """Kill runs, and workers of runs, at random moments until `most` kills; compare every output.

    Returns how many kills and finished runs there were, and how many inputs were lost or repeated.
    Raises AssertionError for an output that is not that of the undisturbed run.
    """
    chance = random.Random(seed)
    found = {"kills": 0, "workers": 0, "runs": 0, "lost": 0, "repeated": 0}
    with tempfile.TemporaryDirectory(dir=place) as folder:
        source = records(Path(folder, "articles.jsonl"), articles, pause)
        began = time.monotonic()
        calm = Path(folder, "calm")
        assert child(source, calm).wait(timeout=600) == 0
        whole = time.monotonic() - began
        expected = digests(calm)
        while found["kills"] < most:
            out = Path(folder, f"run{found['runs']}")
            while not _disturbed(child(source, out), chance, whole, found, most):
                pass
            counted = numbers(out)
            found["lost"] += len(set(range(articles)) - set(counted))
            found["repeated"] += sum(times - 1 for times in counted.values())
            found["runs"] += 1
            assert digests(out) == expected
            print(found, file=sys.stderr)
    return found


def _disturbed(
    process: subprocess.Popen[bytes], chance: random.Random, whole: float, found: dict[str, int],
    most: int,
) -> bool:  # fmt: skip
    """Let a run be for a random time and kill it, or a worker of it; tell whether it finished."""
    while found["kills"] < most:
        try:
            return _ended(process.wait(timeout=chance.uniform(0, whole)))
        except subprocess.TimeoutExpired:
            found["kills"] += 1
        if chance.random() < 0.75:
            process.kill()
            process.wait()
            return False
        workers = psutil.Process(process.pid).children()
        if workers:
            chance.choice(workers).kill()
            found["workers"] += 1
    return _ended(process.wait(timeout=600))


def _ended(status: int) -> bool:
    assert status == 0, f"a run that nobody killed ended with {status}"
    return True
