"""Folders of whole files, local or behind fsspec: what is there is complete.

A local file is written beside its place, brought to the disk and renamed. An object store has no
renaming, and needs none: an object appears when all of it was taken.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from healthtext.errors import SettingsError, StepError

THREADS = 8
PART = ".part"  # how files end that are being written


class Folder:
    """A folder by path or fsspec address, such as out, file:///data/out or s3://bucket/out."""

    def __init__(self, url: str) -> None:
        """Make nothing yet. Raises SettingsError for an address that nothing here can reach."""
        import fsspec

        self.url = url
        try:
            self.fs, root = fsspec.core.url_to_fs(url)
        except (ImportError, ValueError) as error:
            remedy = "install the package it names, or give a local folder"
            raise SettingsError(url, f"cannot be reached ({error})", remedy) from None
        self.root = root.rstrip("/")
        self.local = Path(self.root) if "file" in _protocols(self.fs) else None

    def path(self, name: str) -> str:
        """Return the name as the file system knows it."""
        return f"{self.root}/{name}"

    def write(self, name: str, data: bytes | Iterable[bytes]) -> None:
        """Write a whole file; afterwards it is there, on the disk, or StepError was raised."""
        pieces = (data,) if isinstance(data, bytes) else data
        with self._told():
            if self.local is None:
                with self.fs.open(self.path(name), "wb") as stream:
                    stream.writelines(pieces)
            else:
                _replace(self.local / name, pieces)

    def write_all(self, files: Mapping[str, bytes]) -> None:
        """Write many files side by side: it is the disk or the network that takes the time."""
        with ThreadPoolExecutor(THREADS) as threads:
            list(threads.map(self.write, files.keys(), files.values()))

    def read(self, name: str) -> bytes:
        """Return a file's content; raises FileNotFoundError."""
        return bytes(self.fs.cat_file(self.path(name)))

    def read_all(self, folder: str) -> dict[str, bytes]:
        """Return the content of all files of a folder by their names."""
        names = sorted(self.sizes(folder))
        if self.local is not None or len(names) < 2:
            return {name: self.read(f"{folder}/{name}") for name in names}
        found = self.fs.cat([self.path(f"{folder}/{name}") for name in names])
        return {path.rsplit("/", 1)[1]: bytes(data) for path, data in found.items()}

    def exists(self, name: str) -> bool:
        """Tell whether a file or folder is there."""
        return bool(self.fs.exists(self.path(name)))

    def sizes(self, folder: str = "") -> dict[str, int]:
        """Return the files of a folder with their lengths in bytes; none where there is no folder.

        What is being written is left out.
        """
        place = self.path(folder).rstrip("/")
        self.fs.invalidate_cache(place)
        if not self.fs.isdir(place):
            return {}
        entries = self.fs.ls(place, detail=True)
        return {
            name: entry["size"] for entry in entries
            if entry["type"] == "file" and not (name := _last(entry["name"])).endswith(PART)
        }  # fmt: skip

    def remove(self, name: str) -> None:
        """Take a file away, if it is there."""
        if self.exists(name):
            self.fs.rm_file(self.path(name))

    def tidy(self) -> None:
        """Take away what a run that was killed has left half written."""
        if self.local is not None and self.local.is_dir():
            for path in self.local.glob(f"*/.*{PART}"):
                path.unlink(missing_ok=True)
            for path in self.local.glob(f".*{PART}"):
                path.unlink(missing_ok=True)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other runs out of a local folder; the lock ends with the process, however it ends.

        Raises SettingsError when another run holds it, or it is a file.
        """
        if self.local is None:
            yield
            return
        import fcntl

        if self.local.exists() and not self.local.is_dir():
            raise SettingsError(self.url, "is a file, not a folder", "give another --out")
        with self._told():
            self.local.mkdir(parents=True, exist_ok=True)
        with (self.local / ".lock").open("wb") as stream:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                remedy = "wait for its end, or give another --out"
                raise SettingsError(self.url, "another run is writing there", remedy) from None
            yield

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Make one clear line of an error of the system's while something is written."""
        try:
            yield
        except OSError as error:
            problem = f"cannot be written ({error.strerror or error})"
            remedy = "make room or mend it, then give the same command again: what is done is kept"
            raise StepError(self.url, problem, remedy, code="output") from error


def _replace(target: Path, pieces: Iterable[bytes]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.parent / f".{target.name}.{os.getpid()}{PART}"
    try:
        _write_through(beside, pieces)
        beside.replace(target)
        _sync_folder(target.parent)
    finally:
        beside.unlink(missing_ok=True)


def _write_through(path: Path, pieces: Iterable[bytes]) -> None:
    with path.open("wb") as stream:
        stream.writelines(pieces)
        stream.flush()
        os.fsync(stream.fileno())


def _sync_folder(path: Path) -> None:
    """Bring the new name to the disk too."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _protocols(fs: Any) -> tuple[str, ...]:
    return (fs.protocol,) if isinstance(fs.protocol, str) else tuple(fs.protocol)


def _last(path: str) -> str:
    return path.rstrip("/").rsplit("/", 1)[-1]
