"""Quantities and contexts on a report: placed in both texts, and kept by its JSON and table."""

from __future__ import annotations

import jsonschema

from healthtext.pipeline import Pipeline
from healthtext.read import from_text
from healthtext.records import Report
from healthtext.render import json, table
from healthtext.settings import Settings

TEXT = "She had no fever.\n\nTake up to 4 g of vitamin C a day, and aspirin may help.\n"
SKIPPED = frozenset({"despin", "grammar"})


def report(*skip: str) -> Report:
    with Pipeline(Settings(skip=SKIPPED | {*skip})) as pipeline:
        found = pipeline.run(from_text(TEXT))
    assert isinstance(found, Report)
    return found


def test_json_keeps_quantities_and_contexts() -> None:
    made = report()
    values = json.to_json(made)
    jsonschema.validate(values, json.schema())
    assert json.from_json(values) == made
    (found,) = made.quantities
    assert made.original[found.original_start : found.original_end] == found.text == "up to 4 g"
    assert (found.low, found.high, found.unit) == (None, 4.0, "g")
    assert next(e for e in made.entities if e.text == "fever").context.modifiers[0].text == "had no"


def test_table_has_a_row_for_each() -> None:
    rows = [row for row in table.rows(report()) if row["record"] == "quantity"]
    assert [(row["type"], row["high"], row["unit"]) for row in rows] == [("dose", 4.0, "g")]


def test_skipping_entities_skips_them() -> None:
    assert report("entities").quantities == ()
