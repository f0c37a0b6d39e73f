"""Files, folders, globs and tables: every article once, in order; one Failure for what is bad."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from healthtext.records import Article, Failure
from healthtext.settings import Settings
from healthtext.sources import digest, names
from healthtext.sources import open as articles

PROSE = "A warm bath in the evening is what many readers say that helps them with their sleep. "


def read(source: Path | str, **settings: object) -> list[Article | Failure]:
    return list(articles(str(source), Settings(**settings)))  # type: ignore[arg-type]


def texts(items: list[Article | Failure]) -> list[str]:
    return [item.text if isinstance(item, Article) else f"! {item.code}" for item in items]


def only_failure(items: list[Article | Failure]) -> Failure:
    [item] = items
    assert isinstance(item, Failure)
    assert item.remedy
    return item


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / "b" / "z.txt").write_text("last")
    (tmp_path / "b" / "photo.png").write_bytes(b"\x89PNG")
    (tmp_path / ".git" / "config.txt").write_text("hidden")
    (tmp_path / "b" / "~$z.docx").write_text("somebody has z.docx open")
    (tmp_path / "a.md").write_text("first")
    (tmp_path / "c.jsonl").write_text('{"id": 7, "text": "seven"}\n{"text": 8}\n')
    return tmp_path


def test_a_folder_is_read_whole_and_in_order(folder: Path) -> None:
    assert texts(read(folder)) == ["first", "seven", "! text", "last"]
    assert read(folder) == read(folder)


def test_a_glob_is_read_in_order(folder: Path) -> None:
    assert texts(read(folder / "**" / "*.[tm]*")) == ["first", "last"]


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.urls", ""), ("b.urls", "# later\n\n"), ("c.xml", "<urlset xmlns='x'></urlset>")],
)
def test_a_list_or_sitemap_without_addresses_is_one_failure(
    tmp_path: Path, name: str, content: str
) -> None:
    (tmp_path / name).write_text(content)
    failure = only_failure(read(tmp_path / name))
    assert (failure.code, failure.message) == ("empty", "holds no addresses")


def test_the_digest_of_a_file_is_that_of_its_content_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("tea")
    assert digest(str(path)) == f"sha256:{hashlib.sha256(b'tea').hexdigest()}"


def test_a_packed_sitemap_is_known_by_what_is_in_it(tmp_path: Path) -> None:
    path = tmp_path / "map.xml.gz"
    path.write_bytes(gzip.compress(b"<urlset><url><loc>https://a.org/b</loc></url></urlset>"))
    assert names.kind(str(path)) == "sitemap"


def test_a_pipe_is_left_to_the_one_who_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    path.write_text("https://a.org/b\n")
    assert names.kind(str(path)) == ""
    assert os.read(reader, 100) == b"https://a.org/b\n"
    os.close(reader)


def test_a_file_whose_name_looks_like_a_glob_is_that_file(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text("one")
    assert texts(read(tmp_path / "a[1].txt")) == ["one"]


def test_a_file_address_is_a_path(folder: Path) -> None:
    assert texts(read((folder / "b" / "z.txt").as_uri())) == ["last"]


@pytest.mark.parametrize("name", ["nothing/*.txt", "nothing", "empty", ""])
def test_a_source_without_anything_is_one_failure(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    failure = only_failure(read(f"{tmp_path}/{name}" if name else ""))
    assert failure.code == "missing"


def test_what_breaks_a_reader_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_text("text\nx\n")

    def broken(*_: object) -> None:
        raise ZeroDivisionError("surprise")

    monkeypatch.setattr("healthtext.sources.tables.records", broken)
    assert "surprise" in only_failure(read(path)).message


def test_the_digest_follows_the_content(folder: Path) -> None:
    before, file = digest(str(folder)), digest(str(folder / "a.md"))
    assert before == digest(str(folder)) and file.startswith("sha256:")
    (folder / "a.md").write_text("changed")
    assert digest(str(folder)) != before and digest(str(folder / "a.md")) != file
    assert digest("https://example.org/a") != digest("https://example.org/b")
    assert digest(str(folder / "missing")).startswith("sha256:")


def test_lists_of_addresses_are_known_from_articles() -> None:
    assert names.kind_of_bytes(b"https://a.org/1\n# later\n\nhttp://b.org/2\n") == "urls"
    assert names.kind_of_bytes(b"https://a.org/1 is where I read it.\n") == ""
    assert names.kind_of_bytes(b"") == names.kind_of_bytes(b"# only this\n") == ""


def test_other_storages_are_read_through_fsspec(tmp_path: Path) -> None:
    import fsspec

    storage = fsspec.filesystem("memory")
    for name, content in {
        "b.txt": b"second",
        "a.jsonl": b'{"text": "first"}\n',
        "c.png": b"x",
    }.items():
        storage.pipe(f"/shelf/{name}", content)
    parquet.write_table(pa.table({"text": ["third"]}), tmp_path / "x")
    storage.pipe("/shelf/in/d.parquet", (tmp_path / "x").read_bytes())
    assert texts(read("memory://shelf")) == ["first", "second", "third"]
    assert texts(read("memory://shelf/*.txt")) == ["second"]
    [item] = read("memory://shelf/b.txt")
    assert item.id == "memory://shelf/b.txt"
    before = digest("memory://shelf")
    assert before == digest("memory://shelf")
    storage.pipe("/shelf/b.txt", b"another")
    assert digest("memory://shelf") != before


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("memory://none.txt", "missing"),
        ("nosuch://a/b.csv", "unreadable"),
        ("memory://empty/*", "missing"),
    ],
)
def test_storages_that_cannot_be_read_are_failures(name: str, code: str) -> None:
    assert only_failure(read(name)).code == code


# CSV


def test_csv_rows_are_articles_with_their_ids_and_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(
        b'\xef\xbb\xbfkey;body;title\r\n1;"two\r\nlines";T\r\n\r\n2;"a ""quoted"" word";U\r\n'
    )
    first, second = read(path, id_field="key", text_field="body")
    assert isinstance(first, Article) and isinstance(second, Article)
    assert (first.id, first.text, first.source.line) == ("1", "two\r\nlines", 2)
    assert (second.id, second.text, second.source.line) == ("2", 'a "quoted" word', 5)
    assert second.source.title == "U"


def test_a_broken_row_costs_that_row_only(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        'id,text\n1,fine\n2,"broken "here" too"\n3,"nobody closes this\n4,good\n5,too,many\n6,end\n'
    )
    items = read(path)
    assert texts(items) == ["fine", "! csv", "! csv", "good", "! csv", "end"]
    assert [item.source.line for item in items] == [2, 3, 4, 5, 6, 7]


def test_zero_bytes_huge_fields_and_wrong_bytes_are_failures_of_their_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    long = b"x" * 2_000_000
    path.write_bytes(b"id,text\n1,a\0b\n2," + long + b"\n3," + b"word " * 200_000 + b"\n4,fine\n")
    assert texts(read(path, max_bytes=500_000)) == ["! binary", "! csv", "! too-large", "fine"]
    path.write_bytes(
        b"id,text\n1,caf\xc3\xa9\n"
        + b"2,"
        + b"ok " * 300_000
        + b"\n"
        + b"2,"
        + b"ok " * 300_000
        + b"\n"
        + b"3,caf\xe9\n"
    )
    assert texts(read(path))[-1] == "! encoding"


def test_a_latin_table_is_read_and_says_how(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("id,text\n1,a café in the façade\n".encode("cp1252"))
    [item] = read(path)
    assert isinstance(item, Article) and item.text == "a café in the façade"
    assert item.source.warnings


@pytest.mark.parametrize(
    ("content", "code"), [("", "empty"), ("id,text\n", "empty"), ("id,body\n1,x\n", "text")]
)
def test_a_table_without_articles_is_one_failure(tmp_path: Path, content: str, code: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(content)
    assert only_failure(read(path)).code == code


def test_many_broken_quotes_take_no_quadratic_time(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,text\n" + '1,"open\n' * 20_001)
    assert set(texts(read(path))) == {"! csv"}


# Parquet


def test_parquet_rows_are_articles(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    table = pa.table({"id": [1, 2, 3], "text": ["one", None, "three"], "other": [[1], [2], [3]]})
    parquet.write_table(table, path, row_group_size=2)
    items = read(path)
    assert texts(items) == ["one", "! text", "three"]
    assert [(item.id, item.source.line) for item in items] == [("1", 1), ("2", 2), ("3", 3)]


def test_parquet_without_the_column_names_those_it_has(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    parquet.write_table(pa.table({"body": ["one"]}), path)
    failure = only_failure(read(path))
    assert "'body'" in failure.message and "--text-field" in failure.remedy


@pytest.mark.parametrize("content", [b"", b"PAR1 is not all PAR1", b"\0" * 5000])
def test_what_is_no_parquet_is_one_failure(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(content)
    assert only_failure(read(path)).code == "parquet"


def test_a_damaged_parquet_file_gives_what_comes_before(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    table = pa.table({"text": [f"{n} {PROSE * 20}" for n in range(600)]})
    parquet.write_table(table, path, row_group_size=100, compression="zstd", use_dictionary=False)
    data = bytearray(path.read_bytes())
    place = parquet.ParquetFile(path).metadata.row_group(3).column(0).data_page_offset
    data[place : place + 200] = b"\xff" * 200
    path.write_bytes(data)
    items = read(path)
    assert len(items) >= 257 and texts(items)[-1] == "! parquet"


# JSON Lines


def test_json_lines_keep_their_own_ids(tmp_path: Path) -> None:
    path = tmp_path / "a.ndjson"
    path.write_text(json.dumps({"key": "k", "body": "one"}) + "\nbroken\n")
    items = read(path, id_field="key", text_field="body")
    assert texts(items) == ["one", "! json"] and items[0].id == "k"
