"""Write a shard's tables, and its marker when all of them are on the disk and counted."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from healthtext.batch import tables
from healthtext.batch.inputs import Place, Shard
from healthtext.batch.storage import Folder
from healthtext.errors import StepError

MARKERS = "shards"


@dataclass(frozen=True, slots=True)
class Marker:
    """What a complete shard holds. `files` are lengths in bytes by name, `rows` by table."""

    number: int
    first: int
    inputs: int
    reports: int
    failures: int
    rows: dict[str, int]
    files: dict[str, int]
    after: Place
    last: bool


def write(
    folder: Folder, shard: Shard, found: Sequence[tables.Rows], formats: Iterable[str]
) -> Marker:
    """Write a shard: its files, then its marker. Raises StepError when a file is not what it was.

    `found` are the rows of each item, in order. Doing it twice leaves the same bytes.
    """
    merged = tables.merge(found)
    rows = {table: len(merged[table]) for table in tables.TABLES}
    encoded = {
        f"{table}/{shard.number:06d}.{form}": tables.encode(table, merged[table], form)
        for form in formats for table in tables.TABLES
    }  # fmt: skip
    folder.write_all(encoded)
    for name in encoded:
        _verify(folder, name, rows[name.partition("/")[0]])
    files = {name: len(data) for name, data in encoded.items()}
    marker = Marker(
        shard.number, shard.first, len(shard.items), rows["reports"], rows["failures"], rows,
        files, shard.after, shard.last,
    )  # fmt: skip
    assert marker.inputs == marker.reports + marker.failures, marker
    folder.write(f"{MARKERS}/{shard.number:06d}.json", json.dumps(asdict(marker)).encode())
    return marker


def done(folder: Folder) -> dict[int, Marker]:
    """Return the complete shards by number.

    One with a file that is gone or cut short counts as not done, and is made again.
    """
    there = {f"{table}/{name}": size for table in tables.TABLES
             for name, size in folder.sizes(table).items()}  # fmt: skip
    found = (_marker(data) for name, data in folder.read_all(MARKERS).items() if _named(name))
    return {
        marker.number: marker for marker in found
        if marker and all(there.get(name) == size for name, size in marker.files.items())
    }  # fmt: skip


def read(folder: Folder, number: int) -> Marker | None:
    """Return the marker of a shard, None where there is none."""
    name = f"{MARKERS}/{number:06d}.json"
    return _marker(folder.read(name)) if folder.exists(name) else None


def failures(folder: Folder, markers: Mapping[int, Marker]) -> Iterator[bytes]:
    """Yield the failures of the shards as JSON Lines, in order."""
    for number in sorted(number for number, marker in markers.items() if marker.failures):
        name = next(name for name in markers[number].files if name.startswith("failures/"))
        data = folder.read(name)
        yield data if name.endswith(".jsonl") else tables.jsonl(tables.decode(data, name))


def _verify(folder: Folder, name: str, expected: int) -> None:
    counted = tables.count(folder.read(name), name.rpartition(".")[2])
    if counted != expected:
        problem = f"holds {counted:,} rows after {expected:,} were written"
        raise StepError(folder.path(name), problem, "check the disk", code="output")


def _named(name: str) -> bool:
    return name.endswith(".json") and not name.startswith(".")


def _marker(data: bytes) -> Marker | None:
    try:
        values = json.loads(data)
        return Marker(**{**values, "after": Place(**values["after"])})
    except (ValueError, TypeError, KeyError):
        return None
