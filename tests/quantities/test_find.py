"""Quantities: every kind in the ways texts write it, and what only looks like one."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthtext import quantities
from healthtext.quantities import numbers, rates, units

Row = tuple[str, str, str, float | None, float | None, str, str]
N = "\u00a0"  # a no-break space
T = "\u2009"  # a thin space
FOUND: list[Row] = [
    ("Take 100-200 mg at night.", "100-200 mg", "dose", 100, 200, "mg", ""),
    ("1,000 IU daily", "1,000 IU daily", "dose", 1000, 1000, "IU", "day"),
    ("half a tablet", "half a tablet", "dose", 0.5, 0.5, "tablet", ""),
    ("½ tsp", "½ tsp", "dose", 0.5, 0.5, "tsp", ""),
    ("1 1/2 tablets", "1 1/2 tablets", "dose", 1.5, 1.5, "tablet", ""),
    ("1½ cups", "1½ cups", "dose", 1.5, 1.5, "cup", ""),
    ("1,5 mg", "1,5 mg", "dose", 1.5, 1.5, "mg", ""),
    ("0,125 mg", "0,125 mg", "dose", 0.125, 0.125, "mg", ""),
    (f"10{T}000 mg", f"10{T}000 mg", "dose", 10_000, 10_000, "mg", ""),
    (f"500{N}micrograms", f"500{N}micrograms", "dose", 500, 500, "µg", ""),
    ("5 \u00b5g", "5 \u00b5g", "dose", 5, 5, "µg", ""),
    ("5 \u03bcg", "5 \u03bcg", "dose", 5, 5, "µg", ""),
    ("5 mcg", "5 mcg", "dose", 5, 5, "µg", ""),
    ("two litres", "two litres", "dose", 2, 2, "L", ""),
    ("2 liters", "2 liters", "dose", 2, 2, "L", ""),
    ("5 × 10⁶ IU", "5 × 10⁶ IU", "dose", 5e6, 5e6, "IU", ""),
    ("at least 10⁹ colony-forming units", "at least 10⁹ colony-forming units", "dose", 1e9, None,
     "CFU", ""),
    ("10^9 CFU daily", "10^9 CFU daily", "dose", 1e9, 1e9, "CFU", "day"),
    ("10⁸ to 10¹⁰ CFU", "10⁸ to 10¹⁰ CFU", "dose", 1e8, 1e10, "CFU", ""),
    ("1–5 × 10⁹ CFU", "1–5 × 10⁹ CFU", "dose", 1e9, 5e9, "CFU", ""),
    ("10 billion CFU a day", "10 billion CFU a day", "dose", 1e10, 1e10, "CFU", "day"),
    ("2.4 million units", "2.4 million units", "dose", 2.4e6, 2.4e6, "unit", ""),
    ("1.5–2 million people", "1.5–2 million people", "sample_size", 1.5e6, 2e6, "person", ""),
    ("two to five million people", "two to five million people", "sample_size", 2e6, 5e6,
     "person", ""),
    ("500 to 2 million adults", "500 to 2 million adults", "sample_size", 500, 2e6, "adult", ""),
    ("3 ± 1 million IU", "3 ± 1 million IU", "dose", 2e6, 4e6, "IU", ""),
    ("10⁶ CFU/mL", "10⁶ CFU/mL", "measure", 1e6, 1e6, "CFU", "mL"),
    ("2 mg kg⁻¹", "2 mg kg⁻¹", "dose", 2, 2, "mg", "kg"),
    ("5 mg/kg/day", "5 mg/kg/day", "dose", 5, 5, "mg", "kg/day"),
    ("5 mg to 10 mg", "5 mg to 10 mg", "dose", 5, 10, "mg", ""),
    ("500 mg to 1 g a day", "500 mg to 1 g a day", "dose", 0.5, 1, "g", "day"),
    ("30 minutes to two hours", "30 minutes to two hours", "duration", 0.5, 2, "h", ""),
    ("Children aged six months to three years.", "aged six months to three years", "age", 0.5, 3,
     "year", ""),
    ("6 months to 5 years old", "6 months to 5 years old", "age", 0.5, 5, "year", ""),
    ("kids ages 2-5", "ages 2-5", "age", 2, 5, "year", ""),
    ("It took ages 20 minutes later.", "20 minutes", "duration", 20, 20, "min", ""),
    ("It heals in a week or two.", "a week or two", "duration", 1, 2, "week", ""),
    ("between 5 and 10 mg", "between 5 and 10 mg", "dose", 5, 10, "mg", ""),
    ("5 ± 2 mg", "5 ± 2 mg", "dose", 3, 7, "mg", ""),
    ("two or three capsules", "two or three capsules", "dose", 2, 3, "capsule", ""),
    ("up to 4 g a day", "up to 4 g a day", "dose", None, 4, "g", "day"),
    ("one hundred and fifty milligrams", "one hundred and fifty milligrams", "dose", 150, 150,
     "mg", ""),
    ("a couple of pills", "a couple of pills", "dose", 2, 2, "tablet", ""),
    ("Eat 25 g of fibre a day.", "25 g", "dose", 25, 25, "g", "day"),
    ("2 litres of plain water daily", "2 litres", "dose", 2, 2, "L", "day"),
    ("2,000 mg of sodium/day", "2,000 mg", "dose", 2000, 2000, "mg", "day"),
    ("five portions of fruit and veg a day", "five portions", "count", 5, 5, "serving", "day"),
    ("75 g of glucose a day before the test", "75 g", "dose", 75, 75, "g", ""),
    ("300 mg of calcium in a day", "300 mg", "dose", 300, 300, "mg", ""),
    ("30 minutes of brisk walking a day", "30 minutes", "duration", 30, 30, "min", "day"),
    ("30 minutes a day", "30 minutes a day", "duration", 30, 30, "min", "day"),
    ("three nights a week", "three nights a week", "frequency", 3, 3, "time", "week"),
    ("two days a week later", "two days", "duration", 2, 2, "day", ""),
    ("every morning", "every morning", "frequency", 1, 1, "time", "day"),
    ("for two fortnights", "two fortnights", "duration", 2, 2, "fortnight", ""),
    ("7-year-olds", "7-year-olds", "age", 7, 7, "year", ""),
    ("patients ≥65 years", "≥65 years", "age", 65, None, "year", ""),
    ("patients >2 years after it", ">2 years", "duration", 2, None, "year", ""),
    ("women over 65 should", "over 65", "age", 65, None, "year", ""),
    ("children under 5.", "under 5", "age", None, 5, "year", ""),
    ("adults 50 and older", "50 and older", "age", 50, None, "year", ""),
    ("a third of women", "a third", "percentage", 33.3, 33.3, "%", ""),
    ("blood pressure of 120/80", "120/80", "measure", 80, 120, "mmHg", ""),
    ("her blood pressure was 135 over 85", "135 over 85", "measure", 85, 135, "mmHg", ""),
    ("120 over 80 mmHg", "120 over 80 mmHg", "measure", 80, 120, "mmHg", ""),
    ("kept at −80 °C", "−80 °C", "measure", -80, -80, "°C", ""),
    ("15-20 °C", "15-20 °C", "measure", 15, 20, "°C", ""),
    ("a fever of 38.5C", "38.5C", "measure", 38.5, 38.5, "°C", ""),
    ("12 breaths per minute", "12 breaths per minute", "measure", 12, 12, "breath/min", ""),
    ("twelve to sixteen weeks", "twelve to sixteen weeks", "duration", 12, 16, "week", ""),
    ("six to sixty people", "six to sixty people", "sample_size", 6, 60, "person", ""),
    ("twice a day", "twice a day", "frequency", 2, 2, "time", "day"),
    ("three times weekly", "three times weekly", "frequency", 3, 3, "time", "week"),
    ("once-daily", "once-daily", "frequency", 1, 1, "time", "day"),
    ("3x/week", "3x/week", "frequency", 3, 3, "time", "week"),
    ("every 4–6 hours", "every 4–6 hours", "frequency", 4, 6, "time", "day"),
    ("every other day", "every other day", "frequency", 0.5, 0.5, "time", "day"),
    ("b.i.d.", "b.i.d.", "frequency", 2, 2, "time", "day"),
    ("for 7 days", "7 days", "duration", 7, 7, "day", ""),
    ("a six-week course", "six-week", "duration", 6, 6, "week", ""),
    ("two and a half hours", "two and a half hours", "duration", 2.5, 2.5, "h", ""),
    ("at least 30 minutes", "at least 30 minutes", "duration", 30, None, "min", ""),
    ("a 65-year-old man", "65-year-old", "age", 65, 65, "year", ""),
    ("aged 18 to 30", "aged 18 to 30", "age", 18, 30, "year", ""),
    ("babies under 12 months", "under 12 months", "age", None, 12, "month", ""),
    ("women over 65 years", "over 65 years", "age", 65, None, "year", ""),
    ("we followed women over 12 years", "over 12 years", "duration", 12, None, "year", ""),
    ("pain under 12 weeks", "under 12 weeks", "duration", None, 12, "week", ""),
    ("six months of age", "six months of age", "age", 6, 6, "month", ""),
    ("5–10%", "5–10%", "percentage", 5, 10, "%", ""),
    ("12 per cent", "12 per cent", "percentage", 12, 12, "%", ""),
    ("one in five adults", "one in five", "percentage", 20, 20, "%", ""),
    ("about 1 in 4 million", "about 1 in 4 million", "percentage", 2.5e-05, 2.5e-05, "%", ""),
    ("one in three", "one in three", "percentage", 33.3333, 33.3333, "%", ""),
    ("8 million people", "8 million people", "sample_size", 8e6, 8e6, "person", ""),
    ("two thirds of patients", "two thirds", "percentage", 66.7, 66.7, "%", ""),
    ("about a quarter of adults", "about a quarter", "percentage", 25, 25, "%", ""),
    ("more than half of patients", "more than half", "percentage", 50, None, "%", ""),
    ("up to 1 in 10 users", "up to 1 in 10", "percentage", None, 10, "%", ""),
    ("fell from 9% to 7%", "9% to 7%", "percentage", 7, 9, "%", ""),
    ("(n = 120)", "n = 120", "sample_size", 120, 120, "person", ""),
    ("N=1,234", "N=1,234", "sample_size", 1234, 1234, "person", ""),
    ("ten thousand people", "ten thousand people", "sample_size", 10_000, 10_000, "person", ""),
    ("10 000 women", "10 000 women", "sample_size", 10_000, 10_000, "woman", ""),
    ("95% CI 1.2–3.4", "95% CI 1.2–3.4", "confidence_interval", 1.2, 3.4, "", ""),
    ("CI [−0.5, 1.2]", "CI [−0.5, 1.2", "confidence_interval", -0.5, 1.2, "", ""),
    ("p < .05", "p < .05", "p_value", None, 0.05, "", ""),
    ("1.5 fold", "1.5 fold", "ratio", 1.5, 1.5, "fold", ""),
    ("twofold", "twofold", "ratio", 2, 2, "fold", ""),
    ("three times as likely", "three times as", "ratio", 3, 3, "fold", ""),
    ("120/80 mmHg", "120/80 mmHg", "measure", 80, 120, "mmHg", ""),
    ("over 140/90 mmHg", "over 140/90 mmHg", "measure", 90, 140, "mmHg", ""),
    ("fell by 8/5 mmHg", "8/5 mmHg", "measure", 5, 8, "mmHg", ""),
    ("above 7.0 mmol/L", "above 7.0 mmol/L", "measure", 7, None, "mmol", "L"),
    ("below 60 mg", "below 60 mg", "dose", None, 60, "mg", ""),
    ("25 kg/m²", "25 kg/m²", "measure", 25, 25, "kg", "m²"),
    ("200 mg/dL", "200 mg/dL", "measure", 200, 200, "mg", "dL"),
    ("37.5 °C", "37.5 °C", "measure", 37.5, 37.5, "°C", ""),
    ("ten thousand steps a day", "ten thousand steps a day", "count", 10_000, 10_000, "step",
     "day"),
    ("5 +/- 2 years", "5 +/- 2 years", "duration", 3, 7, "year", ""),
    ("1–1/2 tablets", "1–1/2 tablets", "dose", 1.5, 1.5, "tablet", ""),
    ("53 mmol/mol", "53 mmol/mol", "measure", 53, 53, "mmol", "mol"),
    ("a rate below 60 mL/min/1.73 m2", "below 60 mL/min/1.73 m2", "measure", None, 60, "mL",
     "min/1.73 m²"),
    ("2 L/min of oxygen", "2 L/min", "measure", 2, 2, "L", "min"),
    ("20 mL/h", "20 mL/h", "dose", 20, 20, "mL", "h"),
    ("patients older than 65 years", "older than 65 years", "age", 65, None, "year", ""),
    ("infants younger than 6 months", "younger than 6 months", "age", None, 6, "month", ""),
    ("longer than one year", "longer than one year", "duration", 1, None, "year", ""),
    ("for 4 years or more", "4 years or more", "duration", 4, None, "year", ""),
    ("aged 65 years and over", "aged 65 years and over", "age", 65, None, "year", ""),
    ("6.5% or higher", "6.5% or higher", "percentage", 6.5, None, "%", ""),
    ("5 mg or less", "5 mg or less", "dose", None, 5, "mg", ""),
    ("5 percentage points", "5 percentage points", "percentage", 5, 5, "%", ""),
    ("maximum 40 mg", "maximum 40 mg", "dose", None, 40, "mg", ""),
    ("max. 8 tablets", "max. 8 tablets", "dose", None, 8, "tablet", ""),
    ("0.1-0.2 U/kg", "0.1-0.2 U/kg", "dose", 0.1, 0.2, "unit", "kg"),
    ("1000 international units", "1000 international units", "dose", 1000, 1000, "IU", ""),
    ("for 48 hrs", "48 hrs", "duration", 48, 48, "h", ""),
    ("q.d.", "q.d.", "frequency", 1, 1, "time", "day"),
    ("tds", "tds", "frequency", 3, 3, "time", "day"),
    ("b.d.", "b.d.", "frequency", 2, 2, "time", "day"),
    ("qw", "qw", "frequency", 1, 1, "time", "week"),
    ("8-hourly", "8-hourly", "frequency", 3, 3, "time", "day"),
    ("q 8 h", "q 8 h", "frequency", 3, 3, "time", "day"),
    ("on alternate days", "alternate days", "frequency", 0.5, 0.5, "time", "day"),
    ("once-a-day", "once-a-day", "frequency", 1, 1, "time", "day"),
    ("90 mcg per puff", "90 mcg per puff", "dose", 90, 90, "µg", "puff"),
    ("100mg/5mL", "100mg/5mL", "measure", 100, 100, "mg", "5 mL"),
    ("4 doses/24h", "4 doses/24h", "dose", 4, 4, "dose", "day"),
]  # fmt: skip
NOTHING = [
    "12 March 2020", "March 12, 2020", "2020-03-12", "3/4/2021", "May 2020", "in 1998", "the 1990s",
    "at 10:30", "8 a.m.", "call 555-123-4567", "+44 20 7946 0958", "Section 3.2", "Table 5 g",
    "page 12", "[12]", "[3, 4]", "(Smith, 2010)", "(Lee et al., 2019)",
    "vitamin B12", "COVID-19", "omega-3", "IL-6", "CD4 cells", "H1N1", "BRCA1", "SARS-CoV-2",
    "https://example.org/5mg/7days", "www.example.org/2-weeks", "a5mg@example.org",
    "doi:10.1000/5mg", "type 2 diabetes", "stage 3", "24/7", "50/50", "90s", "5G", "$5 million",
    "£20", "one day you will", "in 2019 patients were few", "5mgx", "3D", "nine lives", "half",
    "half a person", "in 10² patients", "after 10³ days", "note 10⁹", "10⁹x CFU", "5 million",
    "a TDS meter", "alternate therapies", "two or more", "the U of T", "a BD needle",
    "people over 50 countries", "places over 50", "shifts of 12/24", "won 3 over 4 games",
    "vitamins B6 and 5 C", "dogs bd", "an OD on pills", "a third dose",
]  # fmt: skip


@pytest.mark.parametrize("text", ["1 g to 500 mg", "3 years to 5 months", "10 mg to 20 kg"])
def test_what_is_no_range_is_two(text: str) -> None:
    assert [found.text for found in quantities.find(text)] == text.split(" to ")


@pytest.mark.parametrize("row", FOUND, ids=lambda row: row[0])
def test_found(row: Row) -> None:
    text, *expected = row
    (found,) = quantities.find(text)
    got = [found.text, found.kind, found.low, found.high, found.unit, found.per]
    assert got == expected


@pytest.mark.parametrize("text", NOTHING)
def test_no_quantity(text: str) -> None:
    assert quantities.find(text) == ()
    assert quantities.find(f"It says {text}, and so on.") == ()


def test_a_section_number_opens_a_line() -> None:
    assert quantities.find("Advice\n2.1 Doses\n") == ()


def test_a_regimen_is_three_quantities() -> None:
    found = quantities.find("Give 5 mg/kg twice a day for 7 days (p = .03), not 2 tablets.")
    assert [(q.text, q.kind) for q in found] == [
        ("5 mg/kg", "dose"), ("twice a day", "frequency"), ("7 days", "duration"),
        ("p = .03", "p_value"), ("2 tablets", "dose"),
    ]  # fmt: skip


def test_short_signs_count_behind_a_dose() -> None:
    found = quantities.find("Take 5 mg bd, then 10 mg od, or two tablets bd.")
    assert [(q.text, q.low) for q in found if q.kind == "frequency"] == [
        ("bd", 2), ("od", 1), ("bd.", 2),
    ]  # fmt: skip


def test_an_amount_is_told_with_what_it_is_of() -> None:
    text = "Eat 25 g of fibre a day now."
    assert text[: rates.through(text, 8)] == "Eat 25 g of fibre a day"
    assert rates.through("Eat 25 g of fibre now and then.", 8) == 8


def test_two_amounts_with_units_of_their_own_are_two() -> None:
    assert [q.text for q in quantities.find("5 mg and 10 mg")] == ["5 mg", "10 mg"]
    assert [q.text for q in quantities.find("37 °C or 98.6 °F")] == ["37 °C", "98.6 °F"]


def test_every_kind_is_a_declared_one() -> None:
    assert {row[2] for row in FOUND} == set(quantities.KINDS)


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,000", 1000), ("1.000.000", 1e6), ("12,5", 12.5), (".5", 0.5), ("3·2", 3.2),
     ("1/0", 0), ("2⁄3", 2 / 3), ("a dozen", 12), ("two million", 2e6), ("2 x 10^3", 2000),
     ("10⁻³", 0.001), ("10 ** 9", 1e9), ("2.5 Billion", 2.5e9)],
)  # fmt: skip
def test_numbers(text: str, value: float) -> None:
    assert numbers.value(text, units.load().numbers) == pytest.approx(value)


@given(st.lists(st.sampled_from(
    ["5", " ", "mg", "1,000", "–", "/", "kg", "½", "twice", "a day", "n =", "p <", ".05", "CI", "%",
     "\u2009", "İ", "😀", "출장", "\r\n", "hundred", "and", "every", "⁶", "٣", "²", "± ", "°C",
     "10⁹", "10^", " million", "CFU"]
), max_size=16).map("".join))  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_offsets_point_to_the_text(text: str) -> None:
    at = 0
    for found in quantities.find(text):
        assert at <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text
        assert found.kind in quantities.KINDS
        assert found.low is not None or found.high is not None
        at = found.end


PARTS = (
    *("10", "⁹", "⁻", "^", "**", "x", "×", ".", ",", "/", "½", "-", "–", "±", " ", "%", "<", "≥"),
    *("6", "1,000", "0", "six", "sixteen", "sixty", "dozen", "million", "half", "a", "a third"),
    *("to", "or", "and", "of", "over", "in", "between", "mg", "kg", "weeks", "people", "day", "°C"),
    *("times", "every", "n =", "p <", "95% CI", "mmHg", "older", "bd", "per", "fold", "daily"),
    "blood pressure",
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=9), st.sampled_from(["", " "]))
def test_any_row_of_numbers_and_units_is_read(parts: list[str], gap: str) -> None:
    for found in quantities.find(gap.join(parts)):
        assert found.text.strip()
        assert found.low is None or found.high is None or found.low <= found.high


@given(st.text(max_size=80))
@settings(max_examples=100, deadline=None)
def test_any_text_is_read(text: str) -> None:
    for found in quantities.find(text):
        assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    ("part", "length"),
    [("take 5 mg twice a day ", 100_000), ("1", 100_000), ("(A", 100_000), ("1 ", 8_000),
     ("two and ", 8_000), ("+1 ", 8_000)],
)  # fmt: skip
def test_time_grows_with_length_only(part: str, length: int) -> None:
    """A line without an end takes at most a little more than its share."""
    seconds = []
    for size in (length // 4, length):
        text = (part * size)[:size]
        start = time.process_time()
        quantities.find(text)
        seconds.append(time.process_time() - start)
    assert seconds[1] < 4 * 2 * seconds[0] + 0.5


def test_the_import_reads_no_table() -> None:
    code = "import sys, healthtext.quantities; print('spacy' in sys.modules, 'pint' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split() == ["False", "False"]
