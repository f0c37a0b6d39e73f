"""The lists that spinners' wordings are known from."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from healthtext import assets
from healthtext.despin import channel
from training.channel import build, lists

ROWS = list(lists.read())
OWNERS = frozenset("my your his her its our their".split())  # noqa: SIM905
KEEPS = OWNERS | frozenset("the a an".split())  # noqa: SIM905
NUMERALS = dict(
    zip(
        "two three four five six seven eight nine ten eleven twelve twenty thirty hundred".split(),  # noqa: SIM905
        [*range(2, 13), 20, 30, 100],
        strict=True,
    )
)
ALIKE = {
    "12 months": "year", "seven days": "week", "thrice": "three times", "twofold": "double",
    "two times": "twice", "two instances": "twice", "2 instances": "twice", "2 times": "twice",
    "double a day": "twice a day", "first three months": "first trimester", "1/3": "third",
    "1/2": "half", "last three months": "third trimester", "two or three": "a few",
    "covid 19": "coronavirus", "ice 3d": "ice", "3d": "three dimensional", "six pack": "washboard",
    "6 pack": "washboard", "2 or 3": "a few", "two or 3": "a few", "two occasions": "twice",
}  # fmt: skip
IGNORED = frozenset({"1", "o2", "co2", "h2", "n2", "h2o2"})


def test_a_line_gives_a_row_for_each_code(tmp_path: Path) -> None:
    (tmp_path / "l.tsv").write_text("# note\nlower\tv\tdecrease S3 PQ1; bring down Q2\n", "utf-8")
    assert list(lists.read(tmp_path)) == [
        lists.Listed("decrease", "lower", "v", 3, "S"),
        lists.Listed("decrease", "lower", "v", 1, "PQ"),
        lists.Listed("bring down", "lower", "v", 2, "Q"),
    ]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("lower\tw\tdecrease S3", "inflect is 'w'"),
        ("lower\tv\tdecrease", "'decrease' is no form with the letters and weight"),
        ("lower\tv\tdecrease S4", "'decrease S4' is no form"),
        ("lower\tv\tS3", "'S3' is no form"),
        ("lower\tv\tdecrease S3; ", "'' is no form"),
        ("lower decrease S3", "not enough values"),
    ],
)
def test_broken_lines_are_named(tmp_path: Path, line: str, fault: str) -> None:
    (tmp_path / "l.tsv").write_text(f"# note\n{line}\n", "utf-8")
    with pytest.raises(ValueError, match=re.escape("l.tsv:2: ") + ".*" + re.escape(fault)):
        list(lists.read(tmp_path))


def test_no_form_is_its_original_or_longer_than_the_channel_reads() -> None:
    assert len({(row.spun, row.original) for row in ROWS}) > 100_000
    for row in ROWS:
        assert row.spun != row.original, row
        assert len(row.spun.split()) <= channel.LONGEST >= len(row.original.split()), row
        assert row.spun == row.spun.strip().lower() and row.original == row.original.lower(), row


def test_every_original_has_one_line_in_the_file_of_its_letter() -> None:
    seen: Counter[tuple[str, str]] = Counter()
    for path in lists.FOLDER.glob("*.tsv"):
        lines = [line for line in path.read_text("utf-8").splitlines() if line[0] != "#"]
        keys = [(line.split("\t")[0], line.split("\t")[1]) for line in lines]
        assert keys == sorted(keys), path.name
        assert all(key[0][0] == path.stem or path.stem == "0" for key in keys), path.name
        seen.update(keys)
    assert max(seen.values()) == 1


def _amounts(text: str) -> list[str]:
    """Return the numbers of a wording, however they are written; one and formulas are none."""
    text = text.replace("-", " ")
    for wording, same in ALIKE.items():
        text = re.sub(rf"\b{wording}\b", same, text)
    words = re.findall(r"[a-z0-9.,/]+", text)
    found = [str(NUMERALS.get(word, word)) for word in words]
    return sorted(n for n in found if (re.search(r"\d$", n) and n not in IGNORED) or n == "twice")


def test_no_row_changes_a_number() -> None:
    changed = [row for row in ROWS if _amounts(row.spun) != _amounts(row.original)]
    assert not changed
    assert _amounts("two pills") == _amounts("2 pills") != _amounts("three pills")


def test_no_function_words_take_the_place_of_whose_it_is() -> None:
    lost = [
        row for row in ROWS
        if OWNERS & {*row.spun.split()}
        and assets.function_words().issuperset(row.original.split())
        and not KEEPS & {*row.original.split()}
        and not row.original.endswith(("self", "selves"))
    ]  # fmt: skip
    assert not lost


def test_a_common_pair_is_a_sign_of_a_dialect_and_a_plausible_one_is_none() -> None:
    written = {(spun, original): known for spun, original, _, known in build._written(wider=True)}
    rows = [build._row(*pair, written[pair]) for pair in (
        ("reminiscent of", "such as"), ("reminiscent of", "like"), ("bag", "sac"),
    )]  # fmt: skip
    found = [channel._listed(row) for row in rows]
    assert [original.strength for original in found] == [-0.625, -1.1875, -3.5]
    assert [original.bits & channel.DIALECT > 0 for original in found] == [True, True, False]
    assert [original.bits & channel.HALLMARK > 0 for original in found] == [True, False, False]


def test_what_is_only_plausible_in_dialect_s_is_left_out_unless_its_first_list_has_it() -> None:
    letters = {(spun, original): one.dialects for spun, original, _, one in build._wider()}
    rows = build._rows(build.LEXICONS / "dialect_s.tsv")
    first = {(spun, original) for spun, original, *_ in rows}
    plausible = [row for row in ROWS if row.weight == 1 and "S" in row.dialects]
    alone = [row for row in plausible if (row.spun, row.original) not in first]
    assert len(alone) > 50_000 and len(plausible) > len(alone)
    only = next(row for row in alone if row.dialects == "S")
    held = {(row.spun, row.original) for row in ROWS if row.weight > 1 or "S" not in row.dialects}
    assert (only.spun, only.original) not in letters.keys() - held
    kept = next(row for row in plausible if (row.spun, row.original) in first)
    assert "S" in letters[kept.spun, kept.original]


def test_a_row_of_the_packaged_lists_is_as_strong_as_all_of_them() -> None:
    row = build._row("a", "b", build.Known(channel.DIALECT, "S", channel.LISTED))
    assert row.count("\t") == 3 and channel._listed(row).strength == channel.LISTED


def test_a_pair_that_several_lists_have_keeps_what_is_best_of_all() -> None:
    pair = ("physique", "body", "x")
    rows = [(*pair, build.Known(0, "S", -3.5)), (*pair, build.Known(channel.DIALECT, "P", -1.2))]
    known = build.phrases_of(rows)["physique", "body"]
    assert known == build.Known(channel.DIALECT, "PS", -1.2)


def test_every_packaged_row_is_among_the_wider_ones_but_what_changes_an_amount_or_a_disorder() -> (
    None
):
    wider = {(row.spun, row.original) for row in ROWS}
    packaged = {(spun, original) for spun, original, *_ in build._written()}
    missing = {pair for pair in packaged - wider if len(pair[0].split()) <= channel.LONGEST}
    assert missing == {
        ("double", "twice"), ("multiple times each day", "three times a day"),
        ("multiple times per week", "three times a week"),
        ("adult onset diabetes", "type 2 diabetes"),
    }  # fmt: skip
