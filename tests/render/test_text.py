"""Lines for terminals and programs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from healthtext.records import Edit, Failure, Finding, Report, Source
from healthtext.render import problems, text


def test_problems_name_places_in_the_original_in_their_order(report: Report) -> None:
    assert [str(problem) for problem in problems.problems(report)] == [
        "articles/knee.txt:1:1: warning clean-cms remove “Posted By admin Posted On\\r\\n\\r\\n”: "
        "left by the site’s tools [safe]",
        "articles/knee.txt:3:6: warning despin-word “agony and” should be “pain and”: a rare word "
        "[review]",
        "articles/knee.txt:5:5: warning despin-term “spinal twine” should be “spinal cord”: "
        "a known medical term (or “spinal column”) [safe]",
        "articles/knee.txt:5:66: error MIRACLE no oil heals in days",
        "articles/knee.txt:5:92: warning VAGUE_ATTRIBUTION name the study",
        "articles/knee.txt:5:133: info despin-page “Irritation” should be “Inflammation” [suggest]",
        "articles/knee.txt:6:16: warning clean-injected remove “ 출장 안마”: "
        "foreign script in an English sentence [safe]",
    ]


def test_a_record_of_jsonl_is_named_by_its_line(report: Report) -> None:
    record = replace(report, source=Source("a.jsonl", kind="jsonl", line=7))
    places = [str(problem).split(": ")[0] for problem in problems.problems(record)]
    assert places[:3] == ["a.jsonl:7:1", "a.jsonl:7:35", "a.jsonl:7:65"]


def test_a_finding_about_the_whole_article_stands_at_its_start(report: Report) -> None:
    whole = Finding(-1, -1, "SPUN", "info", "much of this page was spun")
    problem = problems.problems(replace(report, findings=(whole,), edits=()))[0]
    assert (problem.line, problem.column) == (1, 1)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("plain – “text” 한국 🦵🏽 a\u0301 İ", "plain – “text” 한국 🦵🏽 a\u0301 İ"),
        ("family 👨\u200d👩\u200d👧", "family 👨\u200d👩\u200d👧"),
        ("a\nb\tc\rd", r"a\nb\tc\rd"),
        ("\x1b[31mred", r"\u001b[31mred"),
        ("zero\u200bwidth", r"zero\u200bwidth"),
        ("\u202etxt.exe", r"\u202etxt.exe"),
        ("half \ud800", r"half \ud800"),
        ("\u2028", r"\u2028"),
    ],
)
def test_what_breaks_a_line_or_drives_a_terminal_is_escaped(raw: str, shown: str) -> None:
    assert text.seen(raw) == shown


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("twine", "“twine”"),
        ("\u200b", "U+200B ZERO WIDTH SPACE"),
        (" ", "U+0020 SPACE"),
        ("\n\n", "U+000A U+000A"),
        ("", "“”"),
        ("x" * 100, f"“{'x' * 30} … {'x' * 30}”"),
    ],
)
def test_quotes_make_invisible_and_long_wordings_readable(raw: str, shown: str) -> None:
    assert text.quoted(raw) == shown


def test_an_insertion_and_a_removal_say_so() -> None:
    insertion = Edit(0, 0, "", "the ", "grammar", "grammar-languagetool", safety="review")
    removal = Edit(0, 3, "the", "", "clean", "clean-repeat", reason="twice")
    assert text.advice(insertion) == "insert “the ” [review]"
    assert text.advice(removal) == "remove “the”: twice [safe]"


def test_a_failure_is_one_line_whatever_it_quotes() -> None:
    item = Failure("x", Source("a\nb.txt"), "read", "c", "holds \x1b", "mend\u2028it")
    assert text.failure(item) == r"a\nb.txt: holds \u001b; mend\u2028it"


def test_edit_counts_name_the_options_that_make_more(report: Report) -> None:
    expected = "3 edits made, 1 more with --review, 1 more with --all"
    assert text.edit_counts(report) == expected


def test_tables_align_all_columns_but_the_last() -> None:
    rows = [("a", "bbb", "c"), ("aaaa", "b", "")]
    assert list(text.table(rows)) == ["a     bbb  c", "aaaa  b"]


def test_the_tally_accounts_for_every_article() -> None:
    assert text.tally(2, 1) == "3 articles: 2 reports, 1 failure"
    assert text.tally(1_200, 0) == "1,200 articles: 1,200 reports, 0 failures"
