"""Hold the questions of efficacy to their own description."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "corpora" / "efficacy"
NAMES = (
    "questions.tsv", "further.tsv", "third.tsv", "fourth.tsv", "fifth.tsv", "sixth.tsv",
    "seventh.tsv", "eighth.tsv",
)  # fmt: skip
# words that tell no question from another
EMPTY = re.compile(
    r"a|an|and|are|as|at|be|by|can|could|do|does|for|from|good|help|helps|helping|in|is|it|its|"
    r"my|of|on|or|should|someone|somebody|people|that|the|their|them|there|they|to|when|who|will|"
    r"with|would|you|your|effective|treatment|treat|treats|relieve|relieves|ease|eases|prevent|"
    r"prevents|reduce|reduces|lower|lowers|cure|cures|stop|stops|improve|improves|has|have|after|"
    r"before|during|long|than|more|less"
)


def rows(name: str = "questions.tsv") -> list[dict[str, str]]:
    with (ROOT / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


def test_ids_and_questions_are_unique_and_answers_known() -> None:
    every = [row for name in NAMES for row in rows(name)]
    for column in ("id", "question"):
        assert len({row[column] for row in every}) == len(every)
    assert {row["answer"] for row in every} == {"yes", "no", "unclear", "harm"}
    statements = [row["id"] for row in every if not row["question"].endswith("?")]
    assert all(id[0] in "yz" for id in statements)  # only the seventh and eighth state claims too


def test_the_third_part_names_a_study_for_every_answer() -> None:
    known = re.compile(r"10\.\d{4}/\S+|NCT\d{8}|ISRCTN\d{8}|ACTRN\d{14}")
    assert all(known.fullmatch(row["identifier"]) for row in rows("third.tsv"))


@pytest.mark.parametrize("name", NAMES[NAMES.index("fourth.tsv") :])
def test_a_part_as_consumers_ask_names_no_study_or_one(name: str) -> None:
    known = re.compile(r"(?:10\.1002/14651858\.CD\d{6})?")
    assert all(known.fullmatch(row["identifier"]) for row in rows(name))


@pytest.mark.parametrize("name", NAMES[NAMES.index("fifth.tsv") :])
def test_a_part_that_is_only_measured_repeats_no_question(name: str) -> None:
    for words, rest in each_with_the_rest(name):
        assert all(len(words & other) < len(words | other) / 2 for other in rest), words


def test_the_sixth_part_asks_no_shorter_question_within_a_longer_one() -> None:
    for words, rest in each_with_the_rest("sixth.tsv"):
        shared = [(len(words & other), min(len(words), len(other))) for other in rest]
        assert all(common < 2 or common / fewer < 2 / 3 for common, fewer in shared), words


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
        "fifth": described("fifth.tsv"),
        "sixth": described("sixth.tsv"),
        "seventh": described("seventh.tsv"),
        "eighth": described("eighth.tsv"),
    }


def telling(question: str) -> set[str]:
    """Return the words of a question that say what it is about, without endings."""
    found = re.findall(r"[a-z0-9-]+", question.lower().replace("'s", ""))
    return {
        re.sub(r"(?<=....)(?:ing|es|s)$", "", word) for word in found if not EMPTY.fullmatch(word)
    }


def each_with_the_rest(name: str) -> Iterator[tuple[set[str], list[set[str]]]]:
    """Yield the telling words of each question, and those of the others there and before."""
    others = [row for part in NAMES[: NAMES.index(name)] for row in rows(part)]
    every = [telling(row["question"]) for row in rows(name) + others]
    for place in range(len(rows(name))):
        yield every[place], every[:place] + every[place + 1 :]


def described(name: str) -> dict[str, object]:
    return {
        "sha256": hashlib.sha256((ROOT / name).read_bytes()).hexdigest(),
        "questions": len(rows(name)),
        "answers": dict(Counter(row["answer"] for row in rows(name))),
    }
