"""The stream of inputs: any place can be entered, and parts are read where they should be."""

from __future__ import annotations

import io
import json
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from healthtext.batch.inputs import Inputs, Place, repeatable, single
from healthtext.batch.storage import Folder
from healthtext.records import Article, Failure
from healthtext.settings import Settings

Lines = Callable[..., Path]


def stream(out: Path, *given: object) -> Inputs:
    return Inputs([str(item) for item in given], Settings(), Folder(str(out)))


def ids(inputs: Inputs, size: int, place: Place) -> list[str]:
    shard = inputs.shard(0, size, 0, place)
    items = shard.items if shard else ()
    return [item if isinstance(item, str) else item.id for item in items]


@pytest.fixture
def mixed(tmp_path: Path, lines: Lines) -> tuple[Path, ...]:
    """Two files, a table of records with a bad line, a missing file and a folder of two."""
    (tmp_path / "dir").mkdir()
    for name in ("one.txt", "dir/b.md", "dir/a.html"):
        (tmp_path / name).write_text("Some text.", "utf-8")
    table = lines("x", "y", "z")
    table.write_text(table.read_text("utf-8") + "no json\n\n", "utf-8")
    return tmp_path / "one.txt", table, tmp_path / "no.txt", tmp_path / "dir"


def test_every_place_leads_to_the_rest(tmp_path: Path, mixed: tuple[Path, ...]) -> None:
    whole = ids(stream(tmp_path, *mixed), 99, Place())
    assert [Path(name).name for name in whole] == [
        "one.txt", "a0", "a1", "a2", "articles.jsonl:4", "no.txt", "a.html", "b.md",
    ]  # fmt: skip
    for size in (1, 2, 3, 7):
        inputs, found, place, last = stream(tmp_path, *mixed), list[str](), Place(), False
        while not last:
            shard = inputs.shard(0, size, 0, place)
            assert shard
            found += [item if isinstance(item, str) else item.id for item in shard.items]
            place, last = shard.after, shard.last
            assert ids(stream(tmp_path, *mixed), 99, place) == whole[len(found) :]
        assert found == whole


def test_of_nothing_there_is_no_shard(tmp_path: Path) -> None:
    assert stream(tmp_path).shard(0, 9, 0, Place()) is None


def test_only_files_with_one_article_are_left_to_workers(
    tmp_path: Path, mixed: tuple[Path, ...]
) -> None:
    shard = stream(tmp_path, *mixed).shard(0, 99, 0, Place())
    assert shard
    kinds = [type(item) for item in shard.items]
    assert kinds == [str, Article, Article, Article, Failure, str, str, str]
    addresses = tmp_path / "addresses.txt"
    addresses.write_text("https://example.org/a\n", "utf-8")
    assert not single(str(addresses))
    assert not repeatable(str(addresses))


def test_inputs_are_counted_without_being_read(tmp_path: Path, mixed: tuple[Path, ...]) -> None:
    assert stream(tmp_path, *mixed).total() == 8
    assert stream(tmp_path, *mixed, "-").total() is None


def test_standard_input_is_copied_and_read_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stdin:
        buffer = io.BytesIO(b"A text that comes once. \xf0\x9f\x98\x80")

    monkeypatch.setattr(sys, "stdin", Stdin)
    first = stream(tmp_path / "out", "-").shard(0, 9, 0, Place())
    again = stream(tmp_path / "out", "-").shard(0, 9, 0, Place())
    assert first == again
    assert first and isinstance(first.items[0], Article)
    assert first.items[0].text == "A text that comes once. 😀"


def test_a_pipe_is_copied_too_since_no_worker_could_read_it_twice(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)  # keeps what is written until it is read
    pipe.write_text("A text that comes once.")
    writer = os.open(pipe, os.O_WRONLY)
    os.close(reader)
    threading.Timer(0.2, os.close, [writer]).start()
    first = stream(tmp_path / "out", pipe).shard(0, 9, 0, Place())
    assert first and isinstance(first.items[0], Article)
    assert first.items[0].text == "A text that comes once."
    assert stream(tmp_path / "out", pipe).shard(0, 9, 0, Place()) == first


def test_a_copy_that_was_not_finished_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stdin:
        buffer = io.BytesIO(b"whole")

    monkeypatch.setattr(sys, "stdin", Stdin)
    folder = Folder(str(tmp_path))
    folder.write("spool/000000-000000.jsonl", json.dumps({"half": 1}).encode())
    assert ids(stream(tmp_path, "-"), 9, Place()) == ["-"]


def test_copies_of_many_items_are_entered_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from healthtext import sources
    from healthtext.batch import spool
    from healthtext.read import from_text
    from healthtext.records import Source

    failure = Failure("f", Source("feed", warnings=("w",)), "fetch", "blocked", "no", "ask")
    items = [*(from_text("text", id=str(number)) for number in range(7)), failure]
    monkeypatch.setattr(spool, "PIECE", 3)
    monkeypatch.setattr(sources, "open", lambda *_: iter(items))
    for start in range(9):
        found = list(spool.items(Folder(str(tmp_path)), "0", "feed", Settings(), start))
        assert found == items[start:]
