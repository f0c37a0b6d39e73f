"""Reports as JSON: the schema, the round trip, what is refused."""

from __future__ import annotations

import json
from dataclasses import astuple, fields, replace

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthtext import claims, entities, records
from healthtext.edits import apply
from healthtext.records import SCHEMA, Edit, Evidence, Report, Source
from healthtext.render.json import dumps, from_json, schema, to_json
from tests.render.judged import MIXED, NOTHING, UNASKED, judged, suggestion

VALIDATOR = jsonschema.Draft202012Validator(schema())
TEXTS = st.text(alphabet='ab \r\n🦵é가İ\u0301"\\\u2028', max_size=30)


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


def test_a_report_fits_the_schema_and_comes_back_equal(report: Report) -> None:
    values = json.loads(dumps(report))
    VALIDATOR.validate(values)
    assert from_json(values) == report


def test_verdicts_with_rows_of_a_store_fit_the_schema(report: Report) -> None:
    rows = [astuple(study.evidence) for study in MIXED.studies]
    from_sqlite = (Evidence(*(int(v) if isinstance(v, bool) else v for v in row)) for row in rows)
    studies = tuple(
        replace(study, evidence=row) for study, row in zip(MIXED.studies, from_sqlite, strict=True)
    )
    (claim,) = report.claims
    for verdict in (replace(MIXED, studies=studies), NOTHING, UNASKED):
        whole = suggestion(
            replace(report, claims=(judged(claim, verdict),)), "Rest is", "Rest may be"
        )
        values = json.loads(dumps(whole))
        VALIDATOR.validate(values)
        assert from_json(values) == whole


def test_the_fields_are_those_of_the_schema_in_its_order(report: Report) -> None:
    assert list(to_json(report)) == schema()["required"]


@pytest.mark.parametrize(
    ("name", "record"),
    [("source", records.Source), ("edit", records.Edit), ("entity", records.Entity),
     ("concept", records.Concept), ("context", records.Context), ("claim", records.Claim),
     ("citation", records.Citation), ("cue", records.Cue), ("finding", records.Finding),
     ("verdict", records.Verdict), ("study", records.Study), ("evidence", records.Evidence),
     ("party", records.Party), ("quantity", records.Quantity), ("hyponym", records.Hyponym)],
)  # fmt: skip
def test_every_field_of_every_record_is_described(name: str, record: type) -> None:
    known = schema()["$defs"][name]
    assert set(known["properties"]) == {field.name for field in fields(record)}
    assert all("description" in value or "$ref" in value for value in known["properties"].values())


@pytest.mark.parametrize(
    ("record", "field", "values"),
    [
        ("entity", "type", entities.TYPES),
        ("claim", "kind", claims.KINDS),
        ("claim", "strength", claims.STRENGTHS),
        ("claim", "polarity", claims.POLARITIES),
        ("claim", "hedge", claims.HEDGES),
        ("claim", "attribution", claims.ATTRIBUTIONS),
        ("edit", "safety", records.SAFETIES),
        ("edit", "step", (*records.STEPS[:4], "evidence")),
    ],
)
def test_the_values_are_those_that_the_steps_give(
    record: str, field: str, values: tuple[str, ...]
) -> None:
    assert tuple(schema()["$defs"][record]["properties"][field]["enum"]) == values


def test_a_value_outside_the_schema_is_found(report: Report) -> None:
    values = to_json(report)
    for damage in ({"scores": {"x": "high"}}, {"edits": [{}]}, {"id": None}, {"more": 1}):
        with pytest.raises(jsonschema.ValidationError):
            VALIDATOR.validate(values | damage)


def test_text_that_is_not_after_the_safe_edits_is_refused(report: Report) -> None:
    every = replace(report, repaired=apply(report.original, report.edits))
    with pytest.raises(ValueError, match="not the text after the safe edits"):
        to_json(every)


def test_a_number_that_json_does_not_know_is_refused(report: Report) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        dumps(replace(report, scores={"x": float("nan")}))


@settings(max_examples=60, deadline=None)
@given(before=TEXTS, old=TEXTS, between=TEXTS, new=TEXTS, waiting=TEXTS)
def test_any_text_comes_back(before: str, old: str, between: str, new: str, waiting: str) -> None:
    original = before + old + between
    at, end = len(before), len(before + old)
    edits = (
        Edit(at, end, old, new, "clean", "clean-x", steps=("clean",)),
        Edit(end, len(original), between, waiting, "despin", "despin-x", 0.5, "review",
             steps=("despin",)),
    )  # fmt: skip
    report = Report(SCHEMA, "x", Source("x"), original, apply(original, edits[:1]), edits)
    line = dumps(report)
    assert "\n" not in line
    assert from_json(json.loads(line)) == report
