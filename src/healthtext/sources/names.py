"""What a source's name stands for: one file, the files of a folder or a glob, an address."""

from __future__ import annotations

import glob
import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from healthtext.errors import InputError
from healthtext.read.files import KINDS as DOCUMENTS
from healthtext.read.files import STDIN, is_remote, opened, shown
from healthtext.read.gates import failure
from healthtext.records import Failure, Source
from healthtext.sources import remote

KINDS = {
    ".parquet": "parquet", ".pq": "parquet", ".csv": "csv", ".tsv": "csv", ".warc": "warc",
    ".rss": "feed", ".atom": "feed", ".urls": "urls",
}  # fmt: skip
IN_FOLDERS = frozenset(("", *DOCUMENTS, *KINDS))
URL = re.compile(r"https?://", re.IGNORECASE)
_MAGIC = re.compile(r"[*?[]")
OPEN_IN_WORD = "~$"  # how the files begin that say of another that somebody has it open
_HEAD = 65_536
_FEED = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)\b|\"https?://(?:www\.)?jsonfeed\.org/version/")
_SITEMAP = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)\b")


def local(source: str) -> str:
    """Return the path that a file: address means; every other name as it is."""
    if source.lower().startswith("file://"):
        return unquote(urlsplit(source).path)
    return source


def is_url(name: str) -> bool:
    """Tell whether a name is an address on the web."""
    return bool(URL.match(name))


def members(source: str) -> Iterator[str | Failure]:
    """Yield the names of what is in a source, in an order that does not change.

    Of a folder, and the folders in it, those files are taken that have a known suffix or none;
    hidden ones, and those of Word's open documents, are not. Raises InputError where there is
    nothing.
    """
    source = local(source)
    if source == STDIN or is_url(source) or not source:
        yield source
    elif is_remote(source):
        yield from remote.members(source, IN_FOLDERS, suffix)
    elif Path(source).is_dir():
        yield from _folder(source)
    elif _MAGIC.search(source) and not os.path.lexists(source):
        found = sorted(glob.glob(source, recursive=True))  # noqa: PTH207 (keeps "./" and bytes)
        if not found:
            _nothing(source, "matches no file", "check the pattern and quote it for the shell")
        for name in found:
            yield from _folder(name) if Path(name).is_dir() else (name,)
    else:
        yield source


def _folder(name: str) -> Iterator[str | Failure]:
    refused: list[OSError] = []
    found = False
    for place, folders, files in os.walk(name, onerror=refused.append):
        folders[:] = sorted(folder for folder in folders if not folder.startswith("."))
        for file in sorted(files):
            if not file.startswith((".", OPEN_IN_WORD)) and suffix(file) in IN_FOLDERS:
                found = True
                yield str(Path(place, file))
    for error in refused:
        where = shown(str(error.filename or name))
        problem = f"may not be listed ({error.strerror})"
        unread = InputError(where, problem, "allow it: chmod u+rx FOLDER", code="permission")
        yield failure(unread, where, Source(where, "folder"))
    if not found and not refused:
        kinds = " ".join(sorted(IN_FOLDERS - {""}))
        _nothing(name, "holds no articles", f"give a folder with files of these kinds: {kinds}")


def _nothing(name: str, problem: str, remedy: str) -> None:
    raise InputError(shown(name), problem, remedy, code="missing")


def suffix(name: str) -> str:
    """Return a name's suffix in small letters; of NAME.warc.gz that of the WARC."""
    path = Path(name.removesuffix(".gz"))
    inner = path.suffix.lower()
    return inner if inner in (".warc", ".xml") else Path(name).suffix.lower()


def kind(name: str) -> str:
    """Return how a source is read: by its suffix, or by its beginning; "" leaves it to `read`."""
    if is_url(name):
        return "url"
    end = suffix(name)
    if end in KINDS:
        return KINDS[end]
    if end in (".xml", ".json") or (end in ("", ".txt") and name != STDIN):
        return kind_of_bytes(_head(name))
    return ""


def kind_of_bytes(head: bytes) -> str:
    """Tell feed, sitemap and list of addresses by how they begin; "" for anything else."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith((b"<", b"{")):
        first = start[:4096]
        if re.search(rb"<html|<!doctype\s+html", first[:1024], re.IGNORECASE):
            return ""
        return "sitemap" if _SITEMAP.search(first) else "feed" if _FEED.search(first) else ""
    lines = [line.strip() for line in start.splitlines()[:200]]
    addresses = [line for line in lines if line and not line.startswith(b"#")]
    if len(head) == _HEAD and len(addresses) > 1:
        del addresses[-1]  # may be cut
    return "urls" if addresses and all(map(_address, addresses)) else ""


def _address(line: bytes) -> bool:
    return bool(re.fullmatch(rb"https?://\S+", line, re.IGNORECASE))


def _head(name: str) -> bytes:
    """Return how a file begins, unpacked if need be; nothing of what cannot be read."""
    if not is_remote(name) and not _is_readable(name):
        return b""
    with opened(name, shown(name), 1.0) as stream:
        head = stream.read(_HEAD)
    if head.startswith(b"\x1f\x8b"):
        import zlib

        return zlib.decompressobj(wbits=31).decompress(head, _HEAD)
    return head


def digest(source: str) -> str:
    """Return a digest of a source's content, or of its address where it has to be fetched.

    A folder's covers the names and contents of its members. What cannot be read has the digest
    of nothing. It takes as long as reading the files once.
    """
    whole = hashlib.sha256()
    source = local(source)
    if is_url(source) or source == STDIN:
        whole.update(source.encode())
        return f"sha256:{whole.hexdigest()}"
    for name in _readable(source):
        content = _content(name)
        if name == source:
            return f"sha256:{content}"
        inner = name if is_remote(source) else os.path.relpath(name, source)
        whole.update(f"{inner}\0{content}\n".encode(errors="replace"))
    return f"sha256:{whole.hexdigest()}"


def _readable(source: str) -> Iterator[str]:
    try:
        yield from (name for name in members(source) if isinstance(name, str))
    except InputError:
        return


def _content(name: str) -> str:
    """Return the digest of a file's content; elsewhere of what its storage says about it."""
    if is_remote(name):
        return remote.checksum(name)
    if not _is_readable(name):
        return hashlib.sha256().hexdigest()
    with Path(name).open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _is_readable(name: str) -> bool:
    """Tell whether a name is a plain file that may be read; pipes are left to their one reader."""
    return Path(name).is_file() and os.access(name, os.R_OK)
