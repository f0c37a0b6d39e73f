"""Phrase lists: what is read, and what is refused with its row."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from healthtext.errors import SettingsError
from healthtext.user import phrases


def written(folder: Path, content: str | bytes, name: str = "own.csv") -> str:
    data = content.encode() if isinstance(content, str) else content
    (folder / name).write_bytes(data)
    return str(folder / name)


def pairs(rows: phrases.Rows) -> list[tuple[str, str, int]]:
    return [(row.wrong, row.right, row.number) for row in rows.values()]


@pytest.mark.parametrize(
    "content",
    [
        "wrong,right\nspinal twine,spinal cord\n",
        "Tortured Phrase;Expected\r\nspinal twine;spinal cord\r\n",
        "papers\tphrase\texpected\n7\tspinal twine\tspinal cord\n",
        "right_phrase,wrong_phrase,remark\nspinal cord,spinal twine,often\n",
        '\ufeff"wrong","right"\n" spinal  twine ","spinal\u00a0cord"\n',
        "wrong,right\nspinal twine,spinal cord\nSpinal Twine,spinal cord\n",  # the same again
    ],
)
def test_heads_separators_and_marks_that_are_read(tmp_path: Path, content: str) -> None:
    assert pairs(phrases.load([written(tmp_path, content)])) == [("spinal twine", "spinal cord", 2)]


def test_a_list_without_a_head_and_with_blank_rows(tmp_path: Path) -> None:
    rows = phrases.load([written(tmp_path, "spinal twine,spinal cord\n\n,\nagony,pain\n")])
    assert pairs(rows) == [("spinal twine", "spinal cord", 1), ("agony", "pain", 4)]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("wrong,right\nspinal twine\na,b\n", "row 2 has 1 of the 2 columns"),
        ("wrong,right\n,spinal cord\n", "row 2 has no wrong wording"),
        ("wrong,right\nspinal twine, \n", "row 2 has no right wording"),
        ("wrong,notes\nspinal twine,x\n", "row 1 names the column of wrong wordings, not that of"),
        ("wrong,right\na,b\na,c\n", "row 3 writes “c” for “a”, but own.csv, row 2, “b”"),
        (f"wrong,right\n{'x' * 300},b\n", "row 2 has a wrong wording of 300 characters"),
        (f"wrong,right\n{'x ' * 40},b\n", "row 2 has a wrong wording of 40 words"),
        ('wrong,right\na,"b\nc"\n', "row 2 has a right wording of several lines"),
        ('wrong,right\na,"b\nc,d\n', "row 2 is no CSV (unexpected end of data)"),
        ("wrong,right\na,b\u200b\n", "row 2 has a right wording of several lines, or with"),
        ("wrong,right\n--,b\n", "row 2 has no word in its wrong wording"),
        ("wrong,right\na,a\n", "row 2 writes “a” for itself"),
        (b"wrong,right\na,b\nd\xe9j\xe0,c\n", "row 3 is not UTF-8 (byte 0xe9)"),
        ("wrong,right\na,b\n".encode("utf-16"), "is in UTF-16, not UTF-8"),
        ("", "holds no rows"),
        ("\n\n", "holds no rows"),
        ("wrong,right\nskin,pores and skin\n", "row 2 of own.csv would loop: “pores and skin”"),
        ("wrong,right\na,b\nb,a\n", "own.csv, row 2 (“a” to “b”)"),
        ("wrong,right\na,x b\nb,y c\nc,z a\n", "own.csv, row 4 (“c” to “z a”)"),
    ],
)  # fmt: skip
def test_a_broken_row_is_named(tmp_path: Path, content: str | bytes, says: str) -> None:
    path = written(tmp_path, content)
    with pytest.raises(SettingsError) as caught:
        phrases.load([path])
    line = str(caught.value)
    assert says in line
    assert "\n" not in line
    assert "own.csv" in line
    assert "mend the list" in line


@pytest.mark.parametrize(
    ("limit", "says"),
    [
        (131_072, "row 2 is no CSV (field larger than"),
        (2_000_000, "row 2 has a wrong wording of 1,048,576"),
    ],
)
def test_a_row_without_end_is_named_whatever_csv_allows(
    tmp_path: Path, limit: int, says: str
) -> None:
    path = written(tmp_path, f"wrong,right\n{'x' * 1_048_576},b\na,c\n")
    before = csv.field_size_limit(limit)  # of the whole process: tables of articles raise it
    try:
        with pytest.raises(SettingsError) as caught:
            phrases.load([path])
    finally:
        csv.field_size_limit(before)
    assert says in str(caught.value)


def test_every_broken_row_counts_and_the_others_are_read_on(tmp_path: Path) -> None:
    content = f"wrong,right\n{'x' * 200_000},b\n" + "a,\n" * 7 + "good,better\n"
    rows: phrases.Rows = {}
    found = list(phrases.broken(written(tmp_path, content), rows))
    assert [problem[:5] for problem in found] == [f"row {n}" for n in range(2, 10)]
    assert pairs(rows) == [("good", "better", 10)]
    with pytest.raises(SettingsError, match="; and 3 more;"):
        phrases.load([written(tmp_path, content)])


def test_lists_that_contradict_each_other_are_named(tmp_path: Path) -> None:
    one = written(tmp_path, "wrong,right\nagony,pain\n", "one.csv")
    two = written(tmp_path, "wrong,right\nache,pain\nAgony,ache\n", "two.csv")
    with pytest.raises(SettingsError, match=r"two.csv: row 3 .* but one.csv, row 2, “pain”"):
        phrases.load([one, two])


@pytest.mark.parametrize(
    "content",
    [
        "wrong,right\na,b\nb,c\n",  # leads on, but not back
        "wrong,right\ncovid,COVID\n",  # another case of itself
        "wrong,right\nskin,skincare\n",  # no word of its own
    ],
)
def test_what_is_no_loop(tmp_path: Path, content: str) -> None:
    assert phrases.load([written(tmp_path, content)])


def test_a_list_that_is_not_there(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(SettingsError, match="cannot be read"):
            phrases.load([str(path)])


def test_a_list_that_is_no_regular_file_is_refused_unread() -> None:
    with pytest.raises(SettingsError, match="it is no regular file"):  # a pipe would never end
        phrases.load(["/dev/null"])


def test_long_lists_and_chains_load_with_work_that_grows_with_them(
    tmp_path: Path, steps: Callable[[Callable[[], object]], int]
) -> None:
    def work(size: int) -> int:
        # each row leads on to the next, so that following them would be quadratic
        text = "".join(f"w{n:b}x word,w{n + 1:b}x word\n".replace("1", "i").replace("0", "o")
                       for n in range(size))  # fmt: skip
        path = written(tmp_path, text)
        assert len(phrases.load([path])) == size
        return steps(lambda: phrases.load([path]))

    assert work(2_000) < 12 * work(200)  # a hundred times as much if it were quadratic
