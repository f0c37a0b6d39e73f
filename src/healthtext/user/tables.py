"""Tables that the user writes, read row by row: what is no row is named, not guessed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

from healthtext.errors import SettingsError
from healthtext.read.encoding import marked

SHOWN = 5  # broken rows that an error names


def records(text: str) -> Iterator[tuple[int, list[str] | str]]:
    """Yield each row that is not blank with its number; what is wrong with it if it is no CSV."""
    lines = io.StringIO(text, newline="")
    delimiter = max(",\t;", key=lines.readline().count)
    lines.seek(0)
    table = csv.reader(lines, delimiter=delimiter, strict=True)
    for number in count(1):
        try:
            cells = next(table, None)
        except csv.Error as error:
            yield number, f"is no CSV ({error})"
            continue
        if cells is None:
            return
        if any(cells):
            yield number, cells


def decoded(path: str, setting: str) -> tuple[str, str]:
    """Return a file's text up to the first row that is not UTF-8, and what is wrong with that."""
    if not Path(path).is_file() and Path(path).exists():
        raise SettingsError(path, "cannot be read (it is no regular file)", f"check `{setting}`")
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise SettingsError(
            path, f"cannot be read ({error.strerror})", f"check `{setting}`"
        ) from None
    if marked(data) not in ("", "utf-8-sig"):
        return "", f"is in {marked(data).upper()}, not UTF-8: save it as CSV in UTF-8"
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError as error:
        good = data[: error.start]
        row, rest = good.count(b"\n") + 1, good.rfind(b"\n") + 1
        byte = f"0x{data[error.start]:02x}"
        return (
            data[:rest].decode("utf-8-sig"),
            f"row {row:,} is not UTF-8 (byte {byte}), nor may be what follows: save it in UTF-8",
        )


def refusal(path: str, problems: Sequence[str], remedy: str) -> SettingsError:
    """Return the error that names the first broken rows of a table."""
    more = f"; and {len(problems) - SHOWN:,} more" if len(problems) > SHOWN else ""
    return SettingsError(path, "; ".join(problems[:SHOWN]) + more, remedy)
