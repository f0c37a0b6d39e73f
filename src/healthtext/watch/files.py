"""The output files of a watch: written at given places, so that writing twice is writing once."""

from __future__ import annotations

import os
from pathlib import Path

from healthtext.errors import InputError


class Files:
    """The output files, kept open."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[str, int] = {}

    def close(self) -> None:
        """Close them all."""
        for handle in self._open.values():
            os.close(handle)
        self._open.clear()

    def write(self, name: str, place: int, data: bytes) -> None:
        """Put bytes at their place; the same bytes at the same place change nothing."""
        handle = self._handle(name)
        while data:
            written = os.pwrite(handle, data, place)
            data, place = data[written:], place + written

    def sync(self, name: str) -> None:
        """Wait until a file is on the disk."""
        os.fsync(self._handle(name))

    def check(self, name: str, length: int) -> None:
        """Raise InputError for a file that has lost something."""
        path = self._folder / name
        if path.stat().st_size < length:
            problem = "is shorter than what was written to it"
            remedy = "put the whole file back, or move it away: a new one is begun then"
            raise InputError(str(path), problem, remedy, code="state")

    def cut(self, name: str, length: int) -> None:
        """Take away what stands behind a place."""
        os.ftruncate(self._handle(name), length)

    def _handle(self, name: str) -> int:
        if name not in self._open:
            path = self._folder / name
            new = not path.exists()
            self._open[name] = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
            if new:
                self._sync_folder()
        return self._open[name]

    def _sync_folder(self) -> None:
        """Wait until a new file's name is on the disk too."""
        handle = os.open(self._folder, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
