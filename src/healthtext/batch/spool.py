"""Copies of what may not read the same twice (standard input, feeds, addresses), in DIR/spool.

A copy is made whole before anything is done with it, so that a run that is resumed has the same
items at the same places. One that was interrupted is made again from its beginning.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from typing import Any

from healthtext import records, sources
from healthtext.batch.storage import Folder
from healthtext.records import Article, Failure, Source
from healthtext.settings import Settings

PIECE = 2_000  # items in one file of a copy


def items(
    folder: Folder, name: str, part: str, settings: Settings, start: int
) -> Iterator[Article | Failure]:
    """Yield the items of a part from its copy, which is made if it is not there yet."""
    done = f"spool/{name}.json"
    if not folder.exists(done):
        pieces = 0
        source = sources.open(part, settings)
        while piece := list(islice(source, PIECE)):
            folder.write(f"spool/{name}-{pieces:06d}.jsonl", _lines(piece))
            pieces += 1
        folder.write(done, json.dumps({"source": part, "pieces": pieces}).encode())
    pieces = json.loads(folder.read(done))["pieces"]
    for number in range(start // PIECE, pieces):
        copy = folder.read(f"spool/{name}-{number:06d}.jsonl")
        passed = start % PIECE if number == start // PIECE else 0
        yield from map(_record, copy.splitlines()[passed:])


def _lines(piece: list[Article | Failure]) -> bytes:
    return b"".join(json.dumps(_json(item)).encode() + b"\n" for item in piece)


def _json(item: Article | Failure) -> dict[str, Any]:
    if isinstance(item, Failure):
        return records.to_json(item)
    return {
        "id": item.id, "text": item.text, "source": asdict(item.source),
        "protected": item.protected,
    }  # fmt: skip


def _record(line: bytes) -> Article | Failure:
    values = json.loads(line)
    about = values.pop("source")
    source = Source(**{**about, "warnings": tuple(about["warnings"])})
    if "text" not in values:
        return Failure(source=source, **values)
    protected = tuple((start, end) for start, end in values["protected"])
    return Article(values["id"], values["text"], source, protected)
