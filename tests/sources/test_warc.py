"""WARC: page by page, packed or not; one Failure where an archive breaks off."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from healthtext.records import Article, Failure
from healthtext.settings import Settings
from healthtext.sources import open as articles

PROSE = "A warm bath in the evening is what many readers say that helps them with their sleep. "
# the writer of warcio leaves its temporary files to the garbage collector
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def read(source: Path, **settings: object) -> list[Article | Failure]:
    return list(articles(str(source), Settings(**settings)))  # type: ignore[arg-type]


def codes(items: list[Article | Failure]) -> list[str]:
    return [item.code if isinstance(item, Failure) else "" for item in items]


def page(text: str) -> bytes:
    body = f"<html><body><article><p>{text} {PROSE * 5}</p></article></body></html>"
    return body.encode()


def archive(path: Path, pages: list[bytes], *, status: str = "200 OK", **headers: str) -> bytes:
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=path.suffix == ".gz")
        for number, body in enumerate(pages):
            answer = [("Content-Type", "text/html; charset=utf-8"), *headers.items()]
            http = StatusAndHeaders(status, answer, protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    f"http://site.org/{number}", "response", payload=io.BytesIO(body),
                    http_headers=http,
                )
            )  # fmt: skip
    return path.read_bytes()


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_an_archive_is_read_page_by_page(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    data = archive(path, [page("One."), page("Two.")])
    items = read(path)
    assert [item.source.url for item in items] == ["http://site.org/0", "http://site.org/1"]
    assert all(isinstance(item, Article) for item in items)
    assert len({item.id for item in items}) == 2
    path.write_bytes(data[: len(data) * 3 // 4])
    items = read(path)
    assert [type(item) for item in items] == [Article, Failure]
    assert isinstance(items[-1], Failure) and items[-1].code == "truncated"


def test_an_archive_in_one_piece_of_gzip_is_read(tmp_path: Path) -> None:
    data = archive(tmp_path / "a.warc", [page("One."), page("Two.")])
    path = tmp_path / "whole.warc.gz"
    path.write_bytes(gzip.compress(data))
    assert [type(item) for item in read(path)] == [Article, Article]
    packed = bytearray(path.read_bytes())
    packed[len(packed) // 2] ^= 0xFF
    path.write_bytes(packed)
    assert codes(read(path))[-1] in ("truncated", "warc")


def test_a_bomb_in_an_archive_is_not_unpacked(tmp_path: Path) -> None:
    bomb = gzip.compress(b"<p>" + b"x" * 50_000_000)
    path = tmp_path / "a.warc"
    archive(path, [bomb, gzip.compress(page("Next."))], **{"Content-Encoding": "gzip"})
    first, second = read(path, max_bytes=1_000_000)
    assert isinstance(first, Failure) and first.code == "too-large"
    assert isinstance(second, Article)


def test_an_archive_without_pages_is_one_failure(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    archive(path, [page("Gone.")], status="404 Not Found")
    assert codes(read(path)) == ["empty"]
    path.write_text("this is no archive at all\n" * 5)
    assert codes(read(path)) in (["warc"], ["empty"])
