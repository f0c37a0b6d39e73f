"""JSON Lines: a record each, bad lines named, good ones read all the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from healthtext.read import read
from healthtext.records import Article, Failure
from healthtext.settings import Settings

TEXT = "A warm bath may ease the pain."


def records(folder: Path, *lines: str | bytes, **options: Any) -> list[Article | Failure]:
    path = folder / "a.jsonl"
    path.write_bytes(b"".join(x.encode() if isinstance(x, str) else x for x in lines))
    return list(read(str(path), Settings(**options)))


def line(**values: Any) -> str:
    return json.dumps(values) + "\n"


def bad(folder: Path, content: str | bytes, **options: Any) -> Failure:
    """Return the failure of a bad line that stands between two good ones."""
    good = line(id="good", text=TEXT)
    first, found, last = records(folder, good, content, b"\n", good, **options)
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(found, Failure)
    assert (found.stage, found.source.line) == ("read", 2)
    assert str(found).startswith(f"{folder / 'a.jsonl'}:2: ")
    assert "\n" not in str(found)
    str(found).encode()
    return found


def test_records_keep_their_ids_and_order(tmp_path: Path) -> None:
    found = records(tmp_path, line(id="b", text=TEXT), line(id="a", text=TEXT))
    assert [(one.id, one.source.line) for one in found] == [("b", 1), ("a", 2)]
    assert all(isinstance(one, Article) and one.source.kind == "jsonl" for one in found)


@pytest.mark.parametrize(("id", "shown"), [(7, "7"), (1.5, "1.5"), ("x", "x")])
def test_an_id_may_be_a_number(tmp_path: Path, id: object, shown: str) -> None:
    assert records(tmp_path, line(id=id, text=TEXT))[0].id == shown


@pytest.mark.parametrize("values", [{}, {"id": None}, {"id": ""}])
def test_without_an_id_it_is_file_and_line(tmp_path: Path, values: dict[str, object]) -> None:
    found = records(tmp_path, "\n", line(text=TEXT, **values))
    assert found[0].id == f"{tmp_path / 'a.jsonl'}:2"


def test_field_names_by_option(tmp_path: Path) -> None:
    (found,) = records(tmp_path, line(key=3, body=TEXT), id_field="key", text_field="body")
    assert isinstance(found, Article)
    assert (found.id, found.text) == ("3", TEXT)


def test_what_a_record_says_about_itself(tmp_path: Path) -> None:
    (found,) = records(tmp_path, line(text=TEXT, title="Baths", url="https://a.example", date=3))
    assert (found.source.title, found.source.url, found.source.date) == (
        "Baths", "https://a.example", "",
    )  # fmt: skip


def test_text_is_kept_as_it_is(tmp_path: Path) -> None:
    text = "One.\r\n\r\n 출장 👩‍⚕️ e\u0301 İ \t"
    (found,) = records(tmp_path, line(text=text))
    assert isinstance(found, Article)
    assert found.text == text


def test_blank_lines_and_a_missing_last_line_end(tmp_path: Path) -> None:
    found = records(tmp_path, "\ufeff", line(text=TEXT), " \r\n\n", line(text=TEXT).strip())
    assert [one.source.line for one in found] == [1, 4]
    assert all(isinstance(one, Article) for one in found)


def test_every_file_of_several_put_together_may_begin_with_a_mark(tmp_path: Path) -> None:
    found = records(tmp_path, "\ufeff" + line(text=TEXT), "\ufeff" + line(text=TEXT), "\ufeff\n")
    assert [type(one) for one in found] == [Article, Article]


@pytest.mark.parametrize(
    ("content", "code", "value"),
    [
        ("{broken", "json", "column 2"),
        ('{"id": "e"\n', "json", "column 11"),
        ("", "json", ""),
        ("[1, 2]", "json", "[1, 2]"),
        ('"only text"', "json", "only text"),
        ("9" * 5000, "json", "digits"),
        ("[" * 100_000, "json", ""),
        (b'{"text": "caf\xe9"}', "encoding", "byte 14"),
        ('{"id": "x"}', "text", "'text'"),
        ('{"text": null}', "text", "null"),
        ('{"text": 3}', "text", "a number"),
        ('{"text": ["a"]}', "text", "a list"),
        ('{"text": " \\n"}', "empty", ""),
        ('{"text": "a\\u0000b"}', "binary", "holds 1 control character, so"),
        ('{"text": "half \\ud800 a pair"}', "surrogate", "\\ud800"),
        ('{"id": "\\udc00", "text": "Tea."}', "surrogate", "\\udc00"),
        ('{"id": true, "text": "Tea."}', "id", "true or false"),
        ('{"id": {}, "text": "Tea."}', "id", "an object"),
    ],
)
def test_bad_lines(tmp_path: Path, content: str | bytes, code: str, value: str) -> None:
    if content == "":
        content = '{"text": "Tea."} trailing'
    found = bad(tmp_path, content)
    assert found.code == code
    assert value in found.message


def test_a_record_without_text_keeps_its_own_id(tmp_path: Path) -> None:
    found = bad(tmp_path, '{"id": 12, "body": "Tea."}')
    assert found.id == "12"
    assert "'body'" in found.message
    assert "--text-field" in found.remedy


def test_a_record_in_another_language(tmp_path: Path) -> None:
    german = "Ein warmes Bad kann die Schmerzen im Rücken lindern und macht müde. " * 4
    assert bad(tmp_path, json.dumps({"text": german})).code == "language"


def test_the_limit_is_for_each_text_not_for_the_file(tmp_path: Path) -> None:
    rows = [line(id=number, text=TEXT) for number in range(50)]
    found = records(tmp_path, *rows, max_bytes=len(TEXT))
    assert all(isinstance(one, Article) for one in found)
    assert bad(tmp_path, json.dumps({"text": TEXT * 2}), max_bytes=len(TEXT)).code == "too-large"


def test_an_overlong_line_is_skipped_without_being_held(tmp_path: Path) -> None:
    found = bad(tmp_path, b'{"text": "' + b"x" * 3_000_000, max_bytes=1000)
    assert found.code == "too-large"
    assert "line" in found.message


def test_files_without_records(tmp_path: Path) -> None:
    for content in ("", "\n \n"):
        (found,) = records(tmp_path, content)
        assert isinstance(found, Failure)
        assert found.code == "empty"
    (found,) = records(tmp_path, line(text=TEXT).encode("utf-16"))
    assert isinstance(found, Failure)
    assert (found.code, found.source.line) == ("encoding", None)


def test_records_come_as_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(line(text=TEXT) * 3)
    stream = read(str(path), Settings())
    assert isinstance(next(stream), Article)
    stream.close()  # type: ignore[attr-defined]
