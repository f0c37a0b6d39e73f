"""Storages other than the file system, such as s3:// and gs://, through fsspec."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator
from typing import Any

from healthtext.errors import InputError
from healthtext.read.files import shown


def members(address: str, suffixes: Collection[str], suffix: Callable[[str], str]) -> Iterator[str]:
    """Yield the addresses in a folder or glob, in order; of a file its own.

    Raises InputError where there is nothing, or nothing that may be listed.
    """
    storage, path = _storage(address)
    try:
        found = _listed(storage, path)
    except Exception as error:  # each storage has errors of its own
        raise _unreadable(address, error) from None
    if found is None:
        yield address
        return
    prefix = address[: len(address) - len(_bare(address))]
    kept = [name for name in found if suffix(name) in suffixes and not _hidden(name)]
    if not kept:
        remedy = "check the address and who may read it"
        raise InputError(shown(address), "holds no articles", remedy, code="missing")
    yield from (f"{prefix}{name.lstrip('/') if '://' in prefix else name}" for name in kept)


def checksum(address: str) -> str:
    """Return a digest of what a storage says about a file: it changes when the file does."""
    storage, path = _storage(address)
    try:
        said = str(storage.ukey(path))
    except Exception:  # whatever is wrong with it is said when it is read
        said = ""
    return hashlib.sha256(said.encode()).hexdigest()


def _storage(address: str) -> tuple[Any, str]:
    from fsspec.core import url_to_fs

    try:
        storage, path = url_to_fs(address)
    except ImportError as error:
        remedy = f"install what it needs ({error!s:.100})"
        raise InputError(shown(address), "cannot be opened here", remedy, code="missing-package") \
            from None  # fmt: skip
    except Exception as error:
        raise _unreadable(address, error) from None
    return storage, str(path)


def _listed(storage: Any, path: str) -> list[str] | None:
    """Return the files of a glob or folder, None for a file."""
    if any(mark in path for mark in "*?[") and not storage.exists(path):
        return sorted(str(name) for name in storage.glob(path) if not storage.isdir(name))
    if storage.isdir(path):
        return sorted(str(name) for name in storage.find(path))
    return None


def _bare(address: str) -> str:
    return address.partition("://")[2]


def _hidden(name: str) -> bool:
    return any(part.startswith(".") for part in name.split("/"))


def _unreadable(address: str, error: Exception) -> InputError:
    problem = f"cannot be listed ({type(error).__name__}: {error!s:.150})"
    return InputError(
        shown(address), problem, "check the address and who may read it", code="unreadable"
    )
