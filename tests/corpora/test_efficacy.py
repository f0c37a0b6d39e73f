"""Hold the questions of efficacy to their own description."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "corpora" / "efficacy"


def rows(name: str = "questions.tsv") -> list[dict[str, str]]:
    with (ROOT / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


def test_ids_and_questions_are_unique_and_answers_known() -> None:
    every = rows() + rows("further.tsv") + rows("third.tsv") + rows("fourth.tsv")
    for column in ("id", "question"):
        assert len({row[column] for row in every}) == len(every)
    assert {row["answer"] for row in every} == {"yes", "no", "unclear", "harm"}
    assert all(row["question"].endswith("?") for row in every)


def test_the_third_part_names_a_study_for_every_answer() -> None:
    known = re.compile(r"10\.\d{4}/\S+|NCT\d{8}|ISRCTN\d{8}|ACTRN\d{14}")
    assert all(known.fullmatch(row["identifier"]) for row in rows("third.tsv"))


def test_the_fourth_part_names_no_study_or_one() -> None:
    known = re.compile(r"(?:10\.1002/14651858\.CD\d{6})?")
    assert all(known.fullmatch(row["identifier"]) for row in rows("fourth.tsv"))


def test_the_manifest_says_what_is_there() -> None:
    manifest = json.loads((ROOT / "manifest.json").read_text("utf-8"))
    data = (ROOT / "questions.tsv").read_bytes()
    halves = Counter(
        ("chosen", "held")[hashlib.sha256(row["id"].encode()).digest()[0] % 2] for row in rows()
    )
    assert manifest == {
        "sha256": hashlib.sha256(data).hexdigest(),
        "questions": len(rows()),
        "answers": dict(Counter(row["answer"] for row in rows())),
        "halves": dict(sorted(halves.items())),
        "further": described("further.tsv"),
        "third": described("third.tsv"),
        "fourth": described("fourth.tsv"),
    }


def described(name: str) -> dict[str, object]:
    return {
        "sha256": hashlib.sha256((ROOT / name).read_bytes()).hexdigest(),
        "questions": len(rows(name)),
        "answers": dict(Counter(row["answer"] for row in rows(name))),
    }
