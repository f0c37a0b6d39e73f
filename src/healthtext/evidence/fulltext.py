"""Text search in a full-text index of SQLite, in time that does not grow with the index.

SQLite's own bm25 reads every row of every word of a query. In an index of up to RANKED rows that is
the ranking; in a larger one the rarest words, and pairs of them, each choose a bounded number of
rows, the newest, and a row counts as much as what chose it is rare.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

RANKED = 50_000  # rows of an index of which all matches are ranked
OFTEN = 1_000  # rows of a word that are counted
WEIGHED = 32  # words of a side that are counted
RAREST = 5  # words of a side that choose rows
EACH = 80  # rows that a word or a pair of words chooses
_WORD = re.compile(r"\w+")

Rows = Callable[[str, tuple[Any, ...]], list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Group:
    """Words of which a row must have one, in one of the columns (none given: in any)."""

    words: tuple[str, ...]
    columns: tuple[str, ...] = ()

    def query(self, words: Iterable[str] | None = None) -> str:
        """Write the group as SQLite wants it; empty when it has no word."""
        known = [word for word in (self.words if words is None else words) if _WORD.fullmatch(word)]
        if not known:
            return ""
        inner = " OR ".join(f'"{word}"' for word in known)
        return f"{{{' '.join(self.columns)}}} : ({inner})" if self.columns else f"({inner})"


def words(text: str) -> Group:
    """Make a group of the words of a text of any kind."""
    return Group(tuple(dict.fromkeys(_WORD.findall(text))))


def best(rows: Rows, table: str, groups: Sequence[Group], limit: int) -> tuple[int, ...]:
    """Return the rowids that match a word of each group, best first."""
    queries = [group.query() for group in groups]
    if limit < 1 or not queries or not all(queries):
        return ()
    size = _size(rows, table)
    if size <= RANKED:
        sql = (
            f"select rowid from {table} where {table} match ? order by bm25({table}), rowid limit ?"
        )
        return tuple(int(row[0]) for row in rows(sql, (" AND ".join(queries), limit)))
    scores: dict[int, float] = defaultdict(float)
    newest = f"select rowid from {table} where {table} match ? order by rowid desc limit ?"
    for query, weight in _choosing(rows, table, groups, size):
        for row in rows(newest, (query, max(EACH, limit))):
            scores[int(row[0])] += weight
    return tuple(sorted(scores, key=lambda row: (-scores[row], -row))[:limit])


def _choosing(
    rows: Rows, table: str, groups: Sequence[Group], size: int
) -> Iterator[tuple[str, float]]:
    """Yield queries of one rare word of each group, of one group also of two, and weights."""
    sides = [_rarest(rows, table, group, size) for group in groups]
    for chosen in product(*sides):
        yield _all_of(chosen)
    if len(sides) == 1:
        for pair in combinations(sides[0], 2):
            yield _all_of(pair)


def _all_of(words: Sequence[tuple[str, float]]) -> tuple[str, float]:
    return " AND ".join(query for query, _ in words), sum(weight for _, weight in words)


def _rarest(rows: Rows, table: str, group: Group, size: int) -> list[tuple[str, float]]:
    """Return a query and a weight for each of the rarest words of a group that occur at all."""
    few = f"select count(*) from (select 1 from {table} where {table} match ? limit ?)"
    found = []
    for word in group.words[:WEIGHED]:
        if query := group.query([word]):
            number = int(rows(few, (query, OFTEN))[0][0])
            if number:
                found.append((query, math.log(1 + size / number)))
    return sorted(found, key=lambda one: -one[1])[:RAREST]


def _size(rows: Rows, table: str) -> int:
    """Return the highest rowid, which is found without counting."""
    return int(rows(f"select max(id) from {table}_docsize", ())[0][0] or 0)
