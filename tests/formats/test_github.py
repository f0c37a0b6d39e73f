"""Annotations of GitHub Actions: one line each, whatever the article holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from healthtext.records import Finding, Report, Source
from healthtext.render.github import annotation
from healthtext.render.problems import problems

COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)", re.DOTALL)


def parsed(report: Report) -> list[tuple[str, dict[str, str], str]]:
    found = []
    for problem in problems(report):
        line = annotation(problem)
        match = COMMAND.fullmatch(line)
        assert match and "\n" not in line and "\r" not in line, line
        about = dict(part.split("=", 1) for part in match[2].split(","))
        found.append((match[1], about, match[3]))
    return found


def test_every_problem_is_a_command(tricky: Report) -> None:
    commands = parsed(tricky)
    assert [level for level, *_ in commands].count("notice") == 1
    level, about, message = commands[2]
    assert (level, about["title"]) == ("warning", "despin-term")
    assert (about["line"], about["col"], about["endLine"], about["endColumn"]) == (
        "4",
        "5",
        "4",
        "17",
    )
    assert message.startswith("“spinal twine” should be “spinal cord”")


def test_nothing_in_a_name_or_message_ends_the_command(empty: Report) -> None:
    whole = Finding(-1, -1, "NO_CITATION", "error", "100%\n::error::no, really")
    report = replace(empty, source=Source("a,b:c%\n.txt"), findings=(whole,))
    ((_, about, message),) = parsed(report)
    assert about["file"] == "a%2Cb%3Ac%25%0A.txt"
    assert message == r"100%25\n::error::no, really"


def test_a_place_over_several_lines_has_no_columns(edited: Callable[..., Report]) -> None:
    ((_, about, _),) = parsed(edited("a\nb", (0, 3, "")))
    assert about == {"file": "x", "title": "despin-word", "line": "1", "endLine": "2"}


def test_places_outside_the_file_are_told_in_words(edited: Callable[..., Report]) -> None:
    report = edited("a twine", (2, 7, "cord"))
    ((_, about, message),) = parsed(replace(report, source=Source("a.html", kind="html")))
    assert "line" not in about
    assert message.startswith("line 1, column 3 of its text: ")
    record = Source("a.jsonl", kind="jsonl", line=4)
    ((_, about, message),) = parsed(replace(report, source=record))
    assert about["line"] == "4"
    assert message.startswith("character 3 of its text: ")
