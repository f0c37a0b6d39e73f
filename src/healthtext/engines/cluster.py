"""The Ray engine: one Ray task a shard, on any number of machines, the same bytes out.

A task works through its shard with the local pool of one worker, so that time, memory and crashes
of an article mean the same as without Ray, and writes the shard itself: the articles' tables never
pass the machine that started the run. A task that dies is given to another node by Ray.
"""

from __future__ import annotations

import logging
import re
import socket
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from healthtext.batch import shards
from healthtext.batch.storage import Folder
from healthtext.engines import desk
from healthtext.engines.local import Pool
from healthtext.errors import HealthtextError, SettingsError, StepError

if TYPE_CHECKING:
    from healthtext.batch.inputs import Shard
    from healthtext.engines import Job

RETRIES = 5  # times a shard is given to another process when the one that had it ended
_PLACE = re.compile(r"([\w.-]+):(\d{1,5})")
_pools: dict[Job, Pool] = {}


def markers(
    todo: Iterator[Shard], folder: Folder, formats: Sequence[str], job: Job, *, workers: int,
    address: str, told: desk.Told,
) -> Iterator[shards.Marker]:  # fmt: skip
    """Yield the marker of every shard as it is complete; at `address` there is a cluster already.

    Raises SettingsError when Ray is not installed or not to be reached.
    """
    ray = _ray()
    ours = not ray.is_initialized()
    if ours:
        _connect(ray, workers, address)
    try:
        task = ray.remote(num_cpus=1, max_retries=RETRIES, retry_exceptions=False)(_work)
        pending: set[Any] = set()
        shared = ray.put(job)
        most = 2 * max(1, int(ray.cluster_resources().get("CPU", 1)))
        for shard in todo:
            pending.add(task.remote(shared, folder.url, tuple(formats), shard))
            while len(pending) >= most:
                yield _next(ray, pending, folder, told)
        while pending:
            yield _next(ray, pending, folder, told)
    finally:
        if ours:
            ray.shutdown()


def _work(job: Job, url: str, formats: tuple[str, ...], shard: Shard) -> shards.Marker:
    """Do one shard, in a Ray worker; its pool stays for the next one."""
    if job not in _pools:
        _pools[job] = Pool(job, 1)
    ((shard, found),) = desk.complete(iter((shard,)), _pools[job], lambda _: None)
    return shards.write(Folder(url), shard, found, formats)


def _next(ray: Any, pending: set[Any], folder: Folder, told: desk.Told) -> shards.Marker:
    (ready,), _ = ray.wait(list(pending), num_returns=1)
    pending.remove(ready)
    marker = _marker(ray, ready)
    if shards.read(folder, marker.number) != marker:
        problem = "is not one folder for all machines of the cluster"
        raise SettingsError(folder.url, problem, "give a shared one, or s3:// or gs://")
    for number in range(marker.inputs):
        told({"failures": []} if number < marker.failures else {})
    return marker


def _marker(ray: Any, ready: Any) -> shards.Marker:
    """Return what a task gave; raises the error that it ended with."""
    try:
        marker: shards.Marker = ray.get(ready)
        return marker
    except ray.exceptions.RayTaskError as error:
        if isinstance(error.cause, (HealthtextError, OSError)):
            raise error.cause from None
        raise
    except ray.exceptions.RayError as error:
        problem = f"lost a shard ({type(error).__name__})"
        raise StepError("ray", problem, "see to the cluster and give the same command") from error


def _ray() -> Any:
    try:
        import ray
    except ImportError:
        remedy = "pip install 'healthtext[ray]', or use --engine local"
        raise SettingsError("engine", "Ray is not installed", remedy) from None
    return ray


def _connect(ray: Any, workers: int, address: str) -> None:
    """Join a cluster, or start Ray on this machine only."""
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
    if not address:
        ray.init(num_cpus=workers, include_dashboard=False, _node_ip_address="127.0.0.1", **quiet)
        return
    try:
        if match := _PLACE.fullmatch(address):  # Ray itself would try for minutes
            socket.create_connection((match[1], int(match[2])), timeout=10).close()
        ray.init(address=address, **quiet)
    except (OSError, RuntimeError, ValueError) as error:
        what = f"{error}".splitlines()[0][:200]
        raise SettingsError(
            "address", f"no Ray cluster at {address} ({what})", "start it first: ray start --head"
        ) from None
