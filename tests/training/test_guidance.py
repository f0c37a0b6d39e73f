"""The reader of the table of guidance, on rows made up for these tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from healthtext.errors import InputError
from healthtext.records import kinds
from training.evidence import facts, guidance
from training.evidence.guidance import COLUMNS

URL = "https://www.example.org/tea?page=2#colds"
TEA = {
    "intervention": "sage tea", "outcome": "common cold", "purpose": "prevent",
    "effect": "none", "certainty": "moderate", "population": "", "body": "MoF",
    "title": "Teas", "year": "2021", "url": URL, "checked": "read",
}  # fmt: skip


def table(*rows: dict[str, str]) -> list[str]:
    return ["\t".join(COLUMNS), "# teas", "", *("\t".join(row.values()) for row in rows)]


def read(*rows: dict[str, str]) -> list[dict[str, str]]:
    return list(guidance.rows(table(*rows), "guidance.tsv"))


def test_a_row_becomes_a_fact_with_body_year_and_address() -> None:
    (row,) = read(TEA)
    found = facts.row(guidance.fact(row)).evidence
    assert (found.intervention, found.outcome) == ("sage tea", "prevention of common cold")
    assert (found.direction, found.effect, found.certainty) == ("no_difference", "none", "moderate")
    assert (found.study, found.identifier, found.year) == ("guidance of MoF", URL, 2021)
    assert (found.comparator, found.population, found.sentence) == ("", "", "")
    assert kinds.is_guidance(found.study) and not kinds.is_unread(found.study)


def test_both_sides_are_linked() -> None:
    made = facts.row(guidance.fact({**TEA, "intervention": "honey", "outcome": "cough"}))
    assert "MESH:D006722" in made.interventions
    assert "MESH:D003371" in made.outcomes


@pytest.mark.parametrize(
    ("outcome", "purpose", "said"),
    [
        ("gout", "treat", "treatment of gout"),
        ("gout", "prevent", "prevention of gout"),
        ("gout", "risk", "risk of gout"),
        ("gout", "relieve", "gout"),
        ("duration of colds", "treat", "duration of colds"),
        ("risk of gout", "prevent", "risk of gout"),
        ("sleep quality", "treat", "sleep quality"),
    ],
)
def test_what_a_row_is_about_stands_in_its_outcome(outcome: str, purpose: str, said: str) -> None:
    assert guidance.aimed(outcome, purpose) == said


@pytest.mark.parametrize(
    ("outcome", "purpose", "effect", "moved"),
    [
        ("pain", "relieve", "benefit", "decreased"),
        ("pain", "relieve", "harm", "increased"),
        ("sleep quality", "treat", "benefit", "increased"),
        ("sleep quality", "prevent", "benefit", "decreased"),
        ("gout", "prevent", "benefit", "decreased"),
        ("gout", "risk", "harm", "increased"),
        ("gout", "risk", "none", "no_difference"),
        ("gout", "treat", "unclear", "unknown"),
        ("serum level", "treat", "benefit", "unknown"),
    ],
)
def test_the_direction_follows_from_the_effect(
    outcome: str, purpose: str, effect: str, moved: str
) -> None:
    assert guidance.direction(outcome, purpose, effect) == moved


@pytest.mark.parametrize(
    ("checked", "stated", "kept"),
    [
        ("read", "high", "high"), ("read", "", "not stated"), ("recalled", "high", "not stated"),
        ("recalled", "moderate", "not stated"), ("recalled", "low", "low"),
        ("recalled", "very low", "very low"),
    ],
)  # fmt: skip
def test_a_page_that_was_not_read_is_not_quoted_as_certain(
    checked: str, stated: str, kept: str
) -> None:
    found = guidance.fact({**TEA, "checked": checked, "certainty": stated})
    assert found.certainty == kept
    assert kinds.is_unread(found.study) is (checked == "recalled")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("intervention", ""), ("outcome", ""), ("body", ""), ("title", ""), ("purpose", "cure"),
        ("purpose", ""), ("effect", "good"), ("effect", "unknown"), ("certainty", "very high"),
        ("year", "21"), ("year", "soon"), ("url", ""), ("url", "www.example.org"),
        ("url", "javascript:alert(1)"), ("url", "https://example.org/a b"),
        ("url", "https://example.org/a;b"), ("url", 'https://example.org/"x'), ("checked", "maybe"),
        ("intervention", "a tea of nine herbs that grow by the sea"),
        ("outcome", "colds of those who swim in the sea"),
    ],
)  # fmt: skip
def test_a_broken_row_is_named_by_file_line_and_value(column: str, value: str) -> None:
    with pytest.raises(InputError) as caught:
        read(TEA, {**TEA, "intervention": "x", column: value})
    said = str(caught.value)
    assert said.startswith(f"guidance.tsv: line 5: {column} = {value!r} is not right; ")
    assert "\n" not in said


def test_fields_header_and_repetitions_are_looked_at() -> None:
    with pytest.raises(InputError, match="line 4: fields = '2'"):
        list(guidance.rows([*table(), "sage tea\tcolds"], "t.tsv"))
    with pytest.raises(InputError, match="line 1: header = 'intervention'"):
        list(guidance.rows(["intervention"], "t.tsv"))
    with pytest.raises(InputError, match="line 1: header = ''"):
        list(guidance.rows([], "t.tsv"))
    with pytest.raises(InputError, match=r"line 5: row = .* line 4 says the same"):
        read(TEA, {**TEA, "effect": "benefit", "intervention": "Sage tea"})


def test_the_table_of_the_base_can_be_read(tmp_path: Path) -> None:
    assert len(list(guidance.facts())) > 100
    file = tmp_path / "own.tsv"
    file.write_text("\n".join(table(TEA)), "utf-8")
    assert [one.intervention for one in guidance.facts(file)] == ["sage tea"]
