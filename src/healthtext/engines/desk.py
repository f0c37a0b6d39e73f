"""The local engine: shards are handed to the pool article by article and written when complete."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from healthtext.batch import shards, tables
from healthtext.engines.local import Pool, Task

if TYPE_CHECKING:
    from healthtext.batch.inputs import Shard
    from healthtext.batch.storage import Folder
    from healthtext.engines import Job

OPEN = 4  # shards in memory: one slow article lets the others go on, but not without end
Told = Callable[[tables.Rows], object]


def markers(
    todo: Iterator[Shard], folder: Folder, formats: Sequence[str], job: Job, *, workers: int,
    told: Told,
) -> Iterator[shards.Marker]:  # fmt: skip
    """Yield the marker of every shard as it is complete; `told` hears of every article."""
    with Pool(job, workers) as pool:
        for shard, found in complete(todo, pool, told):
            yield shards.write(folder, shard, found, formats)


def complete(
    todo: Iterator[Shard], pool: Pool, told: Told
) -> Iterator[tuple[Shard, list[tables.Rows]]]:
    """Yield every shard with the rows of each of its items, in their order."""
    desk = _Desk(todo)
    for task, rows in pool.results(desk.take):
        told(rows)
        if sheet := desk.put(task.number, rows):
            yield sheet.shard, sheet.in_order()


class _Sheet:
    """A shard that is being worked on, and the rows that have come in."""

    def __init__(self, shard: Shard) -> None:
        self.shard = shard
        self.rows: dict[int, tables.Rows] = {}

    def numbers(self) -> range:
        return range(self.shard.first, self.shard.first + len(self.shard.items))

    def in_order(self) -> list[tables.Rows]:
        return [self.rows[number] for number in self.numbers()]


class _Desk:
    """Open shards, the tasks nobody has taken yet and the sheet each number belongs to."""

    def __init__(self, todo: Iterator[Shard]) -> None:
        self._todo = todo
        self._tasks: deque[Task] = deque()
        self._sheets: dict[int, _Sheet] = {}
        self._open = 0

    def take(self) -> Task | None:
        """Return the next article, None when there is none or too many shards are open."""
        if not self._tasks and self._open < OPEN and (shard := next(self._todo, None)):
            sheet = _Sheet(shard)
            self._open += 1
            self._sheets |= dict.fromkeys(sheet.numbers(), sheet)
            self._tasks += map(Task, sheet.numbers(), shard.items)
        return self._tasks.popleft() if self._tasks else None

    def put(self, number: int, rows: tables.Rows) -> _Sheet | None:
        """Take in the rows of an article; returns the sheet when they were the last it lacked."""
        sheet = self._sheets.pop(number)
        sheet.rows[number] = rows
        if len(sheet.rows) < len(sheet.shard.items):
            return None
        self._open -= 1
        return sheet
