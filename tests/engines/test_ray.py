"""The Ray engine: a real cluster of two nodes, a killed worker, and the same bytes."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from benchmarks.batch import QUICK
from benchmarks.kills import digests, numbers
from healthtext.batch import Options, Progress, run
from healthtext.engines import cluster
from healthtext.errors import SettingsError
from healthtext.settings import Settings

ray = pytest.importorskip("ray", reason="Ray is not installed: pip install 'healthtext[ray]'")
ARTICLES = 12


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Start two nodes on this machine, of one core and 200 MB of object store each."""
    from ray._private import ray_constants
    from ray.cluster_utils import Cluster

    node = {
        "num_cpus": 1, "object_store_memory": 200_000_000, "include_dashboard": False,
        "node_ip_address": "127.0.0.1",
    }  # fmt: skip
    two = Cluster(initialize_head=True, head_node_args=node)
    two.add_node(**{key: value for key, value in node.items() if key != "include_dashboard"})
    with pytest.MonkeyPatch.context() as patch:
        # Without this the driver takes 127.0.0.1 for the address of this machine in its network.
        patch.setattr(ray_constants, "ENABLE_RAY_CLUSTER", False)
        try:
            yield two.address
        finally:
            ray.shutdown()
            two.shutdown()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Write articles, one of which ends its process."""
    path = tmp_path / "articles.jsonl"
    texts = [f"Article {n} on twine takes 0.05 seconds." for n in range(ARTICLES)]
    texts[5] = "os-exit"
    rows = ({"id": f"a{number}", "text": text} for number, text in enumerate(texts))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_two_nodes_one_killed_worker_and_the_same_bytes(
    address: str, source: Path, tmp_path: Path
) -> None:
    how = Options(shard_size=2, pipeline=QUICK)
    assert run([str(source)], str(tmp_path / "local"), Settings(), how).failures == 1
    killed: list[int] = []

    def kill_one(progress: Progress) -> None:
        if progress.done and not killed:
            busy = list(_ray_workers())
            killed.append(busy[0].pid)
            busy[0].send_signal(signal.SIGKILL)

    how = Options(engine="ray", address=address, shard_size=2, pipeline=QUICK)
    done = run([str(source)], str(tmp_path / "ray"), Settings(), how, kill_one)
    assert killed
    assert (done.inputs, done.reports, done.failures) == (ARTICLES, ARTICLES - 1, 1)
    assert digests(tmp_path / "ray") == digests(tmp_path / "local")
    assert sorted(numbers(tmp_path / "ray")) == list(range(ARTICLES))


def _ray_workers() -> Iterator[psutil.Process]:
    """Yield the Ray workers that do a shard: those that have a worker of ours for a child."""
    for process in psutil.process_iter():
        if process.pid != os.getpid() and any(_is_ours(child) for child in _children(process)):
            yield process


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children() if "ray::" in " ".join(process.cmdline()) else []
    except psutil.Error:
        return []


def _is_ours(process: psutil.Process) -> bool:
    try:
        return "healthtext.engines.worker" in process.cmdline()
    except psutil.Error:
        return False


@pytest.mark.soak
def test_a_folder_that_the_machines_do_not_share_is_told(
    address: str, source: Path, tmp_path: Path
) -> None:
    how = Options(engine="ray", address=address, pipeline=QUICK)
    with pytest.raises(SettingsError, match="is not one folder for all machines"):
        run([str(source)], f"memory://{tmp_path.name}", Settings(), how)


@pytest.mark.parametrize("place", ["127.0.0.1:1", "127.0.0.1"])
def test_no_cluster_at_an_address_is_told(place: str, source: Path, tmp_path: Path) -> None:
    how = Options(engine="ray", address=place, pipeline=QUICK)
    with pytest.raises(SettingsError, match=rf"no Ray cluster at {place} \("):
        run([str(source)], str(tmp_path / "out"), Settings(), how)


def test_ray_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(SettingsError, match=r"pip install 'healthtext\[ray\]'"):
        cluster._ray()
