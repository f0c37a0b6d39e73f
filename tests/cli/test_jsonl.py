"""Records whose text is replaced, character by character."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from healthtext.cli.jsonl import Records, with_text

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=80, deadline=None)
@given(
    others=st.dictionaries(st.text(max_size=4), VALUES, max_size=4),
    text=st.text(max_size=20),
    new=st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    ascii_only=st.booleans(),
    space=st.sampled_from([None, (" , ", "\t: "), (",", ":")]),
)
def test_only_the_text_changes(
    others: dict[str, object], text: str, new: str, ascii_only: bool,
    space: tuple[str, str] | None,
) -> None:  # fmt: skip
    record = {**others, "text": text}
    line = json.dumps(record, ensure_ascii=ascii_only, separators=space)
    changed = with_text(f" {line}\r\n", "text", new)
    assert json.loads(changed) == {**record, "text": new}
    assert changed.endswith("\r\n")
    before = line[: line.rindex('"text"')]
    assert changed.startswith(f" {before}") or "text" in others


def test_of_a_name_given_twice_the_last_one_counts() -> None:
    line = '{"text": "a", "text": "b"}'
    assert with_text(line, "text", "c") == '{"text": "a", "text": "c"}\n'


def test_a_name_may_be_written_in_escapes() -> None:
    assert with_text('{"te\\u0078t": ""}', "text", "é") == '{"te\\u0078t": "é"}\n'


def test_lines_are_found_by_number_behind_long_ones(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    long = "x" * 200_000
    path.write_bytes(f"\ufeffone\n{long}\n\nfour\r\nfive".encode())
    with Records(path) as records:
        assert records.line(1) == "one\n"
        assert records.line(4) == "four\r\n"
        assert records.line(5) == "five"
