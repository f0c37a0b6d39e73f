"""The review file: what is written is read again, and what is wrong with one is named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from healthtext.errors import InputError
from healthtext.review import store
from healthtext.review.records import Review
from tests.review.conftest import decided


def test_what_is_written_is_read_again_and_follows_the_schema(
    review: Review, tmp_path: Path
) -> None:
    review = decided(decided(review, 1, "write", "‹\u2028🦵›"), 2, "reject")
    path = tmp_path / "a.review.json"
    path.write_text(store.dumps(review), "utf-8")
    assert store.load(path) == review
    jsonschema.validate(json.loads(path.read_text("utf-8")), store.schema())


def test_a_review_without_edits_is_one(review: Review) -> None:
    from dataclasses import replace

    empty = replace(review, items=())
    assert store.from_json(json.loads(store.dumps(empty)), "x") == empty


def test_each_item_is_one_line(review: Review) -> None:
    lines = store.dumps(review).splitlines()
    assert sum(line.startswith('  {"id": ') for line in lines) == len(review.items)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"schema": "healthtext-review/2"}, "found 'healthtext-review/2'"),
        ({"schema": None}, "is no review"),
        ({"article": []}, "has article"),
        ({"article": {"id": "x"}}, "article has no 'name'"),
        ({"items": None}, "has items"),
        ({"items": [7]}, "item 1 is no object"),
    ],
)
def test_a_file_of_another_make_is_refused(
    review: Review, change: dict[str, Any], problem: str
) -> None:
    with pytest.raises(InputError, match=problem):
        store.from_json(store.to_json(review) | change, "a.json")


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"decision": "perhaps"}, "perhaps"),
        ({"decision": 1}, "decision = 1"),
        ({"start": -1}, "outside the article"),
        ({"end": 99999}, "outside the article"),
        ({"start": True}, "start = True"),
        ({"old": "spinal twines"}, "does not quote"),
        ({"seconds": "2"}, "seconds = '2'"),
        ({"tier": "sure"}, "sure"),
    ],
)
def test_an_item_that_is_wrong_is_named(
    review: Review, change: dict[str, Any], problem: str
) -> None:
    values = store.to_json(review)
    values["items"][1] |= change
    with pytest.raises(InputError, match=problem) as caught:
        store.from_json(values, "a.json")
    assert str(caught.value).startswith("a.json: item 2 ")


def test_decisions_that_contradict_each_other_are_named(review: Review) -> None:
    values = store.to_json(decided(review, 1, "accept"))
    other = store.to_json(decided(review, 1, "reject"))["items"][1]
    values["items"].insert(2, other)
    with pytest.raises(InputError, match="decisions conflict at characters 23-35") as caught:
        store.from_json(values, "a.json")
    assert "“spinal twine” to “spinal cord” is accepted" in str(caught.value)
    assert "is rejected; take one" in str(caught.value)


def test_two_insertions_may_meet_at_a_point_but_not_one_decided_in_two_ways(
    review: Review,
) -> None:
    values = store.to_json(review)
    place = {"start": 22, "end": 22, "old": ""}
    one, other = ({**values["items"][1], **place, "id": id} for id in ("one", "other"))
    values["items"] = [one, other]
    assert [item.id for item in store.from_json(values, "a.json").items] == ["one", "other"]
    values["items"] = [one, {**one, "decision": "reject"}]
    with pytest.raises(InputError, match="decisions conflict at characters 22-22"):
        store.from_json(values, "a.json")


def test_the_same_decision_twice_is_no_conflict(review: Review) -> None:
    values = store.to_json(review)
    values["items"].append(values["items"][1])
    assert store.from_json(values, "a.json") == review


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"[]", b"null", b"[" * 100_000])
def test_no_json_is_said_to_be_none(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(data)
    with pytest.raises(InputError, match=r"a\.json: is no (JSON|review)"):
        store.load(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        store.load(tmp_path / "none.json")
