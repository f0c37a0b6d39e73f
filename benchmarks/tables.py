"""Print results as aligned tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table

WIDTH = 100  # where no terminal says how wide it is
Cell = str | int | float | None


def show(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]], *, width: int = WIDTH
) -> None:
    """Print one table: the first column is text, the others are figures."""
    table = Table(*columns, title=title, title_justify="left", box=box.SIMPLE_HEAD)
    for column in table.columns:
        column.no_wrap = True
    for column in table.columns[1:]:
        column.justify = "right"
    for row in rows:
        table.add_row(*map(_cell, row))
    Console(width=max(Console().width, width)).print(table)


def _cell(value: Cell) -> str:
    if value is None:
        return "-"
    return f"{value:.3f}" if isinstance(value, float) else f"{value}"
